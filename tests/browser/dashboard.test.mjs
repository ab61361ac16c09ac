// The front page answers at a glance, weighs little whatever the register's size, and each of its figures leads to a list
// that has as many rows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, large, launch, serve } from './site.mjs';

/** What a browser fetches to show the front page, compressed as a server would. */
async function weight(folder) {
  const server = await serve(folder);
  const browser = await launch();
  const page = await browser.newPage();
  const fetched = new Set(['manifest.webmanifest', 'recursos/icon.svg']);
  page.on('request', (request) => fetched.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
  await page.goto(server.url, { waitUntil: 'networkidle' });
  await browser.close();
  server.close();
  assert.ok(fetched.size > 4);
  return [...fetched].reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0);
}

test('the front page is under 100 KB compressed, with 21 commitments and with 10,000', { timeout: 600_000 }, async () => {
  assert.ok(await weight(build()) < 100_000);
  assert.ok(await weight(large()) < 100_000);
});

test('each figure leads to a list of as many rows, without JavaScript', { timeout: 120_000 }, async () => {
  const home = pathToFileURL(join(build(), 'index.html')).href;
  const browser = await launch();
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(home);
  const figures = await page.locator('.figures a').all();
  const links = [];
  for (const figure of figures) {
    links.push([Number(await figure.locator('strong').textContent()), await figure.getAttribute('href')]);
  }
  assert.equal(links.length, 7);
  for (const [count, href] of links) {
    await page.goto(new URL(href, home).href);
    const section = page.locator('section', { has: page.locator(`h2[id="${href.split('#')[1]}"]`) });
    const headed = Number(await section.locator('h2 .count').textContent());
    // What is due soon is told once: a list goes on from the ones before it.
    const rows = href.includes('within-') ? await page.locator('tbody tr').count() : await section.locator('tbody tr').count();
    assert.equal(headed, count, href);
    if (!href.includes('within-') || href.endsWith('within-30')) assert.equal(rows, count, href);
  }
  await browser.close();
});

test('the figures of institutions lead to their lists narrowed; without JavaScript to their lists', { timeout: 300_000 }, async () => {
  const folder = build();
  const browser = await launch();
  for (const javaScriptEnabled of [true, false]) {
    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    const links = new Map();
    for (const [path, selector] of [
      ['index.html', '.table--organisations td a'],
      ['instituciones/index.html', '.table--ledger td.c-figure a[href*="#commitments"]'],
      ['instituciones/INE.html', '.legend a, .figures--ledger li:nth-child(-n+2) a[href*="?"]'],
      ['estatus/atendido.html', '.summary__late a'],
      ['compromisos/index.html', '.legend a, .summary__figures a'],
      ['anios/2022.html', '.legend a, .summary__figures a'],
    ]) {
      await page.goto(pathToFileURL(join(folder, path)).href);
      for (const link of await page.locator(selector).all()) {
        const count = Number((await link.textContent()).match(/\d+/)[0]);
        links.set(await link.evaluate((it) => it.href), count);
      }
    }
    assert.ok(links.size > 20, `${links.size} links`);
    for (const [href, count] of links) {
      await page.goto(href);
      if (href.endsWith('#meetings')) {
        assert.equal(await page.locator('section[aria-labelledby="meetings"] tbody tr').count(), count, href);
        continue;
      }
      const rows = page.locator('table[data-list] tbody tr');
      if (!href.includes('?')) {
        assert.equal(await rows.count(), count, href);
      } else if (javaScriptEnabled) {
        await page.locator('#filter-count', { hasText: new RegExp(`^Se muestran? ${count} de `) }).waitFor();
        assert.equal(await rows.count(), count, href);
      } else {
        assert.ok(await rows.count() >= count, href);
      }
    }
  }
  await browser.close();
});

test('the chart says in words and in a table what it draws', { timeout: 120_000 }, async () => {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
  await page.goto(pathToFileURL(join(build(), 'index.html')).href);
  const chart = page.getByRole('img', { name: /abiertos: 8; cerrados: 13; acordados: 21/ });
  assert.equal(await chart.count(), 1);
  await page.getByText('Ver los datos de la gráfica').click();
  const rows = page.locator('.chart__data tbody tr');
  assert.equal(await rows.last().innerText(), '15 feb 2023\t8\t13\t21');
  assert.equal(await rows.count(), await page.evaluate(() => new Set([...document.querySelectorAll('.chart__plot > rect')].map((it) => it.getAttribute('x'))).size));
  // Its words keep their size on a phone, and nothing sticks out.
  const size = await page.locator('.chart__text').first().evaluate((it) => it.getBoundingClientRect().height);
  assert.ok(size >= 12, `${size}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await browser.close();
});
