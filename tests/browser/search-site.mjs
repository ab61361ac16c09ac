// A site of one page that searches by a stand-in engine, and a server for it that can misbehave.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import wabt from 'wabt';
import { repository } from './site.mjs';

const ESCAPES = new Map([[0x22, '\\"'], [0x5c, '\\\\'], [0x0a, '\\n'], [0x0d, '\\r']]);

/** The reference of how the files of the search are written: a script, all bytes but four as they are. */
export function encode(name, payload) {
  const escaped = [];
  for (const byte of payload) escaped.push(...(ESCAPES.has(byte) ? Buffer.from(ESCAPES.get(byte)) : [byte]));
  return Buffer.concat([Buffer.from(`acuerdosPiece("${name}","`), Buffer.from(escaped), Buffer.from('");\n')]);
}

/** Every byte, 0 to 255, in its order; compressed by `level: 0` they all stand in the file as well. */
export const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

const watText = readFileSync(new URL('stand-in.wat', import.meta.url), 'utf8');
const { parseWat } = await wabt();

/** The stand-in as wasm; `padding` bytes of nothing make it as large as the real engine. */
export function standIn({ format = 1, padding = 0 } = {}) {
  const { buffer } = parseWat('stand-in.wat', watText.replace('FORMAT', format), { bulk_memory: true }).toBinary({});
  if (!padding) return Buffer.from(buffer);
  // A custom section without a name, of bytes that do not compress.
  const noise = Buffer.from(Array.from({ length: padding / 32 }, (_, i) => createHash('sha256').update(`${i}`).digest()).flatMap((it) => [...it]));
  const size = noise.length + 1;
  const length = [size & 0x7f | 0x80, size >> 7 & 0x7f | 0x80, size >> 14 & 0x7f];
  return Buffer.concat([buffer, Buffer.from([0, ...length, 0]), noise]);
}

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

function put(folder, path, bytes) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

/** Writes an index whose catalog begins with `word`, and points to it; what was there before goes, as after a build. */
export function publish(folder, { word = 'first', engine = standIn(), pieces = [0, 1, 7, 1234], format = 1 } = {}) {
  rmSync(join(folder, 'busqueda'), { recursive: true, force: true });
  const index = hash(word);
  const name = `engine-${hash(engine)}`;
  const write = (path, bytes, options) => {
    const file = encode(path, options ? gzipSync(bytes, options) : bytes);
    put(folder, `busqueda/${path}.js`, file);
    return file.length;
  };
  // Larger than the memory that the stand-in begins with.
  const catalog_bytes = write(`${index}/catalog`, Buffer.from(`${word} ${'catalog '.repeat(20_000)}`), { level: 9 });
  const engine_bytes = write(name, engine, { level: 9 });
  for (const n of pieces) write(`${index}/${Math.floor(n / 1000)}/${n}`, everyByte, { level: 0 });
  write('current', Buffer.from(JSON.stringify({ format, engine: name, engine_bytes, index, catalog_bytes })));
  return { index, engine: name, bytes: engine_bytes + catalog_bytes, piece: (n) => `busqueda/${index}/${Math.floor(n / 1000)}/${n}.js` };
}

/** A folder with the pages `a/b/page.html` and `a/b/late.html`, the script under test, and an index. */
export function site(options) {
  const folder = mkdtempSync(join(tmpdir(), 'acuerdos-search-'));
  const head = '<!DOCTYPE html><html lang="es"><meta charset="utf-8"><title>Search</title>';
  const data = 'id="search-script" data-root="../../" data-search="busqueda/" defer';
  put(folder, 'search-engine.js', readFileSync(join(repository, 'themes/default/static/search-engine.js')));
  put(folder, 'a/b/page.html', `${head}<script src="../../search-engine.js?v=1" ${data}></script>`);
  put(folder, 'other.js', '// a script that would load the search when its box is approached\n');
  put(folder, 'a/b/late.html', `${head}<script src="../../other.js" ${data}></script>`);
  return { folder, ...publish(folder, options) };
}

export const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
// Of the endings that sites have, those that IIS knows.
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.xml': 'text/xml',
  '.json': 'application/json', '.txt': 'text/plain', '.csv': 'application/octet-stream',
};

/**
 * Serves the folder below `prefix`. `answers` is a list of functions (path, response, file) that may answer themselves and
 * then return true, to be changed at any time; `requests` gathers the paths asked for. Endings that IIS does not know are
 * refused.
 */
export async function serveSearch(folder, { policy = () => POLICY, gzip = false, headers = {}, prefix = '/' } = {}) {
  const requests = [];
  const answers = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const inside = pathname.startsWith(prefix);
    const path = decodeURIComponent(inside ? pathname.slice(prefix.length) : pathname);
    if (path !== 'favicon.ico') requests.push(path);
    const place = join(folder, path);
    const file = inside && extname(path) in TYPES && existsSync(place) && statSync(place).isFile() ? readFileSync(place) : null;
    for (const answer of answers) if (await answer(path, response, file)) return;
    send(response, path, file);
  });
  function send(response, path, file) {
    const type = file ? TYPES[extname(path)] : 'text/plain';
    response.writeHead(file ? 200 : 404, {
      'content-type': type, 'content-security-policy': policy(path), ...(gzip && file ? { 'content-encoding': 'gzip' } : {}), ...headers,
    });
    response.end(file ? (gzip ? gzipSync(file) : file) : 'not found');
  }
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${server.address().port}${prefix}`;
  return {
    url, page: `${url}a/b/page.html`, requests, answers, send,
    close: () => { server.close(); server.closeAllConnections(); },
  };
}
