// What is on the room's page: its parts by name, the regions the server writes, the list of lines that wait, the bar.

import { ask } from './sitting-store.js';

const PIECES = {
  explanation: 'setsu', opinion: 'iken', question: 'to', answer: 'kotae', decision: 'kettei', statement: 'nobe', note: 'ki',
};
const MARKS = { question: '？?', answer: '⇒→＞>', decision: '！!' };

export const main = document.querySelector('[data-room]');
export const { room } = main.dataset;
export const form = main.querySelector('[data-entry]');
export const line = form.querySelector('textarea');
export const field = (name) => form.elements.namedItem(name);
export const radios = (name) => [...form.querySelectorAll(`input[type="radio"][name="${name}"]`)];
export const rows = () => [...main.querySelectorAll('[data-live="lines"] [data-line]')];
export const cues = () => [...main.querySelectorAll('[data-live="side"] [data-cue]')];
/** What a link to an item stands for; what is under none has no id. */
export const itemOf = (link) => (link.dataset.item === 'none' ? '' : link.dataset.item);
export const items = () => [...main.querySelectorAll('[data-live="plan"] a[data-item]')];

// ---- Time, as it is in the room

const tokyo = (hour, more) =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hourCycle: 'h23', hour, minute: '2-digit', ...more });
/** 09:41, 9:41 and 9:41:07. */
export const [minute, clock, second] = [tokyo('2-digit'), tokyo('numeric'), tokyo('numeric', { second: '2-digit' })];
export const now = (format) => format.format(new Date());

setInterval(() => {
  const shown = document.querySelector('[data-clock]');
  if (shown && shown.textContent !== now(clock)) shown.textContent = now(clock);
}, 1000);

// ---- The regions that the server writes

/** Each region as it was last taken over. Marks that the script makes and what a person opens do not count. */
const served = new Map([...document.querySelectorAll('[data-live]')].map((region) => [region.dataset.live, region.innerHTML]));

/** The address of what is on the page. */
export const address = () => location.pathname + location.search;

/** The page as the server has it now, or what is in the way: line, session, gone, other (somebody else has signed in). */
export async function look(from) {
  let answer;
  let text;
  try {
    answer = await ask(from);
    text = await answer.text();
  } catch {
    return { how: 'line' };
  }
  if (answer.status === 401 || new URL(answer.url).pathname === '/sign-in') return { how: 'session' };
  if (answer.status >= 500) return { how: 'line' };
  const page = new DOMParser().parseFromString(text, 'text/html');
  const fresh = page.querySelector('[data-room]');
  if (fresh?.dataset.room !== room) return { how: 'gone' };
  return fresh.dataset.store === main.dataset.store ? { how: '', page } : { how: 'other' };
}

/** Takes over what is new. Whether the lines on the page are now those of the server. */
export function takeOver(page) {
  for (const region of page.querySelectorAll('[data-live]')) replace(region);
  return served.get('lines') === page.querySelector('[data-live="lines"]')?.innerHTML;
}

/** A region is written anew where it differs, unless somebody is in it. */
function replace(fresh) {
  const { live } = fresh.dataset;
  const region = document.querySelector(`[data-live="${live}"]`);
  if (!region || served.get(live) === fresh.innerHTML) return;
  if (region.contains(document.activeElement) || region.querySelector('details[open]')) return;
  const tops = [...region.querySelectorAll('ol')].map((list) => list.scrollTop);
  region.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  for (const [at, list] of [...region.querySelectorAll('ol')].entries()) list.scrollTop = tops[at] ?? 0;
  served.set(live, fresh.innerHTML);
}

/** No lines of another item stay above the entry where the server does not answer. */
export function clearLines(title) {
  const head = main.querySelector('[data-live="head"]');
  const heading = head.querySelector('h2');
  if (heading) head.replaceChildren(heading);
  (heading ?? head).textContent = title;
  main.querySelector('[data-live="lines"]').replaceChildren();
  served.delete('head');
  served.delete('lines');
}

/** The words of a row, with its line breaks. */
export const words = (row) =>
  [...row.querySelector('[data-text]').childNodes]
    .map((node) => (node.nodeName === 'BR' ? '\n' : node.textContent))
    .join('')
    .trim();

// ---- The bar and the list

const status = document.querySelector('[data-told][role="status"]');

/** Says in the bar how things stand, and only when that has changed. */
export function say(state, sentence, link = '') {
  if (status.textContent === sentence + link && status.dataset.s === state) return;
  status.dataset.s = state;
  status.replaceChildren(sentence);
  if (link !== '') status.append(make('a', { href: '/today', target: '_blank' }, link));
}

/** An element with its text and its attributes. */
function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A line that waits, as those above it that stand. */
function waitingRow(job, bringBack) {
  const { kind, text } = job.fields;
  const shownKind = Object.keys(MARKS).find((one) => MARKS[one].includes(text[0])) ?? kind;
  const name = radios('kind').find((radio) => radio.value === shownKind)?.closest('label').textContent.trim() ?? '';
  const row = make('li', { 'data-state': job.state, 'data-kind': shownKind });
  const piece = make('b', { class: 'kind', 'data-k': PIECES[shownKind] ?? '' }, name.slice(0, 1));
  piece.append(make('span', { class: 'vh' }, name.slice(1)));
  row.append(make('time', {}, job.time ?? ''), piece, make('p', { 'data-text': '' }, text));
  if (job.note) row.append(make('p', { class: 'small mute' }, job.note));
  if (job.state !== 'refused') return row;
  const button = make('button', { type: 'button', class: 'btn xs' }, '入力欄に戻す');
  button.addEventListener('click', () => bringBack(job));
  row.append(make('p', { class: 'err' }, job.sentence), button);
  return row;
}

const waiting = main.querySelector('[data-waiting]');
let listed = '';

/** The waiting list, where it has changed. */
export function list(jobs, bringBack) {
  const told = JSON.stringify(jobs.map(({ key, state, fields }) => [key, state, fields.text]));
  if (told === listed) return;
  listed = told;
  const isIn = waiting.contains(document.activeElement);
  waiting.replaceChildren(...jobs.map((job) => waitingRow(job, bringBack)));
  waiting.hidden = jobs.length === 0;
  if (isIn) line.focus();
}
