// The packet of a meeting at its largest: thirteen papers of 24 pages in the sample town, frozen, then bound again and again.
// Usage: node bench/packet.mjs NIMO
// Prints the median and the longest of each answer in ms, how large it is, and the most memory that nimo held.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const [PAPERS, TIMES] = [13, 11];
const address = '127.0.0.1:8178';
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
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${bytes.toString().replaceAll(/<[^>]*>/g, ' ').slice(0, 400)}`);
  return { bytes, text: bytes.toString(), place: answer.headers.get('location') ?? '' };
};
const form = (fields) => new URLSearchParams(fields);
const memory = async () => Number((await readFile(`/proc/${nimo.pid}/status`, 'utf8')).match(/VmHWM:\s+(\d+)/)[1]) / 1024;

try {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`${base}/sign-in`).then(() => true, () => false)) break;
    await new Promise((go) => setTimeout(go, 200));
  }
  await ask('/demo', form({ who: 'secretariat' }));
  const council = (await ask('/councils')).text.match(/href="(\/councils\/[0-9a-f-]{36})"/)[1];
  const from = (await ask(`${council}/meetings/new`)).text.match(/name="from" value="([^"]+)"/)[1];
  const planned = await ask(`${council}/meetings`, form({ from, number: '9', held_on: 'R9.2.12', agenda: '１　開会\n２　議題' }));
  const meeting = planned.place.split('?')[0];
  const paper = (await ask(`${meeting}/papers/notice.pdf`)).bytes;
  for (let at = 1; at <= PAPERS; at++) {
    const fields = new FormData();
    fields.set('title', `大きな資料その${at}`);
    fields.set('file', new Blob([paper]), 'a.pdf');
    await ask(`${meeting}/handouts`, fields);
  }
  const began = performance.now();
  const seen = (await ask(`${meeting}/dispatches`)).text.match(/name="seen" value="([^"]+)"/)[1];
  const sent = (await ask(`${meeting}/dispatches`, form({ scope: 'ahead', seen }))).place.split('?')[0];
  console.log(`frozen, bound once to see that it can be: ${(performance.now() - began).toFixed(0)} ms`);
  const before = await memory();
  for (const name of ['packet.pdf', 'packet.zip']) {
    const times = [];
    let size = 0;
    for (let at = 0; at < TIMES; at++) {
      const start = performance.now();
      size = (await ask(`${sent}/${name}`)).bytes.length;
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    console.log(`${name}: median ${times[(TIMES - 1) / 2].toFixed(0)} ms, longest ${times.at(-1).toFixed(0)} ms, ${(size / 1e6).toFixed(1)} MB`);
  }
  const pages = (await ask(sent)).text.match(/([0-9,]+)ページ<\/small>/)[1];
  console.log(`${PAPERS} papers, ${pages} pages; most memory before ${before.toFixed(0)} MB, after ${(await memory()).toFixed(0)} MB`);
} catch (error) {
  console.error(error, said);
  process.exitCode = 1;
} finally {
  nimo.kill();
}
