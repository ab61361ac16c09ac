// Builds sites and measures it: README.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { acuerdos, floor, generator, hugoSite, indexer, pagefind, versions, zolaSite } from './tools.mjs';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000' },
    tools: { type: 'string', default: 'acuerdos,floor,hugo,zola,pagefind' },
    runs: { type: 'string', default: '3' },
    content: { type: 'string' },
    json: { type: 'string' },
    folder: { type: 'string' },
  },
});
const sizes = options.sizes.split(',').map(Number);
const tools = new Set(options.tools.split(','));
const runs = Number(options.runs);
const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program to its end: seconds of processor (user and system), seconds by the clock, peak of memory in bytes. */
function measured(program, args) {
  const began = process.hrtime.bigint();
  const ended = spawnSync('/usr/bin/time', ['-f', 'measured %U %S %M', program, ...args], { encoding: 'utf8', maxBuffer: 64 << 20 });
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  const figures = ended.stderr?.match(/measured ([\d.]+) ([\d.]+) (\d+)\s*$/);
  if (ended.status !== 0 || !figures) {
    return { failed: `${ended.error ?? ''}${ended.stderr ?? ''}`.trim().split('\n').at(-1) };
  }
  return { cpu: Number(figures[1]) + Number(figures[2]), wall, memory: Number(figures[3]) * 1024, output: ended.stdout };
}

/** The median of several runs, and how far they were apart. */
function several(work) {
  const all = [];
  for (let run = 0; run < runs; run += 1) {
    const figures = work(run);
    if (figures.failed !== undefined) return figures;
    all.push(figures);
  }
  const of = (key) => all.map((it) => it[key]).sort((a, b) => a - b);
  const middle = (list) => list[Math.floor(list.length / 2)];
  const cpu = of('cpu');
  return { cpu: middle(cpu), least: cpu[0], most: cpu.at(-1), wall: middle(of('wall')), memory: of('memory').at(-1) };
}

function size(folder) {
  let [files, bytes] = [0, 0];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) {
      files += 1;
      bytes += statSync(join(entry.parentPath, entry.name)).size;
    }
  }
  return { files, bytes };
}

const empty = (folder) => rmSync(folder, { recursive: true, force: true });

function ours(project, folder, results) {
  const site = join(folder, 'site');
  const build = () => measured(acuerdos, ['--root', project, 'build', '--output', site]);
  results.full = several(() => {
    empty(site);
    return build();
  });
  if (results.full.failed !== undefined) return;
  results.size = size(site);
  const minutes = join(project, 'content/reuniones');
  results.edit = several((run) => {
    // Some words more in one commitment of the first meeting, as somebody who corrects a text.
    const file = join(minutes, readdirSync(minutes).sort()[0]);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^(### 1\. .*\n\n)/m, `$1Corregido ${run}. `));
    return build();
  });
  results.again = several(build);
  results.index = several(() => measured(indexer, [join(site, 'datos/compromisos.json')]));
  if (tools.has('floor')) {
    results.floor = several(() => {
      const copy = join(folder, 'floor');
      empty(copy);
      const { output, failed, memory } = measured(floor, [site, copy]);
      return failed === undefined ? { ...JSON.parse(output), memory } : { failed };
    });
    empty(join(folder, 'floor'));
  }
  empty(site);
}

function others(project, folder, results) {
  for (const [name, tool] of [['hugo', hugoSite], ['zola', zolaSite]]) {
    if (!tools.has(name)) continue;
    if (found[name] === null) {
      say(`  there is no ${name}`);
      continue;
    }
    const [source, site] = [join(folder, name), join(folder, `${name}-site`)];
    say(`  ${name}`);
    tool.write(project, source);
    results[name] = several(() => {
      empty(site);
      return measured(tool.program, tool.args(source, site));
    });
    if (results[name].failed === undefined) results[`${name}Size`] = size(site);
    if (name === 'hugo' && tools.has('pagefind') && results.hugo.failed === undefined) {
      say('  pagefind');
      results.pagefind = several(() => {
        empty(join(site, 'pagefind'));
        return measured(pagefind.program, pagefind.args(site));
      });
    }
    empty(source);
    empty(site);
  }
}

const base = mkdtempSync(join(options.folder ?? tmpdir(), 'acuerdos-build-'));
const machine = { cores: cpus().length, memory: totalmem(), load: loadavg()[0] };
const measurements = [];
const found = versions();
try {
  if (options.content) {
    say('the content of the repository');
    const results = { commitments: 'content' };
    const site = join(base, 'site');
    results.full = several(() => {
      empty(site);
      return measured(acuerdos, ['--root', options.content, 'build', '--output', site]);
    });
    if (results.full.failed === undefined) results.size = size(site);
    measurements.push(results);
  }
  for (const count of sizes) {
    say(`${count} commitments`);
    const [project, folder] = [join(base, `${count}`), join(base, `${count}-out`)];
    execFileSync(generator, [`${count}`, project]);
    const results = { commitments: count };
    if (tools.has('acuerdos')) {
      say('  acuerdos');
      ours(project, folder, results);
    }
    others(project, folder, results);
    measurements.push(results);
    empty(project);
    empty(folder);
    if (options.json) write();
  }
} finally {
  empty(base);
}
function write() {
  const result = { date: new Date().toISOString().slice(0, 10), versions: found, machine, runs, measurements };
  writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
}
if (options.json) write();
else console.log(JSON.stringify(measurements, null, 2));
for (const { commitments, ...results } of measurements) {
  for (const [what, { failed }] of Object.entries(results)) {
    if (failed === undefined) continue;
    say(`${commitments}, ${what}: ${failed}`);
    process.exitCode = 1;
  }
}
