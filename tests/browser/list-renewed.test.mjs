// A list whose page was fetched before a publication and whose data after it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { project } from './search-real.mjs';
import { launch, serve } from './site.mjs';

const limit = { timeout: 180_000 };
const LIST = 'compromisos/index.html';
const minutes = (word, count) => ({
  'content/reuniones/2022-08-09.md': `---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n${
    Array.from({ length: count }, (_, i) => `### ${i + 1}. ${word} ${i + 1}\n\n- Responsables: ${i % 2 ? 'INE' : 'SRE'}\n\n`).join('')}`,
});
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A site, a page that is not opened yet, and how often the page of the list was asked for. */
async function begun() {
  const site = project({ 'acuerdos.toml': '', ...minutes('Antes', 3) });
  const server = await serve(site.folder);
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const asked = { pages: 0 };
  page.on('request', (request) => { if (request.url().includes(LIST)) asked.pages += 1; });
  return { site, server, page, asked };
}

test('a page and its list are of one publication: the page is fetched again', limit, async () => {
  const { site, server, page, asked } = await begun();
  await page.route('**/lista.js*', async (route) => {
    // Between the page and its list somebody publishes.
    if (asked.pages === 1) site.build(minutes('Después', 5));
    await route.continue();
  });
  await page.goto(`${server.url}${LIST}?responsable=INE`);
  await page.waitForFunction(() => /2 de 5/.test(document.getElementById('filter-count').textContent));
  assert.equal(asked.pages, 2);
  assert.equal(await page.getByText('Antes').count(), 0);
  await page.close();
  server.close();
});

test('where the list is never of the page\'s publication, the page keeps its own rows and is not fetched for ever', limit, async () => {
  const { server, page, asked } = await begun();
  await page.route('**/lista.js*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/version = "\w+"/, 'version = "0badbad0"') });
  });
  await page.goto(`${server.url}${LIST}?responsable=INE`);
  await page.getByText('No se pudo cargar la lista.').waitFor();
  assert.equal(asked.pages, 2);
  assert.equal(await page.locator('table[data-list] tbody tr').count(), 3);
  await page.close();
  server.close();
});
