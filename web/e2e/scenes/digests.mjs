// 資料3: the paper of issues and measures as the rows stand, and as it was frozen.
import { MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { printed } from './issues.mjs';

const files = ['paper.pdf', 'paper.docx', 'paper.xlsx', 'changes.pdf'];
const lives = ['digest.pdf', 'digest.docx', 'digest.xlsx', 'digest-changes.pdf'];

/** Freezes what stands; the page of the frozen paper. */
async function freeze(her, council) {
  await her.go(`${council}/digest`);
  await her.page.getByLabel('どの会議の資料にするか').selectOption({ index: 1 });
  await her.submit('この版で固める');
  return new URL(her.page.url()).pathname;
}

export const founded = [
  ...scenes('/digests', ['empty', 'newcomer', '固めた版は、まだありません', (she) => she.go('/digests')]),
];

export const settled = [
  ...scenes('/councils/{id}/digest',
    ['empty', 'secretariat', '課題が、まだありません', (her, town) => her.go(`${town.quiet}/digest`)],
    ['one', 'secretariat', 'まだ、固めた版はありません', (her, town) => her.go(`${town.part}/digest`)],
    ['board', 'secretariat', '取り組み中', (her, town) => her.go(`${town.part}/digest?group=stage&size=a3`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.part}/digest`);
      await her.submit('この版で固める');
    }],
    ['many', 'secretariat', '第1版からの変更', async (her, town) => {
      town.digest = await freeze(her, town.part);
      await town.people.colleague.send(`${town.issues[3]}/step`, { stage: 'examined', meeting: '', reason: '' });
      await her.go(`${town.part}/digest`);
    }],
    ['print', 'secretariat', '意見のその後', async (her, town) => {
      await her.go(`${town.part}/digest`);
      await printed(her);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/digest`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/digest`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.part}/digest`)],
  ),
  ...lives.flatMap((file) => scenes(`/councils/{id}/${file}`, ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/${file}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.part}/${file}`)])),
  ...scenes('/digests/{id}',
    ['one', 'viewer', '第1版', (he, town) => he.go(town.digest)],
    ['many', 'secretariat', '第1版からの変更', async (her, town) => {
      await her.go(await freeze(her, town.part));
    }],
    ['print', 'secretariat', '固めた版は変わりません', async (her, town) => {
      await her.go(town.digest);
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.digest)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/digests/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.digest)],
  ),
  ...files.flatMap((file) => scenes(`/digests/{id}/${file}`, ['error-404', 'secretariat', MISSING, (her) => her.go(`/digests/${NOBODY}/${file}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.digest}/${file}`)])),
  ...scenes('/digests',
    ['many', 'secretariat', '固めた版は2つです', (her) => her.go('/digests')],
    ['one', 'viewer', '第2版', (he) => he.go('/digests')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/digests')],
  ),
];
