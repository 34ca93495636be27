// The second meeting begins from the first: what is carried over is marked, what is open comes onto its agenda, and its papers are
// frozen together and sent.
import { pick } from '../opinions.mjs';
import { same } from './clerk.mjs';
import { tellTime } from './deadlines.mjs';
import { SHEET } from './minutes.mjs';
import { MEASURE, tell } from './opinions.mjs';

/** The support until the end of September, as the town's paper counts it. */
const TALLY = '働きかけている\t40～64歳\t3か月まで\t4\n支給決定\t65～74歳\t6か月まで\t3';
const AGENDA = [
  '開会', '議題', '今年度の目標について（対象者の考え方）', '精神障害にも対応した地域包括ケアシステムの構築について', '前回の会議録の確認について',
  '前回までの回答のその後について（1件）', '意見の行き先について（7件）', '課題への方策について（2件）', 'その他', '次回の開催日について', '閉会',
];
/** From what, how it is handed out, and how it is numbered: support and issues are 資料2 and 資料3 in the packet, too. */
const MADE = [
  ['前回の会議録', '事前送付', '参考資料'], ['支援状況', '机上配付・回収', '資料1、'], ['課題・方策のまとめ', '事前送付', '資料1、'],
];
const SENT = ['資料1　みほん市精神保健福祉連絡協議会委員名簿', '資料3　課題・方策のまとめ', '参考資料1　前回の会議録'];
/** Of the opinions of May: one that is an issue, one that was answered, one that waits. */
const BECAME = [
  'R6-001 使える支援のことが、入院している人に届いていない', 'その場で回答: 資料3に「何で測るか」の欄を加え', '同じくらいの大きさの市が何をしているかを調べるべき。 未対応',
];

/** From what was counted to what was decided; the meeting's address. */
export async function meet(clerk, council, { issue, goal }) {
  await clerk.comes('2024-10-21', '実績が、4か月よりも前のものです');
  await count(clerk, council, goal);
  const meeting = await plan(clerk, council);
  await touch(clerk);
  await seed(clerk, meeting);
  await arrange(clerk, meeting);
  await freeze(clerk, meeting);
  await gather(clerk, meeting);
  await send(clerk);
  await askForMoney(clerk, issue);
  await keep(clerk, council, meeting);
  await follow(clerk, meeting, goal);
  return meeting;
}

/** Who is supported until when, as numbers without a name; and how far the goal came. */
async function count(clerk, council, goal) {
  await clerk.open(council);
  await clerk.go('支援状況（資料2）');
  await clerk.go('支援の集計を入れる');
  await clerk.to('textbox', '1行目の段階');
  await clerk.pasteCells(TALLY);
  await clerk.fill(/^時点/, 'R6.9.30');
  await clerk.fill(/^出典/, '支援の記録');
  await clerk.follow('Control+Enter');
  await clerk.stop('the tally', '令和6年9月30日現在、7人を支えています');
  await clerk.open(goal);
  await tell(clerk, 'R6.9.30', ['1', '2']);
  await clerk.stop('how far the goal came', '令和6年9月30日現在で3人。のこり2人です');
}

/** Begun from the last one, whose minutes say when the next is: what is the same is marked, what does not fit the hour is warned of. */
async function plan(clerk, council) {
  await clerk.open(council);
  await clerk.go('会議を予定する');
  const begun = [];
  for (const label of ['年度', '第何回', '開催日', '開始', '場所〔前回から〕']) begun.push(await clerk.valueOf(label));
  same(begun.join('・'), '令和6年度・2・令和6年11月14日・09:00・みほん市役所第二庁舎 ３０１会議室', 'how it begins');
  await clerk.fillIn([['終了', '10:30']]);
  await clerk.follow('Control+Enter');
  await clerk.stop('the second meeting', '令和6年度第2回', '令和6年11月14日（木） 09:00〜10:30');
  const meeting = new URL(clerk.address()).pathname;
  await clerk.go('会議の準備');
  await clerk.stop('what came over', '前回のままのところが20か所あります', '前回は令和6年度第1回です',
    '傍聴の受付の始まり（午前9時30分）が、会議の開始（午前9時）より後です');
  return meeting;
}

/** Number and days are new, the reception is earlier; the rest is looked at once. */
async function touch(clerk) {
  await clerk.go('通知・傍聴・席・進行を直す');
  await clerk.jump();
  for (const [label, text] of [
    ['文書番号', '6みほ障第310号'], ['通知の日付', 'R6.10.22'], ['返信の期限', 'R6.11.1'], ['開催を公表する日', 'R6.10.22'],
    ['傍聴の受付の始まり', '8:30'], ['傍聴の受付の終わり', '8:50'],
  ]) await clerk.fill(label, text);
  await clerk.follow('Control+Enter');
  await clerk.stop('what is left as it was', '前回のままのところが18か所あります');
  await clerk.jump();
  await clerk.take('button', 'すべてこれでよい');
  await clerk.reads('見たことにしました');
  if (await clerk.isSaid('前回のままのところが')) throw new Error('what was looked at is still marked');
}

/** What is open comes onto the agenda, but one, for a reason; what was said in May stays for its own line, and その他 is the last. */
async function seed(clerk, meeting) {
  await clerk.open(meeting);
  await clerk.go('未了から次第をつくる');
  await clerk.stop('what is open', '未了が6つあります', '意見7件の行き先が、決まっていません', 'まず障害福祉課が受ける', '予算要求のしめきり');
  await clerk.fill(/^わけ（方策 R6-001-1/, '会議の前に、予算を要求する');
  await clerk.follow();
  await clerk.stop('what is left out', '会議の前に、予算を要求する');
  await clerk.jump();
  await clerk.take('button', '次第に入れる');
  await clerk.reads('未了から、次第に入れました');
}

/** The letters of May go, and その他 comes last again. */
async function arrange(clerk, meeting) {
  await clerk.open(`${meeting}/items`);
  await clerk.to('textbox', '2行目の題');
  await clerk.press('Alt+Delete');
  await clerk.to('textbox', '5行目の題');
  await clerk.press('Alt+ArrowDown', 4);
  await clerk.follow('Control+Enter');
  await clerk.reads('次第を保存しました');
  const fields = clerk.person.page.locator('[data-outline] td.wide input');
  const titles = await fields.evaluateAll((all) => all.map((field) => field.value).filter((title) => title));
  same(titles.join('・'), AGENDA.join('・'), 'the agenda');
  await clerk.go('保存せずに準備へ戻る');
}

/** Support, issues, and what became of what was said in May, in one paper: the members' with figures, that for everybody without. */
async function freeze(clerk, meeting) {
  await clerk.open(meeting);
  await clerk.go('会議資料一式');
  await clerk.stop('the packet before it is frozen', '次第11項目', '令和6年9月30日現在、7人', '終えていない課題は3件です');
  await clerk.jump();
  await clerk.take('button', 'この版で固める');
  await clerk.stop('the packet', 'この版で固めました', '会議資料一式 第1版', '10より少ない人数は「＊」にしています');
  await clerk.to('link', '一式のPDF（資料2は公開用の数）');
  await clerk.prints(['計 ＊', ...BECAME], ['話を聞きたいと言った 0']);
  await clerk.to('link', '会議で配るPDF（委員限り・回収）');
  await clerk.prints(['支給決定 3', '計 7', '委員限り・回収', ...BECAME]);
}

/** The roster of the day, the minutes of May, and what was frozen, as papers with numbers. */
async function gather(clerk, meeting) {
  await clerk.open(`${meeting}/handouts`);
  await clerk.go(/^資料1/);
  await make(clerk);
  for (const [source, timing, series] of MADE) {
    await clerk.jump();
    await clerk.pick('どこからつくるか', source);
    await clerk.pick('配り方', timing);
    await clerk.pick('番号の付け方', series);
    await clerk.follow('Control+Enter');
    await make(clerk);
  }
}

async function make(clerk) {
  await clerk.jump();
  await clerk.take('button', 'いまの記録からつくる');
  await clerk.reads('版を入れました');
  await clerk.go('資料の一覧へ');
}

/** Next year's money is asked for in time: the step is done, and the warning is gone. */
async function askForMoney(clerk, issue) {
  await clerk.comes('2024-10-28');
  await clerk.open(issue);
  await clerk.go(MEASURE);
  await clerk.stop('a measure that needs money', '予算要求のしめきり');
  await clerk.jump();
  await clerk.take('button', /^きょうできた.*予算の要求/);
  await clerk.reads('手順4つのうち1つがすみました');
  await clerk.go('予算の欄を直す');
  await clerk.fillIn([['予算を要求した日', 'R6.10.28']]);
  await clerk.follow('Control+Enter');
  await clerk.stop('a measure whose money was asked for', '保存しました', '次は「委託先を決めて契約」');
  if (await clerk.isSaid('予算要求のしめきり')) throw new Error('the money was asked for, and the warning stays');
}

/** What goes out has no figure of whom the town supports; the minutes of May are in it, and what became of what was said. */
async function send(clerk) {
  await clerk.go('資料を送る');
  await clerk.stop('before it goes out', 'まだ送っていません', '送り先は13人', '事務局の控え', ...SENT);
  await clerk.jump();
  await clerk.take('button', /^この中身で固める.*事前送付/);
  await clerk.stop('what went out', '第1便　事前送付', '送り先13人', ...SENT);
  await clerk.to('link', '1つのPDF');
  await clerk.prints([...SENT, ...BECAME, '会議録（要点記録）'], ['支援の月数', '計 7']);
}

/** Held, and written down by the secretariat: the sheet fills what was planned, and nothing of it is in doubt. */
async function keep(clerk, council, meeting) {
  await clerk.comes('2024-11-14', '次の会議は、きょう', 'きょうは令和6年度第2回です');
  await clerk.open(meeting);
  await clerk.jump();
  await clerk.take('button', '開催した');
  await clerk.comes('2024-11-20');
  await clerk.open(council);
  await clerk.go('会議録を入れる');
  await clerk.jump();
  await clerk.to('textbox', 'または、全文を貼り付ける');
  await clerk.paste(SHEET);
  await clerk.take('button', '読み取る');
  await clerk.stop('the second sheet as it was read', '意見3件、決定2件、出席12人を読みました', '見てほしいところはありません');
  await clerk.stands('全部そのまま残す');
  await clerk.follow();
  await clerk.stop('the second minutes', '会議録として残しました', '会議資料一式 第1版', '送った資料 第1便（事前送付）');
  if (await clerk.isSaid('一覧にあり、会議録にない')) throw new Error('the sheet names its papers otherwise than their list');
  await tellTime(clerk, 'R6.11.15', '令和6年11月15日（金）');
}

/** What was said goes where it belongs, and what was decided of the goal is told. */
async function follow(clerk, meeting, goal) {
  await clerk.go('意見の行き先を決める');
  for (const [number, issue] of [[1, 'R6-001'], [2, 'R6-002']]) {
    await pick(clerk, clerk.person, [number]);
    await clerk.press('Enter');
    await clerk.pick('今ある課題', issue);
    await clerk.take('button', '加える');
    await clerk.reads('選んだ意見を、課題に加えました');
  }
  await clerk.stop('the second opinions', '2件が2つの課題につながり、1件が残っています');
  await clerk.open(goal);
  await clerk.go('評価する');
  await clerk.jump();
  await clerk.choose('radio', '続ける');
  await clerk.fill(/^理由/, '支給を決めた人が2人ふえたため、続ける。');
  await clerk.fill(/^根拠/, '支給決定の台帳');
  await clerk.arrowTo('会議に出す案', '会議で決まった');
  await clerk.pick(/^どの会議で/, '目標を変えずに続ける');
  await clerk.follow('Control+Enter');
  await clerk.stop('the goal as it was judged', '評価を残しました', 'そのときの実績: すでに支給決定 1人、新たに働きかける人 2人');
}
