// Pagefind, by its own interface for scripts, on the pages of all commitments.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { size, timed } from '../project.mjs';
import { installed } from '../versions.mjs';

// What a commitment's page says of other things, and labels: every engine is to search the same text.
const ELSEWHERE = ['.kicker', '.facts dt', '.facts__source', '.facts__badge', '.facts a[href*="reuniones/"]', '.head__state',
  '.split__main h2', '.timeline__item:first-child', '.timeline__source', '[aria-labelledby="chain"]',
  '[aria-labelledby="related"]', '.backlinks'];

export const name = 'Pagefind';
export const version = installed(`@pagefind/linux-${process.arch}`);
export const page = 'index.html';

export function skip() {
  return null;
}

/** Makes the index and tells what it took. */
export function index(project) {
  // The program itself: the package 'pagefind' is but a wrapper that starts it.
  const program = fileURLToPath(new URL(`../node_modules/@pagefind/linux-${process.arch}/bin/pagefind_extended`, import.meta.url));
  const cost = timed(program, ['--site', project.site, '--glob', 'compromisos/*/*.html', '--root-selector', 'article',
    '--exclude-selectors', ELSEWHERE.join(', '), '--quiet']);
  const interfaces = /(-ui\.(js|css)|pagefind-highlight\.js|wasm\.unknown\.pagefind)$/;
  return { ...cost, size: size(join(project.site, 'pagefind'), (path) => !interfaces.test(path)) };
}

/** From what `rank` gives to the ids of commitments: a result's id is its fragment's name. */
export function identify(project) {
  const folder = join(project.site, 'pagefind/fragment');
  const ids = new Map();
  for (const file of readdirSync(folder)) {
    const text = gunzipSync(readFileSync(join(folder, file))).toString().replace(/^pagefind_dcd/, '');
    ids.set(file.replace('.pf_fragment', ''), JSON.parse(text).url.replace(/^\/compromisos\/(.*)\.html$/, '$1'));
  }
  return (result) => ids.get(result);
}

/** Evaluated in the page. */
export function install() {
  let pagefind;
  window.bench = {
    async load() {
      pagefind = await import('/pagefind/pagefind.js');
      await pagefind.init();
    },
    async search(query, filters, limit) {
      const found = await pagefind.search(query, { filters: filters ?? {} });
      const hits = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
      return hits.map(({ url, meta, excerpt }) => ({ url, title: meta.title, snippet: excerpt }));
    },
    async rank(query) {
      const { results } = await pagefind.search(query);
      return results.slice(0, 10).map(({ id }) => id);
    },
  };
}
