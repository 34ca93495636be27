// 委員名簿: the roster of any day, the table that comes in, the next term, each seat and each member.
import { FIRST_TERM, SECOND_TERM, table } from '../roster.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const ROSTER = '/councils/{id}/roster';
const SEAT = '/seats/{id}';
const MEMBER = '/members/{id}';
const papers = ['roster.pdf', 'roster.docx', 'roster.xlsx'];
const NEW_SEAT = ['権利擁護センターの推薦', '', '村瀬 歩', 'むらせ あゆみ', 'みほん権利擁護センター', '', '', '', 'なし', '', '', ''];
const ODD_SEAT = ['商工会の推薦', '', '山﨑 巡', 'やまざき めぐる', 'みほん商工会', '', '', '商工', '', '', '', ''];

const refused = (route, thing, page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${thing(town)}${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/${route}/${NOBODY}${page}`)],
];
const ofCouncil = (page) => refused('councils', (town) => town.council, page);
const ofSeat = (page) => refused('seats', (town) => town.seats[0], page);
const ofMember = (page) => refused('members', (town) => town.members[0], page);

/** Looks at a table for a council, with the term that its form proposes. */
const look = async (her, council, text) => {
  await her.go(`${council}/roster/import`);
  await her.page.getByLabel('または、表を貼り付ける').fill(text);
  await her.submit('読み取って確かめる');
};

const bare = async (her, page, button) => {
  await her.go(page);
  await her.submit(button);
};

const name = (person) => person.page.getByRole('textbox', { name: /^氏名/ });

export const settled = [
  ...scenes(ROSTER,
    ['empty', 'secretariat', '席は、まだ1つもありません', (her, town) => her.go(`${town.quiet}/roster`)],
    ['one', 'member', '委員用（氏名と所属）', (he, town) => he.go(`${town.council}/roster`)],
    ['part', 'viewer', '本人が公表を承諾したものだけ', (she, town) => she.go(`${town.council}/roster`)],
    ['many', 'secretariat', '守秘の誓約がまだの委員が2人います', (her, town) => her.go(`${town.council}/roster`)],
    ['held', 'secretariat', '令和6年5月23日は、委員が5人います', (her, town) =>
      her.go(`${town.council}/roster?on=R6.5.23`)],
    ['all', 'secretariat', '平井 学 → 遠山 武', (her, town) =>
      her.go(`${town.council}/roster?on=R8.4.1&since=R8.3.31`)],
    ['board', 'member', '令和6年3月31日からの変わり', (he, town) =>
      he.go(`${town.council}/roster?on=R6.5.23&since=R6.3.31`)],
    ['none', 'secretariat', '変わりはありません', (her, town) =>
      her.go(`${town.council}/roster?on=R8.5.14&since=R8.5.13`)],
    ['planned', 'secretariat', '欠員が6席です', (her, town) => her.go(`${town.council}/roster?on=R10.4.1`)],
    ['print', 'secretariat', '髙梨 一郎', async (her, town) => {
      await her.go(`${town.council}/roster`);
      await printed(her);
    }],
    ['error-422', 'secretariat', '下は、きょうの名簿です', async (her, town) => {
      await her.go(`${town.council}/roster`);
      await her.page.getByLabel('いつの名簿か').fill('R6.2.30');
      await her.page.getByLabel('いつからの変わり').fill('むかし');
      await her.submit('見る');
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(`${town.council}/roster`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/roster`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.council}/roster`)],
  ),
  ...papers.flatMap((paper) => scenes(`/councils/{id}/${paper}`,
    ['error-403', 'viewer', REFUSED, (she, town) => she.go(`${town.council}/${paper}?copy=secretariat`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/${paper}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.council}/${paper}`)],
  )),
  ...scenes(`${ROSTER}/import`,
    ['one', 'secretariat', '委員名簿を取り込む', (her, town) => her.go(`${town.council}/roster/import`)],
    ['many', 'secretariat', '5人を名簿に入れられます', (her, town) => look(her, town.quiet, table(FIRST_TERM))],
    ['part', 'secretariat', '1人を名簿に入れられます。1行に、直すところがあります', (her, town) =>
      look(her, town.quiet, table([NEW_SEAT, ODD_SEAT]))],
    ['filled', 'secretariat', '1行を入れました。残り1行です', async (her, town) => {
      await look(her, town.part, table([NEW_SEAT, ODD_SEAT]));
      await her.submit('1行を名簿に入れる');
    }],
    ['none', 'secretariat', '新しく入れる人はいません', (her, town) => look(her, town.council, table(SECOND_TERM))],
    ['leaves', 'secretariat', 'この表は、まだ読めません', (her, town) => look(her, town.quiet, '髙梨 一郎\tみほん病院\n')],
    ['error-422', 'secretariat', WRONG, (her, town) => bare(her, `${town.council}/roster/import`, '読み取って確かめる')],
    ...ofCouncil('/roster/import'),
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.council}/roster/import`);
      await her.page.getByLabel('または、表を貼り付ける').fill('氏名\n村瀬 歩\n');
      await her.forgetSession();
      await her.submit('読み取って確かめる');
    }],
  ),
  ...scenes(`${ROSTER}/renew`,
    ['one', 'secretariat', '令和10年4月1日からの任期に、だれが続けるか', (her, town) => her.go(`${town.council}/roster/renew`)],
    ['empty', 'secretariat', '次の任期を待つ人はいません', (her, town) => her.go(`${town.quiet}/roster/renew`)],
    ['error-422', 'secretariat', 'だれも選ばれていません', async (her, town) => {
      await her.go(`${town.council}/roster/renew`);
      for (const box of await her.page.getByRole('checkbox').all()) await box.uncheck();
      await her.page.getByLabel('任期の終わり').fill('R12.13.1');
      await her.submit('次の任期に入れる');
    }],
    ...ofCouncil('/roster/renew'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.council}/roster/renew`, '次の任期に入れる')],
  ),
  ...scenes('/councils/{id}/seats/new',
    ['one', 'secretariat', '席を加える', (her, town) => her.go(`${town.council}/seats/new`)],
    ['error-422', 'secretariat', WRONG, (her, town) => bare(her, `${town.council}/seats/new`, '加える')],
    ...ofCouncil('/seats/new'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.council}/seats/new`, '加える')],
  ),
  ...scenes(SEAT,
    ['empty', 'secretariat', 'まだだれもいません', (her, town) => her.go(town.unseated)],
    ['one', 'secretariat', 'いまは岡地 純さんの席です', (her, town) => her.go(town.seats[5])],
    ['many', 'secretariat', 'これまでの任期は2つです', (her, town) => her.go(town.seats[3])],
    ...ofSeat(''),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.seats[0])],
  ),
  ...scenes(`${SEAT}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.seats[0]}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.seats[4]}/edit`);
      await her.page.getByLabel('席の名').fill('相談支援事業所');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', 'この席には、令和6年4月1日から', async (her, town) => {
      await her.go(`${town.seats[0]}/edit`);
      await her.page.getByLabel('いつからある席か').fill('R8.4.1');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.partSeats[0]}/edit`);
      const theirs = { place: '1', title: '訪問看護ステーションの推薦', letter: 'commission', version: '1' };
      await town.people.colleague.send(town.partSeats[0], theirs);
      await her.page.getByLabel('席の名').fill('訪問看護の事業所の推薦');
      await her.submit('保存する');
    }],
    ...ofSeat('/edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.seats[0]}/edit`, '保存する')],
  ),
  ...scenes(`${SEAT}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.seats[0]}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.partSeats[2]}/history`)],
    ...ofSeat('/history'),
  ),
  ...scenes(`${SEAT}/members/new`,
    ['empty', 'secretariat', '委員を入れる', (her, town) => her.go(`${town.unseated}/members/new`)],
    ['filled', 'secretariat', '令和10年4月1日（土）', (her, town) => her.go(`${town.seats[3]}/members/new`)],
    ['error-422', 'secretariat', '重ならない日にするか', async (her, town) => {
      await her.go(`${town.seats[3]}/members/new`);
      await name(her).fill('平井 学');
      await her.page.getByLabel('任期の始まり').fill('R9.4.1');
      await her.submit('入れる');
    }],
    ...ofSeat('/members/new'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.seats[3]}/members/new`, '入れる')],
  ),
  ...scenes(`${MEMBER}/edit`,
    ['one', 'secretariat', '髙梨 一郎さんを直す', (her, town) => her.go(`${town.members[0]}/edit`)],
    ['glyphs', 'secretariat', '外字（この町だけの文字）が入っています', (her, town) => her.go(`${town.partMembers[1]}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.members[4]}/edit`);
      await her.page.getByLabel('役職').fill('主任相談支援');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', '直すところが2か所あります', async (her, town) => {
      await her.go(`${town.members[2]}/edit`);
      await her.page.getByRole('checkbox', { name: '所属' }).check();
      await her.page.getByLabel('途中でやめた日').fill('R6.5.31');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.partMembers[2]}/edit`);
      const term = { from_on: 'R8.4.1', until_on: 'R10.3.31', role: 'member', version: '1' };
      const theirs = { name: '古賀 順', kana: 'こが じゅん', body: 'みほんピアの会', ...term };
      await town.people.colleague.send(town.partMembers[2], theirs);
      await her.page.getByRole('textbox', { name: /^所属/ }).fill('みほんピアサポートの会');
      await her.submit('保存する');
    }],
    ...ofMember('/edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.members[0]}/edit`, '保存する')],
  ),
  ...scenes(`${MEMBER}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.members[0]}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.partMembers[3]}/history`)],
    ...ofMember('/history'),
  ),
];
