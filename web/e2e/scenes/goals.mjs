// 目標: what a council wants to reach in parts, how far it came, what meetings said of it, and what is hidden on papers for everybody.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const GOAL = '/goals/{id}';
const papers = ['list.pdf', 'list.xlsx', 'public.pdf'];

export const founded = [
  ...scenes('/goals', ['empty', 'newcomer', 'の目標は、まだありません', (she) => she.go('/goals')]),
  ...scenes('/masking', ['empty', 'newcomer', '町が決めたものは、まだありません', (she) => she.go('/masking')]),
];

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.five}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/goals/${NOBODY}/${page}`)],
];

/** Opens a page and presses its button with nothing chosen. */
const bare = async (her, page, button) => {
  await her.go(page);
  await her.submit(button);
};

export const settled = [
  ...scenes('/goals',
    ['one', 'member', '5 ＝ 1 ＋ 4人', (he) => he.go('/goals?year=2024')],
    ['many', 'secretariat', '令和6年度の目標は3つ', (her) => her.go('/goals?year=2024')],
    ['part', 'viewer', '案が1つあり、会議で決まったものはまだありません', (she) => she.go('/goals?year=2026')],
    ['print', 'secretariat', '5 ＝ 1 ＋ 4人', async (her) => {
      await her.go('/goals?year=2024');
      await printed(her);
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/goals')],
  ),
  ...papers.flatMap((paper) => scenes(`/goals/${paper}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`/goals/${paper}`)])),
  ...scenes('/councils/{id}/goals/new',
    ['one', 'secretariat', '数は会議で決め', (her, town) => her.go(`${town.council}/goals/new`)],
    ['filled', 'secretariat', '内わけを足すと 1 ＋ 3 ＝ 4 で、目標の5になりません', async (her, town) => {
      await her.go(`${town.council}/goals/new`);
      await her.page.getByLabel('何で測るか').selectOption('7-settlement');
      await her.page.getByLabel('目標の数').fill('5');
      for (const [at, [name, number]] of [['すでに支給決定', '1'], ['新たな人', '3']].entries()) {
        await her.page.getByLabel(`${at + 1}行目の内わけの名`).fill(name);
        await her.page.getByLabel(`${at + 1}行目の数`).fill(number);
      }
      await her.page.getByLabel('会議に出す案').check();
      await her.submit('置く');
    }],
    ['error-422', 'secretariat', WRONG, (her, town) => bare(her, `${town.council}/goals/new`, '置く')],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/goals/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/goals/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.council}/goals/new`, '置く')],
  ),
  ...scenes(GOAL,
    ['one', 'member', '令和6年度は終わりましたが、年度末の実績がまだありません', (he, town) => he.go(town.five)],
    ['many', 'secretariat', 'そのときの実績: すでに支給決定 1人', (her, town) => her.go(town.five)],
    ['part', 'secretariat', '計画の指標そのものです', (her, town) => her.go(town.plain)],
    ['draft', 'viewer', 'まだ会議で決まっていない案です', (she, town) => she.go(town.proposal)],
    ['over', 'secretariat', '目標の2回に届きました', (her, town) => her.go(town.held_talks)],
    ['print', 'secretariat', '5 ＝ 1 ＋ 4', async (her, town) => {
      await her.go(town.five);
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.five)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/goals/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.five)],
  ),
  ...scenes(`${GOAL}/change`,
    ['one', 'secretariat', '前の数は消えません', (her, town) => her.go(`${town.five}/change`)],
    ['error-422', 'secretariat', 'なぜ変えるかを入れてください', async (her, town) => {
      await her.go(`${town.five}/change`);
      await her.page.getByLabel('目標の数').fill('6');
      await her.page.getByLabel('2行目の数').fill('5');
      await her.submit('残す');
    }],
    ...refused('change'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.five}/change`, '残す')],
  ),
  ...scenes(`${GOAL}/progress`,
    ['one', 'secretariat', '年度のはじめからの数を入れます', (her, town) => her.go(`${town.five}/progress`)],
    ['error-422', 'secretariat', WRONG, (her, town) => bare(her, `${town.five}/progress`, '残す')],
    ...refused('progress'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.five}/progress`, '残す')],
  ),
  ...scenes(`${GOAL}/withdraw`,
    ['one', 'secretariat', '取り消す数', (her, town) => her.go(`${town.five}/withdraw`)],
    ['error-422', 'secretariat', WRONG, (her, town) => bare(her, `${town.five}/withdraw`, '取り消す')],
    ...refused('withdraw'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.five}/withdraw`, '取り消す')],
  ),
  ...scenes(`${GOAL}/evaluate`,
    ['one', 'secretariat', '会議録にそのまま載る1文', (her, town) => her.go(`${town.five}/evaluate`)],
    ['error-422', 'secretariat', '文が途中です', async (her, town) => {
      await her.go(`${town.five}/evaluate`);
      await her.page.getByLabel('理由').fill('説明会のあとに申請が');
      await her.submit('残す');
    }],
    ...refused('evaluate'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.five}/evaluate`, '残す')],
  ),
  ...scenes(`${GOAL}/tie`,
    ['one', 'secretariat', 'いま結んでいるもの', (her, town) => her.go(`${town.five}/tie`)],
    ['error-422', 'secretariat', '一覧から選んでください', (her, town) => bare(her, `${town.five}/tie`, '結ぶ')],
    ...refused('tie'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.five}/tie`, '結ぶ')],
  ),
  ...scenes('/masking',
    ['one', 'member', 'ふせないもの', (he) => he.go('/masking')],
    ['many', 'secretariat', '県の公表の基準に合わせる', (her) => her.go('/masking')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/masking')],
  ),
  ...scenes('/masking/new',
    ['one', 'secretariat', 'もう出した資料は変わりません', (her) => her.go('/masking/new')],
    ['error-422', 'secretariat', WRONG, (her) => bare(her, '/masking/new', 'このきまりにする')],
    ['error-403', 'member', REFUSED, (he) => he.go('/masking/new')],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, '/masking/new', 'このきまりにする')],
  ),
];
