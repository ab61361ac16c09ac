// The programs that are measured: how each makes a site of the same texts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../..');
const release = (name) => join(repository, 'target/release', name);

export const acuerdos = process.env.ACUERDOS ?? release('acuerdos');
export const generator = process.env.GENERATE ?? release('examples/generate');
export const indexer = process.env.INDEXER ?? release('examples/known_items');
export const floor = process.env.FLOOR ?? release('examples/floor');
const hugo = process.env.HUGO ?? 'hugo';
const zola = process.env.ZOLA ?? 'zola';
const bin = (name) => join(here, 'node_modules/.bin', name);

const version = (program, args) => {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).match(/\d+\.\d+\.\d+/)?.[0] ?? null;
  } catch {
    return null;
  }
};

export const versions = () => ({
  acuerdos: version(acuerdos, ['--version']),
  hugo: version(hugo, ['version']),
  zola: version(zola, ['--version']),
  pagefind: version(bin('pagefind'), ['--version']),
});

const HEAD = '<!doctype html><html lang="es"><head><meta charset="utf-8"><title>TITLE</title></head><body>';

const put = (folder, path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** Every commitment of a generated project: its meeting, number, title and Markdown. */
function* commitments(project) {
  const folder = join(project, 'content/reuniones');
  for (const file of readdirSync(folder).sort()) {
    const meeting = file.replace(/\.md$/, '');
    for (const text of readFileSync(join(folder, file), 'utf8').split(/^### /m).slice(1)) {
      const [, number, title, body] = text.match(/^(\d+)\. (.*)\n([^]*)$/);
      yield { meeting, number, title, body: body.replace(/^#### /gm, '## ') };
    }
  }
}

/** The same texts as Hugo takes them: a page for each commitment, a list in pages of a hundred, nothing else. */
export const hugoSite = {
  program: hugo,
  args: (folder, output) => ['--source', folder, '--destination', output, '--quiet', '--noBuildLock', '--buildFuture'],
  write(project, folder) {
    const head = HEAD.replace('TITLE', '{{ .Title }}');
    put(folder, 'hugo.toml', 'baseURL = "https://acuerdos.example/"\ntitle = "Acuerdos generados"\nlanguageCode = "es"\ndisableKinds = ["taxonomy", "term", "rss"]\n[pagination]\npagerSize = 100\n');
    put(folder, 'layouts/_default/single.html', `${head}<h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n`);
    put(folder, 'layouts/_default/list.html', `${head}<ul>{{ range (.Paginate .RegularPages).Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n`);
    for (const { meeting, number, title, body } of commitments(project)) {
      put(folder, `content/compromisos/${meeting}/${number}.md`, `---\ntitle: ${JSON.stringify(title)}\ndate: ${meeting}\n---\n${body}`);
    }
  },
};

/** The same for Zola. */
export const zolaSite = {
  program: zola,
  args: (folder, output) => ['--root', folder, 'build', '--output-dir', output, '--force'],
  write(project, folder) {
    const head = (title) => HEAD.replace('TITLE', title);
    put(folder, 'config.toml', 'base_url = "https://acuerdos.example/"\ntitle = "Acuerdos generados"\ndefault_language = "es"\ngenerate_sitemap = false\ngenerate_robots_txt = false\nbuild_search_index = false\n\n[slugify]\npaths_keep_dates = true\n');
    put(folder, 'templates/page.html', `${head('{{ page.title }}')}<h1>{{ page.title }}</h1>{{ page.content | safe }}</body></html>\n`);
    put(folder, 'templates/section.html', `${head('{{ section.title }}')}<ul>{% if paginator %}{% for page in paginator.pages %}<li><a href="{{ page.permalink | safe }}">{{ page.title }}</a></li>{% endfor %}{% endif %}</ul></body></html>\n`);
    put(folder, 'templates/index.html', `${head('{{ config.title }}')}</body></html>\n`);
    put(folder, 'content/_index.md', '+++\n+++\n');
    put(folder, 'content/compromisos/_index.md', '+++\ntitle = "Compromisos"\nsort_by = "date"\npaginate_by = 100\n+++\n');
    for (const { meeting, number, title, body } of commitments(project)) {
      put(folder, `content/compromisos/${meeting}-${number}.md`, `+++\ntitle = ${JSON.stringify(title)}\ndate = ${meeting}\n+++\n${body}`);
    }
  },
};

/** Pagefind adds a search to the site that Hugo has made. */
export const pagefind = { program: bin('pagefind'), args: (site) => ['--site', site, '--silent'] };
