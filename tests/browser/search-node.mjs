// The search of a published folder in Node: the engine of the repository and the pieces of the folder, read as files. It
// shares nothing with the script that does the same in the page, so that a mistake of that script does not hide here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { repository } from './site.mjs';

const ROUNDS = 20;

/** The bytes of a script of the search: `acuerdosPiece("NAME","…");` with four bytes escaped. */
export function payload(name, file) {
  const head = Buffer.from(`acuerdosPiece("${name}","`);
  const tail = Buffer.from('");\n');
  if (!file.subarray(0, head.length).equals(head) || !file.subarray(-tail.length).equals(tail)) throw new Error(`${name} is no piece`);
  // One byte, one character; so that a regular expression works on bytes.
  const text = file.subarray(head.length, -tail.length).toString('latin1');
  return Buffer.from(text.replace(/\\([^])/g, (_, c) => ({ n: '\n', r: '\r' })[c] ?? c), 'latin1');
}

/** Opens the search of a site's folder: `{ search(request), asked }`; `asked` gathers the pieces that were read. */
export async function openSearch(site) {
  const folder = ['busqueda', 'search'].map((it) => join(site, it)).find((it) => existsSync(join(it, 'current.js')));
  const read = (name) => payload(name, readFileSync(join(folder, `${name}.js`)));
  const pointer = JSON.parse(read('current'));
  const compressed = readFileSync(join(repository, 'search/engine/engine.wasm.gz'));
  if (!read(pointer.engine).equals(compressed)) throw new Error('the site has another engine than the repository');
  const { instance: { exports: engine } } = await WebAssembly.instantiate(gunzipSync(compressed), {});
  const asked = [];

  function call(method, bytes, ...numbers) {
    // The memory may be another after each call.
    const input = engine.input(bytes.length) >>> 0;
    new Uint8Array(engine.memory.buffer).set(bytes, input);
    const length = engine[method](...numbers, bytes.length) >>> 0;
    const output = engine.output() >>> 0;
    const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(engine.memory.buffer, output, length)));
    if (answer.error) throw new Error(`${method}: ${answer.error}`);
    return answer;
  }

  call('open', gunzipSync(read(`${pointer.index}/catalog`)));
  return {
    asked,
    search(request) {
      const bytes = Buffer.from(JSON.stringify(request));
      for (let round = 0; round < ROUNDS; round += 1) {
        const { done, need } = call('search', bytes);
        if (done) return done;
        asked.push(...need);
        for (const number of need) call('insert', gunzipSync(read(`${pointer.index}/${Math.floor(number / 1000)}/${number}`)), number);
      }
      throw new Error('the engine asks for pieces without end');
    },
  };
}
