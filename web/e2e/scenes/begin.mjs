// はじめの1時間: a council, its roster, its last minutes.
import { KEPT_INPUT, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves } from './issues.mjs';

export const founded = scenes('/begin',
  ['empty', 'newcomer', 'まず、協議会を1つ置きます', (she) => she.go('/begin')],
  ['error-422', 'newcomer', WRONG, async (she) => {
    await she.go('/begin');
    await she.page.getByLabel('名称').fill('みほん市連絡協議会');
    await she.submit('置いて、名簿へ進む');
  }],
  ['signed-out', 'newcomer', KEPT_INPUT, (she) => leaves(she, '/begin', '置いて、名簿へ進む')],
);

export const settled = scenes('/begin',
  ['one', 'secretariat', '次に、委員名簿を貼ります', (her) => her.go('/begin')],
  ['part', 'secretariat', '最後に、前回の会議録を置きます', async (her) => {
    await her.go('/begin');
    await her.follow(() => her.page.getByRole('link', { name: '名簿はあとにする' }).click());
  }],
  ['error-403', 'member', REFUSED, (he) => he.go('/begin')],
);
