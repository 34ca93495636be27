// 指標: figures of both plan periods, each way in which one comes in, what was known when.
import { KEPT_INPUT, MISSING, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const ONE = '/indicators/{code}';
const MEETINGS = '/indicators/7-meetings';
const NONE = '/indicators/7-nothing';
const TOWNS = '/indicators/towns';
const papers = ['sheet.pdf', 'sheet.xlsx', 'public.pdf', 'blank.xlsx'];

export const founded = [
  ...scenes('/indicators', ['empty', 'newcomer', '実績はまだ1つも入っていません', (she) => she.go('/indicators?period=7')]),
  ...scenes(ONE, ['empty', 'newcomer', '数はまだありません', (she) => she.go(MEETINGS)]),
  ...scenes(TOWNS, ['empty', 'newcomer', '近い市区町村を選べません', (she) => she.go(TOWNS)]),
  ...scenes(`${ONE}/towns`, ['empty', 'newcomer', '近い市区町村を選べません', (she) => she.go(`${MEETINGS}/towns`)]),
];

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he) => he.go(`${MEETINGS}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`${NONE}/${page}`)],
];

/** Opens a page and presses its button with nothing typed. */
const bare = async (her, page, button) => {
  await her.go(page);
  await her.submit(button);
};

const look = async (her, table) => {
  await her.go('/indicators/import');
  await her.page.getByLabel('または、表を貼り付ける').fill(table);
  await her.submit('読み取って確かめる');
};

export const settled = [
  ...scenes('/indicators',
    ['one', 'member', '第7期', (he) => he.go('/indicators?period=7')],
    ['many', 'secretariat', 'が目標に届いています', (her) => her.go('/indicators?period=7')],
    ['none', 'viewer', '実績はまだ1つも入っていません', (she) => she.go('/indicators?period=8')],
    ['print', 'secretariat', '協議の場の開催回数', async (her) => {
      await her.go('/indicators?period=7');
      await printed(her);
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/indicators')],
  ),
  ...papers.flatMap((paper) => scenes(`/indicators/${paper}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`/indicators/${paper}`)])),
  ...scenes('/indicators/import',
    ['one', 'secretariat', '指標の数を取り込む', (her) => her.go('/indicators/import')],
    ['many', 'secretariat', '3行のうち1行を取り込めます', (her) => look(her, '指標\t年度\t数\t出典\tひとこと\n7-goals\tR7\t1\t事務局の記録\tよい\n空室の数\tR7\t2\t\t\n7-goals\tR6\t－\t事務局の記録\t\n')],
    ['none', 'secretariat', '数の入った行がありません', (her) => look(her, '指標\t年度\t数\n7-goals\tR7\t\n')],
    ['filled', 'secretariat', 'この表は、まだ読めません', (her) => look(her, '会議\t3\n')],
    ['error-422', 'secretariat', WRONG, (her) => bare(her, '/indicators/import', '読み取って確かめる')],
    ['error-403', 'member', REFUSED, (he) => he.go('/indicators/import')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/indicators/import')],
  ),
  ...scenes(TOWNS,
    ['one', 'member', 'いちばん近いのは東京都小金井市です', (he) => he.go(TOWNS)],
    ['many', 'secretariat', '1ポイントの差で1', async (her) => {
      await her.go(`${TOWNS}?q=%E5%B8%82`);
      await her.page.getByLabel('65歳以上の割合も近い順に').check();
      await her.submit('選び直す');
    }],
    ['none', 'viewer', '一覧にありません', async (she) => {
      await she.go(TOWNS);
      await she.page.getByLabel('市区町村', { exact: true }).fill('みほん市');
      await she.page.getByRole('form', { name: 'コードをさがす' }).getByRole('button').click();
      await she.page.getByText('一覧にありません').waitFor();
    }],
    ['print', 'secretariat', '近い市区町村', async (her) => {
      await her.go(TOWNS);
      await printed(her);
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(TOWNS)],
  ),
  ...scenes(`${TOWNS}/blank.xlsx`,
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${TOWNS}/blank.xlsx?prefecture=1`)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`${TOWNS}/blank.xlsx`)],
  ),
  ...scenes(`${ONE}/towns`,
    ['many', 'secretariat', '多いほうから', async (her) => {
      await her.go(`${MEETINGS}/towns`);
      await her.page.getByLabel('65歳以上の割合も近い順に').check();
      await her.submit('くらべる');
    }],
    ['part', 'member', '人口10万人あたり', (he) => he.go('/indicators/7-transition/towns')],
    ['none', 'viewer', '分かる数がまだありません', (she) => she.go('/indicators/7-goals/towns')],
    ['print', 'secretariat', '似た規模の市区町村とくらべる', async (her) => {
      await her.go(`${MEETINGS}/towns`);
      await printed(her);
    }],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NONE}/towns`)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`${MEETINGS}/towns`)],
  ),
  ...scenes(ONE,
    ['one', 'member', '内訳8のうち2の計', (he) => he.go('/indicators/7-people')],
    ['many', 'secretariat', '別の数え方', (her) => her.go('/indicators/7-group-home')],
    ['part', 'secretariat', '数は、2か所ちがいます', (her) => her.go(`${MEETINGS}?on=R6.4.1`)],
    ['all', 'viewer', '県全体の数', (she) => she.go(`${MEETINGS}?area=own`)],
    ['print', 'secretariat', '入れた数のすべて', async (her) => {
      await her.go(MEETINGS);
      await printed(her);
    }],
    ['error-422', 'secretariat', 'きょうより先の日です', (her) => her.go(`${MEETINGS}?on=R80.1.1`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(NONE)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(MEETINGS)],
  ),
  ...scenes(`${ONE}/new`,
    ['one', 'secretariat', '単位は「回」です', (her) => her.go(`${MEETINGS}/new`)],
    ['many', 'secretariat', '計（分けない数）', (her) => her.go('/indicators/7-people/new')],
    ['error-422', 'secretariat', WRONG, (her) => bare(her, `${MEETINGS}/new`, '残す')],
    ...refused('new'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, `${MEETINGS}/new`, '残す')],
  ),
  ...scenes(`${ONE}/withdraw`,
    ['one', 'secretariat', '取り消す数', (her) => her.go(`${MEETINGS}/withdraw`)],
    ['error-422', 'secretariat', WRONG, (her) => bare(her, `${MEETINGS}/withdraw`, '取り消す')],
    ...refused('withdraw'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, `${MEETINGS}/withdraw`, '取り消す')],
  ),
  ...scenes(`${ONE}/counting`,
    ['one', 'secretariat', 'これから入れる数に使います', (her) => her.go(`${MEETINGS}/counting`)],
    ['error-422', 'secretariat', WRONG, (her) => bare(her, `${MEETINGS}/counting`, 'この数え方にする')],
    ...refused('counting'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, `${MEETINGS}/counting`, 'この数え方にする')],
  ),
  ...scenes(`${ONE}/tally`,
    ['one', 'secretariat', '開催した会議を数えます', (her) => her.go(`${MEETINGS}/tally`)],
    ['error-422', 'secretariat', WRONG, (her) => bare(her, `${MEETINGS}/tally`, '数えて残す')],
    ...refused('tally'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, `${MEETINGS}/tally`, '数えて残す')],
  ),
];
