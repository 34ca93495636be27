// What a page does beyond links and forms. Without it every form still works.
// No act happens while an IME composes; nothing that is typed is reformatted.

const now = () => new Date().toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit', second: '2-digit' });

/** Ctrl+Enter saves the form one types in. */
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target instanceof Element && event.target.closest('form');
  // Where a form has several acts, each with its own fields, it is the act beside the field.
  const own = form && event.target.closest('[data-own]');
  const button = own ? own.querySelector('button') : form && form.querySelector('button.pri, button:not([formaction])');
  if (button) {
    event.preventDefault();
    form.requestSubmit(button);
  }
});

/** A digit on the row of a block chooses its kind. */
document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !/^[1-7]$/.test(event.key)) return;
  const at = event.target instanceof Element ? event.target : null;
  if (!at || at.matches('input, textarea')) return;
  const row = at.closest('[data-kinds]');
  const select = row && row.querySelector('select[name="kind"]');
  if (!select) return;
  event.preventDefault();
  select.selectedIndex = Number(event.key) - 1;
  select.form.requestSubmit();
});

/** In a list of picks the arrows move from one to the next, the space bar picks, and Enter leads to what is done with them. */
document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || !['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
  const at = event.target instanceof Element && event.target.closest('[data-picks]');
  if (!at || !event.target.matches('input[type="checkbox"]')) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    document.getElementById(at.dataset.picks)?.focus();
    return;
  }
  const boxes = [...at.querySelectorAll('input[type="checkbox"]')];
  const next = boxes[boxes.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

/** How many are picked. */
for (const told of document.querySelectorAll('[data-picked]')) {
  const picks = document.getElementById(told.dataset.picked);
  const count = () => {
    const picked = picks.querySelectorAll('input:checked').length;
    told.textContent = picked === 0 ? 'まだ選んでいません。' : `${picked}件を選んでいます。`;
  };
  picks.addEventListener('change', count);
  count();
}

/** Drafts: a form with data-draft is kept on the server a moment after one stops typing, and when one leaves a field. */
for (const form of document.querySelectorAll('form[data-draft]')) {
  const told = form.querySelector('[data-drafted]');
  let kept = new URLSearchParams(new FormData(form)).toString();
  let timer = 0;
  let isSending = false;
  const keep = async () => {
    clearTimeout(timer);
    const typed = new URLSearchParams(new FormData(form)).toString();
    if (typed === kept) return;
    if (isSending) {
      timer = setTimeout(keep, 1000);
      return;
    }
    isSending = true;
    try {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: typed, headers, redirect: 'manual' });
      const isKept = answer.type === 'opaqueredirect' || answer.ok;
      if (isKept) kept = typed;
      if (told && isKept) told.textContent = `下書きを残しました ${now()}`;
      if (told && !isKept) {
        told.textContent =
          answer.status === 401
            ? 'サインインが切れました。「保存する」を押すと、入力を残したままサインインできます。'
            : '下書きを残せませんでした。入力はこの画面に残っています。';
      }
    } catch {
      if (told) told.textContent = 'つながりません。入力はこの画面に残っています。つながると下書きを残します。';
      timer = setTimeout(keep, 10000);
    } finally {
      isSending = false;
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 3000);
  });
  form.addEventListener('focusout', keep);
  form.addEventListener('submit', () => clearTimeout(timer));
}

/** A grid takes a block copied from a table, cell by cell, and has room for one more row as long as its form has. */
const MOST_ROWS = 50;
for (const grid of document.querySelectorAll('[data-grid]')) {
  const rows = () => [...grid.tBodies[0].rows];
  const grow = () => {
    const last = rows().at(-1);
    if (rows().length >= MOST_ROWS || [...last.querySelectorAll('input')].every((cell) => cell.value === '')) return;
    const next = last.cloneNode(true);
    const at = rows().length;
    for (const [column, cell] of [...next.querySelectorAll('input')].entries()) {
      cell.name = `${grid.dataset.grid}.${at}.${column}`;
      cell.setAttribute('aria-label', cell.getAttribute('aria-label').replace(/^\d+/, at + 1));
      cell.value = '';
    }
    last.after(next);
  };
  grid.addEventListener('input', grow);
  grid.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n').replace(/\n$/, '') ?? '';
    const from = event.target instanceof Element && event.target.closest('tr');
    if (!from || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const first = [...from.querySelectorAll('input')].indexOf(event.target);
    let row = from;
    const lines = text.split('\n');
    for (const [n, line] of lines.entries()) {
      if (!row) {
        // More than the form holds: the rest stays in the last cell, where the server says that it is too much.
        rows().at(-1).querySelector('input').value += ` ${lines.slice(n).join(' ')}`;
        break;
      }
      const cells = [...row.querySelectorAll('input')].slice(first);
      for (const [at, value] of line.split('\t').entries()) if (cells[at]) cells[at].value = value.trim();
      grow();
      row = row.nextElementSibling;
    }
    grid.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** The lines of an agenda are moved, set in and out, added and struck by keyboard; the buttons do the same without a round trip. */
for (const outline of document.querySelectorAll('[data-outline]')) {
  const rows = () => [...outline.tBodies[0].rows];
  const cells = (row) => [...row.querySelectorAll('input, select')];
  const told = (row) => [cells(row).map((cell) => cell.value), row.querySelector('th').lastElementChild.dataset.mark !== undefined];
  const say = (row, [values, isCarried]) => {
    for (const [at, cell] of cells(row).entries()) cell.value = values[at];
    const head = row.querySelector('th');
    head.querySelector('[data-mark]')?.remove();
    head.querySelector('[data-shown]').textContent = values[0].replace(/^\*/, '');
    if (isCarried) head.insertAdjacentHTML('beforeend', ' <span class="small mute" data-mark>前回から</span>');
    row.className = `d${values[1]}`;
  };
  const blank = (depth) => [['新', depth, '', '', ''], false];
  const act = (what, at, field) => {
    const all = rows();
    const row = all[at];
    const others = all.map(told);
    let to = at;
    if (what === 'up' || what === 'down') {
      to = at + (what === 'up' ? -1 : 1);
      if (!all[to]) return;
      say(row, others[to]);
      say(all[to], others[at]);
    } else if (what === 'in' || what === 'out') {
      const [values, isCarried] = others[at];
      values[1] = String(Math.min(4, Math.max(0, Number(values[1]) + (what === 'in' ? 1 : -1))));
      say(row, [values, isCarried]);
    } else if (what === 'strike') {
      others.splice(at, 1);
      others.push(blank('0'));
      for (const [n, one] of others.entries()) say(all[n], one);
    } else if (what === 'below') {
      // The last line is a spare one, unless the form is full.
      if (others.at(-1)[0][2] !== '') return;
      others.splice(at + 1, 0, blank(others[at][0][1]));
      others.pop();
      for (const [n, one] of others.entries()) say(all[n], one);
      to = at + 1;
      if (others.at(-1)[0][2] !== '') grow();
    }
    (cells(rows()[to])[field] ?? cells(rows()[to])[2]).focus();
  };
  const grow = () => {
    const all = rows();
    if (all.length >= 36) return;
    const next = all.at(-1).cloneNode(true);
    for (const named of next.querySelectorAll('[name]')) {
      named.name = named.name.replace(/\d+$/, all.length);
      if (named.name === 'act') named.value = named.value.replace(/\d+$/, all.length);
    }
    for (const labelled of next.querySelectorAll('[aria-label]')) {
      labelled.setAttribute('aria-label', labelled.getAttribute('aria-label').replace(/^\d+/, all.length + 1));
    }
    for (const named of next.querySelectorAll('button')) named.value = named.value.replace(/\d+$/, all.length);
    all.at(-1).after(next);
    say(next, blank('0'));
  };
  const keys = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out', Delete: 'strike' };
  outline.addEventListener('keydown', (event) => {
    const row = event.target instanceof Element && event.target.closest('tr');
    if (!row || event.isComposing || event.ctrlKey || event.metaKey || !event.target.matches('input')) return;
    const isNew = event.key === 'Enter' && !event.altKey;
    const what = isNew ? 'below' : event.altKey && keys[event.key];
    if (!what) return;
    event.preventDefault();
    act(what, rows().indexOf(row), cells(row).indexOf(event.target));
  });
  outline.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button[name="act"]');
    if (!button) return;
    event.preventDefault();
    act(button.value.split('.')[0], rows().indexOf(button.closest('tr')), 2);
  });
  outline.addEventListener('change', (event) => {
    const row = event.target.closest('tr');
    if (event.target.matches('select')) row.className = `d${cells(row)[1].value}`;
  });
  outline.addEventListener('input', () => {
    if (cells(rows().at(-1))[2].value !== '') grow();
  });
}

/** A file may be dropped anywhere on the zone; one that is too large is not sent. */
for (const zone of document.querySelectorAll('[data-drop]')) {
  const field = zone.querySelector('input[type="file"]');
  const told = zone.querySelector('[data-told]');
  const { drop, most = '20MB', how = '会議録1回分のテキストだけにしてください。', then = '「読み取る」を押してください。' } = zone.dataset;
  const look = () => {
    const files = [...field.files];
    const isLarge = files.reduce((sum, file) => sum + file.size, 0) > Number(drop);
    const named = files.length > 1 ? `${files.length}個のファイル` : `「${files[0]?.name}」`;
    field.setCustomValidity(isLarge ? `ファイルが大きすぎます（${most}まで）。${how}` : '');
    told.textContent = files.length === 0 ? '' : isLarge ? field.validationMessage : `${named}を選びました。${then}`;
  };
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.dataset.over = '';
  });
  zone.addEventListener('dragleave', () => delete zone.dataset.over);
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    delete zone.dataset.over;
    if (event.dataTransfer.files.length > 0) {
      field.files = event.dataTransfer.files;
      look();
      zone.closest('form').querySelector('.pri').focus();
    }
  });
  field.addEventListener('change', look);
}

/** Long work says that it is under way. */
for (const form of document.querySelectorAll('form[data-busy]')) {
  form.addEventListener('submit', () => {
    const told = form.querySelector('[data-told]');
    if (told) told.textContent = form.dataset.busy;
  });
}

/** A browser leaves autofocus alone when the address names a place, and drops the focus when it jumps there. */
addEventListener('load', () => {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (place) setTimeout(() => (place.querySelector('[autofocus]') ?? document.querySelector('[autofocus]'))?.focus(), 0);
});
