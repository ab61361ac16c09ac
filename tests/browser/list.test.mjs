// Lists of commitments as a reader narrows, sorts, keeps and downloads them; checked against the open data.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, buildProject, example, launch, pages, read, serve, watch } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const limit = { timeout: 180_000 };
const LIST = 'compromisos/index.html';

let browser;
let folder; // the repository's own register
let long; // 1,200 generated commitments
let server;
let longServer;
let data;
let longData;

before(async () => {
  folder = build();
  const project = mkdtempSync(join(tmpdir(), 'acuerdos-long-'));
  example('generate', '1200', project);
  long = buildProject(project);
  data = JSON.parse(read(folder, 'datos/compromisos.json'));
  longData = JSON.parse(read(long, 'datos/compromisos.json'));
  browser = await launch();
  server = await serve(folder);
  longServer = await serve(long);
}, limit);

after(async () => {
  await browser.close();
  server.close();
  longServer.close();
});

/** A page of its own that fails at once, and whose problems are seen at its end. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems = watch(page, address.startsWith('file:') ? 'file:' : new URL(address).origin);
  await page.goto(address);
  page.done = async () => {
    assert.deepEqual(problems.filter((problem) => !(address.startsWith('file:') && /manifest|CORS/i.test(problem))), []);
    await context.close();
  };
  return page;
}

const status = (page) => page.locator('#filter-count');
/** Waits until the list says that it shows so many. */
async function shows(page, n, total) {
  await page.waitForFunction((wanted) => new RegExp(wanted).test(document.getElementById('filter-count').textContent),
    `^Se muestran? ${n} de ${total} compromisos?\\.$`);
}
/** Ids of the rows on the page, by where they lead. */
const ids = (page) => page.locator('table[data-list] tbody .c-title a').evaluateAll((links) =>
  links.map((link) => link.href.replace(/.*\/compromisos\/(.*)\.html.*/, '$1')));
/** A choice with the figure behind it. */
const choice = (page, filter, value) => page.locator(`#filter-${filter} option[value="${value}"]`).textContent();

const sorted = (list) => [...list].sort();
const short = (url) => url.replace(/^compromisos\//, '').replace(/\.html$/, '');

/** CSV as RFC 4180 has it → records. */
function parseCsv(text) {
  assert.ok(text.startsWith('\ufeff'), 'a byte order mark');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  assert.deepEqual(rows.pop(), [], 'ends with a line break');
  const [names, ...records] = rows;
  return records.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
}

async function download(page) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar lo que veo' }).click()]);
  return { name: file.suggestedFilename(), records: parseCsv(readFileSync(await file.path(), 'utf8')) };
}

test('filters combine, and every figure behind a choice is what the open data count', limit, async () => {
  const page = await open(server.url + LIST);
  await shows(page, 21, 21);
  await page.getByLabel('Estatus', { exact: true }).selectOption('en-proceso');
  const inProgress = data.filter((it) => it.status === 'en-proceso');
  await shows(page, inProgress.length, 21);
  const count = (list, fits) => list.filter(fits).length;
  // Choices of one filter are counted under the others, not under itself.
  assert.match(await choice(page, 'status', 'atendido'), new RegExp(`\\(${count(data, (it) => it.status === 'atendido')}\\)`));
  assert.match(await choice(page, 'year', '2022'), new RegExp(`\\(${count(inProgress, (it) => it.meeting_date.startsWith('2022'))}\\)`));
  assert.match(await choice(page, 'responsible', 'INE'), new RegExp(`\\(${count(inProgress, (it) => it.responsible.includes('INE'))}\\)`));
  await page.getByLabel('Año').selectOption('2022');
  await page.getByLabel('Responsables').selectOption('INE');
  const fits = inProgress.filter((it) => it.meeting_date.startsWith('2022') && it.responsible.includes('INE'));
  await shows(page, fits.length, 21);
  assert.ok(fits.length > 0 && fits.length < inProgress.length);
  assert.deepEqual(sorted(await ids(page)), sorted(fits.map((it) => short(it.url))));
  assert.equal(decodeURI(new URL(page.url()).search), '?estatus=en-proceso&responsable=INE&anio=2022');
  await page.getByRole('button', { name: 'Quitar filtros' }).click();
  await shows(page, 21, 21);
  assert.equal(new URL(page.url()).search, '');
  await page.done();
});

test('an institution stands for its units, a tag and lateness filter, and no accent is asked for', limit, async () => {
  const page = await open(`${server.url}${LIST}?responsable=SRE`);
  const units = ['SRE', 'IME', 'DGSC', 'Consulado en Dallas', 'Consulado en Chicago', 'Consulado en Los Angeles', 'Consulado en Montreal'];
  const all = data.filter((it) => it.responsible.some((name) => units.includes(name)));
  await shows(page, all.length, 21);
  await page.goto(`${server.url}${LIST}?vencidos=1`);
  await shows(page, data.filter((it) => it.late).length, 21);
  assert.ok(await page.getByLabel('Solo vencidos').isChecked());
  await page.goto(`${server.url}${LIST}?abiertos=1&etiqueta=plan-de-riesgos`);
  const tagged = data.filter((it) => it.status_kind === 'open' && it.tags.includes('plan de riesgos'));
  await shows(page, tagged.length, 21);
  await page.goto(`${server.url}${LIST}?texto=juridicas+PLAN`);
  await shows(page, 1, 21);
  assert.deepEqual(await ids(page), ['2022-09-08/2']);
  await page.goto(`${server.url}${LIST}?texto=nada+de+esto`);
  await page.getByText('Ningún compromiso cumple con estos filtros.').waitFor();
  assert.equal(await page.locator('table[data-list]').isVisible(), false);
  await page.done();
});

test('the address keeps what was chosen: reload, back, forward, and a link sent to somebody', limit, async () => {
  const page = await open(server.url + LIST);
  await page.getByLabel('Estatus', { exact: true }).selectOption('atendido');
  await shows(page, 13, 21);
  await page.getByRole('button', { name: 'Vence' }).click();
  await page.getByRole('button', { name: 'Vence' }).click();
  await page.waitForFunction(() => location.search === '?estatus=atendido&orden=-vence');
  const kept = await ids(page);
  await page.reload();
  await shows(page, 13, 21);
  assert.deepEqual(await ids(page), kept);
  assert.equal(await page.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('th[aria-sort="ascending"]'));
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('th[aria-sort]'));
  await page.goBack();
  await shows(page, 21, 21);
  assert.equal(await page.getByLabel('Estatus', { exact: true }).inputValue(), '');
  await page.goForward();
  await shows(page, 13, 21);
  assert.equal(await page.getByLabel('Estatus', { exact: true }).inputValue(), 'atendido');
  await page.done();
});

test('every column sorts both ways, titles as a Spanish dictionary does', limit, async () => {
  const page = await open(server.url + LIST);
  await shows(page, 21, 21);
  const spanish = new Intl.Collator('es', { numeric: true });
  const place = new Map(data.map((it) => [short(it.url), it]));
  const end = (due) => due + '-12-31'.slice(due.length - 4);
  for (const [name, key, compare] of [
    ['Núm.', (it) => it.number, spanish.compare],
    ['Compromiso', (it) => it.title, spanish.compare],
    ['Reunión', (it) => it.meeting_date, (a, b) => (a < b ? -1 : a > b ? 1 : 0)],
    ['Responsables', (it) => it.responsible.join(', ') || null, spanish.compare],
    ['Estatus', (it) => ['pendiente', 'en-proceso', 'atendido', 'cancelado'].indexOf(it.status), (a, b) => a - b],
    ['Vence', (it) => it.due && end(it.due), (a, b) => (a < b ? -1 : a > b ? 1 : 0)],
    ['Actualizado', (it) => it.updates.at(-1)?.date ?? null, (a, b) => (a < b ? -1 : a > b ? 1 : 0)],
  ]) {
    const head = page.locator('th[data-sort]').filter({ has: page.getByRole('button', { name, exact: true }) });
    for (const [direction, sign] of [['ascending', 1], ['descending', -1]]) {
      await head.getByRole('button').click();
      await page.waitForFunction((wanted) => document.querySelector('th[aria-sort]')?.getAttribute('aria-sort') === wanted, direction);
      const keys = (await ids(page)).map((id) => key(place.get(id)));
      assert.equal(keys.length, 21, name);
      for (let i = 1; i < keys.length; i += 1) {
        if (keys[i - 1] === null) assert.equal(keys[i], null, `${name}: what has none comes last`);
        else if (keys[i] !== null) assert.ok(sign * compare(keys[i - 1], keys[i]) <= 0, `${name} ${direction}: ${keys[i - 1]} before ${keys[i]}`);
      }
    }
    await head.getByRole('button').click();
    await page.waitForFunction(() => !document.querySelector('th[aria-sort]'));
  }
  await page.done();
});

test('the ñ comes after the n, and accents change no place', limit, async () => {
  const page = await open(server.url + LIST);
  await shows(page, 21, 21);
  const order = await page.evaluate(() => {
    const titles = ['Ñandú', 'Nube', 'Oaxaca', 'Ácido', 'acta', 'Ñu', 'Nota 10', 'Nota 9', 'Árbol', 'zona', 'arca', ''];
    const rows = titles.map((title, index) => ({ title, index }));
    return window.acuerdos.lists.order({ rows, tables: {} }, rows, { column: 'title', descending: false }).map((row) => row.title);
  });
  assert.deepEqual(order, ['Ácido', 'acta', 'Árbol', 'arca', 'Nota 9', 'Nota 10', 'Nube', 'Ñandú', 'Ñu', 'Oaxaca', 'zona', '']);
  // The filter takes ñ for a letter of its own as well.
  const found = await page.evaluate(() => {
    const keys = Object.fromEntries(window.acuerdos.lists.FILTERS.map((name) => [name, []]));
    const row = (title) => ({ id: '', title, status: { label: '' }, responsible: [], tags: [], meeting: {}, keys });
    const rows = [row('Año electoral'), row('Ano de prueba')];
    return ['año', 'ano', 'ELÉCTORAL'].map((text) => window.acuerdos.lists.find({ short: String }, rows, { text }).rows.map((it) => it.title));
  });
  assert.deepEqual(found, [['Año electoral'], ['Ano de prueba'], ['Año electoral']]);
  await page.done();
});

/** Sorts the list of a page by its titles; the rows that were written and those made in place. */
async function rowsOf(address) {
  const rows = (page) => page.locator('table[data-list] tbody tr').evaluateAll((all) => all.map((row) => row.outerHTML.replaceAll('\n', '')).sort());
  const plain = await open(address, { javaScriptEnabled: false });
  const own = await plain.locator('table[data-list] tbody tr').count();
  await plain.done();
  const page = await open(address);
  const written = await rows(page);
  assert.equal(written.length, own);
  await page.getByRole('button', { name: 'Compromiso', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('th[aria-sort]'));
  const made = await rows(page);
  await page.done();
  return { written, made };
}

test('rows made in place are the rows of the page', limit, async () => {
  for (const path of [LIST, 'instituciones/SRE/IME.html']) {
    const { written, made } = await rowsOf(server.url + path);
    assert.deepEqual(made, written);
  }
});

test('a row made in place names no more organisations than that of the page, and leads to the rest', limit, async () => {
  const project = mkdtempSync(join(tmpdir(), 'acuerdos-many-'));
  mkdirSync(join(project, 'content/reuniones'), { recursive: true });
  const names = (count) => Array.from({ length: count }, (_, i) => `O${i + 1}`).join(', ');
  const commitments = [12, 13, 30].map((count, i) => `### ${i + 1}. Plan\n\n- Responsables: ${names(count)}\n\nDiseñarlo.\n`);
  writeFileSync(join(project, 'content/reuniones/2022-08-09.md'), `---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n${commitments.join('\n')}`);
  const there = await serve(buildProject(project));
  const { written, made } = await rowsOf(there.url + LIST);
  there.close();
  assert.deepEqual(made, written);
  const more = made.map((row) => /<a href="[^"]*">y \d+ más<\/a>/.exec(row)?.[0]);
  const link = (number, count) => `<a href="../compromisos/2022-08-09/${number}.html">y ${count} más</a>`;
  assert.deepEqual(more, [undefined, link(2, 1), link(3, 18)]);
});

test('what is seen can be downloaded: rows, order and cells as the open data have them', limit, async () => {
  const page = await open(`${server.url}${LIST}?abiertos=1&orden=titulo`);
  await page.waitForFunction(() => document.querySelector('th[aria-sort]'));
  const { name, records } = await download(page);
  assert.equal(name, 'compromisos-2023-02-15.csv');
  assert.deepEqual(records.map((it) => short(it.url)), await ids(page));
  const published = new Map(parseCsv(read(folder, 'datos/compromisos.csv')).map((it) => [it.id, it]));
  assert.equal(records.length, data.filter((it) => it.status_kind === 'open').length);
  for (const record of records) {
    const { updated, ...rest } = record;
    for (const [column, value] of Object.entries(rest)) assert.equal(value, published.get(record.id)[column], `${record.id}: ${column}`);
    assert.equal(updated, data.find((it) => it.id === record.id).updates.at(-1)?.date ?? '');
  }
  await page.done();
});

test('no cell of a download runs as a formula, and quotes and line breaks survive', limit, async () => {
  const page = await open(server.url + LIST);
  const csv = await page.evaluate(() => {
    const row = (title) => ({
      id: 'a/1', number: '1', title, meeting: { id: 'a', date: '2022-01-01' }, responsible: [{ id: 'a; b' }, { id: 'c\\d' }],
      status: { id: 's', label: 'S', kind: 'open' }, due: '', late: false, updated: '', tags: [], url: 'x.html',
    });
    return window.acuerdos.lists.csv(['=1+1', '+1', '-1', '@x', '\tx', "'x", '＝1', 'a "b", c', 'one\r\ntwo', 'a=1'].map(row));
  });
  const records = parseCsv(csv);
  assert.deepEqual(records.map((it) => it.title), ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "''x", "'＝1", 'a "b", c', 'one\r\ntwo', 'a=1']);
  assert.equal(records[0].responsible, 'a\\; b; c\\\\d');
  await page.done();
});

test('every sublist filters within itself', limit, async () => {
  const inSre = ['SRE', 'IME', 'DGSC', 'Consulado en Dallas', 'Consulado en Chicago', 'Consulado en Los Angeles', 'Consulado en Montreal'];
  for (const [path, fits] of [
    ['estatus/en-proceso.html', (it) => it.status === 'en-proceso'],
    ['etiquetas/plan-de-riesgos.html', (it) => it.tags.includes('plan de riesgos')],
    ['instituciones/SRE.html', (it) => it.responsible.some((name) => inSre.includes(name))],
    ['instituciones/SRE/IME.html', (it) => it.responsible.includes('IME')],
    ['documentos/INE-CG241-2022.html', (it) => it.documents.includes('INE/CG241/2022')],
    ['series/Grupo-de-trabajo-INE-SRE.html', () => true],
    ['anios/2022.html', (it) => it.meeting_date.startsWith('2022')],
    ['abiertos.html', (it) => it.status_kind === 'open'],
    ['vencidos.html', (it) => it.late],
  ]) {
    const all = data.filter(fits);
    assert.ok(all.length > 0, path);
    const page = await open(server.url + path);
    await shows(page, all.length, all.length);
    assert.deepEqual(sorted(await ids(page)), sorted(all.map((it) => short(it.url))), path);
    const kept = all.filter((it) => it.meeting_date.startsWith('2022-0') && it.title.toLowerCase().includes('a'));
    await page.goto(`${server.url}${path}?texto=${kept[0]?.title.split(' ')[0] ?? 'zzz'}&orden=numero`);
    const word = (kept[0]?.title.split(' ')[0] ?? 'zzz').toLowerCase();
    const plain = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    const titled = all.filter((it) => plain(it.title).includes(plain(word)));
    await page.waitForFunction(() => document.querySelector('th[aria-sort]'));
    const found = await ids(page);
    for (const it of titled) assert.ok(found.includes(short(it.url)), `${path}: ${it.id}`);
    for (const id of found) assert.ok(all.some((it) => short(it.url) === id), `${path}: ${id} is not of this list`);
    await page.done();
  }
});

test('what is late stands with the longest late first, narrowed or not', limit, async () => {
  const page = await open(`${longServer.url}vencidos.html`);
  const own = await ids(page);
  const ends = longData.filter((it) => it.late).map((it) => [short(it.url), it.due]);
  assert.ok(own.length > 20);
  const due = own.map((id) => ends.find(([other]) => other === id)[1]);
  const last = (date) => (date.length === 7 ? new Date(Date.UTC(date.slice(0, 4), date.slice(5), 0)).toISOString().slice(0, 10) : date.padEnd(8, '-12-31'));
  assert.deepEqual(due.map(last), ends.map(([, date]) => last(date)).sort().slice(0, own.length));
  await page.goto(`${longServer.url}vencidos.html?abiertos=1`);
  await shows(page, ends.length, ends.length);
  assert.deepEqual(await ids(page), own);
  await page.done();
});

test('every single filter is a page that is whole without JavaScript, and the list of everything leads to it', limit, async () => {
  const page = await open(server.url + LIST, { javaScriptEnabled: false });
  assert.equal(await page.locator('#list-tools').isVisible(), false);
  assert.equal(await page.locator('table[data-list] tbody tr').count(), 21);
  const links = await page.locator('.browse a').evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.closest('li').innerText]));
  const expected = new Map([
    ['../series/Grupo-de-trabajo-INE-SRE.html', 21],
    ['../anios/2022.html', data.filter((it) => it.meeting_date.startsWith('2022')).length],
    ['../anios/2023.html', data.filter((it) => it.meeting_date.startsWith('2023')).length],
    ['../abiertos.html', data.filter((it) => it.status_kind === 'open').length],
    ['../vencidos.html', data.filter((it) => it.late).length],
    ['../estatus/en-proceso.html', data.filter((it) => it.status === 'en-proceso').length],
    ['../etiquetas/plan-de-riesgos.html', data.filter((it) => it.tags.includes('plan de riesgos')).length],
  ]);
  for (const [href, n] of expected) {
    const link = links.find(([to]) => to === href);
    assert.ok(link, href);
    assert.match(link[1], new RegExp(`\\b${n}\\s+compromisos?$`), href);
  }
  for (const [href] of links) {
    await page.goto(new URL(href, server.url + LIST).href);
    const rows = await page.locator('table[data-list] tbody tr').count();
    assert.ok(rows > 0, href);
    if (expected.has(href)) assert.equal(rows, expected.get(href), href);
  }
  // The figures of the front page lead to such pages.
  await page.goto(`${server.url}index.html`);
  for (const href of ['abiertos.html']) assert.ok(await page.locator(`main a[href="${href}"]`).count(), href);
  await page.done();
});

test('from a folder, lists filter, sort, keep it in the address and download', limit, async () => {
  const page = await open(pathToFileURL(join(folder, LIST)).href);
  await page.getByLabel('Estatus', { exact: true }).selectOption('en-proceso');
  await shows(page, 7, 21);
  assert.match(page.url(), /\?estatus=en-proceso$/);
  await page.reload();
  await shows(page, 7, 21);
  assert.equal((await download(page)).records.length, 7);
  await page.done();
});

test('a list longer than a page: nothing is fetched before it is wanted, and a page of rows at a time', limit, async () => {
  const page = await open(longServer.url + LIST);
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const own = await page.locator('table[data-list] tbody tr').count();
  assert.ok(own < 1200);
  assert.equal(await page.locator('#list-tools').getAttribute('open'), null);
  await page.waitForTimeout(300);
  assert.deepEqual(fetched.filter((path) => path.endsWith('lista.js')), []);
  await page.getByText('Filtrar y ordenar la lista').click();
  await shows(page, 1200, 1200);
  assert.deepEqual(fetched.filter((path) => path.endsWith('lista.js')), ['/compromisos/lista.js']);

  const open_ = longData.filter((it) => it.status_kind === 'open');
  await page.getByLabel('Solo abiertos').check();
  await shows(page, open_.length, 1200);
  assert.equal(await page.locator('table[data-list] tbody tr').count(), 100);
  // All pages together are all of them, each once.
  const seen = [...await ids(page)];
  for (let next = 2; next <= Math.ceil(open_.length / 100); next += 1) {
    await page.getByRole('navigation', { name: 'Páginas de la lista filtrada' }).getByRole('link', { name: 'Siguiente' }).click();
    await page.waitForFunction((n) => new URLSearchParams(location.search).get('pagina') === String(n), next);
    await page.waitForFunction((first) => !document.querySelector('table[data-list] tbody .c-title a').href.endsWith(`/${first}.html`), seen.at(-100));
    assert.equal(await page.evaluate(() => document.activeElement === document.querySelector('table[data-list]')), true);
    seen.push(...await ids(page));
  }
  assert.deepEqual(sorted(seen), sorted(open_.map((it) => short(it.url))));
  assert.equal(await page.getByRole('link', { name: 'Siguiente' }).count(), 0);
  await page.goBack();
  await page.waitForFunction((n) => new URLSearchParams(location.search).get('pagina') === String(n), Math.ceil(open_.length / 100) - 1);

  // A download has all of them, not the page's.
  await page.goto(`${longServer.url}${LIST}?abiertos=1&orden=-vence`);
  await page.waitForFunction(() => document.querySelector('th[aria-sort]'));
  const { records } = await download(page);
  assert.equal(records.length, open_.length);
  assert.deepEqual(records.slice(0, 100).map((it) => short(it.url)), await ids(page));
  assert.deepEqual(sorted(records.map((it) => it.id)), sorted(open_.map((it) => it.id)));
  await page.done();
});

test('a later page of a list filters the whole list, and an order alone does too', limit, async () => {
  const second = pages(long).find((path) => /^compromisos\/pagina-2\.html$/.test(path));
  const page = await open(longServer.url + second);
  await page.getByRole('button', { name: 'Vence', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('th[aria-sort]'));
  const due = longData.filter((it) => it.due).map((it) => it.due + '-12-31'.slice(it.due.length - 4)).sort();
  const first = longData.filter((it) => it.due && it.due + '-12-31'.slice(it.due.length - 4) === due[0]).map((it) => short(it.url));
  assert.ok(first.includes((await ids(page))[0]));
  await page.done();
});

test('on a phone the list comes first, is sorted by a choice, and no button hides', limit, async () => {
  const page = await open(server.url + LIST, { viewport: { width: 360, height: 740 } });
  assert.equal(await page.locator('#list-tools').getAttribute('open'), null);
  assert.equal(await page.locator('table[data-list] button').count(), 0);
  await page.getByText('Filtrar y ordenar la lista').click();
  await shows(page, 21, 21);
  await page.getByLabel('Ordenar por').selectOption({ label: 'Vence, descendente' });
  await page.waitForFunction(() => location.search === '?orden=-vence');
  await page.waitForFunction(() => document.querySelector('th[aria-sort="descending"]'));
  const due = new Map(data.map((it) => [short(it.url), it.due]));
  assert.deepEqual((await ids(page)).slice(0, 4).map((id) => due.get(id)), ['2023-05', '2023-05', '2023-05', '2023-05']);
  // Turned to where the columns are seen, their names are buttons.
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: 'Vence', exact: true }).click();
  await page.waitForFunction(() => location.search === '');
  await page.done();
});

test('filters, order and pages need no mouse, and the focus stays where it was', limit, async () => {
  const page = await open(longServer.url + LIST);
  await page.locator('#list-tools summary').focus();
  await page.keyboard.press('Enter');
  await shows(page, 1200, 1200);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter-text');
  await page.keyboard.type('a');
  await page.waitForFunction(() => location.search === '?texto=a');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter-text');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter-status');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => /estatus=/.test(location.search));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'filter-status');
  const head = page.getByRole('button', { name: 'Vence', exact: true });
  await head.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('th[aria-sort="ascending"]'));
  assert.equal(await head.evaluate((it) => document.activeElement === it), true);
  await page.done();
});

test('a list file that does not arrive is told, the whole list stays, and it can be tried again', limit, async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.route('**/lista.js*', (route) => route.abort());
  await page.goto(longServer.url + LIST);
  const own = await page.locator('table[data-list] tbody tr').count();
  await page.getByText('Filtrar y ordenar la lista').click();
  await page.getByText('No se pudo cargar la lista.').waitFor();
  assert.equal(await page.locator('table[data-list] tbody tr').count(), own);
  await page.unroute('**/lista.js*');
  await page.getByRole('button', { name: 'Reintentar' }).click();
  await shows(page, 1200, 1200);
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    test(`a filtered list: axe finds nothing and nothing scrolls sideways, ${colorScheme}, ${width} px`, limit, async () => {
      const problems = [];
      for (const address of [`${server.url}${LIST}?estatus=en-proceso&orden=-vence`, `${server.url}instituciones/SRE.html?texto=nada+de+esto`,
        `${server.url}vencidos.html?orden=titulo`, `${longServer.url}${LIST}?abiertos=1&pagina=2`]) {
        const page = await open(address, { colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
        await page.waitForFunction(() => /\./.test(document.getElementById('filter-count').textContent));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        for (const { id, nodes } of violations) problems.push(`${address}: ${id}: ${nodes[0].html.slice(0, 200)}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) problems.push(`${address}: ${overflow} px too wide`);
        await page.done();
      }
      assert.deepEqual(problems, []);
    });
  }
}

test('an English site lists in English', limit, async () => {
  const english = buildProject(join(import.meta.dirname, '../sites/english'), '--today', '2023-02-15');
  const there = await serve(english);
  const page = await open(`${there.url}commitments/index.html?status=en-proceso&order=-due`);
  await page.getByText(/^Showing 1 of 2 commitments\.$/).waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByText(/^Showing 2 of 2 commitments\.$/).waitFor();
  for (const path of ['open.html', 'late.html', 'years/2022.html', 'series/Working-group.html']) {
    await page.goto(there.url + path);
    await page.getByText(/^Showing \d of \d commitments\.$/).waitFor();
  }
  await page.done();
  there.close();
});
