// Two sites that a register was cut into by year, searched as one by the page: as `acuerdos search --site A --site B` answers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { chromium, firefox } from './readers.mjs';
import { ask, asked, counted, everything, hits, limit, project, results, shown, violations, visit } from './search-real.mjs';
import { encode, standIn } from './search-site.mjs';
import { example, files, launch, program, read, repository, serve } from './site.mjs';

let browser;
let folder; // with a site for each year below `1990` and `1991`
let years;

before(async () => {
  browser = await launch();
  ({ folder, years } = cut());
}, { timeout: 300_000 });
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** A generated register, cut by year: a project and a site for each. */
function cut() {
  const whole = mkdtempSync(join(tmpdir(), 'acuerdos-cut-'));
  example('generate', '1400', whole);
  const all = readdirSync(join(whole, 'content/reuniones'));
  const years = [...new Set(all.map((name) => name.slice(0, 4)))].sort();
  const folder = mkdtempSync(join(tmpdir(), 'acuerdos-several-'));
  const configuration = readFileSync(join(whole, 'acuerdos.toml'), 'utf8').replace(/^title.*\n/, '').replace(/^base_url.*\n/m, '');
  for (const year of years) {
    const root = join(folder, `project-${year}`);
    mkdirSync(join(root, 'content/reuniones'), { recursive: true });
    for (const name of all.filter((it) => it.startsWith(year))) {
      // What is in another site is no commitment of this one.
      const text = readFileSync(join(whole, 'content/reuniones', name), 'utf8');
      const within = text.replace(/^- Relacionados: (\d+).*\n/gm, (line, other) => (other === year ? line : ''));
      writeFileSync(join(root, 'content/reuniones', name), within);
    }
    const others = years.filter((it) => it !== year).map((it) => `[[search.sites]]\ntitle = "Acuerdos de ${it}"\nurl = "../${it}"\n`);
    writeFileSync(join(root, 'acuerdos.toml'), `title = "Acuerdos de ${year}"\n${configuration}\n${others.join('')}`);
    execFileSync(program, ['--root', root, 'build', '--quiet', '--output', join(folder, year)], { stdio: 'inherit' });
  }
  rmSync(whole, { recursive: true });
  return { folder, years };
}

/** What the terminal answers of these years, the later first. */
function terminalOf(some, query, ...flags) {
  const sites = some.flatMap((year) => ['--site', year]);
  return JSON.parse(execFileSync(program, ['search', '--json', ...sites, ...flags, '--', query], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

const terminal = (query, ...flags) => terminalOf(years.toReversed(), query, ...flags);

/** The same addresses from the page of the later year. */
function addresses(answer) {
  return answer.hits.map(({ url }) => (url.startsWith(`${years[1]}/`) ? url.slice(years[1].length + 1) : url.startsWith(years[0]) ? `../${url}` : url));
}

const file = () => `${years[1]}/buscar.html`;

const COMMON = 'institucion:SRE estatus:pendiente';

/** Opens the page to search on of the later year's site with this query. */
async function search(t, query, more = {}, options = {}) {
  const visited = await visit(t, browser, folder, file(), options);
  await asked(visited.page, visited.server, query, { file: file(), ...more });
  return visited;
}

/** Words of the register: one of the most common, one of the middle, one that few have, two together, one that is mistyped. */
function vocabulary() {
  const counts = new Map();
  for (const name of readdirSync(join(folder, `project-${years[0]}/content/reuniones`))) {
    const text = read(folder, `project-${years[0]}/content/reuniones/${name}`);
    for (const word of text.match(/(?<![\p{L}-])\p{Ll}{7,}(?![\p{L}-])/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const ranked = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).map(([word]) => word);
  const [common, middle, rare] = [ranked[3], ranked[60], ranked.at(-9)];
  return [common, middle, rare, `${common} ${middle}`, `${rare.slice(0, -1)}x`];
}

/** The facets that are shown: group → label → count. */
function facets(page) {
  return page.locator('.facet').evaluateAll((boxes) => Object.fromEntries(boxes.map((box) => [box.dataset.name,
    Object.fromEntries(Array.from(box.querySelectorAll('li'), (it) => [it.querySelector('.facet__label').textContent, Number(it.querySelector('.facet__count').textContent)]))])));
}

function expectedFacets(answer) {
  return Object.fromEntries(Object.entries(answer.facets).filter(([, values]) => values.length)
    .map(([facet, values]) => [facet, Object.fromEntries(values.map(({ label, count }) => [label, count]))]));
}

test('the page answers what the terminal answers: order, counts, facets, and where each result is', limit, async (t) => {
  const words = [COMMON, ...vocabulary()];
  const { page, server, problems } = await search(t, words[0]);
  let found = 0;
  for (const query of words) {
    for (const [sort, flags] of [[null, []], ['fecha', ['--sort', 'newest']], ['antiguedad', ['--sort', 'oldest']]]) {
      for (const number of [1, 3]) {
        const answer = terminal(query, '--limit', '10', '--offset', String((number - 1) * 10), ...flags);
        if (number > 1 && !answer.hits.length) continue;
        await asked(page, server, query, { file: file(), ...(sort ? { orden: sort } : {}), ...(number > 1 ? { pagina: number } : {}) });
        const told = `${query} ${flags} ${number}`;
        assert.deepEqual(await shown(page), addresses(answer), told);
        assert.equal((await page.locator('.search-count').textContent()).split(' ')[0], String(answer.total), told);
        const { site, ...rest } = await facets(page);
        assert.deepEqual(rest, expectedFacets(answer), told);
        assert.equal(Object.values(site ?? {}).reduce((sum, count) => sum + count, 0), answer.total, told);
        found += answer.hits.length;
      }
    }
  }
  assert.ok(found > 50, `${found} results`);
  assert.deepEqual(problems, []);
});

test('the answer as a whole is that of the terminal, whatever is asked', limit, async (t) => {
  const { page } = await search(t, COMMON);
  const [common, middle, rare, two, mistyped] = vocabulary();
  const queries = [common, middle, rare, two, mistyped, `${common.slice(0, 4)}*`, `"${common}"`, `${common} -${middle}`, `${rare} ${mistyped}`, 'xyzzyx', '', 'tipo:reunion', 'etiqueta:nada'];
  const filters = [[{}, []], [{ organisation: ['IME'] }, ['--organisation', 'IME']], [{ year: [years[0]], kind: ['commitment'] }, ['--year', years[0], '--kind', 'commitment']]];
  const notes = new Set();
  for (const query of queries) {
    for (const [wanted, flags] of filters) {
      if (!query && !flags.length) continue;
      const sort = ['relevance', 'newest', 'oldest'][query.length % 3];
      const expected = terminal(query, '--sort', sort, '--limit', '7', '--offset', '3', ...flags);
      const options = { limit: 7, offset: 3, filters: wanted, sort, typing: false };
      const { most, facets: { site, ...facets }, hits, ...rest } = await page.evaluate(([query, options]) => window.acuerdos.searchParts.several.search(query, options), [query, options]);
      const actual = { ...rest, facets, hits: hits.map(({ site, url, ...hit }) => ({ ...hit, url: `${site.slice(-4)}/${url.replace(/^\.\.\/\d+\//, '')}` })) };
      assert.deepEqual(actual, expected, `${query} ${flags}`);
      expected.notes.forEach((note) => notes.add(note.kind));
    }
  }
  assert.ok(notes.has('corrected') && notes.size > 1, [...notes].join());
});

const notes = (page) => page.locator('#search-state .search-note').allTextContents();
const names = (page) => page.locator('#search-list .result__site').allTextContents();
const title = (year) => `Acuerdos de ${year}`;
const pointer = (year) => JSON.parse(read(folder, `${year}/busqueda/current.js`).match(/"(\{.*\})"/)[1].replaceAll('\\"', '"'));
const script = (response, body) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(body);

test('each result says which site it is of, and leads there', limit, async (t) => {
  const { page, problems } = await search(t, vocabulary()[0], { orden: 'antiguedad' });
  assert.deepEqual(await names(page), Array(10).fill(title(years[0])));
  const link = results(page).first().getByRole('link');
  const heading = await link.textContent();
  assert.match(await results(page).first().locator('.item__meta').textContent(), /^Sitio: Acuerdos de \d{4} · (Compromiso|Reunión) · /);
  await link.click();
  await page.waitForURL(new RegExp(`/${years[0]}/(compromisos|reuniones)/.*\\?`));
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), heading);
  await page.getByRole('button', { name: 'Quitar las marcas' }).waitFor();
  assert.deepEqual(problems, []);
});

test('a filter by site: in the list of filters, in the address, with the keyboard, and to the last result', limit, async (t) => {
  const { page, server, problems } = await search(t, COMMON);
  const [whole, part] = [terminal(COMMON), terminalOf([years[0]], COMMON, '--limit', '200')];
  const box = page.getByRole('group', { name: 'Sitio' }).getByRole('checkbox', { name: title(years[0]) });
  await box.focus();
  await page.keyboard.press('Space');
  await counted(page, part.total);
  assert.equal(await box.evaluate((it) => it === document.activeElement), true);
  assert.equal(new URL(page.url()).searchParams.get('sitio'), title(years[0]));
  // What the others have is still counted, as of every other filter.
  assert.deepEqual((await facets(page)).site, { [title(years[1])]: whole.total - part.total, [title(years[0])]: part.total });
  const { year } = await facets(page);
  assert.deepEqual(year, { [years[0]]: part.total });
  assert.deepEqual(await everything(page, server, COMMON, { file: file(), sitio: title(years[0]) }), part.hits.map(({ url }) => `../${years[0]}/${url}`));
  await page.getByRole('button', { name: `Quitar el filtro Sitio: ${title(years[0])}` }).click();
  await counted(page, whole.total);
  // Nothing but a site: all that it has.
  await asked(page, server, '', { file: file(), sitio: title(years[1]) });
  const kinds = await facets(page);
  assert.equal(Object.values(kinds.kind).reduce((sum, count) => sum + count, 0), kinds.site[title(years[1])]);
  assert.equal(await page.locator('.facet input:checked').count(), 1);
  assert.deepEqual(new Set(await names(page)), new Set([title(years[1])]));
  // A site that there is not.
  await asked(page, server, '', { file: file(), sitio: 'Otro' });
  assert.match(await page.locator('.search-count').textContent(), /^0 resultados/);
  await asked(page, server, COMMON, { file: file(), sitio: 'Otro' });
  assert.match(await page.locator('.search-count').textContent(), /^0 resultados/);
  assert.deepEqual(problems, []);
});

test('of more than 200 results the first 200 can be had, and the page says so', limit, async (t) => {
  const { page, server } = await search(t, 'institucion:INE');
  const whole = terminal('institucion:INE', '--limit', '200');
  assert.ok(whole.total > 200);
  assert.match(await page.locator('.search-count').textContent(), new RegExp(`^${whole.total} resultados · Página 1 de 20$`));
  assert.deepEqual(await notes(page), []);
  assert.deepEqual(await everything(page, server, 'institucion:INE', { file: file() }), addresses(whole));
  assert.match((await notes(page)).join(), /Se muestran los primeros 200/);
});

const OTHER = () => `${years[0]}/busqueda/`;
for (const [what, told, misdeed] of [
  ['is not there', 'No se encontró el buscador', (path, response) => response.writeHead(404).end('no')],
  ['is of another format', 'otra versión', (path, response) => script(response, encode('current', Buffer.from(JSON.stringify({ ...pointer(years[0]), format: 2 }))))],
  ['has an index that its engine does not know', 'dañado', (path, response, file) => (path.endsWith('catalog.js') ? script(response, encode(path.slice(OTHER().length, -3), gzipSync('{}'))) : false)],
  ['has an engine that speaks another format', 'otra versión', (path, response) => {
    const engine = 'engine-0123456789abcdef';
    if (path.endsWith('current.js')) return script(response, encode('current', Buffer.from(JSON.stringify({ ...pointer(years[0]), engine }))));
    return path.includes(engine) ? script(response, encode(engine, gzipSync(standIn({ format: 2 })))) : false;
  }],
  ['is behind a login', 'incompleto o dañado', (path, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Acceso</title>')],
  ['lacks pieces', 'incompleto o dañado', (path, response) => (/\/\d+\.js$/.test(path) ? response.writeHead(404).end('no') : false)],
  ['does not answer', 'No hay conexión', (path, response) => response.destroy()],
]) {
  test(`where the other site ${what}, it is named and this one answers`, limit, async (t) => {
    let broken = true;
    const answers = [(path, response, file) => broken && path.startsWith(OTHER()) && misdeed(path, response, file) !== false];
    const { page, server } = await search(t, COMMON, {}, { answers });
    const own = terminalOf([years[1]], COMMON);
    assert.deepEqual(await shown(page), own.hits.map(({ url }) => url));
    assert.equal((await page.locator('.search-count').textContent()).split(' ')[0], String(own.total));
    const [note, ...more] = await notes(page);
    assert.ok(note.includes(told) && note.includes(`«${title(years[0])}»`), note);
    assert.deepEqual(more, []);
    assert.deepEqual((await facets(page)).site, { [title(years[1])]: own.total });
    // It is not asked again with every letter, but when the reader wants it.
    const before = server.requests.filter((path) => path.startsWith(OTHER())).length;
    await page.getByRole('searchbox').fill('institucion:INE');
    await counted(page, terminalOf([years[1]], 'institucion:INE').total);
    assert.equal(server.requests.filter((path) => path.startsWith(OTHER())).length, before);
    broken = false;
    await page.getByRole('button', { name: 'Reintentar' }).click();
    await counted(page, terminal('institucion:INE').total);
    assert.deepEqual(await notes(page), []);
  });
}

test('where the other site is slow beyond patience, it is named and this one answers', limit, async (t) => {
  const visited = await visit(t, browser, folder, file(), { answers: [(path) => path.startsWith(OTHER())] });
  await visited.page.clock.install();
  const asking = asked(visited.page, visited.server, COMMON, { file: file() });
  await assert.doesNotReject(async () => {
    while (!visited.server.requests.some((path) => path.startsWith(OTHER()))) await new Promise((resolve) => { setTimeout(resolve, 50); });
  });
  await visited.page.clock.fastForward(21_000);
  await asking;
  assert.match((await notes(visited.page)).join(), /tarda demasiado/);
  assert.equal(await results(visited.page).count(), 10);
});

test('where this site has no index of its own, the other answers', limit, async (t) => {
  const answers = [(path, response) => path.startsWith(`${years[1]}/busqueda/`) && response.writeHead(404).end('no')];
  const { page, server } = await search(t, COMMON, {}, { answers });
  assert.deepEqual(await shown(page), terminalOf([years[0]], COMMON).hits.map(({ url }) => `../${years[0]}/${url}`));
  assert.match((await notes(page)).join(), new RegExp(`«${title(years[1])}»`));
  const asks = () => server.requests.filter((path) => path === `${years[1]}/busqueda/current.js`).length;
  // To go to the box is to try again; to type is not.
  await page.getByRole('searchbox').fill('institucion:IME');
  await counted(page, terminalOf([years[0]], 'institucion:IME').total);
  const before = asks();
  await page.getByRole('searchbox').fill('institucion:INE');
  await counted(page, terminalOf([years[0]], 'institucion:INE').total);
  assert.equal(asks(), before);
  server.answers.length = 0;
  await page.getByRole('button', { name: 'Reintentar' }).click();
  await counted(page, terminal('institucion:INE').total);
});

test('where no site has an index, that is said, and the lists are there', limit, async (t) => {
  const answers = [(path, response) => path.includes('/busqueda/') && response.writeHead(404).end('no')];
  const { page, server } = await visit(t, browser, folder, file(), { answers });
  await page.goto(`${server.url}${file()}?q=plan`);
  await page.locator('.search-failed').waitFor();
  assert.ok(await page.locator('#search-browse').isVisible());
  server.answers.length = 0;
  await page.getByRole('searchbox').fill(COMMON);
  await counted(page, terminal(COMMON).total);
});

test('an index made by another release of the same format is read by the engine that it came with', limit, async (t) => {
  const name = 'engine-0123456789abcdef';
  const engine = gunzipSync(readFileSync(join(repository, 'search/engine/engine.wasm.gz')));
  // A custom section without a name: another file that does the same.
  const other = encode(name, gzipSync(Buffer.concat([engine, Buffer.from([0, 3, 1, 0x78, 0])])));
  const answers = [(path, response) => {
    if (path === `${OTHER()}current.js`) return script(response, encode('current', Buffer.from(JSON.stringify({ ...pointer(years[0]), engine: name }))));
    return path === `${OTHER()}${name}.js` && script(response, other);
  }];
  const { page, server, problems } = await search(t, COMMON, {}, { answers });
  assert.deepEqual(await shown(page), addresses(terminal(COMMON)));
  assert.equal(server.requests.filter((path) => /engine-/.test(path)).length, 2);
  assert.deepEqual(problems, []);
});

test('nothing is fetched before something is asked; then what each index needs, and the engine once', limit, async (t) => {
  const { page, server } = await visit(t, browser, folder, file());
  await page.waitForLoadState('networkidle');
  assert.deepEqual(server.requests.filter((path) => path.includes('busqueda/')), []);
  await asked(page, server, COMMON, { file: file() });
  const requests = server.requests.filter((path) => path.includes('busqueda/'));
  assert.equal(new Set(requests).size, requests.length, 'each once');
  assert.deepEqual(requests.filter((path) => path.includes('engine-')).map((path) => path.slice(0, 4)), [years[1]]);
  for (const year of years) assert.ok(requests.filter((path) => path.startsWith(year)).length > 3, year);
});

for (const { name, skip, launch: start } of [chromium, firefox]) {
  describe(`in ${name}`, { skip }, () => {
    let other;
    before(async () => { other = await start(); });
    after(() => other.close());

    const places = {
      'from a server': async (t) => {
        const server = await serve(folder);
        t.after(() => server.close());
        return server.url + file();
      },
      'from a folder': () => pathToFileURL(join(folder, file())).href,
    };
    for (const [place, open] of Object.entries(places)) {
      test(`${place}, both are searched, in any order, and a site is chosen`, { timeout: 240_000 }, async (t) => {
        const { page, problems, close } = await other.reader();
        t.after(close);
        page.setDefaultTimeout(60_000);
        const address = await open(t);
        const answered = async (query, answer, parameters = '') => {
          await page.goto(`${address}?q=${encodeURIComponent(query)}${parameters}`);
          await page.waitForFunction(() => document.querySelector('#search-state .search-count'));
          const links = await page.evaluate(() => Array.from(document.querySelectorAll('.result a'), (it) => new URL(it.href).pathname));
          assert.equal(links.length, answer.hits.length, query);
          answer.hits.forEach(({ url }, at) => assert.ok(links[at].endsWith(`/${url}`), `${query}: ${links[at]}, not ${url}`));
          assert.equal((await page.evaluate(() => document.querySelector('.search-count').textContent)).split(' ')[0], String(answer.total), query);
        };
        for (const query of [COMMON, ...vocabulary()]) await answered(query, terminal(query));
        await answered(COMMON, terminal(COMMON, '--sort', 'oldest'), '&orden=antiguedad');
        const part = terminalOf([years[0]], COMMON);
        assert.ok(part.total > 0);
        // What each driver calls the arguments of what it waits for differs.
        await page.evaluate(([wanted, count]) => {
          window.wanted = count;
          Array.from(document.querySelectorAll('.facet[data-name="site"] li')).find((it) => it.textContent.includes(wanted)).querySelector('input').click();
        }, [title(years[0]), String(part.total)]);
        await page.waitForFunction(() => document.querySelector('.search-count').textContent.split(' ')[0] === window.wanted);
        assert.match(decodeURIComponent(page.url()), /sitio=/);
        assert.deepEqual(problems, []);
      });
    }
  });
}

for (const options of [{ viewport: { width: 320, height: 700 } }, { colorScheme: 'dark' }]) {
  test(`nothing bars the way: ${JSON.stringify(options)}`, limit, async (t) => {
    const { page } = await search(t, COMMON, { sitio: title(years[0]) }, { bypassCSP: true, ...options });
    if (options.viewport) await page.getByRole('button', { name: 'Filtros (1 elegido)' }).click();
    assert.ok(await page.getByRole('checkbox', { name: title(years[0]) }).isChecked());
    assert.deepEqual(await violations(page), []);
  });
}

test('the dialog asks its own site, and leads to the page that asks all', limit, async (t) => {
  const { page } = await visit(t, browser, folder, `${years[1]}/index.html`);
  for (const query of [COMMON, 'xyzzyx']) {
    await ask(page, query);
    const last = page.getByRole('option', { name: 'Buscar en todos los sitios, con filtros' });
    await last.waitFor();
    if (query === COMMON) assert.equal(await hits(page).count(), 5);
  }
  await ask(page, COMMON);
  await hits(page).first().waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await counted(page, terminal(COMMON).total);
});

test('a site in the other language is searched with it', limit, async (t) => {
  const place = mkdtempSync(join(tmpdir(), 'acuerdos-languages-'));
  t.after(() => rmSync(place, { recursive: true }));
  const minutes = (text) => `---\ndate: 2024-03-05\n---\n\n## Compromisos\n\n### 1. ${text}\n\nSchedule the reading room.\n`;
  const sites = {
    one: ['title = "Registro"\n[search]\ntitle = "México"\n[[search.sites]]\ntitle = "Texas"\nurl = "../other/"\n', 'reuniones'],
    other: ['title = "Register"\nlanguage = "en"\n[[search.sites]]\ntitle = "México"\nurl = "../one/"\n', 'meetings'],
  };
  for (const [name, [configuration, meetings]] of Object.entries(sites)) {
    const root = join(place, `project-${name}`);
    mkdirSync(join(root, 'content', meetings), { recursive: true });
    writeFileSync(join(root, 'acuerdos.toml'), configuration);
    writeFileSync(join(root, 'content', meetings, '2024-03-05.md'), minutes(`Reading room in ${name}`));
    execFileSync(program, ['--root', root, 'build', '--quiet', '--output', join(place, name)], { stdio: 'inherit' });
  }
  const { page, server } = await visit(t, browser, place, 'one/buscar.html');
  await asked(page, server, 'reading tipo:compromiso', { file: 'one/buscar.html' });
  assert.deepEqual((await names(page)).sort(), ['México', 'Texas']);
  await asked(page, server, 'reading type:commitment', { file: 'other/search.html' });
  assert.deepEqual((await names(page)).sort(), ['México', 'Register']);
  assert.match(await results(page).first().locator('.item__meta').textContent(), /^Site: /);
  rmSync(join(place, 'one/busqueda'), { recursive: true });
  await asked(page, server, 'reading', { file: 'other/search.html' });
  assert.deepEqual(await notes(page), ['The search of ‘México’ was not found; the other sites were searched.']);
});

test('a site that names no others has nothing of this', limit, async (t) => {
  const made = project({ 'acuerdos.toml': '', 'content/reuniones/2024-03-05.md': '---\nfecha: 2024-03-05\n---\n\n## Compromisos\n\n### 1. Plan\n\nHacer el plan.\n' });
  t.after(() => rmSync(made.root, { recursive: true }));
  assert.deepEqual(files(made.folder).filter((path) => path.includes('several')), []);
  assert.doesNotMatch(read(made.folder, 'buscar.html'), /several|data-others/);
  const { page, server } = await visit(t, browser, made.folder, 'buscar.html');
  await asked(page, server, 'plan', { sitio: 'x' });
  assert.equal(await results(page).count(), 1);
  assert.equal(await page.locator('.result__site').count(), 0);
  assert.equal(await page.getByRole('group', { name: 'Sitio' }).count(), 0);
});
