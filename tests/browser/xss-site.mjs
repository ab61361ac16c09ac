// A project in which every field that an author or an administrator can fill holds every vector, and the site that is built of it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { program } from './site.mjs';
import { vectors } from './xss-vectors.mjs';

const line = (text) => text.replaceAll(/\s*\n\s*/g, ' ');
// A quoted text of YAML and of TOML; both read the escapes of JSON.
const quoted = (text) => JSON.stringify(line(text)).replaceAll('\u007f', '\\u007f');
const day = (number) => new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10);
const name = (number) => String(number).padStart(3, '0');
const some = (from, to) => vectors.slice(from, to).map(line).join(' ');

/** Minutes as a list of fields, each with its lines. Within a line of prose, and at the start of one, markup begins differently. */
function minutes(text, number) {
  const one = line(text);
  const it = quoted(text);
  // Two names that differ in signs alone would have one address.
  const unlike = (mark) => one.split(/[,;]/).map((part, at) => `${part} ${mark}${number}p${at}`).join('; ');
  return [
    ['', `---\nfecha: ${day(number)}`],
    ['title', `titulo: ${it}`],
    ['series', `serie: ${quoted(`${text} s${number}`)}`],
    ['tags', `etiquetas: [${quoted(`${text} t${number}`)}]`],
    ['attendees', `asistentes: {${quoted(`${text} a${number}`)}: [${it}]}`],
    ['mode', `modalidad: ${it}`],
    ['aliases', `aliases: [${it}]`],
    ['', '---\n'],
    ['heading', `# Reunión ${one}\n`],
    ['meeting text', `Palabra ${one}\n`],
    ['section', `## Sección ${one}\n`],
    ['section text', `Palabra ${one}\n`],
    ['', '## Objetivos\n'],
    ['objectives', `Palabra ${one}\n`],
    ['', '## Temas\n'],
    ['topics', `1. Tema ${one}\n`],
    ['', '## Compromisos\n'],
    ['commitment title', `### 1. Plan ${one}\n`],
    ['', ''],
    ['commitment text', `Palabra ${one}\n`],
    ['responsible', `- Responsables: ${unlike('r')}`],
    ['documents', `- Documentos: ${unlike('d')}`],
    ['tags of a commitment', `- Etiquetas: ${unlike('e')}`],
    ['due', `- Vence: ${one}`],
    ['related', `- Relacionados: ${one}`],
    ['', `\n#### ${day(number)} · Pendiente\n`],
    ['update', `Palabra ${one}\n`],
    // At its end, since some of it opens what nothing closes.
    ['', `### 2. Otro\n\nTexto.\n\n#### ${day(number)} · Pendiente\n`],
    ['block', text],
  ];
}

const page = (text) => [['page title', `---\ntitle: ${quoted(text)}\n---\n`], ['', '# Página\n'], ['page', text]];

const account = (text, number) => [['', `### 2000/v${name(number)}/1 · En proceso\n`], ['follow-up', `Avance ${line(text)}\n`]];

/** Every file of the project, as fields. */
function project() {
  const files = {
    'acuerdos.toml': [
      ['title', `title = ${quoted(some(135, 165))}`],
      ['', 'cut_off = 2023-02-15\nbase_url = "https://acuerdos.example/"\nedit_url = "https://acuerdos.example/{path}"'],
      ['', '[report]'],
      ['report title', `title = ${quoted(some(0, 40))}`],
      ['requested by', `requested_by = ${quoted(some(100, 135))}`],
      ...vectors.slice(0, 1).map(() => ['introduction', `introduction = ${quoted(`Palabra ${some(52, 60)} ${some(194, 211)}`)}`]),
      ['', '[accessibility]'],
      ['contact', `contact = ${quoted(`Palabra ${some(104, 135)}`)}`],
      ['', '[brand]\nlogo = "logo.svg"'],
      ['logo', `logo_alt = ${quoted(some(88, 104))}`],
      ['', '[glossary]'],
      ...vectors.map((text, number) => ['term', `GLO${number} = ${quoted(text)}`]),
      ...vectors.map((text) => ['key of a term', `${quoted(text)} = "Significado"`]),
      ...[['pendiente', 0, 50, 'open\ninitial = true'], ['en-proceso', 50, 100, 'open'], ['atendido', 100, 211, 'closed']].flatMap(([id, from, to, kind]) => [
        ['', `[[statuses]]\nid = "${id}"\nkind = "${kind.replace('\n', '"\n')}${kind.includes('\n') ? '' : '"'}`],
        ['status label', `label = ${quoted(`${id} ${some(from, to)}`)}`]]),
      ['', `[[statuses]]\nid = ${quoted(vectors[0])}`],
      ...vectors.flatMap((text, number) => [
        ['', `[[organisations]]\nacronym = "ORG${number}"`],
        ['organisation', `name = ${quoted(text)}\naliases = [${quoted(`alias ${number} ${text}`)}]\nunits = [{ acronym = "U${number}", name = ${quoted(`Área ${text}`)} }]`],
        ['', `[[documents]]\nid = "DOC/${number}/2000"`],
        ['document', `title = ${quoted(text)}`],
        ['document address', `url = ${quoted(`https://x.example/${text}`)}`]]),
    ],
    'content/logo.svg': [['', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>']],
    'content/reuniones/2023-01-18.md': [
      ['', `---\nfecha: 2023-01-18\n---\n\n## Seguimiento\n`], ...vectors.flatMap(account),
      ['', '## Compromisos\n'],
      ...vectors.flatMap((_, number) => [['', `### ${number + 1}. GLO${number} y DOC/${number}/2000\n\nDe ORG${number} y U${number}: GLO${number}, DOC/${number}/2000.\n\n- Responsables: ORG${number}\n- Documentos: DOC/${number}/2000\n`]]),
    ],
  };
  vectors.forEach((text, number) => {
    files[`content/reuniones/2000/v${name(number)}.md`] = minutes(text, number);
    files[`content/p${name(number)}.md`] = page(text);
  });
  // What can be in a file's name as well.
  for (const [number, it] of ["it's onmouseover=__xss(0)", '&lt;script&gt;', "'};__xss(0);{'", 'javascript&colon;__xss(0)', '{{ __xss(0) }}', '${__xss(0)}', '%3Cscript%3E__xss(0)%3C'].entries()) {
    // Pages of names that differ in signs alone would have one address.
    files[`content/${it} ${number}.md`] = [['', '# Nombre\n']];
    files[`content/${it}.txt`] = [['', 'x']];
  }
  return files;
}

/**
 * Builds it, having taken out, field by field, what the program refuses; returns the root, the folder of the site, and of each kind of
 * field how many vectors were refused: `{ field: Set of codes }` is for people to read.
 */
export function hostileSite() {
  const root = mkdtempSync(join(tmpdir(), 'acuerdos-xss-'));
  const files = project();
  const refused = {};
  let last = '';
  const write = () => {
    for (const [path, fields] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), `${fields.map(([, text]) => text).join('\n')}\n`);
    }
  };
  for (let round = 0; round < 12; round += 1) {
    write();
    const { stdout, status, stderr } = spawnSync(program, ['--root', root, 'check', '--format', 'json'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (status !== 0 && status !== 1) throw new Error(`check ends in ${status}: ${stderr.slice(0, 2000)}`);
    const errors = JSON.parse(stdout).diagnostics.filter(({ severity }) => severity === 'error');
    if (!errors.length) {
      const folder = join(root, 'site');
      execFileSync(program, ['--root', root, 'build', '--quiet'], { stdio: ['ignore', 'ignore', 'pipe'] });
      return { root, folder, refused };
    }
    last = JSON.stringify(errors.slice(0, 5).map(({ file, start, code, message }) => [file, start.line, code, message]));
    for (const { file, start, code, message } of errors) {
      let end = 0;
      const place = files[file].findIndex(([, text]) => (end += text.split('\n').length) >= start.line);
      const field = files[file][place];
      if (!field) throw new Error(`${file}:${start.line} of ${end}: ${code}: ${message}`);
      // Fields of a name are taken out; what is left of others is to be in order.
      if (!field[0] && round > 8) throw new Error(`${file}:${start.line}: ${code}: ${message}`);
      if (!field[0]) continue;
      (refused[field[0]] ??= new Set()).add(code);
      // As many lines as it had, so that the places of the others stay true.
      const instead = { heading: '# Reunión', section: '## Sección', 'commitment title': '### 1. Plan', 'status label': 'label = "x"' }[field[0]] ?? '';
      files[file][place] = [field[0], instead + '\n'.repeat(field[1].split('\n').length - 1)];
    }
  }
  throw new Error(`there is always one more error: ${last}`);
}
