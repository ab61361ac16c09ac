// The page to search on. Everything that was asked is in its address, so that a search can be sent, kept and gone back to.
document.addEventListener('DOMContentLoaded', function () {
  'use strict';
  const parts = window.acuerdos && window.acuerdos.searchParts;
  const form = document.getElementById('search-form');
  if (!parts || !form) return;

  const PER_PAGE = 10;
  const PAGES = 1e6; // no address leads further: what the engine passes over is a number of 32 bits
  const several = parts.several || null; // where more sites than this one are searched
  const GROUPS = (several ? ['site'] : []).concat(['kind', 'status', 'late', 'organisation', 'series', 'year', 'tag']);
  const SORTS = { relevance: '', newest: 'newest', oldest: 'oldest' };
  const FACETS_SHOWN = 8;
  const t = parts.t;
  const el = parts.el;
  const at = function (id) { return document.getElementById('search-' + id); };
  const field = at('field');
  const state = at('state');
  const message = at('message');
  const found = at('found');
  const sort = at('sort');
  const list = at('list');
  const title = at('results-title');
  const toggle = at('facets-toggle');
  const opened = new Set(); // groups of which all values are shown
  const labels = {}; // of filters, as the engine last called them
  const progress = parts.progress();
  state.before(progress.box);

  // ── What is asked, and its address ────────────────────────────────────────────────────────────

  let asked = null; // { query, filters, sort, page }

  // In the address a value that is a word of the program's is one of the site's language.
  const KINDS = { commitment: 'commitment', meeting: 'meeting', page: 'plain' };
  function outward(group, id) {
    if (group === 'late') return '1';
    return group === 'kind' && KINDS[id] ? t('key.' + KINDS[id]) : id;
  }
  function inward(group, value) {
    if (group === 'late') return 'true';
    if (group !== 'kind') return value;
    return Object.keys(KINDS).filter(function (id) { return t('key.' + KINDS[id]) === value; })[0] || value;
  }

  function read() {
    const given = new URLSearchParams(location.search);
    const filters = {};
    GROUPS.forEach(function (group) {
      const values = given.getAll(t('key.' + group)).filter(Boolean).map(function (value) { return inward(group, value); });
      if (values.length) filters[group] = Array.from(new Set(values));
    });
    const order = given.get(t('key.sort'));
    return {
      query: (given.get(t('key.query')) || '').trim(),
      filters: filters,
      sort: order === t('key.newest') ? 'newest' : order === t('key.oldest') ? 'oldest' : 'relevance',
      page: Math.min(PAGES, Math.max(1, parseInt(given.get(t('key.page')), 10) || 1))
    };
  }

  function url(of) {
    const out = [];
    const add = function (key, value) {
      out.push(encodeURIComponent(t('key.' + key)) + '=' + encodeURIComponent(value).replace(/%20/g, '+').replace(/%2F/g, '/').replace(/%3A/g, ':'));
    };
    if (of.query) add('query', of.query);
    GROUPS.forEach(function (group) {
      (of.filters[group] || []).forEach(function (id) { add(group, outward(group, id)); });
    });
    if (SORTS[of.sort]) add('sort', t('key.' + SORTS[of.sort]));
    if (of.page > 1) add('page', of.page);
    return location.pathname + (out.length ? '?' + out.join('&') : '');
  }

  // What is being typed takes the place of the address it began at; once it is sent, that address is one step back.
  let settled = null;
  function write(how) {
    const now = url(asked);
    // A folder opened as file:// refuses in some browsers: the search works all the same.
    try {
      if (how === 'submit' && now !== settled) {
        history.replaceState(null, '', settled);
        history.pushState(null, '', now);
      } else history[how === 'pushState' ? how : 'replaceState'](null, '', now);
    } catch (e) { /* see above */ }
    if (how !== 'replaceState') settled = now;
  }

  function filtered() {
    return GROUPS.some(function (group) { return asked.filters[group]; });
  }

  // ── Asking ────────────────────────────────────────────────────────────────────────────────────

  let then = null; // what is to have the focus once the answer is there
  let scroll = history.state && history.state.scroll; // of a page that was left and is come back to

  const asker = parts.asker({
    busy: function (busy) {
      progress.busy(busy);
      found.setAttribute('aria-busy', String(busy));
    },
    several: several,
    answer: answer,
    fail: function (reason) {
      then = null;
      found.hidden = true;
      at('browse').hidden = false;
      parts.told(state, []);
      message.replaceChildren(parts.failed(reason, function () { field.focus(); run(0); }));
    }
  });

  function run(delay, typing) {
    if (!asked.query && !filtered()) {
      asker.stop();
      idle();
      return;
    }
    at('recent').replaceChildren();
    asker.ask(asked.query, {
      limit: PER_PAGE, offset: (asked.page - 1) * PER_PAGE, filters: asked.filters, sort: asked.sort, typing: Boolean(typing)
    }, delay);
  }

  function idle() {
    found.hidden = true;
    message.replaceChildren();
    parts.told(state, []);
    at('browse').hidden = false;
    parts.recents(at('recent'), function (query) { change({ query: query }, 'pushState'); field.focus(); }, function () { field.focus(); });
  }

  function change(what, how, typing) {
    asked = Object.assign({}, asked, { page: 1 }, what);
    if (field.value.trim() !== asked.query) field.value = asked.query;
    sort.value = asked.sort;
    write(how);
    run(typing ? 150 : 0, typing);
  }

  function filter(group, id, wanted) {
    const values = (asked.filters[group] || []).filter(function (it) { return it !== id; });
    if (wanted) values.push(id);
    const filters = Object.assign({}, asked.filters);
    if (values.length) filters[group] = values; else delete filters[group];
    change({ filters: filters }, 'pushState');
  }

  // ── Showing ───────────────────────────────────────────────────────────────────────────────────

  function answer(result) {
    const nothing = !result.hits.length;
    const pages = Math.ceil(Math.min(result.total, several ? result.most : Infinity) / PER_PAGE);
    if (nothing && result.total && asked.page > pages) { // an address from when there were more
      change({ page: pages }, 'replaceState');
      return;
    }
    const lines = [t('count', { n: result.total }) + (pages > 1 ? ' · ' + t('page', { n: asked.page, total: pages }) : '')];
    parts.told(state, lines.concat((result.notes || []).map(function (note) { return note.text; })));
    message.replaceChildren();
    const suggestion = parts.suggestion(result.suggestion, function (query) { change({ query: query }, 'pushState'); field.focus(); });
    if (suggestion) message.append(suggestion);
    if (nothing) message.append(parts.nothing(asked.query, filtered(), function () { change({ filters: {} }, 'pushState'); field.focus(); }));
    if (result.retry) {
      const again = function () { result.retry(); field.focus(); run(0); };
      message.append(el('p', { 'class': 'search-suggestion' }, el('button', { 'class': 'button', type: 'button', click: again }, t('retry'))));
    }
    at('browse').hidden = !nothing;
    facets(result.facets || {});
    chips();
    list.start = (asked.page - 1) * PER_PAGE + 1;
    list.replaceChildren.apply(list, result.hits.map(function (hit) { return item(hit, result.words); }));
    title.parentElement.hidden = nothing;
    pager(pages);
    found.hidden = nothing && !filtered();
    focus();
    if (scroll) window.scrollTo(0, scroll);
    scroll = 0;
  }

  function item(hit, words) {
    const link = el('a', { href: parts.href(hit, words), click: function () { parts.recent.add(asked.query); } },
      hit.titleHtml ? parts.marked(hit.titleHtml) : hit.title);
    const facts = parts.facts(hit);
    if (hit.site) facts.prepend(el('span', { 'class': 'hidden' }, several.name + ': '), el('span', { 'class': 'result__site' }, hit.site), ' · ');
    const due = hit.due ? el('span', { 'class': 'item__due' }, t('due') + ' ', parts.date(hit.due)) : null;
    const badge = parts.badge(hit);
    return el('li', { 'class': 'result' },
      el('h3', { 'class': 'result__title' }, link),
      el('p', { 'class': 'item__meta' }, facts),
      hit.snippet ? el('p', { 'class': 'result__snippet' }, parts.marked(hit.snippet)) : null,
      badge || due ? el('p', { 'class': 'item__state' }, badge, due, parts.late(hit)) : null);
  }

  function facets(of) {
    const boxes = GROUPS.filter(function (group) { return of[group] && of[group].length; }).map(function (group) {
      const values = of[group];
      values.forEach(function (value) { labels[group + '/' + value.id] = value.label; });
      const long = values.length > FACETS_SHOWN;
      const box = el('fieldset', { 'class': 'facet' }, el('legend', {}, t('group.' + group)));
      const list = box.appendChild(el('ul', {}));
      values.forEach(function (value, place) {
        const check = el('input', {
          type: 'checkbox', value: value.id, 'data-group': group, checked: Boolean(value.selected),
          change: function () { then = remembered(check); filter(group, value.id, check.checked); }
        });
        const count = el('span', { 'class': 'facet__count' }, String(value.count));
        list.append(el('li', { hidden: place >= FACETS_SHOWN && !value.selected && !opened.has(group) },
          el('label', {}, check, el('span', { 'class': 'facet__label' }, value.label), ' ', count)));
      });
      if (long) {
        const all = opened.has(group);
        box.append(el('button', {
          'class': 'facet__more', type: 'button', 'aria-expanded': String(all),
          click: function () {
            if (all) opened.delete(group); else opened.add(group);
            facets(of);
            const again = at('facets').querySelector('[data-name="' + group + '"] .facet__more');
            if (again) again.focus();
          }
        }, all ? t('facet-less') : t('facet-more', { n: values.length })));
      }
      box.dataset.name = group;
      return box;
    });
    const chosen = GROUPS.reduce(function (sum, group) { return sum + (asked.filters[group] || []).length; }, 0);
    toggle.textContent = chosen ? t('facets', { n: chosen }) : t('facets-none');
    at('facets').replaceChildren.apply(at('facets'), boxes);
  }

  function chips() {
    const items = [];
    GROUPS.forEach(function (group) {
      (asked.filters[group] || []).forEach(function (id) {
        const names = { group: t('group.' + group), label: labels[group + '/' + id] || id };
        items.push(el('li', {}, el('button', {
          'class': 'chip', type: 'button', 'aria-label': t('chip-remove', names),
          click: function () { then = function () { return at('chips').querySelector('.chip') || title; }; filter(group, id, false); }
        }, t('chip', names), parts.icon('cross'))));
      });
    });
    if (items.length > 1) {
      items.push(el('li', {}, el('button', {
        'class': 'button button--quiet', type: 'button',
        click: function () { then = function () { return title; }; change({ filters: {} }, 'pushState'); }
      }, t('chip-clear'))));
    }
    at('chips').replaceChildren.apply(at('chips'), items.length
      ? [el.apply(null, ['ul', { 'class': 'chips', 'aria-label': t('chips') }].concat(items))] : []);
  }

  function pager(pages) {
    const nav = at('pager');
    nav.hidden = pages < 2;
    const here = asked.page;
    const step = function (page, content, attributes) {
      const link = el('a', Object.assign({
        href: url(Object.assign({}, asked, { page: page })),
        click: function (event) {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          then = function () { return title; };
          change({ page: page }, 'pushState');
        }
      }, attributes));
      content.forEach(function (node) { link.append(node); });
      return el('li', {}, link);
    };
    const items = [];
    if (here > 1) items.push(step(here - 1, [parts.icon('previous'), t('previous')], { 'class': 'pager__step', rel: 'prev' }));
    let before = 0;
    for (let page = 1; page <= pages; page += 1) {
      if (page > 1 && page < pages && Math.abs(page - here) > 2) continue;
      if (page > before + 1) items.push(el('li', { 'class': 'pager__gap', 'aria-hidden': 'true' }, '…'));
      items.push(step(page, [String(page)], { 'aria-label': t('page-link', { n: page }), 'aria-current': page === here ? 'page' : null }));
      before = page;
    }
    if (here < pages) items.push(step(here + 1, [t('next'), parts.icon('next')], { 'class': 'pager__step', rel: 'next' }));
    nav.replaceChildren(el.apply(null, ['ul', {}].concat(items)));
  }

  // What was rebuilt under the reader's hands keeps the focus.
  function remembered(check) {
    const group = check.dataset.group;
    return function () {
      const all = Array.from(at('facets').querySelectorAll('input'));
      const ours = all.filter(function (it) { return it.dataset.group === group; });
      return ours.filter(function (it) { return it.value === check.value; })[0] || ours[0] || title;
    };
  }
  function focus() {
    const target = then && then();
    then = null;
    if (!target) return;
    const hidden = !target.offsetParent;
    (hidden ? field : target).focus({ preventScroll: target !== title });
    if (target === title && !hidden) title.scrollIntoView({ block: 'start' });
  }

  // ── The reader's hands ────────────────────────────────────────────────────────────────────────

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    parts.recent.add(field.value);
    change({ query: field.value.trim() }, 'submit');
  });
  field.addEventListener('input', function () {
    const query = field.value.trim();
    if (query !== asked.query) change({ query: query }, 'replaceState', true);
  });
  sort.addEventListener('change', function () { change({ sort: sort.value }, 'pushState'); });
  toggle.addEventListener('click', function () {
    const open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
  });
  ['focus', 'pointerenter', 'touchstart'].forEach(function (type) {
    field.addEventListener(type, function () { parts.engine().catch(function () { /* told when something is asked */ }); }, { passive: true });
  });
  window.addEventListener('popstate', function () {
    if (url(read()) !== url(asked)) start(); // else only the part of the page behind # is another
  });
  window.addEventListener('pagehide', function () {
    try { history.replaceState({ scroll: window.scrollY }, ''); } catch (e) { /* see write */ }
  });

  // The help opens for whoever follows a link to it.
  const help = document.getElementById(t('help-id'));
  function reveal() {
    if (help && location.hash === '#' + help.id) help.open = true;
  }
  window.addEventListener('hashchange', reveal);
  document.addEventListener('click', function (event) {
    const link = event.target.closest && event.target.closest('a[href$="#' + t('help-id') + '"]');
    if (link && help) help.open = true;
  });
  const slash = at('slash');
  if (slash) {
    const check = slash.querySelector('input');
    check.checked = parts.slash.wanted();
    check.addEventListener('change', function () { parts.slash.want(check.checked); });
    slash.hidden = false;
  }

  function start() {
    asked = read();
    settled = url(asked);
    field.value = asked.query;
    sort.value = asked.sort;
    run(0);
  }

  form.hidden = false;
  if (help) help.hidden = false; // its examples are searches
  reveal();
  start();
});
