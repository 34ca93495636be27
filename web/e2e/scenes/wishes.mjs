// 希望: numbers and answers, the reading of them with the vacant rooms, its rows, and what was kept of it.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { TABLE } from '../wishes.mjs';
import { leaves, printed } from './issues.mjs';

const LIST = '/wishes';
const NEW = '/wishes/new';
const PASTE = '/wishes/paste';
const RULE = '/wishes/rule';
const WISH = '/wishes/{id}';
const READ = '/matching';
const ROWS = '/matching/rows';
const KEPT = '/readings';
const READING = '/readings/{id}';
const NO_WISH = `/wishes/${NOBODY}`;
const NO_READING = `/readings/${NOBODY}`;
const SIGN_IN = 'サインイン名';
const PAPERS = ['sheet.pdf', 'sheet.xlsx'];

export const founded = [
  ...scenes(LIST, ['empty', 'newcomer', '住まいの希望は、まだ入っていません', (she) => she.go(LIST)]),
  ...scenes(READ, ['empty', 'newcomer', 'まだ入っていません', (she) => she.go(READ)]),
  ...scenes(KEPT, ['empty', 'newcomer', '残した資料は、まだありません', (she) => she.go(KEPT)]),
  ...scenes(RULE, ['empty', 'newcomer', '希望した日の早い順に読んでいます', (she) => she.go(RULE)]),
];

const onPaper = async (her, address) => {
  await her.go(address);
  await printed(her);
};

const pastes = async (her, table, button = '読み取って確かめる') => {
  await her.go(PASTE);
  await her.page.getByLabel('表', { exact: false }).first().fill(table);
  await her.submit(button);
};

export const settled = [
  ...scenes(LIST,
    ['many', 'secretariat', '確かめる部屋', (her) => her.go(LIST)],
    ['part', 'secretariat', '終えた希望は、1件です', (her) => her.go(`${LIST}?state=ended`)],
    ['error-422', 'secretariat', '消す希望が選ばれていません', async (her) => {
      await her.go(`${LIST}?state=ended`);
      await her.submit('印を付けた希望を消す');
    }],
    ['filled', 'secretariat', 'まだ何も消していません', async (her) => {
      await her.go(`${LIST}?state=ended`);
      await her.page.getByRole('checkbox', { name: 'S-90を消す' }).check();
      await her.submit('印を付けた希望を消す');
    }],
    ['print', 'secretariat', '希望した日', (her) => onPaper(her, LIST)],
    ['error-403', 'member', REFUSED, (he) => he.go(LIST)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(LIST)],
  ),
  ...scenes(NEW,
    ['one', 'secretariat', '名前や事情を書く欄はありません', (her) => her.go(NEW)],
    ['error-422', 'secretariat', WRONG, async (her) => {
      await her.go(NEW);
      await her.page.getByLabel('番号').fill('山田');
      await her.page.getByLabel('月に払える額').fill('少し');
      await her.submit('加える');
    }],
    ['error-403', 'viewer', REFUSED, (she) => she.go(NEW)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, NEW, '加える')],
  ),
  ...scenes(PASTE,
    ['one', 'secretariat', '使える見出し', (her) => her.go(PASTE)],
    ['filled', 'secretariat', '1件を加え', (her) => pastes(her, '番号\t性別\t月に払える額\nS-1\t女\t7万\nT-9\t男\t')],
    ['all', 'secretariat', '6件は、同じです', (her) => pastes(her, TABLE)],
    ['error-422', 'secretariat', 'だれのことか分かる列は、入れられません', (her) => pastes(her, '番号\t氏名\n1\t山田')],
    ['error-403', 'member', REFUSED, (he) => he.go(PASTE)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, PASTE, '読み取って確かめる')],
  ),
  ...scenes(RULE,
    ['many', 'secretariat', '居住支援部会の申し合わせ', (her) => her.go(RULE)],
    ['error-422', 'secretariat', WRONG, async (her) => {
      await her.go(RULE);
      await her.submit('加える');
    }],
    ['error-403', 'administrator', REFUSED, (she) => she.go(RULE)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her) => leaves(her, RULE, '加える')],
  ),
  ...scenes(WISH,
    ['many', 'secretariat', 'いまの空室', (her, town) => her.go(town.wishes.one)],
    ['part', 'secretariat', 'まだ聞いていないこと', (her, town) => her.go(town.wishes.asked)],
    ['none', 'secretariat', '今は探していないので', (her, town) => her.go(town.wishes.resting)],
    ['closed', 'secretariat', '終えた希望です', (her, town) => her.go(town.wishes.ended)],
    ['print', 'secretariat', '答え', (her, town) => onPaper(her, town.wishes.one)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.wishes.one)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(NO_WISH)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(town.wishes.one)],
  ),
  ...scenes(`${WISH}/edit`,
    ['one', 'secretariat', '優先順位の区分', (her, town) => her.go(`${town.wishes.one}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.wishes.asked}/edit`);
      await her.page.getByLabel('月に払える額').fill('6万2千');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.wishes.one}/edit`);
      await her.page.getByLabel('月に払える額').fill('少し');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.wishes.raced}/edit`);
      await town.people.colleague.send(town.wishes.raced, { sex: 'women', cost_yen: '51000', version: '1' });
      await her.page.getByLabel('月に払える額').fill('52000');
      await her.submit('保存する');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.wishes.one}/edit`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_WISH}/edit`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.wishes.one}/edit`, '保存する')],
  ),
  ...scenes(`${WISH}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.wishes.one}/history`)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.wishes.one}/history`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_WISH}/history`)],
  ),
  ...scenes(READ,
    ['many', 'secretariat', '資料として残す', (her) => her.go(READ)],
    ['print', 'secretariat', '先に聞くとよいこと', (her) => onPaper(her, READ)],
    ['error-403', 'member', REFUSED, (he) => he.go(READ)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(READ)],
  ),
  ...scenes(ROWS,
    ['many', 'secretariat', 'この読みでは', (her) => her.go(`${ROWS}?of=seeking`)],
    ['part', 'secretariat', 'に合う部屋', (her) => her.go(`${ROWS}?of=side.night.0`)],
    ['none', 'secretariat', 'ありません', (her) => her.go(`${ROWS}?of=without.nothing`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${ROWS}?of=x`)],
    ['error-403', 'viewer', REFUSED, (she) => she.go(`${ROWS}?of=seeking`)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(`${ROWS}?of=seeking`)],
  ),
  ...scenes(`${READ}/input.json`, ['signed-out', 'visitor', SIGN_IN, (her) => her.go(`${READ}/input.json`)]),
  ...scenes(KEPT,
    ['many', 'member', '残した資料が', (he) => he.go(KEPT)],
    ['error-403', 'provider', REFUSED, (she) => she.go(KEPT)],
    ['signed-out', 'visitor', SIGN_IN, (her) => her.go(KEPT)],
  ),
  ...scenes(READING,
    ['many', 'secretariat', '課題を起こす', (her, town) => her.go(town.wishes.reading)],
    ['part', 'viewer', '人が探し', (she, town) => she.go(town.wishes.reading)],
    ['print', 'member', '部屋', (he, town) => onPaper(he, town.wishes.reading)],
    ['error-403', 'provider', REFUSED, (she, town) => she.go(town.wishes.reading)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(NO_READING)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(town.wishes.reading)],
    ['withdrawn', 'secretariat', '取りやめた資料です', (her, town) => her.go(town.wishes.withdrawn)],
    ['withdrawn', 'member', 'わけは、事務局に聞いてください', (he, town) => he.go(town.wishes.withdrawn)],
  ),
  ...scenes(`${READING}/withdraw`,
    ['one', 'secretariat', '事務局のほかは読めなくなり', (her, town) => her.go(`${town.wishes.reading}/withdraw`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.wishes.reading}/withdraw`);
      await her.submit('取りやめる');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.wishes.reading}/withdraw`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_READING}/withdraw`)],
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.wishes.reading}/withdraw`, '取りやめる')],
  ),
  ...PAPERS.flatMap((paper) => scenes(`${READING}/${paper}`,
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_READING}/${paper}`)],
    ['signed-out', 'visitor', SIGN_IN, (her, town) => her.go(`${town.wishes.reading}/${paper}`)],
  )),
];
