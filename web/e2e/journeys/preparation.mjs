// What is made ready before a meeting: the next one begins from the last, its agenda is put together, papers get their numbers, are
// frozen and sent, one of them is replaced, and the day is moved.
import { docx, pdf } from '../files.mjs';
import { Hands } from '../hands.mjs';
import { FIRST_TERM, RULES, table } from '../roster.mjs';
import { path } from '../town.mjs';
import { compose, composing } from './typing.mjs';

const OWN = 'みほん市地域生活支援協議会';
const LAST = {
  fiscal_year: '令和9年度', number: '1', number_of: 'fiscal_year', held_on: 'R9.11.11', starts_at: '10:00', ends_at: '11:30',
  venue: 'みほん市役所 第1会議室', agenda: '１　開会\n２　議題\n　⑴　見学会について【種類: 報告】\n　⑵　冊子について【種類: 報告】\n３　閉会',
};
const SENT = { version: '1', sender: 'みほん市長　見本 太郎', reply_to: '障害福祉課　ファクス 00-0000-0000', clerks: '佐伯 はる', table_shape: 'square' };
/** On a holiday, and the day on which it is held in the end. */
const [HOLIDAY, DAY] = ['R10.2.11', 'R10.2.17'];
const TITLE = '来年度の集まりについて';
const PAPER = '来年度の集まり（案）';
/** What it takes at most in keys; the words of one field count as one. */
const MOST_KEYS = 600;

export const preparation = {
  'By keyboard: from the last meeting to the papers of the next, sent, replaced and sent again': async (town, guest) => {
    const her = guest(await town.join({ name: '早川 結', login: 'y.hayakawa', role: 'secretariat' }));
    // The browser hands over its window for files only to who waits for it from the beginning.
    her.page.on('filechooser', () => {});
    const council = await before(her);
    const hands = new Hands(her);
    await hands.open(council);
    const meeting = await plan(hands);
    await touch(hands);
    await putTogether(hands, her);
    await makeReady(hands);
    await gather(hands, her, meeting);
    await sayTheSame(her, meeting, ['資料1　委員名簿', `資料2　${PAPER}`]);
    const first = await freeze(hands, her, '第1便');
    await replace(hands, her, meeting);
    const second = await freeze(hands, her, '第2便');
    await hands.reads(`資料2　${PAPER}: 差しかえました`);
    if (second.equals(first)) throw new Error('what was sent again is what was sent before');
    await moveDay(hands, her, meeting);
    if (hands.keys > MOST_KEYS) throw new Error(`it took ${hands.keys} keys`);
  },
};

/** A council of her own with its rules, five members and a meeting that was made ready. */
async function before(her) {
  const council = await path(her.send('/councils', { name: OWN, basis: 'guideline' }));
  await path(her.send(`${council}/charter`, RULES));
  const term = { from_on: 'R8.4.1', until_on: 'R10.3.31', letter: 'commission', text: table(FIRST_TERM) };
  await path(her.send(`${council}/roster/take`, term, 'multipart'));
  const meeting = await path(her.send(`${council}/meetings`, LAST));
  await path(her.send(`${meeting}/preparation`, SENT));
  return council;
}

/** The next one, on a day that turns out to be a holiday. */
async function plan(hands) {
  await hands.jump();
  await hands.take('link', '会議を予定する');
  await hands.reads('〔前回から〕の印がある欄は、前回と同じ内容です');
  for (const label of ['開始〔前回から〕', '終了〔前回から〕', '場所〔前回から〕', '次第〔前回から〕']) await hands.reads(label);
  same(await hands.valueOf('場所〔前回から〕'), LAST.venue, 'the place');
  same((await hands.valueOf('次第〔前回から〕')).trim(), LAST.agenda, 'the agenda');
  await hands.jump();
  await hands.fill('年度', 'R9');
  await hands.fill('第何回', '2');
  await hands.fill('開催日', HOLIDAY);
  await hands.follow('Control+Enter');
  const meeting = new URL(hands.address()).pathname;
  await hands.jump();
  await hands.take('link', '会議の準備');
  await hands.reads('開催日の令和10年2月11日（金）は、建国記念の日です');
  await hands.reads('前回は令和9年度第1回です');
  return meeting;
}

/** What came over from the last one is looked at, one line and then all. */
async function touch(hands) {
  await hands.reads(/前回のままのところが\d+か所あります/);
  const lines = await hands.count('button', /^これでよい/);
  await hands.jump();
  await hands.take('button', /^これでよい.*場所/);
  await hands.reads('見たことにしました');
  same(await hands.count('button', /^これでよい/), lines - 1, 'the lines that are left');
  await hands.jump();
  await hands.take('button', 'すべてこれでよい');
  await hands.reads('見たことにしました');
  if (await hands.isSaid('前回のままのところ')) throw new Error('what was looked at still stands there');
}

/** A line below 議題, typed with an IME, set in, moved behind the first, with its kind and why it is closed. */
async function putTogether(hands, her) {
  const titles = () => her.page.locator('[data-outline] td.wide input').evaluateAll((fields) => fields.map((field) => field.value));
  const row = () => her.page.evaluate(() => [...document.activeElement.closest('tbody').rows].indexOf(document.activeElement.closest('tr')) + 1);
  await hands.jump();
  await hands.take('link', '次第を組む');
  if (await hands.isSaid('行が前回のままです')) throw new Error('lines that were looked at are still marked');
  await hands.to('textbox', '2行目の題');
  await hands.press('Enter');
  same(await row(), 3, 'the line of the focus');
  const lines = await titles();
  same(lines.join('・'), '開会・議題・・見学会について・冊子について・閉会・', 'the lines');
  await compose(her, 'らいねんどの');
  await composing(her, 'Enter');
  same((await titles()).join(), lines.join(), 'the lines while the IME composes');
  same(await row(), 3, 'the line of the focus while the IME composes');
  const address = hands.address();
  const ime = await her.context.newCDPSession(her.page);
  await ime.send('Input.imeSetComposition', { text: TITLE, selectionStart: TITLE.length, selectionEnd: TITLE.length });
  await hands.paste(TITLE);
  same((await titles())[2], TITLE, 'the title');
  await hands.press('Alt+ArrowRight');
  same(await her.page.getByLabel('3行目の段').inputValue(), '1', 'the step after Alt+→');
  await hands.press('Alt+ArrowLeft');
  await hands.press('Alt+ArrowRight');
  await hands.press('Alt+ArrowDown');
  same(hands.address(), address, 'the page after the arrows');
  same(await row(), 4, 'the line of the focus after Alt+↓');
  same((await titles()).slice(2, 5).join('・'), `見学会について・${TITLE}・冊子について`, 'the lines');
  await hands.to('combobox', '4行目の種類');
  await hands.press('ArrowDown', 2);
  await hands.fill('4行目を非公開とする根拠', 'みほん市情報公開条例 第7条第1号');
  await hands.follow('Control+Enter');
  await hands.reads('次第を保存しました');
  const marks = await her.page.locator('[data-outline] [data-shown]').allInnerTexts();
  same(marks.filter((mark) => mark !== '新').join(''), '１２⑴⑵⑶３', 'the numbers');
  same(await hands.valueOf('4行目の種類'), 'discussion', 'the kind');
  await hands.jump();
  await hands.take('link', '保存せずに準備へ戻る');
}

/** 通知・傍聴・席・進行. */
async function makeReady(hands) {
  await hands.jump();
  await hands.take('link', '通知・傍聴・席・進行を直す');
  await hands.fill('文書番号', '9みほ障第400号');
  await hands.fill('通知の日付', 'R10.1.27');
  await hands.fill('返信の期限', 'R10.2.4');
  await hands.fill('問い合わせ先', '障害福祉課　電話 00-0000-0001');
  await hands.fill('傍聴の定員', '５人');
  await hands.to('combobox', '傍聴の決め方');
  await hands.press('ArrowDown');
  await hands.fill('傍聴の受付の始まり', '9時30分');
  await hands.fill('傍聴の受付の終わり', '9:50');
  await hands.to('combobox', '机の並べ方');
  await hands.press('ArrowDown');
  await hands.fill('進行の言葉', '＃開会\nただいまから始めます。');
  await hands.follow('Control+Enter');
  await hands.reads('保存しました');
  await hands.reads('気をつけるところが1つあります');
}

/** A name, then its Word file, then its PDF; the roster, which is moved above it. */
async function gather(hands, her, meeting) {
  const take = async (name) => (await her.context.request.get(`${meeting}/papers/${name}`)).body();
  await hands.jump();
  await hands.take('link', '資料');
  await hands.reads('資料は、まだありません');
  await hands.jump();
  await hands.fill('資料の名', PAPER);
  await hands.to('combobox', 'どの議題の資料か');
  await hands.press('ArrowDown', 4);
  await hands.follow('Control+Enter');
  await hands.reads('資料を加えました');
  await hands.jump();
  await hands.take('link', `資料1　${PAPER}`);
  await bring(hands, her, docx('案.docx', await take('agenda.docx')));
  await hands.reads('Wordのファイルだけです。PDFにして入れると、一式にとじられます。');
  await bring(hands, her, pdf('案.pdf', await take('agenda.pdf')));
  await hands.reads('版を入れました');
  await hands.reads(/^とじる$/);
  await hands.jump();
  await hands.take('link', '資料の一覧へ');
  await hands.jump();
  await hands.to('combobox', 'どこからつくるか');
  await hands.press('ArrowDown');
  await hands.follow('Control+Enter');
  await hands.jump();
  await hands.take('button', 'いまの記録からつくる');
  await hands.reads('版を入れました');
  await hands.jump();
  await hands.take('link', '資料の一覧へ');
  await hands.reads('資料2　委員名簿');
  await hands.jump();
  await hands.take('button', /^上へ.*委員名簿/);
  await hands.reads('並びを変えました');
  await hands.reads('資料1　委員名簿');
  await hands.reads(`資料2　${PAPER}`);
}

/** Chooses a file in the window that the browser opens, and sends it. The file stands one stop before its button. */
async function bring(hands, her, file) {
  await hands.jump();
  await hands.to('button', 'この版を入れる');
  await hands.press('Shift+Tab');
  const [chooser] = await Promise.all([her.page.waitForEvent('filechooser'), hands.press('Enter')]);
  await chooser.setFiles(file);
  await hands.reads(`「${file.name}」を選びました。「この版を入れる」を押してください。`);
  await hands.press('Tab');
  await hands.follow();
}

/** The list, the page of what is made ready, the notice and the agenda name the papers alike. */
async function sayTheSame(her, meeting, words) {
  for (const place of ['handouts', 'preparation', 'papers/notice.txt', 'papers/agenda.txt']) {
    const text = await (await her.context.request.get(`${meeting}/${place}`)).text();
    const unsaid = words.filter((words) => !text.includes(words));
    if (unsaid.length > 0) throw new Error(`${place} does not say ${unsaid.join(', ')}:\n${text.slice(0, 600)}`);
  }
}

/** What goes out before the meeting, frozen; its PDF. */
async function freeze(hands, her, number) {
  await hands.jump();
  await hands.take('link', '資料を送る');
  await hands.reads('送り先は5人');
  await hands.jump();
  await hands.take('button', /^この中身で固める.*事前送付/);
  await hands.reads('一式を固めました');
  await hands.reads(`${number}　事前送付`);
  await hands.jump();
  await hands.to('link', '1つのPDF');
  const bytes = await fetched(her, '%PDF');
  await hands.to('link', '資料ごとのZIP');
  await fetched(her, 'PK');
  return bytes;
}

/** What the link on which the focus is hands out. */
async function fetched(her, start) {
  const address = await her.page.evaluate(() => document.activeElement.href);
  const bytes = await (await her.context.request.get(address)).body();
  if (!bytes.subarray(0, start.length).equals(Buffer.from(start))) throw new Error(`${address} does not begin with ${start}`);
  return bytes;
}

/** Another PDF for the second paper. */
async function replace(hands, her, meeting) {
  const other = await (await her.context.request.get(`${meeting}/papers/reception.pdf`)).body();
  await hands.jump();
  await hands.take('link', 'ほかの便へ', { back: true });
  await hands.jump();
  await hands.take('link', '資料の一覧');
  await hands.jump();
  await hands.take('link', `資料2　${PAPER}`);
  await bring(hands, her, pdf('案（直し）.pdf', other));
  await hands.reads('前の版も残っています');
  await hands.jump();
  await hands.take('link', '資料の一覧へ');
}

/** The day is moved off the holiday: the calendar gets the same meeting, newer, and the next sending will say so. */
async function moveDay(hands, her, meeting) {
  const entry = async () => {
    const text = (await (await her.context.request.get(`${meeting}/calendar.ics`)).text()).split('BEGIN:VEVENT')[1];
    const [uid, sequence, start] = ['UID', 'SEQUENCE', 'DTSTART'].map((name) => text.match(new RegExp(`^${name}[;:](.*)$`, 'm'))[1].trim());
    return { uid, sequence: Number(sequence), start };
  };
  const old = await entry();
  await hands.open(meeting);
  await hands.jump();
  await hands.take('link', '予定を直す');
  await hands.jump();
  await hands.fill('開催日', DAY);
  await hands.follow('Control+Enter');
  await hands.reads('保存しました');
  const now = await entry();
  same(now.uid, old.uid, 'the UID of the calendar');
  if (now.sequence <= old.sequence) throw new Error(`SEQUENCE was ${old.sequence} and is ${now.sequence}`);
  if (!old.start.includes('20280211T100000') || !now.start.includes('20280217T100000')) throw new Error(`it began ${old.start} and begins ${now.start}`);
  // The roster of the old day is made again before anything goes out.
  await hands.open(`${meeting}/dispatches`);
  await hands.reads(/会議の日が、つくったときから変わりました/);
  await hands.open(`${meeting}/handouts`);
  await hands.jump();
  await hands.take('link', '資料1　委員名簿');
  await hands.jump();
  await hands.take('button', 'いまの記録からつくる');
  await hands.reads('版を入れました');
  await hands.open(`${meeting}/dispatches`);
  await hands.reads('日が変わりました: 令和10年2月11日（金） → 令和10年2月17日（木）');
  await hands.open(`${meeting}/preparation`);
  await hands.reads('まだ空のところのある紙が');
}

function same(is, wanted, what) {
  if (is !== wanted) throw new Error(`${what}: ${is} and not ${wanted}`);
}
