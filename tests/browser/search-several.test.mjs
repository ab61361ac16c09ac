// Two sites that a register was cut into by year, searched as one by the page: as `acuerdos search --site A --site B` answers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { asked, counted, everything, limit, results, shown, violations, visit } from './search-real.mjs';
import { encode } from './search-site.mjs';
import { example, files, launch, program, read } from './site.mjs';

const ANSWER = { timeout: 30_000 };
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

/** What the terminal answers, the later year first. */
function terminal(query, ...flags) {
  const sites = years.toReversed().flatMap((year) => ['--site', year]);
  return JSON.parse(execFileSync(program, ['search', '--json', ...sites, ...flags, '--', query], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

/** The same addresses from the page of the later year. */
function addresses(answer) {
  return answer.hits.map(({ url }) => (url.startsWith(years[1]) ? url.slice(years[1].length + 1) : `../${url}`));
}

const page = () => `${years[1]}/buscar.html`;

/** Opens the page to search on of the later year's site with this query. */
async function search(t, query, more = {}, options = {}) {
  const visited = await visit(t, browser, options.folder ?? folder, 'nothing.txt', options);
  await asked(visited.page, visited.server, query, { file: page(), ...more });
  visited.problems.splice(0, 1); // of the first address
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
  const words = ['institucion:SRE estatus:pendiente', ...vocabulary()];
  const { page, server, problems } = await search(t, words[0]);
  let found = 0;
  for (const query of words) {
    for (const [sort, flags] of [[null, []], ['fecha', ['--sort', 'newest']], ['antiguedad', ['--sort', 'oldest']]]) {
      for (const number of [1, 3]) {
        const answer = terminal(query, '--limit', '10', '--offset', String((number - 1) * 10), ...flags);
        if (number > 1 && !answer.hits.length) continue;
        await asked(page, server, query, { file: `${years[1]}/buscar.html`, ...(sort ? { orden: sort } : {}), ...(number > 1 ? { pagina: number } : {}) });
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
