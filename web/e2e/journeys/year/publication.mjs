// The steps by which everybody reads what may be read: who may come and listen is told before the meeting, what is not for everybody is
// marked once and with its ground, council, roster and papers are laid open as they stood, and who asks for the papers gets a list.
import { pdf, printed, unzip, wordsOf } from '../../files.mjs';
import { same } from './clerk.mjs';
import { FAMILY, GIST } from './minutes.mjs';

const PERSON = '個人に関する情報';
const ARTICLE = 'みほん市情報公開条例第7条第1号';
const CONTACT = '障害福祉課　電話 00-0000-0001';

/** Who may come and listen, before the meeting. */
export async function invite(clerk, council, meeting, day) {
  await lay(clerk, council, new RegExp(`^公表する.*${meeting}の開催のお知らせ`), day, ['公開・非公開：公開', '定員　5人', '午前9時30分']);
}

/** Why the opinion of somebody's sister is left out, once for the minutes and for whoever asks for the papers; before members are asked. */
export async function mark(clerk, meeting) {
  await clerk.open(`${meeting}/confirmation`);
  await clerk.go('公開しないところ');
  await clerk.stop('what is not for everybody', '理由がまだ', 'その発言の「伏せる」から、全部を伏せる理由を入れてください');
  await clerk.go(new RegExp(`^伏せる.*${FAMILY.slice(0, 12)}`));
  await ground(clerk, PERSON, ARTICLE);
  await clerk.stop('a mark', 'しるしを残しました', `${PERSON}（${ARTICLE}）`);
  if (await clerk.isSaid('理由がまだ')) throw new Error('the ground was given, and is still asked for');
}

/** What was made for members gives way, in a paper of this name, to the minutes of another meeting as everybody reads them. */
export async function replace(clerk, meeting, name, other) {
  await clerk.open(`${other}/confirmation`);
  await clerk.jump();
  await clerk.to('link', /^PDF.*公開用、確定第1版/);
  const file = pdf('会議録_公開用.pdf', await clerk.file());
  await clerk.open(`${meeting}/handouts`);
  await clerk.go(new RegExp(`${name}$`));
  await clerk.attach([file]);
  await clerk.take('button', 'この版を入れる');
  await clerk.reads('版を入れました');
}

/** Of each paper of a meeting whether everybody may read it: those that are not, with their ground. */
export async function decide(clerk, meeting, closed) {
  await clerk.open(`${meeting}/redactions`);
  for (const [name, ...why] of closed) {
    await clerk.go(new RegExp(`^公開しない.*${name}`));
    await ground(clerk, ...why);
    await clerk.reads('しるしを残しました');
  }
  for (let left = await clerk.count('button', /^公開する/); left > 0; left -= 1) {
    await clerk.jump();
    await clerk.take('button', /^公開する/);
    await clerk.reads('しるしを残しました');
  }
  await clerk.stop('papers that are open or not', '一式を作る（ZIP）');
}

/** The form stands where the link leads. */
async function ground(clerk, why, article = '') {
  await clerk.pick(/^公開しない理由/, why);
  if (article) await clerk.fill('条例の条項', article);
  await clerk.follow('Control+Enter');
}

/** What somebody gets who asks for the papers of a meeting: a line for each, with the ground of what is kept back, and what is open. */
export async function disclose(clerk, meeting, closed, open) {
  const lines = closed.map(([name, why]) => `${name} 不開示 ${why}`);
  await clerk.open(`${meeting}/redactions`);
  await clerk.jump();
  await clerk.to('link', '一式を作る（ZIP）');
  const bundle = unzip(await clerk.file());
  const names = Object.keys(bundle).map((name) => (name.includes(open) ? open : name));
  same(names.join('・'), `00_一覧.pdf・00_一覧.xlsx・01_会議録.pdf・${open}`, 'what is in the bundle');
  await clerk.prints([`会議録 部分開示 〔1〕${PERSON}（${ARTICLE}） 1か所`, ...lines, `${open} 開示`], [], await printed(bundle['00_一覧.pdf']));
  await clerk.prints(['部分開示', ...lines.map((line) => line.split(' ').pop())], [], await wordsOf(bundle['00_一覧.xlsx']));
  await clerk.prints(['■■■■〔1〕'], [], await printed(bundle['01_会議録.pdf']));
  await clerk.prints(['公開用です'], ['髙梨'], await printed(Object.values(bundle)[3]));
  for (const bytes of Object.values(bundle)) await clerk.prints([], [FAMILY, GIST, '桔梗病院'], await wordsOf(bytes));
}

/** The council, its members as far as they agreed, and the papers of a meeting that are open. */
export async function open(clerk, council, meeting, day) {
  await lay(clerk, council, /^公表する.*協議会の案内/, day, ['13人', '一部を公開しない'], CONTACT);
  await lay(clerk, council, /^公表する.*委員名簿/, day, ['平井 学', '（氏名は公表しません）']);
  await lay(clerk, council, new RegExp(`^公表する.*${meeting}の会議資料`), day, [PERSON]);
}

/** Lays one thing open; its page shows first what everybody will read. */
async function lay(clerk, council, name, day, says, contact = '') {
  await clerk.open(`${council}/releases`);
  await clerk.go(name);
  await clerk.stop('what will be laid open', '次のとおりに載ります', ...says);
  if (contact) await clerk.fill('問い合わせ先', contact);
  await clerk.fill('公表する日', day);
  await clerk.take('button', '公表する');
  await clerk.stop('what is laid open', '公表しました。公表のページと、次に書き出すファイルに出ます');
}

/** Takes the roster down again, and says why. */
export async function takeDown(clerk, council) {
  await clerk.open(`${council}/releases`);
  await clerk.jump();
  await clerk.unfold('取りやめる（委員名簿）');
  await clerk.fill('取りやめるわけ', '委員が交代する');
  await clerk.follow();
  await clerk.stop('a roster that was taken down', '公表を取りやめました', '委員が交代する');
}
