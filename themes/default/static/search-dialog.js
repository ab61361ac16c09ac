// Results in the dialog, as one types: an editable combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
(function () {
  'use strict';
  const parts = window.acuerdos.searchParts;
  const SHOWN = 5;

  parts.dialog = function (shell) {
    const t = parts.t;
    const el = parts.el;
    const input = shell.input;
    const list = shell.list;
    let active = -1;
    let last = ''; // the query that is shown or waited for

    const state = el('div', { 'class': 'search__state', role: 'status' });
    const above = el('div', {});
    const below = el('div', {});
    const progress = parts.progress();
    const foot = el('div', { 'class': 'search__foot' },
      el('p', {}, t('syntax'), ' · ', el('a', { href: parts.page + '#' + t('help-id') }, t('help'))),
      el('p', { 'class': 'search__keys', 'aria-hidden': 'true' }, t('keys')));
    input.name = t('key.query');
    input.placeholder = t('placeholder');
    list.setAttribute('aria-label', t('list'));
    list.before(state, progress.box, above);
    list.after(below);
    shell.body.after(foot);

    const asker = parts.asker({
      busy: function (busy) {
        progress.busy(busy);
        shell.body.setAttribute('aria-busy', String(busy));
      },
      answer: answer,
      fail: function (reason) {
        clear();
        above.replaceChildren(parts.failed(reason, function () { input.focus(); ask(0); }));
      }
    });

    function options() {
      return Array.from(list.children);
    }

    function choose(place) {
      const all = options();
      if (all[active]) all[active].setAttribute('aria-selected', 'false');
      active = all[place] ? place : -1;
      if (active < 0) {
        input.removeAttribute('aria-activedescendant');
        return;
      }
      all[active].setAttribute('aria-selected', 'true');
      input.setAttribute('aria-activedescendant', all[active].id);
      all[active].scrollIntoView({ block: 'nearest' });
    }

    function show(items) {
      list.replaceChildren.apply(list, items);
      list.hidden = !items.length;
      input.setAttribute('aria-expanded', String(items.length > 0));
      active = -1;
      input.removeAttribute('aria-activedescendant');
    }

    function clear() {
      show([]);
      above.replaceChildren();
      below.replaceChildren();
      parts.told(state, []);
    }

    function option(place, attributes) {
      const id = 'search-option-' + place;
      const named = Object.assign({ id: id, role: 'option', tabindex: '-1', 'aria-selected': 'false' }, attributes);
      return el.apply(null, ['a', named].concat(Array.prototype.slice.call(arguments, 2)));
    }

    // Its name is what is read of it: title, status, facts and snippet.
    function hitOption(hit, place, words) {
      return option(place, { 'class': 'search-hit', href: parts.href(hit, words), click: function () { parts.recent.add(last); } },
        el('span', { 'class': 'search-hit__title' }, hit.titleHtml ? parts.marked(hit.titleHtml) : hit.title),
        el('span', { 'class': 'search-hit__state' }, parts.badge(hit), parts.late(hit),
          el('span', { 'class': 'search-hit__facts' }, parts.facts(hit))),
        hit.snippet ? el('span', { 'class': 'search-hit__snippet' }, parts.marked(hit.snippet)) : null);
    }

    function answer(result) {
      const hits = result.hits.slice(0, SHOWN);
      const items = hits.map(function (hit, place) { return hitOption(hit, place, result.words); });
      // The dialog asks this site alone.
      if (hits.length || parts.others) {
        items.push(option(hits.length, {
          'class': 'search__all', href: parts.pageUrl(last), click: function () { parts.recent.add(last); }
        }, parts.others || t('all', { n: result.total }), parts.icon('next')));
      }
      show(items);
      above.replaceChildren();
      below.replaceChildren();
      const suggestion = parts.suggestion(result.suggestion, function (query) {
        input.value = query;
        input.focus();
        ask(0);
      });
      if (suggestion) above.append(suggestion);
      if (!hits.length) above.append(parts.nothing(last, false));
      parts.told(state, [t('count', { n: result.total })].concat((result.notes || []).map(function (note) { return note.text; })));
      shell.body.scrollTop = 0;
    }

    function idle() {
      asker.stop();
      clear();
      last = '';
      parts.recents(below, function (query) {
        input.value = query;
        input.focus();
        ask(0);
      }, function () { input.focus(); });
      if (!below.childNodes.length) below.append(el('p', { 'class': 'search__idle' }, t('idle')));
    }

    function ask(delay) {
      const query = input.value.trim();
      if (!query) {
        idle();
        return;
      }
      if (query !== last && above.querySelector('.search-failed')) above.replaceChildren();
      if (!last) below.replaceChildren();
      last = query;
      asker.ask(query, { limit: SHOWN, offset: 0, filters: {}, sort: 'relevance', typing: true }, delay);
    }

    input.addEventListener('input', function () { ask(120); });
    input.addEventListener('keydown', function (event) {
      const count = options().length;
      if (event.isComposing || event.altKey || !count) return;
      const steps = {
        ArrowDown: active + 1 >= count ? 0 : active + 1,
        ArrowUp: active < 0 ? count - 1 : active - 1 < 0 ? count - 1 : active - 1
      };
      // Home and End belong to the text until something in the list is chosen.
      if (active >= 0) Object.assign(steps, { Home: 0, End: count - 1 });
      if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        choose(steps[event.key]);
      } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        choose(-1);
      } else if (event.key === 'Enter' && active >= 0) {
        event.preventDefault();
        const link = options()[active];
        parts.recent.add(last);
        if (event.ctrlKey || event.metaKey) window.open(link.href, '_blank', 'noopener');
        else location.assign(link.href);
      }
    });
    shell.form.addEventListener('submit', function () { parts.recent.add(input.value); });
    // A page that comes back from the browser's memory has its dialog as it was; one opened anew lists what was searched.
    shell.dialog.addEventListener('close', function () {
      if (!input.value.trim()) idle();
    });

    if (input.value.trim()) ask(0); else idle();
  };
})();
