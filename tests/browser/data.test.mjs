// Frictionless, the reader of the Data Package standard, finds the open data as its description says: types, keys, and what
// one file says of the other.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { build, buildProject, files, large, read, repository } from './site.mjs';

const limit = { timeout: 300_000 };
const here = new URL('.', import.meta.url).pathname;

async function validate(folder) {
  const description = files(folder).find((path) => path.endsWith('/datapackage.json'));
  const { stdout } = await promisify(execFile)(join(here, '.venv/bin/python'), [join(here, 'data.py'), join(folder, description)], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** Rows of the open data that the JSON files have, by the place of the CSV beside them. */
function rows(folder) {
  const data = files(folder).filter((path) => /^[^/]+\/[^/]+\.csv$/.test(path));
  return Object.fromEntries(data.map((path) => [path.split('/')[1], JSON.parse(read(folder, path.replace(/csv$/, 'json'))).length]));
}

test('the open data is what its description says', limit, async () => {
  const folder = build();
  assert.deepEqual(await validate(folder), { wrong: [], rows: { 'reuniones.csv': 6, 'compromisos.csv': 21 } });
});

test('so is that of 10,000 commitments, to the last row', limit, async () => {
  assert.deepEqual(await validate(large()), { wrong: [], rows: { 'reuniones.csv': 1000, 'compromisos.csv': 10_000 } });
});

test('so is that of every other site of the tests, whatever its authors write', limit, async () => {
  const sites = join(repository, 'tests/sites');
  const names = readdirSync(sites);
  assert.ok(names.length > 15);
  for (const name of names) {
    const folder = buildProject(join(sites, name), '--today', '2023-02-15');
    const found = await validate(folder);
    assert.deepEqual(found, { wrong: [], rows: rows(folder) }, name);
  }
});

test('a file that was changed by hand is found out', limit, async () => {
  const folder = build();
  const path = join(folder, 'datos/compromisos.csv');
  writeFileSync(path, read(folder, 'datos/compromisos.csv').replace('2022-08-09/4', '2022-08-09/3').replace('2022-05-19,', 'pronto,'));
  const { wrong } = await validate(folder);
  assert.match(wrong.join('\n'), /primary|unique/i);
});
