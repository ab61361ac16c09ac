// Ours, by the interface that every page offers.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { acuerdos, exists, size } from '../project.mjs';

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

/** The index is made by `build`: what it costs is the difference, where the program can leave it out. */
export function index(project) {
  const { build, without } = project;
  const engine = size(join(project.site, 'recursos'), (path) => /^search-engine|\.wasm$/.test(path));
  const files = size(join(project.site, 'busqueda'));
  return {
    cpu: build.cpu - (without?.cpu ?? 0),
    clock: build.clock - (without?.clock ?? 0),
    memory: build.memory,
    note: without ? 'difference of two builds; memory of the whole build' : 'the whole build, pages and all',
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
