// A generated project: its files, its site, its queries, and what each engine's index costs.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const acuerdos = process.env.ACUERDOS ?? join(repository, 'target/release/acuerdos');
const generate = process.env.GENERATE ?? join(repository, 'target/release/examples/generate');

export const indexer = process.env.INDEXER ?? join(repository, 'target/release/examples/known_items');

/** Runs a program to its end and tells what it took: seconds of processor and of clock, and the peak of its memory. */
export function timed(program, args) {
  const run = spawnSync('/usr/bin/time', ['-v', program, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const value = (name) => run.stderr.match(new RegExp(`${name}[^:]*: (.*)`))?.[1];
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}\n${run.stderr.slice(-2000)}`);
  const clock = run.stderr.match(/Elapsed \(wall clock\) time .*: (.*)/)[1].split(':').map(Number);
  return {
    output: run.stdout,
    cpu: Number(value('User time')) + Number(value('System time')),
    clock: clock.reduce((sum, part) => sum * 60 + part, 0),
    memory: Number(value('Maximum resident set size')) * 1024,
  };
}

/** How many files and bytes there are below a folder, of those that `wanted` takes. */
export function size(folder, wanted = () => true) {
  const total = { files: 0, bytes: 0 };
  for (const path of readdirSync(folder, { recursive: true })) {
    const found = statSync(join(folder, path));
    if (!found.isFile() || !wanted(path)) continue;
    total.files += 1;
    total.bytes += found.size;
  }
  return total;
}

/** Generates and builds a register of `count` commitments in a folder of its own below `base`. */
export function make(base, count) {
  const root = join(base, String(count));
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  execFileSync(generate, ['--queries', String(count), root]);
  const build = timed(acuerdos, ['--root', root, '--lang', 'en', 'build', '--quiet', '--today', '2023-02-15']);
  const site = join(root, 'site');
  const commitments = JSON.parse(readFileSync(join(site, 'datos/compromisos.json'), 'utf8'));
  annotate(site, commitments);
  return { count, root, site, commitments, build, queries: JSON.parse(readFileSync(join(root, 'queries.json'), 'utf8')) };
}

/** Tells Pagefind the status of each commitment, as the author of a theme would: it has no filter otherwise. */
function annotate(site, commitments) {
  for (const { url, status } of commitments) {
    const file = join(site, url);
    const page = readFileSync(file, 'utf8');
    const marked = page.replace('<div class="head">', `<div class="head" data-pagefind-filter="status:${status}">`);
    if (marked === page) throw new Error(`${url}: no place for the filter`);
    writeFileSync(file, marked);
  }
}

export const exists = (project, path) => existsSync(join(project.site, path));
