// The loader of the search, in real browsers, with a stand-in for the engine and a server that misbehaves.
import assert from 'node:assert/strict';
import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { POLICY, encode, everyByte, publish, serveSearch, site, standIn } from './search-site.mjs';
import { chromium, firefox } from './readers.mjs';

const limit = { timeout: 60_000 };
const HEX = Buffer.from(everyByte).toString('hex');

const fromFolder = { address: (folder) => pathToFileURL(join(folder, 'a/b/page.html')).href };

/** Searches in the page and says how it went, as a value. */
function search(page, query, options) {
  return page.evaluate(([query, options]) => window.acuerdos.search(query, options).then(
    (done) => ({ done }),
    ({ name, reason, message }) => ({ name, reason, message }),
  ), [query, options]);
}

/** Loads and says what became of it. */
function load(page) {
  return page.evaluate(async () => {
    const engine = window.acuerdos.searchEngine;
    const states = [];
    engine.addEventListener('state', ({ detail }) => states.push(detail.state));
    await engine.load().catch(() => {});
    return { states, state: engine.state, reason: engine.reason, message: engine.message, mode: engine.mode };
  });
}

function answered({ done, message }) {
  assert.ok(done, message);
  return done;
}

function refused(result, reason, message) {
  assert.equal(result.reason, reason, result.message);
  assert.match(result.message, message);
}

/** What a server does to one file. */
const LOGIN = '<!DOCTYPE html><title>Sign in</title>'.repeat(20);
const MISDEEDS = {
  'is missing': (response) => response.writeHead(404).end('not found'),
  'is forbidden': (response) => response.writeHead(403).end('no'),
  'is a login page': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN),
  'is empty': (response) => response.writeHead(200).end(),
  'is cut off': (response, file) => response.writeHead(200).end(file.subarray(0, file.length >> 1)),
  'is cut off within its head': (response, file) => response.writeHead(200).end(file.subarray(0, 9)),
  'has a byte that was flipped': (response, file) => {
    const wrong = Buffer.from(file);
    wrong[file.length >> 1] ^= 1;
    response.writeHead(200).end(wrong);
  },
  'redirects to a login on another host': (response) => response.writeHead(302, { location: 'http://127.0.0.2:9/login' }).end(),
};

/** What holds in every browser. */
function suite(launch) {
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser.close());

  /** A fresh reader on the page of a site; all is closed when the test ends. */
  async function visit(t, { index, serve, address, init } = {}) {
    const published = site(index);
    const server = await serveSearch(published.folder, serve);
    const reader = await browser.reader(init);
    t.after(async () => { await reader.close(); server.close(); rmSync(published.folder, { recursive: true }); });
    await reader.page.goto(address?.(published.folder, server.url) ?? server.page);
    return { ...reader, server, ...published };
  }

  // ------------------------------------------------------------------------------------------------------ where it runs

  test('it fetches nothing before it is asked, then each file once', limit, async (t) => {
    const { page, server, index, engine } = await visit(t);
    await sleep(300);
    assert.deepEqual(server.requests, ['a/b/page.html', 'search-engine.js']);
    assert.equal(await page.evaluate(() => window.acuerdos.searchEngine.state), 'idle');
    assert.deepEqual(await load(page), { states: ['loading', 'ready'], state: 'ready', reason: null, message: '', mode: 'worker' });
    const asked = server.requests.filter((path) => path.startsWith('busqueda/'));
    assert.equal(asked[0], 'busqueda/current.js');
    assert.deepEqual(asked.slice(1).sort(), [`busqueda/${index}/catalog.js`, `busqueda/${engine}.js`].sort());
    answered(await search(page, 'one'));
    answered(await search(page, 'two'));
    const pieces = server.requests.filter((path) => path.startsWith('busqueda/')).slice(3).sort();
    assert.deepEqual(pieces, [`busqueda/${index}/0/0.js`, `busqueda/${index}/0/1.js`]);
  });

  test('the engine gets the request as documented, and the page its answer', limit, async (t) => {
    const { page, problems } = await visit(t);
    const { piece, ...done } = answered(await search(page, 'año "x" \\ \ud800 𝄞'));
    assert.deepEqual(done, { total: 1, index: 'first', request: { query: 'año "x" \\ \ufffd 𝄞', limit: 10, offset: 0, filters: {}, sort: 'relevance', typing: false } });
    assert.equal(piece, HEX);
    const options = { limit: 3, offset: 6, filters: { status: ['pendiente'], late: true }, sort: 'newest', typing: true };
    assert.deepEqual(answered(await search(page, 'b', options)).request, { query: 'b', ...options, filters: { status: ['pendiente'], late: ['true'] } });
    assert.equal(answered(await search(page, 'a'.repeat(10_000))).request.query.length, 10_000);
    assert.deepEqual(problems, []);
  });

  test('it may be loaded late, by the script that knows where the search is', limit, async (t) => {
    const { page } = await visit(t, { address: (folder, url) => `${url}a/b/late.html` });
    assert.equal(await page.evaluate(() => typeof window.acuerdos), 'undefined');
    await page.evaluate(() => new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = '../../search-engine.js';
      script.onload = resolve;
      document.head.append(script);
    }));
    assert.equal((await load(page)).mode, 'worker');
    answered(await search(page, 'a'));
  });

  test('many searches at once share what they fetch', limit, async (t) => {
    const { page, server } = await visit(t);
    const totals = await page.evaluate(() => Promise.all(
      Array.from({ length: 30 }, (_, i) => window.acuerdos.search(`${'abp'[i % 3]}${i}`).then((done) => done.request.query)),
    ));
    assert.deepEqual(totals, Array.from({ length: 30 }, (_, i) => `${'abp'[i % 3]}${i}`));
    assert.equal(server.requests.filter((path) => path.startsWith('busqueda/')).length, 6);
  });

  test('pieces from 1,000 on stand in folders of their own', limit, async (t) => {
    const { page, server, index } = await visit(t);
    answered(await search(page, 'p'));
    assert.ok(server.requests.includes(`busqueda/${index}/1/1234.js`));
  });

  test('behind a proxy that compresses, all is the same', limit, async (t) => {
    const { page } = await visit(t, { serve: { gzip: true } });
    assert.equal(answered(await search(page, 'a')).piece, HEX);
  });

  test('where the worker is refused, the host runs in the page', limit, async (t) => {
    const { page } = await visit(t, { serve: { policy: () => `${POLICY}; worker-src 'none'` } });
    assert.deepEqual(await load(page), { states: ['loading', 'ready'], state: 'ready', reason: null, message: '', mode: 'page' });
    assert.equal(answered(await search(page, 'a')).piece, HEX);
    refused(await search(page, 'T'), 'damaged', /stopped/);
    answered(await search(page, 'a'));
  });

  test('where the worker fails at its start, the host runs in the page', limit, async (t) => {
    const visited = await visit(t);
    // The worker's script is asked for anew: the page's copy is not to be kept.
    visited.server.answers.push((path, response) => {
      if (path !== 'search-engine.js') return false;
      response.writeHead(200, { 'content-type': 'text/javascript' }).end('throw new Error("not here")');
      return true;
    });
    await visited.page.evaluate(() => fetch('../../search-engine.js?v=1', { cache: 'reload' }).then((response) => response.text()));
    assert.equal((await load(visited.page)).mode, 'page');
    assert.equal(answered(await search(visited.page, 'a')).piece, HEX);
  });

  for (const directive of ["script-src 'self'", "connect-src 'none'; script-src 'self' 'wasm-unsafe-eval'"]) {
    test(`where the policy of the worker's file is stricter than the page's, the host runs in the page: ${directive}`, limit, async (t) => {
      const policy = (path) => (path === 'search-engine.js' ? `default-src 'self'; ${directive}` : POLICY);
      const { page } = await visit(t, { serve: { policy } });
      assert.equal((await load(page)).mode, 'page');
      answered(await search(page, 'a'));
    });
  }

  test('where WebAssembly is refused, nothing is fetched and the reason says so', limit, async (t) => {
    const { page, server } = await visit(t, { serve: { policy: () => "default-src 'self'" } });
    const result = await load(page);
    assert.deepEqual(result.states, ['loading', 'failed']);
    refused(result, 'refused', /./);
    refused(await search(page, 'a'), 'refused', /./);
    assert.deepEqual(server.requests.filter((path) => path.startsWith('busqueda/')), []);
  });

  test('where fetching is refused, the reason says so', limit, async (t) => {
    const { page } = await visit(t, { serve: { policy: () => `${POLICY}; connect-src 'none'` } });
    refused(await load(page), 'refused', /current\.js/);
  });

  for (const missing of ['WebAssembly', 'DecompressionStream']) {
    test(`without ${missing} the browser is too old`, limit, async (t) => {
      const { page } = await visit(t, { serve: { policy: () => `${POLICY}; worker-src 'none'` } });
      await page.evaluate((name) => { delete window[name]; }, missing);
      refused(await load(page), 'old-browser', new RegExp(missing));
    });
  }

  test('a request that no engine can answer is an error of the script that makes it', limit, async (t) => {
    const { page } = await visit(t);
    for (const [options, what] of [[{ sort: 'date' }, /`sort` is one of/], [{ offset: -1 }, /whole numbers/], [{ limit: 1.5 }, /whole numbers/], [{ limit: '10' }, /whole numbers/]]) {
      const told = await page.evaluate((it) => window.acuerdos.search('plan', it).catch((error) => [error.name, error.message]), options);
      assert.equal(told[0], 'TypeError');
      assert.match(told[1], what);
    }
    const odd = { 'sta\ud800': 'pen\udfff' };
    assert.deepEqual(answered(await search(page, 'b', { filters: odd })).request.filters, { 'sta\ufffd': ['pen\ufffd'] });
  });

  test('an engine that is none makes no browser too old', limit, async (t) => {
    const { page } = await visit(t, { index: { engine: Buffer.from('<!doctype html><title>Acceso</title>') } });
    refused(await load(page), 'damaged', /WebAssembly/);
  });

  test('an engine that the browser cannot compile makes it too old', limit, async (t) => {
    const { page } = await visit(t, { index: { engine: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0x7f, 0]) } });
    refused(await load(page), 'old-browser', /compile/i);
  });

  // ----------------------------------------------------------------------------------------------------- from a folder

  test('from a folder: the host runs in the page, by scripts, and every byte arrives', limit, async (t) => {
    const { page, server, problems } = await visit(t, fromFolder);
    await page.evaluate(() => {
      window.seen = [];
      window.acuerdos.searchEngine.addEventListener('progress', ({ detail }) => window.seen.push(detail));
    });
    assert.equal((await load(page)).mode, 'page');
    assert.equal(answered(await search(page, 'a')).piece, HEX);
    assert.equal(answered(await search(page, 'p')).piece, HEX);
    assert.equal(await page.evaluate(() => document.scripts.length), 1, 'the scripts are taken away again');
    const { loaded, total } = await page.evaluate(() => window.seen.at(-1));
    assert.equal(loaded, total);
    assert.deepEqual(problems, []);
    assert.deepEqual(server.requests, []);
  });

  test('from a folder: a missing or damaged piece is named, and the rest goes on', limit, async (t) => {
    const { page, folder, piece } = await visit(t, fromFolder);
    rmSync(join(folder, piece(7)));
    refused(await search(page, 'n'), 'damaged', /0\/7\.js/);
    truncateSync(join(folder, piece(1234)), 200);
    refused(await search(page, 'p'), 'damaged', /1\/1234\.js/);
    assert.equal(answered(await search(page, 'a')).piece, HEX);
  });

  test('from a folder: a new publish is found', limit, async (t) => {
    const { page, folder } = await visit(t, fromFolder);
    assert.equal(answered(await search(page, 'a')).index, 'first');
    publish(folder, { word: 'second' });
    assert.equal(answered(await search(page, 'n')).index, 'second');
  });

  test('from a folder: no index at all', limit, async (t) => {
    const { page, folder } = await visit(t, fromFolder);
    rmSync(join(folder, 'busqueda'), { recursive: true });
    refused(await load(page), 'damaged', /current\.js/);
  });

  // --------------------------------------------------------------------------------------------------------- progress

  test('on a slow line the progress counts up to the size of both files', limit, async (t) => {
    const { page, server, bytes } = await visit(t, { index: { engine: standIn({ padding: 320_000 }) } });
    server.answers.push(async (path, response, file) => {
      if (!path.includes('engine-')) return false;
      response.writeHead(200, { 'content-type': 'text/javascript' });
      for (let at = 0; at < file.length; at += 40_000) {
        response.write(file.subarray(at, at + 40_000));
        await sleep(60);
      }
      response.end();
      return true;
    });
    const seen = await page.evaluate(async () => {
      const seen = [];
      window.acuerdos.searchEngine.addEventListener('progress', ({ detail }) => seen.push(detail));
      await window.acuerdos.search('a');
      return seen;
    });
    assert.ok(seen.length > 6, `${seen.length} events`);
    assert.ok(seen.every(({ total }) => total === bytes));
    assert.ok(seen.every(({ loaded }, i) => i === 0 || loaded >= seen[i - 1].loaded));
    assert.equal(seen.at(-1).loaded, bytes);
  });

  // ------------------------------------------------------------------------------------------------------------ aborts

  test('an aborted search rejects at once and the engine is not asked', limit, async (t) => {
    const { page, server } = await visit(t);
    const names = await page.evaluate(async () => {
      const already = new AbortController();
      already.abort();
      const early = await window.acuerdos.search('a', { signal: already.signal }).catch((error) => error.name);
      const untouched = window.acuerdos.searchEngine.state;
      const loading = new AbortController();
      const answer = window.acuerdos.search('n', { signal: loading.signal }).catch((error) => error.name);
      loading.abort();
      return [early, untouched, await answer];
    });
    assert.deepEqual(names, ['AbortError', 'idle', 'AbortError']);
    await load(page);
    // As somebody types: of all these only the last is asked.
    const { outcome, total } = await page.evaluate(async () => {
      let before = new AbortController();
      const outcome = [];
      for (const query of ['a', 'ab', 'abc', 'abcd', 'abcde']) {
        before.abort();
        before = new AbortController();
        outcome.push(window.acuerdos.search(query, { signal: before.signal }).then((done) => done, (error) => error.name));
      }
      const settled = await Promise.all(outcome);
      return { outcome: settled.map((it) => it.request?.query ?? it), total: settled.at(-1).total };
    });
    assert.deepEqual(outcome, ['AbortError', 'AbortError', 'AbortError', 'AbortError', 'abcde']);
    assert.equal(total, 1, 'searches that the engine has answered');
    assert.ok(!server.requests.some((path) => path.endsWith('/7.js')));
  });

  test('a search aborted while its pieces come lets others go on', limit, async (t) => {
    const { page, server } = await visit(t);
    server.answers.push(async (path) => { if (path.endsWith('/7.js')) await sleep(1000); return false; });
    await load(page);
    const result = await page.evaluate(async () => {
      const slow = new AbortController();
      const answer = window.acuerdos.search('n', { signal: slow.signal }).catch((error) => error.name);
      const other = await window.acuerdos.search('a');
      slow.abort();
      return [await answer, other.total, (await window.acuerdos.search('n')).total];
    });
    assert.deepEqual(result, ['AbortError', 1, 2]);
    assert.equal(server.requests.filter((path) => path.endsWith('/7.js')).length, 1);
  });

  // ------------------------------------------------------------------------------------------------- what goes wrong

  test('an engine that traps is started again, with what it had', limit, async (t) => {
    const { page, server } = await visit(t);
    answered(await search(page, 'a'));
    const before = server.requests.filter((path) => /engine-|catalog/.test(path)).length;
    assert.equal(answered(await search(page, 't')).total, 1, 'the first answer of a new instance');
    assert.equal(server.requests.filter((path) => /engine-|catalog/.test(path)).length, before);
  });

  test('a query that always traps is given up, and others are answered', limit, async (t) => {
    const { page } = await visit(t);
    const results = await page.evaluate(() => Promise.all(['T', 'a', 'T', 'n', 'T', 'p'].map(
      (query) => window.acuerdos.search(query).then((done) => done.request.query, (error) => error.reason),
    )));
    assert.deepEqual(results, ['damaged', 'a', 'damaged', 'n', 'damaged', 'p']);
    answered(await search(page, 'a'));
  });

  test('an engine that answers an error, or asks without end', limit, async (t) => {
    const { page, server } = await visit(t);
    refused(await search(page, 'e'), 'damaged', /told so/);
    refused(await search(page, 'l'), 'damaged', /without end/);
    assert.equal(server.requests.filter((path) => path.endsWith('/0.js')).length, 1);
    answered(await search(page, 'a'));
  });

  for (const [what, index, message] of [
    ['a catalog that the engine refuses', { word: 'x' }, /open.*told so/],
    ['an engine of another format', { engine: standIn({ format: 2 }) }, /another format/],
    ['a pointer of another format', { format: 2 }, /another format/],
  ]) {
    test(`${what} is a readable message`, limit, async (t) => {
      const { page } = await visit(t, { index });
      refused(await load(page), 'damaged', message);
    });
  }

  for (const [what, misdeed] of Object.entries(MISDEEDS)) {
    test(`a file that ${what} is named, and is asked for again when it is needed again`, limit, async (t) => {
      const { page, server, offline } = await visit(t);
      let bad = /\/7\.js$/;
      server.answers.push((path, response, file) => (bad.test(path) ? (misdeed(response, file), true) : false));
      const before = await search(page, 'a');
      answered(before);
      refused(await search(page, 'n'), 'damaged', /0\/7\.js/);
      assert.equal(answered(await search(page, 'a')).index, 'first');
      assert.equal(await page.evaluate(() => window.acuerdos.searchEngine.state), 'ready');
      bad = /nothing/;
      await offline(true);
      refused(await search(page, 'n'), 'offline', /0\/7\.js/);
      await offline(false);
      answered(await search(page, 'n'));
    });
  }

  for (const [what, misdeed] of Object.entries(MISDEEDS)) {
    for (const path of ['current', 'catalog', 'engine']) {
      test(`${path} ${what}: the loading fails with its name, and works when it is tried again`, limit, async (t) => {
        const { page, server } = await visit(t);
        server.answers.push((asked, response, file) => (asked.startsWith('busqueda/') && asked.includes(path) ? (misdeed(response, file), true) : false));
        const result = await load(page);
        refused(result, 'damaged', new RegExp(`${path}[-\\w]*\\.js`));
        assert.deepEqual(result.states, ['loading', 'failed']);
        server.answers.length = 0;
        assert.deepEqual((await load(page)).states, ['loading', 'ready']);
        answered(await search(page, 'a'));
      });
    }
  }

  test('a copy in the browser that is no good is fetched anew', limit, async (t) => {
    const { page, server, piece } = await visit(t, { serve: { headers: { 'cache-control': 'max-age=31536000, immutable' } } });
    server.answers.push((path, response) => {
      if (path !== piece(7) || server.requests.filter((it) => it === path).length > 1) return false;
      response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=31536000' }).end(LOGIN);
      return true;
    });
    answered(await search(page, 'n'));
    await page.reload();
    answered(await search(page, 'n'));
    assert.equal(server.requests.filter((it) => it === piece(7)).length, 2);
  });

  test('on a later page all but the pointer comes from the browser, even where the server says nothing of caching', limit, async (t) => {
    const { page, server } = await visit(t);
    answered(await search(page, 'a'));
    server.requests.length = 0;
    await page.goto(`${server.page}?later`);
    answered(await search(page, 'a'));
    assert.deepEqual(server.requests.filter((path) => path.startsWith('busqueda/')), ['busqueda/current.js']);
  });

  for (const misdeed of ['is missing', 'is a login page']) {
    test(`a new publish meanwhile: a piece of the old index ${misdeed}, the query runs on the new one`, limit, async (t) => {
      const { page, server, folder, piece, engine } = await visit(t);
      assert.equal(answered(await search(page, 'a')).index, 'first');
      server.answers.push((path, response) => (path === piece(7) ? (MISDEEDS[misdeed](response), true) : false));
      server.requests.length = 0;
      publish(folder, { word: 'second' });
      const indexes = await page.evaluate(() => Promise.all(['n', 'a', 'n'].map((query) => window.acuerdos.search(query))));
      assert.deepEqual(indexes.map((done) => done.index).filter((it) => it !== 'first'), ['second', 'second']);
      assert.equal(answered(await search(page, 'a')).index, 'second');
      assert.ok(!server.requests.includes(`busqueda/${engine}.js`), 'the engine is the same');
      assert.equal(server.requests.filter((path) => path.endsWith('current.js')).length, 1);

      const next = publish(folder, { word: 'third', engine: standIn({ padding: 3200 }) });
      assert.equal(answered(await search(page, 'a')).index, 'second', 'what is there goes on');
      assert.equal(answered(await search(page, 'p')).index, 'third');
      assert.ok(server.requests.includes(`busqueda/${next.engine}.js`), 'the engine is another');
    });
  }

  test('a new publish between pointer and catalog', limit, async (t) => {
    const { page, server, folder, index } = await visit(t);
    server.answers.push((path) => {
      if (path === `busqueda/${index}/catalog.js` && !server.requests.includes('published')) {
        server.requests.push('published');
        publish(folder, { word: 'second' });
      }
      return false;
    });
    // The file was read before it went.
    server.answers.push((path, response) => (path.startsWith(`busqueda/${index}/`) ? (response.writeHead(404).end(), true) : false));
    assert.equal(answered(await search(page, 'a')).index, 'second');
  });

  test('a request that fails is tried once more', limit, async (t) => {
    const { page, server, piece } = await visit(t);
    const failing = [piece(0), 'busqueda/current.js'];
    server.answers.push((path, response) => {
      const at = failing.indexOf(path);
      if (at < 0) return false;
      failing.splice(at, 1);
      if (path === piece(0)) response.destroy();
      else response.writeHead(503).end();
      return true;
    });
    assert.equal(answered(await search(page, 'a')).piece, HEX);
  });

  test('offline: the reason says so, and a retry works once the line is back', limit, async (t) => {
    const { page, offline } = await visit(t);
    await offline(true);
    const result = await load(page);
    assert.deepEqual(result.states, ['loading', 'failed']);
    refused(result, 'offline', /current\.js/);
    refused(await search(page, 'a'), 'offline', /current\.js/);
    await offline(false);
    assert.deepEqual((await load(page)).states, ['loading', 'ready']);
    answered(await search(page, 'a'));
    await offline(true);
    refused(await search(page, 'n'), 'offline', /0\/7\.js/);
    answered(await search(page, 'a'), 'what is there goes on');
    await offline(false);
    answered(await search(page, 'n'));
  });

  test('a server that does not answer is as good as offline', limit, async (t) => {
    const { page, server } = await visit(t);
    answered(await search(page, 'a'));
    server.close();
    refused(await search(page, 'n'), 'offline', /0\/7\.js/);
    answered(await search(page, 'b'));
  });

  test('a worker that dies rejects what waits, and the next search starts another', limit, async (t) => {
    // A worker of which the page can say that it has died.
    const init = () => {
      const { Worker } = window;
      window.workers = [];
      window.Worker = class extends Worker { constructor(url) { super(url); window.workers.push(this); } };
    };
    const { page, server } = await visit(t, { init });
    answered(await search(page, 'a'));
    server.answers.push(async (path) => { if (path.endsWith('/7.js')) await sleep(500); return false; });
    const reasons = await page.evaluate(async () => {
      const waiting = window.acuerdos.search('n').catch((error) => error.reason);
      await new Promise((resolve) => setTimeout(resolve, 100));
      window.workers[0].dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
      return [await waiting, window.acuerdos.searchEngine.state];
    });
    assert.deepEqual(reasons, ['damaged', 'failed']);
    answered(await search(page, 'n'));
    assert.deepEqual(await page.evaluate(() => [window.workers.length, window.acuerdos.searchEngine.mode]), [2, 'worker']);
  });
}

for (const { name, skip, launch } of [chromium, firefox]) describe(name, { skip }, () => suite(launch));

test('the encoding keeps every byte, and the file is the script that it says', () => {
  const bytes = Buffer.concat([everyByte, everyByte.toReversed()]);
  const file = encode('a/0/1', bytes);
  let got;
  new Function('acuerdosPiece', file.toString('latin1'))((name, text) => { got = [name, Buffer.from(text, 'latin1')]; });
  assert.deepEqual(got, ['a/0/1', bytes]);
});
