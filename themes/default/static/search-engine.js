// The search of the site: fetches the engine and the pieces of the index that a query needs, and asks the engine.
//
//   acuerdos.search('plan de riesgos', { limit: 10, offset: 0, filters: {}, sort: 'relevance', typing: false, signal })
//     → Promise of { total, hits, facets, notes, suggestion, words }; `hits[].url` is relative to the site's root.
//     Rejects with an Error whose `reason` is 'offline', 'old-browser', 'damaged' or 'refused' (by a policy), and with
//     an AbortError when `signal` aborts; with a TypeError where `limit`, `offset` or `sort` is no such.
//     `typing`: the last word may be unfinished.
//     An error of an index that is not there, or of a format that is not known, has a `lack` of 'missing' or 'version'.
//   acuerdos.searchEngine.searchAt(folder, query, options): the same of another site, by the address of its search folder.
//   acuerdos.searchEngine: an EventTarget with `load()`, `state` ('idle', 'loading', 'ready', 'failed'), `reason`,
//     `message`, `mode` ('worker', 'page'), and the events 'state' and 'progress' (detail: { loaded, total } in bytes).
//
// Nothing is fetched before `load` or `search` is called. After a failure, either starts again.
//
// One file, two ends: in the page it is the public interface; it starts itself as a worker, and there it is the host of
// the engine. Where a worker is refused the host runs in the page. Both speak { id, method, folder, payload }.
(function (scope) {
  'use strict';

  const FORMAT = 1; // of the pointer, and of what is said to the engine
  const ROUNDS = 20; // a query asks for pieces at most so often
  const PUBLISHES = 3; // and outlives so many new publishes
  const MAGIC = [0, 0x61, 0x73, 0x6d]; // which WebAssembly begins with
  const ORDERS = ['relevance', 'newest', 'oldest'];
  const PAUSE = 300; // milliseconds before a request is tried again

  function failure(reason, message, more) {
    return Object.assign(new Error(message), { reason }, more);
  }

  // ---------------------------------------------------------------------------------------------------------- files
  // Every file reads `acuerdosPiece("NAME","PAYLOAD");`, the payload being bytes in which `"`, `\`, LF and CR are
  // escaped. So it can be fetched, and where nothing can be fetched (file://) run as a script.

  // Each index has a place: { base, trusted }, `base` being the address of its folder, and `trusted` whether the copies that
  // the browser keeps are good as far as is known: see `distrust`.
  const blocked = new Set(); // addresses that a policy kept us from
  const delivered = new Map(); // name → text that a script has brought

  // A file is not what the pointer promised: perhaps there is a new publish.
  function stale(name, why, lack) {
    return failure('damaged', '`' + name + '.js` ' + why, { stale: true, lack });
  }

  function isHttp(address) {
    return /^https?:/.test(address);
  }

  // The payload of a file. A request that fails is tried once more; then redirects are not followed, which tells a
  // login page on another host, whose reading is forbidden, from a network that is down.
  async function read(place, name, cache, report) {
    if (!isHttp(place.base)) return readScript(place, name, cache);
    const url = place.base + name + '.js';
    blocked.delete(url);
    for (let again = false; ; again = true) {
      try {
        const response = await fetch(url, { cache, redirect: again ? 'manual' : 'follow' });
        if (response.status >= 500 || response.status === 429) throw new Error('status ' + response.status);
        if (!response.status) throw stale(name, 'is redirected; is a login needed?');
        if (!response.ok || !response.body) throw stale(name, 'is missing: status ' + response.status, name === 'current' && 'missing');
        return unwrap(name, await collect(response.body, report));
      } catch (error) {
        if (error.reason) throw error;
        if (again || navigator.onLine === false) {
          throw failure(blocked.has(url) ? 'refused' : 'offline', '`' + name + '.js` cannot be fetched: ' + error.message);
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  async function collect(stream, report) {
    const reader = stream.getReader();
    const chunks = [];
    let length = 0;
    for (let part; !(part = await reader.read()).done;) {
      chunks.push(part.value);
      length += part.value.length;
      if (report) report(length);
    }
    const bytes = new Uint8Array(length);
    length = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, length);
      length += chunk.length;
    }
    return bytes;
  }

  // In place: what is unescaped is never longer. What follows the closing quote is not looked at.
  function unwrap(name, bytes) {
    const head = 'acuerdosPiece("' + name + '","';
    let from = 0;
    for (; from < head.length; from += 1) {
      if (bytes[from] !== head.charCodeAt(from)) throw stale(name, 'is not a file of the search; is a login needed?');
    }
    let to = 0;
    for (; bytes[from] !== 0x22; from += 1) {
      let byte = bytes[from];
      if (byte === 0x5c) {
        byte = bytes[from += 1];
        if (byte === 0x6e) byte = 0x0a;
        else if (byte === 0x72) byte = 0x0d;
      }
      if (from >= bytes.length) throw stale(name, 'is cut off');
      bytes[to] = byte;
      to += 1;
    }
    return bytes.subarray(0, to);
  }

  // `x-user-defined` keeps bytes below 0x80 and moves the others to U+F780…; the array takes the low eight bits.
  function readScript(place, name, cache) {
    return new Promise((resolve, reject) => {
      scope.acuerdosPiece = (key, text) => { delivered.set(key, text); };
      const script = document.createElement('script');
      script.charset = 'x-user-defined';
      script.src = place.base + name + '.js' + (cache === 'reload' ? '?' + Date.now() : '');
      script.onload = script.onerror = () => {
        script.remove();
        const text = delivered.get(name);
        delivered.delete(name);
        if (text === undefined) return reject(stale(name, 'is missing or damaged', name === 'current' && 'missing'));
        const bytes = new Uint8Array(text.length);
        for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i);
        return resolve(bytes);
      };
      document.head.append(script);
    });
  }

  // Checks sum and length as well.
  function gunzip(bytes) {
    const stream = new DecompressionStream('gzip');
    const writer = stream.writable.getWriter();
    const ignore = () => {}; // the reading end fails as well
    writer.write(bytes).catch(ignore);
    writer.close().catch(ignore);
    return collect(stream.readable);
  }

  // A file named by its content, unpacked. It is never out of date, so the browser's copy serves without asking the
  // server, whatever that says of caching; only a copy that is no good is fetched anew.
  async function unpack(place, name, report, cache = place.trusted ? 'force-cache' : 'reload') {
    try {
      const bytes = await read(place, name, cache, report);
      return await gunzip(bytes).catch(() => { throw stale(name, 'is damaged'); });
    } catch (error) {
      if (!error.stale || cache === 'reload') throw error;
      return unpack(place, name, report, 'reload');
    }
  }

  async function readPointer(place, cache) {
    let pointer;
    const bytes = await read(place, 'current', cache);
    try { pointer = JSON.parse(new TextDecoder().decode(bytes)); } catch (error) { throw stale('current', 'is damaged'); }
    if (pointer.format !== FORMAT) throw failure('damaged', 'the search was published in another format; reload the page', { lack: 'version' });
    if (!/^engine-[0-9a-f]{16}$/.test(pointer.engine) || !/^[0-9a-f]{16}$/.test(pointer.index)) throw stale('current', 'is damaged');
    return pointer;
  }

  // ----------------------------------------------------------------------------------------------------------- host

  // The index in a folder, to be `ready` and to `search`. Engines that were compiled are in `modules`, by name, for all of
  // them; `progress` is told how many bytes of the first two files have come.
  function indexAt(base, modules, progress) {
    const place = { base, trusted: true };
    let opening = null; // promise of the open index, see `start`

    // The engine stumbled over files that had passed every sum. Which it was is not known, and the same copies would bring
    // it down again: until a search is answered, all are fetched anew.
    function distrust(error) {
      if (error.reason === 'offline' || error.reason === 'refused') return false;
      place.trusted = false;
      modules.clear();
      return true;
    }

    async function engineOf(pointer, report) {
      const name = pointer.engine;
      // One that another site has asked for and did not get is asked for here.
      let module = await Promise.resolve(modules.get(name)).catch(() => null);
      if (!module) {
        const compiling = unpack(place, name, report).then(compile);
        compiling.catch(() => { if (modules.get(name) === compiling) modules.delete(name); });
        modules.set(name, compiling);
        module = await compiling;
      }
      report(pointer.engine_bytes);
      return module;
    }

    async function catalogOf(pointer, report) {
      const bytes = await unpack(place, pointer.index + '/catalog', report);
      report(pointer.catalog_bytes);
      return bytes;
    }

    async function open(pointer) {
      const total = pointer.engine_bytes + pointer.catalog_bytes;
      const loaded = [0, 0];
      const report = (file) => (bytes) => {
        loaded[file] = bytes;
        progress({ loaded: Math.min(total, loaded[0] + loaded[1]), total });
      };
      return start(pointer, ...await Promise.all([engineOf(pointer, report(0)), catalogOf(pointer, report(1))]));
    }

    async function start(pointer, module, catalog) {
      const instance = await WebAssembly.instantiate(module).catch((error) => { throw failure('damaged', error.message); });
      const at = { pointer, module, catalog, engine: instance.exports, pieces: new Map(), dead: false, next: null, spoilt: false };
      if (at.engine.format() !== FORMAT) throw failure('damaged', 'the engine of the search speaks another format; reload the page', { lack: 'version' });
      call(at, 'open', catalog);
      return at;
    }

    // One call of the engine. Whatever it throws, the instance is not to be trusted any more.
    function call(at, method, bytes, ...numbers) {
      if (at.dead) throw failure('damaged', 'the engine has stopped', { lost: true });
      const { engine } = at;
      let answer;
      try {
        // The memory may have moved after each call.
        const input = engine.input(bytes.length) >>> 0;
        new Uint8Array(engine.memory.buffer, input, bytes.length).set(bytes);
        const length = engine[method](...numbers, bytes.length) >>> 0;
        const output = engine.output() >>> 0;
        answer = JSON.parse(new TextDecoder().decode(new Uint8Array(engine.memory.buffer, output, length)));
      } catch (error) {
        at.dead = true;
        throw failure('damaged', 'the engine stopped in `' + method + '`: ' + error.message, { trap: true });
      }
      if (answer.error) throw failure('damaged', [method, ...numbers].join(' ') + ': ' + answer.error);
      return answer;
    }

    // What the pointer names. `known`: what it named when `problem` was found; if it still does, that is the answer.
    async function openCurrent(known, problem, tries = PUBLISHES) {
      const pointer = await readPointer(place, known ? 'reload' : 'no-cache');
      if (known && (!tries || (known.engine === pointer.engine && known.index === pointer.index))) throw problem;
      try { return await open(pointer); } catch (error) {
        if (!error.stale) {
          distrust(error);
          throw error;
        }
        return openCurrent(pointer, error, tries - 1);
      }
    }

    function ready() {
      if (!opening) {
        opening = openCurrent();
        opening.catch(() => { opening = null; });
      }
      return opening;
    }

    // Puts another in the place of an open index, once for all who ask. Where that fails, the old one serves on, unless
    // its engine has stopped.
    function replace(at, make) {
      if (!at.next) {
        at.next = make();
        opening = at.next.catch((error) => {
          at.next = null;
          if (!at.dead) return at;
          opening = null;
          throw error;
        });
        opening.catch(() => {});
      }
      return at.next;
    }

    // Fetched once however many ask for it, and put into the engine, which keeps it.
    function piece(at, number) {
      if (!at.pieces.has(number)) {
        const name = at.pointer.index + '/' + Math.floor(number / 1000) + '/' + number;
        const inserted = unpack(place, name).then((bytes) => call(at, 'insert', bytes, number));
        inserted.catch(() => at.pieces.delete(number));
        at.pieces.set(number, inserted);
      }
      return at.pieces.get(number);
    }

    async function search(request, isWanted) {
      const bytes = new TextEncoder().encode(JSON.stringify(request));
      // Lets in what has already been sent, for instance that this one is not wanted any more.
      await new Promise((resolve) => setTimeout(resolve));
      let trapped = false;
      let publishes = 0;
      for (let round = 1; ; round += 1) {
        const at = await ready();
        if (!isWanted()) return null;
        try {
          const answer = call(at, 'search', bytes);
          if (answer.done) {
            place.trusted = true;
            return answer.done;
          }
          if (round === ROUNDS) throw failure('damaged', 'the engine asks for pieces without end');
          await Promise.all(answer.need.map((number) => piece(at, number)));
        } catch (error) {
          if (error.lost || (error.trap && !trapped)) {
            // A fresh engine asks for its pieces again; the browser has them.
            trapped = trapped || error.trap;
            await replace(at, () => (at.spoilt ? openCurrent() : start(at.pointer, at.module, at.catalog)));
          } else if (error.stale && publishes < PUBLISHES) {
            publishes += 1;
            await replace(at, () => {
              // When it is not the first time, the catalog may be what asks for files that there are not.
              const known = at.spoilt && distrust(error) ? null : at.pointer;
              at.spoilt = true;
              return openCurrent(known, error);
            });
          } else {
            if (!error.stale && distrust(error)) at.dead = at.spoilt = true;
            throw error;
          }
          round = 0;
        }
      }
    }

    return { ready, search };
  }

  async function compile(bytes) {
    if (MAGIC.some((byte, at) => bytes[at] !== byte)) throw failure('damaged', 'the engine is no WebAssembly');
    try { return await WebAssembly.compile(bytes); } catch (error) {
      const policy = error instanceof EvalError || /csp|policy|unsafe-eval/i.test(error.message);
      // The bytes are those that were published: a browser that does not understand them is too old.
      const reason = policy ? 'refused' : error instanceof WebAssembly.CompileError ? 'old-browser' : 'damaged';
      throw failure(reason, 'WebAssembly does not compile: ' + error.message);
    }
  }

  // Answers { id, method, folder, payload } by `reply({ id, result })` or `reply({ id, error })`.
  function host(reply) {
    const wanted = new Set(); // ids of calls that nobody has aborted
    const modules = new Map(); // name of an engine → promise of it compiled
    const indexes = new Map(); // address of a folder → its index
    let own = null; // the folder that was loaded: its progress is told

    scope.addEventListener('securitypolicyviolation', (event) => {
      if (event.disposition !== 'report') blocked.add(event.blockedURI);
    });

    function index(folder) {
      if (!indexes.has(folder)) {
        const progress = folder === own ? (detail) => reply({ progress: detail }) : () => {};
        indexes.set(folder, indexAt(folder, modules, progress));
      }
      return indexes.get(folder);
    }

    async function load(folder) {
      own = folder;
      // What else is needed here is older than these two.
      for (const name of ['WebAssembly', 'DecompressionStream']) {
        if (!scope[name]) throw failure('old-browser', 'this browser has no ' + name);
      }
      // The smallest module: whether a policy refuses is known before anything is fetched.
      await compile(Uint8Array.of(...MAGIC, 1, 0, 0, 0));
      await index(own).ready();
    }

    return async ({ id, method, folder, payload }) => {
      if (method === 'abort') return wanted.delete(id);
      wanted.add(id);
      try {
        let result = null;
        if (method === 'load') await load(folder);
        if (method === 'search') result = await index(folder || own).search(payload, () => wanted.has(id));
        reply({ id, result });
      } catch (error) {
        reply({ id, error: { reason: error.reason || 'damaged', message: error.message, lack: error.lack } });
      }
      return wanted.delete(id);
    };
  }

  if (!scope.document) {
    const handle = host((message) => scope.postMessage(message));
    scope.onmessage = (event) => handle(event.data);
    return;
  }

  // ----------------------------------------------------------------------------------------------------------- page

  const own = document.currentScript;
  const { root = '', search: folder = '' } = (document.getElementById('search-script') || own).dataset;
  const pending = new Map(); // id → { resolve, reject }
  let last = 0;
  let send = null; // to the host, once there is one
  let worker = null;
  let loading = null; // promise of the load that is under way or done

  function receive({ id, result, error, progress }) {
    if (progress) engine.dispatchEvent(new CustomEvent('progress', { detail: progress }));
    const call = pending.get(id);
    if (!call) return;
    pending.delete(id);
    if (error) call.reject(failure(error.reason, error.message, error.lack ? { lack: error.lack } : {}));
    else call.resolve(result);
  }

  function ask(method, folder, payload, id = last += 1) {
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      send({ id, method, folder, payload });
    });
  }

  function stopWorker(error) {
    if (worker) worker.terminate();
    worker = send = null;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }

  // Resolves once the worker has spoken.
  async function startWorker() {
    const started = new Worker(own.src);
    worker = started;
    engine.mode = 'worker';
    send = (message) => started.postMessage(message);
    started.onmessage = (event) => receive(event.data);
    started.onerror = (event) => {
      event.preventDefault();
      if (worker !== started) return;
      const error = failure('damaged', 'the worker of the search stopped: ' + (event.message || 'it was refused'));
      stopWorker(error);
      if (engine.state === 'ready') show('failed', error);
    };
    await ask('ping');
  }

  function startInPage() {
    send = host(receive);
    engine.mode = 'page';
  }

  async function start() {
    const address = new URL(root + folder, document.baseURI).href;
    if (!send) {
      // Folders have no workers.
      if (isHttp(address)) await startWorker().catch(startInPage);
      else startInPage();
    }
    try { await ask('load', address); } catch (error) {
      // The policy of the worker is that of its file, which need not be the page's.
      if (!worker || error.reason !== 'refused') throw error;
      stopWorker(error);
      startInPage();
      await ask('load', address);
    }
  }

  function show(state, error) {
    const { reason = null, message = '' } = error || {};
    if (error) loading = null;
    Object.assign(engine, { state, reason, message });
    engine.dispatchEvent(new CustomEvent('state', { detail: { state, reason, message } }));
  }

  function load() {
    if (!loading) {
      loading = start().then(() => show('ready'), (error) => { show('failed', error); throw error; });
      loading.catch(() => {}); // the state says so as well
      show('loading');
    }
    return loading;
  }

  // What the engine is asked; a TypeError tells a script what it cannot be.
  function requestOf(query, limit, offset, filters, sort, typing) {
    // Half of a surrogate pair is no text to the engine.
    const text = (value) => String(value).replace(/[\ud800-\udfff]/gu, '\ufffd');
    if (!ORDERS.includes(sort)) throw new TypeError('`sort` is one of ' + ORDERS.join(', ') + ', not ' + text(sort));
    for (const count of [limit, offset]) {
      if (!Number.isSafeInteger(count) || count < 0) throw new TypeError('`limit` and `offset` are whole numbers from 0 on, not ' + text(count));
    }
    const wanted = Object.entries(filters).map(([facet, values]) => [text(facet), [values].flat().map(text)]);
    return { query: text(query), limit, offset, filters: Object.fromEntries(wanted), sort, typing: Boolean(typing) };
  }

  function search(query, options) {
    return searchAt(null, query, options);
  }

  // Another site is searched even where this one's own index cannot be had, as long as something can be searched at all.
  function prepared(elsewhere) {
    const hopeless = ({ reason }) => !send || reason === 'refused' || reason === 'old-browser';
    if (elsewhere && engine.state === 'failed' && !hopeless(engine)) return Promise.resolve();
    return load().catch((error) => { if (!elsewhere || hopeless(error)) throw error; });
  }

  function searchAt(elsewhere, query, { limit = 10, offset = 0, filters = {}, sort = 'relevance', typing = false, signal } = {}) {
    return new Promise((resolve, reject) => {
      const request = requestOf(query, limit, offset, filters, sort, typing);
      const id = last += 1;
      const abort = () => {
        reject(new DOMException('the search was aborted', 'AbortError'));
        if (pending.delete(id)) send({ id, method: 'abort' });
      };
      if (signal && signal.aborted) return abort();
      if (signal) signal.addEventListener('abort', abort, { once: true });
      return prepared(elsewhere)
        .then(() => (signal && signal.aborted ? null : ask('search', elsewhere, request, id)))
        .then(resolve, reject)
        .then(() => { if (signal) signal.removeEventListener('abort', abort); });
    });
  }

  const engine = Object.assign(new EventTarget(), { state: 'idle', reason: null, message: '', mode: null, load, searchAt });
  scope.acuerdos = Object.assign(scope.acuerdos || {}, { search, searchEngine: engine });
})(self);
