// A notice that wants 決裁: the rule is added, the sending page says so, the proposal is prepared from there, comes back, and the
// papers go out.
import { TO_COME } from '../decisions.mjs';
import { Hands } from '../hands.mjs';
import { seated } from '../rooms.mjs';
import { path, today } from '../town.mjs';

const NUMBER = '8みほ障第310号';
const FREEZE = /^この中身で固める.*事前送付/;

export const approval = {
  'By keyboard: a notice wants 決裁, its proposal is prepared and comes back, and only then the papers go out': async (town, guest) => {
    const her = guest(await town.join({ name: '千葉 律', login: 'r.chiba', role: 'secretariat' }));
    const council = await seated(her, 'みほん市通いの場協議会');
    const meeting = await path(her.send(`${council}/meetings`, { ...TO_COME, number: '1' }));
    const hands = new Hands(her);
    await rule(hands, council);
    await barred(hands, meeting);
    await prepare(hands);
    await giveBack(hands);
    await goOut(hands);
  },
};

/** From the council's page to a rule for notices. */
async function rule(hands, council) {
  await hands.open(council);
  await hands.jump();
  await hands.take('link', '決裁');
  await hands.reads('決裁の要る行いは、まだ決まっていません');
  await hands.jump();
  await hands.take('link', /^日を付けて決める.*開催通知/);
  await hands.jump();
  await hands.fill('いつから', 'R8.4.1');
  await hands.to('radio', '要る');
  await hands.press('Space');
  await hands.fill('決裁する職', '障害福祉課長');
  await hands.fill('決裁欄の職', '係長、課長');
  await hands.to('radio', '決めておかない');
  // 公開 stands first of those that say how open it is.
  await hands.press('ArrowDown');
  await hands.follow('Control+Enter');
  await hands.reads('決裁の決まりを加えました');
  await hands.reads('開催通知に決裁が要ります');
}

/** What goes to the members does not go; the page says why, keeps the way, and leads on. */
async function barred(hands, meeting) {
  await hands.open(`${meeting}/dispatches`);
  await hands.reads('開催通知には決裁が要ります。');
  await hands.jump();
  await hands.take('button', FREEZE);
  await hands.reads(/開催通知には決裁が要ります。協議会の「決裁」の画面で伺いを準備し/);
  if (await hands.isSaid('一式を固めました')) throw new Error('it went out without 決裁');
  await hands.jump();
  await hands.take('link', '伺いを準備する');
}

/** The proposal stands there as it is begun; one field is typed. */
async function prepare(hands) {
  await hands.reads('いまの記録と決まりから、起こしてあります');
  const [what, post] = [await hands.valueOf(/^内容/), await hands.valueOf(/^決裁する職/)];
  if (!what.includes('令和9年11月11日（木）') || post !== '障害福祉課長') throw new Error(`it is begun with ${what} for ${post}`);
  await hands.jump();
  await hands.fill('別紙', '開催通知（案）、次第');
  await hands.follow('Control+Enter');
  await hands.reads('伺いを準備しました');
  await hands.reads('まだ戻っていません');
  await hands.jump();
  await hands.to('link', '起案用紙（PDF）');
}

/** A day to come is refused and the number stays; then it is entered. */
async function giveBack(hands) {
  await hands.fill('決裁の番号', NUMBER);
  await hands.fill('決裁の日', 'R20.4.1');
  await hands.follow();
  await hands.reads('まだ来ていません。今日までの日を入れてください');
  if ((await hands.valueOf(/^決裁の番号/)) !== NUMBER) throw new Error('the number did not stay');
  await hands.fill('決裁の日', today());
  await hands.follow();
  await hands.reads('戻ったことを残しました');
}

/** From the proposal to the sending page, and out. */
async function goOut(hands) {
  await hands.jump();
  const proposal = hands.address().split('?')[0];
  await hands.take('link', '資料を送る画面へ');
  await hands.reads(`番号「${NUMBER}」で戻りました`);
  await hands.jump();
  await hands.take('button', FREEZE);
  await hands.reads('一式を固めました');
  await hands.open(proposal);
  await hands.reads(/この決裁で、.*に開催通知を行いました/);
}
