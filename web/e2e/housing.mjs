// Empty houses of the sample town, all invented: one with answers, one that somebody just heard of, one to be raced for, one given up.
import { typed } from './decisions.mjs';
import { path, today } from './town.mjs';

export const LEAST = { town: '本町3丁目', as_of: 'R8.11.1', told_by: '都市計画課の空き家の窓口' };
const SHOWN = {
  label: '本町3丁目の2階建て', lot: '12-5', owner_side: '都市計画課の空き家の窓口。所有者の同意あり', intended: 'group_home', people: '5',
  heavy_people: '1', area: '132.48', floors: '2', built: '昭和53年', certificate: 'no', zone: 'mid_1', hazards: 'flood', rent: '12万円',
  repair: '1階の段差をなくす。\n風呂とトイレを新しくする。',
};
const LARGE = { label: '駅前の元学生寮', town: '駅前町', intended: 'group_home', people: '10', area: '286.2', floors: '3', built: '平成4年', zone: 'shops', hazards: 'none' };

/** The houses, and two editions of the settings that are still to come. */
export async function house(town, person) {
  const send = (to, form) => path(person.send(to, form));
  const add = (form) => send('/houses', { ...LEAST, ...form });
  const gone = await add({ label: '北山の元店舗つき住宅', town: '北山', intended: 'trial_stay', zone: 'restrained', hazards: 'slope' });
  await send(`${gone}/step`, { version: '1', stage: 'dropped', on: today(), dropped_for: 'cost', why: '耐震の改修に、家賃では返せない額がかかる。' });
  const large = await add(LARGE);
  await send(`${large}/step`, { version: '1', stage: 'talking', on: today(), why: '2つの事業者が見学した。' });
  const raced = await add({ label: '西町の長屋', town: '西町' });
  const shown = await add(SHOWN);
  await send(shown, { ...LEAST, ...SHOWN, version: '1', people: '4' });
  await send(`${shown}/step`, { version: '1', stage: 'looking', on: today() });
  const asked = { asked_on: 'R8.11.20', whom: 'みほん消防署予防係' };
  await send(`${shown}/checks/fire`, { version: '0', state: 'asking', next: '間取りの図を送る', ...asked });
  await send(`${shown}/checks/fire`, { version: '1', state: 'mend', answer: '無線式の設備でよい。\n誘導灯は、要らない。', next: '見積もりを取る', ...asked });
  await send(`${large}/checks/planning`, { version: '0', state: 'clear', asked_on: 'R8.11.10', whom: '都市計画課' });
  const heard = await add({ label: '南町の平屋', town: '南町' });
  town.houses = { gone, large, raced, shown, heard };
  await settle(person, 'R20.4.1');
  await settle(person, 'R21.4.1');
  // The newest day first; the second is edited once.
  await person.go('/houses/rules');
  const edits = await person.page.locator('#editions + ul a[href$="/edit"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const [later, sooner] = edits.map((edit) => edit.replace('/edit', ''));
  await person.go(`${sooner}/edit`);
  await send(sooner, { ...(await typed(person.page, sooner)), change_m2: '180' });
  town.houseRules = { later, sooner };
}

/** An edition that begins on this day, otherwise as it ships. */
async function settle(person, from_on) {
  await person.go('/houses/rules/new');
  await path(person.send('/houses/rules', { ...(await typed(person.page, '/houses/rules')), from_on }));
}
