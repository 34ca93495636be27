// 計画相談: a quarter, what would be if an office withdrew, and the three forms: an office's answer, the town's figures, what is heavy.
import { KEPT_INPUT, MISSING, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';
import { today } from '../town.mjs';

const PAGE = '/planning';
const WITHDRAW = '/planning/withdraw';
const QUARTER = '/planning/quarters/{id}';
const LOAD = '/planning/loads/{id}';
const RULE = '/planning/rules/{id}';
const papers = ['quarter.pdf', 'quarter.xlsx', 'blank.pdf'];
/** No office of this number, no quarter, no day. */
const UNKNOWN = { loads: '993999999952000-2026q1', quarters: '2026q9', rules: '2026-02-30' };

const fill = async (her, page, labels, button) => {
  await her.go(page);
  for (const [label, text] of Object.entries(labels)) await her.page.getByLabel(label).first().fill(text);
  await her.submit(button);
};
const onPaper = async (her, page) => {
  await her.go(page);
  await printed(her);
};
const quarter = (town) => `/planning/quarters/${town.planning.now}`;
/** A day of its own for each scene that puts an edition. */
const rule = (year) => `/planning/rules/${year}-04-01`;

const shut = (kind, page, own) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${own(town)}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/planning/${kind}/${UNKNOWN[kind]}/${page}`)],
];

export const founded = [
  ...scenes(PAGE, ['empty', 'newcomer', 'まだ一覧にありません', (she) => she.go(PAGE)]),
  ...scenes(WITHDRAW, ['empty', 'newcomer', 'まだ答えがないので、調べられません', (she) => she.go(WITHDRAW)]),
];

export const settled = [
  ...scenes(PAGE,
    ['many', 'secretariat', '気をつけること', (her) => her.go(PAGE)],
    ['part', 'member', 'ふせています', (he) => he.go(PAGE)],
    ['print', 'viewer', '事業所ごと', (she) => onPaper(she, PAGE)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(PAGE)],
  ),
  ...papers.flatMap((paper) => scenes(`${PAGE}/${paper}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`${PAGE}/${paper}`)])),
  ...scenes(WITHDRAW,
    ['many', 'secretariat', '先に埋まるところ', (her) => her.go(WITHDRAW)],
    ['one', 'member', 'の利用者', (he, town) => he.go(`${WITHDRAW}?provider=${town.planning.office}`)],
    ['print', 'viewer', 'すべての事業所', (she) => onPaper(she, WITHDRAW)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(WITHDRAW)],
  ),
  ...scenes(QUARTER,
    ['many', 'secretariat', '次の四半期', (her, town) => her.go(`/planning/quarters/${town.planning.before}`)],
    ['none', 'viewer', '答えは、まだありません', (she) => she.go('/planning/quarters/2020q1')],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/planning/quarters/${UNKNOWN.quarters}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(quarter(town))],
  ),
  ...scenes(`${LOAD}/edit`,
    ['empty', 'secretariat', '前の四半期の答えはありません', (her, town) => her.go(`${town.planning.open}/edit`)],
    ['one', 'secretariat', '第2版', (her, town) => her.go(`${town.planning.told}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', (her, town) => fill(her, `${town.planning.spare}/edit`, { 覚え書き: '3月から、' }, '下書きとして残す')],
    ['error-422', 'secretariat', WRONG, (her, town) => fill(her, `${town.planning.open}/edit`, { いつの時点: 'きのう' }, '保存する')],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.planning.raced}/edit`);
      const form = { version: '0', as_of: today(), told_by: '管理者に電話で', planners: '1', adults: '20', intake: 'taken', closing: 'no' };
      await town.people.colleague.send(town.planning.raced, form);
      const page = her.page;
      for (const [label, text] of [['いつの時点', today()], ['だれから聞いたか', 'ファクスで'], ['相談支援専門員（常勤換算）', '1'], ['いまの利用者（者）', '22']]) {
        await page.getByLabel(label, { exact: false }).first().fill(text);
      }
      await page.getByRole('radio', { name: '受ける', exact: true }).check();
      await her.submit('保存する');
    }],
    ...shut('loads', 'edit', (town) => town.planning.told),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.planning.told}/edit`, '保存する')],
  ),
  ...scenes(`${LOAD}/history`,
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.planning.told}/history`)],
    ...shut('loads', 'history', (town) => town.planning.told),
  ),
  ...scenes(`${QUARTER}/edit`,
    ['one', 'secretariat', '事業所がなくてセルフプラン', (her, town) => her.go(`${quarter(town)}/edit`)],
    ['error-422', 'secretariat', WRONG, (her, town) => fill(her, `${quarter(town)}/edit`, { '計画相談の利用者（者）': '多い' }, '保存する')],
    ...shut('quarters', 'edit', quarter),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${quarter(town)}/edit`, '保存する')],
  ),
  ...scenes(`${QUARTER}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${quarter(town)}/history`)],
    ...shut('quarters', 'history', quarter),
  ),
  ...scenes(`${RULE}/edit`,
    ['empty', 'secretariat', 'nimo に入っている目安', (her) => her.go(`${rule(2021)}/edit`)],
    ['error-422', 'secretariat', WRONG, (her) => fill(her, `${rule(2021)}/edit`, { 出典: '' }, '保存する')],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${rule(2022)}/edit`);
      const form = { version: '0', fee_from: '40', share: '30', mask_below: '3', source: '第1回の部会', checked: 'yes' };
      await town.people.colleague.send(rule(2022), form);
      await her.page.getByLabel('出典').fill('第2回の部会');
      await her.submit('保存する');
    }],
    ...shut('rules', 'edit', () => rule(2021)),
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, `${rule(2021)}/edit`, '保存する')],
  ),
  ...scenes(`${RULE}/history`,
    ['one', 'secretariat', '1版', (her) => her.go(`${rule(2022)}/history`)],
    ...shut('rules', 'history', () => rule(2021)),
  ),
];
