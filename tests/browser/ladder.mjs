// The program, run as a person would run it, and what is known of its answers.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PICTURES = path.resolve(ROOT, process.env.LADDER_PICTURES ?? 'target/browser');
mkdirSync(PICTURES, { recursive: true });

const built = ['release', 'debug'].map((profile) => path.join(ROOT, 'target', profile, 'ladder'));
const PROGRAM = path.resolve(ROOT, process.env.LADDER ?? built.find(existsSync) ?? built[0]);

// What it prints, in a surrounding of its own: no profile, no settings of the machine.
export function ladder(...args) {
  return execFileSync(PROGRAM, [...args, '--as-of', '2026-11-20'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { HOME: 'tests/nowhere', XDG_CONFIG_HOME: 'tests/nowhere' },
    maxBuffer: 1 << 26,
  });
}

// The names of all commands, as the help lists them.
export function commands() {
  const [, list] = ladder('--help').match(/^Commands:\n((?: .*\n)+)/m);
  const names = [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);
  return names.filter((name) => name !== 'help').sort();
}

// The ladders that are drawn: the embedded one, and those that are hard to draw.
export const LADDERS = {
  embedded: 'machine-learning-engineer',
  pictures: 'tests/ladders/pictures.yaml',
  hostile: 'tests/ladders/hostile.yaml',
  crossroads: 'tests/ladders/crossroads.yaml',
  'three-tracks': 'tests/ladders/three-tracks.yaml',
};

// The roles and moves of a ladder, as the program itself counts them.
export function overview(file) {
  const { roles } = JSON.parse(ladder('show', '--ladder', file, '--format', 'json'));
  return {
    roles: roles.map(({ id, title }) => ({ id, title })),
    moves: roles.flatMap(({ id, next }) => next.map((move) => `${id} → ${move.role}`)).sort(),
  };
}

// The roles and moves of the best routes to a role.
export function routes(...args) {
  const answer = JSON.parse(ladder('path', ...args, '--format', 'json'));
  const roles = answer.routes.flatMap((route) => route.roles);
  const moves = answer.routes.flatMap((route) => route.moves);
  const titles = new Map(roles.map(({ id, title }) => [id, title]));
  return {
    roles: [...titles].map(([id, title]) => ({ id, title })),
    moves: [...new Set(moves.map((move) => `${move.from} → ${move.role}`))].sort(),
  };
}

// A title as it is shown: what a terminal would obey or nobody would see is visible. Spaces do not
// count, since lines break at them.
export function shown(title) {
  const visible = title
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[\0-\x1f]/g, (control) => String.fromCodePoint(0x2400 + control.codePointAt(0)))
    .replace(/\x7f/g, '␡')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) => `\\u{${hidden.codePointAt(0).toString(16)}}`);
  return squeezed(visible);
}

export function squeezed(text) {
  return text.replace(/\s+/g, '');
}

// A folder that is gone when the tests are.
export function folder() {
  const made = mkdtempSync(path.join(tmpdir(), 'ladder-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

// A ladder of so many roles at random, always the same for a seed: promotions rise, other moves go
// anywhere.
export function randomLadder(count, seed) {
  // mulberry32
  const random = (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const pick = (list) => list[random(list.length)];
  const words = ['Principal', 'Engineer', 'of', 'Systems', 'Data', 'Ümläut', 'Interdepartmental', 'AI', '日本語', '&'];
  const tracks = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, `Track ${id}`]));
  const grades = Array.from({ length: count }, () => 1 + random(12));
  const roles = grades.map((grade, position) => {
    const targets = new Set(Array.from({ length: random(4) }, () => random(count)));
    targets.delete(position);
    const next = [...targets].map((target) => ({
      role: `r${target}`,
      kind: grades[target] > grade ? 'promotion' : pick(['lateral', 'track-switch', 'step-back', 'entry']),
      ...(random(3) ? {} : { share: random(100) / 100 }),
      ...(random(3) ? {} : { after: 1 + random(4) }),
    }));
    const title = Array.from({ length: 1 + random(7) }, () => pick(words)).join(' ');
    const pay = random(2) ? {} : { pay: { mid: 50000 + random(100000), basis: 'base', currency: 'EUR', region: 'EU' } };
    return [`r${position}`, { title, track: pick(Object.keys(tracks)), grade, next, ...pay }];
  });
  const file = path.join(folder(), 'random.json');
  const content = { id: 'random', title: 'A ladder at random', tracks, roles: Object.fromEntries(roles) };
  writeFileSync(file, JSON.stringify(content));
  return file;
}
