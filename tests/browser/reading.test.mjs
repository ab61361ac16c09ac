// What Chromium gives to a screen reader: everything that is told apart has a name in words, and no two parts of a page the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './kinds.mjs';
import { build, buildProject, launch, repository, serve } from './site.mjs';

const limit = { timeout: 180_000 };
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const PARTS = ['banner', 'main', 'contentinfo', 'navigation', 'region', 'form', 'search', 'complementary'];
const NAMED = ['link', 'button', 'checkbox', 'combobox', 'searchbox', 'textbox', 'image', 'img', 'dialog', 'navigation', 'region', 'form', 'complementary', 'columnheader', 'heading'];

/** What is called by a number alone: a year, a document, a commitment. */
const NUMBER = /^(\d{4}|[\d-]+\/\d+)$/;

/** Role and name of everything that is read, in order. */
async function tree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter((it) => !it.ignored).map((it) => ({ role: it.role?.value, name: (it.name?.value ?? '').trim() }));
}

function silly(nodes) {
  const wrong = [];
  const parts = new Set();
  for (const { role, name } of nodes) {
    // What a number counts, or which page it leads to, is said as well.
    if (NAMED.includes(role) && !/\p{L}/u.test(name) && !(role === 'link' && NUMBER.test(name))) wrong.push(`${role} «${name}» has no words`);
    if (!PARTS.includes(role)) continue;
    const part = `${role} «${name}»`;
    if (parts.has(part)) wrong.push(`${part} twice`);
    parts.add(part);
  }
  for (const role of ['banner', 'main', 'contentinfo', 'navigation']) if (!nodes.some((it) => it.role === role)) wrong.push(`no ${role}`);
  return wrong;
}

for (const [language, root] of [['Spanish', repository], ['English', `${repository}/tests/sites/english`]]) {
  test(`everything that is told apart has a name of its own: ${language}`, limit, async (t) => {
    const folder = root === repository ? build() : buildProject(root, '--today', '2023-02-15');
    const server = await serve(folder);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    t.after(async () => {
      await page.close();
      server.close();
    });
    const problems = [];
    let read = 0;
    for (const path of kinds(folder)) {
      await page.goto(server.url + path, { waitUntil: 'networkidle' });
      const nodes = await tree(page);
      read += nodes.length;
      problems.push(...silly(nodes).map((it) => `${path}: ${it}`));
      // The tables of authors have what Markdown has.
      const bare = await page.evaluate(() => [...document.querySelectorAll('table')].filter((it) => !it.closest('.prose') && !it.caption?.textContent.trim()).length);
      if (bare) problems.push(`${path}: ${bare} tables without a caption`);
    }
    assert.deepEqual(problems, []);
    assert.ok(read > 5000, `${read}`);
  });
}

test('a status is said as one, a change as from one to another, a figure with what it counts', limit, async (t) => {
  const folder = build();
  const server = await serve(folder);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  t.after(async () => {
    await page.close();
    server.close();
  });
  await page.goto(`${server.url}index.html`);
  assert.match(await page.locator('main').ariaSnapshot(), /Antes: En proceso ahora: Atendido/);
  assert.match(await page.locator('main').ariaSnapshot(), /Estatus: En proceso/);
  assert.equal(await page.getByRole('link', { name: 'Pendiente 1 compromiso, 5 %' }).count(), 1);
  await page.goto(`${server.url}compromisos/index.html`);
  assert.match(await page.locator('.browse').ariaSnapshot(), /En proceso[^]*7 compromisos/);
});
