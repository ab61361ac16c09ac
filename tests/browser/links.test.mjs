// Every internal link, fragment and id that a page names exists.
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { before, test } from 'node:test';
import { parse } from 'parse5';
import { build, files, pages, read } from './site.mjs';

let folder;
let all;
const documents = new Map();

before(() => {
  folder = build();
  all = new Set(files(folder));
  for (const path of pages(folder)) documents.set(path, elements(parse(read(folder, path))));
});

function elements(node, found = []) {
  if (node.attrs) found.push({ tag: node.tagName, ...Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])) });
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) elements(child, found);
  return found;
}

const ids = (path) => new Set(documents.get(path).map((element) => element.id).filter(Boolean));

test('every internal link and fragment resolves, relative to its page', () => {
  const dead = [];
  let checked = 0;
  for (const [path, found] of documents) {
    for (const element of found) {
      for (const url of [element.href, element.src].filter((value) => value !== undefined)) {
        if (/^(https?|mailto|tel):/.test(url)) continue;
        checked += 1;
        const [target, fragment] = url.split('#');
        const clean = decodeURIComponent(target.split('?')[0]);
        // The page for what is not found is shown at any address and links by absolute paths.
        const absolute = path === '404.html' && clean.startsWith('/');
        if (clean.startsWith('/') && !absolute) dead.push(`${path}: absolute ${url}`);
        const file = clean === '' ? path : absolute ? clean.slice(1) : posix.join(posix.dirname(path), clean);
        if (!all.has(file)) dead.push(`${path}: ${url}`);
        else if (fragment && !ids(file).has(decodeURIComponent(fragment))) dead.push(`${path}: no #${fragment} in ${file}`);
      }
    }
  }
  assert.deepEqual(dead, []);
  assert.ok(checked > 1000, `only ${checked} links`);
});

test('every id that another attribute names exists, and none is used twice', () => {
  const wrong = [];
  for (const [path, found] of documents) {
    const own = found.map((element) => element.id).filter(Boolean);
    if (new Set(own).size !== own.length) wrong.push(`${path}: an id twice`);
    for (const element of found) {
      for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers', 'list']) {
        for (const id of (element[name] ?? '').split(/\s+/).filter(Boolean)) {
          if (!own.includes(id)) wrong.push(`${path}: ${name}="${id}"`);
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('no page has an inline script, style or handler', () => {
  const wrong = [];
  for (const [path, found] of documents) {
    for (const element of found) {
      // A block of data is no script: nothing runs, and the policy lets it be.
      const runs = element.tag === 'script' && !element.src && element.type !== 'application/ld+json';
      if (element.tag === 'style' || 'style' in element || runs) wrong.push(`${path}: <${element.tag}>`);
      for (const name of Object.keys(element)) if (name.startsWith('on')) wrong.push(`${path}: ${name}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('every page of the sitemap exists, and every page but the error page is in it', () => {
  const listed = [...read(folder, 'sitemap.xml').matchAll(/<loc>https:\/\/acuerdos\.example\/([^<]*)<\/loc>/g)].map((m) => m[1]);
  assert.deepEqual(listed.sort(), pages(folder).filter((path) => path !== '404.html'));
});
