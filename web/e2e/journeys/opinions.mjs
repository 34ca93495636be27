// What was said becomes issues, and one of them is followed to its end; another lives on in a third.
import { readFile } from 'node:fs/promises';
import { Hands } from '../hands.mjs';
import { ROOT } from '../nimo.mjs';
import { path } from '../town.mjs';

/** Where each opinion goes, by its number. */
const TITLE = '支援のことが、入院している人に届いていない';
const RAISED = [
  [[2, 6], TITLE],
  [[5, 11], '空いている部屋と、さがす人とがつながっていない'],
  [[3], '近所の人が、声の掛け方を知らない'],
  [[10], 'まちの人が学ぶ場がない'],
  [[1], 'こちらから出向く仕組みがない'],
  [[4], '災害への備えがない'],
  [[7], '計画相談の事業所が減っている'],
];
/** 13 opinions are settled in so many keys at most; the words of one field count as one. */
const MOST_KEYS = 100;

export const opinions = {
  'By keyboard: thirteen opinions become issues, one is answered, one stays open; an issue goes its way to the end': async (town, guest) => {
    const her = guest(await town.people.secretariat.elsewhere());
    const hands = new Hands(her);
    const meeting = await readIn(town, hands);
    await settle(hands, her);
    await follow(hands);
    await tie(hands, meeting);
  },
};

/** The sample sheet under another number, read in and kept. */
async function readIn(town, hands) {
  const text = (await readFile(`${ROOT}corpus/mihon-r6-1.txt`, 'utf8')).replace('第１回', '第８回');
  const meeting = (await path(town.import(town.quiet, text))).replace('/correct', '');
  await hands.open(`${meeting}/correct`);
  await hands.take('button', '会議録として残す');
  await hands.reads('会議録として残しました');
  await hands.take('link', '意見の行き先を決める');
  await hands.reads('まだどれも行き先がありません');
  return meeting;
}

async function settle(hands, her) {
  const before = hands.keys;
  for (const [numbers, title] of RAISED) {
    await pick(hands, her, numbers);
    await hands.press('Enter');
    await hands.typeAhead(title);
    await hands.follow();
    await hands.reads('選んだ意見から、課題を起こしました');
  }
  // The next one that is open has the focus after each act: 8, then 12 joins what 7 raised.
  await pick(hands, her, [12]);
  await hands.press('Enter');
  await hands.to('combobox', '今ある課題');
  await hands.typeAhead(await numberOf(hands, RAISED[6][1]));
  await hands.take('button', '加える');
  await hands.reads('選んだ意見を、課題に加えました');
  await pick(hands, her, [8]);
  await hands.press('Enter');
  await hands.to('radio', 'その場で回答');
  await hands.press('Space');
  await hands.fill('答えた内容、または理由', '資料3に「何で測るか」の欄を加えると答えた。');
  await hands.follow('Control+Enter');
  await hands.reads('選んだ意見を、答えて終えました');
  await pick(hands, her, [13]);
  await hands.press('Enter');
  await hands.typeAhead('市内にＡ型の事業所がない');
  await hands.follow();
  await hands.reads('11件が8つの課題につながり、1件は答えて終え、2件が残っています');
  const keys = hands.keys - before;
  if (keys > MOST_KEYS) throw new Error(`the opinions took ${keys} keys`);
  // No act is taken back by Enter in a field: 取り消す is no button of that form.
  if ((await hands.count('button', /^取り消す/)) !== 12) throw new Error('not every fate can be taken back');
}

/** R6-007: the number by which this issue is called, as it stands on the page. */
async function numberOf(hands, title) {
  return (await hands.textOf(title)).match(/R\d+-\d+/)[0];
}

/** Arrows from where the focus is to each number, and the space bar there. */
export async function pick(hands, her, numbers) {
  if ((await her.page.evaluate(numberHere)) === 0) {
    await hands.jump();
    await hands.to('checkbox', /./);
  }
  for (const number of numbers) {
    const at = await her.page.evaluate(numberHere);
    await hands.press(at < number ? 'ArrowDown' : 'ArrowUp', Math.abs(number - at));
    await hands.press('Space');
  }
  await hands.reads(`${numbers.length}件を選んでいます`);
}

function numberHere() {
  return [...document.querySelectorAll('[data-picks] input')].indexOf(document.activeElement) + 1;
}

async function follow(hands) {
  await hands.take('link', new RegExp(TITLE), { back: true });
  await hands.reads('要素、だれが解けるか、受けもちが、まだ決まっていません');
  await hands.take('link', '直す・足りないものを入れる');
  await hands.fill('何が問題か', '病棟で支援の話を聞く機会がない。');
  for (const element of ['障害福祉・介護', '普及啓発（教育など）', '市']) {
    await hands.to('checkbox', element);
    await hands.press('Space');
  }
  await hands.fill(/^受けもち/, '相談支援係');
  await hands.follow();
  await hands.reads('保存しました');
  await hands.take('link', '状態を進める');
  await hands.to('radio', '検討中');
  await hands.press('Space');
  await hands.to('combobox', 'どの会議で');
  await hands.press('ArrowDown');
  await hands.take('button', '進める');
  await hands.reads('から検討中です');
  await hands.reads(/佐伯 はるが「検討中」にした/);
  await hands.take('link', '状態を進める');
  await hands.to('radio', '検討中');
  await hands.press('ArrowDown', 3);
  await hands.fill(/^理由/, '病棟での説明会が始まり、冊子も置けた。');
  await hands.follow('Control+Enter');
  await hands.reads('終えました（病棟での説明会が始まり、冊子も置けた）');
  await hands.reads('終えた課題です');
}

/** The neighbours' issue lives on in that of the town's people, where its opinion is read too. */
async function tie(hands, meeting) {
  await hands.open(`${meeting}/opinions`);
  const into = await numberOf(hands, RAISED[3][1]);
  await hands.take('link', /声の掛け方を知らない/);
  await hands.take('link', '合わせる・分ける');
  await hands.to('combobox', '合わせる先');
  await hands.typeAhead(into);
  await hands.take('button', '合わせる');
  await hands.reads('課題を合わせました');
  await hands.reads('意見2件');
  await hands.reads('どう声を掛けてよいか分からない');
}
