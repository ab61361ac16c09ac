// Shows a newer edition of the page, where the reader was, when there is one; shows what is wrong with the content over the
// last good one.
//
// Where nothing but the text within `main` has changed, and no script works on it, that text is put in the place of the old
// one: what a reload does besides, all of a page's styles, layout and scripts anew, takes longer than everything before it.
(() => {
  'use strict';
  const script = document.currentScript;
  let edition = Number(script.dataset.edition);
  let wanted = edition;
  // What is around `main`, as it was sent: this script stands at the end, and those that change a page wait for that.
  const frame = frameOf(document);
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

  /** What has to be the same for the text of a page to be put into another: styles, scripts, and everything around `main`. */
  function frameOf(page) {
    const of = (selector, name) => [...page.querySelectorAll(selector)].map((it) => it.getAttribute(name));
    const around = [...page.body.children].filter((it) => it.localName !== 'main' && it !== script);
    return JSON.stringify([
      page.documentElement.lang,
      page.body.className,
      of('link[rel=stylesheet]', 'href'),
      of('script[src]', 'src').filter((src) => src !== script.getAttribute('src')),
      around.map((it) => it.outerHTML),
    ]);
  }

  /** Whether a script, or where the reader is in the page, depends on what stands within `main`. */
  function isPlain(page) {
    // Of the theme's, these two work on the frame alone.
    const known = /\/(theme|search)\.js(\?|$)/;
    const others = [...page.scripts].filter((it) => it.src && it.getAttribute('src') !== script.getAttribute('src'));
    const main = page.querySelectorAll('main');
    return main.length === 1 && main[0].parentElement === page.body && !main[0].querySelector('noscript, script')
      && others.every((it) => known.test(it.src));
  }

  /** Puts the text of the newest edition in the place of the old one, if that is all it takes. */
  async function renew(newest) {
    wanted = newest;
    const isAtWork = document.querySelector('main')?.contains(document.activeElement) || !getSelection().isCollapsed;
    if (location.hash || location.search || isAtWork || !isPlain(document)) return reload();
    const response = await fetch(location.pathname).catch(() => null);
    const text = response?.ok ? await response.text().catch(() => null) : null;
    // A newer one was announced meanwhile, and is being fetched.
    if (wanted !== newest) return;
    const page = text === null ? null : new DOMParser().parseFromString(text, 'text/html');
    if (!page || !isPlain(page) || frameOf(page) !== frame) return reload();
    document.title = page.title;
    document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
    edition = newest;
    hide();
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
    if (state.edition !== edition) return renew(state.edition);
    if (!state.problems) return hide();
    if (JSON.stringify(state.problems) !== putAway) show(state.problems);
  });
})();
