// 保存と廃棄: councils whose letters are old enough to be disposed of, as the scenes find them.
import { FIRST_TERM, RULES, table } from './roster.mjs';
import { path } from './town.mjs';

const KINDS = ['minutes', 'handout', 'dispatch', 'letter', 'pay', 'approval'];

/** A rule by which everything is kept for so long. */
export const rule = (from_on, years = '5年', minutes = '永年') => ({
  from_on, basis: 'みほん市文書管理規程 別表第2', note: '', ...Object.fromEntries(KINDS.map((kind) => [kind, years])), minutes,
});

const textOf = async (person, address) => (await person.context.request.get(address)).text();

/** A council whose five letters were numbered long ago, and entered now. */
export async function lettered(person, name) {
  const council = await path(person.send('/councils', { name, basis: 'guideline' }));
  await path(person.send(`${council}/charter`, RULES));
  const term = { from_on: 'R6.4.1', until_on: 'R10.3.31', letter: 'commission', text: table(FIRST_TERM) };
  await path(person.send(`${council}/roster/take`, term, 'multipart'));
  const [, seen] = (await textOf(person, `${council}/appointments`)).match(/name="seen" value="([^"]+)"/);
  const batch = { number: '2みほ障第120号', numbering: 'branch', dated_on: 'R2.4.1', appointer: 'みほん市長　見本 太郎', from_on: '2024-04-01', seen };
  await path(person.send(`${council}/appointments`, batch));
  return council;
}

/** Where the old letters of a council lie. */
export const shelf = (council) => `${council}/retention/shelf?kind=letter&year=2020`;

/** What the shelf shows, as its forms send it. */
export async function shown(person, council) {
  const page = await textOf(person, shelf(council));
  const [, seen] = page.match(/name="seen" value="([^"]+)"/);
  return { seen, thing: page.match(/<option value="([^"]+)"/)[1] };
}

/** 保存と廃棄: a shelf of which one letter is held, and one that was emptied. */
export async function keep(town, newcomer) {
  const send = (page, form) => path(newcomer.send(page, form));
  const due = await lettered(newcomer, 'みほん市文書の多い協議会');
  const gone = await lettered(newcomer, 'みほん市文書を廃棄した協議会');
  for (const council of [due, gone]) await send(`${council}/retention/rules`, rule('R8.4.1'));
  await send(`${due}/retention/rules`, rule('R20.4.1', '10年'));
  const which = { kind: 'letter', year: '2020' };
  const { thing } = await shown(newcomer, due);
  await send(`${due}/retention/hold`, { ...which, thing, reason: '開示請求の審査が続いている', until_on: 'R20.3.31' });
  const { seen } = await shown(newcomer, gone);
  await send(`${gone}/retention/dispose`, { ...which, seen, number: '8みほ障第310号', decided_on: 'R8.11.25' });
  const page = await textOf(newcomer, `${due}/retention`);
  const [next, now] = [...page.matchAll(/href="(\/retention-rules\/[^"/]+)\/edit"/g)].map((found) => found[1]);
  town.shelves = { due, gone, next, now };
}
