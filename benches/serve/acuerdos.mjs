// `acuerdos serve`, as the benchmark drives it.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const name = 'acuerdos';
const program = process.env.ACUERDOS ?? 'target/release/acuerdos';

export const skip = () => null;
export const version = () => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim().split(' ').at(-1);
/** The generated project as it is. */
export const project = (root) => root;

/** Peak of a process's memory, in megabytes. */
export const peak = (pid) => Math.round(Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024);

/** The commitment that is edited: the first of the meeting in the middle. */
export function subject(root) {
  const folder = join(root, 'content/reuniones');
  const names = readdirSync(folder).sort();
  const file = names[names.length >> 1];
  return { file: join(folder, file), meeting: file.replace(/\.md$/, '') };
}

/** Serves a project; `announced` is told whenever there is a new edition. */
export async function start(root) {
  const { file, meeting } = subject(root);
  const child = spawn(program, ['--root', root, '--quiet', 'serve', '--port', '0', '--today', '2023-02-15'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve) => { child.stdout.setEncoding('utf8').once('data', (text) => resolve(text.trim())); });
  const abort = new AbortController();
  return {
    file,
    page: `${url}compromisos/${meeting}/1.html`,
    marked: (text, number) => text.replace(/^(### 1\. .*\n\n)/m, `$1Marca ${number}. `),
    async announced(heard) {
      const response = await fetch(`${url}~serve/events`, { signal: abort.signal });
      try { for await (const bytes of response.body) if (Buffer.from(bytes).includes('"edition"')) heard(); } catch { /* stopped */ }
    },
    memory: () => peak(child.pid),
    stop: () => { abort.abort(); child.kill(); },
  };
}
