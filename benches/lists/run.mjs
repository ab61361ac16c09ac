// How long a phone takes to narrow and sort a long list, what it fetches for that, and how much page it holds.
// See README.md for the command and for what the figures mean.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildProject, example, launch, serve } from '../../tests/browser/site.mjs';

const [commitments = '10000', slowdown = '4', rounds = '5'] = process.argv.slice(2);
const project = mkdtempSync(join(tmpdir(), 'acuerdos-lists-'));
example('generate', commitments, project);
const folder = buildProject(project);
const server = await serve(folder);
const browser = await launch();

const size = (path) => {
  const bytes = readFileSync(join(folder, path));
  return `${Math.round(bytes.length / 1024)} KB, ${Math.round(gzipSync(bytes).length / 1024)} KB as gzip`;
};
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

// From an event of the reader's to the frame that shows what came of it. Runs in the page.
const act = async ([selector, type, value]) => {
  const element = document.querySelector(selector);
  const painted = () => new Promise((done) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); }));
  await painted();
  const start = performance.now();
  if (type === 'click') element.click();
  else if (type === 'check') { element.checked = value; element.dispatchEvent(new Event('input', { bubbles: true })); }
  else if (type === 'pick') { element.selectedIndex = value; element.dispatchEvent(new Event('input', { bubbles: true })); }
  else { element.value = value; element.dispatchEvent(new Event('input', { bubbles: true })); }
  await painted();
  return performance.now() - start;
};

const STEPS = [
  ['first letter typed', '#filter-text', 'type', 'a'],
  ['second letter', '#filter-text', 'type', 'ac'],
  ['third letter', '#filter-text', 'type', 'aco'],
  ['text taken back', '#filter-text', 'type', ''],
  ['a status', '#filter-status', 'pick', 1],
  ['only open ones', '[data-filter="open"]', 'check', true],
  ['a year', '#filter-year', 'pick', 1],
  ['filters cleared', '#filters [type="reset"]', 'click'],
  ['by title, the first time', '#list-order', 'pick', 3],
  ['by title, the other way', '#list-order', 'pick', 4],
  ['by due date', '#list-order', 'pick', 11],
  ['the next page', '.pager:not([hidden]) a[rel="next"]', 'click'],
  ['cleared again', '#filters [type="reset"]', 'click'],
];

const times = new Map();
const note = (name, ms) => times.set(name, [...times.get(name) ?? [], ms]);
const nodes = {};
for (let round = 0; round < Number(rounds); round += 1) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(slowdown) });
  const count = () => page.evaluate(() => document.querySelectorAll('*').length);
  await page.goto(`${server.url}compromisos/index.html`);
  note('the page, from its first byte to loaded', await page.evaluate(() => {
    const [it] = performance.getEntriesByType('navigation');
    return it.loadEventEnd - it.responseStart;
  }));
  nodes['as it comes'] = await count();
  const start = await page.evaluate(() => { document.querySelector('#list-tools').open = true; return performance.now(); });
  await page.waitForFunction(() => /\d/.test(document.querySelector('#filter-count').textContent), null, { polling: 'raf' });
  note('filters opened: fetched and ready', await page.evaluate((from) => performance.now() - from, start));
  for (const [name, ...what] of STEPS) {
    note(name, await page.evaluate(act, what));
    if (name === 'only open ones') nodes['filtered'] = await count();
  }
  await context.close();
}
console.log(`${commitments} commitments, processor ${slowdown} times slower, 360 px, median of ${rounds}\n`);
console.log(`page: ${size('compromisos/index.html')}; list file: ${size('compromisos/lista.js')}`);
console.log(`elements: ${Object.entries(nodes).map(([when, n]) => `${n} ${when}`).join(', ')}\n`);
for (const [name, all] of times) console.log(`| ${name} | ${Math.round(median(all))} ms | ${Math.round(Math.max(...all))} ms |`);
await browser.close();
server.close();
