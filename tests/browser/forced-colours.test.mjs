// Readers whose system paints all pages in few colours of their own choice: status, chart, figures, focus and fields still stand out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { kinds } from './kinds.mjs';
import { build, launch, serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const limit = { timeout: 180_000 };
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

/** What is not seen of a page whose ground, letters and borders the system chose. */
function unseen() {
  const wrong = [];
  const root = getComputedStyle(document.documentElement);
  const ground = root.backgroundColor;
  const say = (element, what) => wrong.push(`${element.outerHTML.slice(0, 100)}: ${what}`);
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const clear = (colour) => colour === 'none' || numbers(colour)[3] === 0;
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (colour) => {
    const [light, dark] = [luminance(colour), luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility({ visibilityProperty: true }));
  const counts = {};
  const framed = ['.status', '.tile', '.figures a', '.button', '.field select', '.field input[type=search]', '.tag', '.card', '.facts', '.filters', '.mine__list a', '.chain__item'];
  for (const selector of framed) {
    for (const element of seen(selector)) {
      counts[selector] = (counts[selector] ?? 0) + 1;
      const style = getComputedStyle(element);
      if (style.borderBlockEndStyle === 'none' || clear(style.borderBlockEndColor) || contrast(style.borderBlockEndColor) < 3) say(element, `its border is not seen: ${style.borderBlockEnd}`);
      if (element.textContent.trim() && contrast(style.color) < 4.5 && clear(style.backgroundColor)) say(element, `its words are not seen: ${style.color}`);
    }
  }
  for (const element of seen('.status')) if (!element.textContent.trim()) say(element, 'has no words');
  for (const element of seen('.chart__open, .chart__line, .chart__closed, .chart__cancelled, .bar__part, .chart__text')) {
    const { fill, stroke } = getComputedStyle(element);
    counts.drawn = (counts.drawn ?? 0) + 1;
    const drawn = [fill, stroke].filter((it) => it.startsWith('rgb') && !clear(it));
    if (!drawn.some((it) => contrast(it) >= 3)) say(element, `is not seen: ${fill}, ${stroke}`);
  }
  for (const element of seen('[aria-current]:is(a)')) {
    const { borderBlockEndColor, fontWeight, outlineStyle } = getComputedStyle(element);
    if (clear(borderBlockEndColor) && fontWeight < 600 && outlineStyle === 'none') say(element, 'looks like the others');
  }
  return { wrong, counts };
}

for (const colorScheme of ['light', 'dark']) {
  test(`in forced colours everything stands out: ${colorScheme}`, limit, async (t) => {
    // Without the moment in which a colour turns into another.
    const context = await browser.newContext({ forcedColors: 'active', reducedMotion: 'reduce', colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } });
    t.after(() => context.close());
    const page = await context.newPage();
    const problems = [];
    const counted = {};
    for (const path of kinds(folder)) {
      await page.goto(server.url + path);
      assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      const { wrong, counts } = await page.evaluate(unseen);
      problems.push(...wrong.map((it) => `${path}: ${it}`));
      for (const [name, count] of Object.entries(counts)) counted[name] = (counted[name] ?? 0) + count;
      // Where the focus is.
      await page.locator('main a').first().focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outline);
      if (/none|0px/.test(outline)) problems.push(`${path}: the focus is not seen: ${outline}`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
      problems.push(...found.violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0].html.slice(0, 200)}`));
    }
    assert.deepEqual(problems, []);
    // Everything that was to be looked at was there.
    for (const name of ['.status', '.tile', '.figures a', '.field select', '.tag', '.card', '.facts', '.filters', '.chain__item', 'drawn']) {
      assert.ok(counted[name] > 0, name);
    }
  });
}
