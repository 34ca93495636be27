// The room: minutes are taken down while the meeting goes on. Without it every form still works.
// The focus stays in the entry; no act happens while an IME composes; what is typed is never lost.

import { blank, complain, held, isTyped, point, put, read } from './sitting-entry.js';
import { address, clearLines, clock, cues, field, form, itemOf, items, line, list } from './sitting-page.js';
import { look, main, minute, now, radios, room, rows, say, second, takeOver, words } from './sitting-page.js';
import { Outbox, Store, makeKey, post } from './sitting-store.js';

const ACTIVE = 25 * 60_000;
const UNKEPT = 'この接続では、画面を閉じると、送っていない行が消えます';
const HALF_DONE = '直しかけの行があります。Enterで残すか、Escでやめてください。';

/** What Ctrl+Z takes back: a line that was sent, or a strike. */
const undo = [];
/** What is in the way: line, session, gone, other; or nothing. */
let trouble = '';
let isComposing = false;
/** How often something was typed: where the number is the same, the person has not gone on. */
let strokes = 0;
let lastAct = Date.now();
/** The refresh that is under way; whether another is to follow. */
let looking = null;
let isAgain = false;
/** Own lines that the server has and that were not yet seen to stand. */
const added = new Set();

// ---- The entry

/** Puts something into the entry, and keeps it. */
function write(entry) {
  put(entry);
  store.keep();
}

/** What was being typed before comes back. The kind of a line that was sent stays as chosen. */
function rest(kind) {
  const entry = held.aside.pop() ?? blank();
  if (kind && !entry.editing && entry.text === '') entry.kind = kind;
  write(entry);
}

/** Esc: back to what was being typed. A line that the server refused goes back to those that wait. */
function leave() {
  if (held.aside.length === 0) {
    complain();
    return;
  }
  const text = line.value.trim();
  if (held.back && text !== '') outbox.putBack({ ...held.back, fields: { ...held.back.fields, text } });
  rest();
}

/** Enter: the line goes out, or the edit. */
function send() {
  const { text, kind, decision, cue_of, cue } = read();
  if (text.trim() === '') return;
  if (held.editing) {
    sendEdit(held.editing.item);
    return;
  }
  const fields = { item: field('item').value, kind, decision, text: text.trim(), said_at: now(minute), cue_of, cue };
  undo.push({ job: outbox.add({ act: 'line', key: field('key').value || makeKey(), time: now(clock), fields }), strokes });
  rest(kind);
}

/** Sends what the edited line is now, under this item. */
function sendEdit(item) {
  const { text, kind, decision } = read();
  const { block, version, time } = held.editing;
  if (text.trim() === '') return;
  const fields = { version, item, kind, decision, text: text.trim() };
  outbox.add({ act: 'edit', block, time, note: `${time}の行を直す`, fields, seen: strokes });
  rest();
}

/** Chooses a kind; 決定 again goes round the kinds of decision. */
function choose(at) {
  const radio = radios('kind')[at];
  if (!radio) return;
  if (radio.checked && radio.value === 'decision') {
    const all = radios('decision');
    all[(all.findIndex((one) => one.checked) + 1) % all.length].checked = true;
  }
  radio.checked = true;
  store.keepSoon();
}

// ---- Lines that stand

/** A line as it is on the page, or as it was last sent from here. */
function standing(row) {
  const sent = outbox.jobs.findLast((job) => job.act === 'edit' && job.block === row.dataset.line && job.state !== 'refused');
  const { line: block, kind, decision, version } = row.dataset;
  const was = sent ? sent.fields : { text: words(row), kind, decision };
  const base = { text: was.text, kind: was.kind, decision: was.decision ?? '' };
  const newest = Math.max(version, sent?.fields.version ?? 0);
  const time = row.querySelector('time')?.textContent.trim() ?? '';
  return { ...base, block, version: newest, item: sent?.fields.item ?? held.shown, time };
}

/** A line comes into the entry to be edited. */
function takeUp(row) {
  if (row.dataset.line === held.editing?.block) return;
  if (held.editing && isTyped(read())) {
    complain(HALF_DONE);
    return;
  }
  if (!held.editing) held.aside.push(read());
  const was = standing(row);
  write({ ...blank(), text: was.text, kind: was.kind, decision: was.decision, editing: was });
  row.scrollIntoView({ block: 'nearest' });
}

/** To the line before or after the one that is edited. */
function step(by) {
  const all = rows();
  const at = held.editing ? all.findIndex((row) => row.dataset.line === held.editing.block) : -1;
  const row = all[(at < 0 ? all.length : at) + by];
  if (row) takeUp(row);
  else if (by > 0 && held.editing && !isTyped(read())) leave();
  else if (by > 0 && held.editing) complain(HALF_DONE);
}

/** Moves the edited line among its neighbours. */
function move(to) {
  if (held.editing) outbox.add({ act: 'move', block: held.editing.block, fields: { to } });
}

/** The edited line goes to the item before or after its own. */
function carry(by) {
  const all = items();
  const to = held.editing && all[all.findIndex((link) => itemOf(link) === held.editing.item) + by];
  if (to) sendEdit(itemOf(to));
}

/** Strikes the edited line. */
function strike() {
  if (!held.editing) return;
  undo.push({ struck: held.editing.block, strokes });
  outbox.add({ act: 'strike', block: held.editing.block });
  rest();
}

/** Ctrl+Z: the last line comes back into the entry, or a struck line to its place. Whether there was one to take back. */
function takeBack() {
  const last = undo.at(-1);
  // Whoever typed on since then means what he typed.
  const isLast = last?.strokes === strokes;
  if (!isLast || held.editing || (line.value !== '' && !last.struck)) return false;
  undo.pop();
  if (last.struck) {
    outbox.add({ act: 'restore', block: last.struck });
    return true;
  }
  const { job } = last;
  if (job.state === 'refused' || !job.tried) outbox.drop(job);
  else outbox.add({ act: 'strike', of: job.key, block: job.block });
  const row = job.block && rows().find((one) => one.dataset.line === job.block);
  const { text, kind, decision, cue_of, cue } = row ? { ...job.fields, ...standing(row) } : job.fields;
  write({ ...read(), text, kind, decision, cue_of, cue, wrong: '' });
  return true;
}

/** A line that was not taken comes back into the entry, beside what the server said. */
function bringBack(job) {
  outbox.drop(job);
  undo.splice(0, undo.length, ...undo.filter((one) => one.job !== job));
  held.aside.push(read());
  const { text, kind, decision, cue_of = '', cue = '', version, item } = job.fields;
  const base = job.lost ?? { text: '', kind: '', decision: '' };
  const was = job.act === 'edit' ? { ...base, block: job.block, version, item, time: job.time } : null;
  const sentence = job.sentence + (job.lost ? 'このまま残すなら、もう一度Enter。やめるならEsc。' : '');
  write({ text, kind, decision, cue_of, cue, editing: was, back: job.lost ? null : job, wrong: sentence });
}

/** Somebody was first. His words come beside one's own, unless one has gone on to something else: then they wait. */
function lose(job, told) {
  const sentence = `${told.by}さんが先に直しました。いまの文:「${told.text}」。`;
  Object.assign(job, { state: 'refused', sentence, lost: { text: told.text, kind: '', decision: '' } });
  job.fields.version = told.version;
  if (job.seen === strokes && !isComposing && !held.editing) bringBack(job);
  else tell();
  refresh();
}

// ---- Items and the transcript

/** Goes to an item; the entry keeps its words. */
function turnTo(link) {
  const to = new URL(link.href);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (['side', 'of', 'cues'].includes(name)) to.searchParams.set(name, value);
  }
  history.replaceState(null, '', to.pathname + to.search);
  field('item').value = itemOf(link);
  for (const one of items()) one.removeAttribute('aria-current');
  // What was opened belongs to the item one leaves; it would keep its region as it is.
  for (const one of main.querySelectorAll('[data-live="head"] details, [data-live="lines"] details')) one.open = false;
  link.setAttribute('aria-current', 'step');
  setTimeout(empty, 400, link);
  refresh();
  writing();
}

/** Without an answer the page shows at least where one writes. */
function empty(link) {
  if (held.shown === field('item').value || field('item').value !== itemOf(link)) return;
  clearLines(link.textContent.replace(/\s+/g, ' ').trim());
  held.shown = field('item').value;
}

/** To what stands beside the lines: who is there, or a transcript. */
function turnSide(link) {
  const to = new URL(link.href);
  to.searchParams.set('item', field('item').value || 'none');
  history.replaceState(null, '', to.pathname + to.search);
  for (const one of main.querySelectorAll('[data-live="side"] details')) one.open = false;
  for (const list of main.querySelectorAll('[data-live="side"] ol')) list.scrollTop = 0;
  line.focus();
  refresh();
}

/** To the item before or after this one. */
function turn(by) {
  const all = items();
  const link = all[all.findIndex((one) => itemOf(one) === field('item').value) + by];
  if (link) turnTo(link);
}

const told = { item: '', at: 0 };

/** Tells the others that one writes here, at most every 20 seconds under the same item. */
function writing() {
  const item = field('item').value;
  if (trouble !== '' || (told.item === item && Date.now() - told.at < 20_000)) return;
  Object.assign(told, { item, at: Date.now() });
  post(`${room}/writing`, { item });
}

/** To the next or the previous line of the transcript. */
function hear(by) {
  const all = cues();
  const at = all.findIndex((cue) => cue.classList.contains('here'));
  const cue = at < 0 ? all.at(by > 0 ? 0 : -1) : all[at + by];
  const more = main.querySelector(`[data-live="side"] [data-more="${by > 0 ? 'behind' : 'before'}"]`);
  if (!cue && more) turnSide(more);
  if (!cue) return;
  held.heard = { of: cue.dataset.of, cue: cue.dataset.cue };
  point();
  cue.scrollIntoView({ block: 'nearest' });
}

/** The words of a line of the transcript come into the entry. */
function quote(cue) {
  if (!cue) return;
  held.heard = { of: cue.dataset.of, cue: cue.dataset.cue };
  held.aside.push(read());
  write({ ...blank(), text: words(cue), cue_of: held.heard.of, cue: held.heard.cue });
}

// ---- The page as the server has it now

/** One look after the other; whoever asks in between is answered by the next. What was in the way, or nothing. */
function refresh() {
  isAgain = true;
  looking ??= (async () => {
    try {
      let how = '';
      while (isAgain) {
        isAgain = false;
        how = await lookOnce();
      }
      return how;
    } finally {
      looking = null;
    }
  })();
  return looking;
}

/** Fetches the page and takes over what is new in it. */
async function lookOnce() {
  const from = address();
  const sent = outbox.done();
  const { how, page } = await look(from);
  if (page && from === address()) {
    const isNew = takeOver(page);
    point();
    if (isNew) settle(sent);
  }
  return met(how);
}

/** The lines are as the server has them: sent ones wait no longer, and an edit knows of a version that brought no new words. */
function settle(sent) {
  // The item under which one wrote is gone from the agenda: the page shows another.
  const here = items().find((link) => link.hasAttribute('aria-current'));
  if (here && items().every((link) => itemOf(link) !== field('item').value)) field('item').value = itemOf(here);
  const isTurned = held.shown !== field('item').value;
  held.shown = field('item').value;
  outbox.drop(...sent);
  const { editing } = held;
  const row = editing && rows().find((one) => one.dataset.line === editing.block);
  const isSame = row && words(row) === editing.text && ['', row.dataset.kind].includes(editing.kind);
  if (isSame) editing.version = Math.max(editing.version, row.dataset.version);
  const own = rows().findLast((one) => added.has(one.dataset.line));
  const last = own ?? (isTurned && !held.editing ? rows().at(-1) : null);
  last?.scrollIntoView({ block: 'nearest' });
  added.clear();
}

// ---- What is told

/** Takes note of what a look met. While something waits, the sending tells whether there is a line. */
function met(kind) {
  const isItsOwn = outbox.next() && [kind, trouble].every((one) => ['', 'line'].includes(one));
  if (!isItsOwn && kind !== trouble) {
    trouble = kind;
    tell();
    if (kind === '') outbox.wake();
  }
  return kind;
}

/** How things stand, in the bar. */
function tell() {
  const jobs = outbox.shown();
  const count = jobs.filter((job) => job.state === 'waiting').length;
  const lines = count > 0 ? `${count}行を、` : '';
  const refused = jobs.filter((job) => job.state === 'refused').length;
  if (trouble === 'session') say('open', 'サインインが切れました。', '別の窓でサインインする');
  else if (trouble === 'other') say('open', '別の人がサインインしています。ここからは送りません。開き直してください。');
  else if (trouble === 'gone') say('open', 'この会議の画面が開けません。開き直してください。');
  else if (trouble === 'line') say('open', `回線が切れています。${lines}つながり次第送ります`);
  else if (refused > 0) say('open', `${refused}行を送れませんでした。「入力欄に戻す」で直してください。`);
  else if (!outbox.next()) say('tied', `${now(second)} 保存ずみ`);
}

// ---- Sending and keeping

const outbox = new Outbox(room, {
  changed: () => {
    list(outbox.shown(), bringBack);
    if (trouble === 'line') tell();
    store.keep();
  },
  trouble: (kind) => {
    if (trouble === kind) return;
    trouble = kind;
    tell();
  },
  answered: (job, { version }) => {
    if (job.act === 'line') added.add(job.block);
    if (held.editing?.block === job.block && version > held.editing.version) held.editing.version = version;
    if (!outbox.next()) tell();
    refresh();
  },
  lost: lose,
  refused: (job) => {
    if (!job.fields?.text) complain(job.sentence);
    tell();
    refresh();
  },
  mayGo: async () => !['session', 'other'].includes(trouble) || (await refresh()) === '',
});

/** What is to be kept in this browser: nothing, where nothing waits and nothing is typed. */
function toKeep() {
  const jobs = outbox.kept();
  const entries = [...held.aside, read()].filter(isTyped);
  return jobs.length + entries.length === 0 ? null : { jobs, entries };
}

/** The key is on the page, or comes with the answer to the first sign that one writes. */
const lock = async () => main.dataset.lock ?? (await post(`${room}/writing`, { item: field('item').value })).told.lock;
const store = new Store(main.dataset.store, lock, toKeep);

/** What was kept is taken up again; what came into the entry since stays there. */
async function takeUpKept() {
  const kept = await store.open();
  if (kept) {
    const entries = [...kept.entries];
    if (held.aside.length > 0 || isComposing || isTyped(read())) held.aside.unshift(...entries.splice(0));
    const last = entries.pop();
    held.aside.push(...entries);
    if (last?.editing && held.aside.length === 0) held.aside.push(blank());
    if (last) write(last);
    outbox.takeUp(kept.jobs);
  }
  store.keep();
}

/** A form that the script sends: the entry keeps its words, and the page shows what came of it. */
async function sendQuick(quick, button) {
  const fields = new URLSearchParams(new FormData(quick, button));
  const { how, sentence } = await post(button?.getAttribute('formaction') ?? quick.getAttribute('action'), fields);
  const place = quick.querySelector('[data-wrong]');
  const faults = { lost: 'ほかの人が先に直しました。', again: 'つながりません。もう一度押してください。' };
  const wrongs = sentence ?? faults[how] ?? '';
  if (place) Object.assign(place, { textContent: wrongs, hidden: wrongs === '' });
  else if (wrongs !== '') say('open', wrongs);
  if (how === 'session') met('session');
  if (how !== 'done') return;
  quick.closest('details')?.removeAttribute('open');
  if (!isComposing) line.focus();
  refresh();
}

// ---- Keys and clicks

const KEYS = {
  Enter: send,
  Escape: leave,
  'Alt+ArrowUp': () => step(-1),
  'Alt+ArrowDown': () => step(1),
  'Alt+Shift+ArrowUp': () => move('up'),
  'Alt+Shift+ArrowDown': () => move('down'),
  'Alt+PageUp': () => turn(-1),
  'Alt+PageDown': () => turn(1),
  'Alt+Shift+PageUp': () => carry(-1),
  'Alt+Shift+PageDown': () => carry(1),
  'Alt+Delete': strike,
  'Alt+KeyN': () => hear(1),
  'Alt+KeyP': () => hear(-1),
  'Alt+Enter': () => quote(cues().find((cue) => cue.classList.contains('here'))),
};

/** What a key does in the entry, if anything. */
function actOf(event) {
  const { altKey, shiftKey, code, key } = event;
  if (event.ctrlKey || event.metaKey) return !altKey && !shiftKey && key.toLowerCase() === 'z' && takeBack() ? () => {} : null;
  const digit = altKey && /^Digit([1-7])$/.exec(code);
  if (digit) return () => choose(Number(digit[1]) - 1);
  if (key === 'ArrowUp' && !altKey && !shiftKey && line.value === '' && !held.editing) return () => step(-1);
  return KEYS[`${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${/^Key/.test(code) ? code : key}`];
}

line.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
});

line.addEventListener('compositionstart', () => (isComposing = true));
line.addEventListener('compositionend', () => (isComposing = false));
line.addEventListener('input', () => {
  strokes += 1;
  store.keepSoon();
  writing();
});

/** The entry's own submit comes from its button, and from Ctrl+Enter. */
document.addEventListener('submit', (event) => {
  const isQuick = event.target.matches('[data-quick]');
  if (!isQuick && event.target !== form) return;
  event.preventDefault();
  if (isQuick) sendQuick(event.target, event.submitter);
  else if (!isComposing) {
    send();
    line.focus();
  }
});

/** Links to items, to lines and to the transcript do what the keys do. */
main.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const row = link.closest('[data-live="lines"] [data-line]');
  const cue = link.closest('[data-cue]');
  const isSide = link.dataset.side !== undefined;
  // What opens beside the room leaves the focus where one types.
  if (link.target === '_blank') line.focus();
  if (!link.dataset.item && !row && !cue && !isSide) return;
  event.preventDefault();
  if (row) takeUp(row);
  else if (cue) quote(cue);
  else if (isSide) turnSide(link);
  else turnTo(link);
  line.focus();
});

/** A kind that is chosen with the pointer leaves the focus where one types; by keyboard one stays among the kinds. */
let isPointed = false;
form.addEventListener('pointerdown', () => (isPointed = true));
form.addEventListener('keydown', () => (isPointed = false));
form.addEventListener('click', (event) => {
  if (isPointed && event.target.matches('input[type="radio"]')) line.focus();
});

// ---- Time

for (const name of ['keydown', 'pointerdown']) document.addEventListener(name, () => (lastAct = Date.now()), true);

/** Every 5 seconds, while somebody is there to see it: a page left open keeps no session alive. Signed out, every 15. */
let ticks = 0;
setInterval(() => {
  ticks += 1;
  const isSeen = document.visibilityState === 'visible' && Date.now() - lastAct < ACTIVE;
  if (isSeen && !looking && (trouble !== 'session' || ticks % 3 === 0)) refresh();
}, 5000);

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') refresh();
  else store.keep();
});
addEventListener('focus', () => {
  if (trouble === 'session') refresh();
});
addEventListener('online', () => {
  outbox.wake();
  refresh();
});
addEventListener('beforeunload', (event) => {
  // A link that is followed leaves time enough for the last words.
  store.keep();
  if (!store.isHolding && outbox.kept().length > 0) event.preventDefault();
});

/** The address says which item is shown, and no longer which line; what the server put into the entry stays. */
function start() {
  const to = new URL(location.href);
  to.searchParams.delete('line');
  to.searchParams.delete('cue');
  to.searchParams.set('item', held.shown || 'none');
  history.replaceState(null, '', `${room}/sitting${to.search}`);
  const block = /^\/lines\/([^/]+)$/.exec(form.getAttribute('action'))?.[1];
  const row = block && rows().find((one) => one.dataset.line === block);
  // By keys a line goes to another item; the list of items in the form of an edit is for those without a script.
  const picked = field('item');
  if (picked.matches('select')) {
    form.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: 'item', value: picked.value }));
    (picked.closest('p') ?? picked).remove();
  }
  if (block) {
    const { text, kind, decision } = read();
    const was = row ? standing(row) : { block, item: held.shown, time: '', text, kind, decision };
    held.aside.push({ ...blank(), kind: 'opinion' });
    write({ ...read(), editing: { ...was, version: Number(field('version').value) } });
  }
  if (!isSecureContext) form.querySelector('#eh').append(UNKEPT);
  (row || rows().at(-1))?.scrollIntoView({ block: 'nearest' });
  line.focus();
  addEventListener('load', () => setTimeout(() => line.focus(), 0));
  takeUpKept();
}

start();
