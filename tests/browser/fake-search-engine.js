// Stands in for the search engine in the tests of its interface: the same two names, over thirty commitments that it makes
// up. `window.fake`, set by a test before the page loads, makes it slow or fail:
// { failures: ['offline', …] one for each attempt to load, steps, delay, broken: reason of every search }.
(function () {
  'use strict';
  const fake = Object.assign({ failures: [], steps: 0, delay: 0, broken: null }, window.fake);
  const site = window.acuerdos = window.acuerdos || {};
  const script = document.getElementById('search-script');
  window.fakeAsked = [];
  window.fakeFolders = [script.dataset.root, script.dataset.search];

  const STATUSES = [
    { id: 'pendiente', label: 'Pendiente', kind: 'open', color: 'grey', icon: 'circle' },
    { id: 'en-proceso', label: 'En proceso', kind: 'open', color: 'amber', icon: 'clock' },
    { id: 'atendido', label: 'Atendido', kind: 'closed', color: 'green', icon: 'check' }
  ];
  const BODIES = ['INE', 'SRE', 'DERFE', 'IME', 'DGSC', 'COVE', 'UTSI', 'DJ', 'DEA', 'DECEYEC'];
  const TITLES = ['Plan de riesgos', 'Convenio de confidencialidad', 'Capacitación del personal consular', 'Equipos de cómputo',
    'Campaña de difusión', 'Calendario de la consulta'];
  const TEXTS = ['Diseñar entre ambas instituciones un plan que prevea los riesgos de la jornada.',
    'Enviar el proyecto <b>con observaciones</b> & anexos a la Dirección Jurídica.',
    'Programar las sesiones por sede, y el material que se entregará.'];
  const docs = [];
  for (let i = 0; i < 30; i += 1) {
    const status = STATUSES[i % 3];
    docs.push({
      id: '2022-08-09/4', kind: i === 5 ? 'meeting' : i === 11 ? 'page' : 'commitment',
      url: 'compromisos/2022-08-09/4.html', title: TITLES[i % 6] + (i < 6 ? '' : ', parte ' + (Math.floor(i / 6) + 1)), text: TEXTS[i % 3],
      status: status, late: i % 7 === 0, date: (i % 2 ? '2022' : '2023') + '-0' + (1 + i % 9) + '-09', due: i % 4 ? '2023-05' : null,
      responsible: [BODIES[i % 10], BODIES[(i * 3 + 1) % 10]].filter((it, at, all) => all.indexOf(it) === at),
      series: i % 5 ? 'Grupo de trabajo INE–SRE' : 'Comité técnico', tag: i % 2 ? 'riesgos' : 'piloto'
    });
  }

  const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  function marked(text, words) {
    return text.split(/([\p{L}\p{N}]+)/u)
      .map((piece) => words.some((word) => fold(piece).startsWith(word)) ? '<mark>' + escape(piece) + '</mark>' : escape(piece)).join('');
  }
  const VALUES = {
    kind: (it) => [[it.kind, { commitment: 'Compromisos', meeting: 'Reuniones', page: 'Páginas' }[it.kind]]], status: (it) => [[it.status.id, it.status.label]],
    organisation: (it) => it.responsible.map((body) => [body, body]), series: (it) => [[it.series, it.series]],
    year: (it) => [[it.date.slice(0, 4), it.date.slice(0, 4)]], tag: (it) => [[it.tag, it.tag]],
    late: (it) => (it.late ? [['true', 'Vencidos']] : [])
  };
  const passes = (it, filters, but) => Object.keys(filters || {}).every((group) => group === but ||
    filters[group].some((id) => VALUES[group](it).some(([value]) => value === id)));

  class Engine extends EventTarget {
    constructor() {
      super();
      this.state = 'idle';
      this.loading = null;
    }
    load() {
      this.loading = this.loading || this.fetch().catch((error) => {
        this.loading = null;
        this.state = 'failed';
        throw error;
      });
      return this.loading;
    }
    async fetch() {
      this.state = 'loading';
      const reason = fake.failures.shift();
      for (let i = 1; i <= fake.steps; i += 1) {
        this.dispatchEvent(new CustomEvent('progress', { detail: { loaded: i * 1000, total: fake.steps * 1000 } }));
        await new Promise((done) => setTimeout(done, 100));
      }
      if (reason) throw Object.assign(new Error('fake'), { reason });
      await fetch(script.dataset.root + script.dataset.search + 'index.json').catch(() => null);
      this.state = 'ready';
    }
  }
  site.searchEngine = new Engine();

  site.search = async function (query, options) {
    window.fakeAsked.push({ query, options: Object.assign({}, options, { signal: undefined }) });
    await site.searchEngine.load();
    await new Promise((done, fail) => {
      setTimeout(done, fake.delay + (query === 'lento' ? 800 : 0));
      options.signal.addEventListener('abort', () => fail(new DOMException('superseded', 'AbortError')));
    });
    if (fake.broken) throw Object.assign(new Error('fake'), { reason: fake.broken });
    const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
    const matching = docs.filter((it) => words.every((word) => fold(it.title + ' ' + it.text).includes(word)) && (words.length || !query));
    const found = matching.filter((it) => passes(it, options.filters));
    if (options.sort === 'newest') found.sort((a, b) => b.date.localeCompare(a.date));
    const facets = {};
    for (const group of Object.keys(VALUES)) {
      const counts = new Map();
      const chosen = (options.filters || {})[group] || [];
      const names = new Map(docs.flatMap((it) => VALUES[group](it)));
      chosen.forEach((id) => counts.set(id, { id, label: names.get(id) || id, count: 0, selected: true }));
      matching.filter((it) => passes(it, options.filters, group)).forEach((it) => VALUES[group](it).forEach(([id, label]) => {
        const value = counts.get(id) || { id, label, count: 0, selected: false };
        counts.set(id, Object.assign(value, { label, count: value.count + 1 }));
      }));
      facets[group] = Array.from(counts.values());
    }
    return {
      total: found.length,
      hits: found.slice(options.offset || 0, (options.offset || 0) + options.limit).map((it) => ({
        id: it.id, kind: it.kind, url: it.url, title: it.title, titleHtml: marked(it.title, words), snippet: marked(it.text, words),
        status: it.status.id, status_label: it.status.label, status_kind: it.status.kind, status_color: it.status.color, status_icon: it.status.icon,
        late: it.late, date: it.date, due: it.due, responsible: it.responsible, meeting: '2022-08-09', score: 1
      })),
      facets,
      notes: query.includes('"') && query.split('"').length % 2 === 0 ? [{ kind: 'ignored', text: 'Faltaba cerrar unas comillas.' }] : [],
      suggestion: fold(query) === 'rriesgos' ? 'riesgos' : null,
      words
    };
  };
})();
