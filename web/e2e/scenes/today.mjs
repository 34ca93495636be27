// きょう: the page with which the day begins.
import { scenes } from '../scene.mjs';

export const founded = scenes(
  '/today',
  ['empty', 'newcomer', 'まず1つ置いてください', (she) => she.go('/today')],
);

export const settled = scenes(
  '/today',
  ['one', 'member', 'きょう急ぐものはありません', (he) => he.go('/today')],
  ['many', 'secretariat', '決まった書き方から離れたままです', (her) => her.go('/today')],
  ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/today')],
);
