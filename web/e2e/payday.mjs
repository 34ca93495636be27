// What is paid for a meeting, and the deadlines of a meeting, in councils of the newcomer, as the scenes find them.
import { opened, planned, seated } from './rooms.mjs';
import { path } from './town.mjs';

/** The columns of the town, as they are typed. */
export const COLUMNS = [
  ['報酬', '定額', '１２，０００円', '会長'],
  ['報酬', '定額', '10000', 'みな'],
  ['報酬', '定額', '5000', '代理'],
  ['交通費', '実費', '', ''],
  ['源泉徴収', '控除', '報酬の10.21%', ''],
  ['差引支給額', '差引', '', ''],
  ['受領印', '記入', '', ''],
];
export const NO_ACCOUNTS = '口座や個人番号は、nimo には入れません。支払のシステムに入れてください。';

const HEADS = ['氏名', '代理の人', '所属', '役', '出席', '払わないわけ', '報酬', '交通費'];
const LIST = [
  ['髙梨 一郎', '', 'みほん病院　院長', '会長', '会場', '', '１２，０００円', '1,240円'],
  ['渡邉 悟', '', 'みほん市社会福祉協議会　事務局長', '副会長', 'オンライン', '', '', ''],
  ['小野寺 光', '森 葉', 'みほん相談支援センター　相談支援専門員', '委員', '代理', '', '5000', '680'],
];

/** The rows of a grid, as its form sends them. */
const grid = (name, rows) =>
  Object.fromEntries(rows.flatMap((row, at) => row.map((cell, place) => [`${name}.${at}.${place}`, cell])));

const scale = (from_on, columns) => {
  const form = { from_on, basis: 'みほん市報酬条例', unpaid: 'みほん保健所', ...grid('columns', columns) };
  const modes = ['in_person', 'online', 'proxy'].map((mode) => ['paid', mode]);
  return new URLSearchParams([...Object.entries(form), ...modes]).toString();
};

/** The list as it is saved, the travel of the first as typed. */
export const list = (version, travel = LIST[0][7]) => {
  const [first, ...rest] = LIST;
  return { version, ...grid('people', [HEADS, [...first.slice(0, 7), travel], ...rest]) };
};

const textOf = async (person, address) => (await person.context.request.get(address)).text();

/** A meeting that is over: one in the room, one online, one by a deputy. */
export async function over(person, council, number = '1') {
  const meeting = await planned(person, council, number);
  await opened(person, meeting, ['in_person', 'online', 'absent', 'absent', 'proxy'], { 'proxy.4': '森 葉' });
  await path(person.send(`${meeting}/sitting/close`, { ends_at: '10:20' }));
  return meeting;
}

/** 報酬・費用弁償: lists in every state. */
export async function pay(town, newcomer) {
  const send = (page, form) => path(newcomer.send(page, form));
  const council = await seated(newcomer, 'みほん市障害者地域協議会');
  const add = (from_on, columns) => path(newcomer.sendText(`${council}/pay`, scale(from_on, columns)));
  await add('R8.4.1', COLUMNS);
  await add('R20.4.1', COLUMNS.slice(1));
  const page = await textOf(newcomer, `${council}/pay`);
  const [next, now] = [...page.matchAll(/href="(\/pay-scales\/[^"/]+)\/edit"/g)].map((found) => found[1]);
  const meetings = [];
  for (const number of ['1', '2', '3', '4', '5']) meetings.push(await over(newcomer, council, number));
  const [fresh, many, clash, closed, back] = meetings;
  for (const meeting of meetings.slice(1)) await send(`${meeting}/pay/begin`, {});
  for (const meeting of [many, closed, back]) await send(`${meeting}/pay`, list('1'));
  const settle = async (meeting) => {
    const [, seen] = (await textOf(newcomer, `${meeting}/pay`)).match(/name="seen" value="([^"]+)"/);
    return send(`${meeting}/pay/settle`, { day: 'R8.11.20', seen });
  };
  const [settled, withdrawn] = [await settle(closed), await settle(back)];
  await send(`${withdrawn}/withdraw`, { reason: '交通費の額が1人ちがっていた' });
  town.pay = { council, now, next, fresh, many, clash, closed, back, settled, withdrawn };
}

/** So many days from today in Japan, as a form takes it. */
const day = (days) => new Date(Date.now() + 9 * 3600e3 + days * 86400e3).toISOString().slice(0, 10);

const yearOf = (date) => {
  const [year, month] = date.split('-').map(Number);
  return `R${year - 2018 - (month < 4 ? 1 : 0)}`;
};

/** 会議の期限: a meeting to come, and one that is over, of which one step was kept and one came late. */
export async function keepTime(town, newcomer) {
  const send = (page, form) => path(newcomer.send(page, form));
  const council = await seated(newcomer, 'みほん市地域包括支援協議会');
  const plan = (number, held_on) => {
    const form = { fiscal_year: yearOf(held_on), number, number_of: 'fiscal_year', held_on, agenda: '１　開会\n２　閉会' };
    return send(`${council}/meetings`, form);
  };
  const [past, coming] = [await plan('1', day(-40)), await plan('2', day(20))];
  await send(`${past}/hold`, {});
  const write = (step, version, done_on, note = '') => send(`${past}/deadlines/${step}`, { version, done_on, note });
  await write('notice', '0', day(-60));
  await write('notice', '1', day(-61), '郵便で出した。');
  await write('outline', '0', day(-20), '担当が休んだため。');
  town.clock = { council, past, coming };
}
