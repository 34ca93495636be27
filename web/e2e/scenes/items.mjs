// 次第を組む: the agenda as a table, carried over, of nothing, and where a line may not go.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, scenes } from '../scene.mjs';
import { leaves } from './issues.mjs';

const title = (her, row) => her.page.getByLabel(`${row}行目の題`, { exact: true });

export const settled = scenes('/meetings/{id}/items',
  ['empty', 'secretariat', '次第を組む', async (her, town) => {
    await her.go(`${town.bare}/items`);
    if ((await title(her, 2).count()) !== 1) throw new Error('an empty agenda has no two lines to type in');
  }],
  ['one', 'secretariat', '次第を組む', (her, town) => her.go(`${town.past}/items`)],
  ['many', 'secretariat', '4行が前回のままです', (her, town) => her.go(`${town.ready}/items`)],
  ['error-422', 'secretariat', '前の行より2段下です', async (her, town) => {
    await her.go(`${town.ready}/items`);
    await her.page.getByLabel('2行目の段').selectOption('3');
    await title(her, 5).fill('終わりに');
    await her.submit('保存する');
    const [depth, kept] = [await her.page.getByLabel('2行目の段').inputValue(), await title(her, 5).inputValue()];
    if (depth !== '2' || kept !== '終わりに') throw new Error(`what was typed is ${depth} ${kept}`);
  }],
  ['block-422', 'secretariat', '発言が付いている項目は消せません', async (her, town) => {
    await her.go(`${town.kept}/items`);
    for (const field of await her.page.getByRole('textbox', { name: /行目の題$/ }).all()) await field.fill('');
    await title(her, 1).fill('開会');
    await her.submit('保存する');
  }],
  ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
    await her.go(`${town.beside}/items`);
    const line = (at, label, words) => ({ [`label.${at}`]: label, [`depth.${at}`]: '0', [`title.${at}`]: words });
    await town.people.colleague.send(`${town.beside}/items`, { version: '1', ...line(0, '１', '開会'), ...line(1, '新', 'その他'), ...line(2, '２', '閉会') });
    await title(her, 2).fill('終わりのあいさつ');
    await her.submit('保存する');
  }],
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.ready}/items`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/items`)],
  ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.ready}/items`, '保存する')],
);
