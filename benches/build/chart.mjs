// The chart of docs/benchmarks.md: seconds of processor and peak of memory by the number of commitments, both axes logarithmic.
const WIDTH = 860;
const HEIGHT = 400;
const PANEL = { width: 330, height: 270, top: 50 };
const SERIES = [
  ['full', 'acuerdos', '#0b5cad', ''],
  ['hugo', 'Hugo', '#b3261e', '6 3'],
  ['zola', 'Zola', '#7a5c00', '2 3'],
  ['both', 'Hugo and Pagefind', '#5b3fa0', '9 3 2 3'],
];

/** Figures of a tool; a search beside Hugo comes after it, and takes as much memory as the larger of both. */
function figures(it, key) {
  if (key !== 'both') return it[key]?.failed === undefined ? it[key] : undefined;
  const { hugo, pagefind } = it;
  if (!hugo || !pagefind || hugo.failed !== undefined || pagefind.failed !== undefined) return undefined;
  return { cpu: hugo.cpu + pagefind.cpu, memory: Math.max(hugo.memory, pagefind.memory) };
}

function panel(left, title, measurements, value, show) {
  const points = SERIES.map(([key]) => measurements.flatMap((it) => {
    const found = figures(it, key);
    return found ? [[it.commitments, value(found)]] : [];
  }));
  const all = points.flat();
  const decades = (list) => [Math.floor(Math.log10(Math.min(...list))), Math.ceil(Math.log10(Math.max(...list)))];
  const [fromX, toX] = decades(all.map(([x]) => x));
  const [fromY, toY] = decades(all.map(([, y]) => y));
  const x = (it) => left + ((Math.log10(it) - fromX) / Math.max(toX - fromX, 1)) * PANEL.width;
  const y = (it) => PANEL.top + PANEL.height - ((Math.log10(it) - fromY) / Math.max(toY - fromY, 1)) * PANEL.height;
  const out = [`<text x="${left}" y="28" font-weight="600">${title}</text>`];
  for (let power = fromY; power <= toY; power += 1) {
    const at = y(10 ** power).toFixed(1);
    out.push(`<path d="M${left} ${at}h${PANEL.width}" stroke="#d0d4d9"/>`, `<text x="${left - 8}" y="${at}" dy="4" text-anchor="end">${show(10 ** power)}</text>`);
  }
  for (let power = fromX; power <= toX; power += 1) {
    out.push(`<text x="${x(10 ** power).toFixed(1)}" y="${PANEL.top + PANEL.height + 20}" text-anchor="middle">${(10 ** power).toLocaleString('en-US')}</text>`);
  }
  points.forEach((list, at) => {
    const [, , color, dashes] = SERIES[at];
    const line = list.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ');
    out.push(`<polyline points="${line}" fill="none" stroke="${color}" stroke-width="2"${dashes && ` stroke-dasharray="${dashes}"`}/>`);
    for (const [a, b] of list) out.push(`<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="3.5" fill="${color}"/>`);
  });
  return out.join('\n');
}

/** The chart as SVG. */
export function chart(measurements, versions) {
  const shown = SERIES.filter(([key]) => measurements.some((it) => figures(it, key)));
  const legend = shown.map(([, name, color, dashes], at) => {
    const left = 60 + at * 195;
    const path = `<path d="M${left} 378h28" stroke="${color}" stroke-width="2"${dashes && ` stroke-dasharray="${dashes}"`}/>`;
    return `${path}<text x="${left + 36}" y="382">${name}</text>`;
  });
  const told = Object.entries(versions).filter(([, it]) => it).map(([name, it]) => `${name} ${it}`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13" fill="#1c2126">
<title id="title">Seconds of processor and memory of a whole build by the number of commitments: ${told}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${panel(70, 'CPU seconds of a whole build', measurements, (it) => it.cpu, (it) => `${it}`)}
${panel(500, 'Peak of memory', measurements, (it) => it.memory / 1e6, (it) => (it >= 1000 ? `${it / 1000} GB` : `${it} MB`))}
${legend.join('\n')}
</svg>
`;
}
