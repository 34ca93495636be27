// 報酬・費用弁償: by what a council pays, the list of a meeting, its papers, and what was paid.
import { MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { NO_ACCOUNTS, list } from '../payday.mjs';

const COUNCIL = '/councils/{id}/pay';
const SCALE = '/pay-scales/{id}';
const MEETING = '/meetings/{id}/pay';
const PAID = '/pay-settlements/{id}';

/** Who may not, what is not there, and whose session has ended, of the page at `where` of a thing of this kind. */
const shut = (kind, of, where = '') => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${of(town)}${where}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/${kind}/${NOBODY}${where}`)],
  ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${of(town)}${where}`)],
];
const ofCouncil = (where) => shut('councils', (town) => town.pay.council, where);
const ofScale = (where) => shut('pay-scales', (town) => town.pay.now, where);
const ofMeeting = (where) => shut('meetings', (town) => town.pay.many, where);
const ofPaid = (where) => shut('pay-settlements', (town) => town.pay.settled, where);

/** All of it stands on the page. */
async function told(person, words) {
  for (const word of words) await person.page.getByText(word).filter({ visible: true }).first().waitFor();
}

/** What was typed stays where it was typed. */
async function stays(field, typed) {
  const kept = await field.inputValue();
  if (kept !== typed) throw new Error(`of 「${typed}」 there is 「${kept}」`);
}

export const settled = [
  ...scenes(COUNCIL,
    ['empty', 'newcomer', 'いま効いている報酬の決まりは、ありません', async (she, town) => {
      await she.go(`${town.sat.council}/pay`);
      await she.page.getByRole('link', { name: '決まりを入れる' }).waitFor();
    }],
    ['many', 'newcomer', '令和8年4月1日から、5列の一覧で払います', async (she, town) => {
      await she.go(`${town.pay.council}/pay`);
      await told(she, ['いま効いている', 'これから', '報酬の10.21%', '源泉徴収の率は、nimo では未確認です']);
    }],
    ...ofCouncil('/pay'),
  ),
  ...scenes(`${COUNCIL}/new`,
    ['one', 'newcomer', '前の決まりから始まります', async (she, town) => {
      await she.go(`${town.pay.council}/pay/new`);
      await stays(she.page.getByLabel('4行目の額・率', { exact: true }), '報酬の10.21%');
    }],
    ['error-422', 'newcomer', NO_ACCOUNTS, async (she, town) => {
      await she.go(`${town.sat.council}/pay/new`);
      await she.page.getByLabel('いつから').fill('R8.4.1');
      await she.page.getByLabel('1行目の列の名', { exact: true }).fill('振込先');
      await she.page.getByLabel('1行目の種類', { exact: true }).fill('記入');
      await she.page.getByLabel('根拠').fill('みほん市報酬条例');
      await she.page.getByLabel('会場').check();
      await she.submit('加える');
      await stays(she.page.getByLabel('1行目の列の名', { exact: true }), '振込先');
      await stays(she.page.getByLabel('根拠'), 'みほん市報酬条例');
    }],
    ...ofCouncil('/pay/new'),
  ),
  ...scenes(`${SCALE}/edit`,
    ['one', 'newcomer', 'いまの内容は第1版です', async (she, town) => {
      await she.go(`${town.pay.now}/edit`);
      await stays(she.page.getByLabel('1行目の列の名', { exact: true }), '報酬');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.pay.now}/edit`);
      await she.page.getByLabel('1行目の額・率', { exact: true }).fill('たくさん');
      await she.page.getByLabel('根拠').fill('直していない根拠');
      await she.submit('保存する');
      await stays(she.page.getByLabel('1行目の額・率', { exact: true }), 'たくさん');
      await stays(she.page.getByLabel('根拠'), '直していない根拠');
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      await she.go(`${town.pay.next}/edit`);
      const second = await she.elsewhere();
      await second.go(`${town.pay.next}/edit`);
      await second.page.getByLabel('根拠').fill('みほん市報酬条例 第3条');
      await second.submit('保存する');
      await second.context.close();
      await she.page.getByLabel('根拠').fill('みほん市費用弁償条例');
      await she.submit('保存する');
      await told(she, ['みほん市報酬条例 第3条']);
    }],
    ...ofScale('/edit'),
  ),
  ...scenes(`${SCALE}/history`,
    ['one', 'newcomer', '1版', (she, town) => she.go(`${town.pay.now}/history`)],
    ...ofScale('/history'),
  ),
  ...scenes(MEETING,
    ['none', 'newcomer', '会議の日に効いている報酬の決まりがないので、一覧をつくれません', (she, town) => she.go(`${town.sat.closed}/pay`)],
    ['empty', 'newcomer', '出席の記録には3人います', async (she, town) => {
      await she.go(`${town.pay.fresh}/pay`);
      await she.page.getByRole('button', { name: '出席した人から一覧をつくる' }).waitFor();
    }],
    ['many', 'newcomer', '3人に、合計26,164円', async (she, town) => {
      await she.go(`${town.pay.many}/pay`);
      await told(she, ['小野寺 光（代理 森 葉）', '12,015', '8,979', '5,170', '27,000', '1,920', '2,756']);
    }],
    ['closed', 'newcomer', '一覧は、もう直せません', async (she, town) => {
      await she.go(`${town.pay.closed}/pay`);
      await told(she, ['令和8年11月20日に支払いました。3人に、合計26,164円']);
      if ((await she.page.getByRole('link', { name: '直す' }).count()) > 0) throw new Error('a list that was paid is still edited');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.pay.many}/pay`);
      await she.page.getByLabel('支払った日').fill('R8.11.9');
      await she.submit('この一覧で支払った');
      await told(she, ['会議の日より前です']);
      await stays(she.page.getByLabel('支払った日'), 'R8.11.9');
    }],
    ...ofMeeting('/pay'),
  ),
  ...scenes(`${MEETING}/edit`,
    ['many', 'newcomer', 'いまの内容は第2版です', async (she, town) => {
      await she.go(`${town.pay.many}/pay/edit`);
      await stays(she.page.getByLabel('髙梨 一郎さんの交通費'), '1240');
    }],
    ['error-422', 'newcomer', '髙梨 一郎さんの交通費: 金額として読めません', async (she, town) => {
      await she.go(`${town.pay.many}/pay/edit`);
      await she.page.getByLabel('髙梨 一郎さんの交通費').fill('電車');
      await she.page.getByLabel('渡邉 悟さんに払わないわけ').fill('辞退');
      await she.submit('保存する');
      await stays(she.page.getByLabel('髙梨 一郎さんの交通費'), '電車');
      await stays(she.page.getByLabel('渡邉 悟さんに払わないわけ'), '辞退');
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      await she.go(`${town.pay.clash}/pay/edit`);
      await she.send(`${town.pay.clash}/pay`, list('1', '500円'));
      await she.page.getByLabel('髙梨 一郎さんの交通費').fill('９００円');
      await she.submit('保存する');
      await told(she, [/交通費 500円/, /交通費 900円/]);
    }],
    ...ofMeeting('/pay/edit'),
  ),
  ...scenes(`${MEETING}/history`,
    ['many', 'newcomer', '交通費 1,240円', async (she, town) => {
      await she.go(`${town.pay.many}/pay/history`);
      await told(she, ['第2版', '出席した人からつくった']);
    }],
    ...ofMeeting('/pay/history'),
  ),
  ...['xlsx', 'pdf', 'docx'].flatMap((kind) => scenes(`${MEETING}.${kind}`, ...ofMeeting(`/pay.${kind}`))),
  ...scenes(PAID,
    ['one', 'newcomer', '令和8年11月20日（金）に、3人に、合計26,164円を支払いました', async (she, town) => {
      await she.go(town.pay.settled);
      await told(she, ['12,015', '固めた一覧は変わりません']);
    }],
    ['withdrawn', 'newcomer', '取り下げた支払いです', async (she, town) => {
      await she.go(town.pay.withdrawn);
      await told(she, ['交通費の額が1人ちがっていた']);
    }],
    ['error-422', 'newcomer', NO_ACCOUNTS, async (she, town) => {
      await she.go(town.pay.settled);
      await she.page.getByLabel('取り下げるわけ').fill('口座 1234567 がちがった');
      await she.submit('この支払いを取り下げる');
      await stays(she.page.getByLabel('取り下げるわけ'), '口座 1234567 がちがった');
    }],
    ...ofPaid(''),
  ),
  ...['xlsx', 'pdf', 'docx'].flatMap((kind) => scenes(`${PAID}/list.${kind}`, ...ofPaid(`/list.${kind}`).slice(1))),
];
