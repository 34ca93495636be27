// 空室: the list, a home and its rooms, what is told of them, and why people and rooms did not meet.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const LIST = '/vacancies';
const OWN = '/vacancies/own';
const RULE = '/vacancies/rule';
const NEW = '/providers/{id}/homes/new';
const HOMES = '/homes';
const HOME = '/homes/{id}';
const ROOM = '/vacancies/{id}';
const MISMATCHES = '/mismatches';
const NO_HOME = `/homes/${NOBODY}`;
const NO_ROOM = `/vacancies/${NOBODY}`;
const SIGN_IN = 'サインイン名';

export const founded = [
  ...scenes(LIST, ['empty', 'newcomer', '空室の一覧は、まだありません', (she) => she.go(LIST)]),
  ...scenes(HOMES, ['empty', 'newcomer', '住居は、まだ入っていません', (she) => she.go(HOMES)]),
  ...scenes(MISMATCHES, ['empty', 'newcomer', 'まだ残されていません', (she) => she.go(MISMATCHES)]),
  ...scenes(RULE, ['empty', 'newcomer', '30日で一覧から外れます', (she) => she.go(RULE)]),
];

const onPaper = async (her, address) => {
  await her.go(address);
  await printed(her);
};

const submits = async (her, page, button) => {
  await her.go(page);
  await her.submit(button);
};

/** What a form refuses to who may not, what is not there, and what is kept for who has to sign in again. */
const guarded = (address, missing, button) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(address(town))],
  ['error-404', 'secretariat', MISSING, (her) => her.go(missing)],
  ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, address(town), button)],
];

const conflict = (of, first, label, then) => async (her, town) => {
  await her.go(`${of(town)}/edit`);
  await town.people.colleague.send(of(town), { ...first, version: '1' });
  await her.page.getByLabel(label, { exact: true }).fill(then);
  await her.submit('保存する');
};

export const settled = [
  ...scenes(LIST,
    ['many', 'secretariat', '聞き直す部屋が、2室あります', (her) => her.go(LIST)],
    ['part', 'viewer', '確かめる', (she) => she.go(`${LIST}?sex=women&cost=${encodeURIComponent('8万円')}`)],
    ['none', 'member', 'しぼり方をゆるめてみてください', (he) => he.go(`${LIST}?sex=men`)],
    ['error-422', 'member', '金額として読めない', (he) => he.go(`${LIST}?cost=${encodeURIComponent('安いところ')}`)],
    ['print', 'secretariat', '見学できる部屋', (her) => onPaper(her, LIST)],
    ['error-403', 'provider', REFUSED, (she) => she.go(LIST)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(LIST)],
  ),
  ...['list.pdf', 'list.xlsx'].flatMap((paper) => scenes(`${LIST}/${paper}`, ['signed-out', 'visitor', SIGN_IN, (her) => her.go(`${LIST}/${paper}`)])),
  ...scenes(OWN,
    ['many', 'provider', '部屋の様子', (she) => she.go(OWN)],
    ['error-403', 'secretariat', REFUSED, (her) => her.go(OWN)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(OWN)],
  ),
  ...scenes(RULE,
    ['error-422', 'secretariat', WRONG, (her) => submits(her, RULE, '加える')],
    ['many', 'secretariat', '居住支援部会の申し合わせ', async (her) => {
      await her.go(RULE);
      for (const [label, text] of [['何日で外すか', '45'], ['いつの知らせから', 'R20.4.1'], ['だれが、どう決めたか', '居住支援部会の申し合わせ']]) {
        await her.page.getByLabel(label).fill(text);
      }
      await her.submit('加える');
    }],
    ['error-403', 'member', REFUSED, (he) => he.go(RULE)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, RULE, '加える')],
  ),
  ...scenes(NEW,
    ['one', 'secretariat', '条件のわけ', (her, town) => her.go(`${town.homes.own}/homes/new`)],
    ['error-422', 'secretariat', WRONG, (her, town) => submits(her, `${town.homes.own}/homes/new`, '加える')],
    ...guarded((town) => `${town.homes.own}/homes/new`, '/providers/991999999933000/homes/new', '加える'),
  ),
  ...scenes(HOMES,
    ['many', 'viewer', '町の住居は4つ', (she) => she.go(HOMES)],
    ['part', 'secretariat', '住居を加える', (her, town) => her.go(`${HOMES}?provider=${town.homes.own.split('/').pop()}`)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(HOMES)],
  ),
  ...scenes(HOME,
    ['many', 'secretariat', '合わなかったこと', (her, town) => her.go(town.homes.stale)],
    ['one', 'viewer', '体験できる', (she, town) => she.go(town.homes.full)],
    ['all', 'provider', '様子を残す', (she, town) => she.go(town.homes.full)],
    ['empty', 'secretariat', '部屋が、まだ入っていません', (her, town) => her.go(town.homes.bare)],
    ['print', 'secretariat', '受け入れ', (her, town) => onPaper(her, town.homes.full)],
    ['error-403', 'provider', REFUSED, (she, town) => she.go(town.homes.stale)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(NO_HOME)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(town.homes.full)],
  ),
  ...scenes(`${HOME}/edit`,
    ['one', 'secretariat', '受け入れる障害', (her, town) => her.go(`${town.homes.full}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.homes.bare}/edit`);
      await her.page.getByLabel('町名').fill('西町');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'provider', WRONG, async (she, town) => {
      await she.go(`${town.homes.full}/edit`);
      await she.page.getByLabel('障害支援区分（から）').fill('七');
      await she.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', conflict((town) => town.homes.raced, { name: 'みずき寮', area: '南町' }, '町名', '北町')],
    ...guarded((town) => `${town.homes.full}/edit`, `${NO_HOME}/edit`, '保存する'),
  ),
  ...scenes(`${HOME}/history`,
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.homes.full}/history`)],
    ['one', 'provider', '1版', (she, town) => she.go(`${town.homes.bare}/history`)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.homes.full}/history`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_HOME}/history`)],
  ),
  ...scenes(`${HOME}/tell`,
    ['many', 'provider', '部屋は、いまどうですか', (she, town) => she.go(`${town.homes.full}/tell`)],
    ['part', 'secretariat', '聞いていない', (her, town) => her.go(`${town.homes.stale}/tell`)],
    ['empty', 'secretariat', '先に部屋を加えてください', (her, town) => her.go(`${town.homes.bare}/tell`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.homes.full}/tell`);
      await her.page.getByLabel('いつの様子か').fill('R20.1.1');
      await her.submit('この様子で残す');
    }],
    ...guarded((town) => `${town.homes.full}/tell`, `${NO_HOME}/tell`, 'この様子で残す'),
  ),
  ...scenes(`${HOME}/vacancies/new`,
    ['one', 'secretariat', '体験できますか', (her, town) => her.go(`${town.homes.bare}/vacancies/new`)],
    ['error-422', 'provider', WRONG, (she, town) => submits(she, `${town.homes.bare}/vacancies/new`, '加える')],
    ...guarded((town) => `${town.homes.bare}/vacancies/new`, `${NO_HOME}/vacancies/new`, '加える'),
  ),
  ...scenes(`${HOME}/mismatches/new`,
    ['one', 'provider', '合わなかったわけ', (she, town) => she.go(`${town.homes.full}/mismatches/new`)],
    ['error-422', 'secretariat', WRONG, (her, town) => submits(her, `${town.homes.full}/mismatches/new`, '残す')],
    ...guarded((town) => `${town.homes.full}/mismatches/new`, `${NO_HOME}/mismatches/new`, '残す'),
  ),
  ...scenes(ROOM,
    ['many', 'secretariat', 'これまでの知らせ', (her, town) => her.go(town.homes.room)],
    ['empty', 'viewer', 'まだ、様子の知らせがありません', (she, town) => she.go(town.homes.untold)],
    ['error-403', 'provider', REFUSED, (she, town) => she.go(town.homes.untold)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(NO_ROOM)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(town.homes.room)],
  ),
  ...scenes(`${ROOM}/edit`,
    ['one', 'provider', '家賃の補助', (she, town) => she.go(`${town.homes.room}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.homes.untold}/edit`);
      await her.page.getByLabel('覚え書き').fill('日当たりがよい');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.homes.room}/edit`);
      await her.page.getByLabel('家賃', { exact: true }).fill('安い');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', conflict((town) => town.homes.spare, { name: 'A', note: '角の部屋' }, '覚え書き', '南向き')],
    ...guarded((town) => `${town.homes.room}/edit`, `${NO_ROOM}/edit`, '保存する'),
  ),
  ...scenes(`${ROOM}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.homes.room}/history`)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.homes.room}/history`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_ROOM}/history`)],
  ),
  ...scenes(MISMATCHES,
    ['many', 'secretariat', '残した記録', (her) => her.go(MISMATCHES)],
    ['part', 'member', '3件未満', (he) => he.go(MISMATCHES)],
    ['none', 'viewer', 'まだ残されていません', (she) => she.go(`${MISMATCHES}?year=R3年度`)],
    ['error-422', 'secretariat', '取り消すわけが空です', async (her) => {
      await her.go(MISMATCHES);
      await her.page.locator('summary').first().click();
      await her.submit('取り消す');
    }],
    ['print', 'secretariat', 'わけ', (her) => onPaper(her, MISMATCHES)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(MISMATCHES)],
  ),
  ...['pdf', 'xlsx'].flatMap((kind) => scenes(`${MISMATCHES}.${kind}`, ['signed-out', 'visitor', SIGN_IN, (her) => her.go(`${MISMATCHES}.${kind}`)])),
];
