// 保存と廃棄: how long what is kept, what is due, a shelf with its acts and its register, and the town's own rule.
import { MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { shelf } from '../keeping.mjs';
import { printed } from './issues.mjs';

const HOME = '/councils/{id}/retention';
const RULE = '/retention-rules/{id}';
const SHELF = '/shelf?kind=letter&year=2020';

const shut = (kind, of, where) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${of(town)}${where}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/${kind}/${NOBODY}${where}`)],
  ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${of(town)}${where}`)],
];
const ofCouncil = (where) => shut('councils', (town) => town.shelves.due, `/retention${where}`);
const ofRule = (where) => shut('retention-rules', (town) => town.shelves.now, where);

/** What was typed stays where it was typed. */
async function stays(field, typed) {
  const kept = await field.inputValue();
  if (kept !== typed) throw new Error(`of 「${typed}」 there is 「${kept}」`);
}

export const settled = [
  ...scenes(HOME,
    ['empty', 'newcomer', '保存しているものは、まだありません', (she, town) => she.go(`${town.clock.council}/retention`)],
    ['none', 'newcomer', '保存期間が、まだ未確認です', async (she, town) => {
      await she.go(`${town.pay.council}/retention`);
      await she.page.getByRole('link', { name: '保存期間の決まりを入れる' }).waitFor();
    }],
    ['many', 'newcomer', '保存期間が終わったものが、4件あります', async (she, town) => {
      await she.go(`${town.shelves.due}/retention`);
      await she.page.getByText('4件が期限ずみ（ほかに1件は続ける）').waitFor();
      await she.page.getByRole('link', { name: '廃棄予定一覧（PDF）' }).waitFor();
    }],
    ['withdrawn', 'newcomer', '8みほ障第310号', async (she, town) => {
      await she.go(`${town.shelves.gone}/retention`);
      await she.page.getByText('廃棄の記録').first().waitFor();
    }],
    ['kept', 'viewer', '4件が期限ずみ', async (she, town) => {
      await she.go(`${town.shelves.due}/retention`);
      const links = await she.page.locator('a[href*="/shelf"], a[href*="/rules/new"], a[href*="due.pdf"]').count();
      if (links > 0) throw new Error(`${links} ways in for who only looks`);
    }],
    ['print', 'newcomer', '何年残すか', async (she, town) => {
      await she.go(`${town.shelves.due}/retention`);
      await printed(she);
    }],
    ...ofCouncil(''),
  ),
  ...['due.pdf', 'due.xlsx'].flatMap((paper) => scenes(`${HOME}/${paper}`, ...ofCouncil(`/${paper}`))),
  ...scenes(`${HOME}/shelf`,
    ['many', 'newcomer', '5件のうち4件を、廃棄できます', async (she, town) => {
      await she.go(shelf(town.shelves.due));
      await she.page.getByText('令和20年3月31日まで続ける').waitFor();
    }],
    ['closed', 'newcomer', '保存期間が、まだ未確認です', (she, town) => she.go(`${town.pay.council}/retention/shelf?kind=pay&year=2026`)],
    ['empty', 'newcomer', 'ここには、何もありません', (she, town) => she.go(`${town.shelves.due}/retention/shelf?kind=pay&year=2020`)],
    ['withdrawn', 'newcomer', '5件を、すべて廃棄しました', (she, town) => she.go(shelf(town.shelves.gone))],
    ['error-422', 'newcomer', '戻った伺いの番号を入れてください', async (she, town) => {
      await she.go(shelf(town.shelves.due));
      await she.page.getByLabel('決裁の日').fill('R8.11.25');
      await she.submit('4件を廃棄する');
      await stays(she.page.getByLabel('決裁の日'), 'R8.11.25');
    }],
    ...ofCouncil(SHELF),
  ),
  ...scenes(`${HOME}/rules/new`,
    ['one', 'newcomer', 'よくある長さで、未確認です', async (she, town) => {
      await she.go(`${town.pay.council}/retention/rules/new`);
      await stays(she.page.getByLabel('報酬等の支払'), '5年');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.pay.council}/retention/rules/new`);
      await she.page.getByLabel('いつから').fill('R8.4.1');
      await she.page.getByLabel('報酬等の支払').fill('当分のあいだ');
      await she.submit('加える');
      await stays(she.page.getByLabel('報酬等の支払'), '当分のあいだ');
    }],
    ...ofCouncil('/rules/new'),
  ),
  ...scenes(`${RULE}/edit`,
    ['one', 'newcomer', 'いまの内容は第1版です', async (she, town) => {
      await she.go(`${town.shelves.now}/edit`);
      await stays(she.page.getByLabel('会議録の版とPDF'), '永年');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.shelves.now}/edit`);
      await she.page.getByLabel('決裁の伺い').fill('0年');
      await she.submit('保存する');
      await stays(she.page.getByLabel('決裁の伺い'), '0年');
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      await she.go(`${town.shelves.next}/edit`);
      const second = await she.elsewhere();
      await second.go(`${town.shelves.next}/edit`);
      await second.page.getByLabel('根拠').fill('みほん市文書管理規程 別表第3');
      await second.submit('保存する');
      await second.context.close();
      await she.page.getByLabel('根拠').fill('みほん市文書取扱規程');
      await she.submit('保存する');
    }],
    ...ofRule('/edit'),
  ),
  ...scenes(`${RULE}/history`,
    ['one', 'newcomer', '1版', (she, town) => she.go(`${town.shelves.now}/history`)],
    ...ofRule('/history'),
  ),
];
