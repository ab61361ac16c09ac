// axe finds no violation of WCAG 2.2 A or AA, nor of its best practices, on any page in any of four settings; nor on the pages of
// other sites: an English one, and one of 10,000 commitments, a page of each kind.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { kinds } from './kinds.mjs';
import { build, buildProject, large, launch, pages, repository, serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Not asked by default: it is new in WCAG 2.2.
const rules = { 'target-size': { enabled: true } };

async function violations(folder, paths, colorScheme, width) {
  const server = await serve(folder);
  const browser = await launch();
  // The policy of the site would refuse the checker itself.
  const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const problems = [];
  for (const path of paths) {
    await page.goto(server.url + path);
    await page.evaluate(axe);
    const found = await page.evaluate((options) => window.axe.run(options), { rules, resultTypes: ['violations'] });
    for (const { id, nodes } of found.violations) problems.push(`${path}: ${id}: ${nodes[0].html.slice(0, 200)}`);
  }
  await browser.close();
  server.close();
  return problems;
}

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, { timeout: 600_000 }, async () => {
      const folder = build();
      assert.deepEqual(await violations(folder, pages(folder), colorScheme, width), []);
    });
  }
}

// The same templates with other words and other amounts: two of the settings are enough to see what breaks by them.
for (const [colorScheme, width] of [['light', 1280], ['dark', 320]]) {
  test(`axe finds nothing on an English site: ${colorScheme}, ${width} px`, { timeout: 300_000 }, async () => {
    const folder = buildProject(`${repository}/tests/sites/english`, '--today', '2023-02-15');
    const paths = kinds(folder);
    assert.ok(paths.length > 20);
    assert.deepEqual(await violations(folder, paths, colorScheme, width), []);
  });

  test(`axe finds nothing on a site of 10,000 commitments: ${colorScheme}, ${width} px`, { timeout: 600_000 }, async () => {
    const folder = large();
    // A page of thousands of rows is the same few elements again, and takes the checker minutes.
    const paths = kinds(folder).filter((path) => statSync(`${folder}/${path}`).size < 200_000);
    assert.ok(paths.length > 20);
    assert.deepEqual(await violations(folder, paths, colorScheme, width), []);
  });
}
