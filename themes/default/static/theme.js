// Dark mode: the reader's choice, when it differs from the system's, is kept and applied before the first paint.
// Loaded in <head> without `defer` for that reason.
(function () {
  'use strict';
  var root = document.documentElement;
  var key = 'acuerdos-theme';
  var system = window.matchMedia('(prefers-color-scheme: dark)');

  // Storage may be forbidden (private windows, file://): then the choice lasts as long as the page.
  function recall() {
    try { return localStorage.getItem(key); } catch (e) { return null; }
  }
  function remember(theme) {
    try {
      if (theme) localStorage.setItem(key, theme); else localStorage.removeItem(key);
    } catch (e) { /* see recall */ }
  }
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
  }
  function apply(theme) {
    if (theme === 'dark' || theme === 'light') root.dataset.theme = theme; else delete root.dataset.theme;
  }

  apply(recall());

  document.addEventListener('DOMContentLoaded', function () {
    var button = document.querySelector('.theme-switch');
    if (!button) return;
    function show() { button.setAttribute('aria-pressed', String(isDark())); }
    button.addEventListener('click', function () {
      var dark = !isDark();
      var theme = dark === system.matches ? null : dark ? 'dark' : 'light';
      apply(theme);
      remember(theme);
      show();
    });
    system.addEventListener('change', show);
    window.addEventListener('storage', function (event) {
      if (event.key === key) { apply(event.newValue); show(); }
    });
    show();
    button.hidden = false;
  });
})();
