// One search over several sites, this one first. Each index answers for itself, and the answers are laid together by the
// rules of `acuerdos search --site A --site B` (`search/src/several.rs`); a test compares the two. A site that cannot be
// read is named, and the others answer.
(function () {
  'use strict';
  const given = JSON.parse(document.currentScript.dataset.several);
  const site = window.acuerdos;
  const parts = site.searchParts;
  const MOST = 200; // of all sites' results together, no more than the first can be had
  const PATIENCE = 20000; // milliseconds that another site may take
  const home = new URL(parts.root || './', document.baseURI);

  // `folder`: which of the names that a folder of a search may have is that of the site, once it is known.
  const sites = given.sites.map(function (it) { return { title: it.title, url: it.url, folder: null, failed: null }; });

  function tell(key, fill) {
    return given.words[key].replace(/\{(\w+)\}/g, function (place, name) { return name in fill ? fill[name] : place; });
  }
  site.searchWords['group.site'] = tell('group', {});
  site.searchWords['key.site'] = tell('key', {});

  // ── Asking ────────────────────────────────────────────────────────────────────────────────────

  // Whether nothing can be searched at all, whatever the site.
  function hopeless(error) {
    return !site.searchEngine || !site.searchEngine.searchAt || error.reason === 'refused' || error.reason === 'old-browser';
  }

  function ready() {
    if (sites[0].failed && site.searchEngine) return Promise.resolve();
    return parts.engine().catch(function (error) {
      if (hopeless(error)) throw error;
    });
  }

  function askFolder(it, folders, query, options) {
    const address = new URL(it.url + folders[0] + '/', home).href;
    return site.searchEngine.searchAt(address, query, options).then(function (answer) {
      it.folder = folders[0];
      // Whatever another version may say.
      const known = answer && [answer.hits, answer.notes, answer.words].every(Array.isArray) && answer.facets && answer.total >= 0;
      if (!known) throw Object.assign(new Error('an answer of another form'), { lack: 'version' });
      return answer;
    }, function (error) {
      if (error.lack !== 'missing' || folders.length < 2) throw error;
      return askFolder(it, folders.slice(1), query, options);
    });
  }

  function askOther(it, query, options) {
    const controller = new AbortController();
    const stop = function () { controller.abort(); };
    let late = false;
    const timer = setTimeout(function () { late = true; stop(); }, PATIENCE);
    if (options.signal) options.signal.addEventListener('abort', stop);
    const folders = it.folder ? [it.folder] : given.folders;
    return askFolder(it, folders, query, Object.assign({}, options, { signal: controller.signal }))
      .catch(function (error) { throw late ? Object.assign(new Error('late'), { lack: 'slow' }) : error; })
      .finally(function () {
        clearTimeout(timer);
        if (options.signal) options.signal.removeEventListener('abort', stop);
      });
  }

  const FAILURES = ['offline', 'slow', 'missing', 'version', 'damaged', 'refused'];
  function why(error) {
    const reason = error.lack || (error.reason === 'old-browser' ? 'version' : error.reason);
    return FAILURES.indexOf(reason) >= 0 ? reason : 'damaged';
  }

  // The answer of a site; null, if there is none, with the reason in `failed`. It is not asked again before a retry.
  function ask(it, query, options) {
    if (it.failed) return Promise.resolve(null);
    return (it.url ? askOther(it, query, options) : site.search(query, options)).catch(function (error) {
      if (error.name === 'AbortError' || error.name === 'TypeError') throw error;
      it.error = error;
      it.failed = why(error);
      return null;
    });
  }

  function retry() {
    sites.forEach(function (it) { it.failed = null; });
  }
  window.addEventListener('online', retry);

  function search(query, options) {
    const filters = Object.assign({}, options.filters);
    const wanted = filters.site || null;
    delete filters.site;
    const chosen = function (it) { return !wanted || wanted.indexOf(it.title) >= 0; };
    const alone = sites.filter(chosen).length === 1;
    // The filter by site is none to an index, which without any has nothing to answer: everything is of some kind.
    const everything = wanted && !query.trim() && !Object.keys(filters).length;
    if (everything) filters.kind = ['commitment', 'meeting', 'page'];
    const first = Math.min(MOST, options.offset + Math.min(MOST, options.limit));
    const part = alone ? {} : { offset: 0, limit: first };
    return Promise.all(sites.map(function (it) {
      // One that is not chosen only counts.
      return ask(it, query, Object.assign({}, options, { filters: filters }, chosen(it) ? part : { offset: 0, limit: 0 }));
    })).then(function (found) {
      const answers = sites.map(function (it, i) { return { site: it, answer: found[i] }; }).filter(function (it) { return it.answer; });
      if (!answers.length) {
        retry();
        throw sites[0].error;
      }
      const asked = alone ? Object.assign({}, options, { offset: 0 }) : options;
      const all = closest(answers);
      const result = merge(closest(answers.filter(function (it) { return chosen(it.site); })), asked);
      if (everything) (result.facets.kind || []).forEach(function (value) { value.selected = false; });
      result.facets.site = counted(answers, all, wanted);
      result.most = alone ? Infinity : MOST;
      if (result.total > result.most && options.offset + options.limit >= MOST) result.notes.push({ kind: 'most', text: tell('most', { n: MOST }) });
      const failed = sites.filter(function (it) { return it.failed; });
      failed.forEach(function (it) { result.notes.push({ kind: 'unavailable', text: tell('failed.' + it.failed, { site: it.title }) }); });
      if (failed.length) result.retry = retry;
      return result;
    });
  }

  // ── Laying together ───────────────────────────────────────────────────────────────────────────

  // How far what an answer has is from what was asked: words of it read as others, words left out.
  function distance(answer) {
    const has = function (kind) { return answer.notes.some(function (note) { return note.kind === kind; }); };
    return has('partial') ? 2 : has('corrected') ? 1 : 0;
  }

  // Where some index has what fits, those that have only what nearly does are left out.
  function closest(answers) {
    const having = answers.filter(function (it) { return it.answer.total > 0; });
    const best = Math.min.apply(null, having.map(function (it) { return distance(it.answer); }));
    return having.length ? having.filter(function (it) { return distance(it.answer) === best; }) : answers;
  }

  function count(known, value) {
    const same = known.filter(function (it) { return it.id === value.id; })[0];
    if (!same) known.push(Object.assign({}, value));
    else {
      same.count += value.count;
      same.selected = same.selected || value.selected;
    }
  }

  // By code points, as the terminal does.
  function compare(one, other) {
    const a = Array.from(one);
    const b = Array.from(other);
    for (let i = 0; i < a.length && i < b.length; i += 1) {
      if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
    }
    return a.length - b.length;
  }

  // What has no date comes last either way.
  function dated(one, other, sign) {
    if (!one.date || !other.date) return (one.date ? 0 : 1) - (other.date ? 0 : 1);
    return sign * compare(one.date, other.date);
  }
  const ORDERS = {
    relevance: function (one, other) { return other.score - one.score; },
    newest: function (one, other) { return dated(one, other, -1); },
    oldest: function (one, other) { return dated(one, other, 1); }
  };
  const BY_COUNT = function (one, other) { return other.count - one.count || compare(one.label, other.label); };
  const FACETS = {
    year: function (one, other) { return compare(other.id, one.id); },
    organisation: BY_COUNT,
    series: BY_COUNT,
    tag: BY_COUNT
  };

  function merge(answers, request) {
    const merged = { total: 0, hits: [], facets: {}, notes: [], suggestion: null, words: [] };
    answers.forEach(function (it) {
      const answer = it.answer;
      merged.total += answer.total;
      answer.hits.forEach(function (hit) {
        merged.hits.push(Object.assign({}, hit, { url: it.site.url + hit.url, site: it.site.title }));
      });
      Object.keys(answer.facets).forEach(function (facet) {
        const known = merged.facets[facet] = merged.facets[facet] || [];
        answer.facets[facet].forEach(function (value) { count(known, value); });
      });
      answer.notes.forEach(function (note) {
        if (!merged.notes.some(function (known) { return known.kind === note.kind && known.text === note.text; })) merged.notes.push(note);
      });
      if (merged.suggestion === null) merged.suggestion = answer.suggestion;
      answer.words.forEach(function (word) { if (merged.words.indexOf(word) < 0) merged.words.push(word); });
    });
    Object.keys(FACETS).forEach(function (facet) { if (merged.facets[facet]) merged.facets[facet].sort(FACETS[facet]); });
    // Stable: equal ones stay in the order of the sites, and within one in its own.
    merged.hits.sort(ORDERS[request.sort]);
    merged.hits = merged.hits.slice(request.offset, request.offset + Math.min(MOST, request.limit));
    return merged;
  }

  // The sites as values of a facet: how many each has that fit everything but the filter by site.
  function counted(answers, closest, wanted) {
    return answers.map(function (it) {
      const selected = Boolean(wanted) && wanted.indexOf(it.site.title) >= 0;
      const counts = selected || closest.indexOf(it) >= 0;
      return { id: it.site.title, label: it.site.title, count: counts ? it.answer.total : 0, selected: selected };
    }).filter(function (value) { return value.count || value.selected; });
  }

  parts.several = { name: tell('group', {}), ready: ready, search: search };
})();
