// The search as a reader meets it, over an engine that the test makes up: keys, screen readers, address, failures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { build, launch, serve, watch } from './site.mjs';

const engine = readFileSync(new URL('./fake-search-engine.js', import.meta.url), 'utf8');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const limit = { timeout: 120_000 };

let browser;
let server;

before(async () => {
  server = await serve(build());
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

/** A page of the site over the fake engine; `asked` gathers what of the engine was requested. */
async function open(path, { fake = {}, recent, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.asked = [];
  page.problems = watch(page, server.url);
  await page.addInitScript((settings) => { window.fake = settings; }, fake);
  if (recent) await page.addInitScript((list) => localStorage.setItem('acuerdos-recent:/', JSON.stringify(list)), recent);
  await page.route(/search-engine\.js|\/busqueda\//, (route) => {
    page.asked.push(new URL(route.request().url()).pathname);
    if (page.offline) route.abort();
    else route.fulfill({ contentType: 'text/javascript', body: /engine/.test(route.request().url()) ? engine : '{}' });
  });
  await page.goto(server.url + path);
  return page;
}

const input = (page) => page.getByRole('dialog').getByRole('combobox');
const options = (page) => page.locator('dialog [role="option"]');
const hits = (page) => page.locator('dialog .search-hit');
const results = (page) => page.locator('#search-list > li');
const parameters = (page) => new URL(page.url()).searchParams;
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);

async function typed(page, query) {
  await page.keyboard.press('/');
  await page.keyboard.type(query);
  await hits(page).first().waitFor();
}

/** Everything the combobox says about itself is true. */
async function consistent(page) {
  return page.evaluate(() => {
    const box = document.querySelector('[role="combobox"]');
    const list = document.getElementById(box.getAttribute('aria-controls'));
    const id = box.getAttribute('aria-activedescendant');
    const chosen = list.querySelectorAll('[aria-selected="true"]');
    return list.getAttribute('role') === 'listbox'
      && box.getAttribute('aria-expanded') === String(!list.hidden && list.children.length > 0)
      && (id ? chosen.length === 1 && chosen[0].id === id && list.contains(chosen[0]) : chosen.length === 0)
      && new Set(Array.from(list.children, (it) => it.id)).size === list.children.length
      && document.activeElement === box;
  });
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}

test('nothing of the engine is requested before the box is approached, and one copy after', limit, async () => {
  for (const [how, approach] of Object.entries({
    pointer: (page) => page.locator('.search-open').hover(),
    focus: (page) => page.locator('.search-open').focus(),
    key: (page) => page.keyboard.press('/'),
  })) {
    const page = await open('compromisos/2022-08-09/4.html');
    await page.waitForLoadState('networkidle');
    assert.deepEqual(page.asked, [], how);
    await approach(page);
    await page.waitForFunction(() => window.acuerdos.searchEngine?.state === 'ready');
    await page.keyboard.press('Control+k');
    assert.deepEqual(page.asked, ['/recursos/search-engine.js', '/busqueda/index.json'], how);
    assert.deepEqual(await page.evaluate(() => window.fakeFolders), ['../../', 'busqueda/']);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
  const page = await open('buscar.html');
  await page.waitForLoadState('networkidle');
  assert.deepEqual(page.asked, []);
  await page.getByRole('searchbox').focus();
  await page.waitForFunction(() => window.acuerdos.searchEngine?.state === 'ready');
  await page.context().close();
});

test('the button, `/` and Ctrl K open the dialog; Escape closes it and gives the focus back', limit, async () => {
  const page = await open('index.html');
  const button = page.getByRole('button', { name: 'Buscar' });
  assert.equal(await button.getAttribute('aria-keyshortcuts'), '/ Control+K');
  const link = page.locator('.nav a').nth(1);
  for (const way of ['/', 'Control+k', 'Meta+k']) {
    await link.focus();
    await page.keyboard.press(way);
    await page.getByRole('dialog', { name: 'Buscar' }).waitFor();
    assert.equal(await focused(page), 'search-input', way);
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').count(), 0, way);
    assert.equal(await link.evaluate((it) => it === document.activeElement), true, way);
  }
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cerrar' }).click();
  assert.equal(await button.evaluate((it) => it === document.activeElement), true);
  await page.context().close();
});

test('`/` is a letter where one writes, and can be switched off', limit, async () => {
  const page = await open('compromisos/index.html');
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('/');
  assert.equal(await page.getByRole('searchbox').inputValue(), '/');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('a/b');
  assert.equal(await input(page).inputValue(), 'a/b');
  await page.goto(`${server.url}buscar.html#ayuda`);
  await page.getByRole('checkbox', { name: /tecla/ }).uncheck();
  await page.goto(`${server.url}index.html`);
  await page.keyboard.press('/');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.keyboard.press('Control+k');
  assert.equal(await page.getByRole('dialog').count(), 1);
  await page.context().close();
});

test('the combobox: arrows, Home, End and Enter, with what assistive technology is told', limit, async () => {
  const page = await open('index.html');
  await page.keyboard.press('/');
  assert.equal(await input(page).getAttribute('aria-expanded'), 'false');
  await page.keyboard.type('plan');
  await hits(page).first().waitFor();
  assert.equal(await hits(page).count(), 5);
  assert.equal(await options(page).count(), 6);
  assert.match(await page.locator('dialog [role="status"]').first().innerText(), /^10 resultados$/);
  assert.ok(await consistent(page));
  const active = () => input(page).getAttribute('aria-activedescendant');
  for (const [key, place] of [['ArrowDown', 0], ['ArrowDown', 1], ['End', 5], ['ArrowDown', 0], ['ArrowUp', 5], ['Home', 0]]) {
    await page.keyboard.press(key);
    assert.equal(await active(), `search-option-${place}`, key);
    assert.ok(await consistent(page), key);
  }
  // Moving within the text, and writing on, leave the list.
  await page.keyboard.press('ArrowLeft');
  assert.equal(await active(), null);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' ries');
  await page.waitForFunction(() => window.fakeAsked.at(-1).query === 'plan ries');
  await page.locator('dialog mark', { hasText: 'riesgos' }).first().waitFor();
  assert.equal(await active(), null);
  assert.ok(await consistent(page));
  await page.keyboard.press('ArrowDown');
  const popup = page.context().waitForEvent('page');
  await page.keyboard.press('Control+Enter');
  assert.match((await popup).url(), /4\.html\?resaltar=plan,ries$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/compromisos\/2022-08-09\/4\.html\?resaltar=plan,ries$/);
  await page.context().close();
});

test('Enter without a choice, and the last option, lead to the page with the query', limit, async () => {
  const page = await open('reuniones/index.html');
  await typed(page, 'plan de');
  await page.keyboard.press('Enter');
  await page.waitForURL(/buscar\.html\?q=plan\+de$/);
  await page.goBack();
  await typed(page, 'plan');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/buscar\.html\?q=plan$/);
  assert.equal(await page.getByRole('searchbox').inputValue(), 'plan');
  await results(page).first().waitFor();
  await page.context().close();
});

test('the last question wins, and the engine hears of the ones given up', limit, async () => {
  const page = await open('index.html');
  await typed(page, 'plan');
  await input(page).fill('lento');
  await page.waitForFunction(() => window.fakeAsked.at(-1).query === 'lento');
  await input(page).fill('riesgos');
  await page.locator('dialog mark', { hasText: /riesgos/ }).first().waitFor();
  await page.waitForTimeout(1000);
  assert.equal(await hits(page).count(), 5);
  assert.deepEqual(page.problems, []);
  const asked = await page.evaluate(() => window.fakeAsked.at(-1).options);
  assert.deepEqual([asked.limit, asked.offset, asked.typing, asked.sort], [5, 0, true, 'relevance']);
  await page.context().close();
});

test('marks are shown and nothing else of a snippet is taken for markup', limit, async () => {
  const page = await open('index.html');
  await typed(page, 'anexos');
  assert.equal(await hits(page).first().locator('b').count(), 0);
  assert.match(await hits(page).first().innerText(), /<b>con observaciones<\/b> & anexos/);
  assert.equal(await hits(page).first().locator('mark').innerText(), 'anexos');
  await page.context().close();
});

test('notes are told, and "did you mean" is a button that asks again', limit, async () => {
  const page = await open('index.html');
  await page.keyboard.press('/');
  await page.keyboard.type('"plan');
  await page.waitForFunction(() => /comillas/.test(document.querySelector('dialog [role="status"]')?.textContent));
  await input(page).fill('rriesgos');
  await page.locator('dialog').getByText('Nada coincide con «rriesgos»').waitFor();
  assert.equal(await input(page).getAttribute('aria-expanded'), 'false');
  await page.getByRole('button', { name: 'riesgos', exact: true }).click();
  await hits(page).first().waitFor();
  assert.equal(await input(page).inputValue(), 'riesgos');
  assert.equal(await focused(page), 'search-input');
  await page.context().close();
});

test('recent searches are kept, used, deleted one by one and all', limit, async () => {
  const page = await open('index.html');
  for (const query of ['plan', 'riesgos', 'equipos']) {
    await typed(page, query);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/resaltar=/);
    await page.goto(`${server.url}index.html`);
  }
  await page.keyboard.press('/');
  const uses = page.locator('dialog .recent__use');
  await uses.first().waitFor();
  assert.deepEqual(await uses.allInnerTexts(), ['equipos', 'riesgos', 'plan']);
  await page.getByRole('button', { name: 'Quitar «riesgos» de las búsquedas recientes' }).click();
  assert.deepEqual(await uses.allInnerTexts(), ['equipos', 'plan']);
  assert.equal(await focused(page), 'recent__remove');
  await uses.last().click();
  await hits(page).first().waitFor();
  assert.equal(await input(page).inputValue(), 'plan');
  await input(page).fill('');
  await page.getByRole('button', { name: 'Borrar todas' }).click();
  assert.equal(await uses.count(), 0);
  assert.equal(await focused(page), 'search-input');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.context().close();
});

test('where storage is forbidden the search works all the same', limit, async () => {
  const page = await open('index.html');
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  await page.reload();
  await typed(page, 'plan');
  await page.keyboard.press('Enter');
  await page.waitForURL(/buscar\.html\?q=plan$/);
  await results(page).first().waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('the page keeps everything in its address, and the way back restores it', limit, async () => {
  const page = await open('buscar.html');
  const box = page.getByRole('searchbox');
  await box.fill('plan');
  await results(page).first().waitFor();
  assert.equal(page.url(), `${server.url}buscar.html?q=plan`);
  assert.equal(await page.evaluate(() => window.fakeAsked.at(-1).options.typing), true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter'); // the same search is one step, however often it is sent
  await page.getByRole('checkbox', { name: 'INE 2' }).check();
  await page.waitForURL(/institucion=INE/);
  assert.equal(await results(page).count(), 2);
  assert.match(await page.locator('#search-state').innerText(), /^2 resultados$/);
  await page.getByLabel('Orden').selectOption('newest');
  await page.waitForURL(/orden=fecha/);
  assert.deepEqual(Object.fromEntries(parameters(page)), { q: 'plan', institucion: 'INE', orden: 'fecha' });
  await page.goBack();
  assert.equal(await page.getByLabel('Orden').inputValue(), 'relevance');
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('#search-list > li').length === 10);
  assert.equal(await page.getByRole('checkbox', { name: 'INE 2' }).isChecked(), false);
  assert.equal(await box.inputValue(), 'plan');
  await page.goForward();
  await page.waitForFunction(() => document.querySelectorAll('#search-list > li').length === 2);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('#search-list > li').length === 2);
  assert.equal(await box.inputValue(), 'plan');
  // From the first search sent one goes back to where one began to type it.
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('search-field').value === '');
  assert.equal(page.url(), `${server.url}buscar.html`);
  assert.equal(await results(page).first().isVisible(), false);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('filters: counts, the focus that stays, chips, and long groups in short', limit, async () => {
  const page = await open('buscar.html?q=que&estatus=pendiente&vencidos=1&tipo=compromiso');
  await results(page).first().waitFor();
  assert.deepEqual(await page.evaluate(() => window.fakeAsked.at(-1).options.filters), { kind: ['commitment'], status: ['pendiente'], late: ['true'] });
  assert.deepEqual(await page.locator('.chip').allInnerTexts(), ['Tipo: Compromisos', 'Estatus: Pendiente', 'Vencimiento: Vencidos']);
  await page.getByRole('button', { name: 'Quitar el filtro Vencimiento: Vencidos' }).click();
  await page.waitForURL((url) => !url.searchParams.has('vencidos'));
  await page.waitForFunction(() => document.querySelectorAll('.chip').length === 2);
  assert.equal(await focused(page), 'chip');
  const box = page.getByRole('group', { name: 'Estatus' }).getByRole('checkbox', { name: /Atendido/ });
  await box.focus();
  await page.keyboard.press('Space');
  await page.waitForURL(/estatus=atendido/);
  await page.waitForFunction(() => document.querySelectorAll('.chip').length === 3);
  assert.equal(await box.evaluate((it) => it === document.activeElement && it.checked), true);
  const bodies = page.getByRole('group', { name: 'Institución' });
  assert.equal(await bodies.getByRole('checkbox').count(), 8);
  await bodies.getByRole('button', { name: 'Mostrar las 10' }).click();
  assert.equal(await bodies.getByRole('checkbox').count(), 10);
  assert.equal(await focused(page), 'facet__more');
  await page.getByRole('button', { name: 'Quitar todos los filtros' }).click();
  await page.waitForURL((url) => !url.searchParams.has('estatus'));
  await page.waitForFunction(() => document.querySelectorAll('.chip').length === 0);
  // Filters alone are a search as well.
  await page.goto(`${server.url}buscar.html?estatus=pendiente`);
  await results(page).first().waitFor();
  await page.context().close();
});

test('pages of results are links, and the way back leads to where one was', limit, async () => {
  const page = await open('buscar.html?estatus=pendiente&estatus=en-proceso&estatus=atendido');
  await results(page).first().waitFor();
  assert.match(await page.locator('#search-state').innerText(), /^30 resultados · Página 1 de 3$/);
  const pager = page.getByRole('navigation', { name: 'Páginas de resultados' });
  assert.match(await pager.getByRole('link', { name: 'Página 3' }).getAttribute('href'), /pagina=3$/);
  await pager.getByRole('link', { name: 'Siguiente' }).click();
  await page.waitForURL(/pagina=2$/);
  await page.waitForFunction(() => document.getElementById('search-list').start === 11);
  assert.equal(await focused(page), 'search-results-title');
  assert.equal(await pager.getByRole('link', { name: 'Página 2' }).getAttribute('aria-current'), 'page');
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('search-list').start === 1);
  // An address from when there were more.
  await page.goto(`${server.url}buscar.html?q=plan&pagina=9`);
  await results(page).first().waitFor();
  assert.equal(parameters(page).get('pagina'), null);
  await page.context().close();
});

test('a slow line is shown by a bar that moves, and a quick one by none', limit, async () => {
  const page = await open('buscar.html', { fake: { steps: 12 } });
  await page.getByRole('searchbox').fill('plan');
  const bar = page.getByRole('progressbar', { name: 'Carga del buscador' });
  await bar.waitFor();
  const first = await bar.evaluate((it) => it.value);
  await page.waitForFunction((value) => document.querySelector('progress').value > value, first);
  await results(page).first().waitFor();
  assert.equal(await bar.isVisible(), false);
  const quick = await open('index.html');
  await quick.evaluate(() => {
    window.seen = false;
    new MutationObserver(() => { if (document.querySelector('progress:not([hidden])')) window.seen = true; }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await typed(quick, 'plan');
  assert.equal(await quick.evaluate(() => window.seen), false);
  await page.context().close();
  await quick.context().close();
});

for (const [reason, words, again] of [
  ['offline', /No se pudo descargar/, true], ['damaged', /incompleto/, true],
  ['old-browser', /Este navegador no puede/, false], ['refused', /no tiene permiso/, false],
]) {
  test(`a failure is told plainly, in the dialog and on the page: ${reason}`, limit, async () => {
    for (const path of ['index.html', 'buscar.html']) {
      const page = await open(path, { fake: { failures: [reason, reason] } });
      await page.keyboard.press('/');
      await page.waitForFunction(() => window.acuerdos.searchEngine?.state === 'failed');
      await page.keyboard.insertText('plan');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      assert.match(await alert.innerText(), words);
      assert.equal(await alert.getByRole('button', { name: 'Reintentar' }).count(), again ? 1 : 0);
      if (path === 'buscar.html') assert.equal(await page.locator('#search-browse').isVisible(), true);
      if (again) {
        await alert.getByRole('button', { name: 'Reintentar' }).click();
        await page.locator('.search-hit, .result').first().waitFor();
        assert.equal(await alert.count(), 0);
        assert.match(await focused(page), /^search-(input|field)$/);
      }
      await page.context().close();
    }
  });
}

test('a loader that does not arrive, and an engine that breaks later, are failures too', limit, async () => {
  const page = await open('index.html');
  page.offline = true;
  await page.keyboard.press('/');
  await page.keyboard.insertText('plan');
  await page.getByRole('alert').waitFor();
  page.offline = false;
  await page.getByRole('button', { name: 'Reintentar' }).click();
  await hits(page).first().waitFor();
  const cut = await open('buscar.html', {});
  await cut.unroute(/search-engine\.js|\/busqueda\//);
  await cut.route(/search-engine\.js/, (route) => route.fulfill({ contentType: 'text/javascript', body: '/* cut sho' }));
  await cut.getByRole('searchbox').fill('plan');
  await cut.getByRole('alert').waitFor();
  assert.match(await cut.getByRole('alert').innerText(), /incompleto/);
  await cut.context().close();
  const broken = await open('buscar.html?q=plan', { fake: { broken: 'damaged' } });
  await broken.getByRole('alert').waitFor();
  assert.match(await broken.getByRole('alert').innerText(), /incompleto/);
  await page.context().close();
  await broken.context().close();
});

test('`acuerdos.search` is there before the engine is', limit, async () => {
  const page = await open('index.html');
  const total = await page.evaluate(() => window.acuerdos.search('plan', { limit: 3, signal: new AbortController().signal }).then((it) => [it.total, it.hits.length]));
  assert.deepEqual(total, [10, 3]);
  page.offline = true;
  await page.reload();
  assert.equal(await page.evaluate(() => window.acuerdos.search('plan').catch((error) => error.reason)), 'offline');
  await page.context().close();
});

test('without JavaScript the button is a link to a page that leads to the lists', limit, async () => {
  const page = await open('compromisos/2022-08-09/4.html', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Buscar' }).click();
  await page.waitForURL(/\/buscar\.html$/);
  assert.match(await page.locator('main').innerText(), /JavaScript/);
  assert.equal(await page.getByRole('searchbox').count(), 0);
  for (const folder of ['compromisos', 'reuniones', 'instituciones', 'documentos']) {
    assert.equal(await page.locator(`main a[href="${folder}/index.html"]`).count(), 1, folder);
  }
  assert.deepEqual(page.asked, []);
  await page.context().close();
});

test('the words of the search are marked on the page it leads to, and the marks can be taken away', limit, async () => {
  const page = await open('compromisos/2022-08-09/4.html?resaltar=plan,2022,ine%2Fcg241%2F2022,ano,%3Cb%3E');
  const marks = page.locator('main mark.found');
  await marks.first().waitFor();
  const texts = new Set(await marks.allInnerTexts());
  assert.deepEqual([...texts].sort(), ['2022', 'INE/CG241/2022', 'Plan', 'plan'].sort());
  assert.equal(await page.locator('.breadcrumbs mark').count(), 0);
  const bar = page.locator('.found-bar');
  await page.waitForFunction((count) => document.querySelector('.found-bar p').textContent === `${count} coincidencias`, await marks.count());
  const before = await page.evaluate(() => document.querySelector('main').textContent.replace(/\d+ coincidencias.*/, ''));
  await bar.getByRole('button').click();
  assert.equal(await marks.count(), 0);
  assert.equal(await page.evaluate(() => document.querySelector('main').textContent), before);
  assert.equal(page.url(), `${server.url}compromisos/2022-08-09/4.html`);
  assert.equal(await focused(page), 'H1');
  assert.deepEqual(page.asked, []);
  assert.deepEqual(page.problems, []);
  // Nothing to mark, nothing to say.
  await page.goto(`${server.url}compromisos/2022-08-09/4.html?resaltar=inexistente`);
  await page.waitForLoadState('networkidle');
  assert.equal(await bar.count(), 0);
  await page.context().close();
});

test('ñ is a letter of its own, accents and case are not, and words are whole', limit, async () => {
  const page = await open('index.html');
  await page.evaluate(() => {
    document.querySelector('main').innerHTML = '<h1>Año</h1><p>Ano, AÑO, an\u0303o, caño; Coordinación y COORDINACIO\u0301N; coordinaciones</p>';
    history.replaceState(null, '', '?resaltar=a%C3%B1o,coordinacion');
    return Promise.all(['search-words.js', 'search-core.js', 'search-found.js'].map(window.acuerdos.searchParts.load))
      .then(() => window.acuerdos.searchParts.found());
  });
  assert.deepEqual(await page.locator('mark.found').allTextContents(), ['Año', 'AÑO', 'an\u0303o', 'Coordinación', 'COORDINACIO\u0301N']);
  await page.context().close();
});

test('the help explains by examples that are links, and opens for whoever follows one to it', limit, async () => {
  const page = await open('index.html');
  await typed(page, 'plan');
  await page.getByRole('dialog').getByRole('link', { name: 'Ayuda' }).click();
  await page.waitForURL(/buscar\.html#ayuda$/);
  const examples = page.locator('#ayuda a');
  assert.equal(await examples.first().isVisible(), true);
  const queries = await examples.allInnerTexts();
  for (const pattern of [/^\p{L}+ \p{L}+$/u, /^".*"$/, / -/, / OR /, /\*$/, /^estatus:/, /^institucion:/, /^reunion:/, /^serie:/, /^etiqueta:/, /^documento:/, /^vence</, /^fecha:.*\.\./, /^\d+\/\d+$/]) {
    assert.ok(queries.some((query) => pattern.test(query)), `${pattern} in ${queries}`);
  }
  for (const link of await examples.all()) {
    const url = new URL(await link.getAttribute('href'), server.url);
    assert.equal(url.searchParams.get('q'), await link.innerText());
  }
  await page.context().close();
});

test('what the search adds to a page is less than 600 bytes', limit, async () => {
  const page = await open('compromisos/2022-08-09/4.html', { javaScriptEnabled: false });
  const html = await page.content();
  const pieces = [/<script id="search-script"[^]*?<\/script>/, /<link[^>]*search\.css[^>]*>/, /<a class="button button--quiet search-open"[^]*?<\/a>/];
  const bytes = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece.exec(html)[0]), 0);
  assert.ok(bytes < 600, `${bytes}`);
  await page.context().close();
});

const STATES = {
  'dialog, idle': ['index.html', {}, (page) => page.keyboard.press('/')],
  'dialog, recent': ['index.html', { recent: ['plan', 'estatus:pendiente'] }, async (page) => {
    await page.keyboard.press('/');
    await page.locator('.recent').waitFor();
  }],
  'dialog, results': ['index.html', {}, async (page) => {
    await typed(page, 'plan');
    await page.keyboard.press('ArrowDown');
  }],
  'dialog, nothing': ['index.html', {}, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('rriesgos');
    await page.locator('.search-none').waitFor();
  }],
  'dialog, loading': ['index.html', { fake: { steps: 100 } }, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.type('plan');
    await page.getByRole('progressbar').waitFor();
  }],
  'dialog, failed': ['index.html', { fake: { failures: ['damaged', 'damaged', 'damaged'] } }, async (page) => {
    await page.keyboard.press('/');
    await page.keyboard.insertText('plan');
    await page.getByRole('alert').waitFor();
  }],
  'page, idle': ['buscar.html#ayuda', { recent: ['plan'] }, (page) => page.locator('.recent').waitFor()],
  'page, results': ['buscar.html?q=que&estatus=pendiente', {}, (page) => results(page).first().waitFor()],
  'page, nothing': ['buscar.html?q=zzz&estatus=pendiente', {}, (page) => page.locator('.search-none').waitFor()],
  'page, loading': ['buscar.html?q=plan', { fake: { steps: 100 } }, (page) => page.getByRole('progressbar').waitFor()],
  'page, refused': ['buscar.html?q=plan', { fake: { failures: ['refused', 'refused'] } }, (page) => page.getByRole('alert').waitFor()],
  marks: ['compromisos/2022-08-09/4.html?resaltar=plan,riesgos', {}, (page) => page.locator('.found-bar').waitFor()],
};

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    test(`axe finds nothing in any state, and nothing scrolls sideways: ${colorScheme}, ${width} px`, { timeout: 300_000 }, async () => {
      const found = [];
      for (const [state, [path, setting, act]] of Object.entries(STATES)) {
        const page = await open(path, { ...setting, colorScheme, bypassCSP: true, reducedMotion: 'reduce', viewport: { width, height: 800 } });
        await act(page);
        const toggle = page.locator('#search-facets-toggle');
        if (await toggle.isVisible()) await toggle.click();
        for (const problem of await violations(page)) found.push(`${state}: ${problem}`);
        const overflow = await page.evaluate(() => Array.from(document.querySelectorAll('html, dialog .search__body'), (it) => it.scrollWidth - it.clientWidth));
        if (overflow.some((it) => it > 0)) found.push(`${state}: scrolls sideways, ${overflow}`);
        await page.context().close();
      }
      assert.deepEqual(found, []);
    });
  }
}
