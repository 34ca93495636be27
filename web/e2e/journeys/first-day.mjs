// The first day of a town: from the first link to a kept meeting that is found again, and a decision that is followed.
import { Person } from '../browser.mjs';
import { Hands } from '../hands.mjs';
import { startNimo } from '../nimo.mjs';
import { COUNCIL, FIRST, OFFICE, PASSWORD } from '../town.mjs';

const LOGIN = 'h.saeki';

export const firstDay = {
  'By keyboard: the first administrator, a colleague, a council, a sheet, kept, found and followed': async (town, guest) => {
    const nimo = await startNimo();
    try {
      const hands = new Hands(guest(await Person.at(town.browser, nimo.base)));
      await becomeAdministrator(hands, nimo);
      const link = await addColleague(hands);
      await comeInBy(hands, link);
      await placeCouncil(hands);
      await readSample(hands);
      await correct(hands);
      await keepAndFind(hands);
      await decideRecord(hands);
    } finally {
      await nimo.stop();
    }
  },
};

async function becomeAdministrator(hands, nimo) {
  await hands.open(nimo.firstLink);
  await hands.fill('市区町村などの名', OFFICE.office_name);
  await hands.fill('市区町村コード', OFFICE.office_code);
  await hands.fill('あなたの名前', FIRST.name);
  await hands.fill('サインイン名', FIRST.login);
  await setPassword(hands);
  await hands.reads('サインインしてください');
  await signIn(hands, FIRST.login);
}

async function addColleague(hands) {
  await hands.take('link', '利用者');
  await hands.take('link', '利用者を加える');
  await hands.fill('名前', '佐伯 はる');
  await hands.fill('サインイン名', LOGIN);
  await hands.to('radio', /^管理者/);
  await hands.press('ArrowDown');
  await hands.take('button', '加えて、リンクを出す');
  const link = await hands.valueOf('渡すリンク');
  await hands.take('button', 'サインアウト');
  return link;
}

async function comeInBy(hands, link) {
  await hands.open(link);
  await setPassword(hands);
  await signIn(hands, LOGIN);
  if (!hands.address().endsWith('/today')) throw new Error(`signing in led to ${hands.address()}`);
  await hands.reads('まず1つ置いてください');
}

async function placeCouncil(hands) {
  await hands.take('link', '協議会を置く');
  await hands.fill('名称', COUNCIL);
  await hands.to('radio', /条例/);
  await hands.press('Space');
  await hands.take('button', '保存する');
  await hands.reads('協議会を置きました');
}

async function readSample(hands) {
  await hands.take('link', '会議録を入れる');
  await hands.take('button', '見本の1枚で試す');
  await hands.reads('意見13件');
  await hands.stands('このままでよい');
  await hands.follow();
  await hands.stands('全部そのまま残す');
}

async function correct(hands) {
  // A digit on the row of the fourth block makes it a question, and the focus stays there.
  await hands.to('combobox', '発言4の種類');
  await hands.follow('3');
  await hands.stands('3 問い');
  if ((await hands.valueOf('発言4の種類')) !== 'question') throw new Error('the digit 3 did not make a question of block 4');
  // Its words, saved by Ctrl+Enter.
  await hands.take('link', /^直す.*発言4）/);
  await hands.fill('本文', '一つ目の文です。二つ目の文です。');
  await hands.follow('Control+Enter');
  await hands.reads('一つ目の文です。二つ目の文です。');
  // In two.
  await hands.take('link', /^分ける.*発言4）/);
  await hands.stands('');
  await hands.follow();
  await hands.reads('発言 22件');
  // The place, far above.
  await hands.fill(/^場所/, 'みほん市役所 第二庁舎 301会議室', { back: true });
  await hands.take('button', '基本を保存する');
  await hands.reads('保存しました');
}

async function keepAndFind(hands) {
  // The paper that it will be, before it is kept and after.
  await hands.take('link', '正式な様式で見る', { back: true });
  await hands.reads('会議録（要点記録）');
  await hands.take('link', '戻る');
  await hands.take('button', '会議録として残す');
  await hands.reads('会議録として残しました');
  await hands.reads('みほん市役所 第二庁舎 301会議室');
  await hands.take('link', '正式な様式で見る');
  await hands.reads('会議次第');
  await hands.take('link', '戻る');
  await hands.to('searchbox', 'さがすことば');
  await hands.type('退院');
  await hands.follow();
  await hands.reads('「退院」が1か所に見つかりました');
  await hands.take('link', /^令和6年度第1回/);
  await hands.reads('長く入院している人が退院を考えるとき');
}

/** The decision in the minutes becomes the rule, and the page of the rule leads back to it. */
async function decideRecord(hands) {
  await hands.take('link', '記録のしかたに使う', { back: true });
  await hands.to('radio', '要点記録');
  await hands.press('Space');
  await hands.take('button', 'この会議から、こう書く');
  await hands.reads('記録のしかたを、この決定で決めました');
  await hands.take('link', '会議での決定');
  await hands.reads('（意見なし。承諾された。）');
}

async function setPassword(hands) {
  await hands.fill(/^新しいパスワード※必須/, PASSWORD);
  await hands.fill(/もう一度/, PASSWORD);
  await hands.follow();
}

/** Name and password, and whatever page wanted them. */
export async function signIn(hands, login) {
  await hands.fill('サインイン名', login);
  await hands.fill('パスワード', PASSWORD);
  await hands.follow();
}
