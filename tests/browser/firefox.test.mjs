// Firefox shows every kind of page without a complaint, narrows a list and switches the theme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from './kinds.mjs';
import { firefox } from './readers.mjs';
import { build, serve } from './site.mjs';

const limit = { timeout: 180_000, skip: firefox.skip };
const here = (page, wanted) => page.waitForFunction(wanted);

async function open(t) {
  const folder = build();
  const server = await serve(folder);
  const browser = await firefox.launch();
  t.after(async () => {
    await browser.close();
    server.close();
  });
  const { page, problems } = await browser.reader();
  // Wide enough for lists to be tables, whose heads sort them.
  await page.setViewport({ width: 1280, height: 900 });
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText;
    // Firefox fetches the icon after the page has come up, and gives it up when the test goes on to the next page.
    if (request.url().includes('icon.svg') && error === 'NS_BINDING_ABORTED') return;
    problems.push(`not fetched: ${request.url()} (${error})`);
  });
  return { page, problems, folder, server };
}

test('every kind of page comes up in Firefox, and asks nothing of another host', limit, async (t) => {
  const { page, problems, folder, server } = await open(t);
  page.on('request', (request) => {
    // Firefox tells of a font of its own, which is in it.
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:font')) problems.push(`leaves the site: ${request.url()}`);
  });
  for (const path of kinds(folder)) {
    await page.goto(server.url + path, { waitUntil: 'load' });
    const { title, sideways } = await page.evaluate(() => ({
      title: document.querySelector('main h1').textContent,
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    assert.ok(title.trim(), path);
    assert.equal(sideways, 0, path);
  }
  assert.deepEqual(problems, []);
});

test('in Firefox a list is narrowed, sorted and kept in the address', limit, async (t) => {
  const { page, problems, server } = await open(t);
  await page.goto(`${server.url}compromisos/index.html`);
  await here(page, () => document.querySelectorAll('#filter-status option').length > 1);
  await page.select('#filter-status', 'en-proceso');
  await here(page, () => document.querySelectorAll('table[data-list] tbody tr').length === 7);
  assert.match(page.url(), /en-proceso/);
  await page.click('th[data-column=title] button');
  await here(page, () => document.querySelector('th[data-column=title]').getAttribute('aria-sort') === 'ascending');
  await page.reload();
  await here(page, () => document.querySelectorAll('table[data-list] tbody tr').length === 7);
  assert.deepEqual(problems, []);
});

test('in Firefox the theme is switched, and the next page has it', limit, async (t) => {
  const { page, problems, server } = await open(t);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto(`${server.url}index.html`);
  const first = await ground();
  await page.click('.theme-switch');
  const second = await ground();
  assert.notEqual(second, first);
  await page.goto(`${server.url}calendario.html`);
  assert.equal(await ground(), second);
  assert.deepEqual(problems, []);
});
