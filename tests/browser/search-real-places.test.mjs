// The search of built sites with the real engine, wherever they are put: folders, servers of all kinds, another language.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { lacking } from './needs.mjs';
import { chromium, firefox } from './readers.mjs';
import { ask, asked, hits, limit, parameters, project, results, same, shown, visit } from './search-real.mjs';
import { build, files, launch, read, repository, watch } from './site.mjs';

let browser;
let folder;

before(async () => {
  folder = build();
  browser = await launch();
});
after(() => browser.close());

// -------------------------------------------------------------------------------------------------------------- folders

for (const { name, skip, launch: start } of [chromium, firefox]) {
  describe(`a folder that is opened as such, in ${name}`, { skip }, () => {
    let other;
    before(async () => { other = await start(); });
    after(() => other.close());

    test('dialog, page, filters and results work, and nothing is fetched', { timeout: 240_000 }, async (t) => {
      const { page, problems, close } = await other.reader();
      t.after(close);
      page.setDefaultTimeout(60_000);
      page.on('console', (message) => { if (message.type() === 'error') problems.push(message.text()); });
      page.on('requestfailed', (request) => {
        // Who leaves a page at once cuts off its icon.
        if (!/ABORTED/.test(request.failure().errorText)) problems.push(`failed: ${request.url()}`);
      });
      const address = (path) => pathToFileURL(join(folder, path)).href;
      await page.goto(address('estatus/pendiente.html'));
      await page.keyboard.press('/');
      await page.waitForFunction(() => document.querySelector('dialog[open] .search__foot'));
      await page.keyboard.type('visado');
      await page.waitForFunction(() => document.querySelector('dialog .search-hit'));
      // At once: what is answered is answered once, and a choice in it stays.
      await page.evaluate(() => {
        const box = document.getElementById('search-input');
        box.value = 'convenio traspaso';
        box.dispatchEvent(new Event('input'));
      });
      await page.waitForFunction(() => /2023-01-18\/3/.test(document.querySelector('dialog .search-hit').href)
        && Array.from(document.querySelectorAll('dialog mark'), (it) => it.textContent).includes('traspaso'));
      assert.deepEqual(await page.evaluate(() => window.acuerdos.searchEngine.mode), 'page');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => /2023-01-18\/3\.html\?resaltar=/.test(location.href) && document.querySelector('main mark.found'));
      // The page: filters, order and the way back are kept in the address.
      await page.goto(`${address('buscar.html')}?q=convenio`);
      await page.waitForFunction(() => document.querySelectorAll('#search-list > li').length > 2);
      // Where the window is narrow the filters are folded.
      await page.evaluate(() => document.querySelector('.facet input[data-group="kind"][value="commitment"]').click());
      await page.waitForFunction(() => /tipo=compromiso/.test(location.search) && document.querySelector('.chip'));
      assert.ok(await page.evaluate(() => Array.from(document.querySelectorAll('.result .item__meta'), (it) => it.textContent).every((it) => it.startsWith('Compromiso'))));
      await page.evaluate(() => document.querySelector('.result a').click());
      await page.waitForFunction(() => /resaltar=/.test(location.href) && document.querySelector('main mark.found'));
      await page.evaluate(() => { setTimeout(() => history.back()); }); // which may load nothing
      await page.waitForFunction(() => document.querySelector('.chip') && document.querySelector('.result a'));
      assert.deepEqual(problems, []);
    });
  });
}

// -------------------------------------------------------------------------------------------------------------- servers

const POLITE = {
  'at the root, as it is': {},
  'compressed by the server': { gzip: true },
  'below a path': { prefix: '/transparencia/minutas%20y%20m%C3%A1s/' },
  'where all is kept for a year': { headers: { 'cache-control': 'max-age=31536000' } },
  'where nothing is kept': { headers: { 'cache-control': 'no-store' } },
};

/** Dialog and page on a site at this address. */
async function searches(page, url) {
  await page.goto(`${url}compromisos/2022-08-09/4.html`);
  await ask(page, 'protocolo eventualidades');
  await hits(page).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}compromisos/2023-01-18/4.html?resaltar=**`);
  await page.locator('main mark.found').first().waitFor();
  await page.goto(`${url}buscar.html?estatus=pendiente`);
  await results(page).first().waitFor();
  const pending = JSON.parse(read(folder, 'datos/compromisos.json')).filter((it) => it.status === 'pendiente');
  same(await shown(page), pending.map((it) => it.url));
}

for (const [what, serve] of Object.entries(POLITE)) {
  test(`on a server: ${what}`, limit, async (t) => {
    const prefix = serve.prefix ? decodeURIComponent(serve.prefix) : '/';
    const { page, problems, server } = await visit(t, browser, folder, 'index.html', { serve: { ...serve, prefix: encodeURI(prefix) } });
    await searches(page, server.url);
    assert.deepEqual(problems, []);
  });
}

test('all that the search asks for has an ending that any server knows', limit, async (t) => {
  assert.deepEqual(new Set(files(join(folder, 'busqueda')).map((path) => extname(path))), new Set(['.js']));
  const { page, server, problems } = await visit(t, browser, folder, 'index.html');
  await searches(page, server.url);
  assert.deepEqual(new Set(server.requests.filter((path) => path.startsWith('busqueda/')).map((path) => extname(path))), new Set(['.js']));
  assert.deepEqual(problems, []);
});

const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import http.server']).status === 0);

test("on another's server: Python's", { ...limit, skip: lacking(python, 'Python') }, async (t) => {
  const server = spawn(python, ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  const context = await browser.newContext();
  t.after(async () => { await context.close(); server.kill(); });
  const port = await new Promise((done) => createInterface(server.stdout).on('line', (line) => {
    const found = /port (\d+)/.exec(line);
    if (found) done(found[1]);
  }));
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await searches(page, `http://127.0.0.1:${port}/`);
});

/** A port of this machine that nobody listens on. */
function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** The recipe for a server as administrators find it in the documentation. */
function recipe(language) {
  const found = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(read(repository, 'docs/hosting.md'));
  assert.ok(found, `there is no recipe in ${language}`);
  return found[1];
}

/** Puts a recipe at another place, which it has to name. */
function moved(text, places) {
  return Object.entries(places).reduce((all, [from, to]) => {
    assert.ok(all.includes(from), `the recipe does not say: ${from}`);
    return all.replaceAll(from, to);
  }, text);
}

// As administrators set them up, by the recipes of the documentation.
const SERVERS = {
  nginx: {
    program: ['nginx', '/usr/sbin/nginx'],
    configuration: (port, home) => `daemon off; pid ${home}/pid; error_log stderr crit;
${process.getuid() === 0 ? 'user www-data;' : ''}
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home}/${name};`).join(' ')}
  ${moved(recipe('nginx'), { 'listen 80;': `listen 127.0.0.1:${port};`, '/srv/www/acuerdos': folder })}
}`,
    flags: (file, home) => ['-c', file, '-p', home],
  },
  Apache: {
    program: ['apache2', '/usr/sbin/apache2'],
    configuration: (port, home) => `ServerRoot ${home}
ServerName localhost
PidFile ${home}/pid
Listen 127.0.0.1:${port}
${process.getuid() === 0 ? 'User www-data\nGroup www-data' : ''}
${['mpm_event', 'authz_core', 'alias', 'mime', 'dir', 'deflate', 'filter', 'headers'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
ErrorLog ${home}/errors
LogLevel crit
DocumentRoot ${folder}
<Directory ${folder}>
  Require all granted
${recipe('apache')}
</Directory>`,
    flags: (file) => ['-D', 'FOREGROUND', '-f', file],
  },
};

for (const [name, { program: names, configuration, flags }] of Object.entries(SERVERS)) {
  const program = names.find((candidate) => spawnSync(candidate, ['-v']).status === 0);
  test(`on another's server: ${name}, as the documentation sets it up`, { ...limit, skip: lacking(program, name) }, async (t) => {
    const home = mkdtempSync(join(tmpdir(), 'acuerdos-server-'));
    const port = await freePort();
    const file = join(home, 'server.conf');
    writeFileSync(file, configuration(port, home));
    // The server's own user has to read them.
    for (const path of [home, dirname(folder)]) chmodSync(path, 0o755);
    const server = spawn(program, flags(file, home), { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    server.stderr.on('data', (text) => { said += text; });
    const context = await browser.newContext();
    t.after(async () => {
      await context.close();
      server.kill('SIGTERM');
      await new Promise((done) => (server.exitCode === null ? server.once('exit', done) : done()));
      rmSync(home, { recursive: true });
    });
    const url = `http://127.0.0.1:${port}/`;
    const answers = () => fetch(url).then((response) => response.ok, () => false);
    for (let tries = 0; !await answers(); tries += 1) {
      assert.ok(server.exitCode === null && tries < 100, `it does not start: ${said}`);
      await new Promise((done) => setTimeout(done, 100));
    }
    const { headers } = await fetch(`${url}index.html`, { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(headers.get('content-encoding'), 'gzip');
    assert.equal(headers.get('content-security-policy'), POLICY);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-cache');
    const head = async (path) => (await fetch(url + path)).headers;
    assert.equal((await head('index.html')).get('cache-control'), 'no-cache');
    const lasting = files(join(folder, 'busqueda')).filter((path) => path !== 'current.js');
    assert.ok(lasting.length > 2);
    for (const path of lasting) assert.match((await head(`busqueda/${path}`)).get('cache-control'), /^public, max-age=31536000, immutable$/, path);
    for (const [path, type] of [['calendario.ics', 'text/calendar'], ['datos/compromisos.csv', 'text/csv'], ['manifest.webmanifest', 'application/manifest+json'], ['index.html', 'text/html'], ['datos/compromisos.json', 'application/json']]) {
      assert.ok((await head(path)).get('content-type').startsWith(type), `${path}: ${(await head(path)).get('content-type')}`);
    }
    const missing = await fetch(`${url}nada/de/nada.html`);
    assert.equal(missing.status, 404);
    assert.equal(await missing.text(), read(folder, '404.html'));
    const hidden = join(folder, '.git');
    mkdirSync(hidden, { recursive: true });
    writeFileSync(join(hidden, 'config'), 'x');
    assert.equal((await fetch(`${url}.git/config`)).status, 404);
    rmSync(hidden, { recursive: true });
    const again = await fetch(`${url}index.html`, { headers: { 'if-modified-since': (await head('index.html')).get('last-modified') } });
    assert.equal(again.status, 304);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const problems = watch(page, url);
    await searches(page, url);
    assert.deepEqual(problems, []);
  });
}

// -------------------------------------------------------------------------------------------------------------- English

test('a site in English is searched in English', limit, async (t) => {
  const english = join(repository, 'tests/sites/english');
  const { folder: own } = project(Object.fromEntries(['acuerdos.toml', 'content/meetings/2022-08-09.md'].map((path) => [path, read(english, path)])));
  const commitments = JSON.parse(read(own, 'data/commitments.json'));
  const { page, server, problems } = await visit(t, browser, own, 'index.html');
  await page.getByRole('button', { name: 'Search' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('combobox').pressSequentially('risks plans');
  await hits(page).first().waitFor();
  assert.match(await dialog.innerText(), /Risk plan[^]*In progress[^]*Commitment/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/commitments\/2022-08-09\/1\.html\?highlight=/);
  await page.locator('main mark.found').first().waitFor();

  const of = (fits) => commitments.filter(fits).map((it) => it.url);
  for (const [query, expected] of [
    ['status:"in progress"', of((it) => it.status === 'en-proceso')], ['status:pending', of((it) => it.status === 'pendiente')],
    ['due<2023-03', of((it) => it.due && it.due < '2023-03')], ['organisation:SRE type:commitment', of((it) => it.responsible.includes('SRE'))],
    ['organization:INE type:commitment', of((it) => it.responsible.includes('INE'))], ['tag:pilot', of((it) => it.tags.includes('pilot'))],
    ['document:INE/CG241/2022 -budget type:commitment', of((it) => it.documents.includes('INE/CG241/2022'))], ['late:yes', null],
    ['date:2022-08..2022-09 type:commitment', of(() => true)], ['drafting', of((it) => /draft/i.test(it.text))],
  ]) {
    await asked(page, server, query, { file: 'search.html' });
    if (expected) same(await shown(page), expected, query);
  }
  await asked(page, server, 'zzqqxx', { file: 'search.html' });
  assert.match(await page.locator('.search-none').innerText(), /zzqqxx/);
  await asked(page, server, 'plan', { file: 'search.html', status: 'en-proceso' });
  assert.match(await page.locator('#search-state').innerText(), /^1 result$/);
  await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: /In progress/ }).uncheck();
  await page.locator('.chip').waitFor({ state: 'detached' });
  assert.deepEqual(parameters(page), { q: 'plan' });
  const words = await page.locator('main').innerText();
  for (const spanish of ['Buscar', 'Estatus', 'Resultados', 'Compromiso', 'Vence', 'Página']) assert.ok(!words.includes(spanish), spanish);
  for (const example of await page.locator('details a').evaluateAll((all) => all.map((it) => it.href))) {
    await page.goto(example);
    await page.locator('.search-count').waitFor();
    // Of so little, an exclusion leaves nothing.
    assert.ok(await results(page).count() > 0 || / -/.test(new URL(page.url()).searchParams.get('q')), example);
  }
  assert.deepEqual(problems, []);
});
