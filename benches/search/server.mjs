// An ordinary static server that counts what it sends: requests, and the bytes of headers and bodies.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.csv': 'text/csv', '.xml': 'application/xml',
  '.txt': 'text/plain', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm',
};
// What servers compress by themselves once told to: text. WebAssembly and files of unknown kinds go as they are.
const TEXT = new Set(['.html', '.css', '.js', '.mjs', '.svg', '.json', '.csv', '.xml', '.txt', '.webmanifest']);

/** Serves a folder on loopback. `delay` milliseconds before each answer stand for a line's round trip. */
export async function serve(folder, { gzip = true, delay = 0 } = {}) {
  const compressed = new Map();
  let sent = [];

  function body(file, accepted) {
    const plain = readFileSync(file);
    if (!gzip || !/\bgzip\b/.test(accepted ?? '') || !TEXT.has(extname(file))) return [plain, {}];
    if (!compressed.has(file)) compressed.set(file, gzipSync(plain, { level: 6 }));
    return [compressed.get(file), { 'content-encoding': 'gzip', vary: 'accept-encoding' }];
  }

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    const found = !relative(folder, file).startsWith('..') && existsSync(file) && statSync(file).isFile();
    const record = { path, bytes: 0 };
    sent.push(record);
    if (delay) await new Promise((done) => setTimeout(done, delay));
    let bytes = Buffer.from('not found');
    let headers = { 'content-type': 'text/plain' };
    let status = 404;
    if (found) {
      const { mtimeMs, mtime, size } = statSync(file);
      const etag = `"${Math.floor(mtimeMs).toString(16)}-${size.toString(16)}"`;
      headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', etag, 'last-modified': mtime.toUTCString() };
      status = request.headers['if-none-match'] === etag ? 304 : 200;
      let more = {};
      [bytes, more] = body(file, request.headers['accept-encoding']);
      Object.assign(headers, more);
      // Parts of a file, as servers give them; of a file that is not compressed on the way.
      const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
      if (range && !more['content-encoding']) {
        const last = Math.min(range[2] === '' ? Infinity : Number(range[2]), bytes.length - 1);
        headers['content-range'] = `bytes ${range[1]}-${last}/${bytes.length}`;
        bytes = bytes.subarray(Number(range[1]), last + 1);
        status = 206;
      }
    }
    if (status === 304) bytes = Buffer.alloc(0);
    else headers['content-length'] = bytes.length;
    response.writeHead(status, headers);
    response.end(bytes);
    // Node keeps the head that it has written, status line and all.
    record.bytes = Buffer.byteLength(response._header) + bytes.length;
    record.status = status;
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    /** What was sent since the last time of asking. */
    take() {
      const all = sent;
      sent = [];
      return { requests: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), all };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
