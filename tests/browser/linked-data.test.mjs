// What the front page tells search engines for data sets, in a data block.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildProject, files, launch, read, serve, watch } from './site.mjs';

const BASE = 'https://acuerdos.example/a/';

/** A site of one meeting, called as its configuration says. */
function project(configuration) {
  const root = mkdtempSync(join(tmpdir(), 'linked-'));
  mkdirSync(join(root, 'content/reuniones'), { recursive: true });
  writeFileSync(join(root, 'content/reuniones/2022-08-09.md'), '---\nfecha: 2022-08-09\n---\n');
  writeFileSync(join(root, 'acuerdos.toml'), configuration);
  return buildProject(root, '--today', '2023-02-15');
}

test('the front page describes the open data, whatever the title, and the policy has nothing against it', async (t) => {
  const title = '</script><script>window.ran = true</script><!-- <script> "A" & B';
  const folder = project(`title = '${title}'\nbase_url = "${BASE}"\n`);
  const server = await serve(folder);
  const browser = await launch();
  t.after(() => { server.close(); return browser.close(); });
  const page = await browser.newPage();
  const problems = watch(page, server.url);
  await page.goto(server.url + 'index.html');
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
  assert.equal(blocks.length, 1);
  const [site, dataset] = JSON.parse(blocks[0])['@graph'];
  assert.deepEqual([site['@type'], site.name, dataset['@type'], dataset.name], ['WebSite', title, 'Dataset', title]);
  assert.deepEqual([dataset.dateModified, dataset.temporalCoverage], ['2023-02-15', '2022-08-09/2022-08-09']);
  const there = files(folder);
  assert.equal(dataset.distribution.length, 4);
  for (const { contentUrl } of dataset.distribution) {
    assert.ok(contentUrl.startsWith(BASE) && there.includes(contentUrl.slice(BASE.length)), contentUrl);
  }
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(problems, []);
});

test('without an address there is nothing to tell', () => {
  assert.doesNotMatch(read(project(''), 'index.html'), /ld\+json/);
});
