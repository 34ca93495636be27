// An issue gets a measure with pasted steps, the measure is adopted and a step done, members score, and the paper is frozen.
import { Hands } from '../hands.mjs';

const STEPS = '当事者の話を聞く\tR9.5\n案をつくる\t令和9年7月31日\n部会で検討\n確定';

export const measures = {
  'By keyboard: a measure with pasted steps is adopted and goes on, a member scores, and the paper is frozen': async (town, guest) => {
    const her = guest(await town.people.secretariat.elsewhere());
    const hands = new Hands(her);
    await add(hands, town);
    await goOn(hands);
    const round = await ask(hands, town);
    await score(new Hands(guest(await town.people.member.elsewhere())));
    await freeze(hands, town, round);
  },
};

async function add(hands, town) {
  await hands.open(town.alone);
  await hands.take('link', '方策を加える');
  await hands.fill(/^方策/, '夜間の窓口を、薬の袋に刷る');
  await hands.to('radio', 'まだ決めていない');
  await hands.press('ArrowDown', 3);
  await hands.fill(/^要る予算/, '１２万円');
  await hands.fill(/^予算の年度/, 'R20');
  await hands.to('textbox', '1行目の手順');
  await hands.pasteCells(STEPS);
  await hands.to('textbox', '4行目の手順');
  if ((await hands.valueOf('4行目の手順')) !== '確定') throw new Error('the pasted steps do not stand in the rows');
  await hands.follow('Control+Enter');
  await hands.reads('方策を加えました');
  await hands.reads('手順は4つです。次は「当事者の話を聞く」（令和9年5月31日まで）です');
  await hands.reads('来年度以降の予算が要る');
}

async function goOn(hands) {
  await hands.take('button', /きょうできた.*当事者の話を聞く/);
  await hands.reads('手順4つのうち1つがすみました');
  await hands.take('link', '状態を進める');
  await hands.to('radio', '案');
  await hands.press('ArrowDown');
  await hands.to('combobox', 'どの会議で');
  await hands.press('ArrowDown');
  await hands.take('button', '進める');
  await hands.reads('に採用しました');
}

/** The council's members are asked for points. */
async function ask(hands, town) {
  await hands.open(`${town.council}/rounds/new`);
  await hands.fill(/^何のための採点か/, '冬の採点');
  await hands.fill(/^しめきり/, '令和20年3月1日');
  await hands.follow('Control+Enter');
  await hands.reads('採点を始めました');
  return new URL(hands.address()).pathname;
}

async function score(his) {
  await his.open('/rounds');
  await his.take('link', /冬の採点/);
  await his.to('radio', 'まだ');
  await his.press('ArrowLeft', 2);
  await his.follow('Control+Enter');
  await his.reads('採点を保存しました');
}

async function freeze(hands, town, round) {
  await hands.open(round);
  await hands.reads('藤代 実');
  await hands.open(`${town.council}/digest`);
  await hands.reads('夜間の窓口を、薬の袋に刷る');
  await hands.to('combobox', /どの会議の資料にするか/);
  await hands.press('ArrowDown');
  await hands.take('button', 'この版で固める');
  await hands.reads('この版で固めました');
}
