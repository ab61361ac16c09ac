// Published ways of making text run as a script, in every field that people fill, in a real browser without the policy that would
// stop them. `ACUERDOS_TEST_ALL=1` opens every page there; without it the lists, a part of the pages on which a text is shown whole,
// and searches for a part of what is typed.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'parse5';
import { files, launch, pages, read, serve } from './site.mjs';
import { hostileSite } from './xss-site.mjs';
import { vectors } from './xss-vectors.mjs';

// The long form opens some thousand pages and lays a hand on every element of them.
const limit = { timeout: process.env.ACUERDOS_TEST_ALL ? 10_800_000 : 900_000 };
const TABS = 4;
let site;
let server;
let browser;

before(async () => {
  site = hostileSite();
  server = await serve(site.folder);
  browser = await launch();
}, limit);
after(async () => {
  await browser.close();
  server.close();
  rmSync(site.root, { recursive: true });
});

/** What would run, or is not the site's own markup. The same is asked of the text of a page and of what the browser made of it. */
function suspicious(tag, attributes) {
  const wrong = [];
  // Scripts of ours ask for others by whole addresses.
  const own = (address) => address.replace(/^(https:\/\/acuerdos\.example|http:\/\/127\.0\.0\.1:\d+)(?=\/)/, '');
  const ours = /^(\.\.\/|\/)*(recursos|compromisos|busqueda)\/[\w/-]+\.js(\?v=[0-9a-f]+)?$/;
  if (tag === 'script' && !(attributes.src ? ours.test(own(attributes.src)) : attributes.type === 'application/ld+json')) wrong.push('script');
  if (['iframe', 'frame', 'object', 'embed', 'applet', 'foreignobject', 'animate', 'set', 'math', 'marquee', 'xss', 'plaintext', 'noembed'].includes(tag)) wrong.push('element');
  for (const [name, value] of Object.entries(attributes)) {
    if (!/^[a-z][a-zA-Z0-9]*([:-][a-z]+)*$/.test(name)) wrong.push(`attribute ${name}`);
    if (name.startsWith('on') || ['style', 'srcdoc', 'ping', 'autofocus', 'contenteditable', 'popover', 'background', 'formaction', 'poster'].includes(name)) wrong.push(`attribute ${name}`);
    // Browsers pass over control characters and spaces in front of, and tabs and line ends within, a scheme.
    const address = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
    if (['href', 'src', 'action', 'xlink:href', 'data', 'cite', 'longdesc'].concat(attributes['http-equiv'] ? 'content' : []).includes(name) && /^(\d+;url=)?(javascript|vbscript|data|feed|view-source):/.test(address)) wrong.push(`${name}=${value}`);
    if (name === 'src' && /^(https?:)?\/\//.test(own(address))) wrong.push(`${name}=${value}`);
  }
  return wrong.map((it) => `<${tag}>: ${it}`);
}

function elements(node, found = []) {
  if (node.attrs) found.push([node.tagName, Object.fromEntries(node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]))]);
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) elements(child, found);
  return found;
}

/** In the page: all that is in it, and every hand that a reader may lay on it. */
function handle(suspiciousText) {
  const suspicious = new Function(`return ${suspiciousText}`)();
  const all = [...document.querySelectorAll('*')];
  const wrong = all.flatMap((it) => suspicious(it.localName, Object.fromEntries(it.getAttributeNames().map((name) => [name, it.getAttribute(name)]))));
  // Leaving the page is all that is kept from happening: a link that runs a script does so.
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a');
    if (link && !/^\s*(javascript|vbscript|data):/i.test(link.href)) event.preventDefault();
  }, { capture: true });
  addEventListener('submit', (event) => event.preventDefault(), { capture: true });
  for (const it of all) {
    for (const kind of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter', 'animationstart', 'toggle', 'error', 'load', 'begin']) it.dispatchEvent(new Event(kind, { bubbles: kind !== 'load' && kind !== 'error' }));
    it.focus?.();
    if (it.localName === 'a' || it.localName === 'area') it.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    it.blur?.();
  }
  return wrong;
}

/** Tabs in which whatever runs tells, and nothing of the policy is in the way. */
async function reader() {
  const context = await browser.newContext({ bypassCSP: true });
  const ran = [];
  await context.exposeBinding('__xss', ({ page }, number) => { ran.push(`${page.url()}: ${vectors[number]}`); });
  await context.addInitScript(() => { for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.__xss(0); });
  const left = [];
  context.on('request', (request) => { if (!request.url().startsWith(server.url)) left.push(request.url()); });
  context.on('page', (page) => page.on('dialog', (dialog) => { ran.push('a dialog'); dialog.dismiss(); }));
  return { context, ran, left };
}

/** Without the long form a vector in four is opened where a text is shown whole; the test above reads all of them. */
const inTurn = (path) => Number(/\b[vp](\d+)/.exec(path)?.[1] ?? 0) % 4 === 0;
const visited = (path) => (!path.includes('/') && inTurn(path)) || process.env.ACUERDOS_TEST_ALL || path.endsWith('index.html')
  || /^(calendario\/|estatus\/)/.test(path) || (/^(reuniones\/|compromisos\/2000\/v\d+\/1\.html)/.test(path) && inTurn(path)) || path.length % 64 === 0;

test('the vectors are there: they reach pages, and a browser without the policy runs one that is not of ours', limit, async () => {
  assert.ok(vectors.length >= 120);
  const all = pages(site.folder).map((path) => read(site.folder, path)).join('\n');
  const refused = Object.keys(site.refused).length;
  const told = vectors.filter((_, number) => all.includes(`__xss(${number})`)).length;
  assert.ok(told > vectors.length * 0.95, `${told} of ${vectors.length} are on pages; ${refused} fields refuse some`);
  const { context, ran } = await reader();
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<img src=nothing.png onerror=__xss(1)>'); });
  while (!ran.length) await new Promise((resolve) => { setTimeout(resolve, 20); });
  await context.close();
});

test('no page has a script, a handler or an address that runs, whoever reads it', limit, () => {
  const wrong = [];
  for (const path of pages(site.folder)) {
    const text = read(site.folder, path);
    for (const [tag, attributes] of elements(parse(text))) wrong.push(...suspicious(tag, attributes).map((it) => `${path} ${it}`));
    for (const [, json] of text.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)) JSON.parse(json);
  }
  assert.deepEqual(wrong.slice(0, 20), []);
});

test('nothing runs in Chromium without the policy, whatever is clicked, focused or pointed at', limit, async (t) => {
  const { context, ran, left } = await reader();
  const wrong = [];
  // A page that moved leads elsewhere while it is being looked at; its text has been looked at above.
  const moves = (path) => path.endsWith('.html') && read(site.folder, path).includes('http-equiv="refresh"');
  const rest = files(site.folder).filter((path) => /\.(html|svg)$/.test(path) && visited(path) && !moves(path));
  const count = rest.length;
  await Promise.all(Array.from({ length: TABS }, async () => {
    const page = await context.newPage();
    for (let path; (path = rest.pop());) {
      await page.goto(server.url + path.split('/').map(encodeURIComponent).join('/'));
      wrong.push(...(await page.evaluate(handle, suspicious.toString())).map((it) => `${path} ${it}`));
    }
  }));
  await context.close();
  assert.deepEqual([ran.slice(0, 20), wrong.slice(0, 20), left.slice(0, 20)], [[], [], []]);
  t.diagnostic(`${count} pages`);
});

test('nothing runs that is typed into the search', limit, async () => {
  const { context, ran, left } = await reader();
  const wrong = [];
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const told = () => page.locator('#search-state').getByText(/\S/).first().waitFor();
  for (const open of [
    async () => { await page.goto(`${server.url}buscar.html`); return page.locator('#search-field'); },
    async () => { await page.goto(server.url); await page.keyboard.press('Control+k'); return page.getByRole('dialog').getByRole('combobox'); },
    async () => { await page.goto(`${server.url}compromisos/index.html`); return page.locator('#filter-text'); },
  ]) {
    const box = await open();
    if (!await box.isVisible()) await page.evaluate(() => document.querySelectorAll('details').forEach((it) => { it.open = true; }));
    for (const text of vectors) {
      await box.fill(text);
      // Long enough for an answer to most; what comes later is seen as well.
      await page.waitForTimeout(25);
    }
    wrong.push(...await page.evaluate(handle, suspicious.toString()));
  }
  // Found by its number, which is a word of it, and shown; and named in an address.
  const step = process.env.ACUERDOS_TEST_ALL ? 1 : 20;
  for (const [number, text] of vectors.entries()) {
    if (number % step) continue;
    for (const query of [{ q: text, estatus: text, pagina: text }, { q: `__xss ${number}` }]) {
      await page.goto(`${server.url}buscar.html?${new URLSearchParams(query)}`);
      await told();
      wrong.push(...await page.evaluate(handle, suspicious.toString()));
    }
    await page.goto(`${server.url}compromisos/index.html?${new URLSearchParams({ texto: text, estatus: text, orden: text, responsable: text })}#${encodeURIComponent(text)}`);
    wrong.push(...await page.evaluate(handle, suspicious.toString()));
  }
  await context.close();
  assert.deepEqual([ran.slice(0, 20), wrong.slice(0, 20), left.slice(0, 20)], [[], [], []]);
});

test('feeds are well-formed, what they hold does not run in a reader, and a table runs no formula', limit, async () => {
  const { context, ran } = await reader();
  const page = await context.newPage();
  await page.goto(server.url);
  const wrong = [];
  const all = files(site.folder);
  for (const path of all.filter((it) => it.endsWith('.xml') && (!it.includes('/') || it.length % 8 === 0))) {
    const found = await page.evaluate(({ text, suspiciousText }) => {
      const suspicious = new Function(`return ${suspiciousText}`)();
      const feed = new DOMParser().parseFromString(text, 'application/xml');
      if (feed.querySelector('parsererror')) return ['not well-formed'];
      return [...feed.querySelectorAll('content, summary, title')].filter((it) => it.getAttribute('type') === 'html').flatMap((it) => {
        // As a careless reader of feeds would.
        const shown = document.createElement('div');
        shown.innerHTML = it.textContent;
        return [...shown.querySelectorAll('*')].flatMap((it) => suspicious(it.localName, Object.fromEntries(it.getAttributeNames().map((name) => [name, it.getAttribute(name)]))));
      });
    }, { text: readFileSync(join(site.folder, path), 'utf8'), suspiciousText: suspicious.toString() });
    wrong.push(...found.map((it) => `${path} ${it}`));
  }
  for (const path of all.filter((it) => it.endsWith('.csv'))) {
    const text = read(site.folder, path).replace(/^\ufeff/, '');
    for (const cell of text.match(/(?<=^|[,\n])("(?:[^"]|"")*"|[^",\r\n]*)/g)) {
      if (/^"?[=+@\t\r-]/.test(cell) && !/^"?-?\d+([.,]\d+)?"?$/.test(cell)) wrong.push(`${path}: ${cell}`);
    }
  }
  for (const path of all.filter((it) => it.endsWith('.json') || it.endsWith('.webmanifest'))) JSON.parse(read(site.folder, path));
  await context.close();
  assert.deepEqual([ran, wrong.slice(0, 20)], [[], []]);
});
