// 令和6年度 of the sample town, as its one clerk lives it: from no council at all to pages that everybody reads. nimo's calendar is
// turned to each day on which she sits down (web/e2e/nimo.mjs), for a year of a council lives by its days: terms that end on 31 March,
// notices 14 days ahead, minutes after 45, a reception that opens before the meeting. It is 令和6年度 because the first meeting's sheet is
// (corpus/mihon-r6-1.txt), and because the twin of that council met so.
import { startNimo } from '../nimo.mjs';
import { Town } from '../town.mjs';
import { carry } from './year/carrying.mjs';
import { Clerk } from './year/clerk.mjs';
import * as closing from './year/closing.mjs';
import * as council from './year/council.mjs';
import * as first from './year/first.mjs';
import * as opinions from './year/opinions.mjs';
import * as part from './year/part.mjs';
import * as second from './year/second.mjs';

const BEGINS = '2024-03-25';
/** The whole year takes so many keys at most; the words of one field count as one. */
const MOST_KEYS = 4300;

export const year = {
  'By keyboard: the year of a council, from its roster to pages that everybody reads': async (town, guest) => {
    const nimo = await startNimo({ day: BEGINS });
    try {
      const own = new Town(town.browser, nimo);
      await own.found();
      for (const other of Object.values(own.people)) guest(other);
      const her = guest(await own.join({ name: '佐伯 はる', login: 'h.saeki', role: 'secretariat' }));
      // The browser hands over its window for files only to who waits for it from the beginning.
      her.page.on('filechooser', () => {});
      await live(new Clerk(her, nimo));
    } finally {
      await nimo.stop();
    }
  },
};

async function live(clerk) {
  const address = await council.seat(clerk);
  const may = await first.meet(clerk, address);
  const { issue, goal } = await opinions.work(clerk, may);
  await part.gather(clerk, address, issue);
  const november = await second.meet(clerk, address, { issue, goal });
  await closing.close(clerk, address, november, may);
  await carry(clerk, address);
  if (clerk.keys > MOST_KEYS) throw new Error(`the year took ${clerk.keys} keys`);
}
