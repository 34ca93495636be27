// 決裁: which acts want a proposal, one that is begun, prepared, edited, come back, overtaken or withdrawn; and the rules.
import { typed } from '../decisions.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves } from './issues.mjs';

const HOME = '/councils/{id}/approvals';
const APPROVAL = '/approvals/{id}';
const RULE = '/approval-rules/{id}';
const PAPERS = ['proposal.pdf', 'proposal.docx', 'proposal.txt'];
const WHY = '要綱により、秋にも会議を開くため。';
const SHUT = '公開のままでは出せない理由';

const beginning = (council, meeting) => `${council}/approvals/new?act=notice&subject=${meeting}`;
const own = ({ approvals }) => beginning(approvals.ruled, approvals.ruledMeeting);

/** Words that stand in a field. */
async function holds(person, field, words) {
  const value = await person.page.locator(`#${field}`).inputValue();
  if (!value.includes(words)) throw new Error(`${field} holds ${value} and not ${words}`);
}

const ofCouncil = (page) => [
  ['error-403', 'member', REFUSED, (he, { approvals }) => he.go(`${approvals.ruled}${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/councils/${NOBODY}${page}`)],
];
const ofApproval = (page = '') => [
  ['error-403', 'member', REFUSED, (he, { approvals }) => he.go(`${approvals.waiting}${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/approvals/${NOBODY}${page}`)],
];
const ofRule = (page) => [
  ['error-403', 'member', REFUSED, (he, { approvals }) => he.go(`${approvals.ownRule}${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/approval-rules/${NOBODY}${page}`)],
];

export const settled = [
  ...scenes(HOME,
    ['empty', 'newcomer', '決めるまで、どの行いも決裁なしでできます', (she, { approvals }) => she.go(`${approvals.bare}/approvals`)],
    ['one', 'newcomer', '開催通知に決裁が要ります', async (she, { approvals }) => {
      await she.go(`${approvals.ruled}/approvals`);
      await she.page.getByRole('link', { name: /^伺いを準備する.*開催通知.*令和9年度第1回/ }).waitFor();
    }],
    ['many', 'newcomer', '4件の伺いが、戻るのを待っています', async (she, { approvals }) => {
      await she.go(`${approvals.many}/approvals`);
      const states = await she.page.getByRole('region', { name: '伺いの一覧' }).locator('.st').allInnerTexts();
      if (states.sort().join() !== '取り下げ,戻った,戻った,準備した,準備した,準備した,準備した') throw new Error(`the states are ${states}`);
    }],
    ...ofCouncil('/approvals'),
    ['signed-out', 'visitor', 'サインイン名', (her, { approvals }) => her.go(`${approvals.ruled}/approvals`)],
  ),
  ...scenes(`${HOME}/new`,
    ['one', 'newcomer', 'いまの記録と決まりから、起こしてあります', async (she, { approvals }) => {
      await she.go(beginning(approvals.bare, approvals.bareMeeting));
      await holds(she, 'what', '令和9年11月11日（木）　午前10時から午前11時30分まで');
      const post = await she.page.locator('#post').inputValue();
      if (post !== '') throw new Error(`without a rule the post is ${post}`);
    }],
    ['filled', 'newcomer', '開催通知の伺いを準備する', async (she, town) => {
      await she.go(own(town));
      await holds(she, 'post', '障害福祉課長');
      await holds(she, 'stamps', '係長、課長補佐、課長');
      await holds(she, 'what', '通知する人　委員5人');
      await holds(she, 'why', '開催の14日前');
    }],
    ['error-422', 'newcomer', '公開なのに、理由が入っています', async (she, town) => {
      await she.go(own(town));
      await she.page.getByLabel('件名').fill('');
      await she.page.locator('#why').fill(WHY);
      await she.page.getByLabel('公開', { exact: true }).check();
      await she.submit('準備する');
      await holds(she, 'why', WHY);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(own(town))],
    ['error-404', 'newcomer', MISSING, (she, { approvals }) => she.go(beginning(approvals.ruled, approvals.bareMeeting))],
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, own(town), '準備する')],
  ),
  ...scenes(`${HOME}/rules/new`,
    ['empty', 'newcomer', '決裁の決まりを加える（委嘱・任命）', (she, { approvals }) => she.go(`${approvals.bare}/approvals/rules/new?act=appointment`)],
    ['filled', 'newcomer', '入れておくと、伺いがここから始まります', async (she, { approvals }) => {
      await she.go(`${approvals.ruled}/approvals/rules/new?act=notice`);
      await holds(she, 'post', '障害福祉課長');
    }],
    ['error-422', 'newcomer', '決裁が要るか、要らないかを選んでください', async (she, { approvals }) => {
      await she.go(`${approvals.bare}/approvals/rules/new?act=payment`);
      await she.page.getByLabel('いつから').fill('R9.4.1');
      await she.page.getByLabel('覚え書き').fill('財務規則 第40条');
      await she.page.getByLabel('非公開', { exact: true }).check();
      await she.submit('加える');
      await holds(she, 'note', '財務規則 第40条');
    }],
    ['twin', 'newcomer', 'この日からの決まりは、もうあります', async (she, { approvals }) => {
      await she.go(`${approvals.ruled}/approvals/rules/new?act=notice`);
      await she.page.getByLabel('いつから').fill('R3.7.15');
      await she.submit('加える');
      await holds(she, 'post', '障害福祉課長');
    }],
    ...ofCouncil('/approvals/rules/new?act=notice'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, { approvals }) => leaves(she, `${approvals.bare}/approvals/rules/new?act=notice`, '加える')],
  ),
  ...scenes(`${RULE}/edit`,
    ['one', 'newcomer', '決裁の決まり（開催通知、令和3年7月15日から）を直す', (she, { approvals }) => she.go(`${approvals.ownRule}/edit`)],
    ['draft', 'newcomer', '下書きの続きです', async (she, { approvals }) => {
      await she.go(`${approvals.rules[0]}/edit`);
      await she.page.getByLabel('覚え書き').fill('別表第2が変わるた');
      await she.submit('下書きとして残す');
    }],
    ['error-422', 'newcomer', WRONG, async (she, { approvals }) => {
      await she.go(`${approvals.ownRule}/edit`);
      await she.page.getByLabel('決裁欄の職').fill('係長、みほん市障害福祉課長補佐心得');
      await she.submit('保存する');
      await holds(she, 'stamps', 'みほん市障害福祉課長補佐心得');
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, { approvals }) => {
      const rule = approvals.rules[1];
      await she.go(`${rule}/edit`);
      await she.send(rule, { ...(await typed(she.page, rule)), note: '専決規程 第4条' });
      await she.page.getByLabel('覚え書き').fill('専決規程 第5条');
      await she.submit('保存する');
    }],
    ...ofRule('/edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, { approvals }) => leaves(she, `${approvals.ownRule}/edit`, '保存する')],
  ),
  ...scenes(`${RULE}/history`,
    ['one', 'newcomer', '1版', (she, { approvals }) => she.go(`${approvals.ownRule}/history`)],
    ['many', 'newcomer', 'この版に戻す', (she, { approvals }) => she.go(`${approvals.rules.at(-1)}/history`)],
    ...ofRule('/history'),
  ),
  ...scenes(APPROVAL,
    ['one', 'newcomer', 'まだ戻っていません。起案用紙を出して', (she, { approvals }) => she.go(approvals.waiting)],
    ['kept', 'newcomer', '番号「8みほ障第210号」で戻りました', async (she, { approvals }) => {
      await she.go(approvals.back);
      await she.page.getByRole('link', { name: '資料を送る画面へ' }).waitFor();
    }],
    ['leaves', 'newcomer', '決裁のあとで、内容が変わっています（開催日時）', async (she, { approvals }) => {
      await she.go(approvals.changed);
      await she.page.getByRole('link', { name: 'もう一度伺いを作る' }).waitFor();
    }],
    ['withdrawn', 'newcomer', 'わけは「日を改めるため」です', (she, { approvals }) => she.go(approvals.withdrawn)],
    ['error-422', 'newcomer', '今日までの日を入れてください', async (she, { approvals }) => {
      await she.go(approvals.waiting);
      await she.page.getByLabel('決裁の番号').fill('8みほ障第212号');
      await she.page.getByLabel('決裁の日').fill('R20.4.1');
      await she.submit('戻ったと入れる');
      await holds(she, 'number', '8みほ障第212号');
    }],
    ...ofApproval(),
    ['signed-out', 'visitor', 'サインイン名', (her, { approvals }) => her.go(approvals.waiting)],
  ),
  ...scenes(`${APPROVAL}/edit`,
    ['one', 'newcomer', '打ち直して保存すると、いまの日時や名簿で伺うことになります', (she, { approvals }) => she.go(`${approvals.waiting}/edit`)],
    ['draft', 'newcomer', '下書きの続きです', async (she, { approvals }) => {
      await she.go(`${approvals.drafted}/edit`);
      await she.page.locator('#why').fill('要綱により、秋に');
      await she.submit('下書きとして残す');
      await holds(she, 'why', '要綱により、秋に');
    }],
    ['closed', 'newcomer', '取り下げて、もう一度伺いを作ってください', (she, { approvals }) => she.go(`${approvals.back}/edit`)],
    ['error-422', 'newcomer', WRONG, async (she, { approvals }) => {
      await she.go(`${approvals.waiting}/edit`);
      await she.page.locator('#why').fill(WHY);
      await she.page.getByLabel('公開区分の理由').fill(SHUT);
      await she.submit('保存する');
      await holds(she, 'why', WHY);
      await holds(she, 'disclosure_reason', SHUT);
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, { approvals }) => {
      await she.go(`${approvals.met}/edit`);
      await she.send(approvals.met, { ...(await typed(she.page, approvals.met)), why: '要綱により、春に会議を開くため。' });
      await she.page.locator('#why').fill(WHY);
      await she.submit('保存する');
    }],
    ...ofApproval('/edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, { approvals }) => leaves(she, `${approvals.waiting}/edit`, '保存する')],
  ),
  ...scenes(`${APPROVAL}/history`,
    ['one', 'newcomer', '1版', (she, { approvals }) => she.go(`${approvals.waiting}/history`)],
    ['many', 'newcomer', 'この版に戻す', (she, { approvals }) => she.go(`${approvals.edited}/history`)],
    ...ofApproval('/history'),
  ),
  ...PAPERS.flatMap((paper) => scenes(`${APPROVAL}/${paper}`,
    ...ofApproval(`/${paper}`),
    ['signed-out', 'visitor', 'サインイン名', (her, { approvals }) => her.go(`${approvals.waiting}/${paper}`)],
  )),
];
