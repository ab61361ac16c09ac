// `acuerdos serve` beside an editor: the browser follows what is saved, however it is saved, and what it is given is what a
// build would write.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProject, files, launch, program, repository, watch } from './site.mjs';

const limit = { timeout: 240_000 };
const PAGE = 'compromisos/2022-08-09/1.html';
const MINUTES = 'content/reuniones/2022-08-09.md';
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A copy of the repository's content, to be written in. */
function project() {
  const root = mkdtempSync(join(tmpdir(), 'acuerdos-serve-'));
  for (const name of ['content', 'acuerdos.toml']) cpSync(join(repository, name), join(root, name), { recursive: true });
  return root;
}

/** Starts `acuerdos serve`, and resolves once it answers. */
async function start(t, root, port = 0) {
  const child = spawn(program, ['--root', root, '--lang', 'es', 'serve', '--port', `${port}`, '--today', '2023-02-15']);
  const output = { err: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => { output.err += text; });
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text) => resolve(text.trim()));
    child.once('exit', (code) => reject(new Error(`exit ${code}: ${output.err}`)));
  });
  const ended = new Promise((resolve) => { child.once('exit', (code, signal) => resolve(code ?? signal)); });
  t.after(() => child.kill('SIGKILL'));
  return { url, child, output, ended, states: await states(t, url) };
}

/** What the server says of the content: `next(edition)` waits for a state that is newer than the last one waited for. */
async function states(t, url) {
  const abort = new AbortController();
  t.after(() => abort.abort());
  const response = await fetch(`${url}~serve/events`, { signal: abort.signal });
  const seen = [];
  let wake = () => {};
  (async () => {
    let text = '';
    for await (const bytes of response.body) {
      text += Buffer.from(bytes).toString('utf8');
      for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
        const data = text.slice(0, end).split('\n').find((line) => line.startsWith('data: '));
        if (data) seen.push(JSON.parse(data.slice(6)));
      }
      wake();
    }
  })().catch(() => {});
  const until = async (wanted) => {
    while (!wanted(seen.at(-1))) await new Promise((resolve) => { wake = resolve; });
    return seen.at(-1);
  };
  await until((state) => state);
  return { until, last: () => seen.at(-1) };
}

const read = (root, path) => readFileSync(join(root, path), 'utf8');
const write = (root, path, text) => writeFileSync(join(root, path), text);

async function open(t, address) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 500 } });
  const problems = watch(page, new URL(address).origin);
  t.after(async () => {
    await page.close();
  });
  await page.goto(address);
  return { page, problems };
}

test('a saved word is seen without a hand on the browser, where the reader was', limit, async (t) => {
  const root = project();
  const { url } = await start(t, root);
  const { page, problems } = await open(t, url + PAGE);
  await page.evaluate(() => scrollTo(0, 300));
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 200, `${before}`);
  write(root, MINUTES, read(root, MINUTES).replace('### 1', '### 1. Recién escrito'));
  await page.getByText('Recién escrito').first().waitFor();
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, before);
  assert.deepEqual(problems, []);
});

test('a changed text takes the place of the old one; where more has changed, or a script works on it, the page is loaded again', limit, async (t) => {
  const root = project();
  const { url } = await start(t, root);
  const { page, problems } = await open(t, url + PAGE);
  const loaded = () => page.evaluate(() => window.isStillHere !== true);
  const stay = () => page.evaluate(() => { window.isStillHere = true; });
  const say = (word) => write(root, MINUTES, read(root, MINUTES).replace(/### 1\b.*/, `### 1. ${word}`));
  const seen = (word) => page.getByText(word).first().waitFor();

  await stay();
  say('Palabra nueva');
  await seen('Palabra nueva');
  assert.equal(await loaded(), false);
  assert.match(await page.title(), /Palabra nueva/);
  // It is the page that anybody is given who comes now.
  const { page: other } = await open(t, url + PAGE);
  const main = () => document.querySelector('main').outerHTML;
  assert.equal(await page.evaluate(main), await other.evaluate(main));
  // The text that is seen when saves come faster than pages is the last one.
  for (const word of ['Primera', 'Segunda', 'Tercera']) {
    say(word);
    await new Promise((resolve) => { setTimeout(resolve, 15); });
  }
  await seen('Tercera');

  // Everything around the text: the title of the site is on every page.
  await stay();
  write(root, 'acuerdos.toml', read(root, 'acuerdos.toml').replace(/^title = .*$/m, 'title = "Otro nombre"'));
  await page.locator('.brand').getByText('Otro nombre').waitFor();
  assert.equal(await loaded(), true);

  // A list is a script's work: it is loaded again, as it was narrowed.
  await page.goto(`${url}compromisos/index.html?estatus=en-proceso`);
  const narrowed = () => page.waitForFunction(() => document.querySelectorAll('table[data-list] tbody tr').length === 7);
  await narrowed();
  await stay();
  const later = 'content/reuniones/2023-01-18.md';
  write(root, later, read(root, later).replace(/### 3\b.*/, '### 3. Escrito mientras se filtra'));
  await page.getByText('Escrito mientras se filtra').first().waitFor();
  assert.equal(await loaded(), true);
  await narrowed();

  // So is a page on which a theme has a script of its own.
  await page.goto(url + PAGE);
  mkdirSync(join(root, 'theme/static'), { recursive: true });
  write(root, 'theme/static/own.js', 'document.documentElement.dataset.own = document.querySelector("h1").textContent;');
  mkdirSync(join(root, 'theme/templates'), { recursive: true });
  const template = readFileSync(join(repository, 'themes/default/templates/commitment.html'), 'utf8');
  const script = '<script src="{{ root }}{{ site.assets_dir }}/own.js" defer></script>\n{% endblock head %}';
  write(root, 'theme/templates/commitment.html', template.replace(/\{%-? endblock head %\}/, script));
  await page.waitForFunction(() => document.documentElement.dataset.own);
  await stay();
  say('Con programa');
  await page.waitForFunction(() => document.documentElement.dataset.own?.includes('Con programa'));
  assert.equal(await loaded(), true);
  assert.deepEqual(problems, []);
});

test('an error is shown over the last good page, where it is, and goes when it is mended', limit, async (t) => {
  const root = project();
  const { url, output } = await start(t, root);
  const { page } = await open(t, url + PAGE);
  const title = await page.locator('h1').innerText();
  const good = read(root, MINUTES);
  const line = good.split('\n').findIndex((it) => it.startsWith('#### ')) + 1;
  write(root, MINUTES, good.replace(/^#### (\S+) · .*$/m, '#### $1 · Atendidoo'));
  const overlay = page.getByRole('alert');
  await overlay.waitFor();
  const text = await overlay.innerText();
  assert.match(text, /1 error en el contenido\. Se muestra el sitio como estaba antes\./);
  assert.match(text, new RegExp(`${MINUTES}:${line}:`));
  assert.match(text, /Atendidoo/);
  assert.equal(await page.locator('h1').innerText(), title);
  assert.match(output.err, new RegExp(`${MINUTES}:${line}:`));
  // A page opened meanwhile says so as well, and who puts it away is not told the same again.
  const { page: second } = await open(t, `${url}index.html`);
  await second.getByRole('alert').getByRole('button', { name: 'Cerrar' }).click();
  assert.equal(await second.getByRole('alert').count(), 0);
  write(root, MINUTES, good);
  await overlay.waitFor({ state: 'detached' });
});

test('content with errors at the start is said in the browser, and shown once it has none', limit, async (t) => {
  const root = project();
  const good = read(root, 'acuerdos.toml');
  write(root, 'acuerdos.toml', good.replace('language = "es"', 'language = "fr"'));
  const { url } = await start(t, root);
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(url);
  assert.match(await page.getByRole('alert').innerText(), /acuerdos\.toml:\d+:/);
  write(root, 'acuerdos.toml', good);
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test('it follows every way of saving: renaming, deleting, moving, bursts, new folders, the configuration, templates', limit, async (t) => {
  const root = project();
  const { url, states } = await start(t, root);
  const get = async (path) => {
    const response = await fetch(url + path);
    return response.ok ? response.text() : `${response.status}`;
  };
  /** Changes something, and waits until an address answers as it should. */
  const follows = async (name, change, path, wanted) => {
    await t.test(name, async () => {
      change();
      const deadline = Date.now() + 20_000;
      let got;
      while (!wanted.test(got = await get(path))) {
        if (Date.now() > deadline) assert.match(got, wanted);
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
      assert.equal(states.last().problems, null);
    });
  };
  const good = read(root, MINUTES);
  const titled = (title) => good.replace('### 1', `### 1. ${title}`);
  await follows('a new file renamed over the old one', () => {
    write(root, `${MINUTES}.tmp`, titled('Renombrado'));
    renameSync(join(root, `${MINUTES}.tmp`), join(root, MINUTES));
  }, PAGE, /Renombrado/);
  await follows('the old one renamed to a backup first', () => {
    renameSync(join(root, MINUTES), join(root, `${MINUTES}~`));
    write(root, MINUTES, titled('Respaldado'));
  }, PAGE, /Respaldado/);
  await follows('deleted and written again', () => {
    rmSync(join(root, MINUTES));
    write(root, MINUTES, titled('Reescrito'));
  }, PAGE, /Reescrito/);
  await follows('a burst', () => {
    for (let i = 0; i < 200; i += 1) write(root, MINUTES, titled(`Ráfaga ${i}.`));
  }, PAGE, /Ráfaga 199\./);
  await follows('a page in a new folder', () => {
    mkdirSync(join(root, 'content/ayuda/uso'), { recursive: true });
    write(root, 'content/ayuda/uso/guia.md', '# Guía\n\nPrimera.\n');
  }, 'ayuda/uso/guia.html', /Primera/);
  await follows('a change in the new folder', () => write(root, 'content/ayuda/uso/guia.md', '# Guía\n\nSegunda.\n'), 'ayuda/uso/guia.html', /Segunda/);
  await follows('the folder moved', () => renameSync(join(root, 'content/ayuda'), join(root, 'content/apoyo')), 'apoyo/uso/guia.html', /Segunda/);
  assert.equal(await get('ayuda/uso/guia.html'), '404');
  await follows('the file deleted', () => rmSync(join(root, 'content/apoyo/uso/guia.md')), 'apoyo/uso/guia.html', /^404$/);
  await follows('the configuration', () => write(root, 'acuerdos.toml', read(root, 'acuerdos.toml').replace(/^title = .*$/m, 'title = "Otro nombre"')), 'index.html', /Otro nombre/);
  await follows('a theme that there was not', () => {
    mkdirSync(join(root, 'theme/templates'), { recursive: true });
    write(root, 'theme/templates/page.html', '{% extends "base.html" %}{% block content %}<p>plantilla uno</p>{% endblock content %}');
  }, 'aviso.html', /plantilla uno/);
  await follows('its template', () => write(root, 'theme/templates/page.html', '{% extends "base.html" %}{% block content %}<p>plantilla dos</p>{% endblock content %}'), 'aviso.html', /plantilla dos/);
  await t.test('a template that does not parse', async () => {
    write(root, 'theme/templates/page.html', '{% if %}');
    const { problems } = await states.until((state) => state.problems);
    assert.match(problems.texts[0], /theme\/templates\/page\.html:1:/);
    assert.match(await get('aviso.html'), /plantilla dos/);
  });
  await follows('no theme any more', () => rmSync(join(root, 'theme'), { recursive: true }), 'aviso.html', /class="prose/);
  await follows('a theme again', () => {
    mkdirSync(join(root, 'theme/static'), { recursive: true });
    write(root, 'theme/static/propio.css', 'p {}');
  }, 'recursos/propio.css', /^p \{\}$/);
  await t.test('the content gone and back', async () => {
    renameSync(join(root, 'content'), join(root, 'guardado'));
    await states.until((state) => state.problems);
    assert.match(await get(PAGE), /Ráfaga 199\./);
    renameSync(join(root, 'guardado'), join(root, 'content'));
    await states.until((state) => !state.problems);
  });
  await follows('and it goes on', () => write(root, MINUTES, titled('Hasta el final')), PAGE, /Hasta el final/);
});

/** Numbers that are the same each time. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('after each of 100 edits, every file is what a build writes', { timeout: 600_000 }, async (t) => {
  const root = project();
  const { url, states } = await start(t, root);
  const random = generator(20230215);
  const pick = (list) => list[random(list.length)];
  const minutes = () => files(join(root, 'content/reuniones')).filter((path) => path.endsWith('.md'));
  const change = (path, edit) => write(root, `content/reuniones/${path}`, edit(read(root, `content/reuniones/${path}`)));
  let number = 0;
  const kinds = [
    () => change(pick(minutes()), (text) => text.replace(/\n\n(?=[A-ZÁÉ])/, `\n\nPalabra ${number} añadida. `)),
    () => change(pick(minutes()), (text) => `${text.trimEnd()}\n\n<!-- nota ${number} -->\n`),
    () => change(pick(minutes().filter((path) => path.startsWith('2022'))), (text) => text.replace(/^### (\d+).*$/m, `### $1. Título ${number}`)),
    () => write(root, `content/reuniones/2023-02-${String(1 + random(9)).padStart(2, '0')}.md`, `---\nfecha: 2023-02-${String(1 + random(9)).padStart(2, '0')}\n---\n\n## Compromisos\n\n### 1. Nuevo ${number}\n\nHacer algo con «${number}» y [[2022-08-09/1]].\n\n- Responsable: INE\n- Vence: 2023-0${3 + random(6)}\n`),
    () => write(root, 'content/aviso.md', `# Aviso\n\nEdición ${number}.\n`),
    () => write(root, 'acuerdos.toml', read(root, 'acuerdos.toml').replace(/^title = .*$/m, `title = "Nombre ${number}"`)),
    () => {
      const added = minutes().filter((path) => path.startsWith('2023-02'));
      if (added.length) rmSync(join(root, 'content/reuniones', pick(added)));
      else write(root, 'content/aviso.md', `# Aviso\n\nSin nada que quitar, ${number}.\n`);
    },
    () => {
      mkdirSync(join(root, 'theme/static'), { recursive: true });
      write(root, 'theme/static/propio.css', `p { order: ${number}; }\n`);
    },
    () => write(root, 'content/tabla.csv', `a;b\n${number};${random(9)}\n`),
  ];
  let compared = 0;
  for (number = 1; number <= 100; number += 1) {
    // A file of another date than its name is a mistake of the test's: the date is made to follow the name.
    pick(kinds)();
    for (const path of minutes().filter((it) => it.startsWith('2023-02'))) {
      const text = read(root, `content/reuniones/${path}`);
      const right = text.replace(/^fecha: .*$/m, `fecha: ${path.slice(0, 10)}`);
      if (right !== text) write(root, `content/reuniones/${path}`, right);
    }
    const folder = buildProject(root, '--today', '2023-02-15');
    const paths = files(folder).filter((path) => path !== 'SHA256SUMS');
    const differing = async () => {
      const wrong = [];
      for (const path of paths) {
        const response = await fetch(url + path.split('/').map(encodeURIComponent).join('/'));
        const bytes = Buffer.from(await response.arrayBuffer());
        if (!response.ok || !bytes.equals(readFileSync(join(folder, path)))) wrong.push(path);
      }
      return wrong;
    };
    // The change may not have been seen yet.
    let wrong = await differing();
    for (const deadline = Date.now() + 10_000; wrong.length && Date.now() < deadline; wrong = await differing()) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    assert.deepEqual(wrong, [], `edit ${number}`);
    assert.equal(states.last().problems, null);
    compared += paths.length;
    rmSync(join(folder, '..'), { recursive: true });
  }
  t.diagnostic(`${compared} files compared`);
});

test('it answers to this machine\'s names alone, on the next port if the one asked for is taken, and ends by Ctrl-C', limit, async (t) => {
  const taken = createServer(() => {});
  await new Promise((ready) => { taken.listen(0, '127.0.0.1', ready); });
  t.after(() => taken.close());
  const { port } = taken.address();
  const root = project();
  const { url, output, child, ended } = await start(t, root, port);
  assert.notEqual(new URL(url).port, `${port}`);
  assert.match(output.err, new RegExp(`el puerto ${port} está ocupado; se usa el \\d+`));
  const status = (host, path = '/') => new Promise((resolve, reject) => {
    request({ port: new URL(url).port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject).end();
  });
  assert.equal(await status('localhost'), 200);
  for (const path of ['/', '/~serve/events', '/~serve/reload.js']) assert.equal(await status('example.org', path), 403);
  for (const path of ['/../acuerdos.toml', '/%2e%2e/acuerdos.toml', '/..%2facuerdos.toml', '/%00', '/%ff']) assert.ok([400, 404].includes(await status('localhost', path)), path);
  // Nothing is published by looking.
  assert.equal(existsSync(join(root, 'site')), false);
  // With a page open, which listens.
  await open(t, url);
  child.kill('SIGINT');
  assert.equal(await ended, 0);
});
