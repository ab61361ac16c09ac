// What was measured, as tables in Markdown.

const KIB = 1024;
const sorted = (values) => [...values].sort((a, b) => a - b);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The value below which a share of all are, the nearest rank. */
export const percentile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];
const figure = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** A mean of all runs, and the least and most of a run. */
function spread(values, show = figure) {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(show);
  return least === most ? show(mean(values)) : `${show(mean(values))} (${least}–${most})`;
}

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}

function rows(head, body) {
  return [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n');
}

function moved(size) {
  const engines = Object.entries(size.engines).filter(([, { sessions }]) => sessions);
  if (engines.length === 0) return '';
  const body = [];
  const line = (what, value) => body.push([what, ...engines.map(([, engine]) => value(engine))]);
  for (const limit of Object.keys(engines[0][1].sessions)) {
    const runs = (engine) => engine.sessions[limit];
    const answers = (run) => run.following.answers;
    line(`first search from nothing, ${limit} hits: KiB`, (engine) => spread(runs(engine).map(({ first }) => first.bytes / KIB)));
    line(`… requests`, (engine) => spread(runs(engine).map(({ first }) => first.requests)));
    line(`… ms`, (engine) => spread(runs(engine).map(({ first }) => first.milliseconds)));
    line(`each following search, ${limit} hits: KiB`, (engine) => spread(runs(engine).map((run) => run.following.bytes / answers(run).length / KIB)));
    line(`… requests`, (engine) => spread(runs(engine).map((run) => run.following.requests / answers(run).length)));
    for (const share of [0.5, 0.95]) {
      line(`… ms, p${share * 100}`, (engine) => spread(runs(engine).map((run) => percentile(answers(run).map(({ milliseconds }) => milliseconds), share))));
    }
  }
  line('index: s of processor', ({ index }) => figure(index.cpu));
  line('… s of clock', ({ index }) => figure(index.clock));
  line('… MB of memory, peak', ({ index }) => figure(index.memory / 1e6));
  line('… MB on disk', ({ index }) => figure(index.size.bytes / 1e6));
  line('… files', ({ index }) => grouped(index.size.files));
  const notes = engines.filter(([, { index }]) => index.note).map(([name, { index }]) => `${name}'s index: ${index.note}.`);
  return [rows(['', ...engines.map(([name, { version }]) => `${name} ${version}`)], body), ...notes].join('\n\n');
}

const VARIANTS = {
  rare: '3 to 5 rarer words of one commitment', plain: 'the same without accents', typo: 'one typo', inflection: 'another inflection of one word',
  inflections: 'another inflection of every word', phrase: 'a quoted phrase of three words', frequent: 'four words that each stand in 1 to 25 % of all',
};

function found(size) {
  const engines = Object.entries(size.engines).filter(([, { places }]) => places);
  if (engines.length === 0) return '';
  const percent = (places, wanted) => `${((100 * places.filter(wanted).length) / places.length).toFixed(1).replace(/\.0$/, '')}`;
  const body = Object.entries(VARIANTS).map(([variant, text]) => [
    text,
    ...engines.map(([, { places }]) => `${percent(places[variant], (place) => place === 1)} / ${percent(places[variant], (place) => place > 0)}`),
  ]);
  return rows(['found first / in the first ten, %', ...engines.map(([name, { version }]) => `${name} ${version}`)], body);
}

export function table(results) {
  const { chromium, node, cores, load, options } = results;
  const how = [`${chromium}, Node ${node}, ${cores} cores`, `load before ${figure(load.before)}, after ${figure(load.after)}`,
    `${options.runs} runs: mean (least–most)`];
  if (options['no-gzip']) how.push('nothing compressed by the server');
  if (options.delay !== '0') how.push(`${options.delay} ms before each answer`);
  const parts = [`${how.join('; ')}.`];
  for (const size of results.sizes) {
    parts.push(`### ${grouped(size.count)} commitments: ${grouped(size.words)} words, ${grouped(size.forms)} forms`, moved(size), found(size));
  }
  return parts.filter(Boolean).join('\n\n');
}
