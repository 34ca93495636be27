// 資料: the master of a meeting's papers, each paper with its versions, and files that are not taken in.
import { docx, withMacro, withProgram } from '../files.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves } from './issues.mjs';

const HANDOUT = '/handouts/{id}';

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.handouts.told}${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/handouts/${NOBODY}${page}`)],
];

/** Chooses files and, where there is a name, types it; then sends. */
const bring = async (her, page, files, button, typed = {}) => {
  await her.go(page);
  await her.page.locator('#file').setInputFiles(files);
  for (const [label, words] of Object.entries(typed)) await her.page.getByLabel(label, { exact: true }).fill(words);
  await her.submit(button);
  for (const [label, words] of Object.entries(typed)) {
    const kept = await her.page.getByLabel(label, { exact: true }).inputValue();
    if (kept !== words) throw new Error(`${label} does not stay: ${kept}`);
  }
};

export const settled = [
  ...scenes('/meetings/{id}/handouts',
    ['empty', 'secretariat', '資料は、まだありません', (her, town) => her.go(`${town.bare}/handouts`)],
    ['one', 'secretariat', '資料2件、2ページ', (her, town) => her.go(`${town.past}/handouts`)],
    ['many', 'secretariat', '資料1-2　空室の調べ', (her, town) => her.go(`${town.ready}/handouts`)],
    ['withdrawn', 'secretariat', '資料は、まだありません', (her, town) => her.go(`${town.withdrawn}/handouts`)],
    ['error-422', 'secretariat', 'マクロが入ったファイルです', (her, town) =>
      bring(her, `${town.ready}/handouts`, withMacro(), '加える', { 資料の名: '働く人の声', つくった所: 'みほん病院' })],
    ['block-422', 'secretariat', '名を空にしてください', (her, town) =>
      bring(her, `${town.ready}/handouts`, [docx('資料1.docx', Buffer.from('x')), docx('資料2.docx', Buffer.from('y'))], '加える', { 資料の名: '二つの資料' })],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.ready}/handouts`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/handouts`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.ready}/handouts`);
      await her.page.getByLabel('資料の名').fill('席を立つあいだの資料');
      await her.forgetSession();
      await her.submit('加える');
    }],
  ),
  ...scenes(HANDOUT,
    ['empty', 'secretariat', 'ファイルが、まだ入っていません', (her, town) => her.go(town.handouts.named)],
    ['part', 'secretariat', 'Wordのファイルだけです', (her, town) => her.go(town.handouts.bare)],
    ['one', 'secretariat', 'いまの記録からつくる', (her, town) => her.go(town.handouts.roster)],
    ['many', 'secretariat', 'Wordの新しい版のPDFが、まだです', (her, town) => her.go(town.handouts.told)],
    ['none', 'secretariat', 'この会議のために固めた会議資料に、この表がありません', async (her, town) => {
      await her.go(town.handouts.none);
      await her.submit('いまの記録からつくる');
    }],
    ['error-422', 'secretariat', 'プログラム（JavaScriptなど）が入ったPDFです', (her, town) =>
      bring(her, town.handouts.named, withProgram(), 'この版を入れる')],
    ['block-422', 'secretariat', '取り下げるわけを入れてください', async (her, town) => {
      await her.go(town.handouts.told);
      await her.submit('この資料を取り下げる');
    }],
    ...refused(''),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, town.handouts.told, 'この資料を取り下げる')],
  ),
  ...scenes(`${HANDOUT}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.handouts.told}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.handouts.named}/edit`);
      await her.page.getByLabel('資料の名').fill('見学会のお知');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.handouts.told}/edit`);
      await her.page.getByLabel('資料の名').fill('資料２　見学会の記録');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.set}/edit`);
      const theirs = { title: '暮らしの調べ（素案）', series: 'paper', timing: 'ahead', item: '', maker: '', version: '1' };
      await town.people.colleague.send(town.set, theirs);
      await her.page.getByLabel('資料の名').fill('暮らしと住まいの調べ');
      await her.submit('保存する');
    }],
    ...refused('/edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.handouts.told}/edit`, '保存する')],
  ),
  ...scenes(`${HANDOUT}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.handouts.told}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.reset}/history`)],
    ...refused('/history'),
  ),
  ...scenes(`${HANDOUT}/files/{number}`,
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.handouts.told}/files/1`)],
    ['error-404', 'secretariat', MISSING, (her, town) => her.go(`${town.handouts.told}/files/9`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.handouts.told}/files/1`)],
  ),
];
