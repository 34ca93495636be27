// A part under the council takes up the issue: it is placed, meets once, in the room, and what it said is kept.
import { pick } from '../opinions.mjs';
import { Desk } from '../sittings.mjs';
import { ISSUE } from './opinions.mjs';

const PART = '地域移行部会';
const PEOPLE = '小野寺 律（部会長）\n藤代 実\n遠山 武\n齋木 薫';
const [FIRST, AGENDA] = ['冊子の案について', '１　開会\n２　議題\n　⑴　冊子の案について\n　⑵　その他\n３　閉会'];
const SAID = ['退院した人の話が入ると伝わる。', '渡した日を残すと、あとで数えられる。'];
const DECIDED = '承認　冊子は、病棟で手渡すことにする。';

/** From its name to what it said of the issue. */
export async function gather(clerk, council, issue) {
  await clerk.comes('2024-07-10');
  await clerk.open(council);
  const part = await place(clerk);
  await refer(clerk, issue);
  const meeting = await plan(clerk, part);
  await clerk.comes('2024-08-08', '次の会議は、きょう', PART);
  await clerk.open(meeting);
  await speak(clerk);
  await examine(clerk, issue);
}

async function place(clerk) {
  await clerk.go('この下に部会を置く');
  await clerk.jump();
  await clerk.fill('名称', PART);
  await clerk.arrowTo('条例', '要綱');
  await clerk.pick('記録のしかた', '要点記録');
  await clerk.fill('いつの会議から', 'R6.7.10');
  await clerk.fill('どの会議から', '令和6年度第1回');
  await clerk.follow('Control+Enter');
  await clerk.stop('a part', '部会', PART, 'のもとに');
  return new URL(clerk.address()).pathname;
}

/** The issue goes to the part, until the next meeting of the council. */
async function refer(clerk, issue) {
  await clerk.open(issue);
  await clerk.take('link', '直す');
  await clerk.jump();
  await clerk.pick('付託した部会', PART);
  await clerk.fill('部会から戻る日', 'R6.11.14');
  await clerk.follow('Control+Enter');
  await clerk.stop('an issue that was referred', `${PART}に付託`, 'まで');
}

async function plan(clerk, part) {
  await clerk.open(part);
  await clerk.go('会議を予定する');
  await clerk.fillIn([['第何回', '1'], ['開催日', 'R6.8.8'], ['開始', '13:30'], ['終了', '14:30'], ['場所', 'みほん市役所 101会議室'], ['次第', AGENDA]]);
  await clerk.follow('Control+Enter');
  await clerk.stop('a meeting of the part', '令和6年度第1回', '令和6年8月8日（木）', FIRST);
  return new URL(clerk.address()).pathname;
}

/** In the room: lines by IME under the item, the decision, and what becomes of them. */
async function speak(clerk) {
  await clerk.take('link', '会議を開く');
  await clerk.reads('名簿も前の会議録もないため');
  await clerk.fill('委員の名', PEOPLE);
  await clerk.take('button', '開く');
  const desk = new Desk(clerk.person, clerk);
  await desk.focused();
  await desk.turn(FIRST);
  await desk.say(SAID[0], { kind: 2 });
  await desk.say(SAID[1]);
  await desk.say(DECIDED, { mark: '！' });
  await desk.stand([...SAID, DECIDED]);
  await clerk.stop('the room', '4人 ／ 4人');
  await clerk.take('link', '会議を閉じる');
  await clerk.fill('閉会の時刻', '14:20');
  await clerk.take('button', '閉じる');
  await clerk.stop('what was taken down', '書きとめた行を整える');
  await clerk.jump();
  await clerk.take('button', '会議録として残す');
  await clerk.stop('minutes of the part', '会議録として残しました', ...SAID);
  desk.settle();
}

/** The part has examined the issue, and what was said there belongs to it. */
async function examine(clerk, issue) {
  await clerk.go('意見の行き先を決める');
  await pick(clerk, clerk.person, [1, 2]);
  await clerk.press('Enter');
  await clerk.pick('今ある課題', ISSUE);
  await clerk.take('button', '加える');
  await clerk.reads('選んだ意見を、課題に加えました');
  await clerk.open(issue);
  await clerk.take('link', '状態を進める');
  await clerk.choose('radio', '検討中');
  await clerk.pick('どの会議で', PART);
  await clerk.take('button', '進める');
  await clerk.stop('an issue that is examined', '令和6年8月8日から検討中です', '2回の会議', ...SAID);
}
