// The site as a reader has it: in Chromium, from a server, below a path, from a folder, with and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, launch, pages, serve, watch } from './site.mjs';

let browser;
let folder;

before(async () => {
  folder = build();
  browser = await launch();
});

const limit = { timeout: 120_000 };
after(() => browser.close());

/** A page that says what it waits for in vain, rather than waiting until the test is stopped. */
async function patient(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** Home → a status → a commitment → its meeting → an organisation, by clicking. */
async function walk(page) {
  await page.locator('main a[href*="estatus/en-proceso"]').first().click();
  await page.waitForURL(/estatus\/en-proceso\.html/);
  await page.getByRole('link', { name: 'Plan de riesgos', exact: true }).first().click();
  await page.waitForURL(/compromisos\/2022-08-09\/4\.html/);
  assert.equal(await page.locator('h1').innerText(), 'Plan de riesgos');
  assert.match(await page.locator('main').innerText(), /En proceso/);
  await page.locator('main a[href$="reuniones/2022-08-09.html"]').first().click();
  await page.waitForURL(/reuniones\/2022-08-09\.html/);
  await page.locator('main a[href$="instituciones/SRE/DGSC.html"]').first().click();
  await page.waitForURL(/instituciones\/SRE\/DGSC\.html/);
  await page.getByRole('navigation').first().getByRole('link', { name: 'Inicio' }).click();
  await page.waitForURL(/index\.html/);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`a reader walks through the site at the root of a domain, ${how}`, limit, async () => {
    const server = await serve(folder);
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await patient(context);
    const problems = watch(page, server.url);
    await page.goto(server.url);
    await walk(page);
    assert.deepEqual(problems, []);
    await context.close();
    server.close();
  });

  test(`a reader walks through the site below a path, ${how}`, limit, async () => {
    const server = await serve(folder, '/intranet/acuerdos/');
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await patient(context);
    const problems = watch(page, server.url);
    await page.goto(`${server.url}index.html`);
    await walk(page);
    assert.deepEqual(problems, []);
    await context.close();
    server.close();
  });

  test(`a reader walks through the site from a shared folder, ${how}`, limit, async () => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await patient(context);
    const problems = watch(page, 'file://');
    await page.goto(pathToFileURL(`${folder}/index.html`).href);
    await walk(page);
    assert.deepEqual(problems.filter((problem) => !/manifest|CORS/i.test(problem)), []);
    await context.close();
  });
}

test('every page opens under the strict policy, asks nothing of another host and leaves no cookie', limit, async () => {
  const server = await serve(folder);
  const context = await browser.newContext();
  const page = await patient(context);
  const problems = watch(page, server.url);
  for (const path of pages(folder)) {
    const response = await page.goto(server.url + path);
    assert.equal(response.status(), 200, path);
    assert.equal(await page.locator('h1').count(), 1, path);
    assert.match(await page.locator('footer').innerText(), /15 de febrero de 2023/, path);
  }
  assert.deepEqual(problems, []);
  assert.deepEqual(await context.cookies(), []);
  // What a page remembers of its reader it does after the reader chose something, and without a cookie.
  assert.deepEqual(await page.evaluate(() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]), ['', [], []]);
  await page.getByRole('button', { name: 'Tema oscuro' }).click();
  assert.deepEqual(await page.evaluate(() => [document.cookie, Object.keys(localStorage)]), ['', ['acuerdos-theme']]);
  await context.close();
  server.close();
});

test('no page scrolls sideways on a phone, nor at 320 px', limit, async () => {
  const server = await serve(folder);
  const wide = [];
  for (const width of [360, 320]) {
    const context = await browser.newContext({ viewport: { width, height: 700 } });
    const page = await patient(context);
    for (const path of pages(folder)) {
      await page.goto(server.url + path);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) wide.push(`${path} at ${width}: ${overflow} px`);
    }
    await context.close();
  }
  assert.deepEqual(wide, []);
  server.close();
});

test('the list of commitments filters and sorts in place, and the address keeps it', limit, async () => {
  const server = await serve(folder);
  const page = await patient(browser);
  await page.goto(`${server.url}compromisos/index.html`);
  const visible = () => page.locator('#commitments tbody tr:visible').count();
  assert.equal(await visible(), 21);
  await page.getByLabel('Estatus', { exact: true }).selectOption({ label: 'En proceso (7)' });
  await page.waitForFunction(() => location.search.includes('en-proceso'));
  assert.equal(await visible(), 7);
  assert.match(await page.getByRole('status').innerText(), /7/);
  await page.getByRole('searchbox').fill('convenio');
  const filtered = await visible();
  assert.ok(filtered > 0 && filtered < 7, `${filtered}`);
  await page.reload();
  assert.equal(await visible(), filtered);
  await page.close();
  server.close();
});
