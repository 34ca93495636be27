// The room: clerks who all write at once into one meeting of the sample town, each under an item of their own, while each page asks for
// itself again and again as a browser does; then a transcript of 20,000 lines beside it.
// Usage: node bench/sitting.mjs NIMO
// Prints median, the slowest of a hundred, and the longest answer in ms, and the most memory that nimo held.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const [CLERKS, LINES, CUES] = [4, 100, 20_000];
const address = '127.0.0.1:8179';
const base = `http://${address}`;
const nimo = spawn(process.argv[2], ['demo', '--listen', address], { stdio: ['ignore', 'pipe', 'pipe'] });
let said = '';
for (const pipe of [nimo.stdout, nimo.stderr]) pipe.on('data', (bytes) => (said += bytes));
let cookie = '';
const ask = async (path, body) => {
  const headers = { cookie, ...(body && { origin: base, 'sec-fetch-site': 'same-origin' }) };
  const answer = await fetch(base + path, { method: body ? 'POST' : 'GET', headers, body, redirect: 'manual' });
  const set = answer.headers.get('set-cookie');
  if (set) cookie = set.split(';')[0];
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${text.replaceAll(/<[^>]*>/g, ' ').slice(0, 400)}`);
  return { text, place: answer.headers.get('location') ?? '' };
};
const form = (fields) => new URLSearchParams(fields);
const timed = async (times, act) => {
  const start = performance.now();
  const answer = await act();
  times.push(performance.now() - start);
  return answer;
};
const tell = (what, times) => {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${what}: ${times.length} times, median ${at(0.5)} ms, p99 ${at(0.99)}, longest ${times.at(-1).toFixed(1)}`);
};
const memory = async () => Number((await readFile(`/proc/${nimo.pid}/status`, 'utf8')).match(/VmHWM:\s+(\d+)/)[1]) / 1024;

try {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`${base}/sign-in`).then(() => true, () => false)) break;
    await new Promise((go) => setTimeout(go, 200));
  }
  await ask('/demo', form({ who: 'secretariat' }));
  const council = (await ask('/councils')).text.match(/href="(\/councils\/[0-9a-f-]{36})"/)[1];
  const agenda = ['１　開会', '２　議題', ...Array.from({ length: CLERKS }, (_, n) => `　(${n + 1})　議題その${n + 1}`), '３　閉会'];
  const planned = await ask(`${council}/meetings`, form({ number: '19', held_on: 'R9.2.12', starts_at: '9:00', agenda: agenda.join('\n') }));
  const meeting = planned.place.split('?')[0];
  const opening = (await ask(`${meeting}/sitting/open`)).text;
  const people = [...opening.matchAll(/name="(mode\.\d+)"/g)].map((found) => [found[1], 'in_person']);
  const roster = opening.match(/name="roster" value="([^"]*)"/)[1];
  await ask(`${meeting}/sitting`, form({ way: 'together', starts_at: '9:00', roster, ...Object.fromEntries(people) }));
  const room = (await ask(`${meeting}/sitting`)).text;
  const items = [...room.matchAll(/data-item="([0-9a-f-]{36})"/g)].map((found) => found[1]).slice(2, 2 + CLERKS);
  const [lines, pages] = [[], []];
  const clerk = async (item, who) => {
    for (let at = 0; at < LINES; at++) {
      const fields = { by: 'script', key: `${who}-${at}`, item, kind: 'opinion', text: `${at + 1}つめの意見。退院した人の話が入ると伝わる。`, said_at: '09:31' };
      await timed(lines, () => ask(`${meeting}/lines`, form(fields)));
      await timed(pages, () => ask(`${meeting}/sitting?item=${item}`));
    }
  };
  await Promise.all(items.map(clerk));
  tell(`a line, ${CLERKS} clerks at once`, lines);
  tell(`the page, ${people.length} members, up to ${LINES} lines under its item and ${CLERKS * LINES} in all`, pages);
  const kept = [...(await ask(`${meeting}/sitting?item=${items[0]}`)).text.matchAll(/data-line="/g)].length;
  if (kept !== LINES) throw new Error(`${kept} of ${LINES} lines stand`);
  const text = Array.from({ length: CUES }, (_, n) => `[${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}] 話者${n % 7}：${n + 1}番めの発言です。`).join('\n');
  const upload = new FormData();
  upload.set('file', new Blob([text]), 'a.txt');
  const [taken, beside, close] = [[], [], []];
  await timed(taken, () => ask(`${meeting}/transcripts`, upload));
  tell(`a transcript of ${CUES} lines taken in`, taken);
  for (let at = 0; at < 21; at++) await timed(beside, () => ask(`${meeting}/sitting?item=${items[1]}&side=transcript&cues=${1 + at * 900}`));
  tell('the page with a transcript beside it', beside);
  await timed(close, () => ask(`${meeting}/sitting/close`, form({ ends_at: '10:30' })));
  tell(`closing ${CLERKS * LINES} lines`, close);
  console.log(`most memory ${(await memory()).toFixed(0)} MB`);
} catch (error) {
  console.error(error, said);
  process.exitCode = 1;
} finally {
  nimo.kill();
}
