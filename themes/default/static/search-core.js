// What the dialog, the page to search on and the marks have in common.
(function () {
  'use strict';
  const site = window.acuerdos;
  const parts = site.searchParts;

  // The string of a key with its places filled in; one that depends on a number is chosen by `n`.
  function t(key, fill) {
    const text = site.searchWords[key];
    if (text === undefined) return key;
    const values = fill || {};
    const chosen = typeof text === 'string' ? text : values.n === 1 ? text.one : text.other;
    return chosen.replace(/\{(\w+)\}/g, function (place, name) { return name in values ? values[name] : place; });
  }

  // An element: attributes that are null or false are left out, functions are listeners, children are nodes or text.
  function el(tag, attributes) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      const value = attributes[name];
      if (typeof value === 'function') element.addEventListener(name, value);
      else if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value === true ? '' : value);
    });
    for (let i = 2; i < arguments.length; i += 1) {
      if (arguments[i] !== null && arguments[i] !== undefined) element.append(arguments[i]);
    }
    return element;
  }

  function icon(name) {
    const template = document.createElement('template');
    template.innerHTML = site.searchIcons[name] || site.searchIcons.circle;
    return template.content;
  }

  const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  function unescaped(text) {
    return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, function (all, hex, decimal, name) {
      const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : null;
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : all;
      return ENTITIES[name] || all;
    });
  }

  // Escaped text with marks → nodes. Nothing but `<mark>` is ever taken for markup, whatever an index says.
  function marked(html) {
    const fragment = document.createDocumentFragment();
    let within = false;
    String(html || '').split(/(<\/?mark>)/).forEach(function (piece) {
      if (piece === '<mark>' || piece === '</mark>') within = piece === '<mark>';
      else if (piece) fragment.append(within ? el('mark', {}, unescaped(piece)) : unescaped(piece));
    });
    return fragment;
  }

  // A date, whole or partial, as the rest of the site abbreviates it.
  function date(iso) {
    const given = String(iso).split('-').map(Number);
    const options = { timeZone: 'UTC', year: 'numeric' };
    if (given.length > 1) options.month = 'short';
    if (given.length > 2) options.day = 'numeric';
    const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
    const day = new Date(Date.UTC(given[0], (given[1] || 1) - 1, given[2] || 1));
    const text = isNaN(day) ? iso : new Intl.DateTimeFormat(language, options).format(day);
    return el('time', { datetime: iso }, text);
  }

  function badge(hit) {
    if (!hit.status_label) return null;
    const color = /^[a-z]+$/.test(hit.status_color || '') ? hit.status_color : 'grey';
    return el('span', { 'class': 'status status--' + color }, icon(hit.status_icon), hit.status_label);
  }

  function late(hit) {
    return hit.late ? el('span', { 'class': 'late' }, icon('alert'), t('late')) : null;
  }

  // What it is, of when, and whose, in a line.
  function facts(hit) {
    const line = document.createDocumentFragment();
    const add = function (node) {
      if (line.childNodes.length) line.append(' · ');
      line.append(node);
    };
    if (site.searchWords['kind.' + hit.kind]) add(t('kind.' + hit.kind));
    if (hit.date) add(date(hit.date));
    if (hit.responsible && hit.responsible.length) add(hit.responsible.join(', '));
    return line;
  }

  // Where a hit is, with the words to mark there.
  function href(hit, words) {
    const place = String(hit.url).split('#');
    const marks = (words || []).slice(0, 24).map(encodeURIComponent).join(',');
    return parts.root + place[0] + (marks ? '?' + t('key.found') + '=' + marks : '') + (place[1] ? '#' + place[1] : '');
  }

  function pageUrl(query) {
    return parts.page + (query ? '?' + t('key.query') + '=' + encodeURIComponent(query).replace(/%20/g, '+') : '');
  }

  // ── Asking: the last question wins ────────────────────────────────────────────────────────────

  // `view` has `busy(boolean)`, `answer(result)` and `fail(reason)`, and perhaps `several`, to ask more sites than this one. What
  // takes long is told after 300 ms, not before.
  function asker(view) {
    let turn = 0;
    let controller = null;
    let wait = 0;
    let slow = 0;
    function stop() {
      turn += 1;
      clearTimeout(wait);
      clearTimeout(slow);
      slow = 0;
      if (controller) controller.abort();
      controller = null;
      view.busy(false);
    }
    function ask(query, options, delay) {
      const mine = turn += 1;
      clearTimeout(wait);
      if (controller) controller.abort();
      controller = new AbortController();
      const signal = controller.signal;
      const ended = function (then, value) {
        if (mine !== turn) return;
        clearTimeout(slow);
        slow = 0;
        view.busy(false);
        then(value);
      };
      if (!slow) slow = setTimeout(function () { view.busy(true); }, 300 + (delay || 0));
      wait = setTimeout(function () {
        (view.several ? view.several.ready() : parts.engine())
          .then(function () {
            return mine === turn ? (view.several || site).search(query, Object.assign({ signal: signal }, options)) : null;
          })
          .then(function (result) {
            if (result) ended(view.answer, result);
          })
          .catch(function (error) {
            if (!error || error.name !== 'AbortError') ended(view.fail, (error && error.reason) || 'damaged');
          });
      }, delay || 0);
    }
    return { ask: ask, stop: stop };
  }

  // A bar that follows the bytes of the engine, and says what is being waited for.
  function progress() {
    const bar = el('progress', { 'class': 'search-progress__bar', 'aria-label': t('progress') });
    const text = el('p', { role: 'status' });
    const box = el('div', { 'class': 'search-progress' }, text, bar);
    let shown = false;
    bar.hidden = true;
    function show(detail) {
      const ready = Boolean(site.searchEngine) && site.searchEngine.state === 'ready';
      const words = !shown ? '' : ready ? t('searching') : t('loading');
      if (text.textContent !== words) text.textContent = words;
      bar.hidden = ready || !shown;
      if (detail && detail.total > 0) {
        bar.max = detail.total;
        bar.value = Math.min(detail.loaded, detail.total);
      } else bar.removeAttribute('value');
    }
    parts.onprogress = show;
    return {
      box: box,
      busy: function (busy) {
        shown = busy;
        show(parts.loaded);
      }
    };
  }

  const REASONS = ['offline', 'damaged', 'old-browser', 'refused'];
  function failed(reason, retry) {
    const known = REASONS.indexOf(reason) >= 0 ? reason : 'damaged';
    const again = known === 'offline' || known === 'damaged';
    return el('div', { 'class': 'search-failed', role: 'alert' },
      el('p', { 'class': 'search-failed__title' }, icon('alert'), t('failed.' + known + '-title')),
      el('p', {}, t('failed.' + known)),
      again ? el('button', { 'class': 'button', type: 'button', click: retry }, t('retry')) : null);
  }

  // The count, and what the engine has to remark, as one text for the live region.
  function told(region, lines) {
    region.replaceChildren.apply(region, lines.filter(Boolean).map(function (line, i) {
      return el('p', { 'class': i ? 'search-note' : 'search-count' }, line);
    }));
  }

  function suggestion(query, use) {
    if (!query) return null;
    const around = t('suggestion').split('{query}');
    return el('p', { 'class': 'search-suggestion' }, around[0],
      el('button', { 'class': 'search-suggestion__use', type: 'button', click: function () { use(query); } }, query), around[1]);
  }

  function nothing(query, filtered, clear) {
    return el('div', { 'class': 'search-none' },
      el('p', { 'class': 'search-none__title' }, query ? t('none', { query: query }) : t('none-filtered')),
      el('ul', {},
        query ? el('li', {}, t('none-spelling')) : null,
        query ? el('li', {}, t('none-fewer')) : null,
        filtered ? el('li', {}, t('none-filters')) : null),
      filtered && clear ? el('button', { 'class': 'button', type: 'button', click: clear }, t('none-clear')) : null);
  }

  // ── Recent searches: kept in this browser, or for this page where storage is forbidden ────────

  const KEPT = 8;
  const store = 'acuerdos-recent:' + new URL(parts.root || './', location.href).pathname;
  let kept = null;
  const recent = {
    all: function () {
      if (!kept) {
        try { kept = JSON.parse(localStorage.getItem(store)); } catch (e) { kept = null; }
        kept = (Array.isArray(kept) ? kept : []).filter(function (it) { return typeof it === 'string' && it; }).slice(0, KEPT);
      }
      return kept;
    },
    keep: function (list) {
      kept = list.slice(0, KEPT);
      try {
        if (kept.length) localStorage.setItem(store, JSON.stringify(kept)); else localStorage.removeItem(store);
      } catch (e) { /* see above */ }
    },
    add: function (query) {
      const text = query.trim().slice(0, 200);
      if (text) recent.keep([text].concat(recent.all().filter(function (it) { return it !== text; })));
    },
    remove: function (query) { recent.keep(recent.all().filter(function (it) { return it !== query; })); }
  };

  // The list of them in a box of its own. `use` gets the query; `empty` is told when the last one is gone.
  function recents(box, use, empty) {
    const list = recent.all();
    if (!list.length) {
      box.replaceChildren();
      return;
    }
    const redraw = function (place) {
      recents(box, use, empty);
      const buttons = box.querySelectorAll('.recent__remove');
      if (buttons.length) buttons[Math.min(place, buttons.length - 1)].focus(); else empty();
    };
    const items = list.map(function (query, place) {
      return el('li', {},
        el('button', { 'class': 'recent__use', type: 'button', click: function () { use(query); } }, icon('clock'), el('span', {}, query)),
        el('button', {
          'class': 'recent__remove', type: 'button', 'aria-label': t('recent-remove', { query: query }),
          click: function () { recent.remove(query); redraw(place); }
        }, icon('cross')));
    });
    box.replaceChildren(el('section', { 'class': 'recent', 'aria-labelledby': 'search-recent-title' },
      el('h2', { 'class': 'recent__title', id: 'search-recent-title' }, t('recent')),
      el.apply(null, ['ul', {}].concat(items)),
      el('button', {
        'class': 'button button--quiet recent__clear', type: 'button',
        click: function () { recent.keep([]); redraw(0); }
      }, t('recent-clear'))));
  }

  Object.assign(parts, {
    t: t, el: el, icon: icon, marked: marked, date: date, badge: badge, late: late, facts: facts, href: href, pageUrl: pageUrl,
    asker: asker, progress: progress, failed: failed, told: told, suggestion: suggestion, nothing: nothing,
    recent: recent, recents: recents
  });
})();
