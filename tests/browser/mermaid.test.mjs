// What Mermaid itself makes of `ladder show --format mermaid`.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, it } from 'node:test';

import { launch, listen, widen } from './chromium.mjs';
import { ladder, LADDERS, overview, PICTURES, routes, shown, squeezed } from './ladder.mjs';

const MERMAID = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
const ROUTES = ['director', '--profile', 'data/profile.yaml'];

// The command of each picture, and what it shows.
const PICTURED = {
  ...Object.fromEntries(
    Object.entries(LADDERS).map(([name, file]) => [name, { command: ['show', '--ladder', file], graph: () => overview(file) }]),
  ),
  routes: { command: ['path', ...ROUTES], graph: () => routes(...ROUTES) },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [name, { command, graph }] of Object.entries(PICTURED)) {
  it(`Mermaid draws "${name}" as it is meant`, async () => {
    const { page, told } = await listen(browser);
    await widen(page, 1280);
    await page.setContent('<!doctype html><title>Mermaid</title><main></main>');
    await page.addScriptTag({ path: MERMAID });
    const drawn = await page.evaluate(draw, ladder(...command, '--format', 'mermaid'));
    const { roles, moves } = graph();
    assert.deepEqual(told, []);
    assert.deepEqual(drawn.strange, [], 'markup that is not of Mermaid');
    assert.equal(drawn.nodes.length, roles.length);
    assert.equal(drawn.edges, moves.length);
    // The longest first, since one title may begin like another.
    const titles = roles.map(({ title }) => shown(title)).sort((one, other) => other.length - one.length);
    const labels = drawn.nodes.map(squeezed);
    for (const title of titles) {
      const found = labels.findIndex((label) => label.startsWith(title));
      assert.notEqual(found, -1, `${title} is not among ${labels}`);
      labels.splice(found, 1);
    }
    await page.screenshot({ path: path.join(PICTURES, `mermaid-${name}.png`), fullPage: true });
    await page.close();
  });
}

// Runs within the page.
async function draw(text) {
  window.mermaid.initialize({ startOnLoad: false });
  const { svg } = await window.mermaid.render('picture', text);
  const main = document.querySelector('main');
  main.innerHTML = svg;
  const own = ['div', 'span', 'p', 'br'];
  const labels = [...main.querySelectorAll('foreignObject')];
  const inside = labels.flatMap((label) => [...label.querySelectorAll('*')]);
  return {
    nodes: [...main.querySelectorAll('g.node:not(.note)')].map((node) => node.textContent),
    edges: main.querySelectorAll('path.flowchart-link').length,
    strange: inside.filter((element) => !own.includes(element.localName)).map((element) => element.outerHTML),
  };
}
