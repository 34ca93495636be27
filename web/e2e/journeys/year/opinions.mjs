// What was said at the first meeting becomes issues, a measure and the goal of the year.
import { pick } from '../opinions.mjs';
import { same } from './clerk.mjs';

export const ISSUE = '使える支援のことが、入院している人に届いていない';
const RAISED = [
  [[2, 6], ISSUE],
  [[5, 11], '空いている部屋と、さがす人とがつながっていない'],
  [[1], 'こちらから出向く仕組みがない'],
];
export const MEASURE = '病棟に置く冊子をつくる';
const STEPS = '予算の要求\tR6.10\n委託先を決めて契約\tR7.5\n部会で案を見る\tR7.9\n病棟に置く\tR8.1';
const PARTS = [['すでに支給決定', '1', 'すでに'], ['新たに働きかける人', '4', 'これから']];

/** From thirteen opinions to the goal; the addresses of the issue and of the goal. */
export async function work(clerk, meeting) {
  await clerk.comes('2024-06-20', '14件');
  await settle(clerk, meeting);
  const issue = await complete(clerk);
  await act(clerk);
  const goal = await aim(clerk);
  await tell(clerk, 'R6.5.31', ['1', '0']);
  return { issue, goal };
}

/** Three issues, an answer, and the others that wait; then what is done about the first. */
async function settle(clerk, meeting) {
  await clerk.open(meeting);
  await clerk.go('意見の行き先を決める');
  await clerk.stop('opinions', 'まだどれも行き先がありません');
  for (const [numbers, title] of RAISED) {
    await pick(clerk, clerk.person, numbers);
    await clerk.press('Enter');
    await clerk.typeAhead(title);
    await clerk.follow();
    await clerk.reads('選んだ意見から、課題を起こしました');
  }
  await pick(clerk, clerk.person, [8]);
  await clerk.press('Enter');
  await clerk.choose('radio', 'その場で回答');
  await clerk.fill('答えた内容、または理由', '資料3に「何で測るか」の欄を加え、次の会議に出すと答えた。');
  await clerk.follow('Control+Enter');
  await clerk.stop('opinions that go somewhere', '5件が3つの課題につながり、1件は答えて終え');
}

/** The first issue gets what it lacks; its address. */
async function complete(clerk) {
  await clerk.to('link', new RegExp(ISSUE), { back: true });
  await clerk.follow();
  await clerk.stop('an issue', '令和6年度第1回', '意見2件から生まれました', '要素、だれが解けるか、受けもちが、まだ決まっていません');
  await clerk.take('link', '直す・足りないものを入れる');
  await clerk.fillIn([['何が問題か', '病棟で支援の話を聞く機会がなく、家族も使い方を知らない。']]);
  for (const what of ['障害福祉・介護', '普及啓発（教育など）', '市']) await clerk.choose('checkbox', what);
  await clerk.fill(/^受けもち/, '相談支援係');
  await clerk.follow('Control+Enter');
  await clerk.reads('保存しました');
  return new URL(clerk.address()).pathname;
}

/** A leaflet for the wards, with its steps from a table and next year's money. */
async function act(clerk) {
  await clerk.go('方策を加える');
  await clerk.fillIn([[/^方策/, MEASURE], ['何をするか', '使える支援と相談先を、入院している人のことばで8ページにまとめる。'], ['担当', '相談支援係']]);
  await clerk.arrowTo('まだ決めていない', '新しく始める');
  await clerk.fill(/^要る予算/, '４４万円');
  await clerk.fill(/^予算の年度/, 'R7');
  await clerk.to('textbox', '1行目の手順');
  await clerk.pasteCells(STEPS);
  await clerk.follow('Control+Enter');
  await clerk.stop('a measure', '方策を加えました', '手順は4つです。次は「予算の要求」（令和6年10月31日まで）です', ISSUE);
}

/** Five people in this year, one and four, as the meeting decided, for that issue and by that measure. */
async function aim(clerk) {
  await clerk.take('link', '目標', { back: true });
  await clerk.take('link', /^目標を置く/);
  await clerk.jump();
  await clerk.pick(/^何で測るか/, '第7期 活動指標: 精神障害者の地域移行支援の利用者数');
  same(await clerk.valueOf(/^年度/), '令和6年度', 'the year of the goal');
  await clerk.fill(/^目標の数/, '５人');
  for (const [at, [name, number, kind]] of PARTS.entries()) {
    await clerk.fill(`${at + 1}行目の内わけの名`, name);
    await clerk.fill(`${at + 1}行目の数`, number);
    await clerk.fill(`${at + 1}行目のすでに・これから`, kind);
  }
  await clerk.choose('radio', '会議に出す案');
  await clerk.press('ArrowDown');
  await clerk.pick(/^どの会議で/, '４月に支給を決めた１人に');
  await clerk.follow('Control+Enter');
  await clerk.stop('the goal', '目標を置きました', '令和6年度第1回会議の決定（令和6年5月23日）で置かれました', '5 ＝ 1 ＋ 4');
  const goal = new URL(clerk.address()).pathname;
  for (const to of [MEASURE, ISSUE]) {
    await clerk.take('link', '方策と課題に結ぶ');
    await clerk.pick(/^方策か課題/, to);
    await clerk.follow('Control+Enter');
    await clerk.reads('目標に結びました');
  }
  await clerk.stop('the goal with its issue and its measure', `もとになった課題は「R6-001`, MEASURE);
  return goal;
}

/** How many there are until a day. */
export async function tell(clerk, day, numbers) {
  await clerk.go('実績を入れる');
  await clerk.jump();
  for (const [at, [name]] of PARTS.entries()) await clerk.fill(new RegExp(`^${name}`), numbers[at]);
  await clerk.fill(/^時点/, day);
  await clerk.fill(/^出典/, '支給決定の台帳');
  await clerk.follow('Control+Enter');
  await clerk.reads('実績を残しました');
}
