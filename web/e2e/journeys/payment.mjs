// What is paid for a meeting: the columns of the town, a list from who came, travel as it is typed, and the day it was paid.
import { Hands } from '../hands.mjs';
import { COLUMNS, NO_ACCOUNTS, over } from '../payday.mjs';
import { seated } from '../rooms.mjs';

const HEADS = ['列の名', '種類', '額・率', 'だれに'];
/** What it needs at most in keys; the words of one field count as one. */
const MOST_KEYS = 260;

export const payment = {
  'By keyboard: a list begins with who came, gets its travel, refuses an account, and is paid': async (town, guest) => {
    const her = guest(await town.people.newcomer.elsewhere());
    const council = await seated(her, 'みほん市見守り協議会');
    const meeting = await over(her, council);
    const hands = new Hands(her);
    await hands.open(`${council}/pay`);
    await scale(hands);
    await hands.open(`${meeting}/pay`);
    await hands.jump();
    await hands.take('button', '出席した人から一覧をつくる');
    await hands.reads('出席した人から、一覧をつくりました');
    await hands.reads('3人に、合計24,244円');
    await travel(hands);
    // The page keeps drafts by itself, and no draft of an account; Chromium tells the status of each.
    her.complaints = her.complaints.filter((what) => !what.endsWith('status of 422 (Unprocessable Entity)'));
    await settle(hands);
    if (hands.keys > MOST_KEYS) throw new Error(`it needs ${hands.keys} keys, more than ${MOST_KEYS}`);
  },
};

async function scale(hands) {
  await hands.jump();
  await hands.take('link', '決まりを入れる');
  await hands.jump();
  await hands.fill(/^いつから/, 'R8.4.1');
  for (const [at, line] of COLUMNS.slice(0, 6).entries()) {
    for (const [place, cell] of line.entries()) {
      if (cell) await hands.fill(`${at + 1}行目の${HEADS[place]}`, cell);
    }
  }
  for (const mode of ['会場', 'オンライン', '代理']) {
    await hands.to('checkbox', mode);
    await hands.press('Space');
  }
  await hands.follow('Control+Enter');
  await hands.reads('報酬の決まりを加えました');
  await hands.reads('令和8年4月1日から、4列の一覧で払います');
}

/** Travel in wide digits; an account beside it is refused, and nothing that was typed is lost. */
async function travel(hands) {
  await hands.jump();
  await hands.take('link', '直す');
  await hands.jump();
  await hands.fill('髙梨 一郎さんの交通費', '１，２４０円');
  await hands.fill('小野寺 光さんに払わないわけ', '口座 1234567');
  await hands.press('Tab');
  await hands.reads('下書きを残せませんでした。入力はこの画面に残っています。');
  await hands.follow('Control+Enter');
  await hands.reads(NO_ACCOUNTS);
  for (const [label, typed] of [['髙梨 一郎さんの交通費', '１，２４０円'], ['小野寺 光さんに払わないわけ', '口座 1234567']]) {
    const kept = await hands.valueOf(label);
    if (kept !== typed) throw new Error(`of ${typed} there is ${kept}`);
  }
  await hands.jump();
  await hands.to('textbox', '小野寺 光さんに払わないわけ');
  await hands.press('ControlOrMeta+a');
  await hands.press('Delete');
  await hands.follow('Control+Enter');
  await hands.reads('保存しました');
}

async function settle(hands) {
  await hands.reads('3人に、合計25,484円');
  await hands.jump();
  await hands.fill(/^支払った日/, 'Ｒ８．１１．２０');
  await hands.follow('Control+Enter');
  await hands.reads('この一覧で固めました');
  await hands.reads('令和8年11月20日（金）に、3人に、合計25,484円を支払いました');
}
