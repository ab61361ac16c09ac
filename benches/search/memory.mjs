// An engine that holds everything in memory, in a process of its own: `node memory.mjs ENGINE PROJECT` prints what its index
// costs and at which place it finds each commitment.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [name, root] = process.argv.slice(2);
const engine = await import(`./engines/${name}.mjs`);
const documents = JSON.parse(readFileSync(join(root, 'site/datos/compromisos.json'), 'utf8')).map(
  ({ id, title, text, updates, documents: papers, tags }) =>
    ({ id, title, text, updates: updates.map((update) => update.text).join('\n'), documents: papers.join(' '), tags: tags.join(' ') }),
);
const { variants } = JSON.parse(readFileSync(join(root, 'queries.json'), 'utf8'));

const used = () => process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime;
const before = used();
const index = engine.index(documents);
const cpu = (used() - before) / 1e6;
const memory = process.resourceUsage().maxRSS * 1024;
const places = {};
for (const [variant, queries] of Object.entries(variants)) {
  places[variant] = queries.map(({ id, query }) => engine.search(index, query).indexOf(id) + 1);
}
const json = JSON.stringify(index);
console.log(JSON.stringify({ cpu, memory, size: { files: 1, bytes: json.length }, gzip: gzipSync(json).length, places }));
