// The informative note as people print it: the PDF of Chromium, read with Poppler.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, buildProject, launch, read, serve, watch } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Prints a page and returns the words of each sheet, as they stand on it. */
async function print(folder, path) {
  const server = await serve(folder);
  const page = await browser.newPage();
  const problems = watch(page, server.url);
  await page.goto(server.url + path);
  const file = join(mkdtempSync(join(tmpdir(), 'note-')), 'note.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  await page.close();
  server.close();
  assert.deepEqual(problems, []);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const words = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const boxes = words.split('<page ').slice(1).map((sheet) => ({
    width: Number(sheet.match(/width="([\d.]+)"/)[1]),
    height: Number(sheet.match(/height="([\d.]+)"/)[1]),
    words: [...sheet.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)]
      .map(([, left, top, right, bottom, word]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, word })),
  }));
  return { sheets: text.split('\f').slice(0, -1), boxes };
}

const count = (text, word) => text.split(word).length - 1;
const dense = (text) => text.replace(/\s+/g, '');

/** The lines of a sheet's top that make the header of a table, if it begins with one. */
const begins = (sheet) => sheet.trimStart().split('\n').slice(0, 3).join(' ');

test('the printed note is numbered A4 with the headers of its tables on every sheet, and without menus', async () => {
  const { sheets, boxes } = await print(build(), 'informe.html');
  assert.ok(sheets.length >= 4 && sheets.length <= 10, `${sheets.length} sheets`);
  sheets.forEach((sheet, i) => {
    assert.match(sheet, new RegExp(`Página ${i + 1} de ${sheets.length}`));
    const { width, height, words } = boxes[i];
    assert.ok(Math.abs(width - 595.3) < 1 && Math.abs(height - 841.9) < 1, `${width} × ${height}`);
    for (const { left, right, top, bottom, word } of words) {
      assert.ok(left > 40 && right < width - 40 && top > 40 && bottom < height - 15, `${word} on sheet ${i + 1} is cut`);
    }
    // Where the second part begins depends on the letters of the machine: at the top of a sheet, its title comes first.
    if (sheet.trimStart().startsWith('Segunda parte. ')) {
      const header = sheet.search(/Fecha y\s.*Asistentes/);
      assert.ok(header > 0, sheet);
      assert.doesNotMatch(sheet.slice(0, header), /\d{4}-\d\d-\d\d\/\d/);
    } else if (i > 0) {
      assert.match(begins(sheet), /Fecha y\s.*Asistentes\s.*(Relación de compromisos|Objetivo de la reunión)/);
    }
    assert.doesNotMatch(sheet, /Buscar|Tema oscuro|Solo lo abierto|Saltar/);
  });
  assert.match(sheets[0], /Fecha de corte: 15 de febrero de 2023/);
  const all = sheets.join('\n');
  assert.match(all, /acuerdos\.example\/informe\.html/);
  // A header is never left without a row below it.
  for (const sheet of sheets) assert.doesNotMatch(sheet, /(desarrolladas|modalidad)[^\n]*\n+\s*(modalidad[^\n]*\n+\s*)?Página/);
});

test('every commitment is printed once with its whole account, and an address once', async () => {
  const folder = build();
  const { sheets } = await print(folder, 'informe.html');
  const all = sheets.join('\n');
  const commitments = JSON.parse(read(folder, 'datos/compromisos.json'));
  assert.equal(commitments.length, 21);
  const [first, second] = [all.slice(0, all.indexOf('Segunda parte. ')), all.slice(all.indexOf('Segunda parte. '))];
  for (const { id } of commitments) {
    const [own, other] = id.startsWith('2023') ? [second.split('El identificador')[0], first] : [first, second.split('El identificador')[0]];
    assert.equal(count(own, id), 1, id);
    assert.equal(count(other, id), 0, id);
  }
  // Words stand in columns: the last ones of each account, without regard to where lines end, show that none is cut.
  for (const numeral of ['I.', 'II.', 'III.', 'IV.', 'V.', 'VI.']) assert.match(second, new RegExp(`\\s${numeral.replace('.', '\\.')}\\s`));
  assert.equal(count(dense(all), 'votoextranjero.ine.mx'), 1);
  assert.equal(count(all, 'Estatus previo'), 14);
});

test('no row is torn where it fits a sheet, and one that does not fit goes on', async () => {
  const root = mkdtempSync(join(tmpdir(), 'long-'));
  mkdirSync(join(root, 'content/reuniones'), { recursive: true });
  const paragraph = 'Una cuenta larga de lo que se hizo, con bastantes palabras para llenar renglones de la columna. ';
  const items = Array.from({ length: 30 }, (_, i) => {
    const long = i === 4 ? Array.from({ length: 60 }, (_, n) => `Párrafo P${n}x. ${paragraph}`).join('\n\n') : paragraph.repeat(5);
    return `### ${i + 1}. Asunto\n\nPrincipio N${i + 1}x. ${paragraph.repeat(2)} Final N${i + 1}z.\n\n#### 2023-02-01 · En proceso\n\nPrincipio C${i + 1}x. ${long} Final C${i + 1}z.\n`;
  });
  writeFileSync(join(root, 'content/reuniones/2022-05-19.md'), `---\nfecha: 2022-05-19\nasistentes:\n  INE: []\n---\n\n# Larga\n\n## Compromisos\n\n${items.join('\n')}`);
  writeFileSync(join(root, 'acuerdos.toml'), 'cut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n');
  const { sheets } = await print(buildProject(root), 'informe.html');
  assert.ok(sheets.length > 8, `${sheets.length} sheets`);
  const sheetOf = (word) => sheets.findIndex((sheet) => sheet.includes(word));
  for (let n = 1; n <= 30; n += 1) {
    const places = ['N%x', 'N%z', 'C%x', 'C%z'].map((word) => sheetOf(word.replace('%', n)));
    assert.ok(places.every((place) => place >= 0), `${n}: ${places}`);
    if (n !== 5) assert.deepEqual(new Set(places).size, 1, `row ${n} is torn: ${places}`);
  }
  for (let n = 0; n < 60; n += 1) assert.ok(sheetOf(`P${n}x`) >= 0, `paragraph ${n} is missing`);
  assert.ok(sheetOf('C5z') > sheetOf('C5x'));
  const table = sheets.slice(1).filter((sheet) => !/^(Segunda parte|El identificador)/.test(sheet.trimStart()));
  for (const sheet of table) assert.match(begins(sheet), /Fecha y/);
});

test('on a phone the note is read in blocks that are still tables', async () => {
  const server = await serve(build());
  const page = await browser.newPage({ viewport: { width: 320, height: 700 } });
  await page.goto(`${server.url}informe.html`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  // What the browser tells assistive technology, not what the markup says: styles can take a table's meaning away.
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const roles = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role);
  const names = roles('table').map((node) => node.name.value);
  assert.ok(names.includes('Reuniones con compromisos que estaban abiertos al 31 de diciembre de 2022'), `${names}`);
  // Totals 5, first part 15, second part 10.
  assert.equal(roles('row').length, 30);
  assert.equal(roles('columnheader').length, 5 + 4 + 4);
  assert.ok(roles('rowheader').length >= 6);
  await page.close();
  server.close();
});
