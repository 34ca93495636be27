// 資料を送る: what would go out in each scope, what went out, and a link that opens nothing.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const DISPATCH = '/dispatches/{id}';
const papers = ['packet.pdf', 'packet.zip', 'people.xlsx'];
const FREEZE = /^この中身で固める.*事前送付/;

export const settled = [
  ...scenes('/meetings/{id}/dispatches',
    ['empty', 'secretariat', 'まだ送っていません', (her, town) => her.go(`${town.beside}/dispatches`)],
    ['none', 'secretariat', '送る資料も次第も、まだありません', (her, town) => her.go(`${town.bare}/dispatches`)],
    ['one', 'secretariat', 'これまでに1便を固めました', (her, town) => her.go(`${town.past}/dispatches`)],
    ['many', 'secretariat', '資料3　見学会のちらし: ファイルが、まだ入っていません', (her, town) => her.go(`${town.ready}/dispatches`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.ready}/dispatches`);
      await her.page.locator('[name=seen]').first().evaluate((field) => (field.value = 'むかし'));
      await her.submit(FREEZE);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.ready}/dispatches`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/dispatches`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.ready}/dispatches`, FREEZE)],
  ),
  ...scenes(DISPATCH,
    ['one', 'secretariat', '第1便　事前送付', (her, town) => her.go(town.sent)],
    ['many', 'secretariat', '資料2　見学会の記録: 差しかえました', (her, town) => her.go(town.resent)],
    ['board', 'secretariat', '事務局の控え', (her, town) => her.go(town.copy)],
    ['print', 'secretariat', '固めた便は変わりません', async (her, town) => {
      await her.go(town.resent);
      await printed(her);
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(town.copy);
      await her.submit(/^この便を取り下げる/);
    }],
    ['withdrawn', 'secretariat', '取り下げた便です', async (her, town) => {
      await her.go(town.copy);
      if ((await her.page.getByRole('heading', { name: '取り下げた便です' }).count()) > 0) return;
      await her.page.getByLabel('取り下げるわけ').fill('だれのことか分かる資料が入っていた');
      await her.submit(/^この便を取り下げる/);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.sent)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/dispatches/${NOBODY}`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, town.sent, /^この便を取り下げる/)],
  ),
  ...papers.flatMap((paper) => scenes(`${DISPATCH}/${paper}`,
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.sent}/${paper}`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/dispatches/${NOBODY}/${paper}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.sent}/${paper}`)],
  )),
  ...scenes('/handed/{link}', ['error-404', 'visitor', MISSING, (her) => her.go(`/handed/${NOBODY}.abc`)]),
];
