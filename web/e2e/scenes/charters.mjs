// 協議会の決まり: what holds, the editions before and to come, each one edited.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const COUNCIL = '/councils/{id}/charter';
const CHARTER = '/charters/{id}';

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.charter}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/charters/${NOBODY}/${page}`)],
];

export const settled = [
  ...scenes(COUNCIL,
    ['empty', 'secretariat', 'ほかの決まりは、まだ入っていません', (her, town) => her.go(`${town.quiet}/charter`)],
    ['part', 'secretariat', 'まだ入っていないもの', (her, town) => her.go(`${town.part}/charter`)],
    ['one', 'member', '任期は2年', (he, town) => he.go(`${town.council}/charter`)],
    ['many', 'secretariat', '決まりは、ひととおり入っています', (her, town) => her.go(`${town.council}/charter`)],
    ['print', 'secretariat', '選出区分', async (her, town) => {
      await her.go(`${town.council}/charter`);
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(`${town.council}/charter`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/charter`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.council}/charter`)],
  ),
  ...scenes(`${COUNCIL}/new`,
    ['empty', 'secretariat', '協議会の決まりを加える', (her, town) => her.go(`${town.quiet}/charter/new`)],
    ['filled', 'secretariat', '前の決まりから始まります', async (her, town) => {
      await her.go(`${town.council}/charter/new`);
      await her.page.locator('input[value="第1号　医療関係者"]').waitFor();
    }],
    ['error-422', 'secretariat', '種別「まほう」が分かりません', async (her, town) => {
      await her.go(`${town.quiet}/charter/new`);
      await her.page.getByLabel('1行目の選出区分').fill('第1号　医療関係者');
      await her.page.getByLabel('1行目の関係者の種別').fill('まほう');
      await her.page.getByLabel('委員の定数').fill('たくさん');
      await her.submit('加える');
    }],
    ['twin', 'secretariat', 'この日からの決まりは、もうあります', async (her, town) => {
      await her.go(`${town.council}/charter/new`);
      await her.page.getByLabel('いつから').fill('R3.7.15');
      await her.submit('加える');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/charter/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/charter/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.quiet}/charter/new`, '加える')],
  ),
  ...scenes(`${CHARTER}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.charter}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.nextCharter}/edit`);
      await her.page.getByLabel('会長・副会長の決め方').fill('会長は市長が指');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.charter}/edit`);
      await her.page.getByLabel('公開しない根拠').fill('');
      await her.page.getByLabel('任期の年数').fill('ずっと');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.partCharter}/edit`);
      const theirs = { from_on: 'R3.7.15', basis: 'guideline', most_members: '8', term_years: '2', chair: '部会長は会長の指名' };
      await town.people.colleague.send(town.partCharter, { ...theirs, version: '1' });
      await her.page.getByLabel('会長・副会長の決め方').fill('部会長は委員の互選');
      await her.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.charter}/edit`, '保存する')],
  ),
  ...scenes(`${CHARTER}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.nextCharter}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.charter}/history`)],
    ...refused('history'),
  ),
];
