// Drawings of their own: `ladder show --format svg`.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { launch, listen, prefer, widen } from './chromium.mjs';
import { folder, ladder, LADDERS, overview, PICTURES, randomLadder, routes } from './ladder.mjs';
import { drawings, texts, unscaled } from './layout.mjs';

const ROUTES = ['director', '--profile', 'data/profile.yaml'];
const RANDOM = randomLadder(120, 7);

// The command of each drawing, and what it shows.
const DRAWINGS = {
  ...Object.fromEntries(
    Object.entries(LADDERS).map(([name, file]) => [name, { command: ['show', '--ladder', file], graph: () => overview(file) }]),
  ),
  standing: { command: ['show', '--profile', 'data/profile.yaml'], graph: () => overview(LADDERS.embedded) },
  routes: { command: ['path', ...ROUTES], graph: () => routes(...ROUTES) },
  random: { command: ['show', '--ladder', RANDOM], graph: () => overview(RANDOM) },
};

let browser;
const written = folder();
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [name, { command, graph }] of Object.entries(DRAWINGS)) {
  describe(`the drawing "${name}"`, () => {
    let page, told;
    before(async () => {
      const file = path.join(written, `${name}.svg`);
      writeFileSync(file, ladder(...command, '--format', 'svg'));
      ({ page, told } = await listen(browser));
      await widen(page, 1280);
      await page.goto(pathToFileURL(file));
    });
    after(() => page?.close());

    it('says nothing and asks for nothing', () => {
      assert.deepEqual(told, []);
    });

    it('shows every role and every move, and nothing lies on anything', async () => {
      const { roles, moves } = graph();
      await page.evaluate(unscaled);
      const drawn = await page.evaluate(drawings);
      assert.equal(drawn.length, 1, 'a drawing has roles');
      assert.deepEqual(drawn[0].problems, []);
      assert.deepEqual(drawn[0].roles.sort(), roles.map((role) => role.id).sort());
      assert.deepEqual(drawn[0].moves, moves);
      const { count, problems } = await page.evaluate(texts, false);
      assert.ok(count >= roles.length);
      assert.deepEqual(problems, []);
    });

    it('can be looked at', async () => {
      for (const scheme of ['light', 'dark']) {
        await prefer(page, scheme);
        await page.screenshot({ path: path.join(PICTURES, `drawing-${name}-${scheme}.png`) });
      }
    });
  });
}

for (const more of [[], ['--no-estimates']]) {
  it(`the plan ${more} is a chart on which nothing lies on anything`, async () => {
    const file = path.join(written, `plan${more}.svg`);
    writeFileSync(file, ladder('plan', 'principal', '--profile', 'data/profile.yaml', ...more, '--format', 'svg'));
    const { page, told } = await listen(browser);
    await widen(page, 1280);
    await page.goto(pathToFileURL(file));
    assert.deepEqual(told, []);
    await page.evaluate(unscaled);
    const { count, problems } = await page.evaluate(texts, false);
    assert.ok(count > 10);
    assert.deepEqual(problems, []);
    const outside = await page.evaluate(() => {
      const sheet = document.documentElement.getBoundingClientRect();
      const areas = [...document.querySelectorAll('text, rect, path')].map((one) => one.getBoundingClientRect());
      return areas.filter((area) => area.left < sheet.left - 1 || area.right > sheet.right + 1 || area.bottom > sheet.bottom + 1).length;
    });
    assert.equal(outside, 0);
    for (const scheme of ['light', 'dark']) {
      await prefer(page, scheme);
      await page.screenshot({ path: path.join(PICTURES, `plan${more}-${scheme}.png`) });
    }
    await page.close();
  });
}
