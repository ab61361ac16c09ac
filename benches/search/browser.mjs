// Whole pages in Chromium: what a search moves, how long it takes, and what it finds.
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// Evaluated in the page: asks, shows the hits as a list with titles, links and snippets, and tells how long it took.
async function show([query, filters, limit, first]) {
  const start = performance.now();
  if (first) await window.bench.load();
  const hits = await window.bench.search(query, filters, limit);
  const list = document.getElementById('bench') ?? document.body.appendChild(Object.assign(document.createElement('ol'), { id: 'bench' }));
  list.replaceChildren(...hits.map(({ url, title, snippet }) => {
    const item = document.createElement('li');
    const link = Object.assign(document.createElement('a'), { href: url, textContent: title });
    const text = document.createElement('p');
    text.innerHTML = snippet;
    item.append(link, text);
    return item;
  }));
  void list.offsetHeight;
  return { milliseconds: performance.now() - start, hits: hits.length };
}

/** Waits until nothing has been asked of the server for a while: what was sent in the meantime. */
async function quiet(server) {
  const total = { requests: 0, bytes: 0, all: [] };
  for (let still = 0; still < 3;) {
    await new Promise((done) => setTimeout(done, 100));
    const { requests, bytes, all } = server.take();
    total.requests += requests;
    total.bytes += bytes;
    total.all.push(...all);
    still = requests === 0 ? still + 1 : 0;
  }
  return total;
}

async function open(browser, server, engine) {
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'es-MX' });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(server.url + engine.page, { waitUntil: 'networkidle' });
  await page.evaluate(engine.install);
  return { context, page };
}

/**
 * A first search from nothing, then all others in the same page. Which query comes first is the run's number, so that runs
 * begin with queries of each kind.
 */
async function session(browser, server, engine, queries, limit, run) {
  const { context, page } = await open(browser, server, engine);
  const order = [...queries.slice(run % queries.length), ...queries.slice(0, run % queries.length)];
  const ask = ({ query, filters }, first = false) => page.evaluate(show, [query, filters ?? null, limit, first]);
  await quiet(server);
  const opened = await ask(order[0], true);
  const moved = await quiet(server);
  const first = { query: order[0].query, kind: order[0].kind, ...opened, ...moved };
  const answers = [];
  for (const query of order.slice(1)) answers.push({ kind: query.kind, ...await ask(query) });
  const following = await quiet(server);
  await context.close();
  return { first, following: { requests: following.requests, bytes: following.bytes, answers } };
}

/** Bytes, requests and latency. The engines take turns, so that the machine is as busy for one as for the other. */
export async function measure(project, engines, { runs, limits, gzip, delay, say }) {
  const browser = await launch();
  const server = await serve(project.site, { gzip, delay });
  const results = Object.fromEntries(engines.map(({ name }) => [name, Object.fromEntries(limits.map((limit) => [limit, []]))]));
  for (let run = 0; run < runs; run += 1) {
    for (const limit of limits) {
      for (const engine of run % 2 === 0 ? engines : engines.toReversed()) {
        say(`${project.count}: ${engine.name}, first ${limit} hits, run ${run + 1} of ${runs}`);
        results[engine.name][limit].push(await session(browser, server, engine, project.queries.ordinary, limit, run));
      }
    }
  }
  await browser.close();
  server.close();
  return results;
}

/** At which place, 1 to 10, each query finds its commitment; 0 if it is not among the first ten. */
export async function quality(project, engine, { say }) {
  const browser = await launch();
  const server = await serve(project.site);
  const { context, page } = await open(browser, server, engine);
  await page.evaluate(() => window.bench.load());
  const identify = engine.identify(project);
  const places = {};
  for (const [variant, queries] of Object.entries(project.queries.variants)) {
    say(`${project.count}: ${engine.name}, ${variant}`);
    places[variant] = [];
    for (let from = 0; from < queries.length; from += 20) {
      const batch = queries.slice(from, from + 20);
      const found = await page.evaluate(async (texts) => {
        const all = [];
        for (const text of texts) all.push(await window.bench.rank(text));
        return all;
      }, batch.map(({ query }) => query));
      found.forEach((results, i) => places[variant].push(results.map(identify).indexOf(batch[i].id) + 1));
    }
  }
  await context.close();
  await browser.close();
  server.close();
  return places;
}
