// The documents of `acuerdos report` as those see them who get them: LibreOffice opens and prints them, python-docx reads them.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { program, repository } from './site.mjs';

const limit = { timeout: 300_000 };
const here = new URL('.', import.meta.url).pathname;
const run = promisify(execFile);

/** A document of the repository's register, in a folder of its own. */
function report(name, ...flags) {
  const file = join(mkdtempSync(join(tmpdir(), 'acuerdos-office-')), name);
  execFileSync(program, ['--root', repository, 'report', '--output', file, ...flags]);
  return file;
}

/** Prints a file by LibreOffice, with a profile of its own so that none waits for another; the text of each sheet. */
async function print(file, ...flags) {
  const folder = join(file, '..');
  await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', ...flags, '--convert-to', 'pdf', '--outdir', folder, file]);
  const pdf = file.replace(/\.\w+$/, '.pdf');
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  // Cell by cell, where the above is line by line.
  const prose = flat(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }));
  const size = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }).match(/Page size: +(.*)/)[1];
  return { sheets: text.split('\f').slice(0, -1), prose, size };
}

/** Identifiers of the 21 commitments, in the order of the note. */
const ids = [
  ['2022-05-19', 1], ['2022-08-09', 4], ['2022-09-08', 4], ['2022-10-20', 1], ['2022-11-23', 4], ['2023-01-18', 7],
].flatMap(([meeting, count]) => Array.from({ length: count }, (_, i) => `${meeting}/${i + 1}`));

/** Words without the breaks of their lines and columns. */
const flat = (text) => text.replace(/\s+/g, ' ');

for (const [name, flags] of [['note.docx', []], ['note.html', ['--infilter=HTML (StarWriter)']]]) {
  test(`LibreOffice prints ${name}: every commitment, the labels on every sheet`, limit, async () => {
    const { sheets, prose, size } = await print(report(name), ...flags);
    if (name.endsWith('docx')) assert.match(size, /\(A4\)/);
    assert.ok(sheets.length > 3 && sheets.length < 12, `${sheets.length} sheets`);
    const text = sheets.join('\n');
    assert.deepEqual(text.match(/\b20\d\d-\d\d-\d\d\/\d+\b/g), ids);
    for (const figures of [/Pendiente +4 +0 +1 +1/, /En proceso +10 +5 +2 +7/, /Atendido +0 +9 +4 +13/, /Total +14 +14 +7 +21/]) assert.match(text, figures);
    // Where a table goes on, its labels come first.
    const going = sheets.slice(1).filter((sheet) => !/^\s*(Segunda|Primera) parte/.test(sheet));
    const top = (sheet) => sheet.split('\n').filter((line) => line.trim()).slice(0, 3).join('\n');
    for (const sheet of going) assert.match(top(sheet), /Asistentes/, top(sheet));
    assert.ok(going.length > 2);
    for (const account of ['a todos se les pedirá retroalimentación', 'se gestiona una reunión con la FISEL', 'formalizar con una nota verbal', 'La información aún no se ha recibido']) {
      assert.ok(prose.includes(account), account);
    }
    for (const topic of ['I. Avance', 'VI. Tipo de visado']) assert.ok(flat(text).includes(topic), topic);
  });
}

test('LibreOffice prints the packet, the minutes on sheets of their own', limit, async () => {
  const { sheets, prose } = await print(report('packet.docx', '--next-meeting'));
  const first = sheets.findIndex((sheet) => /^\s*Minuta por llenar/.test(sheet));
  assert.ok(first > 0);
  assert.match(sheets[first], /fecha: 2023-03-01/);
  assert.match(prose, /Vencido hace 21 días/);
});

test('python-docx reads the tables that the note has', limit, async () => {
  const { stdout } = await run(join(here, '.venv/bin/python'), [join(here, 'word.py'), report('note.docx')], { maxBuffer: 2 ** 26 });
  const read = JSON.parse(stdout);
  assert.equal(read.created, '2023-02-15');
  assert.equal(read.language, 'es-MX');
  assert.deepEqual(read.headings.map((it) => it.split('.')[0]), ['Primera parte', 'Segunda parte']);
  assert.ok(read.styles.includes('Acuerdos: cuadro') && read.styles.includes('Title'), read.styles.join(', '));
  const [totals, first, second] = read.tables;
  assert.deepEqual(totals.at(-1), ['Total', '14', '14', '7', '21']);
  assert.equal(first.length, 15);
  // The meeting is told beside each of its commitments.
  assert.deepEqual(first.slice(2, 6).map((row) => row[0]), Array(4).fill('9 de agosto de 2022\nVirtual'));
  assert.match(first[2][1], /^INE\nSRE \(IME, DGSC, Consulado en Los Angeles/);
  assert.match(first[5][2], /^4\. Diseñar un plan de riesgos entre ambas instituciones\.\n\(Estatus previo: Pendiente\)\n2022-08-09\/4$/);
  assert.match(first[5][3], /^En proceso\n8 de febrero de 2023\nEl plan está en construcción\..*\nSegún el último párrafo/);
  assert.equal(second.length, 1 + 2 + 7);
  assert.match(second[1][2], /^Objetivos\n.*\nTemas\nAvance de las/);
  assert.equal(second[1][2], second[1][3]);
  assert.equal(second[2][2], 'Relación de compromisos');
});

test('a template that LibreOffice wrote is filled and printed', limit, async () => {
  const plain = report('plain.docx');
  const folder = join(plain, '..');
  // What a word processor makes of our own file has its own parts, ids and names.
  await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'docx:MS Word 2007 XML', '--outdir', join(folder, 'saved'), plain]);
  const template = join(folder, 'saved/plain.docx');
  const filled = report('filled.docx', '--template', template);
  const { sheets } = await print(filled);
  assert.deepEqual(sheets.join('\n').match(/\b20\d\d-\d\d-\d\d\/\d+\b/g), ids);
  assert.ok(sheets.every((sheet) => /Página \d+ de \d+/.test(sheet)), 'the foot of the template');
  assert.ok(readFileSync(filled).length < 100_000);
});
