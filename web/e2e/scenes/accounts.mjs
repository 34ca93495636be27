// 利用者: the people of the office, kept by its administrator.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';

const PAGE = '/accounts/{id}';

export const founded = [
  ...scenes('/accounts', ['one', 'administrator', '2人', (he) => he.go('/accounts')]),
  ...scenes('/accounts/new', ['empty', 'administrator', 'まだありません', (he) => he.go('/accounts/new')]),
];

export const settled = [
  ...scenes('/accounts',
    ['many', 'administrator', '止めている', (he) => he.go('/accounts')],
    ['error-403', 'secretariat', REFUSED, (her) => her.go('/accounts')],
  ),
  ...scenes('/accounts/new',
    ['many', 'administrator', '地域移行・地域定着部会', (he) => he.go('/accounts/new')],
    ['error-422', 'administrator', WRONG, async (he) => {
      await he.go('/accounts/new');
      await he.submit('加えて、リンクを出す');
    }],
    ['link', 'administrator', 'リンクを渡してください', async (he) => {
      await he.go('/accounts/new');
      await he.page.getByLabel('名前').fill('岡地 和');
      await he.page.getByLabel('サインイン名').fill('k.okachi');
      await he.page.getByRole('radio', { name: /^閲覧者/ }).check();
      await he.submit('加えて、リンクを出す');
    }],
    ['error-403', 'secretariat', REFUSED, (her) => her.go('/accounts/new')],
    ['signed-out', 'administrator', KEPT_INPUT, async (he) => {
      await he.go('/accounts/new');
      await he.forgetSession();
      await he.submit('加えて、リンクを出す');
    }],
  ),
  ...scenes(PAGE,
    ['one', 'administrator', '使っている', (he, town) => he.go(town.people.secretariat.account)],
    ['closed', 'administrator', '利用を再開する', (he, town) => he.go(town.leaver.page)],
    ['error-422', 'administrator', WRONG, async (he, town) => {
      await he.go(town.people.viewer.account);
      await he.page.getByLabel('名前').fill('');
      await he.submit('保存する');
    }],
    ['error-404', 'administrator', MISSING, (he) => he.go(`/accounts/${NOBODY}`)],
    ['error-403', 'secretariat', REFUSED, (her, town) => her.go(town.people.viewer.account)],
    ['conflict', 'administrator', 'あなたの文にする', async (he, town) => {
      const page = town.people.viewer.account;
      await he.go(page);
      await he.send(page, { name: '津田 のぞみ', role: 'viewer', version: '1' });
      await he.page.getByLabel('名前').fill('津田 望美');
      await he.submit('保存する');
    }],
    ['signed-out', 'administrator', KEPT_INPUT, async (he, town) => {
      await he.go(town.people.viewer.account);
      await he.forgetSession();
      await he.submit('保存する');
    }],
  ),
];
