// From saving a change to seeing it: `acuerdos serve` and `hugo server` beside an editor and a browser.
// What each figure means, and how to get a `hugo`: README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from '../../tests/browser/site.mjs';
import * as acuerdos from './acuerdos.mjs';
import * as hugo from './hugo.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '21,10000' },
    tools: { type: 'string', default: 'acuerdos,hugo' },
    edits: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
});
const generator = process.env.GENERATE ?? 'target/release/examples/generate';
/** How long a change is waited for, in milliseconds. */
const PATIENCE = 5000;
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
const say = (text) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Tells of each mark that the page shows: once its text is there, and once it has been painted. Runs in the page. */
const tell = () => {
  let last;
  const look = () => {
    const mark = document.body.textContent.match(/Marca (\d+)\./)?.[1];
    if (!mark || mark === last) return;
    last = mark;
    window.seen('text', mark);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.seen('painted', mark);
      port2.postMessage(0);
    });
  };
  addEventListener('DOMContentLoaded', () => {
    look();
    // A page that is not loaded again gets its new text below its body.
    new MutationObserver(look).observe(document.body, { childList: true });
  });
};

/** Edits one commitment again and again, and notes how long it takes until it is announced, there, and painted. */
async function measure(browser, tool, root, edits) {
  const server = await tool.start(root);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const times = { announced: [], text: [], painted: [] };
  let start = 0;
  let wanted = '';
  let done = () => {};
  // What comes again of one edit is not noted again.
  let missing = new Set();
  let missed = 0;
  const note = (what) => {
    if (missing.delete(what)) times[what].push(performance.now() - start);
    if (!missing.size) done();
  };
  await page.exposeFunction('seen', (what, mark) => { if (mark === wanted) note(what); });
  await page.addInitScript(tell);
  server.announced(() => { if (wanted) note('announced'); });
  const text = readFileSync(server.file, 'utf8');
  await page.goto(server.page);
  await pause(2000);
  for (let edit = 1; edit <= edits; edit += 1) {
    const seen = new Promise((resolve) => {
      done = () => resolve(true);
      setTimeout(() => resolve(false), PATIENCE).unref();
    });
    const changed = server.marked(text, edit);
    wanted = String(edit);
    missing = new Set(Object.keys(times));
    start = performance.now();
    writeFileSync(server.file, changed);
    // A server may let a change pass that comes while it is busy; the next one shows both.
    if (!await seen) missed += 1;
    wanted = '';
    // A writer stops between two changes, and not always as long.
    await pause(200 + (edit * 37) % 300);
  }
  writeFileSync(server.file, text);
  const memory = server.memory();
  await context.close();
  server.stop();
  return { times, memory, missed };
}

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * q) - 1)];
const round = (ms) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

const base = mkdtempSync(join(tmpdir(), 'acuerdos-serve-bench-'));
const browser = await launch();
const results = { chromium: browser.version(), node: process.version, cores: cpus().length, load: [loadavg()[0]], edits: Number(options.edits), rows: [] };
for (const size of options.sizes.split(',')) {
  const root = join(base, size);
  execFileSync(generator, [size, root]);
  for (const tool of [acuerdos, hugo].filter((it) => options.tools.split(',').includes(it.name))) {
    const reason = tool.skip();
    if (reason) {
      say(`${tool.name} is left out: ${reason}`);
      continue;
    }
    say(`${size}: ${tool.name} ${tool.version()}`);
    const { times, memory, missed } = await measure(browser, tool, tool.project(root, base), results.edits);
    results.rows.push({ size, tool: tool.name, version: tool.version(), memory, missed, times });
    results.load.push(loadavg()[0]);
  }
}
await browser.close();
rmSync(base, { recursive: true });
if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 1)}\n`);

console.log(`Chromium ${results.chromium}, Node ${results.node}, ${results.cores} cores, load ${results.load.map((it) => it.toFixed(1)).join(' ')}, ${results.edits} edits each\n`);
console.log('| commitments | server | announced: p50 | p95 | longest | text in the page: p50 | p95 | longest | painted: p50 | p95 | longest | memory | not seen |');
console.log(`|---${'|---'.repeat(12)}|`);
for (const { size, tool, version, memory, missed, times } of results.rows) {
  const cells = Object.values(times).flatMap((it) => [0.5, 0.95, 1].map((q) => `${round(quantile(it, q))} ms`));
  console.log(`| ${size} | ${tool} ${version} | ${cells.join(' | ')} | ${memory} MB | ${missed} |`);
}
