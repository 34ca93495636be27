// 公開しないところ and 公表: what is marked, what is disclosed on request, what is laid open and taken down.
import { put } from '../after-confirmation.mjs';
import { PASSAGE } from '../laying-open.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const MARKS = '/meetings/{id}/redactions';
const RELEASES = '/councils/{id}/releases';

async function reads(person, ...words) {
  for (const one of words) await person.page.getByText(one).filter({ visible: true }).first().waitFor();
}

const field = (person, label) => person.page.getByRole('textbox', { name: new RegExp(`^${label}(※必須)?$`) });

async function keeps(person, label, typed) {
  const kept = await field(person, label).inputValue();
  if (kept !== typed) throw new Error(`what was typed is ${kept}`);
}

const marks = scenes(MARKS,
  ['empty', 'newcomer', '発言は、まだありません', (she, { open }) => she.go(`${open.empty}/redactions`)],
  ['one', 'newcomer', '伏せたところは、ありません', (she, { open }) => she.go(`${open.plain}/redactions`)],
  ['many', 'newcomer', '公開用で、しるし2件のところを伏せています', async (she, { open }) => {
    await she.go(`${open.marked}/redactions`);
    await reads(she, '［非公開］空室のある住まい', '→ Ａ委員', '個人に関する情報（みほん市情報公開条例第7条第1号）', '法人等に関する情報', 'まだ決まっていません');
  }],
  ['part', 'newcomer', 'どこを伏せますか', async (she, { open }) => {
    await she.go(`${open.plain}/redactions`);
    await she.page.getByRole('link', { name: /^伏せる/ }).first().click();
    await she.page.getByRole('checkbox', { name: PASSAGE }).waitFor();
  }],
  ['filled', 'newcomer', '資料を公開しない', (she, { open }) => she.go(`${open.marked}/redactions?about=${open.papers[2]}#mark`)],
  ['closed', 'newcomer', '見なおすところが1件あります', async (she, { open }) => {
    await she.go(`${open.moved}/redactions`);
    await reads(she, 'もとの文が変わったので、閉じています', '閉じている');
  }],
  ['leaves', 'newcomer', '理由がまだ', (she, { open }) => she.go(`${open.left}/redactions`)],
  ['kept', 'newcomer', 'しるしを残しました', async (she, { open }) => {
    await she.go(`${open.left}/redactions`);
    await field(she, '伏せる名前').fill('三好');
    await she.page.getByLabel('公開しない理由').selectOption('person');
    await she.submit('名前を伏せる');
  }],
  ['withdrawn', 'newcomer', 'しるしを取り消しました', async (she, { open }) => {
    await she.go(`${open.left}/redactions`);
    await she.page.locator('summary', { hasText: '取り消す' }).first().click();
    await she.page.getByLabel('取り消すわけ').first().fill('本人が承諾した');
    await she.submit('取り消す');
  }],
  ['error-422', 'newcomer', WRONG, async (she, { open }) => {
    await she.go(`${open.plain}/redactions`);
    await field(she, '伏せる名前').fill('林');
    await field(she, '条例の条項').fill('条例第7条');
    await she.submit('名前を伏せる');
    await keeps(she, '伏せる名前', '林');
    await keeps(she, '条例の条項', '条例第7条');
  }],
  ['block-422', 'newcomer', 'この発言のなかにありません', async (she, { open }) => {
    await she.go(`${open.plain}/redactions`);
    await she.page.getByRole('link', { name: /^伏せる/ }).first().click();
    await field(she, 'そのほかに伏せる文字').fill('ここにない文');
    await she.page.getByLabel('公開しない理由').selectOption('person');
    await she.submit('伏せる');
    await keeps(she, 'そのほかに伏せる文字', 'ここにない文');
  }],
  ['conflict', 'newcomer', '発言の文が変わりました', async (she, { open }) => {
    await she.go(`${open.moved}/redactions?about=${open.below}#mark`);
    await put(she, open.moved, open.below, '家族が桔梗病院に入っていた。空室を探す。');
    await she.page.getByRole('checkbox', { name: '家族が桔梗病院に入っていた。' }).check();
    await she.page.getByLabel('公開しない理由').selectOption('person');
    await she.submit('伏せる');
  }],
  ['print', 'newcomer', '公開用で、しるし2件のところを伏せています', async (she, { open }) => {
    await she.go(`${open.marked}/redactions`);
    await printed(she);
  }],
  ['error-403', 'member', REFUSED, (he, { open }) => he.go(`${open.marked}/redactions`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/meetings/${NOBODY}/redactions`)],
  ['signed-out', 'newcomer', KEPT_INPUT, async (she, { open }) => {
    await she.go(`${open.plain}/redactions`);
    await field(she, '伏せる名前').fill('藤代');
    await she.forgetSession();
    await she.submit('名前を伏せる');
  }],
);

const bundle = scenes('/meetings/{id}/disclosure.zip',
  ['leaves', 'newcomer', '作る前に、次のことが要ります', (she, { open }) => she.go(`${open.marked}/disclosure.zip`)],
  ['error-403', 'member', REFUSED, (he, { open }) => he.go(`${open.marked}/disclosure.zip`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/meetings/${NOBODY}/disclosure.zip`)],
  ['signed-out', 'visitor', 'サインイン名', (her, { open }) => her.go(`${open.marked}/disclosure.zip`)],
);

const releases = scenes(RELEASES,
  ['empty', 'newcomer', 'まだ、何も公表していません', (she, { open }) => she.go(`${open.bare}/releases`)],
  ['many', 'newcomer', '2件を公表しています', async (she, { open }) => {
    await she.go(`${open.council}/releases`);
    await reads(she, '取りやめた', '日を改める', '資料を決める', '本人が承諾したものだけ');
  }],
  ['one', 'newcomer', '開催のお知らせを公表する', async (she, { open }) => {
    await she.go(`${open.council}/releases`);
    await she.page.getByRole('link', { name: /^公表する.*令和9年度第1回の開催のお知らせ/ }).click();
    await reads(she, '次のとおりに載ります');
  }],
  ['part', 'newcomer', '資料を公開するか決める', (she, { open }) => she.go(`${open.council}/releases?kind=papers&meeting=${open.marked.split('/').pop()}#lay`)],
  ['kept', 'newcomer', '公表しました', async (she, { open }) => {
    await she.go(`${open.council}/releases?kind=council#lay`);
    await field(she, '問い合わせ先').fill('みほん市 障害福祉課');
    await she.submit('公表する');
  }],
  ['withdrawn', 'newcomer', '公表を取りやめました', async (she, { open }) => {
    await she.go(`${open.council}/releases`);
    await she.page.locator('summary', { hasText: '（委員名簿）' }).click();
    await she.page.getByLabel('取りやめるわけ').filter({ visible: true }).fill('委員が交代した');
    await she.page.getByRole('button', { name: '取りやめる' }).filter({ visible: true }).click();
  }],
  ['error-422', 'newcomer', WRONG, async (she, { open }) => {
    await she.go(`${open.bare}/releases?kind=council#lay`);
    await field(she, '問い合わせ先').fill('障害福祉課');
    await field(she, '公表する日').fill('春ごろ');
    await she.submit('公表する');
    await keeps(she, '問い合わせ先', '障害福祉課');
    await keeps(she, '公表する日', '春ごろ');
  }],
  ['conflict', 'newcomer', '載せるものが変わりました', async (she, { open }) => {
    await she.go(`${open.council}/releases?kind=notice&meeting=${open.planned.split('/').pop()}#lay`);
    await she.page.locator('#lay input[name=seen]').evaluate((input) => { input.value = 'x'; });
    await she.submit('公表する');
  }],
  ['print', 'newcomer', '公表の記録', async (she, { open }) => {
    await she.go(`${open.council}/releases`);
    await printed(she);
  }],
  ['one', 'viewer', '公表しています', (he, { open }) => he.go(`${open.council}/releases`)],
  ['error-403', 'member', REFUSED, (he, { open }) => he.go(`${open.council}/releases`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/councils/${NOBODY}/releases`)],
  ['signed-out', 'newcomer', KEPT_INPUT, (she, { open }) => leaves(she, `${open.council}/releases?kind=council`, '公表する')],
);

const paper = scenes('/releases/{id}/paper.pdf',
  ['error-403', 'member', REFUSED, (he, { open }) => he.go(`${open.face}/paper.pdf`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/releases/${NOBODY}/paper.pdf`)],
  ['signed-out', 'visitor', 'サインイン名', (her, { open }) => her.go(`${open.face}/paper.pdf`)],
);

export const settled = [...marks, ...bundle, ...releases, ...paper];
