// What a list shows: its rows, the same that the component `commitments_table` makes, and the links to its pages.
(function (site) {
  'use strict';
  const lists = site.lists = site.lists || {};
  const say = lists.say;

  // An element; null attributes are left out, children are nodes or text.
  function el(tag, attributes) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      if (attributes[name] !== null) element.setAttribute(name, attributes[name]);
    });
    for (let i = 2; i < arguments.length; i += 1) if (arguments[i] !== null) element.append(arguments[i]);
    return element;
  }

  const icons = {};
  function icon(name) {
    if (!icons[name]) {
      const template = document.createElement('template');
      template.innerHTML = site.listIcons[name] || site.listIcons.circle;
      icons[name] = template.content;
    }
    return icons[name].cloneNode(true);
  }

  function none(text) {
    return el('span', { 'class': 'none' }, text);
  }

  // Rows of a register for a page that is `root` below the site's own; `labels` are the names of the columns.
  lists.renderer = function (register, root, labels) {
    const mostNamed = register.mostNamed;
    function date(iso) {
      return el('time', { datetime: iso }, register.short(iso));
    }

    function due(row) {
      if (!row.due) return none(say('no-due'));
      const box = el('span', { 'class': 'due' }, date(row.due));
      const left = register.days(row);
      if (row.late) box.append(' ', el('span', { 'class': 'late' }, icon('alert'), say('due-late', { n: Math.abs(left) })));
      else if (row.keys.open.length && left === 0) box.append(' ', el('span', { 'class': 'due__left' }, say('due-today')));
      else if (row.keys.open.length && left > 0) box.append(' ', el('span', { 'class': 'due__left' }, say('due-left', { n: left })));
      return box;
    }

    function responsible(row) {
      if (!row.responsible.length) return none(say('no-responsible'));
      const all = document.createDocumentFragment();
      row.responsible.slice(0, mostNamed).forEach(function (it, place) {
        if (place) all.append(', ');
        all.append(el('a', { 'class': 'org', href: root + it.url },
          it.label === it.name ? it.name : el('abbr', { title: it.name }, it.label)));
      });
      const more = row.responsible.length - mostNamed;
      if (more > 0) all.append(' ', el('a', { href: root + row.url }, say('more-organisations', { n: more })));
      return all;
    }

    function cell(column, name, content) {
      return el('td', { 'class': 'c-' + name, 'data-label': labels[column] }, content);
    }

    return function (row) {
      return el('tr', {},
        cell('number', 'number', row.number),
        el('th', { scope: 'row', 'class': 'c-title' }, el('a', { href: root + row.url }, row.title)),
        cell('meeting', 'date', el('a', { href: root + row.meeting.url }, date(row.meeting.date))),
        cell('responsible', 'responsible', responsible(row)),
        cell('status', 'status', el('span', { 'class': 'status status--' + row.status.color }, icon(row.status.icon), row.status.label)),
        cell('due', 'date', due(row)),
        cell('updated', 'date', row.updated ? date(row.updated) : none(say('never'))));
    };
  };

  // Links to the pages of a list: first, last, and those around this one. `href(page)` is their address, `go(page)`
  // leads there in place.
  lists.pager = function (nav, page, pages, href, go) {
    nav.hidden = pages < 2;
    function step(to, attributes) {
      const link = el('a', Object.assign({ href: href(to) }, attributes));
      for (let i = 2; i < arguments.length; i += 1) link.append(arguments[i]);
      link.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      });
      return el('li', {}, link);
    }
    const list = el('ul', {});
    if (page > 1) list.append(step(page - 1, { 'class': 'pager__step', rel: 'prev' }, icon('previous'), say('previous')));
    let before = 0;
    for (let to = 1; to <= pages; to += 1) {
      if (to > 1 && to < pages && Math.abs(to - page) > 2) continue;
      if (to > before + 1) list.append(el('li', { 'class': 'pager__gap', 'aria-hidden': 'true' }, '…'));
      list.append(step(to, { 'aria-label': say('page', { n: to }), 'aria-current': to === page ? 'page' : null }, String(to)));
      before = to;
    }
    if (page < pages) list.append(step(page + 1, { 'class': 'pager__step', rel: 'next' }, say('next'), icon('next')));
    nav.replaceChildren(el('p', { 'class': 'pager__where' }, say('where', { n: page, total: pages })), list);
  };
})(window.acuerdos = window.acuerdos || {});
