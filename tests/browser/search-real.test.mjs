// The search of the repository's own site with the real engine and index, as a reader does it, in Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asked, ask, counted, everything, hits, limit, mode, parameters, project, results, same, shown, visit } from './search-real.mjs';
import { build, launch, read } from './site.mjs';

let browser;
let folder;
let commitments;
let meetings;

before(async () => {
  folder = build();
  commitments = JSON.parse(read(folder, 'datos/compromisos.json'));
  meetings = JSON.parse(read(folder, 'datos/reuniones.json'));
  browser = await launch();
});
after(() => browser.close());

const at = (t, path, options) => visit(t, browser, folder, path, options);
const urls = (records) => records.map((it) => it.url);
const facet = (page, name) => page.getByRole('group', { name, exact: true });

/** What the filters say: { label: count } of a group, all of its values. */
async function counts(page, name) {
  const more = facet(page, name).getByRole('button', { name: 'Mostrar las' });
  if (await more.isVisible()) await more.click();
  return Object.fromEntries(await facet(page, name).locator('label').evaluateAll((labels) => labels.map(
    (it) => [it.querySelector('.facet__label').textContent, Number(it.querySelector('.facet__count').textContent)],
  )));
}

// ---------------------------------------------------------------------------------------------------------------- dialog

test('the dialog opens by `/`, by Ctrl K and by the button, and finds as one types', limit, async (t) => {
  const { page, problems } = await at(t, 'index.html');
  const dialog = page.getByRole('dialog', { name: 'Buscar' });
  for (const open of [() => page.keyboard.press('/'), () => page.keyboard.press('Control+k'), () => page.getByRole('button', { name: 'Buscar' }).click()]) {
    await open();
    await dialog.waitFor();
    await page.keyboard.type('ries');
    await hits(page).first().locator('mark', { hasText: 'riesgos' }).first().waitFor();
    await page.keyboard.type('gos plan');
    await page.locator('dialog .search-hit mark', { hasText: /^plan$/i }).first().waitFor();
    assert.match(await hits(page).first().getAttribute('href'), /^compromisos\/2022-08-09\/4\.html\?resaltar=/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
  }
  assert.deepEqual(problems, []);
});

test('arrows and Enter open a commitment, and the words are marked there', limit, async (t) => {
  const { page, problems } = await at(t, 'reuniones/index.html');
  await ask(page, 'protocolo eventualidades');
  await hits(page).first().waitFor();
  await page.keyboard.press('ArrowDown');
  assert.equal(await hits(page).first().getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Enter');
  await page.waitForURL(/compromisos\/2023-01-18\/4\.html\?resaltar=/);
  await page.locator('main mark.found').first().waitFor();
  const marks = (await page.locator('main mark.found').allInnerTexts()).map((it) => it.toLowerCase());
  same(new Set(marks), ['protocolo', 'eventualidades']);
  await page.waitForFunction((n) => document.querySelector('.found-bar p').textContent === `${n} coincidencias`, marks.length);
  await page.getByRole('button', { name: 'Quitar las marcas' }).click();
  assert.equal(await page.locator('mark.found').count(), 0);
  assert.deepEqual(problems, []);
});

test('other forms of a word are marked as well where they were found', limit, async (t) => {
  const { page } = await at(t, 'index.html');
  await ask(page, 'visa ine');
  await hits(page).first().waitFor();
  const href = await page.locator('dialog .search-hit[href*="2023-01-18/7"]').getAttribute('href');
  await page.goto(new URL(href, page.url()).href);
  await page.locator('main mark.found', { hasText: /^visa$/ }).first().waitFor();
});

test('searches that led somewhere are kept for the next time', limit, async (t) => {
  const { page, server } = await at(t, 'index.html');
  for (const query of ['convenio', 'visa']) {
    await ask(page, query);
    await hits(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`resaltar=${query}`));
  }
  await page.keyboard.press('/');
  const recent = page.locator('dialog .recent__use');
  await recent.first().waitFor();
  assert.deepEqual(await recent.allInnerTexts(), ['visa', 'convenio']);
  await recent.last().click();
  await hits(page).first().locator('mark', { hasText: /convenio/i }).first().waitFor();
  await page.goto(`${server.url}buscar.html`);
  assert.deepEqual(await page.locator('#search-recent .recent__use').allInnerTexts(), ['visa', 'convenio']);
});

test('the dialog leads on to all results', limit, async (t) => {
  const { page } = await at(t, 'instituciones/SRE/IME.html');
  await ask(page, 'consulado');
  await hits(page).first().waitFor();
  const all = page.locator('dialog .search__all');
  const total = Number((await all.innerText()).match(/\d+/)[0]);
  assert.ok(total > 5);
  await all.click();
  await page.waitForURL(/buscar\.html\?q=consulado$/);
  await counted(page, total);
  assert.deepEqual(await mode(page), ['ready', 'worker']);
});

// ------------------------------------------------------------------------------------------------------ page, and filters

test('a result says what it is: marks, kind, date, responsible, status, due, late', limit, async (t) => {
  const { page, server, problems } = await at(t, 'buscar.html');
  await page.getByRole('searchbox').pressSequentially('convenio traspaso');
  await page.getByRole('button', { name: 'Buscar' }).last().click();
  const first = page.locator('.result', { has: page.locator('a[href^="compromisos/2023-01-18/3.html"]') });
  await first.waitFor();
  const text = await first.innerText();
  for (const words of ['Convenio y acuerdo de traspaso con observaciones', 'Compromiso', '18 ene 2023', 'IME', 'En proceso', 'Vence: 25 ene 2023', 'Vencido']) {
    assert.ok(text.includes(words), `${words} in ${text}`);
  }
  assert.ok(await first.locator('h3 mark').count() > 0);
  assert.ok(await first.locator('.result__snippet mark').count() > 0);
  await asked(page, server, 'modelo de operación');
  const kinds = await page.locator('.result .item__meta').allInnerTexts();
  assert.ok(kinds.some((it) => it.startsWith('Compromiso')) && kinds.some((it) => it.startsWith('Reunión')));
  assert.deepEqual(problems, []);
});

test('the counts of filters are those of the lists', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html');
  await asked(page, server, '', { tipo: 'compromiso' });
  await counted(page, commitments.length);
  const tally = (values) => commitments.reduce((sum, it) => {
    for (const value of new Set(values(it))) sum[value] = (sum[value] ?? 0) + 1;
    return sum;
  }, {});
  const series = Object.fromEntries(meetings.map((it) => [it.id, it.series]));
  assert.deepEqual(await counts(page, 'Estatus'), tally((it) => [it.status_label]));
  assert.deepEqual(await counts(page, 'Año'), tally((it) => [it.meeting_date.slice(0, 4)]));
  assert.deepEqual(await counts(page, 'Serie'), tally((it) => [series[it.meeting]].filter(Boolean)));
  assert.deepEqual(await counts(page, 'Etiqueta'), tally((it) => it.tags));
  assert.deepEqual(await counts(page, 'Vencimiento'), { Vencidos: commitments.filter((it) => it.late).length });
  assert.deepEqual(await counts(page, 'Tipo'), { Compromisos: commitments.length, Reuniones: meetings.length, 'Páginas': 2 });
  // An institution has what its units have, as in the list of institutions.
  const institutions = await counts(page, 'Institución');
  assert.deepEqual(institutions, tally((it) => it.responsible.flatMap((name) => (/^INE$|^SRE$|^FISEL$/.test(name) ? [name] : [name, 'SRE']))));
  for (const name of ['INE', 'SRE']) {
    const [, listed] = read(folder, 'instituciones/index.html').match(new RegExp(`>${name}</a>[^]*?data-label="Compromisos">(?:<a [^>]*>)?(\\d+)`));
    assert.equal(institutions[name], Number(listed), name);
  }
  // Each filter finds what it counts, and just that.
  for (const [key, value, fits] of [
    ['estatus', 'en-proceso', (it) => it.status === 'en-proceso'], ['vencidos', '1', (it) => it.late],
    ['institucion', 'IME', (it) => it.responsible.includes('IME')], ['anio', '2022', (it) => it.meeting_date.startsWith('2022')],
    ['institucion', 'Consulado en Montreal', (it) => it.responsible.includes('Consulado en Montreal')],
    ['etiqueta', 'plan de riesgos', (it) => it.tags.includes('plan de riesgos')],
    ['serie', 'Grupo de trabajo INE–SRE', () => true],
  ]) same(await everything(page, server, '', { tipo: 'compromiso', [key]: value }), urls(commitments.filter(fits)), `${key}=${value}`);
});

test('filters combine: within a group one of them, across groups all, with the words asked for', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html?q=INE&tipo=compromiso');
  await results(page).first().waitFor();
  await facet(page, 'Estatus').getByRole('checkbox', { name: 'En proceso' }).check();
  await page.waitForURL(/estatus=en-proceso/);
  await facet(page, 'Estatus').getByRole('checkbox', { name: 'Pendiente' }).check();
  await page.waitForURL(/estatus=pendiente/);
  await facet(page, 'Año').getByRole('checkbox', { name: '2023' }).check();
  await page.waitForURL(/anio=2023/);
  await page.locator('.chip', { hasText: 'Año: 2023' }).waitFor();
  const open = commitments.filter((it) => /en-proceso|pendiente/.test(it.status));
  const found = await shown(page);
  assert.ok(found.length > 0);
  assert.ok(found.every((url) => open.some((it) => it.url === url && it.meeting_date.startsWith('2023'))), found.join());
  assert.equal(await page.locator('.chip').count(), 4);
  // Without words the same filters give the same as the data.
  await page.goto(`${server.url}buscar.html?tipo=compromiso&estatus=en-proceso&estatus=pendiente&anio=2023&institucion=IME`);
  const fits = open.filter((it) => it.meeting_date.startsWith('2023') && it.responsible.includes('IME'));
  await counted(page, fits.length);
  same(await shown(page), urls(fits));
  // A count says what there will be, once its box is ticked.
  const before = (await counts(page, 'Institución')).INE;
  await facet(page, 'Institución').getByRole('checkbox', { name: /^IME / }).uncheck();
  await page.locator('.chip', { hasText: 'IME' }).waitFor({ state: 'detached' });
  await facet(page, 'Institución').getByRole('checkbox', { name: /^INE / }).check();
  await counted(page, before);
});

test('order: by relevance, newest and oldest first', limit, async (t) => {
  const { page } = await at(t, 'buscar.html?q=convenio');
  await results(page).first().waitFor();
  const dates = () => page.locator('.result .item__meta').evaluateAll((all) => all.map((it) => it.querySelector('time')?.dateTime ?? ''));
  const relevant = await shown(page);
  assert.match(relevant[0], /^compromisos\/(2022-11-23\/1|2023-01-18\/3)\.html$/);
  await page.getByLabel('Orden').selectOption('newest');
  await page.waitForFunction((first) => document.querySelector('.result a').getAttribute('href').split('?')[0] !== first, relevant[0]);
  const newest = await dates();
  // What has no date is last, whichever way.
  const dated = newest.filter(Boolean);
  assert.deepEqual(newest, [...dated.toSorted().reverse(), ...newest.filter((it) => !it)]);
  assert.ok(new Set(dated).size > 1);
  await page.getByLabel('Orden').selectOption('oldest');
  await page.waitForURL(/orden=antiguedad/);
  await page.waitForFunction((first) => document.querySelector('.result time').dateTime === first, dated.at(-1));
  assert.deepEqual(await dates(), [...dated.toSorted(), ...newest.filter((it) => !it)]);
  same(await shown(page), relevant);
});

test('pages: each result once, as many as were counted', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html');
  const all = await everything(page, server, '', { tipo: 'compromiso', orden: 'fecha' });
  assert.deepEqual(new Set(all).size, all.length);
  same(all, urls(commitments));
  assert.equal(await page.locator('#search-list').evaluate((it) => it.start), 21);
  await page.getByRole('link', { name: 'Página 1', exact: true }).click();
  await page.waitForFunction(() => document.getElementById('search-list').start === 1);
  assert.deepEqual(await shown(page), all.slice(0, 10));
});

test('the address has all that was asked: back, forward and reloading keep it', limit, async (t) => {
  const { page, problems } = await at(t, 'buscar.html');
  const box = page.getByRole('searchbox');
  await box.fill('consulado');
  await page.keyboard.press('Enter');
  await results(page).first().waitFor();
  const first = await shown(page);
  await facet(page, 'Tipo').getByRole('checkbox', { name: /Compromisos/ }).check();
  await page.locator('.chip').waitFor();
  await page.getByLabel('Orden').selectOption('oldest');
  await page.waitForURL(/orden=antiguedad/);
  assert.deepEqual(parameters(page), { q: 'consulado', tipo: 'compromiso', orden: 'antiguedad' });
  await page.waitForFunction(() => document.querySelector('.result time').dateTime === '2022-05-19');
  const last = await shown(page);
  await page.reload();
  await results(page).first().waitFor();
  assert.deepEqual(await shown(page), last);
  assert.equal(await page.getByLabel('Orden').inputValue(), 'oldest');
  assert.ok(await facet(page, 'Tipo').getByRole('checkbox', { name: /Compromisos/ }).isChecked());
  await page.goBack();
  await page.goBack();
  await page.locator('.chip').waitFor({ state: 'detached' });
  assert.deepEqual(await shown(page), first);
  await page.goForward();
  await page.goForward();
  await page.waitForFunction((url) => document.querySelector('.result a').getAttribute('href').startsWith(url), last[0]);
  assert.deepEqual(await shown(page), last);
  // Into a result and back.
  await results(page).first().getByRole('link').click();
  await page.waitForURL(/resaltar=/);
  await page.goBack();
  await results(page).first().waitFor();
  assert.deepEqual(await shown(page), last);
  assert.equal(await box.inputValue(), 'consulado');
  assert.deepEqual(problems, []);
});

test('an address with nonsense in it is survived', limit, async (t) => {
  const { page, server, problems } = await at(t, 'buscar.html');
  for (const [query, total] of [
    ['q=plan+de+riesgos&pagina=-3&orden=x&otro=1', 7], ['q=plan+de+riesgos&pagina=999999999999999999999', 7],
    ['q=plan+de+riesgos&estatus=no-hay', 0], ['q=plan+de+riesgos&anio=-1', 0], ['q=plan+de+riesgos&anio=1e9', 0],
    ['q=plan+de+riesgos&tipo=__proto__', 0], ['tipo=constructor', 0], ['q=plan+de+riesgos&institucion=%ff%00%f0', 0],
    ['q=plan+de+riesgos&vencidos=tal-vez', 0], ['q=%EF%BF%BD%00', 0], ['q=%3Czzqqxx%3E%26lt%3B', 0],
    [`q=${'a'.repeat(5000)}`, 0], [`q=${'('.repeat(500)}`, 0], ['q=plan+de+riesgos&etiqueta=&serie=', 7],
  ]) {
    await page.goto(`${server.url}buscar.html?${query}`);
    await counted(page, total).catch(async () => assert.fail(`${query.slice(0, 60)}: ${await page.locator('main').innerText()}`));
    assert.equal(await results(page).first().isVisible(), total > 0, query.slice(0, 60));
    if (!total) assert.match(await page.locator('.search-none').innerText(), /Nada coincide/, query.slice(0, 60));
  }
  assert.deepEqual(problems, []);
});

// ---------------------------------------------------------------------------------------------------------------- syntax

test('what can be written finds what the data says', limit, async (t) => {
  const { page, server, problems } = await at(t, 'buscar.html');
  const within = (first, last) => [
    ...urls(commitments.filter((it) => it.meeting_date.slice(0, 7) >= first && it.meeting_date.slice(0, 7) <= last)),
    ...urls(meetings.filter((it) => it.date.slice(0, 7) >= first && it.date.slice(0, 7) <= last)),
  ];
  const due = (fits) => urls(commitments.filter((it) => it.due && fits(it.due)));
  const of = (fits) => urls(commitments.filter(fits));
  for (const [query, expected] of [
    ['vence<2023-06', due((it) => it < '2023-06')], ['vence<2023-02', due((it) => it < '2023-02')],
    ['vence>=2023-05', due((it) => it >= '2023-05')], ['vence:2023-01', due((it) => it.startsWith('2023-01'))],
    ['vence<2022-01', []],
    ['fecha:2022-08..2022-10', within('2022-08', '2022-10')], ['fecha:2022', within('2022-01', '2022-12')],
    ['fecha:2023-01-18', within('2023-01', '2023-01')], ['fecha>2022-11', within('2022-12', '9999')],
    ['estatus:pendiente', of((it) => it.status === 'pendiente')], ['estatus:"en proceso"', of((it) => it.status === 'en-proceso')],
    ['estatus:en-proceso -vence<2023-02', of((it) => it.status === 'en-proceso' && !it.late)],
    ['status:pending', of((it) => it.status === 'pendiente')],
    ['institucion:IME tipo:compromiso', of((it) => it.responsible.includes('IME'))],
    ['institucion:cancillería tipo:compromiso', of((it) => it.responsible.some((name) => !/^INE$|^FISEL$/.test(name)))],
    ['institucion:"Consulado en Dallas" tipo:compromiso', of((it) => it.responsible.includes('Consulado en Dallas'))],
    ['etiqueta:visados', of((it) => it.tags.includes('visados'))],
    ['documento:INE/CG241/2022', of((it) => it.documents.includes('INE/CG241/2022'))],
    ['reunion:2022-11-23 tipo:compromiso', of((it) => it.meeting === '2022-11-23')],
  ]) same(await everything(page, server, query), expected, query);
  assert.deepEqual(problems, []);
});

test('words, phrases, exclusion, OR and beginnings find what the texts have', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html');
  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const text = (it) => fold([it.title, it.text, ...it.updates.map(({ text }) => text), ...it.tags, ...it.documents].join(' \n '));
  const having = (fits) => urls(commitments.filter((it) => fits(text(it))));
  const only = { tipo: 'compromiso' };
  for (const [query, fits] of [
    ['"modelo de operación"', (it) => /modelo de operacion/.test(it)],
    ['"visitas tecnicas"', (it) => /visitas tecnicas/.test(it)],
    ['"observación electoral" OR proselitismo', (it) => /observacion electoral|\bproselitismo\b/.test(it)],
    ['proselit*', (it) => /\bproselit/.test(it)],
    ['PROSELITISMO', (it) => /\bproselitismo\b/.test(it)],
    ['"plan de riesgos" -jurídicas', (it) => /plan de riesgos/.test(it) && !/\bjuridicas?\b/.test(it)],
    ['INE/DERFE/0132/2023', (it) => /ine\/derfe\/0132\/2023/.test(it)],
    ['0132/2023', (it) => /0132\/2023/.test(it)],
    ['CG241', (it) => /cg241/.test(it)],
  ]) {
    const expected = having(fits);
    assert.ok(expected.length > 0 && expected.length < commitments.length, query);
    same(await everything(page, server, query, only), expected, query);
  }
});

test('the examples of the help all find something', limit, async (t) => {
  const { page } = await at(t, 'buscar.html#ayuda');
  const examples = await page.locator('#ayuda a').evaluateAll((all) => all.map((it) => it.href));
  assert.ok(examples.length > 12);
  for (const example of examples) {
    await page.goto(example);
    await page.locator('.search-count').waitFor();
    assert.ok(await results(page).count() > 0, example);
    assert.equal(await page.locator('.search-note').count(), 0, example);
  }
});

test('a word that is mistyped is read as another, which is said; "did you mean" asks for it', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html');
  await asked(page, server, 'conbenio');
  assert.match(await page.locator('.search-note').innerText(), /No se encontró «conbenio»; se buscó «convenio»/);
  const found = await shown(page);
  await page.getByText('¿Quiso decir').getByRole('button', { name: 'convenio' }).click();
  await page.waitForURL(/q=convenio$/);
  await page.locator('.search-note').waitFor({ state: 'detached' });
  assert.deepEqual(await shown(page), found);
  await page.goto(`${server.url}index.html`);
  await ask(page, 'conbenio');
  await page.getByText('¿Quiso decir').getByRole('button', { name: 'convenio' }).click();
  await page.locator('dialog .search-note').waitFor({ state: 'detached' });
  await hits(page).first().waitFor();
});

test('a search that nothing fits says so, and shows nothing else', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html');
  await asked(page, server, 'convenio zzqqxx');
  assert.match(await page.locator('.search-note').innerText(), /Nada reúne todas las palabras/);
  const some = await everything(page, server, 'convenio zzqqxx');
  assert.ok(some.length > 0 && some.length < commitments.length);
  for (const query of ['zzqqxx', 'estatus:inexistente', 'vence<1999', '-plan -de', 'etiqueta:zzqqxx', '...', '¿?', '*']) {
    await asked(page, server, query);
    await counted(page, 0).catch(async () => assert.fail(`${query}: ${await page.locator('#search-state').innerText()}`));
    assert.ok((await page.locator('.search-none').innerText()).includes(`Nada coincide con «${query}»`), query);
    assert.equal(await results(page).first().isVisible(), false, query);
    assert.ok(await page.locator('#search-browse').isVisible(), query);
  }
  await page.goto(`${server.url}index.html`);
  await ask(page, 'zzqqxx');
  await page.locator('dialog .search-none').waitFor();
  assert.equal(await hits(page).count(), 0);
  // Filters that leave nothing can be taken off at once.
  await asked(page, server, 'visa', { estatus: 'en-proceso', anio: '2022', vencidos: '1' });
  await page.getByRole('button', { name: 'Quitar los filtros' }).click();
  await results(page).first().waitFor();
  assert.deepEqual(parameters(page), { q: 'visa' });
});
