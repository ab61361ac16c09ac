// What the accessibility statement says was tested, and is tested nowhere else: forced colours and the keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { build, launch, pages, read, serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = build();
let browser, server;
before(async () => { browser = await launch(); server = await serve(folder); });
after(async () => { await browser.close(); server.close(); });

test('every page leads to the statement, which is dated by the cut-off date', () => {
  for (const path of pages(folder)) {
    const root = path === '404.html' ? '/' : '../'.repeat(path.split('/').length - 1);
    if (/http-equiv="refresh"/.test(read(folder, path))) continue;
    assert.ok(read(folder, path).includes(`href="${root}accesibilidad.html"`), path);
  }
  assert.match(read(folder, 'accesibilidad.html'), /fecha de corte del <time datetime="2023-02-15">15 de febrero de 2023<\/time>/);
});

test('with colours forced by the system axe finds nothing on any page', { timeout: 600_000 }, async () => {
  const context = await browser.newContext({ forcedColors: 'active', bypassCSP: true });
  const page = await context.newPage();
  const problems = [];
  for (const path of pages(folder)) {
    await page.goto(server.url + path);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const { id, nodes } of violations) problems.push(`${path}: ${id}: ${nodes[0].html.slice(0, 200)}`);
  }
  await context.close();
  assert.deepEqual(problems, []);
});

/** One page of each kind. */
const KINDS = ['index.html', 'reuniones/index.html', 'reuniones/2022-08-09.html', 'compromisos/index.html', 'compromisos/2022-08-09/4.html',
  'calendario.html', 'instituciones/SRE.html', 'documentos/index.html', 'informe.html', 'buscar.html', 'por-revisar.html', 'accesibilidad.html'];

for (const forcedColors of ['none', 'active']) {
  test(`the Tab key reaches everything in order, shows where it is and leaves the page again: ${forcedColors} forced colours`, { timeout: 300_000 }, async () => {
    const context = await browser.newContext({ forcedColors });
    for (const path of KINDS) {
      const page = await context.newPage();
      await page.goto(server.url + path);
      await page.waitForLoadState('networkidle');
      // What can be operated, in the order of the document; of radio buttons that belong together Tab reaches one.
      await page.evaluate(() => {
        const parts = 'a[href], button, input, select, summary, [tabindex="0"]';
        window.expected = [...document.querySelectorAll(parts)]
          .filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.disabled && part.tabIndex >= 0);
      });
      const count = await page.evaluate(() => window.expected.length);
      assert.ok(count > 15, path);
      for (let i = 0; i < count; i++) {
        await page.keyboard.press('Tab');
        const { at, outline, tag } = await page.evaluate(() => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
          const frame = document.activeElement.closest('form');
          const outline = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
            || (frame && getComputedStyle(frame).boxShadow !== 'none');
          return { at: window.expected.indexOf(document.activeElement), outline, tag: document.activeElement.outerHTML.slice(0, 120) };
        });
        assert.equal(at, i, `${path}: the ${i + 1}th press of Tab leads to ${tag}`);
        assert.ok(outline, `${path}: one does not see ${tag}`);
      }
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => window.expected.indexOf(document.activeElement) <= 0), true, `${path}: Tab does not leave the page`);
      await page.close();
    }
    await context.close();
  });
}
