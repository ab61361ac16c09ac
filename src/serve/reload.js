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

  // To reload would call off a click of the reader's that is on its way; one that leads nowhere, such as to a file that is
  // saved, is forgotten after a while.
  let left = -Infinity;
  addEventListener('beforeunload', () => { left = performance.now(); });

  function reload() {
    const wait = left + 1000 - performance.now();
    if (wait > 0) {
      setTimeout(reload, wait);
      return;
    }
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

  // Lines of the source stay as they are and can be scrolled, or what is underlined would no longer be; the rest is broken.
  function blocks(text) {
    const made = [];
    for (const line of text.split('\n')) {
      if (/^ *\|\s*$/.test(line)) continue;
      const name = /^ *\d* +\||^ *\.\.\.$/.test(line) ? 'PRE' : 'P';
      if (name === 'PRE' && made.at(-1)?.tagName === name) made.at(-1).append(`\n${line}`);
      else made.push(element(name, { textContent: name === 'P' ? line.trim() : line }));
    }
    return made;
  }

  // On a narrow screen, what is underlined has to be in sight.
  function scrollToMark(lines) {
    const texts = lines.textContent.split('\n');
    const column = texts.map((text) => text.search(/\^/)).find((at) => at >= 0) ?? 0;
    const width = lines.scrollWidth / Math.max(1, ...texts.map((text) => text.length));
    lines.scrollLeft = lines.scrollWidth > lines.clientWidth ? Math.max(0, (column - 8) * width) : 0;
  }

  function show(problems) {
    hide();
    const heading = element('h2', { textContent: problems.title });
    const close = element('button', { type: 'button', textContent: problems.close });
    const texts = problems.texts.map((text) => element('section', {}, ...blocks(text)));
    overlay = element('div', { id: 'serve-problems' }, heading, close, ...texts);
    overlay.setAttribute('role', 'alert');
    close.addEventListener('click', () => {
      putAway = JSON.stringify(problems);
      hide();
    });
    document.body.append(overlay);
    overlay.querySelectorAll('pre').forEach(scrollToMark);
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
