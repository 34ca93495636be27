// Every state of every page, from the same list that the house rules read. A line that no scene reaches fails, and so does a
// scene without a line.
import { readFile } from 'node:fs/promises';
import { Person } from './browser.mjs';
import { faults } from './checks.mjs';
import { ROOT } from './nimo.mjs';
import { inALine } from './scene.mjs';
import * as accounts from './scenes/accounts.mjs';
import * as appointments from './scenes/appointments.mjs';
import * as approvals from './scenes/approvals.mjs';
import * as ballots from './scenes/ballots.mjs';
import * as begin from './scenes/begin.mjs';
import * as cases from './scenes/cases.mjs';
import * as charters from './scenes/charters.mjs';
import * as councils from './scenes/councils.mjs';
import * as clocks from './scenes/clocks.mjs';
import * as correcting from './scenes/correcting.mjs';
import * as digests from './scenes/digests.mjs';
import * as dispatches from './scenes/dispatches.mjs';
import * as editions from './scenes/editions.mjs';
import * as entry from './scenes/entry.mjs';
import * as forms from './scenes/forms.mjs';
import * as goals from './scenes/goals.mjs';
import * as handouts from './scenes/handouts.mjs';
import * as houses from './scenes/houses.mjs';
import * as indicators from './scenes/indicators.mjs';
import * as issues from './scenes/issues.mjs';
import * as items from './scenes/items.mjs';
import * as measures from './scenes/measures.mjs';
import * as meetings from './scenes/meetings.mjs';
import * as packet from './scenes/packet.mjs';
import * as papers from './scenes/papers.mjs';
import * as payments from './scenes/payments.mjs';
import * as planning from './scenes/planning.mjs';
import * as preparations from './scenes/preparations.mjs';
import * as providers from './scenes/providers.mjs';
import * as publication from './scenes/publication.mjs';
import * as publics from './scenes/public.mjs';
import * as record from './scenes/record.mjs';
import * as retentions from './scenes/retentions.mjs';
import * as scores from './scenes/scores.mjs';
import * as seats from './scenes/seats.mjs';
import * as sittings from './scenes/sittings.mjs';
import * as tellings from './scenes/tellings.mjs';
import * as today from './scenes/today.mjs';
import * as transcripts from './scenes/transcripts.mjs';
import * as vacancies from './scenes/vacancies.mjs';
import * as wishes from './scenes/wishes.mjs';

export const LIST = 'crates/nimo/tests/it/golden/states.txt';
const ROOMS = [
  entry, accounts, today, councils, meetings, correcting, papers, record, issues, measures, scores, digests, cases,
  indicators, goals, packet, begin, charters, seats, appointments, preparations, items, handouts, dispatches, transcripts,
  sittings, ballots, payments, clocks, approvals, forms, tellings, editions,
  publication, publics, retentions, providers, vacancies, wishes, planning, houses,
];
/** What the town has to be before the scenes of each stage. */
const STAGES = { vacant: 'open', founded: 'found', settled: 'settle' };

/** Walks all states whose line holds `only`; what is wrong, one sentence each. */
export async function walkStates(town, { only = '', shoot, tell }) {
  const found = unreached(await lines());
  for (const [stage, ready] of Object.entries(STAGES)) {
    await town[ready]();
    for (const scene of ROOMS.flatMap((room) => room[stage] ?? []).filter((scene) => scene.line.includes(only))) {
      const wrong = await walk(town, scene, shoot);
      tell(scene.line, wrong);
      found.push(...wrong.map((what) => `${scene.line}: ${what}`));
    }
  }
  return found;
}

async function walk(town, { who, says, act, line }, shoot) {
  let person = town.people[who];
  try {
    const led = await act(person, town);
    if (led instanceof Person) person = led;
    const text = await person.page.locator('body').innerText();
    const isSaid = text.replace(/\s+/g, '').includes(says.replace(/\s+/g, ''));
    const unsaid = isSaid ? [] : [`「${says}」 is not said at ${person.page.url()}`];
    return [...unsaid, ...(await faults(person, (width) => shoot?.(person.page, line, width)))];
  } catch (error) {
    return [inALine(error), ...person.complained()];
  } finally {
    await person.page.emulateMedia({ media: null });
    await person.recover();
    if (person.browser !== town.browser) await person.browser.close();
  }
}

/** The lines of the list, each as its three words. */
async function lines() {
  const text = await readFile(ROOT + LIST, 'utf8');
  return text.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.trim().split(/ {2,}/).join('  '));
}

function unreached(lines) {
  const reached = ROOMS.flatMap((room) => Object.keys(STAGES).flatMap((stage) => room[stage] ?? [])).map((scene) => scene.line);
  const twice = reached.filter((line, at) => reached.indexOf(line) !== at);
  return [
    ...lines.filter((line) => !reached.includes(line)).map((line) => `${line}: stands in ${LIST} and no scene reaches it`),
    ...reached.filter((line) => !lines.includes(line)).map((line) => `${line}: a scene without a line in ${LIST}`),
    ...twice.map((line) => `${line}: two scenes`),
  ];
}
