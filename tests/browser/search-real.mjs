// A built site with its real engine and index, in a real browser: what the tests of the search as a whole share.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serveSearch } from './search-site.mjs';
import { read, repository } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const limit = { timeout: 180_000 };

/** Builds a project of these files, `{ path: text }`, and says where it and its site are; `build` builds it again. */
export function project(texts) {
  const root = mkdtempSync(join(tmpdir(), 'acuerdos-project-'));
  const folder = join(root, 'site');
  const write = (more) => Object.entries(more).forEach(([path, text]) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  });
  const build = (more = {}) => {
    write(more);
    const program = process.env.ACUERDOS ?? join(repository, 'target/debug/acuerdos');
    execFileSync(program, ['--root', root, 'build', '--quiet', '--output', folder], { stdio: 'inherit' });
  };
  build(texts);
  return { root, folder, build };
}

/** What of the search the folder has: paths of pointer, engine and catalog, and of all pieces. */
export function searchFiles(folder) {
  const { engine, index } = JSON.parse(read(folder, 'busqueda/current.js').match(/"(\{.*\})"/)[1].replaceAll('\\"', '"'));
  return { pointer: 'busqueda/current.js', engine: `busqueda/${engine}.js`, catalog: `busqueda/${index}/catalog.js`, pieces: `busqueda/${index}/0/` };
}

/**
 * A reader who was never here, on a page of the site. Of `options`, `serve` and `answers` are for the server, `init` runs in every document
 * before its scripts, and the rest is the browser's. All is closed when the test ends.
 */
export async function visit(t, browser, folder, path, { serve, answers = [], init, argument, ...options } = {}) {
  const server = await serveSearch(folder, serve);
  server.answers.push(...answers);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
  page.on('request', (request) => { if (!request.url().startsWith(server.url)) problems.push(`leaves the site: ${request.url()}`); });
  t.after(async () => { await context.close(); server.close(); });
  if (init) await page.addInitScript(init, argument);
  await page.goto(server.url + path);
  return { page, context, server, problems };
}

export const hits = (page) => page.locator('dialog .search-hit');
export const results = (page) => page.locator('#search-list > li');
export const parameters = (page) => Object.fromEntries(new URL(page.url()).searchParams);
export const mode = (page) => page.evaluate(() => [window.acuerdos.searchEngine.state, window.acuerdos.searchEngine.mode]);

/** Opens the dialog and puts this into it, at once: what is answered is answered once, and a choice in it stays. */
export async function ask(page, query) {
  const box = page.getByRole('dialog').getByRole('combobox');
  if (!await box.isVisible()) await page.keyboard.press('Control+k');
  await page.locator('.search__foot').waitFor();
  await box.fill('');
  await box.fill(query);
}

/** Waits until this many results are told. */
export async function counted(page, total) {
  await page.waitForFunction((words) => Array.from(document.querySelectorAll('.search-count'))
    .some((it) => it.textContent.split(' · ')[0] === words), total === 1 ? '1 resultado' : `${total} resultados`);
}

/** The addresses, from the root of the site, of the results that are shown, without the words to mark. */
export function shown(page) {
  return page.locator('#search-list .result__title a').evaluateAll((links) => links.map((it) => it.getAttribute('href').split('?')[0]));
}

/** Opens the page to search on with these parameters and waits until it has answered. */
export async function asked(page, server, query, { key = 'q', file = 'buscar.html', ...more } = {}) {
  await page.goto(`${server.url}${file}?${new URLSearchParams({ ...(query ? { [key]: query } : {}), ...more })}`);
  await page.locator('#search-state .search-count').waitFor();
}

/** Every result of a query, from all of its pages. */
export async function everything(page, server, query, more = {}) {
  const all = [];
  for (let at = 1; ; at += 1) {
    await asked(page, server, query, { ...more, ...(at > 1 ? { pagina: at } : {}) });
    all.push(...await shown(page));
    if (!await page.locator('#search-pager [rel="next"]').isVisible()) return all;
  }
}

/** What axe has to say of a page that was opened with `bypassCSP`, and whether anything scrolls sideways. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = (await page.evaluate(() => window.axe.run())).violations
    .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  const wide = await page.evaluate(() => Array.from(document.querySelectorAll('html, dialog, dialog .search__body'),
    (it) => it.scrollWidth - it.clientWidth));
  return wide.some((it) => it > 0) ? [...found, `scrolls sideways: ${wide}`] : found;
}

/** Both are the same, in any order. */
export function same(actual, expected, message) {
  assert.deepEqual([...actual].sort(), [...expected].sort(), message);
}
