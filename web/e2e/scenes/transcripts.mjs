// 文字起こし: the register of a meeting, a transcript with its search, its day and its disposal.
import { docx } from '../files.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, scenes } from '../scene.mjs';
import { leaves } from './issues.mjs';

export const settled = [
  ...scenes('/meetings/{id}/transcripts',
    ['empty', 'secretariat', '文字起こしは、まだありません', (her, town) => her.go(`${town.bare}/transcripts`)],
    ['many', 'secretariat', '廃棄ずみ', (her, town) => her.go(`${town.ready}/transcripts`)],
    ['withdrawn', 'secretariat', '文字起こしは、まだありません', (her, town) => her.go(`${town.withdrawn}/transcripts`)],
    ['error-422', 'secretariat', '書式なし', async (her, town) => {
      await her.go(`${town.ready}/transcripts`);
      await her.page.locator('#file').setInputFiles([docx('文字起こし.docx', Buffer.from('PK\u0003\u0004'))]);
      await her.submit('入れる');
    }],
    ['block-422', 'secretariat', '言葉が、1つも見つかりません', async (her, town) => {
      await her.go(`${town.ready}/transcripts`);
      await her.page.getByLabel('または、全文を貼り付ける').fill('[00:01]');
      await her.submit('入れる');
      const kept = await her.page.getByLabel('または、全文を貼り付ける').inputValue();
      if (kept !== '[00:01]') throw new Error(`what was pasted does not stay: ${kept}`);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.ready}/transcripts`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/transcripts`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.ready}/transcripts`);
      await her.page.getByLabel('または、全文を貼り付ける').fill('席を立つあいだの言葉');
      await her.forgetSession();
      await her.submit('入れる');
    }],
  ),
  ...scenes('/transcripts/{id}',
    ['one', 'secretariat', '0:12:31', (her, town) => her.go(town.transcripts.read)],
    ['part', 'secretariat', '401番めの発言です', (her, town) => her.go(`${town.transcripts.long}?from=401`)],
    ['none', 'secretariat', '見つかりませんでした', async (her, town) => {
      await her.go(town.transcripts.read);
      await her.page.getByLabel('この中のことば').fill('退院');
      await her.submit('この中からさがす');
    }],
    ['closed', 'secretariat', '言葉は、もう残っていません', (her, town) => her.go(town.transcripts.gone)],
    ['error-422', 'secretariat', '過ぎた日です', async (her, town) => {
      await her.go(town.transcripts.read);
      await her.page.getByLabel('廃棄する日').fill('R6.4.1');
      await her.submit('日を変える');
    }],
    ['conflict', 'secretariat', 'ほかの人が', async (her, town) => {
      await her.go(town.transcripts.long);
      await town.people.colleague.send(`${town.transcripts.long}/day`, { version: '1', dispose_on: town.later });
      await her.page.getByLabel('廃棄する日').fill(town.latest);
      await her.submit('日を変える');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.transcripts.read)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/transcripts/${NOBODY}`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, town.transcripts.read, '日を変える')],
  ),
];
