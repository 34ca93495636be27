// 会議の準備: what is still as it was last time, what a plan runs into, the form behind the papers, the papers and the calendar.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const PREPARATION = '/meetings/{id}/preparation';

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.ready}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/${page}`)],
];
const visitor = (page) => ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.ready}/${page}`)];

export const settled = [
  ...scenes(PREPARATION,
    ['empty', 'secretariat', '準備は、まだ始まっていません', (her, town) => her.go(`${town.longKept}/preparation`)],
    ['one', 'secretariat', 'まだ空のところのある紙が', (her, town) => her.go(`${town.past}/preparation`)],
    ['part', 'secretariat', '気をつけるところが', (her, town) => her.go(`${town.planned}/preparation`)],
    ['many', 'secretariat', '建国記念の日です', async (her, town) => {
      await her.go(`${town.ready}/preparation`);
      await her.page.getByRole('button', { name: /^これでよい.*場所: みほん市役所 301会議室/ }).waitFor();
    }],
    ['withdrawn', 'secretariat', '会議のページへ', (her, town) => her.go(`${town.withdrawn}/preparation`)],
    ['print', 'secretariat', '席の並びにない委員', async (her, town) => {
      await her.go(`${town.ready}/preparation`);
      await printed(her);
    }],
    ...refused('preparation'),
    visitor('preparation'),
  ),
  ...scenes(`${PREPARATION}/edit`,
    ['one', 'secretariat', '差出人〔前回から〕', (her, town) => her.go(`${town.ready}/preparation/edit`)],
    ['filled', 'secretariat', '進行の言葉', async (her, town) => {
      await her.go(`${town.beside}/preparation/edit?script=usual`);
      const script = await her.page.getByLabel('進行の言葉').inputValue();
      if (!script.startsWith('＃１　開会\n定刻になりました')) throw new Error(`a first script says ${script}`);
    }],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.past}/preparation/edit`);
      await her.page.getByLabel('通知の文').fill('下の次第で開き');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.ready}/preparation/edit`);
      await her.page.getByLabel('通知の日付').fill('R10.2.30');
      await her.page.getByLabel('傍聴の受付の始まり').fill('朝');
      await her.page.getByLabel('返信先').fill('直していない返信先');
      await her.submit('保存する');
      const kept = await her.page.getByLabel('返信先').inputValue();
      if (kept !== '直していない返信先') throw new Error(`what was typed is ${kept}`);
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.beside}/preparation/edit`);
      await town.people.colleague.send(`${town.beside}/preparation`, { contact: 'みほん市障害福祉課', version: '1' });
      await her.page.getByLabel('問い合わせ先').fill('みほん市健康課');
      await her.submit('保存する');
    }],
    ...refused('preparation/edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.ready}/preparation/edit`, '保存する')],
  ),
  ...scenes(`${PREPARATION}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.ready}/preparation/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.past}/preparation/history`)],
    ...refused('preparation/history'),
  ),
  ...scenes('/meetings/{id}/papers/{paper}',
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.ready}/papers/notice.pdf`)],
    ['error-404', 'secretariat', MISSING, (her, town) => her.go(`${town.ready}/papers/notice.exe`)],
    visitor('papers/notice.pdf'),
  ),
  ...scenes('/meetings/{id}/calendar.ics',
    ['error-422', 'secretariat', '先に開催日を入れてから、予定表に入れてください', (her, town) =>
      her.go(`${town.beside}/calendar.ics`)],
    ...refused('calendar.ics'),
    visitor('calendar.ics'),
  ),
];
