// The search of the published pages: plain, without a module and without a request, so that it works from a folder on a disk, too.
// Characters are folded as nimo's own search folds them; the table comes with the index.
(function () {
  'use strict';
  var MOST = 100;
  var DROPPED = /[\ufe00-\ufe0f\u200b\u2060\ufeff]|\udb40[\udd00-\uddef]/g;
  var BLANK = /[\s\u0085\u200b\u2060\ufeff]+/g;

  function folding(table) {
    var by = function (text) {
      return Array.from(text, function (c) { return Object.hasOwn(table, c) ? table[c] : c; }).join('');
    };
    var pass = function (text) {
      var plain = by(text.replace(DROPPED, '')).normalize('NFKC');
      return by(Array.from(plain, function (c) { return c.toLowerCase(); }).join(''));
    };
    return function (text) { return pass(pass(text)).replace(BLANK, ' '); };
  }

  /** The parts that hold every word: [page, part]. */
  function find(index, fold, query) {
    var words = fold(query).split(' ').filter(Boolean);
    if (words.length === 0) return null;
    var found = [];
    index.pages.forEach(function (page) {
      page[2].forEach(function (part) {
        part[3] = part[3] || fold(part[2]);
        if (words.every(function (word) { return part[3].indexOf(word) >= 0; })) found.push([page, part]);
      });
    });
    return { words: words, found: found };
  }

  /** Where the first of the words stands in the text as it is written: [from, to], or nothing. */
  function place(fold, text, words) {
    var pieces = text.match(/[\s\S](?:[\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f]|\udb40[\udd00-\uddef])*/gu) || [];
    var folded = '';
    var from = [];
    var at = 0;
    pieces.forEach(function (piece) {
      var one = fold(piece);
      if (one === ' ' && folded.endsWith(' ')) one = '';
      for (var n = 0; n < one.length; n += 1) from.push([at, at + piece.length]);
      folded += one;
      at += piece.length;
    });
    var starts = words.map(function (word) { return [folded.indexOf(word), word.length]; });
    var first = starts.filter(function (start) { return start[0] >= 0; }).sort(function (a, b) { return a[0] - b[0]; })[0];
    return first && [from[first[0]][0], from[first[0] + first[1] - 1][1]];
  }

  if (typeof module === 'object') {
    module.exports = { folding: folding, find: find, place: place };
    return;
  }

  var index = window.nimoSearch;
  var form = document.getElementById('find');
  if (!index || !form) return;
  var fold = folding(index.fold);
  var field = document.getElementById('q');
  var count = document.getElementById('found-count');
  var section = document.getElementById('found');
  var list = document.getElementById('found-list');

  function snippet(to, text, words) {
    var where = place(fold, text, words);
    var from = where ? Math.max(0, where[0] - 30) : 0;
    var end = Math.min(text.length, (where ? where[1] : 0) + 60);
    // No half of a pair at either edge.
    if (/[\udc00-\udfff]/.test(text.charAt(from))) from -= 1;
    if (/[\udc00-\udfff]/.test(text.charAt(end))) end += 1;
    to.append((from > 0 ? '…' : '') + text.slice(from, where ? where[0] : end));
    if (where) {
      var mark = document.createElement('mark');
      mark.textContent = text.slice(where[0], where[1]);
      to.append(mark, text.slice(where[1], end));
    }
    if (end < text.length) to.append('…');
  }

  function line(one, words) {
    var page = one[0];
    var part = one[1];
    var item = document.createElement('li');
    var link = document.createElement('a');
    link.href = form.dataset.home + page[0] + (part[0] ? '#' + part[0] : '');
    link.textContent = page[1] + (part[1] ? '　' + part[1] : '');
    var text = document.createElement('p');
    snippet(text, part[2], words);
    item.append(link, text);
    return item;
  }

  var last = null;
  function search() {
    var query = field.value;
    if (query === last) return;
    last = query;
    var told = find(index, fold, query);
    list.textContent = '';
    section.hidden = !told || told.found.length === 0;
    if (!told) {
      count.textContent = '';
      return;
    }
    var all = told.found.length;
    told.found.slice(0, MOST).forEach(function (one) { list.append(line(one, told.words)); });
    var words = all === 0 ? form.dataset.none : all > MOST ? form.dataset.more : form.dataset.count;
    count.textContent = words.replace('{n}', all).replace('{m}', MOST);
  }

  // Nothing is looked for while a word is still being composed.
  var timer = 0;
  function soon(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(search, 200);
  }
  field.addEventListener('input', soon);
  field.addEventListener('compositionend', function () {
    clearTimeout(timer);
    timer = setTimeout(search, 0);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  form.hidden = false;
  var asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    field.value = asked;
    search();
  }
})();
