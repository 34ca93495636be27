// 書面表決: what came back of a meeting that is held in writing, one ballot, and the papers that go out.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const LIST = '/meetings/{id}/ballots';
const BALLOT = '/ballots/{id}';

const lost = (paper) => ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/${paper}`)];
const visitor = (paper) => ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.written.part.meeting}/${paper}`)];

/** What is chosen for the items of the ballot on the page, in their order. */
const chosen = (person) => person.page.locator('#choices input:checked').evaluateAll((all) => all.map((one) => one.parentElement.innerText));

export const settled = [
  ...scenes(LIST,
    ['none', 'secretariat', '表決する議題が、次第にありません', (her, town) => her.go(`${town.written.none.meeting}/ballots`)],
    ['empty', 'secretariat', '0人から戻りました', (her, town) => her.go(`${town.written.empty.meeting}/ballots`)],
    ['part', 'secretariat', '期限のあと', async (her, town) => {
      await her.go(`${town.written.part.meeting}/ballots`);
      for (const words of ['返送待ち', '記入なし', '賛成1、反対0、棄権0、記入なし1、未着', '定足数が分からないため、案は出しません']) {
        await her.page.getByText(words).filter({ visible: true }).first().waitFor();
      }
    }],
    ['many', 'secretariat', 'みな戻りました', async (her, town) => {
      await her.go(`${town.written.many.meeting}/ballots`);
      await her.page.locator('summary').first().click();
      await her.page.getByText('空き家の持ち主にも話を聞いてほしい').filter({ visible: true }).first().waitFor();
    }],
    ['closed', 'secretariat', '会議を閉じたあとは、直せません', async (her, town) => {
      await her.go(`${town.written.closed.meeting}/ballots`);
      const links = await her.page.locator('a[href^="/ballots/"]:not([href$="/history"])').count();
      if (links > 0) throw new Error(`${links} ballots of a closed meeting are still linked`);
    }],
    ['print', 'secretariat', '委員ごと', async (her, town) => {
      await her.go(`${town.written.many.meeting}/ballots`);
      await printed(her);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.written.part.meeting}/ballots`)],
    lost('ballots'),
    visitor('ballots'),
  ),
  ...scenes(`${LIST}.pdf`,
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.written.part.meeting}/ballots.pdf`)],
    lost('ballots.pdf'),
    visitor('ballots.pdf'),
  ),
  ...['docx', 'txt'].flatMap((kind) => scenes(`${LIST}.${kind}`, lost(`ballots.${kind}`), visitor(`ballots.${kind}`))),
  ...scenes(BALLOT,
    ['empty', 'secretariat', 'いまの内容は第1版です', async (her, town) => {
      await her.go(town.written.empty.ballots[0]);
      const [day, said] = [await her.page.getByLabel('戻った日').inputValue(), await chosen(her)];
      if (day !== '' || said.join() !== '記入なし,記入なし') throw new Error(`a ballot that is out says ${day} ${said}`);
    }],
    ['one', 'secretariat', 'いまの内容は第2版です', async (her, town) => {
      await her.go(town.written.part.ballots[0]);
      if ((await chosen(her)).join() !== '賛成,棄権・保留') throw new Error(`what came back says ${await chosen(her)}`);
    }],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(town.written.empty.ballots[1]);
      await her.page.getByLabel('賛成').first().check();
      await her.submit('下書きとして残す');
      if ((await chosen(her)).join() !== '賛成,記入なし') throw new Error(`the draft says ${await chosen(her)}`);
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(town.written.empty.ballots[2]);
      await her.page.getByLabel('反対').nth(1).check();
      await her.page.getByLabel('意見', { exact: true }).fill('日を入れ忘れた表決書の意見');
      await her.submit('保存する');
      await her.page.getByText('表決か意見が入っているので、戻った日を入れてください').first().waitFor();
      const kept = await her.page.getByLabel('意見', { exact: true }).inputValue();
      if (kept !== '日を入れ忘れた表決書の意見') throw new Error(`what was typed is ${kept}`);
      if ((await chosen(her)).join() !== '記入なし,反対') throw new Error(`what was chosen is ${await chosen(her)}`);
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      const ballot = town.written.empty.ballots[3];
      await her.go(ballot);
      await town.people.colleague.send(ballot, { version: '1', received_on: 'R7.6.10', remark: '賛成だが、時期は早い。' });
      await her.page.getByLabel('戻った日').fill('R7.6.10');
      await her.page.getByLabel('意見', { exact: true }).fill('賛成だが、時期がはやい。');
      await her.submit('保存する');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.written.part.ballots[0])],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/ballots/${NOBODY}`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, town.written.empty.ballots[4], '保存する')],
  ),
  ...scenes(`${BALLOT}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.written.empty.ballots[5]}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.written.part.ballots[1]}/history`)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.written.part.ballots[0]}/history`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/ballots/${NOBODY}/history`)],
  ),
];
