// 会議中: a meeting is opened, what is said is taken down, and it is closed.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const ROOM = '/meetings/{id}/sitting';

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.sat.room}/${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/meetings/${NOBODY}/${page}`)],
];

/** The room, where this browser holds nothing of an earlier scene, once its script has the hands. */
async function enter(person, place) {
  await person.go('/today');
  await person.page.evaluate(() => localStorage.clear());
  await again(person, place);
}

async function again(person, place) {
  await person.go(place);
  await person.page.waitForFunction(() => document.activeElement?.id === 'line');
}

const value = (person) => person.page.locator('#line').inputValue();

export const settled = [
  ...scenes(`${ROOM}/open`,
    ['one', 'newcomer', '開会のときの出欠　5人', (she, town) => she.go(`${town.sat.ahead}/sitting/open`)],
    ['empty', 'newcomer', '名簿も前の会議録もないため', (she, town) => she.go(`${town.sat.unknown}/sitting/open`)],
    ['filled', 'newcomer', '前の会議録に名のある人を並べています', (she, town) => she.go(`${town.sat.named}/sitting/open`)],
    ['held', 'secretariat', '会議を開く', (her, town) => her.go(`${town.held}/sitting/open`)],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.sat.ahead}/sitting/open`);
      await she.page.getByLabel('開会の時刻').fill('朝');
      await she.page.getByLabel('三好 花の出欠').selectOption('proxy');
      await she.page.getByLabel('平井 学の出欠').selectOption('absent');
      await she.submit('開く');
      const kept = await she.page.getByLabel('平井 学の出欠').inputValue();
      if (kept !== 'absent') throw new Error(`what was chosen is ${kept}`);
      await she.page.getByText('三好 花さんの代理の人の名を入れてください').first().waitFor();
    }],
    ['block-422', 'newcomer', '委員の名を、1人1行で入れてください', async (she, town) => {
      await she.go(`${town.sat.unknown}/sitting/open`);
      await she.submit('開く');
    }],
    ['conflict', 'newcomer', '開いているあいだに名簿が変わりました', async (she, town) => {
      await she.go(`${town.sat.ahead}/sitting/open`);
      await she.page.locator('[name="roster"]').evaluate((field) => (field.value = 'another roster'));
      await she.submit('開く');
    }],
    // Somebody else opened it while this one still looked at the meeting's page: both are in the room.
    ['twin', 'newcomer', 'まだ1行もありません', (she, town) => she.go(`${town.sat.silent}/sitting/open`)],
    ...refused('sitting/open'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, `${town.sat.ahead}/sitting/open`, '開く')],
  ),
  ...scenes(ROOM,
    ['empty', 'newcomer', 'まだ1行もありません', (she, town) => enter(she, `${town.sat.silent}/sitting`)],
    ['one', 'newcomer', '月に一度は集まりたい', (she, town) => enter(she, `${town.sat.bare}/sitting`)],
    ['many', 'newcomer', '決定の種類がありません', async (she, town) => {
      await enter(she, `${town.sat.room}/sitting`);
      const all = ['要点記録では名を書きません', '消した行 1', '9:22から', '代理 原 和子', '白石 操', '定足数 3人を満たす', '意見3'];
      for (const words of all) {
        await she.page.getByText(words).filter({ visible: true }).first().waitFor();
      }
    }],
    ['part', 'newcomer', '定足数 3人に足りません（2人、あと1人）', (she, town) => enter(she, `${town.sat.short}/sitting`)],
    ['leaves', 'newcomer', '書面開催', (she, town) => enter(she, `${town.sat.written}/sitting`)],
    ['block', 'newcomer', 'の行を直しています。Escで戻ります', (she, town) =>
      enter(she, `${town.sat.room}/sitting?line=${town.roomLines[1]}`)],
    ['draft', 'newcomer', '会議中', async (she, town) => {
      await enter(she, `${town.sat.silent}/sitting`);
      await she.page.keyboard.insertText('書きかけの行');
      await she.page.waitForFunction(() => localStorage.length === 1);
      const kept = await she.page.evaluate(() => Object.values(localStorage).join());
      if (kept.includes('書きかけ')) throw new Error('what is typed lies open in the browser');
      await again(she, `${town.sat.silent}/sitting`);
      await she.page.waitForFunction(() => document.getElementById('line').value === '書きかけの行');
      await she.page.locator('#line').fill('');
      await she.page.waitForFunction(() => localStorage.length === 0);
    }],
    ['filled', 'newcomer', '代理の人の名', async (she, town) => {
      await enter(she, `${town.sat.room}/sitting`);
      await she.page.locator('summary').filter({ hasText: '平井 学の出欠を変える' }).click();
      if ((await she.page.locator('details[open] [name="proxy"]').inputValue()) !== '原 和子') throw new Error('the deputy is not shown');
    }],
    ['block-422', 'newcomer', '時刻を「9:22」のように入れてください', async (she, town) => {
      await enter(she, `${town.sat.room}/sitting`);
      await she.page.locator('summary').filter({ hasText: '三好 花の出欠を変える' }).click();
      await she.page.locator('details[open] [name="from"]').fill('さっき');
      await she.page.locator('details[open]').getByRole('button', { name: '残す' }).click();
      await she.page.locator('details[open] [data-wrong]').filter({ visible: true }).waitFor();
      forgive(she, 422);
    }],
    // A form that went out before the script was there.
    ['error-422', 'newcomer', '行が空です。言葉を入れてください', async (she, town) => {
      await enter(she, `${town.sat.silent}/sitting`);
      await she.follow(() => she.page.locator('#entry').evaluate((form) => form.submit()));
      // Its next look at the server is to find the room again.
      await she.page.evaluate(() => window.dispatchEvent(new Event('online')));
      await she.page.waitForTimeout(1000);
      const told = await she.page.getByRole('status').innerText();
      if (told.includes('開けません')) throw new Error(`after a form without script the room says: ${told}`);
      forgive(she, 422);
    }],
    ['conflict', 'newcomer', '片岡 新さんが先に直しました', async (she, town) => {
      await enter(she, `${town.sat.room}/sitting?line=${town.roomLines[0]}`);
      const stands = she.page.locator(`[data-line="${town.roomLines[0]}"]`);
      const theirs = { kind: 'explanation', decision: '', text: '資料3を説明した。', version: await stands.getAttribute('data-version') };
      const item = await she.page.locator('#entry [name="item"]').inputValue();
      await she.send(`/lines/${town.roomLines[0]}`, { ...theirs, item });
      await she.page.locator('#line').fill('資料3と参考資料を説明した。');
      await she.page.keyboard.press('Enter');
      await she.page.getByText('さんが先に直しました').waitFor();
      if ((await value(she)) !== '資料3と参考資料を説明した。') throw new Error(`what was typed is ${await value(she)}`);
      forgive(she, 409);
    }],
    ['planned', 'newcomer', '会議を開く', (she, town) => she.go(`${town.sat.ahead}/sitting`)],
    ['closed', 'newcomer', 'この会議は閉じられました', (she, town) => she.go(`${town.sat.closed}/sitting`)],
    ['withdrawn', 'secretariat', '元に戻す', (her, town) => her.go(`${town.withdrawn}/sitting`)],
    ['print', 'newcomer', '上半期の評価', async (she, town) => {
      await enter(she, `${town.sat.room}/sitting`);
      await printed(she);
    }],
    ...refused('sitting'),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.sat.room}/sitting`)],
  ),
  ...scenes(`${ROOM}/close`,
    ['empty', 'newcomer', 'まだ1行も書きとめていません', (she, town) => she.go(`${town.sat.silent}/sitting/close`)],
    ['one', 'newcomer', '書きとめた1行が', (she, town) => she.go(`${town.sat.bare}/sitting/close`)],
    ['many', 'newcomer', '閉じる前に見てほしいところ', async (she, town) => {
      await she.go(`${town.sat.room}/sitting/close`);
      for (const words of ['三好 花（9:22から）', '平井 学→原 和子', '白石 操（みほん病院）', '9:10〜9:31', '定足数 3人を満たす']) {
        await she.page.getByText(words).first().waitFor();
      }
    }],
    ['part', 'newcomer', '定足数 3人に足りません（2人、あと1人）', (she, town) => she.go(`${town.sat.short}/sitting/close`)],
    ['leaves', 'newcomer', '締め切った時刻', (she, town) => she.go(`${town.sat.written}/sitting/close`)],
    ['print', 'newcomer', '議題ごとの定足数', async (she, town) => {
      await she.go(`${town.sat.room}/sitting/close`);
      await printed(she);
    }],
    ['error-422', 'newcomer', '終わりが、開会より前です', async (she, town) => {
      await she.go(`${town.sat.room}/sitting/close`);
      await she.page.getByLabel('閉会の時刻').fill('8:50');
      await she.submit('閉じる');
      const kept = await she.page.getByLabel('閉会の時刻').inputValue();
      if (kept !== '8:50') throw new Error(`what was typed is ${kept}`);
    }],
    // Somebody else closed it first.
    ['closed', 'newcomer', '会議録は、まだ残していません', (she, town) => she.go(`${town.sat.closed}/sitting/close`)],
    ...refused('sitting/close'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, `${town.sat.room}/sitting/close`, '閉じる')],
  ),
  ...scenes('/meetings/{id}/sitting/record',
    ['one', 'newcomer', 'まだ閉じていません', (she, town) => she.go(`${town.sat.room}/sitting/record`)],
    ['closed', 'newcomer', '会議中の記録', (she, town) => she.go(`${town.sat.closed}/sitting/record`)],
    ...refused('sitting/record'),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.sat.closed}/sitting/record`)],
  ),
  ...scenes('/today', ['part', 'newcomer', 'は、いま会議中です', (she) => she.go('/today')]),
  ...scenes('/meetings/{id}', ['part', 'newcomer', '会議中のページへ', (she, town) => she.go(town.sat.room)]),
  ...scenes('/meetings/{id}/correct',
    ['closed', 'newcomer', '書きとめた行を整える', (she, town) => she.go(`${town.sat.closed}/correct`)],
  ),
  ...scenes('/meetings/{id}/form',
    ['closed', 'newcomer', '字を大きくしてほしい', (she, town) => she.go(`${town.sat.closed}/form`)],
  ),
];

/** An answer of this number that the room itself tells in words: Chromium repeats it. */
function forgive(person, status) {
  person.complaints = person.complaints.filter((what) => !what.includes(String(status)));
}
