// Reloads the page when there is a newer edition of the site, where the reader was; shows what is wrong with the content
// over the last good one.
(() => {
  'use strict';
  const script = document.currentScript;
  const edition = Number(script.dataset.edition);
  const key = 'acuerdos-serve-scroll';
  let overlay = null;
  let putAway = '';

  const saved = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (saved) {
    const { path, x, y } = JSON.parse(saved);
    const restore = () => scrollTo({ left: x, top: y, behavior: 'instant' });
    if (path === location.pathname) {
      restore();
      addEventListener('load', restore, { once: true });
    }
  }

  function reload() {
    sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    location.reload();
  }

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function hide() {
    overlay?.remove();
    overlay = null;
  }

  function show(problems) {
    hide();
    const heading = element('h2', { textContent: problems.title });
    const close = element('button', { type: 'button', textContent: problems.close });
    const texts = problems.texts.map((text) => element('pre', { textContent: text }));
    overlay = element('div', { id: 'serve-problems' }, heading, close, ...texts);
    overlay.setAttribute('role', 'alert');
    close.addEventListener('click', () => {
      putAway = JSON.stringify(problems);
      hide();
    });
    document.body.append(overlay);
  }

  document.head.append(element('link', { rel: 'stylesheet', href: new URL('overlay.css', script.src).href }));
  const events = new EventSource(new URL('events', script.src));
  events.addEventListener('message', (event) => {
    const state = JSON.parse(event.data);
    if (state.edition !== edition) return reload();
    if (!state.problems) return hide();
    if (JSON.stringify(state.problems) !== putAway) show(state.problems);
  });
})();
