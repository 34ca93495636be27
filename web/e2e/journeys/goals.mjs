// A goal of one and four is set as a meeting decided it, told, put right with its reason, and judged.
import { Hands } from '../hands.mjs';

export const goals = {
  'By keyboard: a goal of one and four is set, told, put right with its reason, judged, and tied': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await set(hands);
    await tell(hands, '1');
    await hands.reads('実績を残しました');
    await hands.reads('令和6年9月30日現在で2人。のこり3人です。');
    await tell(hands, '2');
    await hands.reads(/この時点の「新たに働きかける人」の数は、いま1人です/);
    await hands.fill(/^直すわけ/, '9月の申請を1件落としていた');
    await hands.follow('Control+Enter');
    await hands.reads('令和6年9月30日現在で3人。のこり2人です。');
    await judge(hands);
    await tie(hands);
  },
};

async function set(hands) {
  await hands.open('/goals');
  await hands.take('link', /^目標を置く/);
  await hands.to('combobox', /^何で測るか/);
  await hands.press('ArrowDown', 6);
  await hands.fill(/^年度/, 'R6');
  await hands.fill(/^目標の数/, '５人');
  await hands.fill('1行目の内わけの名', 'すでに支給決定');
  await hands.fill('1行目の数', '1');
  await hands.fill('1行目のすでに・これから', 'すでに');
  await hands.fill('2行目の内わけの名', '新たに働きかける人');
  await hands.fill('2行目の数', '4');
  await hands.to('radio', '会議に出す案');
  await hands.press('ArrowDown');
  await hands.to('combobox', /^どの会議で/);
  await hands.press('End');
  await hands.follow('Control+Enter');
  await hands.reads('目標を置きました');
  await hands.reads('実績は、まだありません。');
}

async function tell(hands, ahead) {
  await hands.take('link', '実績を入れる');
  await hands.fill(/^すでに支給決定/, '1');
  await hands.fill(/^新たに働きかける人/, ahead);
  await hands.fill(/^時点/, 'R6.9.30');
  await hands.fill(/^出典/, '支給決定の台帳');
  await hands.follow('Control+Enter');
}

async function judge(hands) {
  await hands.take('link', '評価する');
  await hands.to('radio', '続ける');
  await hands.press('Space');
  await hands.fill(/^理由/, '申請が2件あったため、続ける。');
  await hands.fill(/^根拠/, '支給決定の台帳');
  await hands.to('radio', '会議に出す案');
  await hands.press('ArrowDown');
  await hands.to('combobox', /^どの会議で/);
  await hands.press('End');
  await hands.follow('Control+Enter');
  await hands.reads('評価を残しました');
  await hands.reads(/そのときの実績: すでに支給決定 1人、新たに働きかける人 2人/);
}

async function tie(hands) {
  await hands.take('link', '方策と課題に結ぶ');
  await hands.to('combobox', /^方策か課題/);
  await hands.press('ArrowDown');
  await hands.follow('Control+Enter');
  await hands.reads('目標に結びました');
  await hands.reads(/もとになった課題は「R6-/);
}
