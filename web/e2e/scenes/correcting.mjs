// 確かめる: the sheet beside what was read of it, and its blocks.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { path } from '../town.mjs';

const SECOND = 'みほん市役所 第二庁舎 ';

export const settled = [
  ...scenes('/meetings/{id}/correct',
    ['one', 'secretariat', '見てほしいところ 1か所', (her, town) => her.go(`${town.drafted}/correct`)],
    ['many', 'secretariat', '発言', (her, town) => her.go(`${town.long}/correct`)],
    ['empty', 'secretariat', '発言のまとまりは読み取れませんでした', (her, town) => her.go(`${town.poor}/correct`)],
    ['planned', 'secretariat', '予定を直す', (her, town) => her.go(`${town.planned}/correct`)],
    ['kept', 'secretariat', '会議録を直す', (her, town) => her.go(`${town.kept}/correct`)],
    ['block', 'secretariat', '直さずに閉じる', (her, town) => opened(her, town)],
    ['block-422', 'secretariat', 'まだ保存していません', async (her, town) => {
      await opened(her, town);
      await her.page.getByLabel('本文').fill('');
      await her.submit('保存する');
    }],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.drafted}/correct`);
      await venue(her, `${SECOND}302会議室`);
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.long}/correct`);
      await her.page.getByLabel('開催日', { exact: true }).fill('令和6年13月1日');
      await her.submit('基本を保存する');
    }],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.long}/correct`);
      await her.forgetSession();
      await her.submit('基本を保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      const other = await town.people.colleague.elsewhere();
      await other.go(`${town.drafted}/correct`);
      await venue(other, `${SECOND}大会議室`);
      await other.submit('基本を保存する');
      await other.context.close();
      await her.go(`${town.drafted}/correct`);
    }],
    ['twin', 'secretariat', '別の会議として残す', async (her, town) => {
      // The same number of the same year, in other words: another sheet of the same meeting.
      const page = await town.people.secretariat.context.request.get(`${town.kept}/source`);
      const text = (await page.text()).replace('開会', '開会のあいさつ');
      town.twin ??= (await path(town.import(town.council, text))).replace('/correct', '');
      await her.go(`${town.twin}/correct`);
      await her.submit('会議録として残す');
    }],
    ['leaves', 'secretariat', '決まった書き方から離れています', (her, town) => her.go(`${town.leaving}/correct`)],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.drafted}/correct`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/correct`)],
  ),
  ...scenes('/blocks/{id}',
    ['one', 'member', '未対応', (he, town) => he.go(town.blocks[3])],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      const [first] = await town.blocksOf(town.long);
      await her.go(`${town.long}/correct?block=${first.split('/').pop()}`);
      const theirs = { kind: 'statement', item: '', speaker: '会長', text: '先に保存した文です。', version: '1' };
      await her.send(first, theirs);
      await her.page.getByLabel('本文').fill('あとから保存する文です。');
      await her.submit('保存する');
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.blocks[3])],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/blocks/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.blocks[3])],
  ),
  ...scenes('/blocks/{id}/split',
    ['many', 'secretariat', 'どこからを次の発言にしますか', (her, town) => her.go(`${town.blocks[5]}/split`)],
    ['empty', 'secretariat', '分けるところがありません', async (her, town) => {
      const [, second] = await town.blocksOf(town.long);
      await her.send(second, { kind: 'note', item: '', speaker: '', text: '1つの文です。', version: '1' });
      await her.go(`${second}/split`);
    }],
    ['conflict', 'secretariat', 'ほかの人が先に保存しました', async (her, town) => {
      await her.go(`${town.blocks[5]}/split`);
      const form = { kind: 'note', item: '', speaker: '', text: '三つ目の版です。二つ目の文です。', version: '3' };
      await her.send(town.blocks[5], form);
      await her.submit('ここで分ける');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.blocks[5]}/split`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/blocks/${NOBODY}/split`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.blocks[5]}/split`);
      await her.forgetSession();
      await her.submit('ここで分ける');
    }],
  ),
];

async function opened(her, town) {
  const blocks = await town.blocksOf(town.drafted);
  await her.go(`${town.drafted}/correct?block=${blocks[2].split('/').pop()}`);
}

async function venue(person, text) {
  await person.page.getByLabel('場所', { exact: true }).fill(text);
}
