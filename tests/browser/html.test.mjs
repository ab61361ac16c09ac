// The Nu HTML checker of the W3C finds nothing wrong on any page.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { build, buildProject, pages, repository } from './site.mjs';

const jar = createRequire(import.meta.url)('vnu-jar');

async function messages(folder) {
  const flags = ['-Xss2m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--skip-non-html', folder];
  const { stderr } = await promisify(execFile)('java', flags, { maxBuffer: 1 << 28 });
  return JSON.parse(stderr).messages;
}

/** What the checker has against the pages of a site. */
async function problemsOf(folder) {
  const found = await messages(folder);
  return found
    .filter(({ type, subType }) => type === 'error' || type === 'non-document-error' || subType === 'warning')
    .map(({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} … ${extract}`);
}

test('every page is valid HTML', { timeout: 300_000 }, async () => {
  const folder = build();
  assert.ok(pages(folder).length > 50);
  assert.deepEqual(await problemsOf(folder), []);
});

test('every page of a site with logo, icon and colour is valid HTML', { timeout: 300_000 }, async () => {
  assert.deepEqual(await problemsOf(buildProject(join(repository, 'tests/sites/brand'), '--today', '2023-02-15')), []);
});

test('every page of a site that is searched with others is valid HTML', { timeout: 300_000 }, async () => {
  assert.deepEqual(await problemsOf(buildProject(join(repository, 'tests/sites/several'), '--today', '2023-02-15')), []);
});
