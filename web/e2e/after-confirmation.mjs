// What others read of minutes, asking members, confirming and editions: a council of the newcomer, its minutes in every state.
import { answered } from './rooms.mjs';
import { RULES } from './roster.mjs';
import { path } from './town.mjs';

export const OWN = '妹が桔梗病院に入っていた。空室のある住まいを探す人を増やしてはどうか。';
export const GIST = '空室のある住まいを探す人を増やしてはどうか。';
const NAMED = '角の家の田中さんは、夜に声を上げる。';
const LATER = '家族が桔梗病院に入っていた。空室のある住まいを探す人が要る。';
const ASKED = { asked_on: 'R8.10.1', due_on: 'R8.10.15', silence: 'waits', reply_to: 'みほん市 障害福祉課 相談支援係', words: '' };
const WISH = { who: '三好委員', came_on: 'R8.10.6', said: '「増やす」ではなく「育てる」と言った。' };
const CHAIR = { name: '平井', role: 'chair', way: 'signature', on: 'R8.10.9' };

/** A number as a town's own minutes write it. */
const wide = (number) => String(number).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** Minutes with three opinions and a decision; each its own number. */
const sheet = (number) => `会議録
会議名称　令和８年度 第${wide(number)}回みほん市確かめる協議会
開催日時　令和８年９月${wide(number)}日 午前１０時から１１時まで
開催場所　みほん市役所 301会議室
出席者　平井会長、藤代委員、三好委員
欠席者　なし
会議次第
１　開会
２　議題
　⑴　退院の支援について
　⑵　近所の人との暮らしについて
会議結果
１　開会
２　議題
　⑴　退院の支援について
・${OWN}
・部会で続けて検討することに決定した。
　⑵　近所の人との暮らしについて
・${NAMED}
・声の掛け方を学ぶ場がほしい。
`;

/** The addresses of the blocks, in their order. */
async function blocksOf(person, meeting) {
  const page = await (await person.context.request.get(`${meeting}/correct`)).text();
  return [...page.matchAll(/<li id="b-([^"]+)"/g)].map((found) => found[1]);
}

const textOf = async (person, address) => (await person.context.request.get(address)).text();
const hidden = (page, name) => page.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];

/** Minutes of a council, read in and kept. */
export async function minutesOf(person, council, number) {
  const meeting = (await path(person.send(`${council}/import`, { text: sheet(number) }, 'multipart'))).replace('/correct', '');
  await path(person.send(`${meeting}/keep`, {}));
  await answered(person, meeting);
  return meeting;
}

/** A council in which the chair confirms. */
export async function confirming(person, name) {
  const council = await path(person.send('/councils', { name, basis: 'guideline' }));
  await path(person.send(`${council}/charter`, { ...RULES, confirmation: 'chair' }));
  return council;
}

/** Says what others read of a block. */
export async function tell(person, block, form) {
  await path(person.send(`/tellings/${block}/begin`, {}));
  const version = hidden(await textOf(person, `/tellings/${block}/edit`), 'version');
  await path(person.send(`/tellings/${block}`, { members_words: '', everybody: 'same', everybody_words: '', ...form, version }));
}

/** Puts other words into a block. */
export async function put(person, meeting, block, text) {
  const page = await textOf(person, `${meeting}/correct?block=${block}`);
  const form = page.split(`action="/blocks/${block}"`)[1].split('</form>')[0];
  const [, kind] = form.match(/name="kind" value="([^"]+)" checked/);
  const [, item] = form.split('name="item"')[1].match(/value="([^"]*)" selected/);
  const fields = { version: hidden(form, 'version'), kind, item, speaker: '', text };
  await path(person.send(`/blocks/${block}`, fields));
}

/** Asks members; the address of what they were asked. */
async function ask(person, meeting, more = {}) {
  await path(person.send(`${meeting}/confirmation`, { ...ASKED, ...more }));
  return (await textOf(person, `${meeting}/confirmation`)).match(/href="(\/confirmations\/[^"/]+)\//)[1];
}

/** A correction is written down, and answered if it has a verdict. */
async function wish(person, meeting, window, form) {
  await path(person.send(`${window}/corrections`, { block: '', verdict: '', answer: '', ...WISH, ...form }));
  return (await textOf(person, `${meeting}/confirmation`)).match(/href="(\/corrections\/[^"/]+)\//)[1];
}

/** Confirms what stands on the screen; the three editions: for everybody, for members, for the secretariat. */
async function finish(person, meeting, reason = '') {
  const home = `${meeting}/confirmation`;
  await path(person.send(`${home}/final`, { seen: hidden(await textOf(person, home), 'seen'), reason }));
  const rows = [...(await textOf(person, home)).matchAll(/href="(\/editions\/[^"/#]+)">(公開用|委員用|事務局用)</g)].slice(0, 3);
  const of = (audience) => rows.find((row) => row[2] === audience)[1];
  return { everybody: of('公開用'), members: of('委員用'), internal: of('事務局用') };
}

const day = (days) => new Date(Date.now() + (days * 24 + 9) * 3600e3).toISOString().slice(0, 10);

export async function confirm(town, newcomer) {
  const send = (page, form) => path(newcomer.send(page, form));
  const council = await confirming(newcomer, 'みほん市確かめる協議会');
  const take = (number) => minutesOf(newcomer, council, number);
  const [plain, told, moved, asked, ready] = [await take(1), await take(2), await take(3), await take(4), await take(5)];
  const [over, done, leaving, second, down] = [await take(6), await take(7), await take(8), await take(9), await take(10)];
  const [back, seen] = [await take(11), await take(12)];
  const planned = await send(`${council}/meetings`, { fiscal_year: 'R8', number: '20', number_of: 'fiscal_year', agenda: '１　開会' });
  const blocks = {};
  for (const [name, meeting] of Object.entries({ plain, told, moved, asked, leaving, second, done, seen })) {
    blocks[name] = await blocksOf(newcomer, meeting);
  }
  const gist = { members: 'words', members_words: GIST };
  await tell(newcomer, blocks.told[0], gist);
  await tell(newcomer, blocks.told[2], { members: 'left_out' });
  await tell(newcomer, blocks.told[3], { members: 'same', everybody: 'words', everybody_words: '声の掛け方を学びたい。' });
  await send(`/tellings/${blocks.plain[3]}/begin`, {});
  await tell(newcomer, blocks.moved[0], gist);
  await tell(newcomer, blocks.seen[0], gist);
  await put(newcomer, moved, blocks.moved[0], LATER);
  await put(newcomer, seen, blocks.seen[0], LATER);
  await tell(newcomer, blocks.asked[0], gist);
  const window = await ask(newcomer, asked, { asked_on: day(0), due_on: day(14), silence: 'confirms' });
  const wishes = [await wish(newcomer, asked, window, { came_on: day(0), block: blocks.asked[0] })];
  const past = await ask(newcomer, ready);
  wishes.push(await wish(newcomer, ready, past, {}));
  await send(wishes[1], { ...WISH, block: '', verdict: 'not_taken', answer: '録音のとおりです。', version: '1' });
  wishes.push(await wish(newcomer, ready, past, { who: '藤代委員', verdict: 'taken' }));
  await send(`${past}/people`, CHAIR);
  const overdue = await ask(newcomer, over);
  await send(overdue, { ...ASKED, due_on: 'R8.10.20', version: '1' });
  const withdrawn = await ask(newcomer, back);
  await send(`${withdrawn}/withdraw`, { withdraw_reason: '案に抜けがあったので、出しなおす' });
  const settle = async (meeting) => {
    await send(`${await ask(newcomer, meeting)}/people`, CHAIR);
    return finish(newcomer, meeting);
  };
  await tell(newcomer, blocks.done[0], { ...gist, everybody: 'left_out' });
  const first = await settle(done);
  await send(`${first.everybody}/publish`, { on: day(0), place: '市のホームページ' });
  const unpublished = await settle(down);
  const left = await settle(leaving);
  await put(newcomer, leaving, blocks.leaving[0], LATER);
  const older = await settle(second);
  await put(newcomer, second, blocks.second[0], LATER);
  const newer = await finish(newcomer, second, '発言を書き誤っていた');
  const [, draft] = (await textOf(newcomer, `${asked}/confirmation`)).match(/href="(\/editions\/[^"/]+)">委員に渡した案/);
  town.confirming = {
    council, planned, plain, told, moved, asked, ready, over, done, leaving, second, down, blocks, window, past, overdue, wishes,
    back, seen, withdrawn, first, unpublished, left, older, newer, draft,
  };
}
