// 事業所: who offers what where, as a list, as a map and as what is missing; and how the open data comes in.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { edition, layDown, takeIn } from '../directory.mjs';
import { leaves, printed } from './issues.mjs';
import { path } from '../town.mjs';

const LIST = '/providers';
const MAP = '/providers/map';
const COVERAGE = '/providers/coverage';
const IMPORT = '/providers/import';
const LOOK = '/providers/import/{delivery}';
const ONE = '/providers/{id}';
/** As a number of an office may be, and none is. */
const UNKNOWN = '/providers/991999999933000';
const NO_DELIVERY = `${IMPORT}/${NOBODY}`;
const papers = ['list.pdf', 'list.xlsx', 'list.csv', 'hsds.json', 'hsds.zip', 'coverage.pdf', 'coverage.xlsx'];
const read = '読み取って、前と比べる';

/** Hands a file in, as somebody does who has just downloaded it. */
const handIn = async (her, file) => {
  await her.go(IMPORT);
  await her.page.getByLabel('公表データのファイル').setInputFiles(file);
  await her.submit(read);
};

export const founded = [
  ...scenes(LIST, ['empty', 'newcomer', '事業所の一覧は、まだありません', (she) => she.go(LIST)]),
  ...scenes(MAP, ['empty', 'newcomer', '事業所の地図', (she) => she.go(MAP)]),
  ...scenes(COVERAGE, ['empty', 'newcomer', '事業所の一覧は、まだありません', (she) => she.go(COVERAGE)]),
  ...scenes(IMPORT, ['empty', 'newcomer', '公表データを取り込む', (she) => she.go(IMPORT)]),
  ...scenes(LOOK, ['one', 'administrator', '2024年9月末の', async (her) => handIn(her, await edition(0))]),
];

const until = async (what, holds) => {
  for (let turn = 0; turn < 50; turn += 1) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(what);
};

/** The map with streets, once it has come up over the drawing, and what she does there. */
async function streets(person, query, act) {
  const she = await person.deeply();
  try {
    await she.go(`${MAP}${query}`);
    await she.page.locator('#map-frame.is-live').waitFor();
    const [canvas, frame] = ['.maplibregl-canvas', '#map-frame'].map((name) => she.page.locator(name));
    const wide = async (what) => (await what.boundingBox()).width;
    await until('the map does not fill its frame', async () => Math.abs((await wide(canvas)) - (await wide(frame))) < 2);
    await act(she);
    return she;
  } catch (error) {
    await she.browser.close();
    throw new Error(`${error.message} ${she.complained().join(' ')}`);
  }
}

/** The map without a mouse: it grows, it goes aside, a row shows its point, and Escape leads back to the row. */
async function byKeyboard({ page }) {
  const [canvas, popup] = [page.locator('.maplibregl-canvas'), page.locator('.maplibregl-popup')];
  const scale = () => page.locator('.maplibregl-ctrl-scale').textContent();
  const before = await scale();
  await canvas.focus();
  await page.keyboard.press('+');
  await until('the map does not grow', async () => (await scale()) !== before);
  const button = page.getByRole('button', { name: '地図で見る' }).nth(2);
  const name = await button.evaluate((button) => button.closest('tr').querySelector('a').textContent);
  await button.focus();
  await page.keyboard.press('Enter');
  await popup.getByText(name).waitFor();
  await page.keyboard.press('Escape');
  await popup.waitFor({ state: 'detached' });
  const isBack = await button.evaluate((button) => document.activeElement === button);
  if (!isBack) throw new Error('Escape does not lead back to the row');
  await page.keyboard.press('Enter');
  await popup.getByText(name).waitFor();
  const left = async () => (await popup.boundingBox()).x;
  const was = await left();
  await canvas.focus();
  await page.keyboard.press('ArrowRight');
  await until('the map does not go aside', async () => (await left()) < was - 20);
}

/** The drawing has to stay where the map with streets cannot come. */
async function drawing(person, query) {
  await person.go(`${MAP}${query}`);
  await person.page.locator('#map-frame[data-state="drawn"]').waitFor();
  if (!(await person.page.locator('.map-drawn').isVisible())) throw new Error('the drawing is gone');
}

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.providers.plain}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`${UNKNOWN}/${page}`)],
];

const typed = async (her, page, label, text, button) => {
  await her.go(page);
  await her.page.getByLabel(label, { exact: true }).fill(text);
  await her.submit(button);
};

const onPaper = async (her, address) => {
  await her.go(address);
  await printed(her);
};

export const settled = [
  ...scenes(LIST,
    ['one', 'viewer', 'に、1件あります', async (she, town) => {
      await she.go(town.providers.plain);
      await she.go(`${LIST}?q=${encodeURIComponent(await she.page.locator('h1').evaluate((head) => head.lastChild.textContent.trim()))}`);
    }],
    ['many', 'secretariat', '次の50件', (her) => her.go(LIST)],
    ['part', 'member', '共同生活援助、みほん市に', (he) => he.go(`${LIST}?service=33`)],
    ['all', 'secretariat', 'から近い順、距離は直線', (her) => her.go(`${LIST}?area=near&km=20&standing=all`)],
    ['closed', 'secretariat', 'の公表から載っていない', (her) => her.go(`${LIST}?standing=gone`)],
    ['none', 'viewer', 'では、見つかりません', (she) => she.go(`${LIST}?q=月面基地`)],
    ['print', 'secretariat', '件あります', (her) => onPaper(her, LIST)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(LIST)],
  ),
  ...papers.flatMap((paper) => scenes(`${LIST}/${paper}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`${LIST}/${paper}`)])),
  ...scenes(MAP,
    ['many', 'secretariat', '件を並べています', (her) => streets(her, '?service=33&area=near&km=15&standing=all', byKeyboard)],
    ['part', 'member', '放課後等デイサービス、みほん市の', (he) => drawing(he, '?service=65')],
    ['all', 'secretariat', '初めの300件を並べています', (her) => drawing(her, '?area=all&standing=all')],
    ['none', 'viewer', 'では、見つかりません', (she) => she.go(`${MAP}?q=月面基地`)],
    ['print', 'secretariat', '件を並べています', (her) => streets(her, '?service=33', async (she) => {
      await printed(she);
      if (!(await she.page.locator('.map-drawn').isVisible())) throw new Error('no drawing is printed');
    })],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(MAP)],
  ),
  ...scenes(COVERAGE,
    ['many', 'secretariat', '1件もないサービスが、', (her) => her.go(COVERAGE)],
    ['part', 'viewer', '選んだ地点', (she) => she.go(`${COVERAGE}?far=3&by=km&from=35.05,142.07`)],
    ['print', 'secretariat', 'いちばん近いところ', (her) => onPaper(her, COVERAGE)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(COVERAGE)],
  ),
  ...scenes(ONE,
    ['one', 'viewer', '町は、受け入れの様子をまだ確かめていません', (she, town) => she.go(town.providers.plain)],
    ['many', 'secretariat', '新規を止めている', (her, town) => her.go(town.providers.told)],
    ['withdrawn', 'member', '廃止かどうかは、公表データからは分かりません', (he, town) => he.go(town.providers.gone)],
    ['closed', 'secretariat', '県の廃止届の一覧', (her, town) => her.go(town.providers.closed)],
    ['print', 'secretariat', '公表されていること', (her, town) => onPaper(her, town.providers.told)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(UNKNOWN)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.providers.plain)],
  ),
  ...scenes(`${ONE}/edit`,
    ['one', 'secretariat', 'だれから聞いたか', (her, town) => her.go(`${town.providers.plain}/edit`)],
    ['many', 'newcomer', 'だれから聞いたか', (she, town) => she.go(`${town.providers.told}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', (her, town) => typed(her, `${town.providers.spare}/edit`, '覚え書き', '送迎は、市内の', '下書きとして残す')],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.providers.plain}/edit`);
      await her.page.getByRole('radio', { name: '休止している' }).check();
      await her.page.getByLabel('地図の位置').fill('市役所のうしろ');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.providers.raced}/edit`);
      await town.people.colleague.send(town.providers.raced, { note: '入口は北側', version: '0' });
      await her.page.getByLabel('覚え書き').fill('入口は東側');
      await her.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.providers.plain}/edit`, '保存する')],
  ),
  ...scenes(`${ONE}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.providers.closed}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.providers.told}/history`)],
    ...refused('history'),
  ),
  ...scenes(IMPORT,
    ['many', 'secretariat', 'これまでに取り込んだもの', (her) => her.go(IMPORT)],
    ['error-422', 'secretariat', 'ファイルを選んでください', async (her) => {
      await her.go(IMPORT);
      await her.submit(read);
    }],
    ['error-422', 'administrator', WRONG, (her) => handIn(her, { name: '事業所.csv', mimeType: 'text/csv', buffer: Buffer.from('名前,住所\nすみれ,本町\n') })],
    ['error-422', 'newcomer', 'いつの時点のデータか', async (she) => handIn(she, await edition(1, '事業所一覧.csv'))],
    ['withdrawn', 'newcomer', 'ファイルを捨てました', async (she) => {
      await handIn(she, await edition(1));
      await she.submit('取り込まずに、ファイルを捨てる');
    }],
    ['error-403', 'member', REFUSED, (he) => he.go(IMPORT)],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go(IMPORT)],
  ),
  ...scenes(LOOK,
    ['many', 'secretariat', '移ったのか、別の事業所か', (her, town) => her.go(town.delivery)],
    ['none', 'newcomer', 'いまの一覧と同じです', async (she) => handIn(she, await edition(1))],
    ['closed', 'secretariat', '古いデータです', (her, town) => her.go(town.oldDelivery)],
    ['error-422', 'secretariat', 'どれも選んでください', async (her, town) => {
      await her.go(town.delivery);
      await her.submit('取り込む');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.delivery)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(NO_DELIVERY)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.delivery)],
    ['conflict', 'secretariat', 'いまの一覧と比べ直したので', async (her, town) => {
      await her.go(town.delivery);
      for (const answer of await her.page.getByLabel('移った', { exact: true }).all()) await answer.check();
      await takeIn(town.people.colleague, await layDown(town.people.colleague, 1));
      await her.submit('取り込む');
    }],
  ),
  ...scenes(`${LOOK}/doubts.csv`,
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.delivery}/doubts.csv`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`${NO_DELIVERY}/doubts.csv`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.delivery}/doubts.csv`)],
  ),
  // From here on the list is another.
  ...scenes(LIST, ['filled', 'administrator', '公表データを取り込みました', async (her) => {
    await handIn(her, await edition(2));
    for (const answer of await her.page.getByLabel('移った', { exact: true }).all()) await answer.check();
    await her.submit('取り込む');
  }]),
  ...scenes(LOOK, ['over', 'secretariat', '古いデータは取り込めません', async (her, town) => {
    // Five wait at most.
    await path(her.send(`${town.oldDelivery}/discard`, {}));
    await handIn(her, await edition(2));
    await takeIn(town.people.colleague, await layDown(town.people.colleague, 3));
    await her.submit('取り込む');
  }]),
];
