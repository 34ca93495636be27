// 決裁 and 様式 in councils of the newcomer, brought to the state in which the scenes find them.
import { answered, seated } from './rooms.mjs';
import { path, today } from './town.mjs';

/** A meeting to come, as it is planned: its number is its own. */
export const TO_COME = {
  fiscal_year: 'R9', number_of: 'fiscal_year', held_on: 'R9.11.11', starts_at: '10:00', ends_at: '11:30',
  venue: 'みほん市役所 301会議室', agenda: '１　開会\n２　議題\n　⑴　今年度の目標について【種類: 協議】\n３　閉会',
};

/** A rule with which every proposal begins. */
export const WANTED = {
  from_on: 'R3.7.15', needed: 'yes', post: '障害福祉課長', stamps: '係長、課長補佐、課長', disclosure: 'partly',
  disclosure_reason: 'みほん市情報公開条例 第7条第1号', note: 'みほん市事務決裁規程 別表第2',
};

/** A proposal, typed. */
export const proposal = () => ({
  title: '令和9年度の会議の開催について（通知）', asking: '下のとおり、会議の開催を通知してよろしいか、伺います。',
  what: '開催日時　令和9年11月11日（木）\n開催場所　みほん市役所 301会議室', why: '要綱により、年に2回の会議を開くため。',
  annexes: '開催通知（案）', post: '障害福祉課長', stamps: '係長、課長', disclosure: 'open', disclosure_reason: '', drafter: '片岡 新',
  drafted_on: today(),
});

/** What is said: nothing that somebody has to settle, or by members who are named. */
const REPORTED = '２　報告\n・今年度の予定を報告した。';
export const SPOKEN = '２　議題\n　⑴　退院の支援について\n○三好委員　空室のある住まいを探す人を増やしてはどうか。\n○髙梨会長　部会で続けて検討することに決定した。';

/** Minutes of members of the roster. */
const sheet = (name, said) => `会議録
会議名称　令和６年度第２回${name}
開催日時　令和６年５月２３日（木）午前１０時から１１時まで
開催場所　市役所３階会議室
出席者　髙梨会長、渡邉副会長、三好委員
欠席者　なし
会議次第
１　開会
${said.split('\n').filter((line) => !/^[・○]/.test(line)).join('\n')}
会議結果
１　開会
${said}
`;

const textOf = async (person, address) => (await person.context.request.get(address)).text();
/** The addresses of this kind on a page, each once. */
const linked = async (person, address, kind) => [
  ...new Set([...(await textOf(person, address)).matchAll(new RegExp(`href="(/${kind}/[0-9a-f-]{36})`, 'g'))].map((found) => found[1])),
];

/** What stands in the form of the page whose action begins so. */
export const typed = (page, action) =>
  page.evaluate((action) => Object.fromEntries(new FormData(document.querySelector(`form[action^="${action}"]`))), action);

/** A council with rules, members and minutes that were kept. */
export async function recorded(person, name, said = REPORTED) {
  const council = await seated(person, name);
  const meeting = (await path(person.send(`${council}/import`, { text: sheet(name, said) }, 'multipart'))).replace('/correct', '');
  await path(person.send(`${meeting}/keep`, {}));
  await answered(person, meeting);
  return { council, meeting };
}

/** Proposals in every state; a council with a rule and nothing prepared; one without a rule. */
export async function propose(town, newcomer) {
  const send = (page, form) => path(newcomer.send(page, form));
  const plan = (council, number) => send(`${council}/meetings`, { ...TO_COME, number });
  const idOf = (address) => address.split('/').pop();
  const rule = (council, act, form) => send(`${council}/approvals/rules?act=${act}`, { ...WANTED, ...form });
  const bare = await send('/councils', { name: 'みほん市見守りの集まり', basis: 'guideline' });
  const bareMeeting = idOf(await plan(bare, '1'));
  const ruled = await seated(newcomer, 'みほん市家族支援協議会');
  const ruledMeeting = idOf(await plan(ruled, '1'));
  await rule(ruled, 'notice');
  const many = await seated(newcomer, 'みほん市居場所づくり協議会');
  await rule(many, 'notice');
  await rule(many, 'notice', { from_on: 'R20.4.1', needed: 'no' });
  await rule(many, 'payment', { needed: 'no' });
  await rule(many, 'publication', { disclosure: 'open', disclosure_reason: '' });
  const meetings = [];
  for (let number = 1; number <= 7; number += 1) meetings.push(await plan(many, String(number)));
  const prepared = [];
  for (const [at, meeting] of meetings.entries()) {
    const title = `令和9年度第${at + 1}回の開催について（通知）`;
    prepared.push(await send(`${many}/approvals?act=notice&subject=${idOf(meeting)}`, { ...proposal(), title }));
  }
  const [waiting, back, changed, withdrawn, drafted, met, edited] = prepared;
  const giveBack = (approval, number) => send(`${approval}/return`, { number, decided_on: today() });
  await giveBack(back, '8みほ障第210号');
  await giveBack(changed, '8みほ障第211号');
  const moved = { ...TO_COME, body: 'みほん市居場所づくり協議会', number: '3', held_on: 'R9.11.18', version: '1' };
  await send(meetings[2], moved);
  await send(`${withdrawn}/withdraw`, { reason: '日を改めるため' });
  await send(edited, { ...proposal(), title: '令和9年度第7回の開催について（通知）', why: '要綱により、夏と冬に会議を開くため。', version: '1' });
  const rules = await linked(newcomer, `${many}/approvals`, 'approval-rules');
  const [ownRule] = await linked(newcomer, `${ruled}/approvals`, 'approval-rules');
  // Of the rules of many: newest first; the last of the day of 2021 is edited once.
  town.approvals = { bare, bareMeeting, ruled, ruledMeeting, ownRule, many, rules, waiting, back, changed, withdrawn, drafted, met, edited };
  await send(rules.at(-1), { ...WANTED, ...(await ruleOf(newcomer, rules.at(-1))), note: '事務決裁規程 別表第2の3', version: '1' });
}

/** A rule as its form has it. */
async function ruleOf(person, rule) {
  await person.go(`${rule}/edit`);
  return typed(person.page, rule);
}

/** Forms: a council with three editions and kept minutes, one with one, one with none. */
export async function dress(town, newcomer) {
  const { council: many, meeting } = await recorded(newcomer, 'みほん市働く場の協議会');
  const bare = await path(newcomer.send('/councils', { name: 'みほん市子どもの集まり', basis: 'guideline' }));
  const one = await path(newcomer.send('/councils', { name: 'みほん市若者の集まり', basis: 'guideline' }));
  const begin = async (council, code, form) => {
    await newcomer.go(`${council}/forms/new?from=${code}`);
    const begun = await typed(newcomer.page, `${council}/forms`);
    await path(newcomer.send(`${council}/forms`, { ...begun, ...form }));
  };
  await begin(many, 'key_points', { from_on: 'R3.7.15' });
  await begin(many, 'ten_items', { from_on: 'R6.4.1' });
  await begin(many, 'bodies_only', { from_on: 'R20.4.1', heading: '議事の記録（［記録のしかた］）' });
  await begin(one, 'by_groups', { from_on: 'R6.4.1', heading: '会議の記録' });
  const [later, now, before] = await linked(newcomer, `${many}/forms`, 'forms');
  const [alone] = await linked(newcomer, `${one}/forms`, 'forms');
  await newcomer.go(`${before}/edit`);
  const kept = await typed(newcomer.page, before);
  await path(newcomer.send(before, { ...kept, heading: '会議要録（［記録のしかた］）' }));
  town.forms = { many, meeting, bare, one, later, now, before, alone };
}
