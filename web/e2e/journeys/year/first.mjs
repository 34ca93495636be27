// The first meeting of the year: planned, its agenda put together, its papers sent, held, and its minutes read in and kept.
import { readFile } from 'node:fs/promises';
import { pdf } from '../../files.mjs';
import { ROOT } from '../../nimo.mjs';
import { bare, same } from './clerk.mjs';
import { ask, finish, hear, publish } from './closing.mjs';
import { keptTime, tellTime } from './deadlines.mjs';
import { decide, invite, open } from './publication.mjs';

/** As the sheet of the meeting has it: how deep, and which. */
export const AGENDA = [
  [0, '開会'], [0, '委嘱状の交付・委員名簿の更新について'], [0, '議題'], [1, '今年度の目標について（対象者の考え方）'],
  [1, '精神障害にも対応した地域包括ケアシステムの構築について'], [1, 'その他'], [0, '次回の開催日について'], [0, '閉会'],
];
const ROSTER = 'みほん市精神保健福祉連絡協議会委員名簿';
const PAPERS = ['「地域移行支援」の状況', 'みほん市の課題のまとめ'];
const NAMED = [ROSTER, ...PAPERS].map((name, at) => `資料${at + 1}　${name}`);
const NAME = '令和6年度第1回';
const PLACE = 'みほん市役所第二庁舎 ３０１会議室';

/** From its plan to its published minutes; the meeting's address. */
export async function meet(clerk, council) {
  await clerk.comes('2024-05-07');
  await clerk.open(council);
  const meeting = await plan(clerk);
  await putTogether(clerk);
  await makeReady(clerk);
  await gather(clerk, meeting);
  await send(clerk);
  await clerk.comes('2024-05-08');
  await invite(clerk, council, NAME, 'R6.5.8');
  await hold(clerk, meeting);
  await keep(clerk, council);
  await tellTime(clerk, 'R6.5.24', '令和6年5月24日（金）');
  await confirm(clerk, meeting);
  await decide(clerk, meeting, [[ROSTER, '個人に関する情報']]);
  await open(clerk, council, NAME, 'R6.6.18');
  return meeting;
}

async function plan(clerk) {
  await clerk.go('会議を予定する');
  await clerk.jump();
  same(await clerk.valueOf('年度'), '令和6年度', 'the year');
  await clerk.fillIn([['第何回', '1'], ['開催日', 'R6.5.23'], ['開始', '10:00'], ['終了', '11:30'], ['場所', PLACE]]);
  await clerk.follow('Control+Enter');
  await clerk.stop('a planned meeting', '令和6年度第1回', '令和6年5月23日（木）');
  return new URL(clerk.address()).pathname;
}

/** The agenda line by line: Enter for the next, Alt+→ and Alt+← for how deep. */
async function putTogether(clerk) {
  await clerk.go('会議の準備');
  await clerk.stop('before anything is ready', 'まだ空のところのある紙が6種類あります', '席13人');
  await clerk.go('次第を組む');
  await clerk.to('textbox', '1行目の題');
  for (const [at, [depth, title]] of AGENDA.entries()) {
    if (at > 0) await clerk.press('Enter');
    const before = at > 0 ? AGENDA[at - 1][0] : 0;
    if (depth !== before) await clerk.press(depth > before ? 'Alt+ArrowRight' : 'Alt+ArrowLeft');
    await clerk.typeAhead(title);
  }
  await clerk.follow('Control+Enter');
  await clerk.stop('the agenda', '次第を保存しました');
  const marks = await clerk.person.page.locator('[data-outline] [data-shown]').allInnerTexts();
  same(bare(marks.join('')).replaceAll('新', ''), '１２３⑴⑵⑶４５', 'the numbers');
  await clerk.go('保存せずに準備へ戻る');
}

/** Who may listen, the notice, the table, and what the chair says. */
async function makeReady(clerk) {
  await clerk.go('日時・場所・傍聴の可否を直す');
  await clerk.jump();
  await clerk.fill('事務局', '障害福祉課長、相談支援係長、相談支援係主事');
  await clerk.pick('傍聴の可否', '可');
  await clerk.follow('Control+Enter');
  await clerk.reads('保存しました');
  await clerk.take('link', '会議のページへ戻る');
  await clerk.go('会議の準備');
  await clerk.go('通知・傍聴・席・進行を直す');
  await clerk.jump();
  for (const [label, text] of [
    ['文書番号', '6みほ障第110号'], ['通知の日付', 'R6.5.8'], ['差出人', 'みほん市長　見本 太郎'], ['返信の期限', 'R6.5.15'],
    ['返信先', '障害福祉課　ファクス 00-0000-0000'], ['問い合わせ先', '障害福祉課　電話 00-0000-0001'], ['開催を公表する日', 'R6.5.8'],
    ['傍聴の定員', '５人'],
  ]) await clerk.fill(label, text);
  await clerk.pick('傍聴の決め方', '抽選');
  await clerk.fill('傍聴の受付の始まり', '9:30');
  await clerk.fill('傍聴の受付の終わり', '9:50');
  await clerk.pick('机の並べ方', 'ロの字');
  await clerk.follow('Control+Enter');
  await clerk.reads('保存しました');
  await clerk.go('次第から進行の言葉を下書きする');
  await clerk.follow('Control+Enter');
  await clerk.stop('what is ready', '保存しました', '準備がととのっています', '13人');
  await clerk.jump();
  await clerk.to('link', /^PDF.*開催通知と返信票/);
  await clerk.prints(['6みほ障第110号', '令和6年5月23日（木）', '午前10時', ...AGENDA.map(([, title]) => title)]);
}

/** The roster, made of the records, and two papers that others wrote, at once; one master for all that names them. */
async function gather(clerk, meeting) {
  await clerk.go('資料');
  await clerk.stop('no papers yet', '資料は、まだありません');
  await clerk.jump();
  await clerk.fill('資料の名', ROSTER);
  await clerk.pick('どこからつくるか', '委員名簿');
  await clerk.pick('どの議題の資料か', '委員名簿の更新');
  await clerk.follow('Control+Enter');
  await clerk.jump();
  await clerk.take('button', 'いまの記録からつくる');
  await clerk.reads('版を入れました');
  await clerk.go('資料の一覧へ');
  const body = Buffer.from(await (await clerk.person.context.request.get(`${meeting}/papers/agenda.pdf`)).body());
  await clerk.jump();
  await clerk.attach(PAPERS.map((name) => pdf(`${name}.pdf`, body)));
  await clerk.take('button', '加える');
  await clerk.stop('the papers', '資料3件', ...NAMED);
  await clerk.go('会議の準備');
  await clerk.stop('what is ready, with its papers', '準備がととのっています', ...NAMED);
  await clerk.to('link', /^PDF.*（次第）/);
  await clerk.prints(NAMED);
}

/** What goes out, frozen; the whole of it as one PDF. */
async function send(clerk) {
  await clerk.go('資料を送る');
  await clerk.stop('before it goes out', 'まだ送っていません', '送り先は13人', ...NAMED);
  await clerk.jump();
  await clerk.take('button', /^この中身で固める.*事前送付/);
  await clerk.stop('what went out', '一式を固めました', '第1便　事前送付', '送り先13人', '平井 学', '村瀬 宏');
  await clerk.to('link', '1つのPDF');
  await clerk.prints([...NAMED, '平井 学', '令和6年5月23日'], ['大久保', '島田']);
}

/** The day itself, and what was written down of it. */
async function hold(clerk, meeting) {
  await clerk.comes('2024-05-23', '次の会議は、きょう', '令和6年度第1回');
  await clerk.open(meeting);
  await clerk.jump();
  await clerk.take('button', '開催した');
  await clerk.stop('a meeting that was held', '開催した');
}

/** The sheet fills what was planned: one meeting, its papers as its list has them, and thirteen opinions. */
async function keep(clerk, council) {
  await clerk.comes('2024-06-03', '会議録');
  await clerk.open(council);
  await clerk.go('会議録を入れる');
  await clerk.jump();
  await clerk.to('textbox', 'または、全文を貼り付ける');
  await clerk.paste(await readFile(`${ROOT}corpus/mihon-r6-1.txt`, 'utf8'));
  await clerk.take('button', '読み取る');
  await clerk.stop('the sheet as it was read', '意見13件、決定2件、出席11人を読みました', '資料３の題が2とおりあります');
  // The next thing to do has the focus each time.
  await clerk.stands('このままでよい');
  await clerk.follow();
  await clerk.stands('全部そのまま残す');
  await clerk.follow();
  await clerk.stop('kept minutes', '会議録として残しました');
}

/** Members had nothing to say against the minutes: two of them confirm, and everybody reads them within the fortnight. */
async function confirm(clerk, meeting) {
  await ask(clerk, meeting, 'R6.6.3', 'R6.6.17');
  await clerk.comes('2024-06-18', '14件');
  await clerk.open(`${meeting}/confirmation`);
  await hear(clerk, '髙梨', '会長として', 'R6.6.14');
  await hear(clerk, '渡邉', '委員として', 'R6.6.17');
  await finish(clerk);
  await publish(clerk, 'R6.6.18');
  await keptTime(clerk, meeting);
}
