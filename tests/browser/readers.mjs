// Readers: a browser is launched once, and each `reader` is somebody who was never on the site, with one page.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { lacking } from './needs.mjs';
import { launch } from './site.mjs';

const PATIENCE = 15_000;

/** Gathers the errors of a page; `run` runs in every document before its scripts. */
async function prepare(page, init, addInit) {
  const problems = [];
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', (error) => problems.push(error.message));
  if (init) await addInit(init);
  return problems;
}

/** Chromium, driven by Playwright. */
export const chromium = {
  name: 'Chromium',
  skip: false,
  async launch() {
    const browser = await launch();
    return {
      close: () => browser.close(),
      async reader(init) {
        const context = await browser.newContext();
        const page = await context.newPage();
        const problems = await prepare(page, init, (it) => page.addInitScript(it));
        return { page, problems, offline: (is) => context.setOffline(is), close: () => context.close() };
      },
    };
  },
};

const program = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Firefox as Debian has it, driven by Puppeteer: Playwright needs a Firefox of its own. */
export const firefox = {
  name: 'Firefox',
  skip: lacking(existsSync(program), program),
  async launch() {
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: program });
    return {
      close: () => browser.close(),
      async reader(init) {
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        const problems = await prepare(page, init, (it) => page.evaluateOnNewDocument(it));
        return { page, problems, offline: (is) => page.setOfflineMode(is), close: () => context.close() };
      },
    };
  },
};
