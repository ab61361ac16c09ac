// Makes the tables and the chart of docs/benchmarks.md from what run.mjs measured: `node report.mjs results.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chart } from './chart.mjs';

const docs = join(dirname(fileURLToPath(import.meta.url)), '../../docs');
const { date, versions, machine, runs, measurements } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const seconds = (it) => (it < 1 ? `${Math.round(it * 1000)} ms` : `${it < 10 ? it.toFixed(1) : Math.round(it)} s`);
const megabytes = (it) => `${Math.round(it / 1e6)} MB`;
const number = (it) => it.toLocaleString('en-US');
const cell = (it) => {
  if (it === undefined) return '–';
  if (it.failed !== undefined) return `failed: ${it.failed}`;
  const spread = it.most > it.least ? ` (${seconds(it.least)} to ${seconds(it.most)})` : '';
  return `${seconds(it.cpu)}${spread}, ${megabytes(it.memory)}`;
};
const named = (name, tool) => (tool ? `${name} ${tool}` : `${name}: there was none`);
const label = (it) => (it.commitments === 'content' ? '21, of the repository' : number(it.commitments));
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const ours = table(
  ['commitments', 'build from nothing', 'by the clock', 'after one edit', 'nothing changed', 'index only', 'floor', 'files', 'bytes'],
  measurements.filter((it) => it.full).map((it) => [
    label(it), cell(it.full), seconds(it.full.wall), cell(it.edit), cell(it.again), cell(it.index),
    it.floor ? `${seconds(it.floor.cpu)}, ratio ${(it.full.cpu / it.floor.cpu).toFixed(1)}` : '–', it.size ? number(it.size.files) : '–', it.size ? megabytes(it.size.bytes) : '–',
  ]),
);
const sized = measurements.filter((it) => it.commitments !== 'content');
const beside = table(
  ['commitments', `acuerdos ${versions.acuerdos}`, named('Hugo', versions.hugo), named('Zola', versions.zola), `${named('Pagefind', versions.pagefind)}, on Hugo's pages`],
  sized.map((it) => [label(it), cell(it.full), cell(it.hugo), cell(it.zola), cell(it.pagefind)]),
);
const growth = table(
  ['commitments', 'CPU for a thousand', 'memory for a thousand', 'bytes of the site for each commitment'],
  sized.filter((it) => it.full).map((it) => [
    label(it), seconds((it.full.cpu / it.commitments) * 1000), megabytes((it.full.memory / it.commitments) * 1000), it.size ? number(Math.round(it.size.bytes / it.commitments)) : '–',
  ]),
);
const values = { ours, beside, growth, date, runs: `${runs}`, cores: `${machine.cores}`, load: machine.load.toFixed(1) };

const path = join(docs, 'benchmarks.md');
let text = readFileSync(path, 'utf8');
for (const [name, value] of Object.entries(values)) {
  const block = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`, 'g');
  if (!block.test(text)) throw new Error(`docs/benchmarks.md has no place for ${name}`);
  const line = value.includes('\n') ? `\n${value}\n` : value;
  text = text.replace(block, (_, open, close) => `${open}${line}${close}`);
}
writeFileSync(path, text);
writeFileSync(join(docs, 'benchmarks.svg'), chart(sized, versions));
