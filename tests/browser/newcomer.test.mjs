// Somebody who has never seen the program: from an empty folder to a published site, with three mistakes on the way, while a
// browser shows what is being written. The same in both languages.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, program, watch } from './site.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What is written and read in each language. */
const LANGUAGES = {
  es: {
    locale: 'es_MX.UTF-8',
    minutes: 'content/reuniones/2024-04-16.md',
    page: 'reuniones/2024-04-16.html',
    next: /acuerdos serve +para ver el sitio mientras se escribe\n +acuerdos new meeting/,
    commitments: '## Compromisos\n',
    done: ['En proceso (antes', 'Atendio (antes'],
    account: ['Qué se hizo.', 'Está completo; véase [[2024-02-20/7]].'],
    agreed: '### 1. Encuesta a lectores\n\nPreguntar qué les falta.\n\n*   Responsables: SE\n*   Vence: 31 de abril de 2024\n',
    title: 'Encuesta a lectores',
    mistakes: [
      ['unknown-status', /Atendio\b/, 'estatus desconocido: `Atendio`', 'ayuda: ¿quiso decir `Atendido`?'],
      ['unknown-reference', /\[\[2024-02-20\/7\]\]/, 'no existe `2024-02-20/7`', 'ayuda: esa reunión tiene `2024-02-20/1`, `2024-02-20/2`'],
      ['invalid-date', /31 de abril de 2024/, '`31 de abril de 2024` no es una fecha', 'ayuda: ese mes tiene 30 días'],
    ],
    errors: ['3 errores', '2 errores en el contenido. Se muestra el sitio como estaba antes.', '3 errores en el contenido. Se muestra el sitio como estaba antes.'],
    offer: 'se corrigen sin preguntar con `acuerdos check --fix`: 1',
    mended: 'Atendio → Atendido\ncorrecciones hechas: 1\n',
    not_formatted: 'tiene errores y no se tocó; `acuerdos check` los dice',
    not_built: 'el sitio no se construyó',
    byHand: [['[[2024-02-20/7]]', '[[2024-02-20/2]]'], ['31 de abril de 2024', '30 de abril de 2024']],
    due: '30 abr 2024',
    order: 'todo en orden',
    built: 'compromisos: 3 · reuniones: 2 →',
    intact: 'archivos intactos',
  },
  en: {
    locale: 'en_US.UTF-8',
    minutes: 'content/meetings/2024-04-16.md',
    page: 'meetings/2024-04-16.html',
    next: /acuerdos serve +to see the site while you write\n +acuerdos new meeting/,
    commitments: '## Commitments\n',
    done: ['In progress (previously', 'Fulfiled (previously'],
    account: ['What was done.', 'It is complete; see [[2024-02-20/7]].'],
    agreed: '### 1. Survey of readers\n\nAsk what they miss.\n\n*   Responsible: ME\n*   Due: 31 April 2024\n',
    title: 'Survey of readers',
    mistakes: [
      ['unknown-status', /Fulfiled\b/, 'unknown status: `Fulfiled`', 'help: did you mean `Fulfilled`?'],
      ['unknown-reference', /\[\[2024-02-20\/7\]\]/, 'there is no `2024-02-20/7`', 'help: that meeting has `2024-02-20/1`, `2024-02-20/2`'],
      ['invalid-date', /31 April 2024/, '`31 April 2024` is not a date', 'help: that month has 30 days'],
    ],
    errors: ['3 errors', '2 errors in the content. The site is shown as it was before.', '3 errors in the content. The site is shown as it was before.'],
    offer: 'mended without asking by `acuerdos check --fix`: 1',
    mended: 'Fulfiled → Fulfilled\nfixes done: 1\n',
    not_formatted: 'has errors and was left alone; `acuerdos check` tells them',
    not_built: 'the site was not built',
    byHand: [['[[2024-02-20/7]]', '[[2024-02-20/2]]'], ['31 April 2024', '30 April 2024']],
    due: '30 Apr 2024',
    order: 'all in order',
    built: 'commitments: 3 · meetings: 2 →',
    intact: 'files intact',
  },
};

for (const [language, words] of Object.entries(LANGUAGES)) {
  test(`a newcomer gets from an empty folder to a published site (${language})`, { timeout: 120_000 }, async (t) => {
    const root = mkdtempSync(join(tmpdir(), 'acuerdos-newcomer-'));
    const environment = { ...process.env, LANG: words.locale, LC_ALL: '', LC_MESSAGES: '', NO_COLOR: '1' };
    const run = (...parameters) => {
      const { status, stdout, stderr } = spawnSync(program, parameters, { cwd: root, env: environment, encoding: 'utf8' });
      return { code: status, out: stdout, err: stderr };
    };
    const text = () => readFileSync(join(root, words.minutes), 'utf8');
    const save = (changed) => writeFileSync(join(root, words.minutes), changed);
    const place = (pattern) => {
      const [before] = text().split(text().match(pattern)[0]);
      return `${words.minutes}:${before.split('\n').length}:${[...before.split('\n').at(-1)].length + 1}`;
    };
    const today = ['--today', '2024-04-16'];

    // An empty folder, and what init says to do next.
    const made = run('init', '--today', '2024-03-05');
    assert.equal(made.code, 0, made.err);
    assert.match(made.err, words.next);

    const server = spawn(program, ['serve', '--port', '0', ...today], { cwd: root, env: environment });
    t.after(() => server.kill('SIGKILL'));
    const ended = new Promise((resolve) => { server.once('exit', (code, signal) => resolve(code ?? signal)); });
    let told = '';
    server.stderr.setEncoding('utf8').on('data', (more) => { told += more; });
    const url = await new Promise((resolve, reject) => {
      server.stdout.setEncoding('utf8').once('data', (line) => resolve(line.trim()));
      server.once('exit', (code) => reject(new Error(`exit ${code}: ${told}`)));
    });
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    t.after(() => page.close());
    const problems = watch(page, new URL(url).origin);
    await page.goto(url);
    assert.equal(await page.locator('html').getAttribute('lang'), language);

    // The next meeting: its date is two weeks after today for want of a rhythm, its open commitments are there.
    await page.goto(`${url}${words.page.split('/')[0]}/index.html`);
    const meeting = run('new', 'meeting', '--date', '2024-04-16', '--title', words.title, '--today', '2024-03-05');
    assert.deepEqual([meeting.code, meeting.out], [0, `${words.minutes}\n`], meeting.err);
    await page.getByRole('link', { name: words.title }).first().click();
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
    assert.equal(new URL(page.url()).pathname, `/${words.page}`);

    // Three edits, each saved by itself, each with a mistake.
    const overlay = page.getByRole('alert');
    const [[status], [reference], [date]] = words.mistakes;
    const [from, to] = words.done;
    const open = text().match(/<!-- [^\n]*\n(### 2024-02-20\/1 [\s\S]*?)\n-->/);
    save(text().replace(open[0], open[1].replace(from, to)));
    await overlay.getByText(status).waitFor();
    save(text().replace(words.account[0], words.account[1]));
    await overlay.getByText(reference).waitFor();
    save(`${text()}\n${words.agreed}`);
    await overlay.getByText(date).waitFor();

    // The page tells all three, where they are and what to do; so does check, and in the same words.
    const shown = await overlay.innerText();
    assert.ok(shown.includes(words.errors[2]), shown);
    const checked = run('check', ...today);
    assert.deepEqual([checked.code, checked.out], [1, ''], checked.err);
    for (const [code, pattern, message, help] of words.mistakes) {
      for (const said of [shown, checked.err]) {
        for (const part of [`error[${code}]: ${message}`, place(pattern), help]) assert.ok(said.includes(part), `${part} is not in ${said}`);
      }
    }
    assert.ok(checked.err.includes(words.errors[0]) && checked.err.includes(words.offer), checked.err);
    // On a phone, lines of the source scroll and nothing else has to be.
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.ok(await overlay.evaluate((it) => it.scrollWidth <= it.clientWidth));

    // Nothing is built or brought into form as long as that is so.
    const refused = run('build', ...today);
    assert.equal(refused.code, 1);
    assert.ok(refused.err.includes(words.not_built), refused.err);
    assert.equal(existsSync(join(root, 'site')), false);
    const unformed = run('fmt', '--check');
    assert.equal(unformed.code, 1);
    assert.ok(unformed.err.includes(words.not_formatted), unformed.err);

    // What is safe is mended without asking, the rest by hand.
    const fixed = run('check', '--fix', ...today);
    assert.equal(fixed.code, 1);
    assert.ok(fixed.err.includes(words.mended), fixed.err);
    await overlay.getByText(words.errors[1]).waitFor();
    save(words.byHand.reduce((all, [wrong, right]) => all.replace(wrong, right), text()));
    await overlay.waitFor({ state: 'detached' });
    await page.getByText(words.due).first().waitFor();

    const sound = run('check', ...today);
    assert.equal(sound.code, 0, sound.err);
    assert.ok(sound.err.includes(words.order), sound.err);

    // Canonical form: what it would change is named, then changed, and means the same.
    assert.deepEqual(run('fmt', '--check'), { code: 1, out: `${words.minutes}\n`, err: '' });
    assert.match(run('fmt', '--check', '--diff').out, /^-\* {3}.*\n-\* {3}.*\n\+- .*\n\+- /m);
    assert.deepEqual(run('fmt'), { code: 0, out: `${words.minutes}\n`, err: '' });
    assert.deepEqual(run('fmt', '--check'), { code: 0, out: '', err: '' });

    const built = run('build', ...today);
    assert.equal(built.code, 0, built.err);
    assert.ok(built.err.includes(words.built), built.err);
    const verified = run('verify');
    assert.equal(verified.code, 0, verified.err);
    assert.ok(verified.err.includes(words.intact), verified.err);
    assert.ok(readFileSync(join(root, 'site', words.page), 'utf8').includes(words.title));

    server.kill('SIGINT');
    assert.equal(await ended, 0, told);
    // The server's end is no error of the page.
    assert.deepEqual(problems.filter((problem) => !problem.includes('ERR_')), []);
  });
}
