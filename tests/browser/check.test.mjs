// What `check` writes for programs is valid: SARIF by the schema of its standard, JSON by the one that is published here. The
// projects are all those of the tests of diagnostics, so that every code occurs.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { repository } from './site.mjs';

const limit = { timeout: 300_000 };
const here = new URL('.', import.meta.url).pathname;
const binary = join(repository, 'target/debug/acuerdos');
const cases = join(repository, 'tests/diagnostics/cases');

async function wrong(schema, document) {
  const { stdout } = await promisify(execFile)(join(here, '.venv/bin/python'), [join(here, 'check.py'), join(repository, schema), document], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** The first case of a file as a project; the lines of carets in it only add to what is wrong. */
function project(name) {
  const folder = mkdtempSync(join(tmpdir(), 'acuerdos-check-'));
  const [, text] = readFileSync(join(cases, name), 'utf8').split(/^%%% .*\n/m);
  for (const part of text.split(/^=== /m).slice(1)) {
    const end = part.indexOf('\n');
    const path = join(folder, part.slice(0, end));
    mkdirSync(dirname(path), { recursive: true });
    const lines = part.slice(end + 1).split('\n');
    writeFileSync(path, lines.filter((line) => !/^ *([\^~]+>?|\|>?) [a-z0-9-]+$/.test(line)).join('\n'));
  }
  return folder;
}

function check(root, format) {
  const run = spawnSync(binary, ['--root', root, 'check', '--today', '2023-02-15', '--format', format], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.ok([0, 1].includes(run.status), run.stderr);
  assert.equal(run.stderr, '');
  return run.stdout;
}

for (const [format, schema] of [['sarif', 'tests/schemas/sarif-2.1.0.json'], ['json', 'docs/schemas/check.schema.json']]) {
  test(`what check writes as ${format} is valid`, limit, async () => {
    const names = readdirSync(cases);
    assert.ok(names.length > 50);
    const codes = new Set();
    // One document for all of them: validators start slowly.
    let all;
    for (const name of names) {
      const document = JSON.parse(check(project(name), format));
      const found = format === 'json' ? document.diagnostics : document.runs[0].results;
      for (const entry of found) codes.add(entry.code ?? entry.ruleId);
      if (!all) all = document;
      else if (format === 'json') all.diagnostics.push(...found);
      else all.runs.push({ ...document.runs[0], tool: { driver: { name: 'acuerdos' } }, results: found.map(({ ruleIndex, ...rest }) => rest) });
    }
    assert.ok(codes.size > 45, [...codes].join(' '));
    const path = join(mkdtempSync(join(tmpdir(), 'acuerdos-check-')), 'document.json');
    writeFileSync(path, JSON.stringify(all));
    assert.deepEqual(await wrong(schema, path), []);
    // The validator is awake.
    writeFileSync(path, JSON.stringify({ ...all, version: 7 }));
    assert.notDeepEqual(await wrong(schema, path), []);
  });
}
