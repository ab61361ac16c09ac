// MiniSearch as its guide shows it for forgiving search: any of the words, or words that are near or begin so.
import * as plain from './minisearch.mjs';

export const name = 'MiniSearch, fuzzy';
export const { version, index } = plain;

/** The ids of the first ten. */
export function search(engine, query) {
  return engine.search(query.replaceAll('"', ''), { fuzzy: 0.2, prefix: true }).slice(0, 10).map(({ id }) => id);
}
