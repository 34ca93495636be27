// The entry: what is being typed, the line that is edited in it, and what was laid aside for that.

import { cues, field, form, line, radios, room, rows } from './sitting-page.js';
import { makeKey } from './sitting-store.js';

const wrong = form.querySelector('[data-wrong]');

/**
 * `editing`: the line that is edited and the words it had; null where a new line is typed. `back`: the refused line whose
 * words came back into the entry. `aside`: what was being typed before, the newest last. `heard`: where one is in the transcript.
 * `shown`: the item whose lines are on the page; for a moment after a turn it is not yet the one under which one writes.
 */
export const held = { editing: null, back: null, aside: [], heard: null, shown: field('item').value };

/** An empty entry, with the kind as it is chosen. */
export const blank = () => ({
  editing: null, back: null, text: '', kind: field('kind').value, decision: '', cue_of: '', cue: '', wrong: '',
});

/** All that is in the entry. */
export const read = () => ({
  editing: held.editing, back: held.back, text: line.value, kind: field('kind').value, decision: field('decision').value,
  cue_of: field('cue_of').value, cue: field('cue').value, wrong: wrong.textContent,
});

/** Is there something in it that would be missed? */
export const isTyped = ({ editing: was, ...entry }) =>
  was ? ['text', 'kind', 'decision'].some((name) => entry[name] !== was[name]) : entry.text.trim() !== '';

/** Puts all of it into the entry, the caret at the end. */
export function put(entry) {
  Object.assign(held, { editing: entry.editing, back: entry.back });
  for (const name of ['text', 'cue_of', 'cue']) field(name).value = entry[name];
  // Not by the list's own value, by which Chromium does not choose the empty one.
  for (const name of ['kind', 'decision']) for (const radio of radios(name)) radio.checked = radio.value === entry[name];
  field('version').value = held.editing?.version ?? '';
  field('key').value = makeKey();
  form.setAttribute('action', held.editing ? `/lines/${held.editing.block}` : `${room}/lines`);
  form.querySelector('button').textContent = held.editing ? '直す' : '書き足す';
  const told = form.querySelector('[data-editing]');
  told.hidden = !held.editing;
  told.textContent = held.editing ? `${held.editing.time}の行を直しています。Escで戻ります` : '';
  complain(entry.wrong);
  point();
  line.focus();
}

/** A sentence under the entry; none takes it away. */
export function complain(sentence = '') {
  wrong.textContent = sentence;
  wrong.hidden = sentence === '';
}

/** Marks the row that is edited and the line of the transcript one is at. */
export function point() {
  for (const row of rows()) row.classList.toggle('here', row.dataset.line === held.editing?.block);
  const isHeard = ({ dataset }) => dataset.of === held.heard?.of && dataset.cue === held.heard?.cue;
  for (const cue of cues()) cue.classList.toggle('here', isHeard(cue));
}
