// The repository's own site and the real engine, over files that are damaged and yet pass the sum of gzip: as somebody made
// them, or as a machine broke them before they were compressed. The search answers or says why not, and once the files are
// good again it answers, without the page being loaded anew.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import wabt from 'wabt';
import { chromium } from './readers.mjs';
import { encode, serveSearch } from './search-site.mjs';
import { build } from './site.mjs';

const limit = { timeout: 120_000 };
const PATIENCE = 20_000; // milliseconds that one search may take
const QUERIES = ['plan', '"mesa de trabajo"', 'estatus:pendiente', 'requermiento cap*', 'vence<2024'];
const REASONS = ['damaged', 'old-browser', 'offline', 'refused'];

/** splitmix32: the same damage for the same seed. */
function random(seed) {
  let state = seed | 0;
  return (end) => {
    state = state + 0x9e3779b9 | 0;
    let z = state ^ state >>> 16;
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ z >>> 15, 0x735a2d97);
    return ((z ^ z >>> 15) >>> 0) % end;
  };
}

/** Changes some of the bytes from `from` on, and never their number but by `cut`. */
function damage(bytes, below, { from = 0, cut = false } = {}) {
  const wrong = Buffer.from(bytes);
  const length = wrong.length - from;
  const at = from + (below(3) ? below(length) : length - 1 - below(Math.min(length, 48)));
  if (cut) return wrong.subarray(0, at);
  const end = Math.min(wrong.length, at + 1 + below(1 << below(9)));
  const ways = [
    () => { wrong[at] ^= 1 << below(8); },
    () => { wrong[at] = [0, 1, 0x7f, 0x80, 0xff][below(5)]; },
    () => { wrong.fill(0, at, end); },
    () => { wrong.fill(0xff, at, end); },
    () => { for (let i = at; i < end; i += 1) wrong[i] = below(256); },
  ];
  ways[below(ways.length)]();
  return wrong;
}

/** The catalog with one number in its JSON changed. */
function changedNumber(catalog, below) {
  const end = 4 + catalog.readUInt32LE();
  const json = catalog.toString('utf8', 4, end);
  const numbers = [...json.matchAll(/(?<=[:,[])\d+/g)];
  const { 0: old, index } = numbers[below(2) ? numbers.length - 1 - below(12) : below(numbers.length)];
  const number = ['0', '4294967295', '2147483648', '16777000', `${Number(old) + 1}`, `${Number(old) * 2}`][below(6)];
  const changed = Buffer.from(json.slice(0, index) + number + json.slice(index + old.length));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(changed.length);
  return Buffer.concat([length, changed, catalog.subarray(end)]);
}

const jsonEnd = (catalog) => 4 + catalog.readUInt32LE();
const repeated = (count, damaged) => Array.from({ length: count }, (_, seed) => (bytes) => damaged(bytes, random(seed + 1)));

const CATALOGS = [
  ...repeated(14, (bytes, below) => damage(bytes, below, { from: jsonEnd(bytes) })),
  ...repeated(6, (bytes, below) => damage(bytes, below, { cut: true })),
  ...repeated(14, changedNumber),
  () => Buffer.alloc(0),
  (bytes) => Buffer.alloc(bytes.length, 0xff),
];

const PIECES = [
  ...repeated(30, (bytes, below) => damage(bytes, below)),
  ...repeated(4, (bytes, below) => damage(bytes, below, { cut: true })),
  (bytes) => Buffer.alloc(bytes.length),
  (bytes) => Buffer.alloc(bytes.length, 0xff),
];

/** A module with the functions of the engine, each with this body. */
const { parseWat } = await wabt();
function engine(body, { format = '(i32.const 1)', answer = '' } = {}) {
  const text = `(module (memory (export "memory") 40) ${answer}
    (func (export "format") (result i32) ${format})
    (func (export "input") (param i32) (result i32) (i32.const 1024))
    (func (export "output") (result i32) (i32.const 0))
    (func (export "open") (param i32) (result i32) ${body})
    (func (export "insert") (param i32 i32) (result i32) ${body})
    (func (export "search") (param i32) (result i32) ${body}))`;
  return Buffer.from(parseWat('engine.wat', text).toBinary({}).buffer);
}

const ENGINES = {
  'is other bytes': () => Buffer.from('<!DOCTYPE html><title>Sign in</title>'),
  'is empty': () => Buffer.alloc(0),
  'is cut off': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'lacks its last byte': (bytes) => bytes.subarray(0, -1),
  'has no functions': () => Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
  'traps at once': () => engine('unreachable', { format: 'unreachable' }),
  'traps when it opens': () => engine('unreachable'),
  'traps without end of its stack': () => engine('(call 3 (i32.const 0))'),
  'answers no JSON': () => engine('(i32.const 9)'),
  'answers from outside of its memory': () => engine('(i32.const -1)'),
  'opens anything and answers nothing': () => engine('(i32.const 2)', { answer: '(data (i32.const 0) "{}")' }),
  'asks for pieces that there are not': () => engine('(i32.const 16)', { answer: '(data (i32.const 0) "{\\"need\\":[99999]}")' }),
};

describe(chromium.name, () => {
  let browser;
  let folder;
  before(async () => {
    folder = build();
    browser = await chromium.launch();
  });
  after(async () => {
    await browser.close();
    rmSync(dirname(folder), { recursive: true });
  });

  /** A reader on the page to search on, and `wrong`, by which what a file holds is changed before it is compressed. */
  async function visit(t) {
    const server = await serveSearch(folder);
    const reader = await browser.reader();
    const harm = { wanted: null, change: null, done: 0 };
    server.answers.push((path, response, file) => {
      const name = /^busqueda\/(.*)\.js$/.exec(path)?.[1];
      if (!name || !file || !harm.wanted?.test(name)) return false;
      harm.done += 1;
      const payload = unwrapped(name, file);
      server.send(response, path, encode(name, gzipSync(harm.change(gunzipSync(payload)))));
      return true;
    });
    t.after(async () => { await reader.close(); server.close(); });
    await reader.page.goto(`${server.url}buscar.html`);
    await reader.page.waitForFunction(() => window.acuerdos?.search);
    return { ...reader, server, harm };
  }

  /** Searches in the page: 'answered', or why not; a search that does neither fails the test. */
  function search(page, query) {
    return page.evaluate(async ([query, patience]) => {
      const late = new Promise((resolve) => setTimeout(() => resolve({ late: true }), patience));
      const outcome = window.acuerdos.search(query).then(
        ({ total, hits }) => ({ total, shown: hits.length }),
        (error) => ({ isError: error instanceof Error, reason: error.reason, message: error.message }),
      );
      return Promise.race([outcome, late]);
    }, [query, PATIENCE]);
  }

  function settled(outcome, what) {
    assert.ok(!outcome.late, `${what}: neither an answer nor an error`);
    if (outcome.total !== undefined) return 'answered';
    assert.ok(outcome.isError && REASONS.includes(outcome.reason) && outcome.message, `${what}: ${JSON.stringify(outcome)}`);
    return outcome.reason;
  }

  /** What the files answer where nothing is wrong. */
  async function expected(t) {
    const { page } = await visit(t);
    const totals = [];
    for (const query of QUERIES) totals.push((await search(page, query)).total);
    assert.ok(totals.some((total) => total > 0), `${totals}`);
    return totals;
  }

  /** One damage after the other, each to a reader who comes anew, and then has good files. */
  async function survives(t, wanted, changes) {
    const totals = await expected(t);
    const reasons = {};
    for (const [number, change] of changes.entries()) {
      const { page, harm, problems, close } = await visit(t);
      const at = number % QUERIES.length;
      Object.assign(harm, { wanted, change });
      // Twice: the second is answered by what the first left.
      const seen = [];
      for (const time of ['first', 'second']) {
        const reason = settled(await search(page, QUERIES[at]), `damage ${number}, ${time} search`);
        reasons[reason] = (reasons[reason] ?? 0) + 1;
        seen.push(reason);
      }
      assert.ok(harm.done > 0, `damage ${number}: nothing was damaged`);
      assert.ok(await page.evaluate(() => document.body.innerText.trim().length > 0), `damage ${number}: the page is blank`);
      harm.wanted = null;
      const again = await search(page, QUERIES[at]);
      if (settled(again, `damage ${number}, good files`) !== 'answered') assert.fail(`damage ${number}: no retry helps: ${again.message}`);
      // Damage that changed an answer rather than to end in an error cannot be told; any other has to be gone.
      if (!seen.includes('answered')) assert.equal(again.total, totals[at], `damage ${number}`);
      assert.deepEqual(problems, []);
      await close();
    }
    t.diagnostic(JSON.stringify(reasons));
  }

  test('a damaged catalog: an answer or a reason, and a retry once the files are good', { timeout: 600_000 }, (t) => survives(t, /\/catalog$/, CATALOGS));
  test('damaged pieces: an answer or a reason, and a retry once the files are good', { timeout: 600_000 }, (t) => survives(t, /\/\d+\/\d+$/, PIECES));

  for (const [what, change] of Object.entries(ENGINES)) {
    test(`an engine that ${what}: a reason, and a retry once the file is good`, limit, async (t) => {
      const { page, harm } = await visit(t);
      Object.assign(harm, { wanted: /^engine-/, change });
      for (const time of ['first', 'second']) {
        assert.notEqual(settled(await search(page, 'plan'), `${time} search`), 'answered');
      }
      harm.wanted = null;
      const again = await search(page, 'plan');
      assert.ok(again.total > 0, again.message);
    });
  }

  test('a later page of the same reader is not told what an earlier one stumbled over', limit, async (t) => {
    const { page, server, harm } = await visit(t);
    Object.assign(harm, { wanted: /\/catalog$/, change: () => Buffer.alloc(8) });
    assert.equal(settled(await search(page, 'plan'), 'first'), 'damaged');
    harm.wanted = null;
    assert.ok((await search(page, 'plan')).total > 0);
    server.requests.length = 0;
    await page.goto(`${server.url}buscar.html?later`);
    assert.ok((await search(page, 'plan')).total > 0);
    assert.deepEqual(server.requests.filter((path) => /catalog|engine-/.test(path)), [], 'the good files are kept');
  });
});

/** The payload of a file of the search: the reverse of `encode`. */
function unwrapped(name, file) {
  let payload;
  new Function('acuerdosPiece', file.toString('latin1'))((_, text) => { payload = Buffer.from(text, 'latin1'); });
  assert.ok(payload, name);
  return payload;
}
