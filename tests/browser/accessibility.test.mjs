// axe finds no violation of WCAG 2.2 A or AA, nor of its best practices, on any page in any of four settings.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { build, launch, pages, serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 320]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, { timeout: 600_000 }, async () => {
      const folder = build();
      const server = await serve(folder);
      const browser = await launch();
      // The policy of the site would refuse the checker itself.
      const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const problems = [];
      for (const path of pages(folder)) {
        await page.goto(server.url + path);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        for (const { id, nodes } of violations) problems.push(`${path}: ${id}: ${nodes[0].html.slice(0, 200)}`);
      }
      await browser.close();
      server.close();
      assert.deepEqual(problems, []);
    });
  }
}
