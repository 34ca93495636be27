// みほん市 and its people, all invented, brought to the state in which the scenes find them.
import { readFile } from 'node:fs/promises';
import { confirm } from './after-confirmation.mjs';
import { Person } from './browser.mjs';
import { dress, propose } from './decisions.mjs';
import { direct } from './directory.mjs';
import { docx, pdf } from './files.mjs';
import { furnish } from './homes.mjs';
import { wishFor } from './wishes.mjs';
import { house } from './housing.mjs';
import { layOpen } from './laying-open.mjs';
import { ROOT } from './nimo.mjs';
import { keep } from './keeping.mjs';
import { keepTime, pay } from './payday.mjs';
import { sit, transcribe, vote } from './rooms.mjs';
import { plan as planned } from './planning.mjs';
import { FIRST_TERM, PART, RULES, SECOND_TERM, table } from './roster.mjs';

export const PASSWORD = 'みほん 市役所 二階 相談窓口';
export const OFFICE = { office_name: 'みほん市', office_code: '999999' };
export const FIRST = { name: '今村 花子', login: 'imamura' };
export const COUNCIL = 'みほん市精神保健福祉連絡協議会';

const PEOPLE = {
  secretariat: { name: '佐伯 はる', login: 'h.saeki', role: 'secretariat' },
  colleague: { name: '外村 恵', login: 'm.tonomura', role: 'secretariat' },
  newcomer: { name: '片岡 新', login: 'a.kataoka', role: 'secretariat' },
  member: { name: '藤代 実', login: 'm.fujishiro', role: 'member' },
  viewer: { name: '津田 望', login: 'n.tsuda', role: 'viewer' },
};

const corpus = (name) => readFile(`${ROOT}corpus/${name}.txt`, 'utf8');
const year = (name) => readFile(`${ROOT}crates/nimo/src/demo/sheets/${name}.txt`, 'utf8');
/** The sample council's history: the first decides how minutes are written, four leave it. */
const YEARS = ['r3-1', 'r3-2', 'r4-1', 'r4-2', 'r4-3', 'r5-1', 'r5-2', 'r5-3'];

/** Issues, each with words of the opinions from which it is raised. */
const RAISED = [
  ['退院後の暮らしと使える支援のことが、入院している人に届いていない', '一緒に歩く人', '案内の冊子'],
  ['窓口を知っていても自分からは来られない人に、こちらから出向く仕組みがない', '家を訪ねて'],
  ['災害のとき、一人で暮らす人が取り残されないための備えがない', '地震や大雨'],
  ['グループホームの空きと、入りたい人とがつながっていない', '空いたままの部屋', '使われていない家'],
  ['近所の人が、声の掛け方を知らない', '声を掛けてよいか'],
  ['まちの人が、支える側になるために学ぶ場がない', '学ぶ場'],
  ['市内に就労継続支援Ａ型の事業所がない', '就労継続支援Ａ型'],
];
const MATTER = '病棟で支援の話を聞く機会がなく、家族も使い方を知らない。\n昨年度、退院の相談につながったのは1人だった。';

/** What is made ready for a meeting, nothing left open. */
const READY = {
  version: '1', notice_number: '9みほ障第310号', notice_on: 'R10.1.6', sender: 'みほん市長　見本 太郎', notice_words: '',
  reply_by: 'R10.1.14', reply_to: '障害福祉課　ファクス 00-0000-0000', contact: 'みほん市障害福祉課　電話 00-0000-0001',
  posted_on: 'R10.1.6', observers_most: '5人', observer_way: 'lot', observers_from: '9:30', observers_until: '9:50',
  observer_rules: '', table_shape: 'square', table_order: '藤代 実\n古賀 順\n村瀬 歩\n宮下 環希', clerks: '佐伯 はる',
  script: '＃開会\nただいまから始めます。\n＃閉会\nありがとうございました。',
};

/** Minutes with a character that no font of ours has. */
const ODD = `会議名称 令和７年度 第５回地域移行部会
開催日時 令和７年９月３日（水）１０：００～１１：００
会議次第 １ 開会
２ 議題
会議結果 １ 開会
２ 議題
・お祝い🎉の会を、退院した人と開いてはどうか。
`;

/** Minutes in which nobody said an opinion. */
const SILENT = `会議名称 令和７年度 第６回地域移行部会
開催日時 令和７年１０月１日（水）１０：００～１０：２０
会議次第 １ 開会
２ 報告
会議結果 １ 開会
２ 報告
・今年度の予定を報告した。
`;

/** What a page says in its main part, without its marks. */
const plain = (page) => page.replace(/^[^]*?<main/, '<main').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** An answer that has to lead on; the path it leads to. */
export async function path(answer) {
  const told = await answer;
  if (told.status() !== 303) throw new Error(`${told.url()} answered ${told.status()}: ${plain(await told.text())}`);
  return told.headers().location.split(/[?#]/)[0];
}

/** As a form takes it, where the clock of Japan stands. */
export const today = () => new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10);

export class Town {
  constructor(browser, nimo) {
    Object.assign(this, { browser, nimo, people: {} });
  }

  async open() {
    this.people.visitor = await Person.at(this.browser, this.nimo.base);
  }

  /** The first administrator, alone. */
  async found() {
    const first = await Person.at(this.browser, this.nimo.base);
    await path(first.send(this.nimo.firstLink, { ...OFFICE, ...FIRST, password: PASSWORD, again: PASSWORD }));
    await path(first.send('/sign-in', { login: FIRST.login, password: PASSWORD }));
    this.people.administrator = first;
    this.people.newcomer = await this.join(PEOPLE.newcomer);
  }

  /** Everybody, the councils and their meetings. */
  async settle() {
    const secretariat = (this.people.secretariat = await this.join(PEOPLE.secretariat));
    const place = (form) => path(secretariat.send('/councils', form));
    const rule = { record_method: 'summary', record_from_on: 'R3.7.15', record_from_meeting: '令和3年度第1回' };
    this.council = await place({ name: COUNCIL, basis: 'ordinance', ...rule });
    const parent = this.council.split('/').pop();
    this.part = await place({ name: '地域移行部会', basis: 'guideline', parent });
    this.quiet = await place({ name: 'みほん市居住支援協議会', basis: 'guideline' });
    await path(secretariat.send(this.part, { name: '地域移行・地域定着部会', basis: 'guideline', parent, version: '1' }));
    const councils = [this.council, this.part].map((council) => council.split('/').pop());
    this.people.colleague = await this.join({ ...PEOPLE.colleague, councils: councils.join(' ') });
    this.people.member = await this.join({ ...PEOPLE.member, councils: councils[0] });
    this.people.viewer = await this.join(PEOPLE.viewer);
    await this.meet(secretariat);
    await this.remember(secretariat);
    await this.follow(secretariat);
    await this.plan(secretariat);
    await this.lookAround(secretariat);
    await this.reckon(secretariat);
    await this.aim(secretariat);
    await this.gather(secretariat);
    await this.lookBeside(secretariat);
    await this.seat(secretariat);
    await this.makeReady(secretariat);
    await sit(this, this.people.newcomer);
    await propose(this, this.people.newcomer);
    await dress(this, this.people.newcomer);
    await vote(this, secretariat);
    await confirm(this, this.people.newcomer);
    await pay(this, this.people.newcomer);
    await keepTime(this, this.people.newcomer);
    await layOpen(this, this.people.newcomer);
    await keep(this, this.people.newcomer);
    await direct(this, secretariat);
    await furnish(this, secretariat);
    await wishFor(this, secretariat);
    await planned(this, secretariat);
    await house(this, secretariat);
    this.leaver = await this.add({ name: '村瀬 宏', login: 'h.murase', role: 'member' });
    await path(this.people.administrator.send(`${this.leaver.page}/close`, {}));
  }

  /** Meetings in every state: kept, read in, without a word to read, planned, held, put aside. */
  async meet(secretariat) {
    const sample = await corpus('mihon-r6-1');
    const take = async (council, text) => (await path(this.import(council, text))).replace('/correct', '');
    this.kept = await take(this.council, sample);
    this.blocks = await this.blocksOf(this.kept);
    await path(secretariat.send(`${this.kept}/keep`, {}));
    this.drafted = await take(this.part, sample);
    this.long = await take(this.council, await corpus('v_bosai_maru'));
    this.longKept = await take(this.part, await corpus('c09_hybrid_vote'));
    await path(secretariat.send(`${this.longKept}/keep`, {}));
    this.poor = await take(this.part, '会議録\n');
    this.spare = await take(this.part, await corpus('v_seishin_colon'));
    const plan = (number) => {
      const agenda = '１　開会\n２　議題\n　⑴　今年度の目標について\n３　閉会';
      const form = { fiscal_year: '令和8年度', number, number_of: 'fiscal_year', held_on: 'R8.11.14', agenda };
      return path(secretariat.send(`${this.council}/meetings`, form));
    };
    [this.planned, this.held, this.withdrawn] = [await plan('2'), await plan('3'), await plan('4')];
    await path(secretariat.send(`${this.held}/hold`, {}));
    await path(secretariat.send(`${this.withdrawn}/withdraw`, {}));
  }

  /** The years before, a sheet that leaves the rule and is not kept yet, and minutes with a character that no font has. */
  async remember(secretariat) {
    const keep = async (council, text) => {
      const meeting = (await path(this.import(council, text))).replace('/correct', '');
      await path(secretariat.send(`${meeting}/keep`, {}));
      return meeting;
    };
    const meetings = [];
    for (const name of YEARS) meetings.push(await keep(this.council, await year(name)));
    const decision = await this.blockSaying(meetings[0], '要点記録で作成することに決定した');
    await path(secretariat.send(`${decision}/record`, { method: 'summary' }));
    this.consent = await this.blockSaying(this.kept, '（意見なし。承諾された。）');
    const leaving = (await year('r4-2')).replace('第２回', '第９回');
    this.leaving = (await path(this.import(this.council, leaving))).replace('/correct', '');
    this.odd = await keep(this.part, ODD);
    this.silent = await keep(this.part, SILENT);
  }

  /** What was said in a meeting of the part became issues in every stage; one opinion was answered, and the promise stays open. */
  async follow(secretariat) {
    const sheet = (await corpus('mihon-r6-1')).replace('第１回', '第３回').replace('５月２３日（木）', '９月２６日（木）');
    this.worked = (await path(this.import(this.part, sheet))).replace('/correct', '');
    await path(secretariat.send(`${this.worked}/keep`, {}));
    this.issues = [];
    for (const [title, ...words] of RAISED) this.issues.push(await this.raise(this.worked, title, words));
    const answered = { pick: await this.pick(this.worked, '何で測るか'), answer: 'on_the_spot', reason: '資料3に「何で測るか」の欄を加えて、次回に示すと答えた。' };
    await path(secretariat.send(`${this.worked}/answer`, answered));
    const meeting = this.worked.split('/').pop();
    const [reached, , tended, , joined, into, ended] = this.issues;
    const step = (issue, form) => path(secretariat.send(`${issue}/step`, form));
    await step(reached, { stage: 'examined', meeting, reason: '' });
    await step(reached, { stage: 'adopted', meeting, reason: '病院での説明会から始める' });
    await step(tended, { stage: 'watched', meeting: '', reason: '県の調査の結果を待つ' });
    await step(ended, { stage: 'closed', meeting, reason: '見学会を開き、1か所が来ることになった' });
    await path(secretariat.send(`${joined}/join`, { into: into.split('/').pop() }));
    const part = this.quiet.split('/').pop();
    const told = { title: RAISED[0][0], matter: MATTER, owner: '相談支援係', part, return_on: 'R6.11.14', version: '1' };
    const chosen = new URLSearchParams([...Object.entries(told), ['elements', 'awareness'], ['elements', 'welfare_care'], ['solvers', 'town'], ['solvers', 'area']]);
    await path(secretariat.sendText(reached, chosen.toString()));
    this.alone = await path(secretariat.send(`${this.council}/issues`, { title: '夜間と休日に相談できる窓口が知られていない' }));
  }

  /** What will be done: a measure that needs next year's money, one with a programme that is re-shaped, one that is over, a thought. */
  async plan(secretariat) {
    const send = (page, form) => path(secretariat.send(page, form));
    const now = new Date();
    const year = now.getMonth() < 3 ? now.getFullYear() - 1 : now.getFullYear();
    await send('/budget', { 'closes.1': `${year}-04-01` });
    this.programme = await send('/programmes', { name: '普及啓発事業', section: '健康課', law: '精神保健福祉法 第46条', users: '市民、事業者、学校', budget_yen: '38万円' });
    this.ended = await send('/programmes', { name: '訪問による見守り事業', section: '障害福祉課' });
    await send(this.ended, { name: '訪問による見守り事業', section: '障害福祉課', retired: 'retired', version: '1' });
    const [reached, , , rooms] = this.issues;
    const steps = ['予算の要求', '委託先を決めて契約', '案を受け取る', '部会で検討', '確定'];
    const tasks = Object.fromEntries(steps.map((step, at) => [`tasks.${at}.0`, step]));
    const leaflet = { title: '入院している人へのリーフレット', matter: '使える支援と相談先を、入院している人のことばで8ページにまとめる。', owner: '相談支援係', means: 'new', budget_yen: '44万円', budget_year: `${year + 1}`, cost_note: '原稿とデザインの委託', input: '相談支援係1人', activity: '病棟で手渡す', output: '2,000部', ...tasks };
    this.leaflet = await send(`${reached}/measures`, leaflet);
    const meeting = this.worked.split('/').pop();
    await send(`${this.leaflet}/advance`, { progress: 'adopted', meeting, reason: '' });
    await send(`${this.leaflet}/done`, { at: '0', title: steps[0] });
    const talks = { title: '病院での説明会を年4回ひらく', means: 'reshaped', programme: this.programme.split('/').pop(), budget_yen: '0', 'tasks.0.0': '3回目をひらく', 'tasks.0.1': 'R8.4.1', 'tasks.1.0': '4回目をひらく' };
    this.talks = await send(`${reached}/measures`, talks);
    await send(`${this.talks}/serve`, { issue: this.issues[1].split('/').pop() });
    this.finished = await send(`${rooms}/measures`, { title: '見学会をひらく', means: 'new', budget_yen: '0' });
    await send(`${this.finished}/advance`, { progress: 'finished', meeting, reason: '2か所で6人が見学した' });
    this.thought = await send(`${this.alone}/measures`, { title: '夜間の窓口を、診察券の袋に刷る' });
  }

  /** What other towns do: a card of two issues (the member reads neither minutes nor issue of one), one begun in a line, one on its own. */
  async lookAround(secretariat) {
    const send = (page, form) => path(secretariat.send(page, form));
    const visits = { town: 'かわなみ町', title: '退院の前に、町で暮らす人が病棟をたずねる' };
    const source = { population: '4万8千', result: '1年で3人が退院した', address: 'https://kawanami.example.jp/fukushi/byoto-homon', seen_on: 'R8.10.2' };
    this.visits = await send(`${this.issues[0]}/cases`, visits);
    await send(this.visits, { ...visits, ...source, version: '1' });
    await send(`${this.visits}/tie`, { issue: this.alone.split('/').pop() });
    this.nights = await send(`${this.alone}/cases`, { town: 'ほしの市', title: '夜の相談を、三つの町でいっしょに受ける' });
    this.lone = await send('/cases', { town: 'そらの村', title: '冊子を病棟に置く' });
  }

  /** Figures: some with targets, one put right, one with parts, one hidden, one counted otherwise from R7 on. */
  async reckon(secretariat) {
    const keep = (code, fiscal_year, figure, more = {}) => path(secretariat.send(`/indicators/${code}`, { kind: 'actual', fiscal_year, figure, source: '事務局の記録', ...more }));
    await keep('7-meetings', 'R6', '4', { kind: 'target' });
    await keep('7-meetings', 'R6', '3');
    await keep('7-meetings', 'R6', '4', { reason: '部会と合わせて開いた回を数えた' });
    await keep('7-people', 'R6', '9', { part: 'health' });
    await keep('7-people', 'R6', '5', { part: 'lived' });
    await keep('7-settlement', 'R6', '＊', { address: 'https://mihon.example.jp/tokei', seen_on: 'R8.10.2' });
    await keep('7-group-home', 'R6', '40', { kind: 'target' });
    await keep('7-group-home', 'R6', '39');
    await path(secretariat.send('/indicators/7-group-home/counting', { from: '2025', aggregation: 'year_unique', words: '1年度に使った人の実人数。', reason: '県の報告に合わせるため' }));
    await keep('7-group-home', 'R7', '52', { kind: 'target' });
    await keep('7-group-home', 'R7', '55');
  }

  /** Figures of other towns from a table, as they might be: the people of eleven, of some how old they are and how often they met. */
  async lookBeside(secretariat) {
    const keep = (code, figure) => path(secretariat.send(`/indicators/${code}`, { kind: 'actual', fiscal_year: 'R7', as_of: 'R8.1.1', figure, source: '試しの数' }));
    await keep('town-population', '120000');
    await keep('town-over65', '28.5');
    const towns = ['132101', '132063', '132144', '132136', '132128', '142042', '112291', '122319', '272205', '401307', '342084'];
    const people = towns.map((town, at) => [town, 'town-population', '', String(126000 + at * 9500), 'R8.1.1']);
    const old = towns.slice(0, 9).map((town, at) => [town, 'town-over65', '', (21.5 + at * 1.2).toFixed(1), 'R8.1.1']);
    const met = towns.slice(0, 6).map((town, at) => [town, '7-meetings', 'R6', at === 4 ? '＊' : String(at + 1), 'R7.3.31']);
    const used = towns.slice(0, 4).map((town, at) => [town, '7-transition', 'R6', String(at * 3), 'R7.3.31']);
    const head = ['団体コード', '指標', '年度', '数', '時点', '出典'];
    const text = [head, ...[...people, ...old, ...met, ...used].map((line) => [...line, '試しの数'])].map((line) => line.join('\t')).join('\n');
    const taken = await secretariat.send('/indicators/take', { text }, 'multipart');
    if (!taken.headers().location?.startsWith('/indicators/towns')) throw new Error(`figures of other towns are not taken: ${(await taken.text()).match(/data-s="late">[^<]*/g)}`);
  }

  /** Goals: five people of one and four, told and judged; one number of the plan; talks that were all held; a proposal. */
  async aim(secretariat) {
    const send = (page, form) => path(secretariat.send(page, form));
    const [decided, set] = [this.kept.split('/').pop(), (form) => send(`${this.council}/goals`, form)];
    const held = { state: 'decided', decided };
    const parts = { 'parts.0.0': 'すでに支給決定', 'parts.0.1': '1', 'parts.0.2': 'すでに', 'parts.1.0': '新たに働きかける長期入院の人', 'parts.1.1': '4', 'parts.1.2': 'これから' };
    this.five = await set({ indicator: '7-transition', fiscal_year: 'R6', target: '5', title: '地域移行支援を使う人を5人に', ...parts, ...held });
    const tell = (as_of, figure1, figure2) => send(`${this.five}/progress`, { version: '1', as_of, figure1, figure2, source: '支給決定の台帳' });
    await tell('R6.4.30', '1', '0');
    await tell('R6.6.30', '1', '1');
    await tell('R6.9.30', '1', '2');
    await send(`${this.five}/tie`, { tied: `issue:${this.alone.split('/').pop()}` });
    await send(`${this.five}/tie`, { tied: `measure:${this.thought.split('/').pop()}` });
    const judged = { verdict: 'go_on', reason: '説明会のあとに申請が2件あったため、続ける。', evidence: '支給決定の台帳、説明会の記録' };
    await send(`${this.five}/evaluate`, { ...judged, ...held });
    this.plain = await set({ indicator: '7-meetings', fiscal_year: 'R6', target: '4', ...held });
    const talks = { indicator: 'own', name: '病院での説明会', unit: '回', aggregation: 'event_count' };
    this.held_talks = await set({ ...talks, fiscal_year: 'R6', target: '2', ...held });
    await send(`${this.held_talks}/progress`, { version: '1', figure1: '2', source: '事務局の記録' });
    this.proposal = await set({ indicator: '7-settlement', fiscal_year: 'R8', target: '4', state: 'proposed', decided: '' });
    await send('/masking', { number: '10', from_on: 'R20.4.1', reason: '県の公表の基準に合わせる' });
  }

  /** Papers of the council: a tally put right and a newer one, an agenda, two packets, sentences that went out and one that waits. */
  async gather(secretariat) {
    const send = (page, form) => path(secretariat.send(page, form));
    const cells = (lines) => Object.fromEntries(lines.flatMap((line, row) => line.map((cell, column) => [`lines.${row}.${column}`, cell])));
    const tell = (as_of, lines, reason = '') => send(`${this.council}/support`, { as_of, source: '支援の記録', reason, ...cells(lines) });
    const lines = [['働きかけている', '40～64歳', '3か月まで', '12'], ['支給決定', '65～74歳', '6か月まで', '3']];
    await tell('R8.9.30', [...lines, ['退院した', '', '', '1']]);
    await tell('R8.9.30', lines, '退院は前の年度だった');
    const agenda = await (await secretariat.context.request.get(`${this.planned}/agenda`)).text();
    const key = agenda.match(/name="key" value="([^"]+)"/)[1];
    await send(`${this.planned}/agenda`, { key, choice: 'strike', reason: '部会で先に話す' });
    await send(`${this.planned}/agenda/seed`, {});
    const page = async (address) => (await secretariat.context.request.get(address)).text();
    const hidden = (html, name) => html.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
    const bind = async () => send(`${this.planned}/packet`, { support: 'yes', digest: 'yes', seen: hidden(await page(`${this.planned}/packet`), 'seen') });
    this.packet = await bind();
    await tell('R8.10.31', [lines[0], ['支給決定', '65～74歳', '6か月まで', '4']]);
    this.nextPacket = await bind();
    this.bare = await send(`${this.part}/meetings`, { fiscal_year: '令和8年度', number: '8', number_of: 'fiscal_year' });
    const prepare = `${this.kept}/outcomes/prepare`;
    await send(prepare, {});
    const release = await page(`${this.kept}/outcomes/release`);
    const blocks = [...release.matchAll(/name="block" value="([^"]+)"/g)].map((found) => ['block', found[1]]);
    const approval = [['approval', '8み障福第123号'], ['approved_on', today()], ['version', hidden(release, 'version')], ...blocks];
    await path(secretariat.sendText(`${this.kept}/outcomes/release`, new URLSearchParams(approval).toString()));
    // The last of them: scenes of correcting write in the first blocks of this meeting.
    this.sentence = [...(await page(prepare)).matchAll(/href="([^"]+\/write\?block=[^"]+)"/g)].at(-1)[1];
    await send(this.sentence, { kind: 'doing', words: '出向く仕組みを、来年度の予算で要求しています。', version: hidden(await page(this.sentence), 'version') });
  }

  /** Rules, seats and letters: the council's letters wait; the part's are numbered, one was taken back and another differs. */
  async seat(secretariat) {
    const send = (page, form) => path(secretariat.send(page, form));
    const take = (council, lines, from_on, until_on) => {
      const form = { from_on, until_on, letter: 'commission', text: table(lines) };
      return path(secretariat.send(`${council}/roster/take`, form, 'multipart'));
    };
    await send(`${this.council}/charter`, RULES);
    await send(`${this.council}/charter`, { ...RULES, from_on: 'R20.4.1', most_members: '15人' });
    [this.nextCharter, this.charter] = await this.linked(`${this.council}/charter`, /href="(\/charters\/[^"/]+)\/edit"/g);
    await send(this.charter, { ...RULES, chair: '会長と副会長は、委員の互選', version: '1' });
    await take(this.council, FIRST_TERM, 'R6.4.1', 'R8.3.31');
    await take(this.council, SECOND_TERM, 'R8.4.1', 'R10.3.31');
    await send(`${this.part}/charter`, { from_on: 'R3.7.15', basis: 'guideline', most_members: '8人', term_years: '2年' });
    [this.partCharter] = await this.linked(`${this.part}/charter`, /href="(\/charters\/[^"/]+)\/edit"/g);
    await take(this.part, PART, 'R8.4.1', 'R10.3.31');
    const letters = { from_on: '2026-04-01', dated_on: 'R8.4.1', appointer: RULES.appointer, numbering: 'run' };
    const number = async (number) => {
      const [seen] = await this.linked(`${this.part}/appointments`, /name="seen" value="([^"]+)"/g);
      await send(`${this.part}/appointments`, { ...letters, seen, number });
    };
    await number('8みほ障第120号');
    this.letters = await this.linked(`${this.part}/appointments`, /href="(\/appointments\/[^"]+)"/g);
    await send(`${this.letters[2]}/withdraw`, { reason: '氏名の字が違っていたため、出し直す' });
    await number('8みほ障第124号');
    this.partSeats = await this.linked(`${this.part}/roster`, /href="(\/seats\/[^"/]+)">/g);
    this.partMembers = await this.linked(`${this.part}/roster`, /href="(\/members\/[^"/]+)\/edit"/g);
    const term = { from_on: 'R8.4.1', until_on: 'R10.3.31', role: 'member', version: '1' };
    await send(this.partMembers[3], { ...term, name: '宮下 環希', body: 'みほん市障害福祉課', post: '課長' });
    const peers = { place: '3', title: 'ピアサポーターの会の推薦', kind: 'user', letter: 'commission' };
    await send(this.partSeats[2], { ...peers, version: '1' });
    const later = { place: '9', title: '当事者の会の推薦', letter: 'nothing', from_on: 'R20.4.1' };
    this.unseated = await send(`${this.part}/seats`, later);
    this.seats = await this.linked(`${this.council}/roster`, /href="(\/seats\/[^"/]+)">/g);
    this.members = await this.linked(`${this.council}/roster`, /href="(\/members\/[^"/]+)\/edit"/g);
  }

  /** What is made ready: a meeting with all its papers, the next one begun from it, one beside them that nobody thought of yet. */
  async makeReady(secretariat) {
    const send = (page, form, how) => path(secretariat.send(page, form, how));
    const hours = { number_of: 'fiscal_year', fiscal_year: '令和9年度', starts_at: '10:00', ends_at: '11:30', venue: 'みほん市役所 301会議室' };
    const agenda = '１　開会\n２　議題\n　⑴　見学会について【種類: 報告】\n　⑵　ある人の退院について【種類: 協議】【非公開：みほん市情報公開条例 第7条第1号】\n３　閉会';
    const plan = (form) => send(`${this.part}/meetings`, { ...hours, ...form });
    this.past = await plan({ number: '10', held_on: 'R10.1.20', agenda });
    await send(`${this.past}/preparation`, READY);
    const add = async (meeting, form, file) => {
      await send(`${meeting}/handouts`, { series: 'paper', timing: 'ahead', item: '', maker: '', ...form, ...(file && { file }) }, 'multipart');
      return (await this.linked(`${meeting}/handouts`, /href="(\/handouts\/[^"/]+)">/g)).at(-1);
    };
    const list = await add(this.past, { source: 'roster' });
    await send(`${list}/make`, {});
    await add(this.past, { source: 'minutes', series: 'reference' }).then((minutes) => send(`${minutes}/make`, {}));
    const freeze = async (meeting, scope) => {
      const offers = await this.linked(`${meeting}/dispatches`, /name="scope" value="([^"]+)"><input type="hidden" name="seen" value="([^"]+)"/g, true);
      return send(`${meeting}/dispatches`, { scope, seen: offers.find(([own]) => own === scope)[1] });
    };
    this.copy = await freeze(this.past, 'whole');
    const notes = '１　開会\n２　議題\n　⑴　見学会について【種類: 報告】\n　⑵　来年度の集まりについて【種類: 協議】\n３　閉会';
    this.ready = await plan({ number: '11', held_on: 'R10.2.11', agenda: notes, from: this.past.split('/').pop() });
    const paper = async (name) => (await secretariat.context.request.get(`${this.ready}/papers/${name}`)).body();
    const [one, word] = [await paper('agenda.pdf'), await paper('agenda.docx')];
    const [roster, minutes] = await this.linked(`${this.ready}/handouts`, /href="(\/handouts\/[^"/]+)">/g);
    for (const made of [roster, minutes]) await send(`${made}/make`, {});
    const told = await add(this.ready, { source: 'upload', title: '見学会の記録', maker: '相談支援係' }, pdf('資料2_記録.pdf', one));
    this.sent = await freeze(this.ready, 'ahead');
    await send(`${told}/files`, { file: pdf('記録（直し）.pdf', await paper('reception.pdf')) }, 'multipart');
    await send(`${told}/files`, { file: docx('記録.docx', word) }, 'multipart');
    const added = await add(this.ready, { source: 'upload', title: '空室の調べ', series: 'branch' }, pdf('空室.pdf', await paper('seating.pdf')));
    for (let step = 0; step < 2; step += 1) await send(`${added}/move`, { to: 'up' });
    this.resent = await freeze(this.ready, 'ahead');
    const named = await add(this.ready, { source: 'upload', title: '見学会のちらし', timing: 'on_day' });
    const bare = await add(this.ready, { source: 'upload', title: 'ある人の退院', timing: 'collected' }, docx('退院.docx', word));
    const none = await add(this.ready, { source: 'support', timing: 'collected' });
    this.handouts = { roster, told, added, named, bare, none };
    await transcribe(this, send);
    this.beside = await plan({ number: '12', agenda: '１　開会\n２　閉会' });
    this.set = await add(this.beside, { source: 'upload', title: '暮らしの調べ' });
    this.reset = await add(this.beside, { source: 'upload', title: '働く場の調べ' });
    await send(this.reset, { title: '働く場の調べ（案）', series: 'paper', timing: 'on_day', item: '', maker: '事務局', version: '1' });
  }

  /** The addresses that a page of the secretariat links to, as they stand on it. */
  async linked(address, mark, isPair = false) {
    const page = await (await this.people.secretariat.context.request.get(address)).text();
    return [...page.matchAll(mark)].map((found) => (isPair ? found.slice(1, 3) : found[1]));
  }

  /** Raises an issue of a meeting from what holds these words; its page. */
  async raise(meeting, title, words) {
    const form = new URLSearchParams({ title });
    for (const word of words) form.append('pick', await this.pick(meeting, word));
    const { secretariat } = this.people;
    await path(secretariat.sendText(`${meeting}/raise`, form.toString()));
    const list = await (await secretariat.context.request.get('/issues?stage=all')).text();
    return list.match(new RegExp(`href="(/issues/[^"]+)">${title}<`))[1];
  }

  /** The value by which the opinion that says this is picked. */
  async pick(meeting, words) {
    const page = await (await this.people.secretariat.context.request.get(`${meeting}/opinions`)).text();
    const row = page.split('name="pick" value="').find((row, at) => at > 0 && row.includes(words));
    if (!row) throw new Error(`${meeting} has no opinion that says ${words}`);
    return row.split('"')[0];
  }

  /** The address of the block of a kept meeting that says this. */
  async blockSaying(meeting, words) {
    const page = await (await this.people.secretariat.context.request.get(meeting)).text();
    const block = page.split('<article class="utter" id="b-').find((block, at) => at > 0 && block.includes(words));
    if (!block) throw new Error(`${meeting} does not say ${words}`);
    return `/blocks/${block.split('"')[0]}`;
  }

  import(council, text) {
    return this.people.secretariat.send(`${council}/import`, { text }, 'multipart');
  }

  /** The addresses of a meeting's blocks, as its page for correcting names them. */
  async blocksOf(meeting) {
    const page = await this.people.secretariat.context.request.get(`${meeting}/correct`);
    return [...(await page.text()).matchAll(/action="(\/blocks\/[^"/]+)\/sort"/g)].map((found) => found[1]);
  }

  /** A person with an account: its page and its one-time link. */
  async add(form) {
    const { administrator } = this.people;
    const told = await (await administrator.send('/accounts', form)).text();
    const link = told.match(/value="http:[^"]+?(\/invited\/[^"]+)"/);
    if (!link) throw new Error(`no link for ${form.name}`);
    const list = await (await administrator.context.request.get('/accounts')).text();
    return { link: link[1], page: list.match(new RegExp(`href="(/accounts/[^"]+)">${form.name}<`))[1] };
  }

  /** The same, who has set a password and is signed in. */
  async join(form) {
    const { link, page } = await this.add(form);
    const person = await Person.at(this.browser, this.nimo.base);
    await path(person.send(link, { password: PASSWORD, again: PASSWORD }));
    await path(person.send('/sign-in', { login: form.login, password: PASSWORD }));
    return Object.assign(person, { account: page, login: form.login });
  }
}
