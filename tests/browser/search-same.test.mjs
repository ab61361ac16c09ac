// A reader in a browser finds what the terminal finds: the same hits, order, scores, snippets, facets, notes, suggestion.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { openSearch } from './search-node.mjs';
import { build, buildProject, example, repository, serve } from './site.mjs';
import { chromium, firefox } from './readers.mjs';

const limit = { timeout: 300_000 };

/** Requests of one call into the page. */
const BATCH = 100;

/** Answers that differ and are told in full. */
const TOLD = 5;

/** What a request may say of itself, short. */
function shown(request) {
  const text = JSON.stringify(request);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}

/** The parts of two values that differ, as lines of `path: one ≠ other`. */
function differences(one, other, path = '') {
  if (isDeepStrictEqual(one, other)) return [];
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') {
    return [`${path}: ${shown(one ?? null)} ≠ ${shown(other ?? null)}`];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differences(one[key], other[key], `${path}/${key}`));
}

/** Fails with the requests that are answered differently, `expected` being what the native engine says. */
function same(expected, answers) {
  assert.equal(answers.length, expected.length);
  const wrong = expected.flatMap(({ request, answer, error }, at) => {
    const lines = differences(answer ?? { error }, answers[at]);
    return lines.length ? [`${shown(request)}\n  ${lines.slice(0, TOLD).join('\n  ')}`] : [];
  });
  assert.ok(!wrong.length, `${wrong.length} of ${expected.length} are answered differently:\n${wrong.slice(0, TOLD).join('\n')}`);
}

/** What the native engine answers to a list over a site: `[{ request, answer }]`. */
function native(site, list) {
  return example('answers', site, list).trimEnd().split('\n').map((line) => JSON.parse(line));
}

function inNode(search, requests) {
  return requests.map((request) => {
    try { return search(request); } catch (error) { return { error: error.message }; }
  });
}

/** Asks the requests one after the other, through what the site offers to scripts. */
async function inPage(page, requests) {
  const answers = [];
  for (let at = 0; at < requests.length; at += BATCH) {
    // As text: a driver may have ideas of its own about values.
    const text = await page.evaluate(async (text) => {
      const answers = [];
      for (const { query, ...options } of JSON.parse(text)) {
        answers.push(await window.acuerdos.search(query, options).catch((error) => ({ error: error.message })));
      }
      return JSON.stringify(answers);
    }, JSON.stringify(requests.slice(at, at + BATCH)));
    answers.push(...JSON.parse(text));
  }
  return answers;
}

const repositoryList = join(repository, 'tests/search/queries.json');

/** A generated register, and its questions as a list. */
function generated() {
  const project = mkdtempSync(join(tmpdir(), 'acuerdos-generated-'));
  example('generate', '--queries', '300', project);
  const { variants, ordinary } = JSON.parse(readFileSync(join(project, 'queries.json'), 'utf8'));
  const lists = (filters) => Object.fromEntries(Object.entries(filters).map(([facet, value]) => [facet, [value]]));
  const entry = ({ query, filters = {} }) => ({ query, filters: lists(filters) });
  const sections = Object.fromEntries(Object.entries({ ...variants, ordinary }).map(([name, list]) => [name, list.map(entry)]));
  const list = join(project, 'list.json');
  writeFileSync(list, JSON.stringify({ sections }));
  return { site: buildProject(project), list, project, phrases: variants.phrase };
}

for (const [what, make] of [
  ["the repository's own register", () => ({ site: build(), list: repositoryList, phrases: [{ id: '2022-10-20/1', query: '"nota verbal"' }] })],
  ['a generated register of 300 commitments', generated],
]) {
  describe(`the same answers over ${what}`, () => {
    let made;
    let expected;
    let requests;

    before(() => {
      made = make();
      expected = native(made.site, made.list);
      requests = expected.map(({ request }) => request);
    }, limit);

    after(() => {
      for (const folder of [dirname(made.site), made.project]) if (folder) rmSync(folder, { recursive: true });
    });

    test('all are answered, and most of them find something', () => {
      assert.ok(requests.length >= 300, `${requests.length} requests`);
      assert.deepEqual(expected.filter(({ error }) => error), []);
      const found = expected.filter(({ answer }) => answer.hits.length && answer.hits.every((hit) => hit.snippet || hit.title));
      assert.ok(found.length > requests.length / 2, `${found.length} of ${requests.length}`);
    });

    test('phrases of one commitment find it', () => {
      for (const { id, query } of made.phrases) {
        const { answer } = expected.find(({ request }) => request.query === query);
        assert.equal(answer.hits[0]?.id, id, query);
      }
    });

    test('in Node', limit, async () => {
      const { search, asked } = await openSearch(made.site);
      same(expected, inNode(search, requests));
      assert.equal(new Set(asked).size, asked.length, 'no piece is asked for twice');
    });

    for (const { name, skip, launch } of [chromium, firefox]) {
      test(`in ${name}`, { ...limit, skip }, async (t) => {
        const server = await serve(made.site);
        const browser = await launch();
        t.after(async () => { await browser.close(); server.close(); });
        const { page, problems } = await browser.reader();
        await page.goto(`${server.url}buscar.html`);
        await page.waitForFunction(() => window.acuerdos?.search);
        same(expected, await inPage(page, requests));
        assert.deepEqual(problems, []);
      });
    }
  });
}

test('a difference is told with its request and its place', () => {
  const answer = { total: 1, hits: [{ id: 'a', score: 1.5 }], suggestion: null };
  const expected = [{ request: { query: 'plan' }, answer }];
  same(expected, [structuredClone(answer)]);
  assert.throws(() => same(expected, [{ ...answer, hits: [{ id: 'a', score: 1.5000001 }] }]), /1 of 1.*\n.*"plan".*\n.*\/hits\/0\/score: 1.5 ≠ 1.5000001/);
  assert.throws(() => same(expected, [{ error: 'the engine stopped' }]), /the engine stopped/);
  assert.throws(() => same(expected, [{ ...answer, suggestion: undefined }]), /suggestion/);
  assert.throws(() => same(expected, []));
});
