// 会議の期限 of a meeting, as the clerk keeps them.
import { same } from './clerk.mjs';

/** What was handed out the day after a meeting nimo does not know of; she writes it down, from the meeting's page and back to it. */
export async function tellTime(clerk, day, words) {
  await clerk.go('期限');
  await clerk.stop('deadlines', '会議の概要が、期限を過ぎています', '開催の14日前まで');
  await clerk.go(/^日・理由を書く.*会議の概要/);
  await clerk.fillIn([['済んだ日', day]]);
  await clerk.follow('Control+Enter');
  await clerk.stop('deadlines that were kept', words);
  await clerk.take('link', '会議のページへ');
}

/** From the notice to what was published, every day of a meeting was kept. */
export async function keptTime(clerk, meeting) {
  await clerk.open(`${meeting}/clock`);
  await clerk.stop('a meeting whose days were kept', '待っている期限はありません');
  same(await clerk.count('cell', '守れた'), 5, 'the days that were kept');
}
