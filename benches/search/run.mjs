// Measures search in the browser, engine beside engine on the same pages; the table goes to standard output.
// What each figure means: README.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, quality } from './browser.mjs';
import * as native from './engines/acuerdos-native.mjs';
import * as acuerdos from './engines/acuerdos.mjs';
import * as lunr from './engines/lunr.mjs';
import * as fuzzy from './engines/minisearch-fuzzy.mjs';
import * as minisearch from './engines/minisearch.mjs';
import * as pagefind from './engines/pagefind.mjs';
import { make } from './project.mjs';
import { table } from './table.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000' },
    engines: { type: 'string', default: 'pagefind,acuerdos,acuerdos-native,minisearch,minisearch-fuzzy,lunr' },
    limits: { type: 'string', default: '5,10' },
    runs: { type: 'string', default: '5' },
    folder: { type: 'string' },
    json: { type: 'string' },
    delay: { type: 'string', default: '0' },
    'no-gzip': { type: 'boolean', default: false },
    'no-quality': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const wanted = options.engines.split(',');
const inBrowser = Object.entries({ pagefind, acuerdos }).filter(([key]) => wanted.includes(key)).map(([, engine]) => engine);
const inMemory = Object.entries({ minisearch, 'minisearch-fuzzy': fuzzy, lunr }).filter(([key]) => wanted.includes(key));
const say = (text) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Everything about a register of one size. */
async function benchmark(base, count) {
  say(`${count}: generating and building`);
  const project = make(base, count);
  const result = { count, words: project.queries.words, forms: project.queries.forms, rules: project.queries.rules, engines: {} };
  const engines = inBrowser.filter((engine) => {
    const reason = engine.skip(project);
    if (reason) say(`${count}: ${engine.name} is left out: ${reason}`);
    return !reason;
  });
  for (const engine of engines) {
    say(`${count}: ${engine.name}, index`);
    result.engines[engine.name] = { version: engine.version, index: engine.index(project) };
  }
  const settings = {
    runs: Number(options.runs), limits: options.limits.split(',').map(Number), gzip: !options['no-gzip'], delay: Number(options.delay), say,
  };
  const sessions = await measure(project, engines, settings);
  for (const engine of engines) {
    result.engines[engine.name].sessions = sessions[engine.name];
    if (!options['no-quality']) result.engines[engine.name].places = await quality(project, engine, { say });
  }
  if (wanted.includes('acuerdos-native') && !options['no-quality']) {
    const reason = native.skip();
    say(reason ? `${count}: ${native.name} is left out: ${reason}` : `${count}: ${native.name}`);
    if (!reason) result.engines[native.name] = { version: native.version, places: native.quality(project) };
  }
  for (const [key, engine] of inMemory) {
    // They hold everything in memory, and lunr's index of 100,000 is more than a Node process is given.
    if (options['no-quality'] || count > 20_000) continue;
    say(`${count}: ${engine.name}`);
    const args = [fileURLToPath(new URL('memory.mjs', import.meta.url)), key, project.root];
    const { places, gzip, ...index } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 }));
    result.engines[engine.name] = { version: engine.version, index: { ...index, gzip }, places };
  }
  if (!options.keep) rmSync(project.root, { recursive: true });
  return result;
}

const base = options.folder ?? mkdtempSync(join(tmpdir(), 'acuerdos-search-'));
const results = {
  chromium: execFileSync(process.env.CHROMIUM ?? '/usr/bin/chromium', ['--version', '--no-sandbox'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
  node: process.version,
  cores: cpus().length,
  load: { before: loadavg()[0] },
  options,
  sizes: [],
};
for (const count of options.sizes.split(',').map(Number)) {
  results.sizes.push(await benchmark(base, count));
  // After each size, so that a long run that is stopped has told what it saw.
  results.load.after = loadavg()[0];
  if (options.json) writeFileSync(options.json, JSON.stringify(results, null, 1) + '\n');
}
if (!options.folder && !options.keep) rmSync(base, { recursive: true });
console.log(table(results));
