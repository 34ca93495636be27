// 委嘱状・任命書: who waits, the batches that were numbered, and each letter.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const LETTERS = '/councils/{id}/appointments';
const LETTER = '/appointments/{id}';
const papers = ['letters.pdf', 'letters.docx', 'list.pdf'];

export const settled = [
  ...scenes(LETTERS,
    ['empty', 'secretariat', '委嘱・任命する人は、みな文書があります', (her, town) => her.go(`${town.quiet}/appointments`)],
    ['many', 'secretariat', '6席 ＝ 委嘱5 ＋ 任命1', (her, town) => her.go(`${town.council}/appointments`)],
    ['over', 'secretariat', '名簿の氏名とちがう', (her, town) => her.go(`${town.part}/appointments`)],
    ['print', 'secretariat', '8みほ障第124号', async (her, town) => {
      await her.go(`${town.part}/appointments`);
      await printed(her);
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.council}/appointments`);
      await her.page.getByLabel('委嘱状の日付').fill('春');
      await her.submit('6通に番号を付ける');
    }],
    ['twin', 'secretariat', '先に名簿か番号を変えました', async (her, town) => {
      await her.go(`${town.council}/appointments`);
      await her.page.locator('[name=seen]').evaluate((field) => (field.value = '5'));
      await her.page.getByLabel('文書番号').fill('8みほ障第9号');
      await her.submit('6通に番号を付ける');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/appointments`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/appointments`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.council}/appointments`, '6通に番号を付ける')],
  ),
  ...papers.flatMap((paper) => scenes(`${LETTERS}/${paper}`,
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/appointments/${paper}?batch=${NOBODY}`)],
    ['error-404', 'secretariat', MISSING, (her, town) => her.go(`${town.part}/appointments/${paper}?batch=${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.part}/appointments/${paper}`)],
  )),
  ...scenes(LETTER,
    ['one', 'secretariat', 'この1通を取り消す', (her, town) => her.go(town.letters[0])],
    ['glyphs', 'secretariat', '田 明さんの委嘱状', (her, town) => her.go(town.letters[1])],
    ['withdrawn', 'secretariat', '佐伯 はるが取り消しました', (her, town) => her.go(town.letters[2])],
    ['leaves', 'secretariat', '名簿の氏名が直されました', (her, town) => her.go(town.letters[3])],
    ['error-422', 'secretariat', '取り消すわけを入れてください', async (her, town) => {
      await her.go(town.letters[0]);
      await her.submit('この1通を取り消す');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.letters[0])],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/appointments/${NOBODY}`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, town.letters[0], 'この1通を取り消す')],
  ),
];
