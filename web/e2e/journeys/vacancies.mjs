// A minute: somebody of a provider says that nothing has changed, and that a room is taken; a clerk telephones.
import { Hands } from '../hands.mjs';

/** So many keys the same news may take; words that are typed are one. */
const MOST_KEYS = 12;

export const vacancies = {
  'By keyboard: a home says that all is as it was, and then that a room is taken': async (town, guest) => {
    const hands = new Hands(guest(await town.people.provider.elsewhere()));
    await hands.open('/');
    await hands.jump();
    await hands.take('button', /^変わりなし.*すみれの家/);
    await hands.reads('部屋の様子を残しました');
    if (hands.keys > MOST_KEYS) throw new Error(`${hands.keys} keys for news that are the same`);
    await hands.jump();
    await hands.take('link', /^様子を知らせる.*すみれの家/);
    await hands.to('radio', '空いている');
    await hands.press('ArrowDown', 4);
    await hands.follow('Control+Enter');
    await hands.reads('埋まった');
  },
  'By keyboard: a clerk telephones a home, and notes why it did not meet somebody': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await hands.open('/vacancies');
    await hands.take('link', /^様子を残す.*けやき荘/);
    await hands.to('radio', '聞いていない');
    await hands.press('ArrowDown');
    await hands.fill(/^だれから聞いたか/, '管理者に電話で');
    await hands.follow('Control+Enter');
    await hands.reads('部屋の様子を残しました');
    await hands.open(`${town.homes.stale}/mismatches/new`);
    await hands.to('checkbox', '夜間の職員がいない、足りない');
    await hands.press('Space');
    await hands.to('radio', 'ある人の話があって');
    await hands.press('Space');
    await hands.follow('Control+Enter');
    await hands.reads('合わなかったわけを残しました');
  },
};
