// MiniSearch as it comes: any of the words, in Node; quality only.
import MiniSearch from 'minisearch';
import { installed } from '../versions.mjs';

export const name = 'MiniSearch';
export const version = installed('minisearch');

export function index(documents) {
  const engine = new MiniSearch({ fields: ['title', 'text', 'updates', 'documents', 'tags'] });
  engine.addAll(documents);
  return engine;
}

/** The ids of the first ten. It knows no phrases: their words are asked for. */
export function search(engine, query) {
  return engine.search(query.replaceAll('"', '')).slice(0, 10).map(({ id }) => id);
}
