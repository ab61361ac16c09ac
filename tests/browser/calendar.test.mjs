// The calendar's pages: every date of the data on its day, without JavaScript; a list on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, buildProject, launch, pages, read, repository } from './site.mjs';

let browser;
let folder;
let hostile;

before(async () => {
  folder = build();
  hostile = buildProject(`${repository}/tests/sites/calendar`, '--today', '2023-02-15');
  browser = await launch();
});
after(() => browser.close());

const limit = { timeout: 120_000 };
const address = (site, path) => pathToFileURL(`${site}/${path}`).href;

/** Opens a page as it is, without JavaScript. */
async function open(width, site = folder, path = 'calendario.html') {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address(site, path));
  return page;
}

test('every meeting and due date stands on its day, and a reader comes to all by going back and on', limit, async () => {
  const page = await open(1280);
  const found = new Set();
  const seen = new Set();
  const gather = async () => {
    assert.ok(!seen.has(page.url()), `${page.url()} comes twice`);
    seen.add(page.url());
    for (const [day, href] of await page.locator('.entry').evaluateAll((entries) => entries.map((entry) =>
      [entry.closest('td').querySelector('time').dateTime, entry.querySelector('a').href]))) found.add(`${day} ${href}`);
  };
  await gather();
  for (const rel of ['prev', 'next']) {
    await page.goto(address(folder, 'calendario.html'));
    while (await page.locator(`main a[rel=${rel}]`).count()) {
      await page.locator(`main a[rel=${rel}]`).first().click();
      await gather();
    }
  }
  const end = (date) => date.length === 10 ? date : new Date(Date.UTC(date.slice(0, 4), date.slice(5, 7) || 12, 0)).toISOString().slice(0, 10);
  const commitments = JSON.parse(read(folder, 'datos/compromisos.json')).filter(({ due }) => due);
  const expected = [
    ...JSON.parse(read(folder, 'datos/reuniones.json')).map(({ date, url }) => `${date} ${address(folder, url)}`),
    ...commitments.map(({ due, url }) => `${end(due)} ${address(folder, url)}`),
  ];
  assert.ok(expected.length > 10);
  assert.deepEqual([...found].sort(), expected.sort());
});

test('a day stands below the name of its day of the week, which begins on Monday', limit, async () => {
  const page = await open(1280, hostile, 'calendario/2022-05.html');
  const names = await page.locator('.calendar thead th').allInnerTexts();
  assert.deepEqual(names.map((name) => name.toLowerCase()), ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo']);
  const days = await page.locator('.calendar td').evaluateAll((cells) => cells.map((cell) => [cell.cellIndex, cell.querySelector('time')?.dateTime]));
  const dated = days.filter(([, date]) => date);
  assert.equal(dated.length, 31);
  for (const [column, date] of dated) assert.equal((new Date(date).getUTCDay() + 6) % 7, column, date);
});

test('what is late and the cut-off date are told in words, a month without a day as that', limit, async () => {
  const page = await open(1280, folder, 'calendario/2023-01.html');
  const late = page.locator('td', { has: page.locator('time[datetime="2023-01-25"]') });
  assert.match(await late.innerText(), /Vence\s+Convenio y acuerdo de traspaso[^]*En proceso[^]*Vencido hace 21 días/);
  await page.goto(address(folder, 'calendario.html'));
  assert.match(await page.locator('td', { has: page.locator('time[datetime="2023-02-15"]') }).innerText(), /Fecha de corte/);
  assert.match(await page.locator('td', { has: page.locator('time[datetime="2023-05-31"]') }).innerText(), /Vence en mayo\s+de 2023\s+Plan de riesgos/);
});

test('a day with much leads to all of it', limit, async () => {
  const page = await open(1280, hostile);
  await page.getByRole('link', { name: 'Ver los 7 de este día' }).click();
  assert.equal(await page.locator('h1').innerText(), 'Calendario del 31 de mayo de 2023');
  assert.equal(await page.locator('tbody tr').count(), 7);
});

for (const width of [320, 480]) {
  test(`at ${width} px a month is a list of the days that have something, each with its name`, limit, async () => {
    const page = await open(width, hostile, 'calendario/2023-02.html');
    const days = page.locator('.calendar td:visible');
    const texts = await days.locator('.calendar__day').allInnerTexts();
    assert.deepEqual(texts.map((text) => text[0].toLowerCase() + text.slice(1)), ['viernes 10', 'miércoles 15 Fecha de corte']);
    const lefts = await days.evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().left)));
    assert.equal(new Set(lefts).size, 1);
  });
}

test('nothing that an author writes makes a page scroll sideways at 320 px', limit, async () => {
  const page = await open(320, hostile);
  for (const path of pages(hostile)) {
    await page.goto(address(hostile, path));
    const width = await page.locator('html').evaluate((html) => html.scrollWidth);
    assert.ok(width <= 320, `${path}: ${width} px`);
  }
});

test('the pages name their feeds', limit, async () => {
  const page = await open(1280, folder, 'instituciones/SRE/IME.html');
  const feeds = (selector) => page.locator(selector).evaluateAll((links) => links.map((link) => link.href));
  const own = address(folder, 'instituciones/SRE/IME.xml');
  assert.deepEqual(await feeds('link[rel=alternate][type="application/atom+xml"]'), [address(folder, 'feed.xml'), own]);
  assert.deepEqual(await feeds('main a[type]'), [own, address(folder, 'instituciones/SRE/IME.ics')]);
  assert.deepEqual(await feeds('footer a[type]'), [address(folder, 'feed.xml'), address(folder, 'calendario.ics')]);
});
