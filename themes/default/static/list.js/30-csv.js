// Rows as CSV: RFC 4180 in UTF-8 with a byte order mark, columns and cells as in the open data.
(function (site) {
  'use strict';
  const lists = site.lists = site.lists || {};

  // A cell that no spreadsheet runs as a formula: an apostrophe goes before what would be one, as in the open data.
  function cell(text) {
    return /^[=+\-@\t\r\n'＝＋－＠]/.test(text) ? "'" + text : text;
  }

  function joined(items) {
    return cell(items.map(function (item) { return item.replace(/\\/g, '\\\\').replace(/;/g, '\\;'); }).join('; '));
  }

  const COLUMNS = {
    id: function (row) { return cell(row.id); },
    number: function (row) { return cell(row.number); },
    title: function (row) { return cell(row.title); },
    meeting: function (row) { return cell(row.meeting.id); },
    meeting_date: function (row) { return row.meeting.date; },
    responsible: function (row) { return joined(row.responsible.map(function (it) { return it.id; })); },
    status: function (row) { return cell(row.status.id); },
    status_label: function (row) { return cell(row.status.label); },
    status_kind: function (row) { return row.status.kind; },
    due: function (row) { return row.due; },
    late: function (row) { return row.late ? 'true' : 'false'; },
    updated: function (row) { return row.updated; },
    tags: function (row) { return joined(row.tags.map(function (it) { return it.label; })); },
    url: function (row) { return cell(row.url); }
  };

  function quoted(text) {
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  lists.csv = function (rows) {
    const names = Object.keys(COLUMNS);
    const lines = rows.map(function (row) { return names.map(function (name) { return quoted(COLUMNS[name](row)); }).join(','); });
    return '\ufeff' + [names.join(',')].concat(lines).join('\r\n') + '\r\n';
  };

  // Gives the browser a file to keep.
  lists.download = function (name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  };
})(window.acuerdos = window.acuerdos || {});
