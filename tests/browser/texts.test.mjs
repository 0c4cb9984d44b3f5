// What Mermaid, readers of Markdown and the browser make of texts that are something else elsewhere.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import MarkdownIt from 'markdown-it';
import { full as emoji } from 'markdown-it-emoji';
import footnotes from 'markdown-it-footnote';
import tasks from 'markdown-it-task-lists';
import { marked } from 'marked';

import { launch, listen } from './chromium.mjs';
import { folder, ladder, ROOT } from './ladder.mjs';

const MERMAID = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
const wiki = new MarkdownIt({ html: true, linkify: true }).use(footnotes).use(emoji).use(tasks);
const READERS = {
  'markdown-it': (text) => wiki.render(text),
  marked: (text) => marked.parse(text, { gfm: true }),
};

// Each kind of texts; a text is written as itself, unless it is a pair of that and of what is seen of it.
const KINDS = Object.entries(JSON.parse(readFileSync(path.join(ROOT, 'tests/texts.json'), 'utf8'))).map(([kind, texts]) => [
  kind,
  texts.map((text) => (Array.isArray(text) ? { text: text[0], seen: text[1] } : { text, seen: text })),
]);

// Lines break at spaces, and the word joiner is not seen.
const squeezed = (text) => text.replace(/[\s\u2060]+/g, '');

const written = folder();
let browser, page, told;
before(async () => {
  browser = await launch();
  ({ page, told } = await listen(browser));
  await page.setContent('<!doctype html><title>Texts</title><main></main>');
  await page.addScriptTag({ path: MERMAID });
  await page.evaluate(() => window.mermaid.initialize({ startOnLoad: false, suppressErrorRendering: true }));
});
after(() => browser?.close());

// A ladder with a text in every field that a diagram and the overview show.
function ladderOf(text) {
  const role = (title, rest) => ({ title, about: text, track: 't', grade: 1, ...rest });
  const file = path.join(written, 'ladder.json');
  const content = {
    id: 'texts',
    title: text,
    about: text,
    proficiency: ['low', 'high'],
    tracks: { t: text, u: `Track ${text}` },
    skills: { s: { title: text, about: text, category: text } },
    roles: {
      a: role(text, { next: [{ role: 'b', gate: text }, { role: 'c', kind: 'track-switch' }], skills: { s: 1 } }),
      b: role(`B ${text}`, { grade: 2 }),
      c: role(`C ${text} c`, { track: 'u' }),
    },
  };
  writeFileSync(file, JSON.stringify(content));
  return ['--ladder', file, '--no-profile'];
}

for (const [kind, texts] of KINDS) {
  describe(kind, () => {
    it('are texts in Mermaid', async () => {
      const wrong = [];
      for (const { text, seen } of texts) {
        const drawn = await page.evaluate(draw, ladder('show', ...ladderOf(text), '--format', 'mermaid'));
        const begins = (found, expected) => found.some((label) => squeezed(label).startsWith(squeezed(expected)));
        const isRead =
          drawn.error === undefined &&
          drawn.strange.length === 0 &&
          squeezed(drawn.title) === squeezed(seen) &&
          [seen, `B ${seen}`, `C ${seen} c`].every((title) => begins(drawn.nodes, title)) &&
          [seen, `Track ${seen}`].every((title) => begins(drawn.tracks, title)) &&
          drawn.moves.some((label) => squeezed(label).includes(squeezed(seen)));
        if (!isRead) wrong.push({ text, drawn });
      }
      assert.deepEqual(wrong, []);
    });

    it('are texts in Markdown', async () => {
      const wrong = [];
      for (const { text, seen } of texts) {
        const files = ladderOf(text);
        for (const command of [['show'], ['show', 'a'], ['show', 's']]) {
          const markdown = ladder(...command, ...files, '--format', 'markdown');
          for (const [reader, read] of Object.entries(READERS)) {
            const { strange, blocks } = await page.evaluate(look, read(markdown));
            const isRead = blocks.some((block, at) => at > 0 && squeezed(block).includes(squeezed(seen)));
            const isHeading = squeezed(blocks[0]).startsWith(squeezed(seen));
            if (strange.length > 0 || !isRead || !isHeading) wrong.push({ reader, text, command, strange, markdown });
          }
        }
      }
      assert.deepEqual(wrong, []);
    });

    it('are texts in a page', async () => {
      const wrong = [];
      const file = path.join(written, 'page.html');
      const other = await listen(browser);
      for (const { text, seen } of texts) {
        ladder('report', ...ladderOf(text), '-o', file);
        await other.page.goto(pathToFileURL(file));
        const { strange, heading } = await other.page.evaluate(() => ({
          strange: [...document.querySelectorAll('script, img, iframe, object, a:not([href^="#"])')].map((one) => one.outerHTML),
          heading: document.querySelector('h1').textContent,
        }));
        if (strange.length > 0 || !squeezed(heading).includes(squeezed(seen))) wrong.push({ text, strange, heading });
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual(other.told, []);
      await other.page.close();
    });

    it('ask for nothing and say nothing', () => {
      assert.deepEqual(told, []);
    });
  });
}

// Runs within the page.
async function draw(text) {
  try {
    const { svg } = await window.mermaid.render('picture', text);
    const main = document.querySelector('main');
    main.innerHTML = svg;
    const texts = (selector) => [...main.querySelectorAll(selector)].map((one) => one.textContent);
    const own = ['div', 'span', 'p', 'br'];
    const inside = [...main.querySelectorAll('foreignObject *')];
    return {
      title: main.querySelector('title').textContent,
      nodes: texts('g.node'),
      tracks: texts('g.cluster'),
      moves: texts('.edgeLabel'),
      strange: inside.filter((element) => !own.includes(element.localName)).map((element) => element.outerHTML),
    };
  } catch (error) {
    return { error: error.message };
  }
}

// Runs within the page: the blocks of a text that a reader of Markdown has read, and what is no block of ours.
function look(html) {
  const own = 'h1, h2, h3, h4, h5, h6, p, ul, li, table, thead, tbody, tr, th, td, pre, code, strong, br';
  const read = new DOMParser().parseFromString(html, 'text/html').body;
  return {
    strange: [...read.querySelectorAll('*')].filter((element) => !element.matches(own)).map((element) => element.outerHTML),
    blocks: [...read.querySelectorAll('h1, h2, h3, h4, h5, h6, p, li, th, td, pre')].map((element) => element.textContent),
  };
}
