// Filters and sorting of the table of commitments, in place. What is chosen is kept in the address, so that it can be
// shared. Without this script the whole table is there, and every choice is a page of its own.
(function () {
  'use strict';
  var form = document.getElementById('filters');
  var table = document.getElementById('commitments');
  if (!form || !table) return;

  var body = table.tBodies[0];
  var count = document.getElementById('filter-count');
  var fields = Array.prototype.slice.call(form.querySelectorAll('[data-filter]'));
  var heads = Array.prototype.slice.call(table.querySelectorAll('th[data-sort]'));
  var orderKey = form.dataset.order;
  var collator = new Intl.Collator(document.documentElement.lang, { sensitivity: 'base', numeric: true });
  var sort = null; // { head, descending }

  function plain(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  }
  // 'instituciones/sre/ime.html' is 'sre/ime' in the address.
  function short(url) {
    return url.replace(/^[^/]+\//, '').replace(/\.html$/, '');
  }
  function list(text) {
    return text.split(' ').filter(Boolean).map(short);
  }
  // What a cell sorts by: the machine's date if it has one, else its words; nothing if it only says 'none'.
  function sortValue(cell) {
    if (cell.querySelector('.none')) return '';
    var time = cell.querySelector('time');
    // A partial date ends with its period, so `2023-05` follows `2023-05-30`.
    return time ? time.dateTime + '-12-31'.slice(time.dateTime.length - 4) : cell.textContent.trim();
  }

  var rows = Array.prototype.map.call(body.rows, function (tr, index) {
    return {
      tr: tr,
      index: index,
      text: null,
      status: short(tr.dataset.status),
      open: tr.dataset.kind === 'open',
      late: 'late' in tr.dataset,
      meeting: short(tr.dataset.meeting),
      responsible: list(tr.dataset.responsible),
      tags: list(tr.dataset.tags)
    };
  });

  var tests = {
    text: function (row, words) {
      if (row.text === null) row.text = plain(row.tr.textContent);
      return words.every(function (word) { return row.text.indexOf(word) >= 0; });
    },
    status: function (row, value) { return row.status === value; },
    meeting: function (row, value) { return row.meeting === value; },
    tags: function (row, value) { return row.tags.indexOf(value) >= 0; },
    // An organisation stands for its units as well.
    responsible: function (row, value) {
      return row.responsible.some(function (it) { return it === value || it.indexOf(value + '/') === 0; });
    },
    open: function (row) { return row.open; },
    late: function (row) { return row.late; }
  };

  function valueOf(field) {
    if (field.type === 'checkbox') return field.checked ? '1' : '';
    return field.dataset.filter === 'text' ? field.value.trim() : short(field.value);
  }

  function apply() {
    var active = fields.map(function (field) {
      var value = valueOf(field);
      if (!value) return null;
      var kind = field.dataset.filter;
      return { test: tests[kind], value: kind === 'text' ? plain(value).split(/\s+/) : value };
    }).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var ok = active.every(function (it) { return it.test(row, it.value); });
      row.tr.hidden = !ok;
      if (ok) shown += 1;
    });
    var text = shown === 1 ? form.dataset.one : form.dataset.other;
    text = text.replace('{n}', shown).replace('{total}', rows.length);
    if (count.textContent !== text) count.textContent = text;
  }

  function order() {
    var sorted = rows.slice();
    if (sort) {
      var column = sort.head.cellIndex;
      sorted.forEach(function (row) { row.key = sortValue(row.tr.cells[column]); });
      var sign = sort.descending ? -1 : 1;
      sorted.sort(function (a, b) {
        // Rows without a value come last, whichever the direction.
        if (!a.key !== !b.key) return a.key ? -1 : 1;
        return sign * collator.compare(a.key, b.key) || a.index - b.index;
      });
    }
    heads.forEach(function (head) {
      if (sort && head === sort.head) head.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    var fragment = document.createDocumentFragment();
    sorted.forEach(function (row) { fragment.appendChild(row.tr); });
    body.appendChild(fragment);
  }

  function write() {
    var query = [];
    fields.forEach(function (field) {
      var value = valueOf(field);
      if (value) query.push(field.name + '=' + encodeURIComponent(value).replace(/%2F/g, '/').replace(/%20/g, '+'));
    });
    if (sort) query.push(orderKey + '=' + (sort.descending ? '-' : '') + sort.head.dataset.sort);
    var url = location.pathname + (query.length ? '?' + query.join('&') : '') + location.hash;
    try { history.replaceState(null, '', url); } catch (e) { /* file:// in some browsers: the list works all the same */ }
  }

  function read() {
    var query = new URLSearchParams(location.search);
    fields.forEach(function (field) {
      var value = query.get(field.name) || '';
      if (field.type === 'checkbox') field.checked = value === '1';
      else if (field.tagName === 'SELECT') {
        field.selectedIndex = Math.max(0, Array.prototype.findIndex.call(field.options, function (option) {
          return short(option.value) === value;
        }));
      } else field.value = value;
    });
    var wanted = query.get(orderKey) || '';
    var name = wanted.replace(/^-/, '');
    var head = heads.filter(function (it) { return it.dataset.sort === name; })[0];
    sort = head ? { head: head, descending: wanted.charAt(0) === '-' } : null;
  }

  heads.forEach(function (head) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    // Up, down, and back to the order of the meetings.
    button.addEventListener('click', function () {
      if (!sort || sort.head !== head) sort = { head: head, descending: false };
      else if (!sort.descending) sort = { head: head, descending: true };
      else sort = null;
      order();
      write();
    });
  });

  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('input', function () { apply(); write(); });
  form.addEventListener('reset', function () {
    // The fields still hold the old values while this event runs.
    setTimeout(function () {
      fields.forEach(function (field) {
        if (field.type === 'checkbox') field.checked = false;
        else field.value = '';
      });
      sort = null;
      order();
      apply();
      write();
    });
  });
  window.addEventListener('popstate', function () { read(); order(); apply(); });

  read();
  if (sort) order();
  apply();
  form.hidden = false;
})();
