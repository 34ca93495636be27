// A roster's year: somebody leaves and is followed, the next term begins, its letters are numbered. And a newcomer's first hour.
import { readFile } from 'node:fs/promises';
import { axe } from '../checks.mjs';
import { Hands } from '../hands.mjs';
import { ROOT } from '../nimo.mjs';
import { FIRST_TERM, RULES, table } from '../roster.mjs';
import { path } from '../town.mjs';

const OWN = 'みほん市就労支援連絡会';
const FRESH = 'みほん市子ども支援協議会';
/** What both tasks need at most in keys; the words of one field count as one. */
const MOST_KEYS = { year: 240, hour: 110 };

export const seats = {
  'By keyboard: a year of a roster, in which one leaves and is followed, the others go on, and letters are numbered': async (town, guest) => {
    const her = guest(await town.join({ name: '大庭 和', login: 'k.oba', role: 'secretariat' }));
    const roster = await seated(her);
    const hands = new Hands(her);
    await hands.open(roster);
    await replace(hands);
    await lookBack(hands, her);
    await renew(hands);
    await number(hands, her);
    within(hands, MOST_KEYS.year);
  },
  'By keyboard: the first hour of a newcomer, from a name to a roster to minutes': async (town, guest) => {
    const her = guest(await town.join({ name: '久保 透', login: 't.kubo', role: 'secretariat' }));
    const hands = new Hands(her);
    await hands.open('/today');
    await hands.jump();
    await hands.take('link', 'はじめの1時間');
    await begin(hands);
    await hands.open('/today');
    await hands.jump();
    await hands.take('link', 'はじめの1時間');
    await hands.reads('始められます。協議会とその歩みができました');
    await hands.reads('委員5人');
    const wrong = await axe(her.page, 'the end of the first hour');
    if (wrong.length > 0) throw new Error(wrong.join(' '));
    within(hands, MOST_KEYS.hour);
  },
};

/** A council of her own, with its rules and five members, the director among them. */
async function seated(her) {
  const council = await path(her.send('/councils', { name: OWN, basis: 'guideline' }));
  await path(her.send(`${council}/charter`, { ...RULES, secrecy: 'nothing' }));
  const term = { from_on: 'R8.4.1', until_on: 'R10.3.31', letter: 'commission', text: table(FIRST_TERM.map(asked)) };
  await path(her.send(`${council}/roster/take`, term, 'multipart'));
  return `${council}/roster`;
}

/** Everybody was asked in this term. */
const asked = (line) => [...line.slice(0, 9), '氏名', 'R8.5.14', ''];

/** The director is moved, and the next one takes the rest of the term. */
async function replace(hands) {
  await hands.reads('きょうは、委員が5人います');
  await hands.jump();
  await hands.take('link', '平井 学');
  await hands.fill('途中でやめた日', 'R8.9.30');
  await hands.fill('やめたわけ', '人事異動');
  await hands.follow('Control+Enter');
  await hands.reads('保存しました');
  await hands.reads('いまは欠員です');
  await hands.jump();
  await hands.take('link', '次の人を入れる');
  await hands.jump();
  const until = await hands.valueOf(/^任期の終わり/);
  if (until !== '令和10年3月31日') throw new Error(`who follows has a term until ${until}, not the rest of it`);
  await hands.fill(/^氏名/, '遠山 武');
  await hands.follow('Control+Enter');
  await hands.reads('委員を入れました');
  await hands.take('link', '委員名簿へ');
}

/** What changed since the last day of the director, and the roster of today as a paper. */
async function lookBack(hands, her) {
  await hands.jump();
  await hands.fill('いつからの変わり', 'R8.9.30');
  await hands.take('button', '見る');
  await hands.reads('平井 学 → 遠山 武');
  await hands.jump();
  await hands.to('link', 'PDF', { nth: 2 });
  await prints(her);
}

async function renew(hands) {
  await hands.take('link', '次の任期へ', { back: true });
  await hands.reads('令和10年4月1日からの任期に、だれが続けるか');
  await hands.jump();
  await hands.to('checkbox', /^三好 花/);
  await hands.press('Space');
  await hands.take('button', '次の任期に入れる');
  await hands.reads('続ける人を、次の任期に入れました');
}

async function number(hands, her) {
  await hands.jump();
  await hands.take('link', '委嘱状・任命書');
  await hands.jump();
  await hands.take('link', '令和10年4月1日から（4人）');
  await hands.reads('5席 ＝ 委嘱3 ＋ 任命1 ＋ 欠員1');
  await hands.jump();
  await hands.fill('文書番号', '10みほ障第7号');
  await hands.follow('Control+Enter');
  await hands.reads('番号を付けました');
  await hands.reads('10みほ障第7号の4');
  await hands.to('link', /^4通をPDFで/);
  await prints(her);
}

/** Name, roster, minutes: each step leads to the next. */
async function begin(hands) {
  await hands.reads('まず、協議会を1つ置きます');
  await hands.fill('名称', FRESH);
  await hands.to('radio', /条例/);
  await hands.press('ArrowDown');
  await hands.take('button', '置いて、名簿へ進む');
  await hands.reads('次に、委員名簿を貼ります');
  await hands.to('textbox', 'または、名簿の表を貼り付ける');
  await hands.paste(table(FIRST_TERM));
  await hands.take('button', '読み取って確かめる');
  await hands.reads('5人を名簿に入れられます');
  await hands.take('button', '5行を名簿に入れる');
  await hands.reads('最後に、前回の会議録を置きます');
  await hands.to('textbox', 'または、会議録の文字を貼り付ける');
  await hands.paste(await readFile(`${ROOT}corpus/mihon-r6-1.txt`, 'utf8'));
  await hands.take('button', '読み取る');
  await hands.reads('意見13件');
}

/** The link on which the focus is leads to a PDF. */
async function prints(her) {
  const address = await her.page.evaluate(() => document.activeElement.href);
  const answer = await her.context.request.get(address);
  if (answer.headers()['content-type'] !== 'application/pdf') throw new Error(`${address} is no PDF`);
}

function within(hands, most) {
  if (hands.keys > most) throw new Error(`it took ${hands.keys} keys`);
}
