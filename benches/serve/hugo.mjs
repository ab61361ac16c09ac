// `hugo server` on the same texts: a content page for each commitment, a plain template, a list in pages of a hundred.
import { execFileSync, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peak, subject } from './acuerdos.mjs';

export const name = 'hugo';
const program = process.env.HUGO ?? 'hugo';

export function skip() {
  try {
    version();
    return null;
  } catch {
    return `there is no ${program}`;
  }
}

export const version = () => execFileSync(program, ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).match(/hugo v([\d.]+)/)[1];

const HEAD = '<!doctype html><html lang="es"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>';

/** The texts of a generated project's commitments as a project of Hugo's beside it. */
export function project(root, base) {
  const folder = join(base, `hugo-${root.split('/').at(-1)}`);
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('hugo.toml', 'baseURL = "https://acuerdos.example/"\ntitle = "Acuerdos generados"\nlanguageCode = "es"\ndisableKinds = ["taxonomy", "term", "rss"]\n[pagination]\npagerSize = 100\n');
  write('layouts/_default/single.html', `${HEAD}<h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n`);
  write('layouts/_default/list.html', `${HEAD}<ul>{{ range (.Paginate .RegularPages).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n`);
  for (const file of readdirSync(join(root, 'content/reuniones'))) {
    const meeting = file.replace(/\.md$/, '');
    for (const text of readFileSync(join(root, 'content/reuniones', file), 'utf8').split(/^### /m).slice(1)) {
      const [, number, title, body] = text.match(/^(\d+)\. (.*)\n([^]*)$/);
      write(`content/compromisos/${meeting}/${number}.md`, `---\ntitle: ${JSON.stringify(title)}\ndate: ${meeting}\n---\n${body.replace(/^#### /gm, '## ')}`);
    }
  }
  writeFileSync(join(folder, 'subject'), subject(root).meeting);
  return folder;
}

/** Serves a project; `announced` is told whenever the pages are told to reload. */
export async function start(root) {
  const meeting = readFileSync(join(root, 'subject'), 'utf8');
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(program, ['server', '--source', root, '--bind', '127.0.0.1', '--port', `${port}`, '--renderToMemory'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => { output += text; if (output.includes('Press Ctrl+C')) resolve(); });
  });
  let socket;
  return {
    file: join(root, `content/compromisos/${meeting}/1.md`),
    page: `http://127.0.0.1:${port}/compromisos/${meeting}/1/`,
    marked: (text, number) => text.replace(/^(---\n[^]*?\n---\n\n)/, `$1Marca ${number}. `),
    /** Speaks as much of WebSocket as listening to LiveReload takes. */
    announced(heard) {
      socket = connect(port, '127.0.0.1', () => {
        socket.write(`GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`);
      });
      // What is sent before the handshake is answered is lost.
      socket.once('data', () => {
        const hello = Buffer.from('{"command":"hello","protocols":["http://livereload.com/protocols/official-7"]}');
        socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | hello.length, 0, 0, 0, 0]), hello]));
      });
      socket.on('data', (bytes) => { if (bytes.includes('"reload"')) heard(); });
      socket.on('error', () => {});
    },
    memory: () => peak(child.pid),
    stop: () => { socket?.destroy(); child.kill(); },
  };
}
