// 記録のしかた: the rule over all kept minutes, and what a decision settles.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, scenes } from '../scene.mjs';

const RULE = '/councils/{id}/record';
const DECIDE = 'この会議から、こう書く';

export const settled = [
  ...scenes(RULE,
    ['empty', 'secretariat', '書き方がまだ決まっていません', (her, town) => her.go(`${town.quiet}/record`)],
    ['one', 'member', 'これは会議での決定によります', (he, town) => he.go(`${town.council}/record`)],
    ['many', 'secretariat', '承諾されていない 4回', (her, town) => her.go(`${town.council}/record`)],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(`${town.council}/record`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/record`)],
  ),
  ...scenes('/blocks/{id}/record',
    ['many', 'secretariat', '承諾されていないのは4回', (her, town) => her.go(`${town.consent}/record`)],
    ['empty', 'secretariat', 'これは「決定」ではありません', (her, town) => her.go(`${town.blocks[5]}/record`)],
    ['error-422', 'secretariat', '記録のしかたを1つ選んでください', async (her, town) => {
      await her.go(`${town.consent}/record`);
      await her.submit(DECIDE);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.consent}/record`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/blocks/${NOBODY}/record`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.consent}/record`);
      await her.forgetSession();
      await her.submit('この決定で承諾した');
    }],
  ),
  ...scenes(RULE, ['consented', 'secretariat', '4回とも、あとの会議で承諾されています', async (her, town) => {
    await her.go(`${town.consent}/record`);
    await her.submit('この決定で承諾した');
  }]),
  ...scenes('/blocks/{id}/record',
    ['one', 'secretariat', '承諾を待つ会議録はありません', (her, town) => her.go(`${town.consent}/record`)],
  ),
];
