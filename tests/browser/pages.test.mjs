// Every page, opened from its file as somebody would who was sent it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import axe from 'axe-core';

import { launch, listen, prefer, widen } from './chromium.mjs';
import { commands, folder, ladder, LADDERS, overview, PICTURES, routes } from './ladder.mjs';
import { drawings, texts } from './layout.mjs';

const ME = ['--profile', 'data/profile.yaml'];
const NOBODY = ['--no-profile'];
const PICTURE = ['--ladder', LADDERS.pictures];
const HOSTILE = ['--ladder', LADDERS.hostile];

// The command of each page, and what its drawing shows.
const PAGES = {
  me: { command: ['report', ...ME], graph: () => overview(LADDERS.embedded) },
  ladder: { command: ['report', ...NOBODY], graph: () => overview(LADDERS.embedded) },
  'report-pictures': { command: ['report', ...NOBODY, ...PICTURE], graph: () => overview(LADDERS.pictures) },
  'report-hostile': { command: ['report', ...NOBODY, ...HOSTILE], graph: () => overview(LADDERS.hostile) },
  show: { command: ['show'], graph: () => overview(LADDERS.embedded) },
  'show-pictures': { command: ['show', ...PICTURE], graph: () => overview(LADDERS.pictures) },
  'show-hostile': { command: ['show', ...HOSTILE], graph: () => overview(LADDERS.hostile) },
  path: { command: ['path', 'director', ...ME], graph: () => routes('director', ...ME) },
};

// The commands whose pages are not opened: what they are made of, tables and lists, a report has too.
const TABLES = ['find', 'next', 'gaps', 'plan', 'match', 'matrix', 'compare', 'diff', 'pay', 'due', 'progress', 'team'];
// The commands without a page.
const FILES = ['check', 'convert', 'import', 'init', 'schema', 'set', 'log'];

const SCHEMES = ['light', 'dark'];
const WIDTHS = [320, 768, 1280];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What a sheet of A4 leaves between margins of 15 mm, in pixels of CSS.
const PAPER = Math.floor(((210 - 2 * 15) / 25.4) * 96);

let browser;
const written = folder();
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

it('every command has a page here, or a reason why not', () => {
  const opened = Object.values(PAGES).map(({ command }) => command[0]);
  assert.deepEqual([...new Set([...opened, ...TABLES, ...FILES])].sort(), commands());
});

for (const [name, { command, graph }] of Object.entries(PAGES)) {
  describe(`ladder ${command.join(' ')}`, () => {
    let page, told;
    before(async () => {
      const file = path.join(written, `${name}.html`);
      ladder(...command, '-o', file);
      ({ page, told } = await listen(browser));
      await prefer(page, 'light');
      await widen(page, 1280);
      await page.goto(pathToFileURL(file));
    });
    after(() => page?.close());

    it('says nothing and asks for nothing', () => {
      assert.deepEqual(told, []);
    });

    it('is reached with the keyboard, from top to bottom, and shows where one is', async () => {
      assert.deepEqual(await walk(page), { missed: [], disordered: [], unseen: [] });
    });

    it('has room at every width in every scheme', async () => {
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      for (const scheme of SCHEMES) {
        await prefer(page, scheme);
        for (const width of WIDTHS) {
          await widen(page, width);
          await assertRoom(page, `${scheme}, ${width} pixels`);
          if (width !== 768) await photograph(page, `${name}-${scheme}-${width}`);
        }
      }
    });

    it('frames a drawing as wide as it is, and says where it scrolls', async () => {
      for (const width of WIDTHS) {
        await widen(page, width);
        const frames = await page.evaluate(() =>
          [...document.querySelectorAll('.drawing')].map((frame) => {
            const hint = frame.parentElement.querySelector('.scrolls');
            return {
              unused: frame.clientWidth - frame.querySelector('svg').getBoundingClientRect().width,
              scrolls: frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight,
              hint: getComputedStyle(hint).display !== 'none',
              legends: [frame, frame.parentElement].map((one) => one.querySelectorAll('.sample').length),
            };
          }),
        );
        for (const { unused, scrolls, hint, legends } of frames) {
          assert.ok(unused <= 1, `${width} pixels: ${unused} are not used`);
          assert.equal(hint, scrolls, `${width} pixels`);
          // What the strokes mean never scrolls away.
          assert.equal(legends[0], 0);
          assert.ok(legends[1] > 0);
        }
      }
    });

    it('shows the person first', async () => {
      await widen(page, 320);
      await page.reload();
      const hidden = await page.evaluate(() => {
        const [present] = document.querySelectorAll('g.present');
        if (!present) return [];
        const [outer, inner] = [present.closest('.drawing'), present].map((one) => one.getBoundingClientRect());
        const sides = [inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom];
        return sides.filter((side) => side < -1);
      });
      assert.deepEqual(hidden, []);
    });

    it('gives axe nothing to complain about', async () => {
      await page.evaluate(axe.source);
      for (const scheme of SCHEMES) {
        await prefer(page, scheme);
        for (const width of [320, 1280]) {
          await widen(page, width);
          const found = await page.evaluate(async (values) => {
            const { passes, violations } = await window.axe.run({ preload: false, runOnly: { type: 'tag', values } });
            const list = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
            return { passes: passes.length, violations: list };
          }, RULES);
          assert.deepEqual(found.violations, [], `${scheme}, ${width} pixels`);
          assert.ok(found.passes > 10, `only ${found.passes} rules had something to look at`);
        }
      }
    });

    it('draws every role and every move, and nothing lies on anything', async () => {
      const { roles, moves } = graph();
      const drawn = await page.evaluate(drawings);
      assert.equal(drawn.length, 1);
      assert.deepEqual(drawn[0].problems, []);
      assert.deepEqual(drawn[0].roles.sort(), roles.map((role) => role.id).sort());
      assert.deepEqual(drawn[0].moves, moves);
    });

    it('is printed on A4', async () => {
      await widen(page, PAPER);
      // Takes the scheme away that was preferred.
      await page.emulateMediaType('print');
      assert.ok(await page.evaluate(() => matchMedia('print and (prefers-color-scheme: light)').matches));
      await assertRoom(page, 'print', true);
      await page.emulateMediaType(null);
      await page.pdf({ path: path.join(PICTURES, `${name}.pdf`), format: 'A4' });
      const sheets = readFileSync(path.join(PICTURES, `${name}.pdf`), 'latin1').match(/\/MediaBox\s*\[[^\]]*\]/g) ?? [];
      assert.ok(sheets.length >= 1);
      for (const sheet of sheets) {
        const [left, bottom, right, top] = sheet.match(/[\d.]+/g).map(Number);
        assert.deepEqual([Math.round((right - left) / 72 * 25.4), Math.round((top - bottom) / 72 * 25.4)], [210, 297]);
      }
    });
  });
}

async function assertRoom(page, where, paper = false) {
  const { scroll, client } = await page.evaluate(() => {
    const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
    return { scroll, client };
  });
  assert.ok(scroll <= client, `${where}: ${scroll} wide in ${client}`);
  if (!paper) {
    const heights = await page.evaluate(() => [...document.querySelectorAll('.drawing')].map((one) => one.offsetHeight / innerHeight));
    assert.ok(heights.every((height) => height <= 0.91), `${where}: drawings of ${heights} screens`);
  }
  const { count, problems } = await page.evaluate(texts, paper);
  assert.ok(count > 0, `${where}: a page without a word`);
  assert.deepEqual(problems, [], where);
}

// Presses Tab until the focus leaves the page or begins again.
async function walk(page) {
  const count = await page.evaluate(() => {
    const interactive = 'a[href], button, input, select, textarea, summary, [tabindex]';
    window.expected = [...document.querySelectorAll(interactive)].filter(
      (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
    );
    window.visited = [];
    window.kinds = new Set();
    return window.expected.length;
  });
  const unseen = [];
  for (let press = 0; press < count + 200; press++) {
    await page.keyboard.press('Tab');
    const visit = await page.evaluate(() => {
      const active = document.activeElement;
      if (!active || active === document.body || window.visited.includes(active)) return undefined;
      window.visited.push(active);
      const kind = `${active.localName}.${active.getAttribute('class')} in ${active.parentElement.localName}`;
      const isNew = window.kinds.size < 12 && !window.kinds.has(kind);
      window.kinds.add(kind);
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      return { name: active.outerHTML.slice(0, 80), isNew, isOutlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 };
    });
    if (!visit) break;
    // Of each kind, one is looked at as well as asked.
    if (!visit.isOutlined || (visit.isNew && !(await looksFocused(page)))) unseen.push(visit.name);
  }
  const { missed, disordered } = await page.evaluate(() => {
    const { expected, visited } = window;
    const name = (element) => element.outerHTML.slice(0, 80);
    const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    return {
      missed: expected.filter((element) => !visited.includes(element)).map(name),
      disordered: visited.filter((element, position) => position > 0 && !follows(visited[position - 1], element)).map(name),
    };
  });
  return { missed, disordered, unseen };
}

// Whether the page looks different once the focus is gone.
async function looksFocused(page) {
  const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await drawn();
  const focused = await page.screenshot();
  const active = await page.evaluateHandle(() => document.activeElement);
  await active.evaluate((element) => element.blur());
  await drawn();
  const without = await page.screenshot();
  await active.evaluate((element) => element.focus({ preventScroll: true }));
  return !Buffer.from(focused).equals(Buffer.from(without));
}

async function photograph(page, name) {
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}
