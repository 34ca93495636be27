// Meetings in the room, meetings in writing and transcripts, brought to the state in which the scenes find them.
import { FIRST_TERM, RULES, table } from './roster.mjs';
import { path } from './town.mjs';

/** The agenda of a meeting in the room. */
const AGENDA = `１　開会
２　前回会議録の確認
３　議題
　⑴　上半期の評価
　⑵　課題・方策のまとめについて
　⑶　その他
４　次回の開催日
５　閉会`;

/** What is said under ⑵ from 9:31 on: kind, words, and the kind of a decision. */
const SAID = [
  ['explanation', '資料3により、前回の意見13件の行き先と、委員の採点の結果を説明した。'],
  ['opinion', 'リーフレットは、退院した人の話が入ると伝わる。'],
  ['opinion', '病棟ごとに置く場所を決め、誰に渡したかを残すとよい。\n渡した日も残す。'],
  ['question', '予算要求は間に合ったのか。'],
  ['answer', '10月28日に会長の了解を得て、委託費44万円を要求した。'],
  ['opinion', '小野寺委員から、空き家は持ち主の不安が先にあり、見学の機会がほしい。'],
  ['decision', '承認　方策①の目標を「6病棟へ配布」とする。'],
  ['decision', '次の部会で、配る数を確かめる。', 'carried'],
  ['decision', '目標を見直す。'],
  ['statement', '会長が、残りの意見は書面で出すよう求めた。'],
  ['note', '（9時50分から5分、休憩した。）'],
];

/** The agenda of a meeting in writing: two items are voted on. */
const WRITTEN = `１　開会
２　議題
　⑴　上半期の報告【種類: 報告】
　⑵　見学会について【種類: 協議】
　⑶　部会の要綱の改正について【種類: 承認】
３　閉会`;

/** The last minutes of a council that keeps no roster. */
const LAST_SHEET = `会議名称 令和７年度 第１回みほん市暮らしの集まり
開催日時 令和７年９月３日（水）１０：００～１１：００
出席者等 委員：髙梨会長、渡邉副会長、三好委員（欠席）
会議次第 １ 開会
２ 報告
会議結果 １ 開会
２ 報告
・今年度の予定を報告した。
`;

/** As it is planned: day and number are its own. */
const MEETING = {
  fiscal_year: 'R8', number_of: 'fiscal_year', starts_at: '9:00', ends_at: '10:30', venue: 'みほん市役所 301会議室', agenda: AGENDA,
};

/** A council with rules and five members, whose minutes name no speaker. */
export async function seated(person, name) {
  const rule = { record_method: 'summary', record_from_on: 'R3.7.15', record_from_meeting: '令和3年度第1回' };
  const council = await path(person.send('/councils', { name, basis: 'guideline', ...rule }));
  await path(person.send(`${council}/charter`, RULES));
  const term = { from_on: 'R6.4.1', until_on: 'R10.3.31', letter: 'nothing', text: table(FIRST_TERM) };
  await path(person.send(`${council}/roster/take`, term, 'multipart'));
  return council;
}

/** A meeting of such a council, planned. */
export function planned(person, council, number = '1') {
  return path(person.send(`${council}/meetings`, { ...MEETING, number, held_on: 'R8.11.14' }));
}

const textOf = async (person, address) => (await person.context.request.get(address)).text();

/** Opens a meeting at nine: how each member of the roster is there. */
export async function opened(person, meeting, modes, more = {}) {
  const [, roster] = (await textOf(person, `${meeting}/sitting/open`)).match(/name="roster" value="([^"]+)"/);
  const form = Object.fromEntries(modes.flatMap((mode, at) => [[`mode.${at}`, mode], [`proxy.${at}`, '']]));
  await path(person.send(`${meeting}/sitting`, { way: 'together', starts_at: '9:00', roster, ...form, ...more }));
}

/** The items of a meeting in the room, in the order of its agenda. */
async function itemsOf(person, meeting) {
  return [...(await textOf(person, `${meeting}/sitting`)).matchAll(/data-item="([0-9a-f-]{36})"/g)].map((found) => found[1]);
}

/** A line as the room's form sends it. */
const line = (item, [kind, text, decision = ''], said_at) => ({
  key: crypto.randomUUID(), item, kind, decision, text, said_at, cue_of: '', cue: '', version: '',
});

/** Answers every opinion of kept minutes, so that nothing of them waits. */
export async function answered(person, meeting) {
  const page = await (await person.context.request.get(`${meeting}/opinions`)).text();
  const fields = new URLSearchParams([...page.matchAll(/name="pick" value="([^"]+)"/g)].map((found) => ['pick', found[1]]));
  if (fields.size === 0) return;
  fields.append('answer', 'noted');
  fields.append('reason', '会議で確かめた。');
  await path(person.sendText(`${meeting}/answer`, fields.toString()));
}

/** 会議中, in councils of the newcomer, so that what the others see stays as it is. */
export async function sit(town, newcomer) {
  const send = (page, form, how) => path(newcomer.send(page, form, how));
  const council = await seated(newcomer, 'みほん市こころの協議会');
  const meetings = [];
  for (const number of ['11', '12', '13', '14', '15', '16']) {
    meetings.push(await send(`${council}/meetings`, { ...MEETING, number, held_on: `R8.11.${number}` }));
  }
  const [ahead, silent, room, short, closed, written] = meetings;
  const here = ['in_person', 'in_person', 'absent', 'absent', 'online'];
  await opened(newcomer, silent, here);
  await opened(newcomer, room, ['in_person', 'in_person', 'absent', 'proxy', 'online'], { 'proxy.3': '原 和子' });
  await opened(newcomer, short, ['in_person', 'in_person', 'absent', 'absent', 'absent']);
  await opened(newcomer, closed, here);
  await opened(newcomer, written, here, { way: 'written' });
  await fillRoom(town, newcomer, room);
  for (const meeting of [short, closed, written]) {
    const items = await itemsOf(newcomer, meeting);
    await send(`${meeting}/begin`, { item: items[3], from: '9:05' });
    await send(`${meeting}/lines`, line(items[3], ['opinion', '字を大きくしてほしい。'], '9:20'));
  }
  await send(`${closed}/sitting/close`, { ends_at: '10:20' });
  const loose = await send('/councils', { name: 'みほん市暮らしの集まり', basis: 'guideline' });
  await newcomer.send(`${loose}/import`, { text: LAST_SHEET }, 'multipart');
  const year = { fiscal_year: 'R7', number_of: 'fiscal_year' };
  const gather = (number, held_on) => send(`${loose}/meetings`, { ...year, number, held_on });
  // Before the one sheet nobody is known, after it those whom it names.
  const [unknown, named, bare] = [await gather('11', 'R7.5.7'), await gather('12', 'R7.11.5'), await gather('13', 'R7.5.8')];
  await send(`${bare}/sitting`, { way: 'together', starts_at: '9:00', names: '髙梨 一郎（会長）\n渡邉 悟' });
  await send(`${bare}/lines`, line('', ['opinion', '月に一度は集まりたい。'], '9:05'));
  town.sat = { council, ahead, silent, room, short, closed, written, unknown, named, bare };
}

/** Lines of all kinds, one of them struck; somebody late, somebody who was asked to come, people who listen. */
async function fillRoom(town, newcomer, room) {
  const send = (page, form) => path(newcomer.send(page, form));
  const [first, , , half, main] = await itemsOf(newcomer, room);
  for (const [item, from] of [[first, '9:00'], [half, '9:10'], [main, '9:31']]) await send(`${room}/begin`, { item, from });
  await send(`${room}/lines`, line(half, ['opinion', '前の年と比べられる表がほしい。'], '9:12'));
  for (const said of [...SAID, ['opinion', 'まちがえて書いた行。']]) await send(`${room}/lines`, line(main, said, '9:35'));
  const page = await textOf(newcomer, `${room}/sitting?item=${main}`);
  const lines = [...page.matchAll(/data-line="([^"]+)"/g)].map((found) => found[1]);
  await send(`/lines/${lines.at(-1)}/strike`, { item: main });
  const late = page.match(/name="person" value="([^"]+)"/g)[2].split('"')[3];
  await send(`${room}/attendance`, { person: late, mode: 'in_person', from: '9:22', proxy: '' });
  await send(`${room}/invited`, { name: '白石 操', body: 'みほん病院', from: '9:00' });
  for (const more of ['1', '1', '1', '-1']) await send(`${room}/observers`, { more });
  town.roomLines = lines;
}

/** Meetings of the part in writing, before its roster begins: the minutes before say who is asked. */
export async function vote(town, secretariat) {
  const send = (page, form) => path(secretariat.send(page, form));
  const write = async (number, agenda = WRITTEN) => {
    const form = { fiscal_year: 'R7', number, number_of: 'fiscal_year', held_on: 'R7.6.12', agenda };
    const meeting = await send(`${town.part}/meetings`, form);
    await opened(secretariat, meeting, [], { way: 'written' });
    return { meeting, ballots: await town.linked(`${meeting}/ballots`, /href="(\/ballots\/[^"/]+)">/g) };
  };
  const answer = async (ballot, received_on, choices, remark = '', version = '1') => {
    const items = await town.linked(ballot, /value="([0-9a-f-]{36})=approve"/g);
    const lines = choices.map((choice, at) => [`choices.${at}.0`, choice && `${items[at]}=${choice}`]);
    await send(ballot, { version, received_on, remark, ...Object.fromEntries(lines) });
  };
  const none = await write('11', '１　開会\n２　上半期の報告【種類: 報告】\n３　閉会');
  const [empty, part, many, closed] = [await write('12'), await write('13'), await write('14'), await write('15')];
  await answer(part.ballots[0], 'R7.6.10', ['approve', 'abstain'], '見学会は、平日の夜にも開いてほしい。\n家族も来られる。');
  await answer(part.ballots[1], 'R7.6.15', ['', 'approve']);
  await answer(part.ballots[1], 'R7.6.16', ['', 'approve'], '', '2');
  for (const [at, ballot] of many.ballots.entries()) {
    const remark = at === 0 ? '空き家の持ち主にも話を聞いてほしい。' : '';
    await answer(ballot, 'R7.6.10', [at === 3 ? 'oppose' : 'approve', at === 5 ? 'abstain' : 'approve'], remark);
  }
  await answer(closed.ballots[0], 'R7.6.10', ['approve', 'approve']);
  await send(`${closed.meeting}/sitting/close`, { ends_at: '17:00' });
  town.written = { none, empty, part, many, closed };
}

/** Transcripts of the meeting that is made ready: one in cues, one as a text, and one whose words are gone. */
export async function transcribe(town, send) {
  const add = (text) => send(`${town.ready}/transcripts`, { text }, 'multipart');
  const cues = 'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v 平井会長>見学会の話を聞きます。</v>\n\n00:12:31.500 --> 00:12:40.000\n<v 三好委員>空室がありません。</v>\n';
  const read = await add(cues);
  const long = await add(Array.from({ length: 450 }, (_, n) => `[0:${String(n % 60).padStart(2, '0')}] 話者1：${n + 1}番めの発言です。`).join('\n'));
  const gone = await add('話者1：もう要らない言葉です。');
  const day = (days) => new Date(Date.now() + days * 86400000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' });
  await send(`${gone}/day`, { version: '1', dispose_on: day(0) });
  await send(`${gone}/dispose`, {});
  town.transcripts = { read, long, gone };
  [town.later, town.latest] = [day(30), day(60)];
}
