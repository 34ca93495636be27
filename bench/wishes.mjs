// Wishes beside vacant rooms at the size at which all pairs of changes are weighed: 200 wishes, 120 rooms of 40 homes. Each page is asked
// for one by one, and beside it, in turn, `nimo place` reads the same question as a file and as a process of its own.
// Usage: node bench/wishes.mjs NIMO. Prints medians and the longest in ms, and what the server keeps in memory.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from './client.mjs';

const [binary] = process.argv.slice(2);
const [HOMES, ROOMS, WISHES, ROUNDS] = [40, 3, 200, 11];
const [host, port] = ['127.0.0.1', 8178];
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'nimo-wishes-'));
const inside = (name) => join(folder, name);
const clerk = new Client(host, port, 4);
const { ask } = clerk;

/** The same numbers each time. */
let seed = 20261130;
const dice = (most) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % most;
const one = (...all) => all[dice(all.length)];
const some = (chance, text) => (dice(100) < chance ? text : '');
const ago = (days) => new Date(Date.now() + 9 * 3600e3 - days * 864e5).toISOString().slice(0, 10);
const WORD = 'とても長い合いことばです１２３';

async function furnish() {
  for (let home = 0; home < HOMES; home++) {
    const form = {
      name: `住居${home}`, area: one('本町', '緑町', '東町'), sex: one('men', 'women', 'any', 'any'), disabilities: one('mental', 'mental intellectual', 'intellectual'),
      level_from: one('0', '1', '2'), level_to: one('3', '4', '6'), night: some(90, one('call', 'rounds', 'asleep', 'awake')), term_years: one('なし', '3', ''),
      day_out: some(90, one('yes', 'no')), helps: one('medicine', 'medicine clinic', 'medicine insulin money'), smoking: one('no', 'outside', 'inside'), guarantor: one('yes', 'no'),
      ground_night: one('', '1', '2'), ground_day_out: one('', '1'),
    };
    const added = await ask(`/providers/${provider}/homes`, form);
    const path = added.place.split('?')[0];
    for (let room = 0; room < ROOMS; room++) {
      await ask(`${path}/vacancies`, { name: `${room + 1}`, rent_yen: `${30000 + 1000 * dice(20)}`, aid_yen: one('0', '10000'), other_yen: '30000', floor: `${1 + dice(3)}`, lift: one('yes', 'no') });
    }
    const rooms = [...(await ask(path)).text().matchAll(/href="\/vacancies\/([0-9a-f-]{36})"/g)].map((found) => found[1]);
    const told = { as_of: ago(3), told_by: '管理者' };
    for (const room of new Set(rooms)) told[`state.${room}`] = 'vacant';
    await ask(`${path}/tell`, told);
  }
}

async function wish() {
  const heads = ['番号', '希望した日', '性別', '障害', '区分', '夜の支え', 'いつまで住みたいか', '日中', '手伝い', 'たばこ', '保証人', '費用', '階段', '先に話し合うこと'];
  const line = (at) => [
    `S-${at}`, ago(dice(700)), one('男', '女'), one('精神', '精神', '精神、知的'), one('なし', '1', '2', '3', '5'), one('要らない', '通報', '巡回', '宿直', '夜勤'), one('期限なし', '期限があってよい'),
    one('出かける', '居たい'), one('なし', '服薬の手伝い', '服薬の手伝い、お金の管理', 'インスリンの見守り'), some(90, one('吸わない', '外で吸う', '部屋で吸う')), one('いる', 'いない'), `${50000 + 1000 * dice(30)}`,
    one('上がれない', '2階まで', '何階でも'), some(90, one('ない', 'ない', 'ある')),
  ];
  const table = [heads, ...Array.from({ length: WISHES }, (_, at) => line(at))].map((cells) => cells.join('\t')).join('\n');
  const [, seen] = (await ask('/wishes/paste', { table })).text().match(/name="seen" value="([^"]+)"/);
  const kept = await ask('/wishes/paste', { table, seen });
  if (kept.place !== '/wishes?said=wishes-pasted') throw new Error('the table was not kept');
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const timed = async (what) => {
  const began = performance.now();
  await what();
  return performance.now() - began;
};
const resident = async (pid) => Number((await readFile(`/proc/${pid}/status`, 'utf8')).match(/VmRSS:\s+(\d+)/)[1]) / 1024;

const who = ['--office-name', 'みほん市', '--office', '999999', '--administrator', '管理', '--secretariat', '事務局'];
const { stdout: links } = await run(binary, ['setup', '--data', inside('data'), ...who]);
await run(binary, ['providers', 'generate', inside('offices.csv'), '--sample', '--lines', '300', '--step', '0']);
await run(binary, ['providers', 'import', inside('offices.csv'), '--as-of', '2026-09', '--moved', 'same', '--data', inside('data')]);
const nimo = spawn(binary, ['serve', '--data', inside('data'), '--listen', `${host}:${port}`]);
let provider;
try {
  await clerk.isUp();
  const [, login, link] = links.match(/事務局（(\w+)）\S*\s+http:\/\/[^/]+(\/invited\/[\w.-]+)/);
  await ask(link, { password: WORD, again: WORD });
  await ask('/sign-in', { login, password: WORD });
  provider = (await ask('/providers?service=33')).text().match(/href="\/providers\/(\d{15})"/)[1];
  await furnish();
  await wish();
  const page = (await ask('/matching')).text();
  console.log(page.match(/<h1[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]*)</)[1]);
  console.log(page.match(/([\d,]+)通りを比べました/)[0]);
  await writeFile(inside('input.json'), (await ask('/matching/input.json')).text());
  const wished = [...(await ask('/wishes')).text().matchAll(/href="(\/wishes\/[0-9a-f-]{36})"/g)].map((found) => found[1])[WISHES / 2];
  const place = (relax) => run(binary, ['place', inside('input.json'), '--relax', relax, '--format', 'json'], { maxBuffer: 1 << 28 });
  const all = {
    'GET /matching': () => ask('/matching'),
    'nimo place --relax 2 (a process, a file)': () => place('2'),
    'nimo place --relax 0 (a process, a file)': () => place('0'),
    'GET /matching/rows?of=without.fails': () => ask('/matching/rows?of=without.fails'),
    'GET /wishes': () => ask('/wishes'),
    'GET /wishes/{id}': () => ask(wished),
    'POST /readings': () => ask('/readings', {}),
  };
  const times = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (const what of Object.values(all)) await what();
  for (let round = 0; round < ROUNDS; round++) for (const [name, what] of Object.entries(all)) times[name].push(await timed(what));
  console.log(`${'ms, in turn'.padEnd(44)} median    max`);
  for (const [name, told] of Object.entries(times)) console.log(`${name.padEnd(44)} ${median(told).toFixed(0).padStart(6)} ${Math.max(...told).toFixed(0).padStart(6)}`);
  console.log(`GET /matching ÷ nimo place --relax 2: ${(median(times['GET /matching']) / median(times['nimo place --relax 2 (a process, a file)'])).toFixed(2)}`);
  console.log(`the server keeps ${(await resident(nimo.pid)).toFixed(0)} MB`);
} finally {
  clerk.end();
  nimo.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
