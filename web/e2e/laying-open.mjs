// What is marked as not for everybody, and what is laid open: a council of the newcomer, with minutes and papers in every state.
import { OWN, confirming, minutesOf, put, tell } from './after-confirmation.mjs';
import { pdf } from './files.mjs';
import { FIRST_TERM, table } from './roster.mjs';
import { path } from './town.mjs';

const textOf = async (person, address) => (await person.context.request.get(address)).text();
const first = (page, kind) => page.match(new RegExp(`/${kind}/([0-9a-f-]{36})`))[1];

export const PERSON = { ground: 'person', article: 'みほん市情報公開条例第7条第1号' };
/** The passage that is marked. */
export const PASSAGE = '妹が桔梗病院に入っていた。';

/** Ticks a passage of the first block that is not marked yet. */
export async function tick(person, meeting, piece) {
  const page = await textOf(person, `${meeting}/redactions`);
  const about = page.match(/redactions\?about=([0-9a-f-]{36})#mark/)[1];
  const form = await textOf(person, `${meeting}/redactions?about=${about}`);
  const seen = form.match(/name="seen" value="([^"]+)"/)[1];
  await path(person.send(`${meeting}/redactions`, { kind: 'passage', about, seen, piece, ...PERSON }));
  return about;
}

/** Lays something open today, as its page shows it. */
export async function lay(person, council, kind, more = {}) {
  const query = new URLSearchParams({ kind, meeting: more.meeting ?? '' });
  const form = await textOf(person, `${council}/releases?${query}`);
  const seen = form.match(/name="seen" value="([^"]+)"/)[1];
  const on = form.match(/id="on" name="on" value="([^"]+)"/)[1];
  await path(person.send(`${council}/releases`, { kind, on, seen, ...more }));
  return `/releases/${first(await textOf(person, `${council}/releases`), 'releases')}`;
}

export async function layOpen(town, newcomer) {
  const send = (page, form) => path(newcomer.send(page, form));
  const council = await confirming(newcomer, 'みほん市開かれた協議会');
  const bare = await confirming(newcomer, 'みほん市まだの協議会');
  const term = { from_on: 'R6.4.1', until_on: 'R10.3.31', letter: 'nothing', text: table(FIRST_TERM) };
  await path(newcomer.send(`${council}/roster/take`, term, 'multipart'));
  const take = (number) => minutesOf(newcomer, council, number);
  const [plain, marked, moved, left] = [await take(1), await take(2), await take(3), await take(4)];
  const ahead = {
    fiscal_year: 'R9', number: '1', number_of: 'fiscal_year', held_on: 'R9.6.10', venue: 'みほん市役所 301会議室',
    agenda: '１　開会',
  };
  const planned = await send(`${council}/meetings`, ahead);
  await send(planned, { ...ahead, version: '1', body: 'みほん市開かれた協議会', public_access: 'open' });
  const empty = await send(`${council}/meetings`, { fiscal_year: 'R9', number: '2', number_of: 'fiscal_year', agenda: '１　開会' });
  const sheet = Buffer.from(await (await newcomer.context.request.get(`${plain}/sheet.pdf`)).body());
  const bring = (title) => path(newcomer.send(`${marked}/handouts`, { title, file: pdf('a.pdf', sheet) }, 'multipart'));
  for (const title of ['空室の調べ', '事業所の決算', '家族会の声']) await bring(title);
  const papers = [...(await textOf(newcomer, `${marked}/redactions`)).matchAll(/href="\/handouts\/([0-9a-f-]{36})"/g)].map((found) => found[1]);
  await tick(newcomer, marked, PASSAGE);
  await send(`${marked}/redactions`, { kind: 'name', words: '藤代', instead: 'Ａ委員', ...PERSON });
  const [, file] = (await textOf(newcomer, `${marked}/redactions`)).match(/value="open_paper"><input type="hidden" name="seen" value="([0-9a-f]{64})"/);
  await send(`${marked}/redactions`, { kind: 'open_paper', about: papers[0], seen: file });
  await send(`${marked}/redactions`, { kind: 'paper', about: papers[1], ground: 'business' });
  const below = await tick(newcomer, moved, PASSAGE);
  await put(newcomer, moved, below, OWN.replace('妹', '家族'));
  const told = (await textOf(newcomer, `${left}/redactions`)).match(/redactions\?about=([0-9a-f-]{36})#mark/)[1];
  await tell(newcomer, told, { members: 'left_out' });
  const id = (address) => address.split('/').pop();
  const face = await lay(newcomer, council, 'council', { contact: 'みほん市 障害福祉課 相談支援係\n電話 00-0000-0000' });
  const roster = await lay(newcomer, council, 'roster');
  const notice = await lay(newcomer, council, 'notice', { meeting: id(planned) });
  await send(`${notice}/withdraw`, { reason: '日を改める' });
  town.open = { council, bare, plain, marked, moved, left, planned, empty, papers, below, told, face, roster, notice };
}
