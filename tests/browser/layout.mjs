// What runs within a page: where things stand, and what is wrong with that. Each function is given
// to the browser as it is, so that it may use nothing from outside.

// Texts that lie on each other, or of which a part is cut off. `paper` does not scroll.
export function texts(paper) {
  const problems = [];
  const name = (node) => JSON.stringify(node.data.trim().slice(0, 40));
  const meet = (one, other) => ({
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const isEmpty = (area) => area.right - area.left < 1 || area.bottom - area.top < 1;
  const cuts = (style) => (paper ? /hidden|clip|auto|scroll/ : /hidden|clip/).test(style.overflowX + style.overflowY);
  const scrolls = (style) => !paper && /auto|scroll/.test(style.overflowX + style.overflowY);
  const pieces = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const frames = [];
    let isForEars = false;
    for (let frame = parent; frame; frame = frame.parentElement) {
      const isBox = frame instanceof HTMLElement || frame.localName === 'svg';
      if (!isBox || frame === document.documentElement || frame === document.body) continue;
      const style = getComputedStyle(frame);
      const area = frame.getBoundingClientRect();
      if (cuts(style) || scrolls(style)) {
        isForEars ||= area.width <= 1 || area.height <= 1;
        frames.push({ area, cuts: cuts(style) });
      }
    }
    // Only for screen readers: a pixel wide.
    if (isForEars) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (!rect.width || !rect.height) continue;
      // The height of a font reaches over its letters.
      const inset = rect.height / 6;
      let seen = { left: rect.left, right: rect.right, top: rect.top + inset, bottom: rect.bottom - inset };
      for (const frame of frames) {
        const rest = meet(seen, frame.area);
        const lost = seen.right - seen.left - (rest.right - rest.left) > 1 || seen.bottom - seen.top - (rest.bottom - rest.top) > 1;
        if (frame.cuts && lost) problems.push(`${name(node)} is cut off`);
        seen = rest;
      }
      if (!isEmpty(seen)) pieces.push({ node, ...seen });
    }
  }
  pieces.sort((one, other) => one.top - other.top);
  pieces.forEach((piece, position) => {
    for (let next = position + 1; next < pieces.length && pieces[next].top < piece.bottom - 1; next++) {
      if (pieces[next].node !== piece.node && !isEmpty(meet(piece, pieces[next]))) {
        problems.push(`${name(piece.node)} and ${name(pieces[next].node)} lie on each other`);
      }
    }
  });
  return { count: pieces.length, problems: [...new Set(problems)] };
}

// Gives a drawing the size that it has on paper, since texts that are smaller than a pixel lie on
// nothing.
export function unscaled() {
  const svg = document.documentElement;
  const { width, height } = svg.viewBox.baseVal;
  Object.assign(svg.style, { width: `${width}px`, height: `${height}px`, maxWidth: 'none', maxHeight: 'none' });
}

// Every drawing of the page: its roles, its moves, and what is wrong with where they stand.
export function drawings() {
  const onScreen = (element, { x, y, width = 0, height = 0 }) => {
    const matrix = element.getScreenCTM();
    const one = new DOMPoint(x, y).matrixTransform(matrix);
    const other = new DOMPoint(x + width, y + height).matrixTransform(matrix);
    return { left: one.x, top: one.y, right: other.x, bottom: other.y };
  };
  const area = (element) => onScreen(element, element.getBBox());
  const holds = (outer, inner, slack) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const overlap = (one, other, slack) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > slack;
  const distance = (point, box) =>
    Math.hypot(Math.max(box.left - point.x, 0, point.x - box.right), Math.max(box.top - point.y, 0, point.y - box.bottom));
  const depth = (point, box) => Math.min(point.x - box.left, box.right - point.x, point.y - box.top, box.bottom - point.y);

  const drawn = [...document.querySelectorAll('svg')].filter((svg) => svg.querySelector('g.role'));
  return drawn.map((svg) => {
    const problems = [];
    const scale = svg.getScreenCTM().a;
    const sheet = onScreen(svg, svg.viewBox.baseVal);
    const boxes = [...svg.querySelectorAll('g.role')].map((role) => {
      const id = role.dataset.role;
      const rects = role.querySelectorAll('rect.box');
      if (rects.length !== 1) problems.push(`${id} has ${rects.length} boxes`);
      const box = { id, ...area(rects[0]) };
      for (const text of role.querySelectorAll('text')) {
        if (!holds(box, area(text), scale)) problems.push(`${id}: ${JSON.stringify(text.textContent)} leaves its box`);
      }
      return box;
    });
    boxes.forEach((box, position) => {
      if (!holds(sheet, box, scale)) problems.push(`${box.id} leaves the sheet`);
      for (const other of boxes.slice(position + 1)) {
        if (overlap(box, other, 0)) problems.push(`${box.id} and ${other.id} lie on each other`);
      }
    });
    for (const text of svg.querySelectorAll('text')) {
      if (!text.getComputedTextLength()) continue;
      const words = JSON.stringify(text.textContent);
      const place = area(text);
      if (!holds(sheet, place, scale)) problems.push(`${words} leaves the sheet`);
      const hit = text.closest('g.role') ? undefined : boxes.find((box) => overlap(box, place, 2 * scale));
      if (hit) problems.push(`${words} lies on ${hit.id}`);
    }
    const moves = [...svg.querySelectorAll('path.move')].map((path) => {
      const { from, to } = path.dataset;
      const [start, end] = [from, to].map((id) => boxes.find((box) => box.id === id));
      const name = `${from} → ${to}`;
      if (!start || !end) {
        problems.push(`${name} joins what is not there`);
        return name;
      }
      const matrix = path.getScreenCTM();
      const length = path.getTotalLength();
      const count = Math.max(2, Math.ceil(length / 3));
      const reached = area(path);
      const near = boxes.filter((box) => overlap(box, reached, -scale));
      for (let step = 0; step <= count; step++) {
        const along = (length * step) / count;
        const point = path.getPointAtLength(along).matrixTransform(matrix);
        if (distance(point, sheet) > scale) problems.push(`${name} leaves the sheet`);
        // An end may reach a little into its own box.
        const own = [along < 8 && end, along > length - 8 && start];
        const hit = near.find((box) => depth(point, box) > scale && !own.includes(box));
        if (hit) problems.push(`${name} crosses ${hit.id}`);
        // A line is written from its end, before which stands the tip of its arrow.
        const reach = 12 * scale;
        if (step === count && distance(point, start) > reach) problems.push(`${name} begins beside ${from}`);
        if (step === 0 && distance(point, end) > reach) problems.push(`${name} ends beside ${to}`);
      }
      return name;
    });
    return { roles: boxes.map((box) => box.id), moves: moves.sort(), problems: [...new Set(problems)] };
  });
}
