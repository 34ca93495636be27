// 空き家: houses that somebody offered, what the counters answered, how far each is, and the settings by which nimo says what to ask.
import { LEAST } from '../housing.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const LIST = '/houses';
const NEW = '/houses/new';
const ONE = '/houses/{id}';
const CHECK = `${ONE}/checks/{kind}`;
const RULES = '/houses/rules';
const RULE = `${RULES}/{id}`;
const SIGN_IN = 'サインイン名';

const onPaper = async (her, address) => {
  await her.go(address);
  await printed(her);
};

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.houses.shown}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`${LIST}/${NOBODY}/${page}`)],
];
const refusedRule = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.houseRules.later}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`${RULES}/${NOBODY}/${page}`)],
];

const typed = async (her, page, label, text, button) => {
  await her.go(page);
  await her.page.getByLabel(label, { exact: true }).fill(text);
  await her.submit(button);
};

export const founded = [
  ...scenes(LIST, ['empty', 'newcomer', '空き家の話は、まだありません', (she) => she.go(LIST)]),
  ...scenes(RULES, ['one', 'newcomer', 'はじめから入っているもの', (she) => she.go(RULES)]),
];

export const settled = [
  ...scenes(LIST,
    ['many', 'secretariat', '空き家の話が、4件動いています', (her) => her.go(LIST)],
    ['one', 'viewer', '「見送り」の空き家の話は、1件です', (she) => she.go(`${LIST}?stage=dropped`)],
    ['all', 'member', '改修の費用1件', (he) => he.go(`${LIST}?stage=all`)],
    ['part', 'secretariat', '「グループホーム」の空き家の話は、2件です', (her) => her.go(`${LIST}?use=group_home`)],
    ['none', 'viewer', 'の空き家の話は、ありません', (she) => she.go(`${LIST}?stage=used`)],
    ['print', 'secretariat', '次にすること', (her) => onPaper(her, LIST)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(LIST)],
  ),
  ...['list.pdf', 'list.xlsx'].flatMap((paper) => scenes(`${LIST}/${paper}`, ['signed-out', 'visitor', SIGN_IN, (her) => her.go(`${LIST}/${paper}`)])),
  ...scenes(NEW,
    ['one', 'secretariat', '持ち主の名前や電話は入れないでください', (her) => her.go(NEW)],
    ['error-422', 'secretariat', WRONG, async (her) => {
      await her.go(NEW);
      await her.page.getByLabel('延べ面積').fill('60坪');
      await her.submit('残す');
    }],
    ['error-403', 'member', REFUSED, (he) => he.go(NEW)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, NEW, '残す')],
  ),
  ...scenes(ONE,
    ['one', 'secretariat', '使い方を決めてから見ます', (her, town) => her.go(town.houses.heard)],
    ['many', 'secretariat', '事務局だけが見ること', (her, town) => her.go(town.houses.shown)],
    ['part', 'viewer', '建築に聞く（耐震診断・改修）', (she, town) => she.go(town.houses.shown)],
    ['withdrawn', 'member', '改修の費用', (he, town) => he.go(town.houses.gone)],
    ['print', 'secretariat', '分かっていること', (her, town) => onPaper(her, town.houses.shown)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${LIST}/${NOBODY}`)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(town.houses.shown)],
  ),
  ...scenes(`${ONE}/paper.pdf`,
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${LIST}/${NOBODY}/paper.pdf`)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(`${town.houses.shown}/paper.pdf`)],
  ),
  ...scenes(`${ONE}/edit`,
    ['one', 'secretariat', '約40.1坪', (her, town) => her.go(`${town.houses.shown}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', (her, town) => typed(her, `${town.houses.heard}/edit`, '覚え書き', '来月、もう一度聞く', '下書きとして残す')],
    ['error-422', 'secretariat', '面積として読めません', (her, town) => typed(her, `${town.houses.large}/edit`, '延べ面積（㎡）', '60坪', '保存する')],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.houses.raced}/edit`);
      await town.people.colleague.send(town.houses.raced, { ...LEAST, label: '西町の長屋', town: '西町', floors: '1', version: '1' });
      await her.page.getByLabel('階数').fill('2');
      await her.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.houses.large}/edit`, '保存する')],
  ),
  ...scenes(`${ONE}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.houses.heard}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.houses.shown}/history`)],
    ...refused('history'),
  ),
  ...scenes(`${ONE}/step`,
    ['one', 'secretariat', 'いまは「話が来た」です', (her, town) => her.go(`${town.houses.heard}/step`)],
    ['closed', 'secretariat', 'いまは「見送り」です', (her, town) => her.go(`${town.houses.gone}/step`)],
    ['error-422', 'secretariat', '見送りのわけを1つ選んでください', async (her, town) => {
      await her.go(`${town.houses.shown}/step`);
      await her.page.getByRole('radio', { name: '見送り' }).check();
      await her.submit('残す');
    }],
    ...refused('step'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.houses.shown}/step`, '残す')],
  ),
  ...scenes(`${CHECK}/edit`,
    ['one', 'secretariat', 'いまの目安で聞くこと', (her, town) => her.go(`${town.houses.shown}/checks/building/edit`)],
    ['many', 'newcomer', 'いまは第2版で', (she, town) => she.go(`${town.houses.shown}/checks/fire/edit`)],
    ['draft', 'secretariat', '下書きの続きです', (her, town) => typed(her, `${town.houses.heard}/checks/planning/edit`, '答え', '用途地域は', '下書きとして残す')],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.houses.shown}/checks/building/edit`);
      await her.page.getByRole('radio', { name: 'できない' }).check();
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      const check = `${town.houses.raced}/checks/operator`;
      await her.go(`${check}/edit`);
      await town.people.colleague.send(check, { version: '0', state: 'open', next: '電話をかける' });
      await her.page.getByLabel('次にすること').fill('見学の日を決める');
      await her.submit('保存する');
    }],
    ...refused('checks/fire/edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.houses.shown}/checks/building/edit`, '保存する')],
  ),
  ...scenes(`${CHECK}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.houses.large}/checks/planning/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.houses.shown}/checks/fire/history`)],
    ...refused('checks/fire/history'),
  ),
  ...scenes(RULES,
    ['many', 'secretariat', 'これまでと、これからの目安', (her) => her.go(RULES)],
    ['planned', 'viewer', '180㎡を超えるとき', (she) => she.go(`${RULES}?on=R20.4.1`)],
    ['print', 'secretariat', '出典', (her) => onPaper(her, RULES)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(RULES)],
  ),
  ...scenes(`${RULES}/new`,
    ['one', 'secretariat', 'いまの目安が写してあります', (her) => her.go(`${RULES}/new`)],
    ['error-422', 'secretariat', 'もう始まっている日からは', (her) => typed(her, `${RULES}/new`, 'いつから※必須', 'R8.4.1', '加える')],
    ['error-403', 'member', REFUSED, (he) => he.go(`${RULES}/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, `${RULES}/new`, '加える')],
  ),
  ...scenes(`${RULE}/edit`,
    ['one', 'secretariat', '書き間違いを直すところです', (her, town) => her.go(`${town.houseRules.sooner}/edit`)],
    ['draft', 'newcomer', '下書きの続きです', (she, town) => typed(she, `${town.houseRules.sooner}/edit`, '覚え書き', '建築指導課に', '下書きとして残す')],
    ['error-422', 'secretariat', '空です', (her, town) => typed(her, `${town.houseRules.sooner}/edit`, '小さな家の出典', '', '保存する')],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      const { later } = town.houseRules;
      await her.go(`${later}/edit`);
      const fields = await her.page.evaluate(() => Object.fromEntries(new FormData(document.querySelector('form[action^="/houses/rules/"]'))));
      await town.people.colleague.send(later, { ...fields, change_m2: '150' });
      await her.page.getByLabel('これを超えると').fill('100');
      await her.submit('保存する');
    }],
    ...refusedRule('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.houseRules.sooner}/edit`, '保存する')],
  ),
  ...scenes(`${RULE}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.houseRules.later}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.houseRules.sooner}/history`)],
    ...refusedRule('history'),
  ),
];
