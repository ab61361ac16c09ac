// How the search looks over the real engine: to axe, on a phone, in the dark, in print, with the system's own colours.
// `SHOTS=folder` keeps a picture of each state there, to be looked at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, hits, results, violations, visit } from './search-real.mjs';
import { build, launch } from './site.mjs';

let browser;
let folder;

before(async () => {
  folder = build();
  browser = await launch();
});
after(() => browser.close());

const at = (t, path, options) => visit(t, browser, folder, path, { bypassCSP: true, ...options });

/** Each state: the page it is on, how one gets there, and what the server does to the engine. */
const STATES = {
  'dialog, empty': ['index.html', async (page) => { await page.keyboard.press('/'); await page.locator('.search__foot').waitFor(); }],
  'dialog, results': ['index.html', async (page) => {
    await ask(page, 'convenio');
    await hits(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
  }],
  'dialog, nothing': ['index.html', async (page) => { await ask(page, 'zzqqxx'); await page.locator('dialog .search-none').waitFor(); }],
  'dialog, did you mean': ['index.html', async (page) => { await ask(page, 'conbenio'); await page.locator('.search-suggestion').waitFor(); }],
  'dialog, failed': ['index.html', async (page) => { await ask(page, 'convenio'); await page.getByRole('alert').waitFor(); }, 'missing'],
  'page, empty': ['buscar.html#ayuda', (page) => page.locator('#ayuda[open]').waitFor()],
  'page, results': ['buscar.html?q=consulado', (page) => results(page).first().waitFor()],
  'page, filters': ['buscar.html?q=visa&estatus=atendido&estatus=en-proceso', (page) => results(page).first().waitFor()],
  'page, nothing': ['buscar.html?q=zzqqxx&estatus=pendiente', (page) => page.locator('.search-none').waitFor()],
  'page, loading': ['buscar.html?q=convenio', (page) => page.getByRole('progressbar').waitFor(), 'silent'],
  'page, failed': ['buscar.html?q=convenio', (page) => page.getByRole('alert').waitFor(), 'missing'],
  marks: ['compromisos/2023-01-18/4.html?resaltar=protocolo,eventualidades', (page) => page.locator('.found-bar').waitFor()],
};
const MISDEEDS = {
  missing: (path, response) => /engine-/.test(path) && Boolean(response.writeHead(404).end('not found')),
  silent: (path) => /engine-/.test(path),
};

for (const [what, options] of Object.entries({
  light: { viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  'a phone': { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true },
  'a phone in the dark': { colorScheme: 'dark', viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true },
  'the colours of the system': { forcedColors: 'active', viewport: { width: 1280, height: 900 } },
})) {
  test(`axe finds nothing in any state, and nothing scrolls sideways: ${what}`, { timeout: 400_000 }, async (t) => {
    const found = [];
    for (const [state, [path, act, misdeed]] of Object.entries(STATES)) {
      const answers = misdeed ? [MISDEEDS[misdeed]] : [];
      const { page, context } = await at(t, path, { reducedMotion: 'reduce', answers, ...options });
      await act(page);
      const toggle = page.locator('#search-facets-toggle');
      if (await toggle.isVisible()) await toggle.click();
      for (const problem of await violations(page)) found.push(`${state}: ${problem}`);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${what}-${state}.png`.replaceAll(/, | /g, '-') });
      await context.close();
    }
    const plain = await at(t, 'buscar.html', { javaScriptEnabled: true, ...options });
    for (const problem of await violations(plain.page)) found.push(`page, untouched: ${problem}`);
    assert.deepEqual(found, []);
  });
}

test('on a phone the dialog is the whole window, and all in it can be reached', { timeout: 120_000 }, async (t) => {
  const { page } = await at(t, 'reuniones/2023-01-18.html', { viewport: { width: 360, height: 600 }, hasTouch: true, isMobile: true });
  await page.getByRole('button', { name: 'Buscar' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.getByRole('dialog').getByRole('combobox').pressSequentially('convenio');
  await hits(page).first().waitFor();
  await page.waitForFunction(() => {
    const { left, top, width, height } = document.querySelector('dialog').getBoundingClientRect();
    return left === 0 && top === 0 && width === innerWidth && Math.abs(height - innerHeight) <= 1;
  });
  await page.locator('dialog .search__all').scrollIntoViewIfNeeded();
  assert.ok(await page.getByRole('dialog').getByRole('combobox').isVisible());
  await page.locator('dialog .search__all').tap();
  await page.waitForURL(/buscar\.html\?q=convenio$/);
  await results(page).first().waitFor();
  const toggle = page.getByRole('button', { name: 'Filtros', exact: true });
  assert.equal(await page.locator('#search-facets').isVisible(), false);
  await toggle.tap();
  await page.getByRole('checkbox', { name: /Compromisos/ }).tap();
  await page.locator('.chip').waitFor();
  await page.getByRole('button', { name: 'Filtros (1 elegido)' }).waitFor();
});

test('who asked for less motion gets none', { timeout: 120_000 }, async (t) => {
  for (const [reducedMotion, expected] of [['reduce', 0], ['no-preference', 1]]) {
    const { page } = await at(t, 'index.html', { reducedMotion });
    await page.keyboard.press('/');
    const animations = await page.evaluate(() => document.querySelector('dialog').getAnimations().length
      + Number(getComputedStyle(document.querySelector('dialog')).animationName !== 'none'));
    assert.equal(animations > 0, expected > 0, reducedMotion);
  }
});

test('printed, the page is what was asked, how many, and the results', { timeout: 120_000 }, async (t) => {
  const { page } = await at(t, 'buscar.html?q=consulado&tipo=compromiso', {});
  await results(page).first().waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const what of ['.button', 'input[type="checkbox"]', 'select', '.facets', '.pager', '.help', '.finder__browse', '.finder__hint', '.icon']) {
    assert.deepEqual(await page.locator(`main ${what}:visible:not(.status *, .late *)`).evaluateAll((all) => all.map((it) => it.outerHTML)), [], what);
  }
  for (const what of ['.finder__field', '.chip']) {
    assert.equal(await page.locator(what).first().evaluate((it) => getComputedStyle(it).borderStyle), 'none', what);
  }
  assert.equal(await page.locator('.search-open').isVisible(), false);
  assert.ok(await page.getByRole('searchbox').isVisible());
  assert.equal(await page.locator('.chip').innerText(), 'Tipo: Compromisos');
  assert.ok(await results(page).first().isVisible());
  assert.match(await page.locator('#search-state').innerText(), /resultados/);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/print.png`, fullPage: true });
  await page.goto(page.url().replace('buscar.html?q=consulado&tipo=compromiso', 'index.html'));
  await page.emulateMedia({ media: 'screen' });
  await ask(page, 'convenio');
  await hits(page).first().waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('dialog').isVisible(), false);
  assert.ok(await page.locator('main h1').isVisible());
});
