// The site under test: built once from the repository's content, read as files and served as any static server would.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { chromium } from 'playwright-core';

export const repository = resolve(fileURLToPath(new URL('../..', import.meta.url)));

export const program = process.env.ACUERDOS ?? join(repository, 'target/debug/acuerdos');
const exampleProgram = (name) => join(dirname(program), 'examples', name);

/** Builds the repository's content into a folder of its own and returns the folder. */
export function build(...flags) {
  return buildProject(repository, ...flags);
}

/** The same for any project. */
export function buildProject(root, ...flags) {
  const folder = join(mkdtempSync(join(tmpdir(), 'acuerdos-')), 'site');
  execFileSync(program, ['--root', root, 'build', '--quiet', '--output', folder, ...flags], { stdio: 'inherit' });
  return folder;
}

/** Runs one of `examples/`, built beside the program, and returns what it prints. */
export function example(name, ...flags) {
  return execFileSync(exampleProgram(name), flags, { encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'inherit'] });
}

/**
 * The site of 10,000 generated commitments. To build it takes longer than to look at it, so that all test files share one: it is
 * named by the programs that made it, and appears whole by being renamed.
 */
export function large() {
  const programs = [program, exampleProgram('generate')].map((path) => { const { size, mtimeMs } = statSync(path); return `${size}-${Math.round(mtimeMs)}`; });
  const place = join(tmpdir(), `acuerdos-large-${programs.join('-')}`);
  if (!existsSync(place)) {
    const project = mkdtempSync(join(tmpdir(), 'acuerdos-large-'));
    example('generate', '10000', project);
    execFileSync(program, ['--root', project, 'build', '--quiet', '--today', '2024-06-15'], { stdio: 'inherit' });
    try { renameSync(project, place); } catch (error) {
      // Another test file was faster.
      if (!existsSync(place)) throw error;
    }
  }
  return join(place, 'site');
}

/** Every file below a folder, as paths with `/`. */
export function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

export function pages(folder) {
  return files(folder).filter((path) => path.endsWith('.html'));
}

export function read(folder, path) {
  return readFileSync(join(folder, path), 'utf8');
}

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.csv': 'text/csv', '.xml': 'application/xml', '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
};

/** Serves a folder below `prefix` on loopback, with the strict policy that sites are promised to work under. */
export async function serve(folder, prefix = '/', { compress = false } = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, normalize(path.slice(prefix.length) || 'index.html'));
    const inside = path.startsWith(prefix) && !relative(folder, file).startsWith('..');
    const found = inside && existsSync(file) && statSync(file).isFile();
    response.writeHead(found ? 200 : 404, {
      'content-type': found ? TYPES[extname(file)] ?? 'application/octet-stream' : 'text/plain',
      'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
      ...(found && compress ? { 'content-encoding': 'gzip' } : {}),
    });
    if (found && compress) createReadStream(file).pipe(createGzip()).pipe(response);
    else if (found) createReadStream(file).pipe(response);
    else response.end('not found');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() };
}

/** Chromium, without anything that it would ask the network for by itself; `more` are further flags of it. */
export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...more],
  });
}

/** Gathers what goes wrong on a page: errors, refused policies, requests that leave the site. */
export function watch(page, origin) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) problems.push(`request leaves the site: ${request.url()}`);
  });
  return problems;
}
