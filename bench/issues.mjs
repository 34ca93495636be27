// Issues at the size of a prefecture's busiest office: 200 kept meetings, 5,000 opinions, 1,000 issues; then each page asked
// for one by one, and all of them mixed at 70 % of what this machine can answer. 500 measures and 20,000 lines of the trail stand
// behind them. Usage: node bench/issues.mjs NIMO [--data FOLDER] [--database URL --owner-database URL]
// Prints p50 and p99 in ms, and for papers the median and the longest. A folder or database that was filled by an earlier run is not filled again.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from './client.mjs';

const [binary, ...more] = process.argv.slice(2);
const [MEETINGS, OPINIONS, PICKED, ASKED, TRAIL] = [200, 25, 5, 200, 12000];
const [CLIENTS, SECONDS, LOAD] = [8, 8, 0.7];
// Unmeasured before each page: PostgreSQL plans each statement anew on each of its connections.
const WARM = 20;
const PRINTED = 11;
const [host, port] = ['127.0.0.1', 8177];
const at = more.indexOf('--data');
const kept = at >= 0 ? more.splice(at, 2)[1] : '';
const folder = kept || (await mkdtemp(join(tmpdir(), 'nimo-bench-')));
const nimo = spawn(binary, ['serve', '--data', folder, '--listen', `${host}:${port}`, ...more]);
let said = '';
nimo.stderr.on('data', (bytes) => (said += bytes));
nimo.stdout.on('data', (bytes) => (said += bytes));

const client = new Client(host, port, 64);
const { ask } = client;
const found = async (path, pattern) => [...(await ask(path)).text().matchAll(pattern)].map((one) => one[1]);
const twice = (word) => [['password', word], ['again', word]];
const WORD = 'とても長い合いことばです１２３';
const ID = '[0-9a-f-]{36}';
const signIn = (login) => ask('/sign-in', [['login', login], ['password', WORD]]);

await client.isUp();

try {
  const first = said.match(/\/first\/[\w-]+/)?.[0];
  if (first) await fill(first);
  else await signIn('jimu');
  await reckon();
  await lookBeside();
  const [council] = await found('/councils', new RegExp(`/councils/(${ID})`, 'g'));
  const goals = await aim(council);
  const papers = await gather(council);
  const issues = await everyPage('/issues?', new RegExp(`<a href="/issues/(${ID})"`, 'g'));
  const measures = [...new Set(await everyPage('/measures?', new RegExp(`/measures/(${ID})"`, 'g')))];
  const meetings = [...new Set(await found(`/councils/${council}`, new RegExp(`/meetings/(${ID})`, 'g')))];
  // The oldest: the newest is the one to come.
  const meeting = meetings.at(-1);
  console.log(`${MEETINGS} meetings, ${MEETINGS * OPINIONS} opinions, ${issues.length} issues`);
  const pages = { 'きょう': () => '/today', '意見': () => '/opinions', '課題 (表)': () => '/issues', '課題 (板)': () => '/issues?view=board', '課題 (ことばで)': () => '/issues?q=1-5', '課題1件': (n) => `/issues/${issues[n % issues.length]}`, '方策': () => '/measures', '方策1件': (n) => `/measures/${measures[n % measures.length]}`, '資料3': () => `/councils/${council}/digest`, '会議録': () => `/meetings/${meeting}`, '意見の行き先': () => `/meetings/${meeting}/opinions`, 'さがす 住まい': () => '/search?q=%E4%BD%8F%E3%81%BE%E3%81%84', '指標': () => '/indicators?period=7', '指標1件': () => '/indicators/7-transition', '似た規模の市区町村': () => '/indicators/7-meetings/towns?town-over65=1', '目標': () => '/goals?year=2025', '目標1件': (n) => goals[n % goals.length], '次の会議の次第': () => `${papers.meeting}/agenda`, '会議資料一式（案）': () => `${papers.meeting}/packet`, '会議の準備': () => `${papers.meeting}/preparation`, '次第を組む': () => `${papers.meeting}/items`, '会議の資料': () => `${papers.meeting}/handouts`, '資料を送る': () => `${papers.meeting}/dispatches`, 'ご意見のその後をつくる': () => `/meetings/${meeting}/outcomes/prepare` };
  for (const [name, path] of Object.entries(pages)) {
    for (let n = 0; n < WARM; n++) await ask(path(n));
    const times = [];
    for (let n = 0; n < ASKED; n++) {
      const begun = performance.now();
      await ask(path(n * 7));
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    console.log(`${name}\tp50 ${times[ASKED / 2].toFixed(1)}\tp99 ${times[Math.floor(ASKED * 0.99)].toFixed(1)}`);
  }
  for (const paper of ['paper.pdf', 'members.pdf', 'public.pdf']) {
    const times = [];
    for (let n = 0; n < PRINTED; n++) {
      const begun = performance.now();
      await ask(`${papers.packet}/${paper}`);
      times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    console.log(`会議資料 ${paper}\tmedian ${times[Math.floor(PRINTED / 2)].toFixed(0)}\tlongest ${times.at(-1).toFixed(0)}`);
  }
  // Papers of the whole register are made a few times a year; the mix is of what people open all day.
  const whole = ['資料3', '会議資料一式（案）', 'ご意見のその後をつくる'].map((name) => pages[name]);
  const paths = Object.values(pages).filter((path) => !whole.includes(path));
  const any = (n) => paths[n % paths.length](n);
  let answered = 0;
  const ends = performance.now() + SECONDS * 1000;
  const client = async (_, from) => {
    for (let n = from; performance.now() < ends; n += CLIENTS) await ask(any(n)).then(() => answered++);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const most = answered / SECONDS;
  const times = [];
  const asked = [];
  const begun = performance.now();
  for (let n = 0; performance.now() - begun < SECONDS * 1000; n++) {
    const due = begun + (n * 1000) / (most * LOAD);
    await new Promise((go) => setTimeout(go, Math.max(0, due - performance.now())));
    asked.push(ask(any(n)).then(() => times.push(performance.now() - due)));
  }
  await Promise.all(asked);
  times.sort((a, b) => a - b);
  const part = (share) => times[Math.floor(times.length * share)].toFixed(1);
  console.log(`all mixed, ${CLIENTS} clients at most ${most.toFixed(0)} a second; at ${(most * LOAD).toFixed(0)}\tp50 ${part(0.5)}\tp99 ${part(0.99)}`);
} finally {
  nimo.kill();
  client.end();
  if (!kept) await rm(folder, { recursive: true });
}

async function everyPage(path, pattern) {
  const all = [];
  for (let page = 1; ; page++) {
    const here = await found(`${path}page=${page}`, pattern);
    if (here.length === 0 || all.includes(here[0])) return all;
    all.push(...here);
  }
}

/** Every cell of the sheet of both periods, and forty corrections of one; once. */
async function reckon() {
  if ((await ask('/indicators/7-transition')).text().includes('1件直した')) return;
  const codes = [...new Set((await found('/indicators?period=7', /"\/indicators\/([\w-]+)[?"]/g)).filter((code) => code.startsWith('7-')))];
  const lines = codes.flatMap((code) => ['R6', 'R7', 'R8'].flatMap((year) => [`${code},${year},目標,40`, `${code},${year},実績,30`]));
  await ask('/indicators/take', [['text', `指標コード,年度,区分,数\n${lines.join('\n')}\n`], ['source', '事務局の記録']]);
  for (let n = 1; n <= 40; n++) await ask('/indicators/7-transition', [['kind', 'actual'], ['fiscal_year', 'R7'], ['figure', String(n)], ['source', '事務局の記録'], ['reason', `${n}件直した`]]);
}

/** Every municipality with its people, their age, and one indicator in three years; once. Says how long the first table takes. */
async function lookBeside() {
  if ((await ask('/indicators/towns')).text().includes('いちばん近いのは')) return;
  const list = await readFile(new URL('../crates/nimo/src/goals/town/municipalities.tsv', import.meta.url), 'utf8');
  const codes = list.split('\n').filter((line) => /^\d/.test(line)).map((line) => line.slice(0, 6));
  const own = (code, figure) => ask(`/indicators/${code}`, [['kind', 'actual'], ['fiscal_year', 'R7'], ['as_of', 'R8.1.1'], ['figure', figure], ['source', '住民基本台帳']]);
  await own('town-population', '120000');
  await own('town-over65', '28');
  const table = (indicator, year, day, figure) => `団体コード,指標コード,年度,数,時点\n${codes.map((code, n) => `${code},${indicator},${year},${figure(n)},${day}`).join('\n')}\n`;
  const take = async (text) => {
    const from = performance.now();
    const { place } = await ask('/indicators/take', [['text', text], ['source', '試しの数']]);
    if (!place.startsWith('/indicators/towns')) throw new Error('the figures of other towns are not taken');
    return performance.now() - from;
  };
  const first = await take(table('town-population', 'R7', 'R8.1.1', (n) => 1000 + n * 700));
  await take(table('town-over65', 'R7', 'R8.1.1', (n) => 20 + (n % 25)));
  for (const [year, day] of [['R6', 'R7.3.31'], ['R7', 'R8.3.31'], ['R8', 'R8.10.31']]) await take(table('7-meetings', year, day, (n) => n % 7));
  console.log(`a table of ${codes.length} municipalities is taken in ${first.toFixed(0)} ms`);
}

/** Ten goals of two parts for each of three years, told month by month and judged; once. Their pages. */
async function aim(council) {
  const meeting = (await found(`/councils/${council}`, new RegExp(`/meetings/(${ID})`, 'g')))[0];
  const known = async () => (await Promise.all([2024, 2025, 2026].map((year) => found(`/goals?year=${year}`, new RegExp(`"(/goals/${ID})"`, 'g'))))).flat();
  if ((await known()).length > 0) return known();
  const parts = [['parts.0.0', 'すでに'], ['parts.0.1', '1'], ['parts.0.2', 'すでに'], ['parts.1.0', '新たに'], ['parts.1.1', '29'], ['parts.1.2', 'これから']];
  for (let n = 0; n < 30; n++) {
    const year = 2024 + (n % 3);
    const own = [['indicator', 'own'], ['name', `数えるもの${n}`], ['unit', '人'], ['aggregation', 'year_unique'], ['target', '30'], ['state', 'decided'], ['decided', meeting]];
    const goal = (await ask(`/councils/${council}/goals`, [...own, ['fiscal_year', `${year}`], ...parts])).place.split('?')[0];
    for (let month = 4; month <= (year === 2026 ? 10 : 12); month++) await ask(`${goal}/progress`, [['version', '1'], ['figure1', '1'], ['figure2', `${month}`], ['as_of', `${year}-${String(month).padStart(2, '0')}-20`], ['source', '台帳']]);
    await ask(`${goal}/evaluate`, [['state', 'decided'], ['verdict', 'go_on'], ['reason', '続ける。'], ['evidence', '台帳'], ['decided', meeting]]);
  }
  return known();
}

/** A tally, and a meeting to come whose agenda and papers are frozen. */
async function gather(council) {
  const form = [['fiscal_year', 'R40'], ['number_of', 'fiscal_year'], ['number', '1'], ['agenda', '１　開会']];
  const meeting = (await ask(`/councils/${council}/meetings`, form)).place.split('?')[0];
  const stages = ['働きかけている', '話を聞きたいと言った', '申請した', '支給決定', '退院した', 'とまった'];
  const ages = ['39', '50', '70', '80'];
  const lines = stages.flatMap((stage) => ages.map((age) => [stage, age, '5', '3'])).flatMap((line, row) => line.map((cell, column) => [`lines.${row}.${column}`, cell]));
  await ask(`/councils/${council}/support`, [...lines, ['as_of', 'R8.10.31'], ['source', '台帳'], ['reason', '数え直した']]);
  await ask(`${meeting}/agenda/seed`, []);
  const [seen] = await found(`${meeting}/packet`, /name="seen" value="([^"]+)"/g);
  const packet = (await ask(`${meeting}/packet`, [['support', 'yes'], ['digest', 'yes'], ['opinions', 'yes'], ['seen', seen]])).place.split('?')[0];
  return { meeting, packet };
}

async function fill(first) {
  await ask(first, [['office_name', 'みほん市'], ['office_code', '999999'], ['name', '今村'], ['login', 'kanri'], ...twice(WORD)]);
  await signIn('kanri');
  const link = (await ask('/accounts', [['name', '柘植'], ['login', 'jimu'], ['role', 'secretariat']])).text().match(/\/invited\/[\w.-]+/)[0];
  client.cookie = '';
  await ask(link, twice(WORD));
  await signIn('jimu');
  const council = (await ask('/councils', [['name', 'みほん市連絡協議会'], ['basis', 'ordinance']])).place.match(/[0-9a-f-]{36}/)[0];
  const issues = [];
  let meeting = '';
  for (let n = 0; n < MEETINGS; n++) {
    const [year, number] = [1 + Math.floor(n / 25), (n % 25) + 1];
    const said = Array.from({ length: OPINIONS }, (_, at) => `・${year}年度${number}回の${at + 1}件目として、退院のあとの住まいと相談の窓口が足りないので、町のどこで困っているかを調べてほしい。`);
    const sheet = `会議録\n会議名称　令和${year}年度第${number}回みほん市連絡協議会\n開催日時　令和${year + 1}年${(n % 3) + 1}月${(n % 25) + 1}日　午前１０時から１１時まで\n開催場所　会議室\n出席者　平井会長、藤代委員\n会議次第\n１　議題\n会議結果\n１　議題\n（以下意見要旨）\n${said.join('\n')}\n`;
    meeting = (await ask(`/councils/${council}/import`, [['text', sheet]])).place.match(/[0-9a-f-]{36}/)[0];
    await ask(`/meetings/${meeting}/keep`, [['apart', '1']]);
    const picks = [...(await ask(`/meetings/${meeting}/opinions`)).text().matchAll(/name="pick" value="([^"]+)"/g)].map((found) => found[1]);
    for (let at = 0; at + PICKED <= picks.length; at += PICKED) {
      await ask(`/meetings/${meeting}/raise`, [['title', `課題 ${n}-${at}`], ...picks.slice(at, at + PICKED).map((pick) => ['pick', pick])]);
    }
  }
  issues.push(...(await everyPage('/issues?', new RegExp(`<a href="/issues/(${ID})"`, 'g'))));
  for (const issue of issues) await ask(`/issues/${issue}/step`, [['stage', 'examined'], ['meeting', meeting]]);
  for (const [n, issue] of issues.entries()) {
    if (n % 2 === 0) {
      const form = [['title', `方策 ${n}`], ['means', 'new'], ['budget_yen', n % 3 ? '0' : '440000'], ['budget_year', n % 3 ? '' : 'R9'], ['tasks.0.0', '予算の要求'], ['tasks.0.1', 'R8.10.31'], ['tasks.1.0', '確定']];
      await ask(`/issues/${issue}/measures`, form);
    }
  }
  // Each save and each step is a line of the trail.
  for (let n = 0; n < TRAIL; n++) await ask(`/issues/${issues[n % issues.length]}/step`, [['stage', n % 2 ? 'examined' : 'watched'], ['meeting', meeting], ['reason', '様子を見る']]);
}
