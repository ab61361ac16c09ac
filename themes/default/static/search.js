// The search box of every page: its button, its keys and the dialog itself. What it shows comes with other scripts, and the
// engine with `search-engine.js`; none of them is fetched before the box is approached. Without JavaScript the button is a
// link to the page to search on.
(function () {
  'use strict';
  const site = window.acuerdos = window.acuerdos || {};
  const script = document.getElementById('search-script');
  const link = document.querySelector('.search-open');
  if (!script || !link) return;

  const field = document.getElementById('search-field'); // only on the page to search on
  if (!field && typeof HTMLDialogElement !== 'function') return;
  const slashKey = 'acuerdos-slash';
  const pending = new Map();
  let dialog = null;
  let engineWatched = false;

  function failure(reason, text) {
    return Object.assign(new Error(text), { reason: reason });
  }

  // A script beside this one, under the same mark of its version; once, unless it did not arrive.
  function load(name) {
    if (!pending.has(name)) {
      pending.set(name, new Promise(function (done, fail) {
        const element = document.createElement('script');
        element.src = script.src.replace(/search\.js(?=[?#]|$)/, name);
        element.addEventListener('load', done);
        element.addEventListener('error', function () {
          pending.delete(name);
          element.remove();
          fail(failure('offline', name + ' did not arrive'));
        });
        document.head.append(element);
      }));
    }
    return pending.get(name);
  }

  // The engine, ready to answer. Called again after a failure, it tries again.
  function engine() {
    return load('search-engine.js').then(function () {
      if (!site.searchEngine || site.search === search) {
        // It arrived and did not run: cut short on its way, or written for a newer browser than this one.
        pending.delete('search-engine.js');
        const able = typeof WebAssembly === 'object' && typeof DecompressionStream === 'function';
        throw failure(able ? 'damaged' : 'old-browser', 'search-engine.js did not run');
      }
      if (!engineWatched) {
        engineWatched = true;
        site.searchEngine.addEventListener('progress', function (event) {
          parts.loaded = event.detail;
          if (parts.onprogress) parts.onprogress(event.detail);
        });
      }
      return site.searchEngine.load();
    });
  }

  // `acuerdos.search` is there from the start for whoever wants to ask; the engine puts its own in this place.
  function search(query, options) {
    return engine().then(function () { return site.search(query, options); });
  }
  site.search = site.search || search;

  const parts = site.searchParts = {
    root: script.dataset.root,
    page: link.getAttribute('href'),
    others: script.dataset.others || null, // said where that page searches more sites than this one
    loaded: null,
    onprogress: null,
    load: load,
    engine: engine,
    slash: {
      wanted: function () {
        try { return localStorage.getItem(slashKey) !== 'off'; } catch (e) { return true; }
      },
      want: function (wanted) {
        try {
          if (wanted) localStorage.removeItem(slashKey); else localStorage.setItem(slashKey, 'off');
        } catch (e) { /* storage may be forbidden: then it lasts as long as the page */ }
        slash = wanted;
      }
    }
  };
  let slash = parts.slash.wanted();

  function make(tag, attributes) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    return element;
  }

  // The dialog is there at once, so that no letter typed behind the key is lost; its results come when they can.
  function build() {
    const label = link.textContent.trim();
    dialog = make('dialog', { 'class': 'search', 'aria-label': label });
    const inner = make('div', { 'class': 'search__in' });
    const form = make('form', { 'class': 'search__form', action: parts.page });
    const input = make('input', {
      'class': 'search__field', id: 'search-input', type: 'text', name: 'q', role: 'combobox', 'aria-label': label,
      'aria-expanded': 'false', 'aria-controls': 'search-options', 'aria-autocomplete': 'list', autocomplete: 'off',
      autocapitalize: 'none', spellcheck: 'false', enterkeyhint: 'search'
    });
    const close = make('button', { 'class': 'button button--quiet search__close', type: 'button' });
    close.textContent = link.dataset.close;
    close.addEventListener('click', function () { dialog.close(); });
    const icon = link.querySelector('.icon');
    if (icon) form.append(icon.cloneNode(true));
    form.append(input, close);
    const body = make('div', { 'class': 'search__body' });
    const list = make('div', { 'class': 'search__list', id: 'search-options', role: 'listbox', 'aria-label': label });
    list.hidden = true;
    const message = make('p', { 'class': 'search__idle', role: 'alert' });
    body.append(message, list);
    inner.append(form, body);
    dialog.append(inner);
    // A press outside closes, but not one that began inside, as selecting text may.
    let outside = false;
    dialog.addEventListener('pointerdown', function (event) { outside = event.target === dialog; });
    dialog.addEventListener('click', function (event) { if (outside && event.target === dialog) dialog.close(); });
    input.addEventListener('input', fill); // if it did not arrive
    document.body.append(dialog);
    return { dialog: dialog, form: form, input: input, body: body, list: list, message: message };
  }

  let shell = null;
  let filled = null;
  function fill() {
    if (field || filled) return;
    filled = Promise.all(['search-words.js', 'search-core.js', 'search-dialog.js'].map(load));
    filled.then(function () {
      if (!shell) shell = build();
      shell.message.remove();
      parts.dialog(shell);
    }, function () { // the form still leads to the page
      filled = null;
      if (shell) shell.message.textContent = link.dataset.failed;
    });
  }

  function approach() {
    fill();
    engine().catch(function () { /* told when something is asked */ });
  }

  function open() {
    if (field) {
      field.focus();
      field.select();
      return;
    }
    if (!shell) shell = build();
    if (!dialog.open) dialog.showModal();
    shell.input.focus();
    shell.input.select();
    approach();
  }

  // With JavaScript the link is a button.
  const button = make('button', { 'class': link.className, type: 'button', 'aria-keyshortcuts': link.getAttribute('aria-keyshortcuts') });
  if (!field) button.setAttribute('aria-haspopup', 'dialog');
  button.append.apply(button, Array.from(link.childNodes, function (node) { return node.cloneNode(true); }));
  const key = make('kbd', { 'class': 'search-open__key', 'aria-hidden': 'true' });
  key.textContent = slash ? '/' : 'Ctrl K';
  button.append(key);
  link.replaceWith(button);
  button.addEventListener('click', open);
  ['pointerenter', 'focus', 'touchstart'].forEach(function (type) {
    button.addEventListener(type, approach, { passive: true });
  });

  function writes(element) {
    return element instanceof Element && (element.isContentEditable || element.closest('input, textarea, select') !== null);
  }
  document.addEventListener('keydown', function (event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const wanted = control
      ? !event.shiftKey && event.key.toLowerCase() === 'k'
      : event.key === '/' && slash && !writes(event.target);
    if (!wanted) return;
    event.preventDefault();
    open();
  });

  if (new URLSearchParams(location.search).get(script.dataset.found)) {
    Promise.all(['search-words.js', 'search-core.js', 'search-found.js'].map(load))
      .then(function () { parts.found(); }, function () { /* the page reads well without marks */ });
  }
})();
