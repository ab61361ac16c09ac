// Which rows of a list are asked for, in which order, and how many each other choice would leave.
(function (site) {
  'use strict';
  const lists = site.lists = site.lists || {};
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // Without regard to case or accents; the ñ is a letter of its own.
  function plain(text) {
    return text.toLowerCase().normalize('NFD').replace(/n\u0303/g, 'ñ').replace(/[\u0300-\u036f]/g, '');
  }

  // What the text filter looks through: what a row shows, its id, names in full, and tags.
  function textOf(register, row) {
    if (row.text === undefined) {
      const names = row.responsible.map(function (it) { return it.label + ' ' + it.name; });
      const tags = row.tags.map(function (it) { return it.label; });
      const dates = [row.meeting.date, row.due, row.updated].filter(Boolean).map(register.short);
      row.text = plain([row.id, row.title, row.status.label].concat(names, tags, dates).join(' '));
    }
    return row.text;
  }

  // The rows that fit every filter, and for each filter how many rows each of its choices would leave under the others.
  // `asked` has a value for each filter in use.
  lists.find = function (register, rows, asked) {
    const words = asked.text ? plain(asked.text).split(/\s+/).filter(Boolean) : [];
    const used = lists.FILTERS.filter(function (filter) { return asked[filter]; });
    const counts = {};
    lists.FILTERS.forEach(function (filter) { counts[filter] = new Map(); });
    const found = [];
    function count(filter, row) {
      row.keys[filter].forEach(function (key) { counts[filter].set(key, (counts[filter].get(key) || 0) + 1); });
    }
    rows.forEach(function (row) {
      if (words.length) {
        const text = textOf(register, row);
        if (!words.every(function (word) { return text.indexOf(word) >= 0; })) return;
      }
      let missed = null;
      for (let i = 0; i < used.length; i += 1) {
        if (row.keys[used[i]].indexOf(asked[used[i]]) < 0) {
          if (missed) return;
          missed = used[i];
        }
      }
      if (missed) {
        count(missed, row);
      } else {
        found.push(row);
        lists.FILTERS.forEach(function (filter) { count(filter, row); });
      }
    });
    return { rows: found, counts: counts };
  };

  // ── Order ─────────────────────────────────────────────────────────────────────────────────────

  // The places of all rows by their words in the order of the dictionary: worked out once, since comparing words takes
  // its time.
  function ranked(register, name, wordsOf) {
    register.ranks = register.ranks || {};
    if (!register.ranks[name]) {
      const words = Array.from(new Set(register.rows.map(wordsOf))).sort(collator.compare);
      register.ranks[name] = new Map(words.map(function (word, place) { return [word, place + 1]; }));
    }
    const ranks = register.ranks[name];
    return function (row) { return wordsOf(row) && ranks.get(wordsOf(row)); };
  }

  // By column: what a row is sorted by; nothing, if it has no such thing.
  const KEYS = {
    number: function (register) { return ranked(register, 'number', function (row) { return row.number; }); },
    title: function (register) { return ranked(register, 'title', function (row) { return row.title; }); },
    meeting: function () { return function (row) { return row.meeting.date; }; },
    responsible: function (register) {
      return ranked(register, 'responsible', function (row) { return row.responsible.map(function (it) { return it.label; }).join(', '); });
    },
    // In the order in which the register has them, which is that of the work.
    status: function (register) {
      const places = new Map(register.tables.status.map(function (status, place) { return [status, place + 1]; }));
      return function (row) { return places.get(row.status); };
    },
    due: function () { return function (row) { return row.ending; }; },
    updated: function () { return function (row) { return row.updated; }; }
  };

  // Rows in the order of a column, `{ column, descending }`; rows without a value come last either way.
  lists.order = function (register, rows, sort) {
    const keyOf = KEYS[sort.column](register);
    const sign = sort.descending ? -1 : 1;
    return rows.map(function (row) { return { row: row, key: keyOf(row) }; }).sort(function (a, b) {
      if (!a.key !== !b.key) return a.key ? -1 : 1;
      return a.key < b.key ? -sign : a.key > b.key ? sign : a.row.index - b.row.index;
    }).map(function (it) { return it.row; });
  };

  // What takes long, done while the reader thinks.
  lists.prepare = function (register) {
    if (!window.requestIdleCallback) return;
    let next = 0;
    const work = function (idle) {
      while (next < register.rows.length && idle.timeRemaining() > 2) {
        textOf(register, register.rows[next]);
        next += 1;
      }
      if (next < register.rows.length) requestIdleCallback(work);
      else requestIdleCallback(function () { KEYS.title(register); });
    };
    requestIdleCallback(work);
  };

  // The choices of a filter, in the order in which they are offered.
  lists.choices = function (register, filter, counts) {
    const there = function (it) { return counts[filter].has(it.key); };
    const byLabel = function (a, b) { return collator.compare(a.label, b.label); };
    if (filter === 'year') {
      return Array.from(counts.year.keys()).sort().reverse().map(function (year) { return { key: year, label: year }; });
    }
    const entries = register.tables[filter].filter(there);
    if (filter === 'meeting') {
      return entries.reverse().map(function (it) { return { key: it.key, label: register.short(it.date) + ' · ' + it.label }; });
    }
    if (filter === 'tags' || filter === 'series') return entries.sort(byLabel);
    if (filter === 'responsible') {
      // A unit stands below its organisation.
      return entries.map(function (it) { return { key: it.key, label: (it.key.indexOf('/') > 0 ? '\u2003' : '') + it.label }; });
    }
    return entries;
  };

  // `document` is only ever what a whole list has in common.
  lists.FILTERS = ['status', 'responsible', 'series', 'meeting', 'year', 'tags', 'open', 'late'];
})(window.acuerdos = window.acuerdos || {});
