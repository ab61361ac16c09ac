// What calendar programs and feed readers get: the dates of the data, read by libraries of two languages; a schema of Atom.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ICAL from 'ical.js';
import { buildProject, files, read, repository } from './site.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const python = process.env.PYTHON ?? here('.venv/bin/python');
const base = 'https://acuerdos.example/';
const sites = {};

before(() => {
  const projects = [['real', repository], ['hostile', join(repository, 'tests/sites/calendar')], ['english', join(repository, 'tests/sites/english')]];
  for (const [name, root] of projects) {
    const folder = buildProject(root, '--today', '2023-02-15', '--base-url', base);
    const output = execFileSync(python, [here('feeds.py'), folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    sites[name] = { folder, ...JSON.parse(output) };
  }
});

/** The data, whatever its folder is called. */
function data(folder, names) {
  return JSON.parse(read(folder, files(folder).find((path) => names.test(path))));
}
const commitmentsOf = (folder) => data(folder, /^(datos\/compromisos|data\/commitments)\.json$/);
const meetingsOf = (folder) => data(folder, /^(datos\/reuniones|data\/meetings)\.json$/);
const calendarOf = (folder) => files(folder).find((path) => /^calend[^/]*\.ics$/.test(path));

/** The last day of a date that may be a month or a year. */
function end(date) {
  const [year, month, day] = date.split('-').map(Number);
  return day ? date : new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10);
}

/** The events and tasks of a calendar, as ical.js reads it. */
function parts(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents().map((part) => {
    const value = (name) => part.getFirstPropertyValue(name)?.toString() ?? null;
    return {
      kind: part.name.toUpperCase(),
      uid: value('uid'),
      date: value(part.name === 'vtodo' ? 'due' : 'dtstart'),
      stamp: value('dtstamp'),
      summary: value('summary'),
      description: value('description'),
      status: value('status'),
      completed: value('completed'),
      categories: part.getFirstProperty('categories').getValues(),
      location: value('location'),
      url: value('url'),
    };
  });
}

test('both libraries read the same in every calendar', () => {
  let read_ = 0;
  for (const { folder, calendars } of Object.values(sites)) {
    assert.deepEqual(Object.keys(calendars).sort(), files(folder).filter((path) => path.endsWith('.ics')).sort());
    for (const [path, expected] of Object.entries(calendars)) {
      assert.deepEqual(parts(read(folder, path)), expected, path);
      read_ += expected.length;
    }
  }
  assert.ok(read_ > 60, `only ${read_}`);
});

test('a calendar has the dates of the data, each once, and no others', () => {
  for (const [name, { folder, calendars }] of Object.entries(sites)) {
    const found = calendars[calendarOf(folder)];
    const identifiers = found.map(({ uid }) => uid);
    assert.equal(new Set(identifiers).size, identifiers.length);
    // What the configuration of that project leaves out: done, or held, over a year before the cut-off date.
    const shown = (date) => name !== 'hostile' || date >= '2022-02-15';
    const expected = [];
    for (const { url, date, title } of meetingsOf(folder)) {
      if (shown(date)) expected.push({ kind: 'VEVENT', url: base + url, date, summary: title, stamp: `${date}T00:00:00Z` });
    }
    for (const { url, due, title, status_kind, updates, meeting_date } of commitmentsOf(folder)) {
      if (!due || !(shown(end(due)) || status_kind === 'open')) continue;
      const stamp = `${updates.at(-1)?.date ?? meeting_date}T00:00:00Z`;
      const due_ = folder === sites.english.folder ? 'Due' : 'Vence';
      expected.push({ kind: 'VEVENT', url: base + url, date: end(due), summary: `${due_}: ${title}`, stamp });
      expected.push({ kind: 'VTODO', url: base + url, date: end(due), summary: title, stamp });
    }
    const order = (a, b) => (a.url + a.kind < b.url + b.kind ? -1 : 1);
    // A text of a calendar has lines, a title of the data may have other spaces.
    const plain = ({ kind, url, date, summary, stamp }) => ({ kind, url, date, summary: summary.replace(/\s+/g, ' '), stamp });
    assert.deepEqual(found.map(plain).sort(order), expected.map(plain).sort(order), name);
  }
});

test('the status of a task tells the kind of the commitment\'s status', () => {
  const seen = new Set();
  for (const { folder, calendars } of Object.values(sites)) {
    const commitments = new Map(commitmentsOf(folder).map((commitment) => [base + commitment.url, commitment]));
    const initial = folder === sites.english.folder ? 'pending' : 'pendiente';
    for (const { kind, url, status, completed } of calendars[calendarOf(folder)]) {
      const commitment = commitments.get(url);
      if (!commitment) continue;
      const { status_kind, updates } = commitment;
      if (kind === 'VEVENT') {
        assert.equal(status, status_kind === 'cancelled' ? 'CANCELLED' : 'CONFIRMED', url);
        continue;
      }
      const open = updates.length > 0 && commitment.status !== initial ? 'IN-PROCESS' : 'NEEDS-ACTION';
      assert.equal(status, { open, closed: 'COMPLETED', cancelled: 'CANCELLED' }[status_kind], url);
      assert.equal(completed, status_kind === 'closed' ? `${updates.at(-1).date}T00:00:00Z` : null, url);
      seen.add(status);
    }
  }
  assert.deepEqual([...seen].sort(), ['CANCELLED', 'COMPLETED', 'IN-PROCESS', 'NEEDS-ACTION']);
});

test('an organisation\'s calendar has what it attended and what it is responsible for', () => {
  const { folder, calendars } = sites.real;
  const urls = (path, kind) => new Set(calendars[path].filter((part) => part.kind === kind).map(({ url }) => url));
  const due = commitmentsOf(folder).filter((it) => it.due && it.responsible.includes('IME')).map(({ url }) => base + url);
  assert.ok(due.length > 0);
  assert.deepEqual(urls('instituciones/SRE/IME.ics', 'VTODO'), new Set(due));
  const attended = meetingsOf(folder)
    .filter(({ attendees }) => attendees.some(({ units }) => units.includes('IME'))).map(({ url }) => base + url);
  assert.ok(attended.length > 0);
  assert.deepEqual(urls('instituciones/SRE/IME.ics', 'VEVENT'), new Set([...due, ...attended]));
  // An organisation has what its units have.
  for (const url of due) assert.ok(urls('instituciones/SRE.ics', 'VTODO').has(url), url);
});

test('every line of a calendar ends with CR LF within 75 octets, and no letter is cut', () => {
  for (const { folder, calendars } of Object.values(sites)) {
    for (const path of Object.keys(calendars)) {
      const lines = read(folder, path).split('\r\n');
      assert.equal(lines.pop(), '');
      for (const line of lines) {
        assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n\ufffd]/.test(line), `${path}: ${line}`);
      }
    }
  }
});

/** Validates files against the schema by Jing, which the HTML checker carries with it; what it says. */
function jing(...paths) {
  const jar = join(createRequire(import.meta.url).resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');
  const driver = 'nu.validator.vendor.thaiopensource.relaxng.util.Driver';
  const { status, stdout, stderr } = spawnSync('java', ['-cp', jar, driver, '-c', here('atom.rnc'), ...paths], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('every feed is Atom, with a base URL and without', { timeout: 120_000 }, () => {
  const bare = buildProject(join(repository, 'tests/sites/calendar'), '--today', '2023-02-15');
  const paths = [...Object.values(sites).map(({ folder }) => folder), bare].flatMap((folder) => files(folder)
    .filter((path) => path.endsWith('.xml') && path !== 'sitemap.xml').map((path) => join(folder, path)));
  assert.ok(paths.length > 20);
  assert.deepEqual(jing(...paths), { status: 0, said: '' });
  // The schema refuses what is not.
  const feed = read(bare, 'feed.xml');
  const folder = mkdtempSync(join(tmpdir(), 'acuerdos-'));
  const broken = [
    feed.replace(/<id>.*?<\/id>/, ''), feed.replace(/<id>.*?<\/id>/, '<id>feed.xml</id>'), feed.replace(/<author>.*?<\/author>/, ''),
    feed.replace('T00:00:00', ''), feed.replace(/<updated>.*?<\/updated>/, ''), feed.replace('type="html"', 'type="xhtml"'),
  ];
  for (const [i, text] of broken.entries()) {
    assert.notEqual(text, feed);
    writeFileSync(join(folder, `${i}.xml`), text);
    assert.equal(jing(join(folder, `${i}.xml`)).status, 1, `${i}`);
  }
});

test('feeds have the newest updates of the data, newest first, under names of their own', () => {
  for (const [name, { folder, feeds }] of Object.entries(sites)) {
    const updates = commitmentsOf(folder).flatMap(({ url, updates }) => updates.map(({ date, status }) => ({ url: base + url, date, status })));
    const most = name === 'hostile' ? 4 : 50;
    const feed = feeds['feed.xml'];
    assert.equal(feed.version, 'atom10');
    assert.equal(feed.id, `${base}feed.xml`);
    assert.equal(feed.entries.length, Math.min(updates.length, most));
    const dates = updates.map(({ date }) => `${date}T00:00:00+00:00`).sort().reverse().slice(0, most);
    assert.deepEqual(feed.entries.map(({ updated }) => updated), dates);
    const identifiers = feed.entries.map(({ id }) => id);
    assert.equal(new Set(identifiers).size, identifiers.length);
    for (const { link, updated, status } of feed.entries) {
      assert.ok(updates.some((it) => it.url === link && updated.startsWith(it.date) && it.status === status[0]), link);
    }
    for (const [path, { wrong, entries }] of Object.entries(feeds)) {
      assert.equal(wrong, null, path);
      for (const { content } of entries) {
        const links = [...content.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
        assert.ok(links.length > 0);
        assert.deepEqual(links.filter((href) => !/^(https?:|mailto:|#)/.test(href)), [], path);
        assert.doesNotMatch(content, /<script|onclick/i);
      }
    }
  }
});

test('titles that mean something to XML or HTML are read as they were written', () => {
  const { feeds, calendars } = sites.hostile;
  assert.equal(feeds['feed.xml'].title, 'Acuerdos; de <todos>, "juntos" & más');
  const titles = calendars['calendario.ics'].map(({ summary }) => summary);
  assert.ok(titles.includes('Primera; reunión, con \\ barra y otro renglón <script>alert(1)</script>'), titles.join('\n'));
  assert.ok(titles.includes('Un título de setenta y cinco octetos, ni uno más, ni uno menos: ñandúes 🙂🙂🙂 y ya'));
});
