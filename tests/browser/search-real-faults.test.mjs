// The search of the repository's own site with the real engine, where something is refused, missing, slow or old.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, asked, hits, limit, mode, project, results, searchFiles, shown, visit } from './search-real.mjs';
import { POLICY } from './search-site.mjs';
import { build, launch } from './site.mjs';

const FOUND = 'buscar.html?q=convenio';

let browser;
let folder;
let expected; // what `FOUND` finds where nothing is wrong

before(async () => {
  folder = build();
  browser = await launch();
  await visit({ after: (end) => end }, browser, folder, FOUND).then(async ({ page, context, server }) => {
    await results(page).first().waitFor();
    expected = await shown(page);
    await context.close();
    server.close();
  });
});
after(() => browser.close());

const at = (t, path, options) => visit(t, browser, folder, path, options);
const alert = (page) => page.getByRole('alert');

async function findsTheSame(page) {
  await results(page).first().waitFor();
  assert.deepEqual(await shown(page), expected);
}

/** The page says what is wrong in these words, and leads to the lists. */
async function leadsToLists(page, server, words) {
  await alert(page).waitFor();
  assert.match(await alert(page).innerText(), words);
  for (const link of await page.locator('#search-browse a').all()) {
    assert.ok(await link.isVisible());
    const response = await page.request.get(new URL(await link.getAttribute('href'), server.url).href);
    assert.ok(response.ok());
  }
  assert.ok(await page.locator('#search-browse a').count() >= 4);
}

// --------------------------------------------------------------------------------------------------------------- refused

for (const [what, options] of Object.entries({
  'a policy refuses workers': { serve: { policy: () => `${POLICY}; worker-src 'none'` } },
  'the browser refuses workers': { init: () => { window.Worker = function Worker() { throw new DOMException('no', 'SecurityError'); }; } },
  'the browser has no workers': { init: () => { delete window.Worker; } },
})) {
  test(`${what}: the page itself finds the same`, limit, async (t) => {
    const { page, server } = await at(t, FOUND, options);
    await findsTheSame(page);
    assert.deepEqual(await mode(page), ['ready', 'page']);
    await page.goto(`${server.url}index.html`);
    await ask(page, 'convenio');
    await hits(page).first().waitFor();
    assert.ok((await hits(page).first().getAttribute('href')).startsWith(expected[0]));
  });
}

const NO_WORKER = { policy: () => `${POLICY}; worker-src 'none'` };
for (const [what, options, words] of [
  ['a policy refuses WebAssembly', { serve: { policy: () => "default-src 'self'" } }, /no tiene permiso/],
  ['a browser without WebAssembly', { serve: NO_WORKER, init: () => { delete window.WebAssembly; } }, /Este navegador no puede/],
  ['a browser without DecompressionStream', { serve: NO_WORKER, init: () => { delete window.DecompressionStream; } }, /Este navegador no puede/],
]) {
  test(`${what}: it says so, and leads to the lists`, limit, async (t) => {
    const { page, server } = await at(t, FOUND, options);
    await leadsToLists(page, server, words);
    assert.equal(await alert(page).getByRole('button').count(), 0, 'trying again would not help');
    assert.equal(await results(page).count(), 0);
    await page.goto(`${server.url}index.html`);
    await ask(page, 'convenio');
    await alert(page).waitFor();
    assert.match(await alert(page).innerText(), words);
    assert.equal(await hits(page).count(), 0);
  });
}

// ------------------------------------------------------------------------------------------------------ missing, damaged

const LOGIN = '<!DOCTYPE html><title>Acceso</title><form></form>'.repeat(30);
const MISDEEDS = {
  'is missing': (response) => response.writeHead(404).end('not found'),
  'arrives damaged': (response, file) => {
    const wrong = Buffer.from(file);
    wrong[file.length >> 1] ^= 1;
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(wrong);
  },
  'is cut off': (response, file) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(file.subarray(0, file.length >> 1)),
  'redirects to a login': (response) => response.writeHead(302, { location: '/login.html' }).end(),
};

for (const [what, misdeed] of Object.entries(MISDEEDS)) {
  test(`a file of the search ${what}: the page says so, and finds once it is mended`, limit, async (t) => {
    const { page, server } = await at(t, 'index.html');
    let bad = '';
    server.answers.push((path, response, file) => {
      if (path === 'login.html') response.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN);
      else if (bad && path.startsWith(bad)) misdeed(response, file);
      return response.writableEnded;
    });
    for (const [name, path] of Object.entries(searchFiles(folder))) {
      bad = path;
      await page.goto(`${server.url}${FOUND}&${name}`, { waitUntil: 'load' });
      await leadsToLists(page, server, /El buscador está incompleto/);
      bad = '';
      await alert(page).getByRole('button', { name: 'Reintentar' }).click();
      await findsTheSame(page);
      assert.equal(await alert(page).count(), 0, name);
      // What was read is kept by the browser: the next is to be read anew.
      const session = await page.context().newCDPSession(page);
      await session.send('Network.clearBrowserCache');
    }
  });
}

test('a script of the interface is missing: the lists are there, and the dialog leads to the page', limit, async (t) => {
  const { page, server } = await at(t, 'index.html');
  let bad = 'search-page.js';
  server.answers.push((path, response) => path.endsWith(bad) && Boolean(response.writeHead(404).end('not found')));
  for (bad of ['search-page.js', 'search-core.js', 'search-words.js', 'search.js']) {
    await page.goto(`${server.url}buscar.html?${bad}`);
    assert.ok(await page.locator('#search-browse a').first().isVisible(), bad);
    assert.equal(await page.getByRole('searchbox').count(), 0, bad);
    assert.equal(await page.locator('main button:visible').count(), 0, bad);
  }
  bad = 'search-dialog.js';
  await page.goto(`${server.url}index.html`);
  await page.keyboard.press('/');
  await page.keyboard.type('convenio');
  await page.keyboard.press('Enter');
  await page.waitForURL(/buscar\.html\?q=convenio$/);
  await findsTheSame(page);
});

// ----------------------------------------------------------------------------------------------------- slow, and offline

test('on a slow line the bar grows, says what is awaited, and typing goes on', limit, async (t) => {
  for (const path of ['buscar.html', 'index.html']) {
    const { page, server, problems } = await at(t, path);
    // The engine comes in five parts, each when the test says so.
    const gates = Array.from({ length: 5 }, () => {
      const gate = {};
      gate.promise = new Promise((resolve) => { gate.resolve = resolve; });
      return gate;
    });
    server.answers.push((asked, response, file) => {
      if (!asked.includes('/engine-')) return false;
      response.writeHead(200, { 'content-type': 'text/javascript' });
      const length = Math.ceil(file.length / gates.length);
      gates.reduce((before, gate, i) => before.then(() => gate.promise)
        .then(() => response.write(file.subarray(i * length, (i + 1) * length))), Promise.resolve()).then(() => response.end());
      return true;
    });
    await page.keyboard.press('Control+k');
    const box = path === 'buscar.html' ? page.getByRole('searchbox') : page.getByRole('dialog').getByRole('combobox');
    await box.pressSequentially('con');
    const bar = page.getByRole('progressbar', { name: 'Carga del buscador' });
    await bar.waitFor();
    assert.match(await page.locator('.search-progress [role="status"]').innerText(), /Cargando el buscador/);
    let before = -1;
    for (const [i, letter] of [...'veni'].entries()) {
      gates[i].resolve();
      await page.waitForFunction((value) => document.querySelector('progress').value > value, before);
      before = await bar.evaluate((it) => it.value);
      assert.ok(before < await bar.evaluate((it) => it.max));
      await box.pressSequentially(letter);
      assert.ok(await bar.isVisible());
    }
    await box.pressSequentially('o');
    assert.equal(await box.inputValue(), 'convenio');
    gates[4].resolve();
    await page.locator('#search-list > li, dialog .search-hit').first().waitFor();
    await bar.waitFor({ state: 'hidden' });
    const first = path === 'buscar.html' ? (await shown(page))[0] : (await hits(page).first().getAttribute('href')).split('?')[0];
    assert.equal(first, expected[0]);
    assert.deepEqual(problems, []);
  }
});

test('offline before the search is loaded: it says so, and finds once the line is back', limit, async (t) => {
  const { page, context } = await at(t, 'buscar.html');
  await context.setOffline(true);
  await page.getByRole('searchbox').fill('convenio');
  await alert(page).waitFor();
  assert.match(await alert(page).innerText(), /No se pudo descargar el buscador[^]*conexión/);
  await context.setOffline(false);
  await alert(page).getByRole('button', { name: 'Reintentar' }).click();
  await findsTheSame(page);
});

test('offline before the dialog is loaded: it says so, and finds once the line is back', limit, async (t) => {
  const { page, context } = await at(t, 'index.html');
  await context.setOffline(true);
  await page.keyboard.press('/');
  await page.keyboard.type('conveni');
  await page.getByRole('dialog').getByText('No se pudo descargar el buscador').waitFor();
  assert.equal(await page.getByRole('combobox').inputValue(), 'conveni');
  await context.setOffline(false);
  await page.keyboard.type('o');
  await hits(page).first().waitFor();
  assert.ok((await hits(page).first().getAttribute('href')).startsWith(expected[0]));
  assert.equal(await page.getByText('No se pudo descargar el buscador').count(), 0);
});

test('offline after loading, with pieces that were not read: what is there is found, the rest fails plainly', limit, async (t) => {
  const { page, context } = await at(t, 'buscar.html');
  await page.getByRole('searchbox').focus();
  await page.waitForFunction(() => window.acuerdos.searchEngine?.state === 'ready');
  await context.setOffline(true);
  await page.getByRole('searchbox').fill('convenio');
  await alert(page).waitFor();
  assert.match(await alert(page).innerText(), /No se pudo descargar/);
  await context.setOffline(false);
  await alert(page).getByRole('button', { name: 'Reintentar' }).click();
  await findsTheSame(page);
  await context.setOffline(true);
  await page.getByLabel('Orden').selectOption('newest');
  await page.waitForFunction(() => document.querySelector('.result time').dateTime === '2023-01-18');
  await page.getByLabel('Orden').selectOption('relevance');
  await page.waitForFunction((url) => document.querySelector('.result a').getAttribute('href').startsWith(url), expected[0]);
  await findsTheSame(page);
});

test('without JavaScript the page leads to the lists, and shows nothing that cannot work', limit, async (t) => {
  const { page } = await at(t, 'compromisos/2022-08-09/4.html', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Buscar' }).click();
  await page.waitForURL(/\/buscar\.html$/);
  assert.match(await page.locator('main').innerText(), /JavaScript/);
  for (const name of ['compromisos', 'reuniones', 'instituciones', 'documentos']) {
    assert.ok(await page.locator(`main a[href="${name}/index.html"]`).isVisible(), name);
  }
  for (const what of ['button', 'input', 'select', 'progress', 'form', 'details', 'kbd']) {
    assert.equal(await page.locator(`${what}:visible`).count(), 0, what);
  }
});

// -------------------------------------------------------------------------------------------------------- a new publish

const minutes = (more = '') => `---\nfecha: 2024-03-05\n---\n\n# Horarios\n\nLas salas de lectura.\n\n## Compromisos\n\n### 1. Jueves\n\nAbrir las salas hasta las nueve.\n\n- Responsables: Biblioteca\n${more}`;

test('a page that was opened before a new publish goes on finding', limit, async (t) => {
  const { folder: own, build: publish } = project({ 'acuerdos.toml': 'title = "Sitio"\ncut_off = 2024-06-01\n', 'content/reuniones/2024-03-05.md': minutes() });
  const { page, server } = await visit(t, browser, own, 'buscar.html');
  const box = page.getByRole('searchbox');
  // Loaded and nothing read: what is asked next is asked of the new one.
  await box.focus();
  await page.waitForFunction(() => window.acuerdos.searchEngine?.state === 'ready');
  publish({ 'content/reuniones/2024-03-05.md': minutes('\n### 2. Encuesta\n\nPreguntar a los lectores.\n') });
  await box.fill('encuesta lectores');
  await results(page).first().waitFor();
  assert.deepEqual(await shown(page), ['compromisos/2024-03-05/2.html', 'reuniones/2024-03-05.html'].slice(0, (await shown(page)).length));
  // Something read: whatever is asked is answered, and once the page is opened again, of the newest.
  publish({ 'content/reuniones/2024-03-05.md': minutes('\n### 2. Encuesta\n\nPreguntar a los visitantes.\n') });
  await box.fill('salas');
  await results(page).first().waitFor();
  assert.equal(await alert(page).count(), 0);
  await asked(page, server, 'visitantes');
  assert.deepEqual(await shown(page), ['compromisos/2024-03-05/2.html']);
});
