// What is open becomes an agenda, a tally and the papers of a meeting are frozen together, and opinions are told what came of them.
import { Hands } from '../hands.mjs';
import { today } from '../town.mjs';

export const packet = {
  'By keyboard: what is open becomes an agenda, papers are frozen together, and opinions are told what came of them': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await count(hands, town);
    await begin(hands, town);
    await freeze(hands);
    await answer(hands, town);
  },
};

async function count(hands, town) {
  await hands.open(town.part);
  await hands.take('link', '支援状況（資料2）');
  await hands.take('link', '支援の集計を入れる');
  await hands.fill('1行目の段階', '支給決定');
  await hands.fill('1行目の年代', '６７');
  await hands.fill('1行目の月数', '2か月');
  await hands.fill('1行目の人数', '３人');
  await hands.fill(/^時点/, 'R8.10.31');
  await hands.fill(/^出典/, '支援の記録');
  await hands.follow('Control+Enter');
  await hands.reads('令和8年10月31日現在、3人を支えています。');
}

async function begin(hands, town) {
  await hands.open(`${town.part}/meetings/new`);
  await hands.fill(/^年度/, 'R8');
  await hands.fill(/^第何回/, '9');
  await hands.take('button', '予定する');
  await hands.take('link', '未了から次第をつくる');
  await hands.reads(/未了が\d+つあります/);
  // A reason and Enter: it is not on this agenda.
  await hands.fill(/^わけ（課題/, '次の部会で先に話す');
  await hands.follow();
  await hands.reads('次の部会で先に話す');
  await hands.take('button', '次第に入れる');
  await hands.reads('未了から、次第に入れました');
  await hands.reads(/意見の行き先について（\d+件）/);
}

async function freeze(hands) {
  await hands.take('link', '会議資料一式');
  await hands.reads('令和8年10月31日現在、3人');
  await hands.take('button', 'この版で固める');
  await hands.reads('この版で固めました');
  await hands.reads('会議で配るPDF（委員限り・回収）');
}

async function answer(hands, town) {
  await hands.open(town.worked);
  await hands.take('link', 'ご意見のその後');
  await hands.take('link', '文をつくる・直す');
  await hands.take('button', /^下の案\d+件を、まとめて残す/);
  await hands.reads('案の文を残しました');
  await hands.take('link', /^文を直す/);
  await hands.fill('公表する文', '夜も相談できる窓口を、来年度の予算で要求しています。');
  await hands.follow('Control+Enter');
  await hands.take('link', /^決裁を入れて公表する/);
  await hands.fill(/^決裁の番号/, '8み障福第45号');
  await hands.fill(/^決裁の日/, today());
  await hands.follow('Control+Enter');
  await hands.reads('決裁のとおり、公表できる文にしました');
  await hands.reads('夜も相談できる窓口を、来年度の予算で要求しています。');
}
