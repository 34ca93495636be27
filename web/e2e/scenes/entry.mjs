// Coming in: the first link, one-time links, sign-in, one's own password.
import { MISSING, WRONG, KEPT_INPUT, scenes } from '../scene.mjs';

export const vacant = scenes(
  '/first/{secret}',
  ['one', 'visitor', 'はじめの管理者になる', (her, town) => her.go(town.nimo.firstLink)],
  ['error-422', 'visitor', '直すところが5か所あります', async (her, town) => {
    await her.go(town.nimo.firstLink);
    await her.submit('管理者になる');
  }],
  ['error-404', 'visitor', MISSING, (her) => her.go('/first/wrong')],
);

export const settled = [
  ...scenes('/',
    ['one', 'secretariat', 'きょうの事務局', (her) => her.go('/')],
    ['signed-out', 'visitor', 'サインイン', (her) => her.go('/')],
  ),
  // The door of the sample town: here it does not exist.
  ...scenes('/demo', ['error-404', 'visitor', MISSING, (her) => her.go('/demo')]),
  ...scenes('/sign-in',
    ['one', 'visitor', 'サインイン名', (her) => her.go('/sign-in')],
    ['error-422', 'visitor', 'サインイン名かパスワードが違います', async (her) => {
      await her.go('/sign-in');
      await her.page.getByLabel('サインイン名').fill('h.saeki');
      await her.page.getByLabel('パスワード').fill('ちがうことば');
      await her.submit('サインイン');
    }],
    ['signed-out', 'visitor', 'サインアウトしました', (her) => her.go('/sign-in?said=signed-out')],
  ),
  ...scenes('/invited/{link}',
    ['one', 'visitor', 'パスワードを決める', invited],
    ['error-422', 'visitor', WRONG, async (her, town) => {
      await invited(her, town);
      await her.page.getByLabel('新しいパスワード').first().fill('みじかい');
      await her.submit('パスワードを決める');
    }],
    ['error-404', 'visitor', MISSING, (her) => her.go('/invited/1.wrong')],
  ),
  ...scenes('/password',
    ['one', 'secretariat', 'パスワードを変える', (her) => her.go('/password')],
    ['error-422', 'secretariat', 'いまのパスワードが違います', async (her) => {
      await her.go('/password');
      await her.submit('パスワードを変える');
    }],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her) => {
      await her.go('/password');
      await her.forgetSession();
      await her.submit('パスワードを変える');
    }],
  ),
];

async function invited(her, town) {
  town.invited ??= await town.add({ name: '宮下 望', login: 'n.miyashita', role: 'viewer' });
  await her.go(town.invited.link);
}
