// A reader who has a keyboard only: everything that can be clicked is reached by Tab, in the order in which it stands, is seen when
// it is reached, and works. And one for whom things that move are a trouble: nothing does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './kinds.mjs';
import { build, launch, serve } from './site.mjs';

const limit = { timeout: 300_000 };
let browser;
let folder;
let server;

before(async () => {
  folder = build();
  browser = await launch();
  server = await serve(folder);
});
after(async () => {
  await browser.close();
  server.close();
});

async function open(t, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(server.url + path);
  return page;
}

/** Numbers what can be used, in the order in which it stands in the page, and says how much it is. */
function number() {
  const usable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((it) => !it.disabled && it.checkVisibility({ visibilityProperty: true }) && it.tabIndex >= 0);
  usable.forEach((it, i) => { it.dataset.number = i; });
  return usable.length;
}

/** The number of what has the focus, and what is wrong with how it shows it. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const wrong = [];
  const name = element.outerHTML.slice(0, 120);
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let ground = element.parentElement;
  while (ground && numbers(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const behind = ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)';
  // A field that takes its whole form shows the focus on that.
  const shown = element.closest('.finder__row, .search__form') ? getComputedStyle(element.closest('.finder__row, .search__form')) : null;
  const own = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  if (!own && !(shown && (shown.outlineStyle !== 'none' || shown.boxShadow !== 'none' || shown.borderBlockEndStyle !== 'none'))) wrong.push(`${name}: the focus is not seen`);
  if (own) {
    const [light, dark] = [luminance(outlineColor), luminance(behind)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 3) wrong.push(`${name}: the focus is seen with a contrast of ${contrast.toFixed(2)}`);
  }
  // In view, and nothing over it.
  const boxes = [...element.getClientRects()];
  const seen = boxes.some((box) => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element) && top !== document.body && top !== document.documentElement);
  });
  if (!seen) wrong.push(`${name}: out of sight, or something lies on it`);
  return { number: Number(element.dataset.number ?? NaN), name, wrong };
}

// Lists by year, tag and series are as that of what is open; notes of one institution as that of all.
const all = (path) => !/^(anios|etiquetas|series|informes|informes-abiertos)\//.test(path);
const few = (path) => /^(index|buscar|informe)\.html$|^(compromisos|calendario)\//.test(path);
for (const [name, chosen, options] of [
  ['a wide window', all, {}],
  ['a wide window, dark', few, { colorScheme: 'dark' }],
  ['a phone', all, { viewport: { width: 360, height: 640 } }],
]) {
  test(`Tab reaches everything, in order, and one sees where: ${name}`, limit, async (t) => {
    // The way to the content slides in where one has nothing against that.
    const page = await open(t, 'index.html', { reducedMotion: 'reduce', ...options });
    const problems = [];
    for (const path of kinds(folder).filter(chosen)) {
      await page.goto(server.url + path);
      const total = await page.evaluate(number);
      assert.ok(total > 15, path);
      const reached = [];
      for (let i = 0; i < total + 1; i += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(focused);
        // The end of the page: the browser's own bars would be next.
        if (!at || at.number === 0 && reached.length) break;
        reached.push(at.number);
        for (const wrong of at.wrong) problems.push(`${path}: ${wrong}`);
      }
      const missed = await page.evaluate((seen) => [...document.querySelectorAll('[data-number]')]
        .filter((it) => !seen.includes(Number(it.dataset.number))).map((it) => it.outerHTML.slice(0, 120)), reached);
      for (const it of missed) problems.push(`${path}: ${it}: not reached`);
      if (reached.some((it, i) => i > 0 && it <= reached[i - 1] && !Number.isNaN(it))) problems.push(`${path}: the order is not that of the page: ${reached}`);
    }
    assert.deepEqual(problems, []);
  });
}

test('the first Tab offers to skip what all pages have, and Enter does', limit, async (t) => {
  const page = await open(t, 'compromisos/2022-08-09/4.html');
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /contenido/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null));
});

test('the dark theme is switched by the keyboard, and on the next page it still is', limit, async (t) => {
  const page = await open(t, 'index.html', { colorScheme: 'light' });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before_ = await ground();
  await page.getByRole('button', { name: 'Tema oscuro' }).focus();
  await page.keyboard.press('Space');
  const dark = await ground();
  assert.notEqual(dark, before_);
  await page.goto(`${server.url}compromisos/index.html`);
  assert.equal(await ground(), dark);
  assert.equal(await page.getByRole('button', { name: 'Tema oscuro' }).getAttribute('aria-pressed'), 'true');
});

test('a list is opened, filtered, sorted and emptied of its filters by the keyboard', limit, async (t) => {
  const page = await open(t, 'compromisos/index.html');
  const count = () => page.locator('table[data-list] tbody tr').count();
  const tools = page.locator('#list-tools > summary');
  await tools.focus();
  const wasOpen = await page.locator('#list-tools').evaluate((it) => it.open);
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#list-tools').evaluate((it) => it.open), !wasOpen);
  if (wasOpen) await page.keyboard.press('Enter');

  await page.getByLabel('Estatus', { exact: true }).focus();
  await page.keyboard.type('En p');
  await page.waitForFunction(() => document.querySelectorAll('table[data-list] tbody tr').length === 7);
  await page.getByLabel('Solo vencidos').focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelectorAll('table[data-list] tbody tr').length === 1);
  await page.getByRole('button', { name: 'Quitar filtros' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('table[data-list] tbody tr').length === 21);

  const header = page.getByRole('columnheader', { name: 'Compromiso', exact: true });
  await header.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('[data-column=title]').getAttribute('aria-sort') === 'ascending');
  assert.match(await page.locator('table[data-list] tbody th').first().innerText(), /^Agenda/);
  assert.equal(await page.evaluate(() => document.activeElement.closest('th')?.dataset.column), 'title');
  assert.equal(await count(), 21);
});

test('the dialog to search takes the focus, keeps it, and gives it back', limit, async (t) => {
  const page = await open(t, 'index.html');
  const opener = page.locator('.search-open');
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('plan de riesgos');
  await page.locator('dialog .search-hit').first().waitFor();
  for (let i = 0; i < 15; i += 1) {
    await page.keyboard.press('Tab');
    // Behind a modal dialog only the browser itself may be next.
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null));
  }
  await page.keyboard.press('Escape');
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.ok(await opener.evaluate((it) => it === document.activeElement));
});

test('what is folded away is unfolded by the keyboard, without JavaScript as well', limit, async (t) => {
  const page = await open(t, 'index.html', { javaScriptEnabled: false });
  await page.getByText('Ver los datos de la gráfica').focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('.chart__data table').isVisible());
});

test('nothing moves for those who asked for that', limit, async (t) => {
  const page = await open(t, 'index.html', { reducedMotion: 'reduce' });
  const moving = () => page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].flatMap((part) => {
    const style = getComputedStyle(element, part || null);
    const still = style.animationName === 'none' && style.transitionDuration.split(',').every((it) => parseFloat(it) === 0) && style.scrollBehavior === 'auto';
    return still ? [] : [`${element.outerHTML.slice(0, 80)} ${part}`];
  })));
  for (const path of kinds(folder)) {
    await page.goto(server.url + path);
    assert.deepEqual(await moving(), [], path);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  assert.deepEqual(await moving(), []);
});
