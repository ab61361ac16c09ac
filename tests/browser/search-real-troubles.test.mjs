// The search of a built site with the real engine, where something is refused, missing, damaged, slow, old or away.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { lacking } from './needs.mjs';
import { chromium, firefox } from './readers.mjs';
import { ask, asked, hits, limit, mode, project, results, same, searchFiles, shown, visit } from './search-real.mjs';
import { build, launch } from './site.mjs';

const QUERY = 'plan de riesgos';
let browser;
let folder;
let expected;

before(async () => {
  folder = build();
  browser = await launch();
  const json = JSON.parse(readFileSync(join(folder, 'datos/compromisos.json'), 'utf8'));
  expected = json.filter((it) => it.tags.includes('plan de riesgos')).map((it) => it.url);
});
after(() => browser.close());

const at = (t, path, options) => visit(t, browser, folder, path, options);

/** Searches on the page, and finds what is to be found. */
async function finds(page, server) {
  await asked(page, server, QUERY, { tipo: 'compromiso' });
  same(await shown(page), expected);
}

/** The failure is told, in the dialog and on the page, with a way to the lists, which work. */
async function refuses(page, server, words, { again = false } = {}) {
  await page.goto(`${server.url}index.html`);
  await page.keyboard.press('/');
  await page.keyboard.insertText(QUERY);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), words);
  await page.goto(`${server.url}buscar.html?q=plan`);
  await page.getByRole('alert').waitFor();
  assert.match(await page.getByRole('alert').innerText(), words);
  assert.equal(await page.getByRole('button', { name: 'Reintentar' }).isVisible(), again);
  await page.locator('#search-browse').getByRole('link', { name: 'Compromisos' }).click();
  await page.waitForURL(/compromisos\/index\.html$/);
}

// --------------------------------------------------------------------------------------------------------------- refused

for (const [what, options] of Object.entries({
  'the policy of the pages': { serve: { policy: () => "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" } },
  'the browser, which throws': { init: () => { window.Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } }; } },
  'the browser, which has none': { init: () => { delete window.Worker; } },
})) {
  test(`a worker refused by ${what}: the page searches by itself and finds the same`, limit, async (t) => {
    const { page, server } = await at(t, 'buscar.html', options);
    await finds(page, server);
    assert.deepEqual(await mode(page), ['ready', 'page']);
    await page.goto(`${server.url}index.html`);
    await ask(page, QUERY);
    await hits(page).first().waitFor();
  });
}

test('WebAssembly refused by the policy is told, and leads to the lists', limit, async (t) => {
  const { page, server } = await at(t, 'index.html', { serve: { policy: () => "default-src 'self'" } });
  await refuses(page, server, /no tiene permiso para funcionar/);
});

for (const name of ['WebAssembly', 'DecompressionStream']) {
  test(`a browser without ${name} is told that it is too old`, limit, async (t) => {
    const { page, server } = await at(t, 'index.html', {
      init: (name) => { delete window[name]; window.Worker = undefined; }, argument: name,
    });
    await refuses(page, server, /Este navegador no puede/);
  });
}

test('without JavaScript the search leads to the lists', limit, async (t) => {
  const { page, problems } = await at(t, 'reuniones/2022-08-09.html', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Buscar' }).click();
  await page.waitForURL(/\/buscar\.html$/);
  assert.match(await page.locator('main').innerText(), /JavaScript/);
  await page.locator('main').getByRole('link', { name: 'Reuniones' }).click();
  await page.waitForURL(/reuniones\/index\.html$/);
  assert.deepEqual(problems, []);
});

// ----------------------------------------------------------------------------------------------------- missing, and damaged

const MISDEEDS = {
  missing: (response) => response.writeHead(404).end('not found'),
  damaged: (response, file) => {
    const wrong = Buffer.from(file);
    wrong[wrong.length - 12] ^= 0x15;
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(wrong);
  },
  'cut off': (response, file) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(file.subarray(0, file.length >> 1)),
};
for (const [misdeed, act] of Object.entries(MISDEEDS)) {
  for (const part of ['pointer', 'engine', 'catalog', 'pieces']) {
    test(`${part} ${misdeed}: it is told, and once repaired the button brings the results`, limit, async (t) => {
      for (const path of ['index.html', 'buscar.html']) {
        const { page, server } = await at(t, path);
        const bad = searchFiles(folder)[part];
        server.answers.push((asked, response, file) => asked.startsWith(bad) && file && (act(response, file), true));
        await page.keyboard.press('/');
        await page.keyboard.insertText('convenio');
        await page.getByRole('alert').waitFor();
        assert.match(await page.getByRole('alert').innerText(), /El buscador está incompleto/);
        server.answers.length = 0;
        await page.getByRole('button', { name: 'Reintentar' }).click();
        await page.locator('.search-hit, .result').first().waitFor();
        assert.equal(await page.getByRole('alert').count(), 0);
      }
    });
  }
}

// ------------------------------------------------------------------------------------------------------- slow, and offline

test('on a slow line the bar counts what has come, and one types on', limit, async (t) => {
  const { page, server } = await at(t, 'buscar.html');
  const { engine } = searchFiles(folder);
  const gates = [];
  server.answers.push(async (path, response, file) => {
    if (path !== engine) return false;
    response.writeHead(200, { 'content-type': 'text/javascript' });
    for (let part = 0; part < 4; part += 1) {
      response.write(file.subarray(file.length * part >> 2, file.length * (part + 1) >> 2));
      await new Promise((open) => gates.push(open));
    }
    response.end();
    return true;
  });
  const box = page.getByRole('searchbox');
  await box.pressSequentially('plan');
  const bar = page.getByRole('progressbar', { name: 'Carga del buscador' });
  await bar.waitFor();
  let value = 0;
  for (let part = 0; part < 4; part += 1) {
    await page.waitForFunction((before) => document.querySelector('progress').value > before, value);
    value = await bar.evaluate((it) => it.value);
    assert.ok(await bar.evaluate((it) => it.value <= it.max && it.max > 100_000));
    await box.pressSequentially([' de', ' ries', 'gos', ''][part]);
    assert.equal(await results(page).first().isVisible(), false);
    while (!gates.length) await pause(10);
    gates.shift()();
  }
  await results(page).first().waitFor();
  assert.equal(await box.inputValue(), QUERY);
  assert.equal(await bar.isVisible(), false);
  await page.waitForFunction(() => document.querySelector('.result a').getAttribute('href').includes('resaltar=plan,riesgos'));
});

test('offline before anything was loaded, and again with the line', limit, async (t) => {
  for (const path of ['index.html', 'buscar.html']) {
    const { page, context } = await at(t, path);
    if (path === 'index.html') {
      // The scripts of the dialog are there; the engine is not.
      await page.keyboard.press('/');
      await page.waitForFunction(() => window.acuerdos.searchEngine?.state === 'ready');
      await page.reload();
    }
    await context.setOffline(true);
    await page.keyboard.press('/');
    await page.keyboard.insertText('convenio');
    if (path === 'index.html') {
      // Without its own scripts the dialog is a form; it is not blank.
      await page.getByRole('dialog').getByRole('combobox').waitFor();
    } else {
      await page.getByRole('alert').waitFor();
      assert.match(await page.getByRole('alert').innerText(), /No se pudo descargar el buscador/);
    }
    await context.setOffline(false);
    if (path === 'index.html') await page.keyboard.press('Enter');
    else await page.getByRole('button', { name: 'Reintentar' }).click();
    await results(page).first().waitFor();
  }
});

// --------------------------------------------------------------------------------------------------------------- servers

for (const [what, serve] of Object.entries({
  'below a path': { prefix: '/intranet/minutas%20INE/' }, 'with gzip': { gzip: true },
  'that forbids keeping copies': { headers: { 'cache-control': 'no-store' } },
  'that says nothing of types but text': { headers: { 'x-content-type-options': 'nosniff' } },
})) {
  test(`a server ${what}, of endings that IIS knows`, limit, async (t) => {
    const { page, server, problems } = await at(t, 'compromisos/2022-08-09/4.html', { serve });
    await ask(page, QUERY);
    await hits(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('mark.found').first().waitFor();
    await finds(page, server);
    assert.deepEqual(await mode(page), ['ready', 'worker']);
    // The manifest of the icons is nothing that the search needs.
    assert.deepEqual(problems.filter((it) => !/404/.test(it)), []);
  });
}

function python() {
  try { return execFileSync('python3', ['--version'], { stdio: 'pipe' }).length > 0; } catch { return false; }
}
test('the server that Python has', { ...limit, skip: lacking(python(), 'python3') }, async (t) => {
  const server = spawn('python3', ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', folder, '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(() => server.kill());
  let said = '';
  // Read to its end: a server whose standard output is closed dies of it.
  await new Promise((resolve) => {
    server.stdout.on('data', (chunk) => {
      said += chunk;
      if (/http:\S+/.test(said)) resolve();
    });
  });
  const url = said.match(/http:[^\s)]+/)[0];
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await finds(page, { url });
  assert.deepEqual(await mode(page), ['ready', 'worker']);
});

// ------------------------------------------------------------------------------------------------------------- a folder

for (const { name, skip, launch: start } of [chromium, firefox]) {
  describe(`${name}, from a folder`, { skip }, () => {
    let reader;
    let running;
    before(async () => {
      running = await start();
      reader = await running.reader();
      reader.page.setDefaultTimeout(30_000);
    });
    after(() => running.close());
    const file = (path) => pathToFileURL(join(folder, path)).href;
    /** What is true in the page sooner or later, for either driver. */
    const until = (page, predicate, argument) => (name === 'Chromium' ? page.waitForFunction(predicate, argument) : page.waitForFunction(predicate, {}, argument));

    test('the dialog finds, and Enter opens a page with its words marked', limit, async () => {
      const { page, problems } = reader;
      await page.goto(file('compromisos/index.html'));
      await page.keyboard.press('/');
      await page.keyboard.type('plan de riesgos');
      await until(page, () => document.querySelector('dialog .search-hit mark'));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until(page, () => /compromisos\/2022-08-09\/4\.html$/.test(location.pathname) && document.querySelector('mark.found'));
      assert.deepEqual(problems, []);
    });

    test('the page to search on finds, filters and goes back', limit, async () => {
      const { page, problems } = reader;
      await page.goto(`${file('buscar.html')}?q=plan+de+riesgos`);
      await until(page, () => document.querySelectorAll('.result').length === 7);
      await page.evaluate(() => document.querySelector('input[data-group="kind"][value="commitment"]').click());
      await until(page, (n) => document.querySelectorAll('.result').length === n, expected.length);
      const found = await page.evaluate(() => Array.from(document.querySelectorAll('.result h3 a'), (it) => it.getAttribute('href').split('?')[0]));
      same(found, expected);
      await page.evaluate(() => document.querySelector('.result a').click());
      await until(page, () => document.querySelector('mark.found'));
      assert.deepEqual(problems, []);
    });
  });
}
