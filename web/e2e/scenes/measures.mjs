// 方策、既存の事業、予算要求のしめきり: what will be done about an issue, and with which means.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const MEASURE = '/measures/{id}';
const PROGRAMME = '/programmes/{id}';
const lists = ['list.pdf', 'list.xlsx'];

export const founded = [
  ...scenes('/measures', ['empty', 'newcomer', '方策は、まだありません', (she) => she.go('/measures')]),
  ...scenes('/programmes', ['empty', 'newcomer', 'まだ1件もありません', (she) => she.go('/programmes')]),
];

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.leaflet}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/measures/${NOBODY}/${page}`)],
];

const unlisted = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.programme}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/programmes/${NOBODY}/${page}`)],
];

export const settled = [
  ...scenes('/measures',
    ['one', 'member', '方策', (he) => he.go('/measures')],
    ['many', 'secretariat', '予算要求のしめきり', (her) => her.go('/measures')],
    ['part', 'secretariat', '病院での説明会', (her) => her.go('/measures?reach=reshaping')],
    ['none', 'secretariat', 'この条件に合う方策はありません', (her) => her.go('/measures?q=月面基地')],
    ['print', 'secretariat', '方策', async (her) => {
      await her.go('/measures');
      await printed(her);
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/measures')],
  ),
  ...lists.flatMap((list) => scenes(`/measures/${list}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`/measures/${list}`)])),
  ...scenes('/issues/{id}/measures/new',
    ['one', 'secretariat', 'のための方策です', (her, town) => her.go(`${town.issues[1]}/measures/new`)],
    ['filled', 'secretariat', 'のための方策です', async (her, town) => {
      await her.go(`${town.issues[1]}/measures/new`);
      await her.page.getByLabel('方策', { exact: false }).first().fill('リーフレット');
      await her.submit('委託の手順を入れる');
      await her.page.locator('input[value="委託先を決めて契約"]').waitFor();
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.issues[1]}/measures/new`);
      await her.page.getByLabel('1行目の期限').fill('そのうち');
      await her.submit('方策を加える');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.alone}/measures/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/issues/${NOBODY}/measures/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.issues[1]}/measures/new`, '方策を加える')],
  ),
  ...scenes(MEASURE,
    ['one', 'member', 'まだ案です', (he, town) => he.go(town.thought)],
    ['many', 'secretariat', '手順5つのうち1つがすみました', (her, town) => her.go(town.leaflet)],
    ['over', 'secretariat', '終わった方策です', (her, town) => her.go(town.finished)],
    ['print', 'secretariat', '手順', async (her, town) => {
      await her.go(town.leaflet);
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.leaflet)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/measures/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.leaflet)],
  ),
  ...scenes(`${MEASURE}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.leaflet}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.talks}/edit`);
      await her.page.getByLabel('2行目の手順').fill('4回目を');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.leaflet}/edit`);
      await her.page.getByLabel('要る予算').fill('たくさん');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.finished}/edit`);
      const theirs = { title: '見学会をひらく', 'tasks.0.0': '場所を借りる', version: '1' };
      await town.people.colleague.send(town.finished, theirs);
      await her.page.getByLabel('1行目の手順').fill('日を決める');
      await her.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.leaflet}/edit`, '保存する')],
  ),
  ...scenes(`${MEASURE}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.talks}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.leaflet}/history`)],
    ...refused('history'),
  ),
  ...scenes(`${MEASURE}/advance`,
    ['one', 'secretariat', 'つぎの状態', (her, town) => her.go(`${town.leaflet}/advance`)],
    ['over', 'secretariat', 'いま「できた」です', (her, town) => her.go(`${town.finished}/advance`)],
    ['error-422', 'secretariat', '理由を入れてください', async (her, town) => {
      await her.go(`${town.leaflet}/advance`);
      await her.page.getByRole('radio', { name: '取りやめ' }).check();
      await her.submit('進める');
    }],
    ...refused('advance'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.leaflet}/advance`, '進める')],
  ),
  ...scenes(`${MEASURE}/serve`,
    ['one', 'secretariat', 'ほかの課題にも結ぶ', (her, town) => her.go(`${town.leaflet}/serve`)],
    ['many', 'secretariat', 'いま結んでいる課題', (her, town) => her.go(`${town.talks}/serve`)],
    ['error-422', 'secretariat', '課題を、一覧から選んでください', async (her, town) => {
      await her.go(`${town.leaflet}/serve`);
      await her.submit('結ぶ');
    }],
    ...refused('serve'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.leaflet}/serve`, '結ぶ')],
  ),
  ...scenes('/programmes',
    ['one', 'member', '普及啓発事業', (he) => he.go('/programmes')],
    ['many', 'secretariat', '既存の事業は2件です', (her) => her.go('/programmes')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/programmes')],
  ),
  ...scenes('/programmes/new',
    ['one', 'secretariat', '既存の事業を加える', (her) => her.go('/programmes/new')],
    ['error-422', 'secretariat', WRONG, async (her) => {
      await her.go('/programmes/new');
      await her.page.getByLabel('所管課').fill('健康課');
      await her.submit('加える');
    }],
    ['error-403', 'member', REFUSED, (he) => he.go('/programmes/new')],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, '/programmes/new', '加える')],
  ),
  ...scenes(PROGRAMME,
    ['one', 'member', '使っている方策は、まだありません', (he, town) => he.go(town.ended)],
    ['many', 'secretariat', '使っている方策', (her, town) => her.go(town.programme)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/programmes/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.programme)],
  ),
  ...scenes(`${PROGRAMME}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.programme}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.ended}/history`)],
    ...unlisted('history'),
  ),
  ...scenes(`${PROGRAMME}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.ended}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.ended}/edit`);
      await her.page.getByLabel('根拠').fill('要綱の');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.ended}/edit`);
      await her.page.getByLabel('予算額').fill('少し');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.programme}/edit`);
      await town.people.colleague.send(town.programme, { name: '普及啓発事業', section: '健康づくり課', version: '1' });
      await her.page.getByLabel('所管課').fill('保健センター');
      await her.submit('保存する');
    }],
    ...unlisted('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.ended}/edit`, '保存する')],
  ),
  ...scenes('/budget',
    ['one', 'member', '変えられるのは、事務局と管理者です', (he) => he.go('/budget')],
    ['many', 'secretariat', '未確認', (her) => her.go('/budget')],
    ['error-422', 'secretariat', WRONG, async (her) => {
      await her.go('/budget');
      await her.page.locator('#closes\\.2').fill('秋');
      await her.submit('保存する');
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/budget')],
  ),
];
