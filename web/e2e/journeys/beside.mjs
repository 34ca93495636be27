// What stands beside the lines: a transcript from which one writes, and the ballots of a council that meets in writing.
import { Person } from '../browser.mjs';
import { faults } from '../checks.mjs';
import { Hands } from '../hands.mjs';
import { opened, planned, seated } from '../rooms.mjs';
import { today } from '../town.mjs';

const HERE = ['in_person', 'in_person', 'absent', 'in_person', 'online'];
const LINES = '[data-live="lines"] [data-line]';
/** What a browser does not do again on its own after so long, it does not do. */
const MOST_WAIT = 10_000;

const HEARD = [
  ['00:12:31.500', '平井会長', '見学会の話を聞きます。'],
  ['00:13:02.000', '三好委員', '空室がありません。'],
  ['00:13:40.000', '渡邉委員', '部会で持ち寄るとよい。'],
];
const VTT = `WEBVTT\n\n${HEARD.map(([at, who, words]) => `${at} --> ${at.slice(0, -3)}900\n<v ${who}>${words}</v>\n`).join('\n')}`;
const ADDED = '空室も調べる。';
const REMARK = '家族の会にも、案内を送ってほしい。';

export const beside = {
  'A transcript beside the lines: its words come into the entry, and a line keeps its place when they are gone': async (town, guest) => {
    const her = guest(await town.join({ name: '水谷 澄', login: 's.mizutani', role: 'secretariat' }));
    const meeting = await planned(her, await seated(her, 'みほん市録音の会'));
    await opened(her, meeting, HERE);
    const room = new Room(her);
    await room.enter(meeting);
    const transcript = await putBeside(room);
    await write(room);
    await clean(her);
    await disposeOf(new Hands(her), transcript);
    await room.enter(meeting, '?side=transcript');
    await room.stands(`${HEARD[0][2]}${ADDED}`, '録音 0:12:31');
    await room.hands.reads('文字起こしを入れる');
  },

  'A council that meets in writing: from the ballots to the minutes': async (town, guest) => {
    const her = guest(await town.join({ name: '高畑 圭', login: 'k.takahata', role: 'secretariat' }));
    const meeting = await planned(her, await seated(her, 'みほん市書面の会'));
    const room = new Room(her);
    const { hands } = room;
    await begin(hands, meeting);
    await hands.take('link', '表決を入れる・見る');
    await type(hands, her);
    await clean(her);
    await hands.take('link', '会議のページへ');
    await hands.take('link', '会議中のページへ');
    await room.focused();
    await copy(room);
    await keep(hands, her);
  },
};

/** Somebody at the entry of the room. */
class Room {
  constructor(person) {
    Object.assign(this, { person, hands: new Hands(person) });
  }

  get page() {
    return this.person.page;
  }

  async enter(meeting, query = '') {
    await this.hands.open(`${meeting}/sitting${query}`);
    await this.focused();
  }

  value() {
    return this.page.locator('#line').inputValue();
  }

  /** The focus is in the entry, where it comes to on its own. */
  async focused() {
    const isThere = () => document.activeElement.id === 'line';
    await this.page.waitForFunction(isThere, null, { timeout: MOST_WAIT }).catch(async () => {
      throw new Error(`the focus is on ${await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 120))}`);
    });
  }

  /** A key at the entry, after which the focus is still there. */
  async key(key) {
    await this.hands.press(key);
    const at = await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
    if (!at.includes('id="line"')) throw new Error(`after ${key} the focus is on ${at}`);
  }

  /** Waits until all of the page is under the item of this title. */
  async turned(title) {
    await this.page.locator('#h-mid').filter({ hasText: title }).waitFor();
    const item = await this.page.locator('#entry [name="item"]').inputValue();
    await this.page.locator(`[data-live="side"] a[href*="item=${item}"]`).first().waitFor();
  }

  /** Waits until the entry holds these words. */
  async holds(words) {
    const isSo = (words) => document.querySelector('#line').value === words;
    await this.page.waitForFunction(isSo, words, { timeout: MOST_WAIT }).catch(async () => {
      throw new Error(`the entry holds ${await this.value()} and not ${words}`);
    });
  }

  /** Waits until a line stands with these words, and something beside them. */
  async stands(words, more) {
    const line = this.page.locator(LINES).filter({ hasText: words }).filter({ hasText: more });
    await line.waitFor({ timeout: MOST_WAIT }).catch(async () => {
      throw new Error(`no line says ${words} ${more}, but ${await this.page.locator(LINES).allInnerTexts()}`);
    });
  }
}

/** At a second window the transcript is pasted; the room learns of it. The page of the transcript. */
async function putBeside({ hands, page, person }) {
  await hands.to('link', /^文字起こしを入れる/);
  const [window] = await Promise.all([page.waitForEvent('popup'), hands.press('Enter')]);
  await window.waitForLoadState();
  const second = new Hands(new Person(person.browser, person.base, person.context, window));
  await second.jump();
  await second.to('textbox', 'または、全文を貼り付ける');
  await second.paste(VTT);
  await second.take('button', '入れる');
  await second.reads('文字起こしを入れました');
  const transcript = second.address().split('?')[0];
  await window.close();
  await page.bringToFront();
  await hands.reads('文字起こしを並べる');
  return transcript;
}

/** From the lines of the transcript into the entry, without leaving it. */
async function write(room) {
  const { hands, page } = room;
  await hands.to('link', '文字起こしを並べる');
  await hands.press('Enter');
  await hands.reads(HEARD[0][2]);
  await room.focused();
  for (const [key, at] of [['Alt+KeyN', 0], ['Alt+KeyN', 1], ['Alt+KeyP', 0]]) {
    await room.key(key);
    const here = await page.locator('[data-cue].here [data-text]').allInnerTexts();
    if (here.join() !== HEARD[at][2]) throw new Error(`${key} leads to ${here}`);
  }
  await room.key('Alt+Enter');
  await room.holds(HEARD[0][2]);
  await hands.typeAhead(ADDED);
  await room.holds(`${HEARD[0][2]}${ADDED}`);
  await room.key('Enter');
  await room.holds('');
  await room.stands(`${HEARD[0][2]}${ADDED}`, '録音 0:12:31');
  await room.focused();
}

/** Its day becomes today, and its words go. */
async function disposeOf(hands, transcript) {
  await hands.open(transcript);
  await hands.fill('廃棄する日', today());
  await hands.take('button', '日を変える');
  await hands.take('button', '言葉を廃棄する');
  await hands.reads('言葉は、もう残っていません');
}

/** 書面で開く. */
async function begin(hands, meeting) {
  await hands.open(meeting);
  await hands.take('link', '会議を開く');
  await hands.to('radio', '会して開く（会場・オンライン）');
  await hands.press('ArrowDown');
  await hands.take('button', '開く');
  await hands.reads('書面開催');
  await hands.reads('返送　0人 ／ 5人');
}

/** Three ballots, each of which leads to the next; two approve of everything, the third circles nothing and says something. */
async function type(hands, person) {
  await hands.reads('委員5人のうち、0人から戻りました。');
  await hands.take('link', '髙梨 一郎');
  for (const [name, next, key, remark] of [
    ['髙梨 一郎', '渡邉 悟', 'ArrowDown', ''],
    ['渡邉 悟', '三好 花', 'ArrowDown', ''],
    ['三好 花', '平井 学', '', REMARK],
  ]) {
    await hands.reads(name);
    await hands.fill('戻った日', today());
    const items = await person.page.locator('#choices fieldset').count();
    if (items !== 3) throw new Error(`${items} items are voted on`);
    for (let item = 0; item < items && key !== ''; item += 1) {
      await hands.to('radio', '記入なし', { nth: item });
      await hands.press(key);
    }
    if (remark !== '') await hands.fill('意見', remark);
    await hands.take('button', '保存する');
    await hands.reads('前の委員の書面表決書を保存しました');
    const heading = await person.page.locator('h1.knot').innerText();
    if (!heading.includes(next)) throw new Error(`after ${name} comes ${heading}`);
  }
  await hands.take('link', '一覧へ戻る');
  await hands.reads('委員5人のうち、3人から戻りました。定足数の3人に足りています。');
  await hands.reads('賛成2、反対0、棄権0、記入なし1、未着2');
  await hands.reads('戻った3人のうち、2人が賛成です。過半数なので、「承認」とする案です。');
}

/** What a member wrote comes into the entry; what the council decided is written behind it. */
async function copy(room) {
  const { hands } = room;
  await hands.reads('返送　3人 ／ 5人');
  await room.key('Alt+PageDown');
  await room.turned('前回会議録の確認');
  await hands.to('link', /三好 花の意見/);
  await hands.press('Enter');
  await room.focused();
  await room.holds(REMARK);
  await room.key('Enter');
  await room.stands(REMARK, '意');
  await hands.typeAhead('！承認　前回の会議録を、案のとおりとする。');
  await room.key('Enter');
  await room.stands('承認　前回の会議録を、案のとおりとする。', '決');
  await clean(room.person);
}

/** 閉じる, 残す, and the minutes say who took part in writing. */
async function keep(hands, person) {
  await hands.take('link', '会議を閉じる');
  await hands.reads('髙梨 一郎（会長・書面）');
  await clean(person);
  await hands.fill('締め切った時刻', '17:00');
  await hands.take('button', '閉じる');
  await hands.jump();
  await hands.take('button', '会議録として残す');
  await hands.reads('会議録として残しました');
  await clean(person);
  const minutes = (await person.page.locator('main').innerText()).replace(/\s+/g, '');
  for (const words of ['書面', REMARK, '前回の会議録を、案のとおりとする。']) {
    if (!minutes.includes(words)) throw new Error(`the minutes do not say ${words}: ${minutes.slice(0, 600)}`);
  }
}

/** Nothing is wrong with the page as it stands. */
async function clean(person) {
  const wrong = await faults(person);
  if (wrong.length > 0) throw new Error(wrong.join(' | '));
}
