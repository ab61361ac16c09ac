// The commitments of the list file: fetched as a script, so that it works from a folder too, and made rows of.
(function (site) {
  'use strict';
  const lists = site.lists = site.lists || {};

  // The string of a key with its places filled in; one that depends on a number is chosen by `n`.
  lists.say = function (key, fill) {
    const text = site.listWords[key];
    if (text === undefined) return key;
    const values = fill || {};
    const chosen = typeof text === 'string' ? text : values.n === 1 ? text.one : text.other;
    return chosen.replace(/\{(\w+)\}/g, function (place, name) { return name in values ? values[name] : place; });
  };

  // The last day of a date's period, as far as order goes: `2023-05` comes after `2023-05-30`.
  function ending(date) {
    return date && date + '-12-31'.slice(date.length - 4);
  }

  // From one date to the last day of another's period.
  function days(from, to) {
    const parts = to.split('-').map(Number);
    const last = parts.length === 3 ? Date.UTC(parts[0], parts[1] - 1, parts[2]) : Date.UTC(parts[0], parts[1] || 12, 0);
    return Math.round((last - Date.parse(from)) / 864e5);
  }

  // A row for each commitment, in the order of the list of everything. What a row points to is an entry of its table:
  // `key` is what addresses call it, `label` what people do.
  function rows(file) {
    const late = new Set(file.late);
    file.organisations.forEach(function (it) { it.url = file.organisations_folder + '/' + it.key + '.html'; });
    file.meetings.forEach(function (it) { it.url = file.meetings_folder + '/' + it.key + '.html'; });
    const parents = {};
    file.organisations.forEach(function (it) { parents[it.key] = it; });
    return file.title.map(function (title, index) {
      const meeting = file.meetings[file.meeting[index]];
      const status = file.statuses[file.status[index]];
      const responsible = file.responsible[index].map(function (place) { return file.organisations[place]; });
      const number = file.number[index];
      const keys = responsible.map(function (it) { return it.key; });
      // An organisation stands for its units as well.
      responsible.forEach(function (it) {
        const parent = it.key.split('/')[0];
        if (parents[parent] && keys.indexOf(parent) < 0) keys.push(parent);
      });
      return {
        index: index,
        id: meeting.id + '/' + number,
        number: number,
        title: title,
        url: file.folder + '/' + meeting.key + '/' + (file.slugs[index] || number) + '.html',
        meeting: meeting,
        status: status,
        due: file.due[index],
        ending: ending(file.due[index]),
        updated: file.updated[index],
        late: late.has(index),
        responsible: responsible,
        tags: file.tagged[index].map(function (place) { return file.tags[place]; }),
        // What each filter finds it by.
        keys: {
          status: [status.key],
          responsible: keys,
          series: meeting.series === undefined ? [] : [file.series[meeting.series].key],
          meeting: [meeting.key],
          year: [meeting.date.slice(0, 4)],
          tags: file.tagged[index].map(function (place) { return file.tags[place].key; }),
          document: file.citing[index].map(function (place) { return file.documents[place]; }),
          open: status.kind === 'open' ? ['1'] : [],
          late: late.has(index) ? ['1'] : []
        }
      };
    });
  }

  // Published anew since this page was fetched: rows of one publication do not go with the figures of another. The page is
  // fetched again, once; where that does not help, it keeps its own rows.
  function renewed(version) {
    try {
      if (sessionStorage.getItem('acuerdos-renewed') !== version) {
        sessionStorage.setItem('acuerdos-renewed', version);
        location.reload();
      }
    } catch (_) { /* a browser that keeps nothing */ }
    return new Error('the list is of another publication');
  }

  // The register of a list file, in the words of this script.
  function register(file) {
    return {
      rows: rows(file),
      tables: { status: file.statuses, responsible: file.organisations, series: file.series, meeting: file.meetings, tags: file.tags },
      name: file.folder + '-' + file.cut_off,
      mostNamed: file.most_named,
      days: function (row) { return days(file.cut_off, row.due); },
      // As the rest of the site abbreviates a date: `31 may 2023`.
      short: function (iso) {
        const parts = iso.split('-');
        if (parts[1]) parts[1] = file.months[parts[1] - 1];
        if (parts[2]) parts[2] = String(Number(parts[2]));
        return parts.reverse().join(' ');
      }
    };
  }

  let loading = null;

  // Once for all who ask; after a failure the next who asks tries again.
  lists.load = function (url) {
    if (!loading) {
      loading = new Promise(function (resolve, reject) {
        const script = document.createElement('script');
        script.src = url;
        script.onload = function () {
          script.remove();
          const file = site.commitments;
          const wanted = /[?&]v=([0-9a-f]+)$/.exec(url);
          if (!file) reject(new Error('the list is damaged'));
          else if (wanted && file.version !== wanted[1]) reject(renewed(file.version));
          else resolve(register(file));
        };
        script.onerror = function () {
          script.remove();
          reject(new Error('the list was not loaded'));
        };
        document.head.append(script);
      });
      loading.catch(function () { loading = null; });
    }
    return loading;
  };
})(window.acuerdos = window.acuerdos || {});
