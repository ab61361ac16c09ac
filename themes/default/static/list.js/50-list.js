// Filters and order of a page's list of commitments, in place. What is chosen is kept in the address, so that it can be
// sent, kept and gone back to. Without this script the whole list is there, page by page, and every choice is a page of its
// own. As long as nothing is chosen, the page's own rows stand; then rows are made of the list file, a page at a time.
(function (site) {
  'use strict';
  const lists = site.lists;
  const tools = document.getElementById('list-tools');
  const table = document.querySelector('table[data-list]');
  if (!lists || !tools || !table) return;

  const PER_PAGE = 100;
  const say = lists.say;
  const form = tools.querySelector('form');
  const state = form.querySelector('[role="status"]');
  const frame = table.closest('.table-frame');
  const fields = Array.from(form.querySelectorAll('[data-filter]'));
  const order = document.getElementById('list-order');
  const heads = Array.from(table.querySelectorAll('th[data-sort]'));
  const ownBody = table.tBodies[0];
  const ownPager = frame.parentNode.querySelector('.pager');
  const body = document.createElement('tbody');
  const pager = document.createElement('nav');
  pager.className = 'pager';
  pager.hidden = true;
  pager.setAttribute('aria-label', say('pager'));
  frame.after(pager);

  const labels = {};
  heads.forEach(function (head) { labels[head.dataset.column] = head.textContent; });

  let register = null; // once loaded
  let base = null; // the rows that this list is of, in its own order
  let render = null;
  let shown = []; // all rows that fit, in order
  let asked = read();

  // 'instituciones/sre/ime.html' is 'sre/ime' in the address.
  function short(url) {
    return url.replace(/^[^/]+\//, '').replace(/\.html$/, '');
  }

  // ── What is asked, and its address: { text, status, …, sort, page } ───────────────────────────

  function read() {
    const given = new URLSearchParams(location.search);
    const from = { sort: null, page: Math.max(1, parseInt(given.get(tools.dataset.page), 10) || 1) };
    fields.forEach(function (field) {
      const value = (given.get(field.name) || '').trim();
      from[field.dataset.filter] = field.type === 'checkbox' && value !== '1' ? '' : value;
    });
    const order = given.get(tools.dataset.order) || '';
    const head = heads.find(function (it) { return it.dataset.sort === order.replace(/^-/, ''); });
    if (head) from.sort = { column: head.dataset.column, descending: order.charAt(0) === '-' };
    return from;
  }

  function address(of) {
    const query = [];
    const add = function (name, value) {
      query.push(name + '=' + encodeURIComponent(value).replace(/%2F/g, '/').replace(/%20/g, '+'));
    };
    fields.forEach(function (field) {
      if (of[field.dataset.filter]) add(field.name, of[field.dataset.filter]);
    });
    if (of.sort) {
      const head = heads.find(function (it) { return it.dataset.column === of.sort.column; });
      add(tools.dataset.order, (of.sort.descending ? '-' : '') + head.dataset.sort);
    }
    if (of.page > 1) add(tools.dataset.page, of.page);
    return location.pathname + (query.length ? '?' + query.join('&') : '') + location.hash;
  }

  function filtered(of) {
    return fields.some(function (field) { return of[field.dataset.filter]; });
  }
  function active(of) {
    return Boolean(filtered(of) || of.sort || of.page > 1);
  }

  // ── Fields ────────────────────────────────────────────────────────────────────────────────────

  function valueOf(field) {
    return field.type === 'checkbox' ? (field.checked ? '1' : '') : field.value.trim();
  }

  function fill() {
    order.value = asked.sort ? (asked.sort.descending ? '-' : '') + asked.sort.column : '';
    fields.forEach(function (field) {
      const value = asked[field.dataset.filter];
      if (field.type === 'checkbox') field.checked = value === '1';
      else if (field.dataset.filter !== 'text' || field.value.trim() !== value) field.value = value;
      // What no choice is called filters nothing.
      if (register && valueOf(field) !== value) {
        field.value = '';
        asked[field.dataset.filter] = '';
      }
    });
  }

  // The choices that the rows of this list have; a field without a choice to make stays away.
  function offer(counts) {
    fields.forEach(function (field) {
      const filter = field.dataset.filter;
      if (filter === 'text') return;
      const box = field.closest(field.type === 'checkbox' ? 'label' : '.field');
      if (field.type === 'checkbox') {
        const n = counts[filter].get('1') || 0;
        box.hidden = tools.dataset.only === filter || !n || n === base.length;
        return;
      }
      const choices = lists.choices(register, filter, counts);
      choices.forEach(function (choice) {
        const option = new Option('', choice.key);
        option.dataset.name = choice.label;
        field.append(option);
      });
      const lone = choices.length === 1 && counts[filter].get(choices[0].key) === base.length;
      box.hidden = tools.dataset.only === filter && filter !== 'responsible' && filter !== 'tags' || !choices.length || lone;
    });
  }

  // How many rows each choice would leave.
  function count(counts) {
    fields.forEach(function (field) {
      const filter = field.dataset.filter;
      if (field.type === 'checkbox') {
        const text = '(' + (counts[filter].get('1') || 0) + ')';
        const place = form.querySelector('[data-count="' + filter + '"]');
        if (place.textContent !== text) place.textContent = text;
      }
      if (field.tagName !== 'SELECT') return;
      for (let i = 1; i < field.options.length; i += 1) {
        const option = field.options[i];
        const n = counts[filter].get(option.value) || 0;
        if (option.dataset.n === String(n) && option.disabled === (!n && !option.selected)) continue;
        option.dataset.n = n;
        option.text = say('choice', { name: option.dataset.name, n: n });
        option.disabled = !n && !option.selected;
      }
    });
  }

  // ── Showing ───────────────────────────────────────────────────────────────────────────────────

  function tell(text) {
    if (state.textContent !== text) state.textContent = text;
  }

  function update() {
    const answer = lists.find(register, base, asked);
    const pages = Math.max(1, Math.ceil(answer.rows.length / PER_PAGE));
    asked.page = Math.min(asked.page, pages);
    shown = asked.sort ? lists.order(register, answer.rows, asked.sort) : answer.rows;
    count(answer.counts);
    heads.forEach(function (head) {
      if (asked.sort && asked.sort.column === head.dataset.column) head.setAttribute('aria-sort', asked.sort.descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    const own = !active(asked);
    if (own) {
      body.replaceChildren();
      pager.hidden = true;
    } else {
      const start = (asked.page - 1) * PER_PAGE;
      body.replaceChildren.apply(body, shown.slice(start, start + PER_PAGE).map(render));
      lists.pager(pager, asked.page, pages, function (page) { return address(Object.assign({}, asked, { page: page })); }, turn);
    }
    if (table.tBodies[0] !== (own ? ownBody : body)) table.tBodies[0].replaceWith(own ? ownBody : body);
    if (ownPager) ownPager.hidden = !own;
    frame.hidden = !shown.length;
    tell(shown.length ? say('showing', { n: shown.length, total: base.length }) : say('none'));
  }

  // The list file, and this page's part of it.
  function ready() {
    if (register) return Promise.resolve();
    tell(say('loading'));
    return lists.load(tools.dataset.file).then(function (loaded) {
      if (register) return;
      register = loaded;
      const only = tools.dataset.only;
      const key = only === 'open' || only === 'late' ? '1' : short(tools.dataset.value);
      base = only ? loaded.rows.filter(function (row) { return row.keys[only].indexOf(key) >= 0; }) : loaded.rows;
      // The page's own order, where it is not that of the list of everything.
      const place = { open: function (row) { return row.keys.open.length ? 0 : 1; }, late: register.days }[tools.dataset.first];
      if (place) {
        base = base.map(function (row) { return { row: row, at: place(row) }; })
          .sort(function (a, b) { return a.at - b.at; }).map(function (it) { return it.row; });
        // Rows that sort the same keep this order.
        base.forEach(function (row, index) { row.index = index; });
      }
      render = lists.renderer(loaded, tools.dataset.root, labels);
      offer(lists.find(loaded, base, {}).counts);
      lists.prepare(loaded);
    });
  }

  let turns = 0;
  // Shows what is asked; only the last who asks is answered.
  function show() {
    const mine = turns += 1;
    return ready().then(function () {
      if (mine !== turns) return;
      fill();
      update();
    }, function () {
      if (mine !== turns) return;
      const retry = document.createElement('button');
      retry.className = 'button';
      retry.type = 'button';
      retry.textContent = say('retry');
      retry.addEventListener('click', show);
      state.replaceChildren(say('failed'), ' ', retry);
      tools.open = true;
    });
  }

  function ask(change, how) {
    asked = Object.assign({}, asked, { page: 1 }, change);
    try { history[how || 'pushState'](null, '', address(asked)); } catch (e) { /* from a folder, in some browsers: the list works all the same */ }
    return show();
  }

  function turn(page) {
    ask({ page: page }).then(function () {
      table.setAttribute('tabindex', '-1');
      table.focus({ preventScroll: true });
      frame.scrollIntoView({ block: 'start' });
    });
  }

  // ── The reader's hands ────────────────────────────────────────────────────────────────────────

  // Up, down, and back to the list's own order.
  function press(column) {
    const sort = asked.sort && asked.sort.column === column ? asked.sort : null;
    ask({ sort: !sort ? { column: column, descending: false } : sort.descending ? null : { column: column, descending: true } });
  }

  // Where rows are cards, nobody sees the names of the columns: no button may hide there.
  const cards = window.matchMedia('(max-width: 59.99rem)');
  function dress() {
    heads.forEach(function (head) {
      const label = labels[head.dataset.column];
      if (cards.matches) return head.replaceChildren(label);
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.textContent = label;
      button.addEventListener('click', function () { press(head.dataset.column); });
      return head.replaceChildren(button);
    });
  }
  cards.addEventListener('change', dress);
  dress();

  // The same orders as a choice, for cards.
  heads.forEach(function (head) {
    const name = labels[head.dataset.column];
    order.append(new Option(say('ascending', { name: name }), head.dataset.column),
      new Option(say('descending', { name: name }), '-' + head.dataset.column));
  });

  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('input', function (event) {
    const field = event.target;
    if (field === order) {
      const column = order.value.replace(/^-/, '');
      ask({ sort: column ? { column: column, descending: order.value.charAt(0) === '-' } : null });
      return;
    }
    const change = {};
    change[field.dataset.filter] = valueOf(field);
    ask(change, field.dataset.filter === 'text' ? 'replaceState' : 'pushState');
  });
  form.addEventListener('reset', function (event) {
    event.preventDefault();
    const nothing = { sort: null };
    fields.forEach(function (field) { nothing[field.dataset.filter] = ''; });
    ask(nothing);
  });
  document.getElementById('list-csv').addEventListener('click', function () {
    show().then(function () {
      if (register) lists.download(register.name + '.csv', lists.csv(shown));
    });
  });
  window.addEventListener('popstate', function () {
    asked = read();
    show();
  });
  tools.addEventListener('toggle', function () {
    if (tools.open && !register) show();
  });
  // Whoever comes near is likely to ask.
  tools.addEventListener('pointerenter', function () { lists.load(tools.dataset.file).catch(function () { /* told when asked */ }); }, { once: true });

  // On a phone the list comes first.
  tools.open = active(asked) || tools.open && !window.matchMedia('(max-width: 40rem)').matches;
  tools.hidden = false;
  if (tools.open) show();
})(window.acuerdos = window.acuerdos || {});
