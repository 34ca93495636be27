// 紙: the official sheet on the screen, and the files that come of it.
import { axe } from '../checks.mjs';
import { MISSING, NOBODY, REFUSED, scenes } from '../scene.mjs';

const refused = (end) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.planned}/${end}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/${end}`)],
  ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.kept}/${end}`)],
];

export const settled = [
  ...scenes('/meetings/{id}/form',
    ['one', 'member', '会議録（要点記録）', (he, town) => he.go(`${town.kept}/form`)],
    ['many', 'secretariat', '会議結果', (her, town) => her.go(`${town.longKept}/form`)],
    ['draft', 'secretariat', '会議名称', (her, town) => her.go(`${town.drafted}/form`)],
    ['planned', 'secretariat', '今年度の目標について', (her, town) => her.go(`${town.planned}/form`)],
    ['print', 'secretariat', '会議名称', async (her, town) => {
      await her.go(`${town.kept}/form`);
      await her.page.emulateMedia({ media: 'print' });
      const wrong = await axe(her.page, 'print');
      const seen = await her.page.locator('.bar, .btn').filter({ visible: true }).count();
      if (wrong.length > 0 || seen > 0) throw new Error(`${wrong.join(' ')} ${seen} controls are printed`);
    }],
    ...refused('form'),
  ),
  ...scenes('/meetings/{id}/sheet.pdf',
    ['glyphs', 'secretariat', '印刷の書体にない文字があります', (her, town) => her.go(`${town.odd}/sheet.pdf`)],
    ...refused('sheet.pdf'),
  ),
  ...['sheet.docx', 'sheet.txt', 'blocks.xlsx'].flatMap((end) => scenes(`/meetings/{id}/${end}`, ...refused(end))),
];
