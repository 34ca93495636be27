// The journeys: whole tasks by keyboard alone. One that stops says where.
import { approval } from './journeys/approval.mjs';
import { form } from './journeys/form.mjs';
import { beside } from './journeys/beside.mjs';
import { typing } from './journeys/typing.mjs';
import { confirmation } from './journeys/confirmation.mjs';
import { goals } from './journeys/goals.mjs';
import { indicators } from './journeys/indicators.mjs';
import { packet } from './journeys/packet.mjs';
import { measures } from './journeys/measures.mjs';
import { opinions } from './journeys/opinions.mjs';
import { inALine } from './scene.mjs';
import { firstDay } from './journeys/first-day.mjs';
import { payment } from './journeys/payment.mjs';
import { seats } from './journeys/seats.mjs';
import { preparation } from './journeys/preparation.mjs';
import { retention } from './journeys/retention.mjs';
import { sittings } from './journeys/sittings.mjs';
import { scriptOff } from './journeys/script-off.mjs';
import { twoPeople } from './journeys/two-people.mjs';
import { vacancies } from './journeys/vacancies.mjs';
import { wishes } from './journeys/wishes.mjs';
import { year } from './journeys/year.mjs';

const JOURNEYS = {
  ...firstDay, ...typing, ...opinions, ...measures, ...indicators, ...goals, ...packet, ...seats, ...preparation, ...sittings,
  ...beside, ...payment, ...confirmation, ...approval, ...retention, ...form, ...twoPeople, ...scriptOff, ...vacancies, ...wishes, ...year,
};

/** What went wrong, one sentence each. The town is settled. */
export async function walkJourneys(town, { only = '', tell }) {
  const found = [];
  for (const [name, journey] of Object.entries(JOURNEYS).filter(([name]) => name.includes(only))) {
    const wrong = await walk(town, journey);
    tell(name, wrong);
    found.push(...wrong.map((what) => `${name}: ${what}`));
  }
  return found;
}

async function walk(town, journey) {
  const guests = [];
  try {
    await journey(town, (guest) => guests.push(guest) && guest);
    return guests.flatMap((guest) => guest.complained());
  } catch (error) {
    return [inALine(error), ...guests.flatMap((guest) => guest.complained())];
  } finally {
    for (const guest of guests) await guest.context.close();
  }
}
