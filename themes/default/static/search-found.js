// Marks the words that a reader searched for on the page that the search led to, and takes the marks away again.
(function () {
  'use strict';
  const parts = window.acuerdos.searchParts;
  const MOST = 2000;
  const SKIPPED = 'script, style, textarea, input, select, button, svg, [hidden], .hidden, .breadcrumbs, .cite, mark.found';

  // As the engine compares: without case and accents, ñ a letter of its own.
  function fold(word) {
    return word.normalize('NFD').replace(/n\u0303/gi, 'ñ').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
  }
  function tokens(text) {
    return Array.from(text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu), function (match) {
      return { word: fold(match[0]), start: match.index, end: match.index + match[0].length };
    });
  }

  // Places of the sought words in a text: whole words; `14/2022` is two that only a sign stands between.
  function places(text, sought) {
    const all = tokens(text);
    const out = [];
    for (let i = 0; i < all.length; i += 1) {
      let length = 0;
      sought.forEach(function (words) {
        const fits = words.length > length && words.every(function (word, k) {
          const token = all[i + k];
          return token && token.word === word && (k === 0 || /^[^\s]{1,2}$/.test(text.slice(all[i + k - 1].end, token.start)));
        });
        if (fits) length = words.length;
      });
      if (length) {
        out.push({ start: all[i].start, end: all[i + length - 1].end });
        i += length - 1;
      }
    }
    return out;
  }

  function mark(main, sought) {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, function (node) {
      return node.parentElement.closest(SKIPPED) || !node.data.trim() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const marks = [];
    nodes.forEach(function (node) {
      if (marks.length >= MOST) return;
      // From the last to the first, so that the places before stay where they are.
      const made = places(node.data, sought).reverse().map(function (place) {
        const part = node.splitText(place.start);
        part.splitText(place.end - place.start);
        const element = parts.el('mark', { 'class': 'found' });
        part.replaceWith(element);
        element.append(part);
        return element;
      });
      marks.push.apply(marks, made.reverse());
    });
    return marks;
  }

  parts.found = function () {
    const key = parts.t('key.found');
    const main = document.querySelector('main');
    const given = new URLSearchParams(location.search).get(key) || '';
    const sought = given.split(',').slice(0, 24)
      .map(function (it) { return tokens(it).map(function (token) { return token.word; }); })
      .filter(function (words) { return words.length; });
    if (!main || !sought.length) return;
    const marks = mark(main, sought);
    if (!marks.length) return;

    const count = parts.el('p', { role: 'status' });
    const bar = parts.el('div', { 'class': 'found-bar' }, count,
      parts.el('button', { 'class': 'button button--quiet', type: 'button', click: remove }, parts.t('found-remove')));
    main.append(bar);
    // A live region speaks of what changes in it, not of what it came with.
    setTimeout(function () { count.textContent = parts.t('found', { n: marks.length }); }, 100);

    function remove() {
      marks.forEach(function (element) {
        const parent = element.parentNode;
        element.replaceWith.apply(element, Array.from(element.childNodes));
        parent.normalize();
      });
      bar.remove();
      const query = new URLSearchParams(location.search);
      query.delete(key);
      const rest = query.toString();
      try {
        history.replaceState(history.state, '', location.pathname + (rest ? '?' + rest : '') + location.hash);
      } catch (e) { /* file:// in some browsers: the marks are gone all the same */ }
      const heading = main.querySelector('h1') || main;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }

    const first = marks.filter(function (element) { return element.getClientRects().length && !element.closest('h1'); })[0];
    if (!first || location.hash) return;
    const box = first.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight - bar.offsetHeight) first.scrollIntoView({ block: 'center' });
  };
})();
