// 会議の期限: the line and the table of a meeting, what is written of a step, and what きょう takes from it.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const CLOCK = '/meetings/{id}/clock';
const STEP = '/meetings/{id}/deadlines/{step}';

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.clock.past}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/${page}`)],
];
const step = (meeting, name, act = 'edit') => `${meeting}/deadlines/${name}/${act}`;

/** The row of a step, as it reads. */
const row = async (person, name) => (await person.page.locator(`tr#${name}`).innerText()).replaceAll(/\s+/g, ' ');

/** Each step reads as its words say. */
async function reads(person, rows) {
  for (const [name, words] of Object.entries(rows)) {
    const read = await row(person, name);
    if (!words.test(read)) throw new Error(`${name} reads ${read}`);
  }
}

export const settled = [
  ...scenes(CLOCK,
    ['none', 'newcomer', 'この会議の日の決まりに、期限がありません', async (she, town) => {
      await she.go(`${town.sat.unknown}/clock`);
      await reads(she, { notice: /決まりなし/, minutes: /決まりがありません/ });
    }],
    ['planned', 'newcomer', 'あと20日です', async (she, town) => {
      await she.go(`${town.clock.coming}/clock`);
      await reads(she, { notice: /開催の14日前まで .*(あと\d日|きょうまで)/, confirmation: /会議録を残してから14日 － － まだ決まらない/ });
      await she.page.locator('ol.steps [aria-current="step"]', { hasText: '開催通知' }).waitFor();
    }],
    ['many', 'newcomer', '担当が休んだため', async (she, town) => {
      await she.go(`${town.clock.past}/clock`);
      await reads(she, { notice: /守れた 郵便で出した。/, outline: /\d+日おくれて済んだ/, minutes: /－ あと\d+日/, publication: /まだ決まらない/ });
    }],
    ['kept', 'viewer', '記録なし', async (she, town) => {
      await she.go(`${town.kept}/clock`);
      const links = await she.page.locator('a[href*="/deadlines/"]').count();
      if (links > 0) throw new Error(`${links} steps are still written by who only looks`);
    }],
    ['print', 'newcomer', '段取りの表', async (she, town) => {
      await she.go(`${town.clock.past}/clock`);
      await printed(she);
    }],
    ...refused('clock'),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.clock.past}/clock`)],
  ),
  ...scenes(`${STEP}/edit`,
    ['empty', 'newcomer', 'まだ何も書かれていません', (she, town) => she.go(step(town.clock.past, 'publication'))],
    ['one', 'newcomer', 'いまの内容は第1版です', async (she, town) => {
      await she.go(step(town.clock.past, 'outline'));
      const note = await she.page.getByLabel('理由・覚え書き').inputValue();
      if (note !== '担当が休んだため。') throw new Error(`the reason is ${note}`);
    }],
    ['draft', 'newcomer', '下書きの続きです', async (she, town) => {
      await she.go(step(town.clock.past, 'minutes'));
      await she.page.getByLabel('理由・覚え書き').fill('市長決裁に');
      await she.submit('下書きとして残す');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(step(town.clock.past, 'confirmation'));
      await she.page.getByLabel('済んだ日').fill('R30.1.4');
      await she.page.getByLabel('理由・覚え書き').fill('会長が入院したため。');
      await she.submit('保存する');
      await she.page.getByText('まだ来ていない日です').first().waitFor();
      const kept = await she.page.getByLabel('理由・覚え書き').inputValue();
      if (kept !== '会長が入院したため。') throw new Error(`what was typed is ${kept}`);
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      await she.go(step(town.clock.coming, 'notice'));
      await she.send(`${town.clock.coming}/deadlines/notice`, { version: '0', done_on: '', note: '先に電話で伝えた。' });
      await she.page.getByLabel('理由・覚え書き').fill('先にファクスで伝えた。');
      await she.submit('保存する');
      await she.page.getByText('先に電話で伝えた').first().waitFor();
    }],
    ...refused('deadlines/outline/edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, step(town.clock.coming, 'minutes'), '保存する')],
  ),
  ...scenes(`${STEP}/history`,
    ['one', 'newcomer', '1版', (she, town) => she.go(step(town.clock.past, 'outline', 'history'))],
    ['many', 'newcomer', 'この版に戻す', (she, town) => she.go(step(town.clock.past, 'notice', 'history'))],
    ...refused('deadlines/outline/history'),
  ),
  ...scenes('/today', ['over', 'newcomer', '守れなかったもの', async (she) => {
    await she.go('/today');
    await she.page.getByText(/^理由: 担当が休んだため/).filter({ visible: true }).first().waitFor();
    await she.page.getByRole('list', { name: /第2回の段取り/ }).waitFor();
    await she.page.getByRole('link', { name: '期限を表で見る' }).waitFor();
  }]),
];
