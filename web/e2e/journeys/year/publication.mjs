// The steps by which everybody reads what may be read: what is not for everybody is marked once and with its ground, notice, roster and
// papers are laid open as they stood, and all of it is carried to the town's own pages as files. `invite` belongs behind what went out in
// May, `decide` and `open` behind the minutes that were published in June, `mark` before members are asked in November, `carry` at the end.
import { FAMILY } from './minutes.mjs';

const ARTICLE = 'みほん市情報公開条例第7条第1号';

/** Why the opinion of somebody's sister is left out, once for the minutes and for whoever asks for the papers; before members are asked. */
export async function mark(clerk, meeting) {
  await clerk.open(`${meeting}/confirmation`);
  await clerk.go('公開しないところ');
  await clerk.stop('what is not for everybody', '理由がまだ', 'その発言の「伏せる」から、全部を伏せる理由を入れてください');
  await clerk.go(new RegExp(`^伏せる.*${FAMILY.slice(0, 12)}`));
  await clerk.jump();
  await ground(clerk, '個人に関する情報', ARTICLE);
  await clerk.stop('a mark', 'しるしを残しました', `個人に関する情報（${ARTICLE}）`);
}

/** Of each paper of a meeting whether everybody may read it: those that are not, with their ground. */
export async function decide(clerk, meeting, closed) {
  await clerk.open(`${meeting}/redactions`);
  for (const [name, why] of closed) {
    await clerk.go(new RegExp(`^公開しない.*${name}`));
    await clerk.jump();
    await ground(clerk, why);
    await clerk.reads('しるしを残しました');
  }
  for (let left = await clerk.count('button', /^公開する/); left > 0; left -= 1) {
    await clerk.jump();
    await clerk.take('button', /^公開する/);
    await clerk.reads('しるしを残しました');
  }
  await clerk.stop('papers that are open or not', '一式を作る（ZIP）');
}

async function ground(clerk, why, article = '') {
  await clerk.pick(/^公開しない理由/, why);
  if (article) await clerk.fill('条例の条項', article);
  await clerk.follow('Control+Enter');
}

/** Who may come and listen, before the meeting. */
export async function invite(clerk, council, meeting, day) {
  await lay(clerk, council, new RegExp(`^公表する.*${meeting}の開催のお知らせ`), day, ['傍聴']);
}

/** The council, its members as far as they agreed, and the papers of a meeting that are open. */
export async function open(clerk, council, meeting, day) {
  await lay(clerk, council, /^公表する.*協議会の案内/, day, ['13人', '一部を公開しない'], '障害福祉課　電話 00-0000-0001');
  await lay(clerk, council, /^公表する.*委員名簿/, day, ['平井 学', '（氏名は公表しません）']);
  await lay(clerk, council, new RegExp(`^公表する.*${meeting}の会議資料`), day, ['公開：非公開、公開しない理由：個人に関する情報']);
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

/** Exports what is published and walks it from a server that knows nothing but files. */
export async function carry(browser, nimo) {
  const { walkPublic } = await import('../../public.mjs');
  const wrong = await walkPublic(browser, nimo, { tell: () => {} });
  if (wrong.length > 0) throw new Error(wrong.join(' '));
}
