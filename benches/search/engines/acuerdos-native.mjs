// Ours in the terminal: `acuerdos search --json` over the published site, a process for each query; quality only.
import { execFileSync, spawnSync } from 'node:child_process';
import { acuerdos } from '../project.mjs';
import { version } from './acuerdos.mjs';

export const name = 'acuerdos search';
export { version };

/** Why it cannot be asked, if it cannot. */
export function skip() {
  return spawnSync(acuerdos, ['search', '--help']).status === 0 ? null : 'the program has no command `search`';
}

/** At which place, 1 to 10, each query finds its commitment; 0 if it is not among the first ten. */
export function quality(project) {
  const places = {};
  for (const [variant, queries] of Object.entries(project.queries.variants)) {
    places[variant] = queries.map(({ id, query }) => {
      const output = execFileSync(acuerdos, ['search', '--site', project.site, '--kind', 'commitment', '--json', '--', query], { encoding: 'utf8', maxBuffer: 1 << 28 });
      return JSON.parse(output).hits.slice(0, 10).findIndex((hit) => hit.id === id) + 1;
    });
  }
  return places;
}
