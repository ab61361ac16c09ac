// lunr with the Spanish of lunr-languages, in Node: quality only.
import { createRequire } from 'node:module';
import { installed } from '../versions.mjs';

const require = createRequire(import.meta.url);
const lunr = require('lunr');
require('lunr-languages/lunr.stemmer.support')(lunr);
require('lunr-languages/lunr.es')(lunr);

export const name = 'lunr es';
export const version = `${installed('lunr')} + ${installed('lunr-languages')}`;

export function index(documents) {
  return lunr(function build() {
    this.use(lunr.es);
    this.ref('id');
    for (const field of ['title', 'text', 'updates', 'documents', 'tags']) this.field(field);
    for (const document of documents) this.add(document);
  });
}

/** The ids of the first ten. It knows no phrases: their words are asked for. */
export function search(engine, query) {
  return engine.search(query.replaceAll('"', '')).slice(0, 10).map(({ ref }) => ref);
}
