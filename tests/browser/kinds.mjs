// The kinds of pages that a site has, for tests that look closely and so not at every page.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './site.mjs';

/** What kind a page is of: a page at the root is one of its own; of the others the folder and the depth say it. */
function kind(path) {
  const [first, ...rest] = path.split('/');
  if (rest.length === 0 || rest[0] === 'index.html') return path;
  // In a folder of commitments or meetings there are further pages of the list as well, in the calendar months and days.
  const shape = /^p[a-zá]+-\d+\.html$/.test(rest.at(-1)) ? 'further' : /^\d{4}-\d\d-\d\d\.html$/.test(rest.at(-1)) ? 'day' : '';
  return `${first}/${rest.length}/${shape}`;
}

/** A page of each kind, the largest of it: where there is most to go wrong. */
export function kinds(folder) {
  const found = new Map();
  const size = (path) => statSync(join(folder, path)).size;
  for (const path of pages(folder)) {
    const known = found.get(kind(path));
    if (!known || size(path) > size(known)) found.set(kind(path), path);
  }
  return [...found.values()];
}
