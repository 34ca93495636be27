// 会議: planned, brought in, read, and looked back at.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { axe } from '../checks.mjs';

const NEW = '/councils/{id}/meetings/new';
const IMPORT = '/councils/{id}/import';

export const settled = [
  ...scenes(NEW,
    ['empty', 'secretariat', '会議を予定する', (her, town) => her.go(`${town.quiet}/meetings/new`)],
    ['one', 'secretariat', '会議を予定する', async (her, town) => {
      await her.go(`${town.council}/meetings/new`);
      await her.follow(() => her.page.getByRole('link', { name: '前回によらず、空から始める' }).click());
      const agenda = await her.page.getByLabel('次第', { exact: true }).inputValue();
      if (agenda !== '') throw new Error(`an empty beginning has an agenda: ${agenda}`);
    }],
    ['filled', 'secretariat', '次第〔前回から〕', async (her, town) => {
      await her.go(`${town.part}/meetings/new`);
      const [number, agenda] = await Promise.all(['第何回', '次第〔前回から〕'].map((label) => her.page.getByLabel(label).inputValue()));
      if (!agenda.includes('報告')) throw new Error(`number ${number} begins with the agenda ${agenda}`);
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.council}/meetings/new`);
      await her.page.getByLabel('開催日').fill('令和8年2月30日');
      await her.submit('予定する');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/meetings/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/meetings/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.council}/meetings/new`, '予定する')],
  ),
  ...scenes(IMPORT,
    ['one', 'secretariat', '見本の1枚で試す', (her, town) => her.go(`${town.council}/import`)],
    ['error-422', 'secretariat', 'まだ何も入っていません', async (her, town) => {
      await her.go(`${town.council}/import`);
      await her.submit('読み取る');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/import`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/import`)],
    ['signed-out', 'secretariat', 'サインイン', (her, town) => leaves(her, `${town.council}/import`, '読み取る')],
  ),
  ...scenes('/meetings/{id}',
    ['one', 'member', '未対応の意見', (he, town) => he.go(town.kept)],
    ['many', 'secretariat', '会議結果', (her, town) => her.go(town.longKept)],
    ['planned', 'secretariat', '開催した', (her, town) => her.go(town.planned)],
    ['held', 'secretariat', '会議録がまだありません', (her, town) => her.go(town.held)],
    ['withdrawn', 'secretariat', '元に戻す', (her, town) => her.go(town.withdrawn)],
    ['print', 'secretariat', '会議の基本', async (her, town) => {
      await her.go(town.kept);
      await her.page.emulateMedia({ media: 'print' });
      const wrong = await axe(her.page, 'print');
      const seen = await her.page.locator('.bar, .loop, .toc, .btn').filter({ visible: true }).count();
      if (wrong.length > 0 || seen > 0) throw new Error(`${wrong.join(' ')} ${seen} controls are printed`);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.planned)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.kept)],
  ),
  ...scenes('/meetings/{id}/history',
    ['one', 'secretariat', 'いまの版', (her, town) => her.go(`${town.longKept}/history`)],
    ['many', 'secretariat', 'この版に戻す', async (her, town) => {
      for (const version of ['1', '2']) {
        const text = `第${version}版を直した文です。二つ目の文です。`;
        await her.send(town.blocks[5], { kind: 'opinion', item: '', speaker: '委員', text, version });
      }
      await her.go(`${town.kept}/history`);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.kept}/history`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/history`)],
  ),
  ...scenes('/meetings/{id}/source',
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.kept}/source`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/source`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.kept}/source`)],
  ),
];

async function leaves(person, page, button) {
  await person.go(page);
  await person.forgetSession();
  await person.submit(button);
}
