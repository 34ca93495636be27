// Issues at the size of a prefecture's busiest office: 200 kept meetings, 5,000 opinions, 1,000 issues; then each page asked
// for one by one. Usage: node bench/issues.mjs NIMO [--database URL --owner-database URL]   Prints p50 and p99 in ms.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [binary, ...more] = process.argv.slice(2);
const [MEETINGS, OPINIONS, PICKED, ASKED] = [200, 25, 5, 200];
const base = 'http://127.0.0.1:8177';
const folder = await mkdtemp(join(tmpdir(), 'nimo-bench-'));
const nimo = spawn(binary, ['serve', '--data', folder, '--listen', '127.0.0.1:8177', ...more]);
let said = '';
nimo.stderr.on('data', (bytes) => (said += bytes));
nimo.stdout.on('data', (bytes) => (said += bytes));
for (let tries = 0; !/\/first\//.test(said) && tries < 100; tries++) await new Promise((done) => setTimeout(done, 100));

let cookie = '';
const ask = async (path, fields) => {
  const body = fields && new URLSearchParams(fields).toString();
  const headers = { cookie, ...(fields && { 'content-type': 'application/x-www-form-urlencoded', origin: base, 'sec-fetch-site': 'same-origin' }) };
  const answer = await fetch(base + path, { method: fields ? 'POST' : 'GET', body, headers, redirect: 'manual' });
  const set = answer.headers.get('set-cookie');
  if (set) cookie = set.split(';')[0];
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').slice(0, 300)}`);
  return { text, place: answer.headers.get('location') ?? '' };
};
const twice = (word) => [['password', word], ['again', word]];
const WORD = 'とても長い合いことばです１２３';

try {
  const first = said.match(/\/first\/[\w-]+/)[0];
  await ask(first, [['office_name', 'みほん市'], ['office_code', '999999'], ['name', '今村'], ['login', 'kanri'], ...twice(WORD)]);
  await ask('/sign-in', [['login', 'kanri'], ['password', WORD]]);
  const link = (await ask('/accounts', [['name', '柘植'], ['login', 'jimu'], ['role', 'secretariat']])).text.match(/\/invited\/[\w.-]+/)[0];
  cookie = '';
  await ask(link, twice(WORD));
  await ask('/sign-in', [['login', 'jimu'], ['password', WORD]]);
  const council = (await ask('/councils', [['name', 'みほん市連絡協議会'], ['basis', 'ordinance']])).place.match(/[0-9a-f-]{36}/)[0];
  const issues = [];
  let meeting = '';
  for (let n = 0; n < MEETINGS; n++) {
    const [year, number] = [1 + Math.floor(n / 25), (n % 25) + 1];
    const said = Array.from({ length: OPINIONS }, (_, at) => `・${year}年度${number}回の${at + 1}件目として、退院のあとの住まいと相談の窓口が足りないので、町のどこで困っているかを調べてほしい。`);
    const sheet = `会議録\n会議名称　令和${year}年度第${number}回みほん市連絡協議会\n開催日時　令和${year + 1}年${(n % 3) + 1}月${(n % 25) + 1}日　午前１０時から１１時まで\n開催場所　会議室\n出席者　平井会長、藤代委員\n会議次第\n１　議題\n会議結果\n１　議題\n（以下意見要旨）\n${said.join('\n')}\n`;
    meeting = (await ask(`/councils/${council}/import`, [['text', sheet]])).place.match(/[0-9a-f-]{36}/)[0];
    await ask(`/meetings/${meeting}/keep`, [['apart', '1']]);
    const picks = [...(await ask(`/meetings/${meeting}/opinions`)).text.matchAll(/name="pick" value="([^"]+)"/g)].map((found) => found[1]);
    for (let at = 0; at + PICKED <= picks.length; at += PICKED) {
      await ask(`/meetings/${meeting}/raise`, [['title', `課題 ${n}-${at}`], ...picks.slice(at, at + PICKED).map((pick) => ['pick', pick])]);
    }
  }
  for (let page = 1; page <= 20; page++) {
    issues.push(...[...(await ask(`/issues?page=${page}`)).text.matchAll(/<a href="\/issues\/([0-9a-f-]{36})"/g)].map((found) => found[1]));
  }
  for (const issue of issues) await ask(`/issues/${issue}/step`, [['stage', 'examined'], ['meeting', meeting]]);
  console.log(`${MEETINGS} meetings, ${MEETINGS * OPINIONS} opinions, ${issues.length} issues`);
  const pages = { 'きょう': () => '/today', '意見': () => '/opinions', '課題 (表)': () => '/issues', '課題 (板)': () => '/issues?view=board', '課題 (ことばで)': () => '/issues?q=1-5', '課題1件': (n) => `/issues/${issues[n % issues.length]}`, '会議録': () => `/meetings/${meeting}`, '意見の行き先': () => `/meetings/${meeting}/opinions`, 'さがす 住まい': () => '/search?q=%E4%BD%8F%E3%81%BE%E3%81%84' };
  for (const [name, path] of Object.entries(pages)) {
    const times = [];
    for (let n = 0; n < ASKED; n++) {
      const begun = performance.now();
      await ask(path(n * 7));
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    console.log(`${name}\tp50 ${times[ASKED / 2].toFixed(1)}\tp99 ${times[Math.floor(ASKED * 0.99)].toFixed(1)}`);
  }
} finally {
  nimo.kill();
  await rm(folder, { recursive: true });
}
