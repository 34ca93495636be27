// ほかの自治体: cards of what other towns do, with their source, tied to issues.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const CASE = '/cases/{id}';
const lists = ['list.pdf', 'list.xlsx'];

export const founded = [
  ...scenes('/cases', ['empty', 'newcomer', 'ほかの自治体の取り組みは、まだありません', (she) => she.go('/cases')]),
];

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.visits}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/cases/${NOBODY}/${page}`)],
];

const begin = async (her, page) => {
  await her.go(page);
  await her.page.getByLabel('自治体', { exact: false }).first().fill('ほしの市');
  await her.page.getByLabel('取り組み', { exact: false }).first().fill('夜の電話を、三つの町でいっしょに受ける');
};

export const settled = [
  ...scenes('/cases',
    ['one', 'member', '退院の前に', (he) => he.go('/cases')],
    ['many', 'secretariat', 'ほかの自治体の取り組みは3件です', (her) => her.go('/cases')],
    ['part', 'secretariat', '3件のうち1件が、このことばに合います', (her) => her.go('/cases?q=病棟　冊子')],
    ['none', 'secretariat', 'このことばに合う取り組みはありません', (her) => her.go('/cases?q=月面基地')],
    ['print', 'secretariat', 'ほかの自治体', async (her) => {
      await her.go('/cases');
      await printed(her);
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/cases')],
  ),
  ...lists.flatMap((list) => scenes(`/cases/${list}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`/cases/${list}`)])),
  ...scenes('/cases/new',
    ['one', 'secretariat', '町の名前と取り組みの1行から残せます', (her) => her.go('/cases/new')],
    ['error-422', 'secretariat', WRONG, async (her) => {
      await begin(her, '/cases/new');
      await her.page.getByLabel('出典のアドレス').fill('javascript:alert(1)');
      await her.submit('残す');
    }],
    ['error-403', 'member', REFUSED, (he) => he.go('/cases/new')],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, '/cases/new', '残す')],
  ),
  ...scenes('/issues/{id}/cases/new',
    ['one', 'secretariat', 'の参考にする取り組みです', (her, town) => her.go(`${town.issues[1]}/cases/new`)],
    ['error-422', 'secretariat', 'きょうより先の日です', async (her, town) => {
      await begin(her, `${town.issues[1]}/cases/new`);
      await her.page.getByLabel('見た日').fill('R80.1.1');
      await her.submit('残す');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.alone}/cases/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/issues/${NOBODY}/cases/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.issues[1]}/cases/new`, '残す')],
  ),
  ...scenes(CASE,
    ['one', 'member', '見る権限のない課題1件にも結ばれています', (he, town) => he.go(town.visits)],
    ['many', 'secretariat', '外のページを開く', (her, town) => her.go(town.visits)],
    ['empty', 'viewer', 'まだ、どの課題にも結ばれていません', (she, town) => she.go(town.lone)],
    ['print', 'secretariat', '出典', async (her, town) => {
      await her.go(town.visits);
      await printed(her);
    }],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/cases/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.visits)],
  ),
  ...scenes(`${CASE}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.visits}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.nights}/edit`);
      await her.page.getByLabel('覚え書き').fill('電話を受ける人の');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.visits}/edit`);
      await her.page.getByLabel('人口').fill('たくさん');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.lone}/edit`);
      const theirs = { town: 'そらの村', title: '冊子を病棟に置く', result: '2人が相談に来た', version: '1' };
      await town.people.colleague.send(town.lone, theirs);
      await her.page.getByLabel('結果').fill('3人が相談に来た');
      await her.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.visits}/edit`, '保存する')],
  ),
  ...scenes(`${CASE}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.nights}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.visits}/history`)],
    ...refused('history'),
  ),
  ...scenes(`${CASE}/tie`,
    ['empty', 'newcomer', '結べる課題は、いまありません', (she, town) => she.go(`${town.nights}/tie`)],
    ['one', 'secretariat', '課題のページにも、この取り組みが並びます', (her, town) => her.go(`${town.lone}/tie`)],
    ['many', 'secretariat', 'いま結んでいる課題', (her, town) => her.go(`${town.visits}/tie`)],
    ['error-422', 'secretariat', '課題を、一覧から選んでください', async (her, town) => {
      await her.go(`${town.visits}/tie`);
      await her.submit('結ぶ');
    }],
    ...refused('tie'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.visits}/tie`, '結ぶ')],
  ),
];
