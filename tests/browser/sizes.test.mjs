// Readers who need large letters, or more room between them: nothing scrolls sideways, is cut off or lies on something else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kinds } from './kinds.mjs';
import { build, buildProject, launch, repository, serve } from './site.mjs';

const limit = { timeout: 300_000 };
let folder;
let server;
let hostile;
let hostileServer;

before(async () => {
  folder = build();
  server = await serve(folder);
  hostile = buildProject(`${repository}/tests/sites/messy`, '--today', '2023-02-15');
  hostileServer = await serve(hostile);
});
after(() => {
  server.close();
  hostileServer.close();
});

/** What a reader of this page cannot read. */
function unreadable() {
  const wrong = [];
  const html = document.documentElement;
  if (html.scrollWidth > html.clientWidth) wrong.push(`scrolls sideways by ${html.scrollWidth - html.clientWidth} px`);
  const words = (element) => `«${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}»`;
  /** Seen, and not there for screen readers only. */
  const told = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.skip, svg, option, script')) return false;
    for (let it = element; it; it = it.parentElement) if (getComputedStyle(it).clipPath.startsWith('inset')) return false;
    return true;
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !told(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      // Letters do not fill the height of their line.
      const room = box.height / 4;
      lines.push({ node, element, left: box.left, right: box.right, top: box.top + room, bottom: box.bottom - room });
    }
  }
  const controls = [...document.querySelectorAll('a, button, input, select, summary')].filter(told)
    .flatMap((element) => [...element.getClientRects()].map(({ left, right, top, bottom }) => ({ element, left, right, top, bottom })));
  for (const line of lines) {
    for (const control of controls) {
      const across = Math.min(line.right, control.right) - Math.max(line.left, control.left);
      const down = Math.min(line.bottom, control.bottom) - Math.max(line.top, control.top);
      if (across > 2 && down > 2 && !control.element.contains(line.element) && !line.element.contains(control.element)) {
        wrong.push(`${words(control.element)} lies on ${words(line.element)}`);
      }
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((line, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < line.bottom; j += 1) {
      const other = lines[j];
      const shared = Math.min(line.right, other.right) - Math.max(line.left, other.left);
      if (other.node !== line.node && shared > 2) wrong.push(`${words(line.element)} and ${words(other.element)} lie on one another`);
    }
    for (let box = line.element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
      // Where a page stands in the site: its own title follows in full.
      if (style.overflowX === 'visible' && style.overflowY === 'visible' || box.closest('.breadcrumbs')) continue;
      const frame = box.getBoundingClientRect();
      if (line.right > frame.right + 1 || line.left < frame.left - 1 || line.bottom > frame.bottom + 1 || line.top < frame.top - 1) wrong.push(`${words(line.element)} is cut off`);
    }
  });
  return [...new Set(wrong)];
}

async function look(t, { args = [], css = '', ...options }) {
  const browser = await launch(...args);
  t.after(() => browser.close());
  const page = await (await browser.newContext(options)).newPage();
  const wrong = [];
  for (const [site, address] of [[folder, server.url], [hostile, hostileServer.url]]) {
    for (const path of kinds(site)) {
      await page.goto(address + path);
      for (const details of await page.locator('main details').all()) await details.evaluate((it) => { it.open = true; });
      await page.evaluate((rules) => {
        const sheet = new CSSStyleSheet();
        // Else what nobody has scrolled to yet lies where it is guessed to.
        sheet.replaceSync(`* { content-visibility: visible !important; } ${rules}`);
        document.adoptedStyleSheets = [sheet];
      }, css);
      for (const problem of await page.evaluate(unreadable)) wrong.push(`${path}: ${problem}`);
    }
  }
  return wrong;
}

// A browser zooms by giving a page fewer pixels of CSS: 1280 px at 200 % and at 400 %.
for (const [zoom, width, height] of [[200, 640, 450], [400, 320, 256]]) {
  test(`everything can be read at ${zoom} %`, limit, async (t) => {
    assert.deepEqual(await look(t, { viewport: { width, height } }), []);
  });
}

// The size of letters that the reader has set for all pages, twice the usual: the browser's own setting, which also moves the
// widths at which a page changes its form.
for (const width of [1280, 640]) {
  test(`everything can be read with letters of twice the size in a window of ${width} px`, limit, async (t) => {
    assert.deepEqual(await look(t, { args: ['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'], viewport: { width, height: 900 } }), []);
  });
}

// WCAG 1.4.12, as its own test has it.
for (const width of [1280, 320]) {
  test(`everything can be read with more room between letters, words and lines in a window of ${width} px`, limit, async (t) => {
    const css = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';
    assert.deepEqual(await look(t, { css, viewport: { width, height: 900 } }), []);
  });
}
