// The versions of what is compared, as installed.
import { readFileSync } from 'node:fs';

export const installed = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
