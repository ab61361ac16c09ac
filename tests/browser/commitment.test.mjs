// A commitment's page: how it is cited, what a phone reads from paper, and one story for a whole chain.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { build, launch, read, serve } from './site.mjs';

const limit = { timeout: 120_000 };
const ADDRESS = 'compromisos/2022-08-09/4.html';
let browser;
let folder;
let server;

before(async () => {
  folder = build('--base-url', 'https://acuerdos.example/');
  browser = await launch();
  server = await serve(folder);
});
after(async () => {
  await browser.close();
  server.close();
});

/** The page of a commitment, large enough for its code to be read. */
async function visit(t, options = {}) {
  const context = await browser.newContext({ deviceScaleFactor: 3, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(server.url + ADDRESS);
  return page;
}

test('the sum of the citation is that of the line in the open data', limit, async (t) => {
  const page = await visit(t, { javaScriptEnabled: false });
  const lines = read(folder, 'datos/compromisos.json').split('\n').map((line) => line.replace(/,$/, ''));
  const line = lines.find((it) => it.startsWith('{"id":"2022-08-09/4"'));
  const cited = page.getByRole('region', { name: 'Cómo citar' });
  assert.equal(await cited.locator('.cite__sum').innerText(), createHash('sha256').update(line).digest('hex'));
  assert.match(await cited.innerText(), /«Plan de riesgos».*15 de febrero de 2023.*https:\/\/acuerdos\.example\/compromisos\/2022-08-09\/4\.html/s);
});

for (const colorScheme of ['light', 'dark']) {
  test(`a phone reads the permalink from the code, ${colorScheme}`, limit, async (t) => {
    const page = await visit(t, { colorScheme });
    const { data, width, height } = PNG.sync.read(await page.getByRole('img', { name: /Código QR/ }).screenshot());
    assert.equal(jsqr(new Uint8ClampedArray(data), width, height)?.data, `https://acuerdos.example/${ADDRESS}`);
  });
}

test('the badge can be put elsewhere by copying a line', limit, async (t) => {
  const page = await visit(t);
  await page.getByText('Insertar la insignia').click();
  const html = await page.locator('.cite__embed code').first().innerText();
  const shown = await page.evaluate((text) => {
    const { href, firstChild } = new DOMParser().parseFromString(text, 'text/html').querySelector('a');
    return { href, src: firstChild.src, alt: firstChild.alt };
  }, html);
  assert.deepEqual(shown, {
    href: `https://acuerdos.example/${ADDRESS}`, src: 'https://acuerdos.example/compromisos/2022-08-09/4.svg', alt: 'En proceso',
  });
});

test('the whole chain is one story, in order of days', limit, async (t) => {
  const page = await visit(t);
  const days = await page.locator('.timeline__when time').evaluateAll((all) => all.map((it) => it.dateTime));
  assert.deepEqual(days, days.toSorted());
  const data = JSON.parse(read(folder, 'datos/compromisos.json'));
  const chain = await page.locator('.chain__item').count();
  assert.ok(chain > 2);
  // What was agreed, and each update, of every commitment of the chain.
  const links = await page.locator('.chain a').evaluateAll((all) => all.map((it) => it.pathname.slice(1)));
  const members = data.filter((it) => it.url === ADDRESS || links.includes(it.url));
  assert.equal(members.length, chain);
  assert.equal(days.length, members.reduce((sum, it) => sum + 1 + it.updates.length, 0));
});

test('printed, a commitment with one account is one sheet with its address and code', limit, async (t) => {
  const page = await visit(t);
  await page.goto(`${server.url}compromisos/2023-01-18/1.html`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.cite__qr').isVisible());
  assert.ok(await page.getByRole('link', { name: 'https://acuerdos.example/compromisos/2023-01-18/1.html' }).isVisible());
  assert.ok(!await page.locator('.nav').isVisible());
});
