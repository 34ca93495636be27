// 空室: a home that told, one that nobody has asked for long, and where people and rooms did not meet.
import { path } from './town.mjs';

const PROVIDERS = /href="(\/providers\/\d{15})"/g;
const ago = (days) => new Date(Date.now() + 9 * 3600e3 - days * 864e5).toISOString().slice(0, 10);
const textOf = async (person, address) => (await person.context.request.get(address)).text();

async function addHome(person, provider, form) {
  return path(person.send(`${provider}/homes`, form));
}

/** A room of a home, and what was told of it, the oldest first: state, days ago, and more. */
async function addRoom(person, home, form, ...told) {
  await path(person.send(`${home}/vacancies`, form));
  const page = await textOf(person, home);
  const [, room] = page.match(new RegExp(`href="(/vacancies/[^"]+)">${form.name}<`));
  for (const [state, days, more = {}] of told) await tellOf(person, home, room, state, days, more);
  return room;
}

export async function tellOf(person, home, room, state, days, more = {}) {
  const id = room.split('/').pop();
  const own = Object.fromEntries(Object.entries(more).map(([name, value]) => [`${name}.${id}`, value]));
  await path(person.send(`${home}/tell`, { [`state.${id}`]: state, as_of: ago(days), told_by: '管理者に電話で', ...own }));
}

/** Homes of two providers, and somebody of the first. */
export async function furnish(town, person) {
  const page = await textOf(person, '/providers?service=33');
  const [own, other] = [...new Set([...page.matchAll(PROVIDERS)].map((found) => found[1]))];
  const full = await addHome(person, own, {
    name: 'すみれの家', kind: 'inclusive', area: '本町', sex: 'any', disabilities: 'mental intellectual', level_from: '0', level_to: '4',
    night: 'asleep', day_out: 'no', talks: 'fire', skills: 'crisis hospital',
  });
  const room = await addRoom(person, full, { name: '101', rent_yen: '38000', other_yen: '32000', aid_yen: '10000', trial: 'yes', vacant_from: ago(40) },
    ['taken', 50], ['vacant', 5]);
  await addRoom(person, full, { name: '203', floor: '2', lift: 'no' }, ['trial', 5, { held_until: ago(-20), holder: 'みどり病院の相談室' }]);
  const stale = await addHome(person, other, { name: 'けやき荘', sex: 'women', day_out: 'yes', skills: 'crisis night' });
  await addRoom(person, stale, { name: '2階の東', vacant_from: ago(400) }, ['vacant', 60]);
  await addRoom(person, stale, { name: '2階の西', vacant_from: ago(500) }, ['vacant', 25]);
  const untold = await addRoom(person, stale, { name: '1階' });
  const [bare, raced] = [await addHome(person, own, { name: 'なのはな荘' }), await addHome(person, other, { name: 'みずき寮' })];
  const spare = await addRoom(person, raced, { name: 'A' }, ['taken', 3]);
  await path(person.send(full, { name: 'すみれの家', kind: 'inclusive', area: '本町', sex: 'women', night: 'asleep', version: '1', skills: 'crisis' }));
  for (const [home, reasons, about, days] of [[stale, 'night crisis', 'yes', 9], [stale, 'night', 'no', 12], [stale, 'night', 'yes', 15], [full, 'cost', 'yes', 20]]) {
    await path(person.send(`${home}/mismatches`, { reasons, about, on: ago(days), asked_by: 'みどり病院の相談室' }));
  }
  town.homes = { own, other, full, stale, bare, raced, room, untold, spare };
  town.people.provider = await town.join({ name: '村瀬 泉', login: 'i.murase', role: 'provider', providers: own.split('/').pop().slice(0, 10) });
}
