// A commitment's page: how it is cited, what a phone reads from paper, and one story for a whole chain.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { build, buildProject, launch, read, serve } from './site.mjs';

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

/** A project of one commitment with twenty reports, and of a chain of ten with two events each. */
function longStories() {
  const project = mkdtempSync(join(tmpdir(), 'acuerdos-stories-'));
  mkdirSync(join(project, 'content/reuniones'), { recursive: true });
  const text = 'Elaborar, entre ambas instituciones, un plan de riesgos de la operación en los consulados, con sus responsables, sus fechas y las acciones que correspondan a cada uno de los supuestos identificados.';
  const account = 'Se sostuvo una reunión técnica en la que se acordó ajustar el calendario, y se solicitó a los consulados que confirmaran la disponibilidad de espacios y de personal para la segunda etapa.';
  const day = (n) => new Date(Date.UTC(2022, 0, 10 + n)).toISOString().slice(0, 10);
  const meeting = (date, body) => writeFileSync(join(project, `content/reuniones/${date}.md`),
    `---\nfecha: ${date}\n---\n\n## Compromisos\n\n### 1. Plan de riesgos\n\n${text}\n\n- Responsables: INE, SRE\n- Vence: 2022-12-15\n${body}`);
  const report = (n) => `\n#### ${day(n)} · En proceso\n\n${account}\n`;
  meeting(day(0), Array.from({ length: 20 }, (_, i) => report(15 * (i + 1))).join(''));
  for (let i = 0; i < 10; i += 1) meeting(day(1 + 30 * i), (i ? `- Continúa: ${day(1 + 30 * (i - 1))}/1\n` : '') + report(10 + 30 * i));
  return project;
}

test('printed, a long story is one sheet: the newest in full, older ones in a line, the rest counted', limit, async (t) => {
  const site = buildProject(longStories(), '--base-url', 'https://acuerdos.example/', '--today', '2023-02-15');
  const page = await browser.newPage();
  t.after(() => page.close());
  for (const [path, last, gaps] of [
    ['compromisos/2022-01-10/1.html', '6 de noviembre de 2022', 1],
    ['compromisos/2022-10-08/1.html', '17 de octubre de 2022', 1],
    // An early one of the chain: its own report stays, between what is left out.
    ['compromisos/2022-02-10/1.html', '19 de febrero de 2022', 2],
  ]) {
    const file = join(site, '..', 'sheet.pdf');
    await page.goto(pathToFileURL(join(site, path)).href);
    await page.pdf({ path: file, preferCSSPageSize: true });
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    assert.equal(text.split('\f').length - 1, 1, `${path}: sheets`);
    // A long address goes on in the next line.
    const solid = text.replace(/\s+/g, '');
    for (const words of ['En proceso', 'Vencido hace 62 días', last, `https://acuerdos.example/${path}`, 'Cómo citar']) {
      assert.ok(solid.includes(words.replace(/\s+/g, '')), `${path}: ${words}\n${text}`);
    }
    const counted = [...text.matchAll(/(\d+) movimientos? más, en la página/g)].map((found) => Number(found[1]));
    assert.equal(counted.length, gaps, text);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.cite__qr').isVisible());
    const shown = await page.locator('.timeline__item').evaluateAll((all) => all.filter((it) => it.checkVisibility()).length);
    assert.equal(shown + counted.reduce((sum, n) => sum + n, 0), await page.locator('.timeline__item').count());
    await page.emulateMedia({ media: null });
    assert.equal(await page.locator('.timeline__item:visible').count(), await page.locator('.timeline__item').count());
    assert.equal(await page.locator('.timeline__gap:visible').count(), 0);
  }
});
