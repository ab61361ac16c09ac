// Ours, by the interface that every page offers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { acuerdos, exists, indexer, size, timed } from '../project.mjs';

export const name = 'acuerdos';
export const version = existsSync(acuerdos) ? execFileSync(acuerdos, ['--version'], { encoding: 'utf8' }).trim().split(' ').pop() : '?';
export const page = 'index.html';

/** Why it cannot be measured, if it cannot. */
export function skip(project) {
  for (const path of ['buscar.html', 'busqueda', 'recursos/search-engine.js']) {
    if (!exists(project, path)) return `the site has no ${path}`;
  }
  return null;
}

/** The index is made by `build`. What it costs alone is measured by a program that makes nothing else, of the same records. */
export function index(project) {
  const cost = timed(indexer, [join(project.site, 'datos/compromisos.json')]);
  const engine = size(join(project.site, 'recursos'), (path) => path === 'search-engine.js');
  const files = size(join(project.site, 'busqueda'));
  const { cpu, clock, memory } = project.build;
  return {
    ...cost,
    note: `the commitments alone, on one core; the whole build, pages and all, took ${cpu.toFixed(1)} s of processor, `
      + `${clock.toFixed(1)} s of clock and ${(memory / 1e6).toFixed(0)} MB`,
    size: { files: engine.files + files.files, bytes: engine.bytes + files.bytes },
  };
}

export function identify() {
  return (result) => result;
}

/** Evaluated in the page. */
export function install() {
  window.bench = {
    async load() {
      // `search` fetches the engine when it is first called.
    },
    async search(query, filters, limit) {
      const wanted = Object.fromEntries(Object.entries({ kind: 'commitment', ...filters }).map(([key, value]) => [key, [value]]));
      const { hits } = await window.acuerdos.search(query, { limit, filters: wanted });
      return hits;
    },
    async rank(query) {
      const { hits } = await window.acuerdos.search(query, { limit: 10, filters: { kind: ['commitment'] } });
      return hits.map(({ url }) => url.replace(/^.*compromisos\/(.*)\.html.*$/, '$1'));
    },
  };
}
