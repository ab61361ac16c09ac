// A site in an institution's colours, with its logo: readable in every colour, right in every place that a logo is seen.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { buildProject, launch, read, repository, serve, watch } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = ['index.html', 'compromisos/index.html', 'compromisos/2022-08-09/4.html', 'reuniones/2022-08-09.html', 'buscar.html',
  'calendario.html', 'informe.html', 'instituciones/SRE.html', 'accesibilidad.html', '404.html'];

/** A picture of one colour: a crest, or four times as wide as high. */
const picture = (width, color) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 60"><path d="M0 0h${width}v60H0z" fill="${color}"/></svg>`;

/** The repository's content, branded. */
function branded(brand) {
  const root = mkdtempSync(join(tmpdir(), 'brand-'));
  cpSync(join(repository, 'content'), join(root, 'content'), { recursive: true });
  mkdirSync(join(root, 'content/marca'));
  writeFileSync(join(root, 'content/marca/escudo.svg'), picture(60, '#7a1f3d'));
  writeFileSync(join(root, 'content/marca/ancho.svg'), picture(240, '#102030'));
  writeFileSync(join(root, 'content/marca/oscuro.svg'), picture(240, '#ffeedd'));
  const toml = readFileSync(join(repository, 'acuerdos.toml'), 'utf8');
  writeFileSync(join(root, 'acuerdos.toml'), toml.replace('\n[glossary]', `\n[brand]\n${brand}\n\n[glossary]`));
  return buildProject(root);
}

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const BRANDS = {
  'wine with a crest': 'accent = "#7a1f3d"\nlogo = "marca/escudo.svg"',
  'yellow with a wide logo': 'accent = "#ffcc00"\nlogo = "marca/ancho.svg"\nlogo_alt = "Instituto"',
  'green with two logos': 'accent = "#0a7f4f"\nlogo = "marca/ancho.svg"\nlogo_dark = "marca/oscuro.svg"\nlogo_alt = "Instituto"',
};

for (const [name, brand] of Object.entries(BRANDS)) {
  test(`axe finds nothing: ${name}`, { timeout: 600_000 }, async () => {
    const folder = branded(brand);
    const server = await serve(folder);
    const problems = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 320]) {
        const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
        const page = await context.newPage();
        for (const path of PAGES) {
          await page.goto(server.url + path);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run());
          for (const { id, nodes } of violations) problems.push(`${colorScheme} ${width} ${path}: ${id}: ${nodes[0].html}`);
          const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
          if (wide > width) problems.push(`${width} ${path} is ${wide} px wide`);
        }
        await context.close();
      }
    }
    server.close();
    assert.deepEqual(problems, []);
  });
}

test('a branded site asks nothing of other hosts and needs no inline style', async () => {
  const folder = branded(BRANDS['green with two logos']);
  const server = await serve(folder);
  const page = await browser.newPage({ colorScheme: 'dark' });
  const problems = watch(page, server.url);
  for (const path of PAGES.filter((path) => path !== '404.html')) await page.goto(server.url + path);
  assert.deepEqual(problems, []);
  server.close();
  await page.close();
});

/** Which logos of the header are seen, with their places. */
const logos = (page) => page.evaluate(() => [...document.querySelectorAll('.header .logo')]
  .filter((logo) => logo.checkVisibility())
  .map((logo) => {
    const { width, height } = logo.getBoundingClientRect();
    return { file: logo.src.split('/').pop(), width, height, loaded: logo.complete && logo.naturalWidth > 0, ground: getComputedStyle(logo).backgroundColor };
  }));

for (const how of ['from a server', 'from a folder']) {
  test(`the logo is the one for the ground that it stands on, ${how}`, async () => {
    const folder = branded(BRANDS['green with two logos']);
    const server = await serve(folder);
    const root = how === 'from a folder' ? pathToFileURL(folder + '/').href : server.url;
    const page = await browser.newPage({ colorScheme: 'light' });
    const files = async () => (await logos(page)).map(({ file, loaded }) => `${file} ${loaded}`);
    const path = 'compromisos/2022-08-09/4.html';
    await page.goto(root + path, { waitUntil: 'networkidle' });
    assert.deepEqual(await files(), ['ancho.svg true']);
    // By the switch, against the system; then by the system.
    await page.click('.theme-switch');
    await page.waitForFunction(() => document.querySelector('.logo--dark').complete && document.querySelector('.logo--dark').naturalWidth > 0);
    assert.deepEqual(await files(), ['oscuro.svg true']);
    await page.click('.theme-switch');
    assert.deepEqual(await files(), ['ancho.svg true']);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(root + path, { waitUntil: 'networkidle' });
    assert.deepEqual(await files(), ['oscuro.svg true']);
    await page.click('.theme-switch');
    assert.deepEqual(await files(), ['ancho.svg true']);
    await page.click('.theme-switch');
    // Paper is white, and a ground of the reader's choice may be any.
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    assert.deepEqual(await files(), ['ancho.svg true']);
    await page.emulateMedia({ colorScheme: 'dark', media: 'screen', forcedColors: 'active' });
    const [logo, ...others] = await logos(page);
    assert.deepEqual([logo.file, logo.ground, others], ['ancho.svg', 'rgb(255, 255, 255)', []]);
    await page.close();
    server.close();
  });
}

test('the only logo stands on a light plate where the page is dark', async () => {
  const folder = branded(BRANDS['yellow with a wide logo']);
  const server = await serve(folder);
  const ground = async (colorScheme) => {
    const page = await browser.newPage({ colorScheme });
    await page.goto(server.url + 'index.html');
    const [logo] = await logos(page);
    await page.close();
    return logo.ground;
  };
  assert.equal(await ground('light'), 'rgba(0, 0, 0, 0)');
  assert.equal(await ground('dark'), 'rgb(255, 255, 255)');
  server.close();
});

for (const [name, brand] of Object.entries(BRANDS)) {
  test(`at 320 px the logo keeps its shape and leaves the name and the tools their room: ${name}`, async () => {
    const folder = branded(brand);
    const server = await serve(folder);
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await page.goto(server.url + 'index.html');
    const [logo] = await logos(page);
    const ratio = name.includes('crest') ? 1 : 4;
    assert.ok(Math.abs(logo.width / logo.height - ratio) < 0.05, `${logo.width} × ${logo.height}`);
    assert.ok(logo.height >= 36 && logo.width <= 162, `${logo.width} × ${logo.height}`);
    const boxes = await page.evaluate(() => ['.header .logo', '.brand span', '.search-open', '.theme-switch'].map((part) => {
      const { left, right, top, bottom } = document.querySelector(part).getBoundingClientRect();
      return { part, left, right, top, bottom };
    }));
    for (const a of boxes) {
      assert.ok(a.left >= 0 && a.right <= 320, `${a.part} is cut off`);
      for (const b of boxes) {
        const overlap = a !== b && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        assert.ok(!overlap, `${a.part} and ${b.part} overlap`);
      }
    }
    // No word of the name is broken.
    const lines = await page.evaluate(() => {
      const text = document.querySelector('.brand span').firstChild;
      const range = document.createRange();
      return text.data.split(' ').map((word) => {
        range.setStart(text, text.data.indexOf(word));
        range.setEnd(text, text.data.indexOf(word) + word.length);
        return range.getClientRects().length;
      });
    });
    assert.ok(lines.every((count) => count === 1), `${lines}`);
    await page.close();
    server.close();
  });
}

test('the printed note has the logo in its heading, and the screen has it once', async () => {
  const folder = branded(BRANDS['wine with a crest']);
  const server = await serve(folder);
  const page = await browser.newPage({ colorScheme: 'dark' });
  await page.goto(server.url + 'informe.html');
  const seen = () => page.evaluate(() => [...document.querySelectorAll('.logo')].filter((logo) => logo.checkVisibility()).map((logo) => logo.closest('header').className));
  assert.deepEqual(await seen(), ['header']);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await seen(), ['report__head']);
  await page.close();
  server.close();
});

test('a link says what the logo says and the name of the site, each once', async () => {
  const name = async (brand) => {
    const server = await serve(branded(brand));
    const page = await browser.newPage();
    await page.goto(server.url + 'index.html');
    const snapshot = await page.locator('.brand').ariaSnapshot();
    await page.close();
    server.close();
    return snapshot.match(/link "([^"]*)"/)[1];
  };
  assert.equal(await name(BRANDS['wine with a crest']), 'Acuerdos INE–SRE');
  assert.equal(await name(BRANDS['green with two logos']), 'Instituto Acuerdos INE–SRE');
});

test('the icon is the configured one, else the logo if it is about square, else the theme\'s', () => {
  const icon = (brand) => read(branded(brand), 'index.html').match(/<link rel="icon" href="([^"?]*)/)[1];
  assert.equal(icon('logo = "marca/escudo.svg"'), 'marca/escudo.svg');
  assert.equal(icon('logo = "marca/ancho.svg"'), 'recursos/icon.svg');
  assert.equal(icon('logo = "marca/ancho.svg"\nicon = "marca/escudo.svg"'), 'marca/escudo.svg');
});
