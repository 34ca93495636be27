// A council with its rules and its roster; two of its members change on 1 April, and both get their letters in one batch.
import { readFile } from 'node:fs/promises';
import { ROOT } from '../../nimo.mjs';
import { COUNCIL } from '../../town.mjs';
import { same } from './clerk.mjs';

/** Who is moved on 31 March, by seat; the sheet of the first meeting names those who follow. */
const MOVED = [
  { seat: 'みほん保健所長の職', left: '大久保 進', name: '平井 学', kana: 'ひらい まなぶ' },
  { seat: '社会福祉協議会の推薦', left: '島田 豊', name: '村瀬 宏', kana: 'むらせ ひろし' },
];
const CATEGORIES = [
  ['第1号　学識経験者', ''], ['第2号　医療関係者', '医療（精神科）'], ['第3号　保健所の職員', '保健'], ['第4号　福祉の関係者', '福祉'],
  ['第5号　当事者又は家族', ''], ['第6号　住まいの関係者', ''], ['第7号　民生委員', ''],
];

/** From nothing to the letters; the council's address. */
export async function seat(clerk) {
  await clerk.open('/today');
  await clerk.stop('the first morning', 'まず1つ置いてください');
  const council = await place(clerk);
  await rule(clerk);
  await list(clerk);
  await handedOver(clerk);
  for (const one of MOVED) await follow(clerk, one);
  await clerk.comes('2024-04-01');
  await clerk.open(`${council}/roster`);
  await compare(clerk);
  await number(clerk);
  return council;
}

async function place(clerk) {
  await clerk.go('協議会を置く');
  await clerk.jump();
  await clerk.fill('名称', COUNCIL);
  await clerk.choose('radio', /条例/);
  await clerk.pick('記録のしかた', '要点記録');
  await clerk.fill('いつの会議から', 'R3.7.15');
  await clerk.fill('どの会議から', '令和3年度第1回');
  await clerk.follow('Control+Enter');
  await clerk.stop('a council', '協議会を置きました', '会議は、まだ1つもありません', 'から要点記録です');
  return new URL(clerk.address()).pathname;
}

/** The rules, with which deadlines follow from a meeting's day; nothing is left open. */
async function rule(clerk) {
  await clerk.go('協議会の決まり');
  await clerk.go('決まりを入れる');
  await clerk.fillIn([['いつから', 'R3.7.15'], ['条例・要綱の名', 'みほん市精神保健福祉連絡協議会条例（令和3年条例第12号）']]);
  await clerk.to('textbox', '1行目の選出区分');
  await clerk.pasteCells(CATEGORIES.map((line) => line.join('\t')).join('\n'));
  for (const [label, text] of [['委員の定数', '13人'], ['任期の年数', '2年'], ['会長・副会長の決め方', '会長は委員の互選、副会長は会長の指名']]) {
    await clerk.fill(label, text);
  }
  await clerk.pick('守秘義務の根拠', '条例・要綱');
  await clerk.pick('定足数', '過半数');
  await clerk.choose('checkbox', 'オンラインで出た人も');
  await clerk.pick('会議の公開', '一部');
  for (const [label, text] of [
    ['公開しない根拠', 'みほん市情報公開条例 第7条第1号'], ['開催通知の期限', '14日'], ['会議の概要の期限', '２日'], ['会議録の期限', '45日'],
  ]) await clerk.fill(label, text);
  await clerk.pick('会議録の確認', '会長と委員');
  for (const [label, text] of [['会議録の確認の期間', '14日'], ['公表の期限', '14日']]) await clerk.fill(label, text);
  await clerk.pick('会議録での委員の名', '書かない');
  await clerk.pick('「障害」の書き方', '障害');
  await clerk.fill('委嘱する人', 'みほん市長　見本 太郎');
  await clerk.follow('Control+Enter');
  await clerk.stop('the rules', '協議会の決まり', '13人', '14日');
}

/** The roster of the town as it stood on 31 March, from Excel. */
async function list(clerk) {
  await clerk.go('委員名簿へ');
  await clerk.go('名簿を表から入れる');
  await clerk.jump();
  await clerk.to('textbox', 'または、表を貼り付ける');
  await clerk.paste(await rosterBefore());
  await clerk.take('button', '読み取って確かめる');
  await clerk.stop('the table', '13人を名簿に入れられます');
  await clerk.jump();
  await clerk.take('button', '13行を名簿に入れる');
  await clerk.stop('the roster', '委員名簿');
}

/** The letters of that term were handed over on paper a year ago; nimo gets their number. */
async function handedOver(clerk) {
  await clerk.go('委嘱状・任命書');
  await clerk.fillIn([['文書番号', '5みほ障第7号']]);
  await clerk.follow('Control+Enter');
  await clerk.stop('letters on paper', '13席 ＝ 委嘱13', '委嘱・任命する人は、みな文書があります');
  await clerk.take('link', '委員名簿へ');
}

/** That of the sample town, a term earlier, with those who are moved. */
async function rosterBefore() {
  const lines = await readFile(`${ROOT}crates/nimo/src/demo/roster-r6.tsv`, 'utf8');
  const was = MOVED.reduce((text, one) => text.replace(`${one.name}\t${one.kana}`, `${one.left}\t`), lines);
  return was.replaceAll('令和6年4月1日', '令和5年4月1日').replaceAll(/令和[78]年3月31日/g, '令和7年3月31日').replaceAll('令和6年5月23日', '令和5年5月25日');
}

/** Who is moved leaves with the last day of March; who follows takes the rest of the term. */
async function follow(clerk, { seat, left, name, kana }) {
  await on(clerk, 'R6.3.31');
  await clerk.go(left);
  await clerk.fillIn([['途中でやめた日', 'R6.3.31'], ['やめたわけ', '人事異動']]);
  await clerk.follow('Control+Enter');
  await clerk.stop('the seat', seat, '保存しました', '途中でやめた: 令和6年3月31日まで（人事異動）');
  await clerk.go('次の人を入れる');
  await clerk.fillIn([[/^氏名/, name], ['ふりがな', kana]]);
  same([await clerk.valueOf(/^任期の始まり/), await clerk.valueOf(/^任期の終わり/)].join('～'), '令和6年4月1日～令和7年3月31日', 'the term');
  for (const what of ['氏名', '所属']) await clerk.choose('checkbox', what);
  await clerk.fill('公表について聞いた日', 'R6.4.1');
  await clerk.follow('Control+Enter');
  await clerk.stop('the seat', '委員を入れました', name, left);
  await clerk.take('link', '委員名簿へ');
}

/** The roster of a day, with what is otherwise since another. */
async function on(clerk, day, since = '') {
  await clerk.fillIn([['いつの名簿か', day]]);
  if (since) await clerk.fill('いつからの変わり', since);
  await clerk.take('button', '見る');
}

/** Between the two days nothing changed but these two, on the page and on paper. */
async function compare(clerk) {
  await on(clerk, 'R6.4.1', 'R6.3.31');
  await clerk.stop('the roster of two days', '令和6年3月31日からの変わり2件', ...MOVED.map((one) => `${one.left} → ${one.name}`));
  const after = await named(clerk);
  await on(clerk, 'R6.3.31');
  const before = await named(clerk);
  same(before.length, 13, 'the names on paper');
  same(before.filter((name) => !after.includes(name)).join(), MOVED.map((one) => one.left).join(), 'who is gone');
  same(after.filter((name) => !before.includes(name)).join(), MOVED.map((one) => one.name).join(), 'who came');
}

/** The names on the members' paper of the day that the page shows. */
async function named(clerk) {
  await clerk.jump();
  await clerk.to('link', 'PDF', { nth: 1 });
  return [...(await clerk.paper()).matchAll(/^\d+ (\S+ \S+)/gm)].map((found) => found[1]);
}

/** Two letters in one batch, counted against the seats. */
async function number(clerk) {
  await clerk.go('委嘱状・任命書');
  await clerk.stop('the letters', '2人が、委嘱状・任命書を待っています', '13席 ＝ 委嘱2 ＋ 任期の途中11');
  await clerk.fillIn([['文書番号', '6みほ障第12号']]);
  await clerk.follow('Control+Enter');
  await clerk.stop('the letters', '番号を付けました', '6みほ障第12号の2');
  await clerk.to('link', /^2通をPDFで/);
  await clerk.prints(['平井 学', '村瀬 宏', '6みほ障第12号', '令和6年4月1日', 'みほん市長']);
}
