// 協議会: list, form, page, versions; and what is found in what they kept.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { COUNCIL } from '../town.mjs';

export const founded = scenes(
  '/councils',
  ['empty', 'newcomer', '協議会が、まだ1つもありません', (she) => she.go('/councils')],
);

export const settled = [
  ...scenes('/councils',
    ['one', 'member', '1件', (he) => he.go('/councils')],
    ['many', 'secretariat', '3件', (her) => her.go('/councils')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/councils')],
  ),
  ...scenes('/councils/new',
    ['one', 'secretariat', '協議会を置く', (her) => her.go('/councils/new')],
    ['draft', 'secretariat', '下書きの続きです', async (her) => {
      await her.go('/councils/new');
      await her.page.getByLabel('名称').fill('みほん市ひきこもり支援');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'newcomer', WRONG, async (she) => {
      await she.go('/councils/new');
      await she.page.getByLabel('いつの会議から').fill('令和99年');
      await she.submit('保存する');
    }],
    ['error-403', 'viewer', REFUSED, (he) => he.go('/councils/new')],
    ['signed-out', 'newcomer', KEPT_INPUT, (she) => leaves(she, '/councils/new')],
  ),
  ...scenes('/councils/{id}',
    ['empty', 'secretariat', '会議は、まだ1つもありません', (her, town) => her.go(town.quiet)],
    ['one', 'member', '会議録は、令和3年度第1回', (he, town) => he.go(town.council)],
    ['many', 'secretariat', '14件、新しい順', (her, town) => her.go(town.council)],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.council)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}`)],
  ),
  ...scenes('/councils/{id}/edit',
    ['one', 'secretariat', `${COUNCIL}を直す`, (her, town) => her.go(`${town.council}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.quiet}/edit`);
      await her.page.getByLabel('名称').fill('みほん市居住支援会議');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.council}/edit`);
      await her.page.getByLabel('名称').fill('');
      await her.submit('保存する');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/edit`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/edit`)],
    ['conflict', 'secretariat', '1か所で重なっています', async (her, town) => {
      await her.go(`${town.part}/edit`);
      const parent = town.council.split('/').pop();
      await town.people.colleague.send(town.part, { name: '地域移行推進部会', basis: 'guideline', parent, version: '2' });
      await her.page.getByLabel('名称').fill('地域生活支援部会');
      await her.submit('保存する');
    }],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.council}/edit`)],
  ),
  ...scenes('/councils/{id}/history',
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.quiet}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.part}/history`)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/history`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/history`)],
  ),
  ...scenes('/search',
    ['empty', 'secretariat', 'さがすことばを、上の欄に', (her) => her.go('/search')],
    ['none', 'secretariat', '見つかりませんでした', (her) => her.go('/search?q=月面基地')],
    ['one', 'member', 'か所に見つかりました', (he) => he.go('/search?q=退院')],
    ['many', 'secretariat', 'か所より多くに見つかりました', (her) => her.go('/search?q=の')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/search?q=退院')],
  ),
];

async function leaves(person, page) {
  await person.go(page);
  await person.page.getByLabel('名称').fill('席を立つあいだの名');
  await person.forgetSession();
  await person.submit('保存する');
}
