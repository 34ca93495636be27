// 会議中: thirteen opinions by IME, two clerks at once, a line that is cut, people who come late, and the room without scripts.
import { readFile } from 'node:fs/promises';
import { Person } from '../browser.mjs';
import { Hands } from '../hands.mjs';
import { ROOT } from '../nimo.mjs';
import { opened, planned, seated } from '../rooms.mjs';
import { PASSWORD } from '../town.mjs';

const ROWS = '[data-live="lines"] [data-line] [data-text]';
const HERE = ['in_person', 'in_person', 'absent', 'in_person', 'online'];
/** So many keys beside the words of a line. */
const MOST_KEYS = 2;
/** From the entry to 会議を閉じる. */
const MOST_TO_CLOSE = 20;
/** What somebody else wrote is there after so long at most. */
const MOST_WAIT = 10_000;
const MAIN = '課題・方策のまとめについて';

export const sittings = {
  'The room: thirteen opinions by IME, at most two keys beside the words': async (town, guest) => {
    const her = guest(await town.join({ name: '佐久間 環', login: 't.sakuma', role: 'secretariat' }));
    const meeting = await planned(her, await seated(her, 'みほん市心の輪の会'));
    const desk = new Desk(her);
    const said = await thirteen();
    await open(desk.hands, meeting);
    await take(desk, said);
    await arrange(desk, said);
    await keep(desk, said);
    desk.settle();
  },

  'The room: two clerks in two items at once, and both at one line': async (town, guest) => {
    const one = guest(await town.join({ name: '大沢 律', login: 'r.osawa', role: 'secretariat' }));
    const council = await seated(one, 'みほん市二人の会');
    const form = { name: '木島 佳', login: 'k.kijima', role: 'secretariat', councils: council.split('/').pop() };
    const other = guest(await town.join(form));
    const meeting = await planned(one, council);
    await opened(one, meeting, HERE);
    const [first, later] = [new Desk(one), new Desk(other)];
    for (const [desk, item] of [[first, '上半期の評価'], [later, MAIN]]) {
      await desk.hands.open(`${meeting}/sitting`);
      await desk.turn(item);
    }
    const five = (who) => ['一', '二', '三', '四', '五'].map((number) => `${who}の${number}行目。`);
    const write = async (desk, words) => {
      for (const text of words) await desk.say(text);
    };
    await Promise.all([write(first, five('前半')), write(later, five('後半'))]);
    const wrote = Date.now();
    await Promise.all([first.hands.reads(/木島 佳さんが書いています/), later.hands.reads(/大沢 律さんが書いています/)]);
    await first.turn(MAIN);
    await first.stand(five('後半'));
    await later.turn('上半期の評価', 'Alt+PageUp');
    await later.stand(five('前半'));
    if (Date.now() - wrote > MOST_WAIT) throw new Error(`what the other wrote was there after ${Date.now() - wrote} ms`);
    await later.turn(MAIN);
    await bothEdit(first, later);
  },

  'The room: without the line nothing is lost, nothing lies open, and nothing is sent twice': async (town, guest) => {
    const her = guest(await town.join({ name: '保科 玲', login: 'r.hoshina', role: 'secretariat' }));
    const meeting = await planned(her, await seated(her, 'みほん市回線の会'));
    await opened(her, meeting, HERE);
    const desk = new Desk(her);
    await desk.hands.open(`${meeting}/sitting`);
    await desk.say('線のあるうちの行。');
    await desk.stand(['線のあるうちの行。']);
    await cut(desk);
    await reload(desk);
    await signedOut(desk, town);
    // Chromium tells each request that did not get through.
    her.complaints = her.complaints.filter((what) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|401/.test(what));
    desk.settle();
  },

  'The room: who is there, from which minute on, and whether the meeting stands': async (town, guest) => {
    const her = guest(await town.join({ name: '沢井 望', login: 'n.sawai', role: 'secretariat' }));
    const meeting = await planned(her, await seated(her, 'みほん市出欠の会'));
    await opened(her, meeting, ['in_person', 'in_person', 'absent', 'absent', 'absent']);
    const desk = new Desk(her);
    await desk.hands.open(`${meeting}/sitting`);
    await attend(desk);
    await attended(desk);
    desk.settle();
  },

  'Without scripts: the room takes lines, lets one be edited, and is closed': async (town, guest) => {
    const her = guest(await town.join({ name: '安川 薫', login: 'k.yasukawa', role: 'secretariat' }));
    const meeting = await planned(her, await seated(her, 'みほん市紙の会'));
    const plain = guest(await her.elsewhere({ javaScriptEnabled: false }));
    const hands = new Hands(plain);
    await open(hands, meeting);
    for (const text of ['案内の冊子を、病棟に置くとよい。', '？いつまでに作るのか。']) {
      await hands.to('textbox', '次の行');
      await hands.paste(text);
      await hands.take('button', '書き足す');
      await hands.reads(text.replace('？', ''));
    }
    await hands.take('link', /^直す.*（1行目）/);
    await hands.fill('行を直す', '案内の冊子を、すべての病棟に置くとよい。');
    await hands.take('button', '直す');
    await hands.reads('すべての病棟に置くとよい');
    await hands.take('link', '会議を閉じる');
    await hands.reads('書きとめた2行が');
    await hands.fill('閉会の時刻', '10:30');
    await hands.take('button', '閉じる');
    await hands.reads('書きとめた行を整える');
    await hands.reads('すべての病棟に置くとよい');
    await hands.reads('いつまでに作るのか');
  },
};

/** Somebody at the entry of the room. What is awkward is gathered, so that one fault does not hide the next. */
export class Desk {
  #wrong = [];

  constructor(person, hands = new Hands(person)) {
    Object.assign(this, { person, hands });
  }

  get page() {
    return this.person.page;
  }

  #miss(what) {
    if (!this.#wrong.includes(what)) this.#wrong.push(what);
  }

  /** Throws what was awkward. */
  settle() {
    if (this.#wrong.length > 0) throw new Error(this.#wrong.join(' | '));
  }

  /** The words come as an IME brings them: a reading, the words, Enter to choose them, and only then are they in the entry. */
  async compose(words) {
    this.ime ??= await this.person.context.newCDPSession(this.page);
    const half = words.slice(0, Math.ceil(words.length / 2));
    const before = await this.value();
    for (const text of [half, words]) {
      await this.ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
    await this.ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await this.ime.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    if ((await this.value()) !== before + words) throw new Error(`an Enter of the IME took the words: ${await this.value()}`);
    await this.ime.send('Input.insertText', { text: words });
    if ((await this.value()) !== before + words) throw new Error(`the IME brought ${await this.value()}`);
  }

  /** A line, with the keys beside its words: a mark or a kind before, Enter behind. */
  async say(words, { mark = '', kind } = {}) {
    const before = this.hands.keys;
    if (kind) await this.hands.press(`Alt+Digit${kind}`);
    if (mark) await this.hands.typeAhead(mark);
    await this.compose(words);
    await this.inView();
    await this.hands.press('Enter');
    const keys = this.hands.keys - before;
    if (keys > MOST_KEYS) throw new Error(`「${words}」 took ${keys} keys beside its words`);
    if ((await this.value()) !== '') throw new Error(`after Enter the entry holds ${await this.value()}`);
    await this.focused();
  }

  value() {
    return this.page.locator('#line').inputValue();
  }

  /** The focus has not left the entry. */
  async focused() {
    const at = await this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
    if (!at.includes('id="line"')) throw new Error(`the focus left the entry for ${at}`);
  }

  /** The whole entry is on the screen while one types. */
  async inView() {
    const out = await this.page.locator('#entry').evaluate((entry) => {
      const [top, bottom] = ['top', 'bottom'].map((side) => Math.round(entry.getBoundingClientRect()[side]));
      return top < 0 || bottom > innerHeight ? `the entry is at ${top}–${bottom} of ${innerHeight}` : '';
    });
    if (out !== '') this.#miss(out);
  }

  /** The line that came last is on the screen, and not behind the entry. */
  async lastInView() {
    const out = await this.page.locator('[data-live="lines"] [data-line]').last().evaluate((row) => {
      const [top, bottom] = ['top', 'bottom'].map((side) => Math.round(row.getBoundingClientRect()[side]));
      const entry = Math.round(document.querySelector('#entry').getBoundingClientRect().top);
      return bottom > entry + 1 || top < 0 ? `the last line is at ${top}–${bottom}, the entry begins at ${entry}` : '';
    });
    if (out !== '') this.#miss(out);
  }

  /** Waits until these lines stand under the item, in this order, and no other. */
  async stand(wanted) {
    const all = wanted.join('|');
    const isSo = ([rows, wanted]) =>
      [...document.querySelectorAll(rows)].map((row) => row.textContent.trim()).join('|') === wanted;
    await this.page.waitForFunction(isSo, [ROWS, all], { timeout: MOST_WAIT }).catch(async () => {
      throw new Error(`the lines are ${(await this.rows()).join('|')} and not ${all}`);
    });
  }

  rows() {
    return this.page.locator(ROWS).evaluateAll((rows) => rows.map((row) => row.textContent.trim()));
  }

  /** To the item of this title, a step each time. */
  async turn(title, key = 'Alt+PageDown') {
    for (let step = 0; step < 12; step += 1) {
      if ((await this.page.locator('nav [aria-current="step"]').innerText()).includes(title)) break;
      await this.hands.press(key);
    }
    await this.page.locator('#h-mid').filter({ hasText: title }).waitFor();
    await this.focused();
  }

  /** What is said beside who is there may not be what held before. */
  async stale(words) {
    const told = await this.page.locator('[data-live="side"] .st').first().innerText();
    if (told.includes(words)) this.#miss(`beside who is there now it still says ${told}`);
  }

  status() {
    return this.page.getByRole('status').innerText();
  }

  /** Waits until the bar says this. */
  async told(words, timeout = MOST_WAIT) {
    await this.page.getByRole('status').filter({ hasText: words }).waitFor({ timeout }).catch(async () => {
      throw new Error(`the bar says ${await this.status()} and not ${words}`);
    });
  }

  /** A form that is sent without leaving: the focus is in the entry again, and the page shows what came of it. */
  async done(words) {
    await this.page.waitForFunction(() => document.activeElement.id === 'line');
    await this.hands.reads(words);
  }
}

/** 会議を開く, from the meeting's page. */
async function open(hands, meeting) {
  await hands.open(meeting);
  await hands.take('link', '会議を開く');
  await hands.reads('開会のときの出欠　5人');
  await hands.take('button', '開く');
  await hands.reads('まだ1行もありません');
}

/** The thirteen opinions of the twin of a real meeting, each in one line again. */
async function thirteen() {
  const sheet = await readFile(`${ROOT}corpus/mihon-r6-1.txt`, 'utf8');
  const part = sheet.split('（以下意見要旨）')[1].split('⑶ その他')[0];
  const said = [];
  for (const line of part.split('\n').map((line) => line.trim()).filter((line) => line)) {
    if (line.startsWith('・')) said.push(line.slice(1));
    else said[said.length - 1] += line;
  }
  if (said.length !== 13) throw new Error(`the sheet has ${said.length} opinions`);
  return said;
}

const DECIDED = '会議録の書き方を要点記録に戻すこと。';
const ASKED = '診断のない人の心の相談は、どの課が受けるのか。';
const ANSWERED = 'まず障害福祉課が受ける。';
const EXPLAINED = '資料３「みほん市の課題と方策のまとめ」について説明した。';

/** Everything that is said, the second and the third opinion the wrong way round. */
async function take(desk, said) {
  await desk.focused();
  await desk.say(`承認　${DECIDED}`, { mark: '！' });
  await desk.stand([`承認　${DECIDED}`]);
  await desk.turn(MAIN);
  await desk.say(EXPLAINED, { kind: 1 });
  const [first, second, third, ...rest] = said;
  await desk.say(first, { kind: 2 });
  for (const words of [third, second, ...rest]) await desk.say(words);
  await desk.stand([EXPLAINED, first, third, second, ...rest]);
  await desk.lastInView();
  await desk.told('保存ずみ');
}

/** A line moves up, one is struck and comes back, one goes to the next item, and what belongs there follows. */
async function arrange(desk, said) {
  const { hands } = desk;
  // The second opinion stands behind the third.
  await hands.press('Alt+ArrowUp', said.length - 2);
  if ((await desk.value()) !== said[1]) throw new Error(`Alt+↑ leads to ${await desk.value()}`);
  await hands.press('Alt+Shift+ArrowUp');
  await hands.press('Escape');
  await desk.stand([EXPLAINED, ...said]);
  await hands.press('Alt+ArrowUp');
  await hands.press('Alt+Delete');
  await desk.stand([EXPLAINED, ...said.slice(0, -1)]);
  await hands.press('Control+z');
  await desk.stand([EXPLAINED, ...said]);
  await desk.say(ASKED, { mark: '？' });
  await desk.stand([EXPLAINED, ...said, ASKED]);
  await hands.press('Alt+ArrowUp');
  await hands.press('Alt+Shift+PageDown');
  await desk.stand([EXPLAINED, ...said]);
  await desk.turn('その他');
  await desk.stand([ASKED]);
  await desk.say(ANSWERED, { mark: '⇒' });
  await desk.stand([ASKED, ANSWERED]);
  const kinds = await desk.page.locator('[data-live="lines"] .kind').allInnerTexts();
  if (kinds.map((kind) => kind[0]).join('') !== '問答') throw new Error(`the kinds are ${kinds}`);
}

/** 会議を閉じる, the draft, the minutes: all thirteen in their order, and the decision with its kind. */
async function keep(desk, said) {
  const { hands } = desk;
  const before = hands.keys;
  await hands.take('link', '会議を閉じる');
  if (hands.keys - before > MOST_TO_CLOSE) throw new Error(`it takes ${hands.keys - before} keys to 会議を閉じる`);
  await hands.reads(`書きとめた${said.length + 4}行が`);
  await hands.fill('閉会の時刻', '10:30');
  await hands.take('button', '閉じる');
  await hands.reads('会議を閉じました');
  await hands.reads('書きとめた行を整える');
  await hands.jump();
  await hands.take('button', '会議録として残す');
  await hands.reads('会議録として残しました');
  const page = (await desk.page.locator('main').innerText()).replace(/\s+/g, '');
  const places = said.map((words) => page.indexOf(words.replace(/\s+/g, '')));
  const isInOrder = places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1]));
  if (!isInOrder) throw new Error(`the opinions stand at ${places}`);
  const decision = desk.page.locator('article.utter').filter({ hasText: DECIDED });
  const words = (await decision.innerText()).replace(/\s+/g, '');
  if (!words.includes('承認') || !words.includes('決定')) throw new Error(`the decision says ${words}`);
}

/** Both take up one line; the first is sent, the second sees both texts and lets hers stand. */
async function bothEdit(first, later) {
  for (const desk of [first, later]) await desk.hands.press('Alt+ArrowUp');
  const stood = await first.value();
  if (stood !== (await later.value())) throw new Error(`they are at ${stood} and ${await later.value()}`);
  await first.hands.type('先に直した行。');
  await later.hands.type('後から直した行。');
  await first.hands.press('Enter');
  await first.page.locator(ROWS).last().filter({ hasText: '先に直した行。' }).waitFor();
  await later.hands.press('Enter');
  await later.hands.reads(/大沢 律さんが先に直しました。いまの文:「先に直した行。」/);
  if ((await later.value()) !== '後から直した行。') throw new Error(`her own words are ${await later.value()}`);
  await later.focused();
  await later.hands.press('Enter');
  const wanted = ['後半の一行目。', '後半の二行目。', '後半の三行目。', '後半の四行目。', '後から直した行。'];
  for (const desk of [first, later]) await desk.stand(wanted);
  later.person.complaints = later.person.complaints.filter((what) => !what.includes('409'));
}

const stored = (desk) => desk.page.evaluate(() => JSON.stringify(localStorage));
const waits = (desk) => desk.page.locator('[data-waiting] [data-text]').allInnerTexts();

/** Three lines while there is no line. */
async function cut(desk) {
  await desk.person.context.setOffline(true);
  const lost = ['切れた一行目。', '切れた二行目。', '切れた三行目。'];
  for (const words of lost) await desk.say(words);
  await desk.told('回線が切れています。3行を、つながり次第送ります');
  const kept = await stored(desk);
  if (kept === '{}' || /切れた|行目/.test(kept)) throw new Error(`the browser holds ${kept.slice(0, 200)}`);
  await desk.person.context.setOffline(false);
  await desk.stand(['線のあるうちの行。', ...lost]);
  await desk.told('保存ずみ');
  await desk.page.waitForFunction(() => localStorage.length === 0);
}

/** Lines do not get through, and the page is loaded again: they wait, and go out once. */
async function reload(desk) {
  const { page, person } = desk;
  await person.context.route('**/lines', (route) => route.abort());
  for (const words of ['待つ一行目。', '待つ二行目。']) await desk.say(words);
  await desk.compose('打ちかけ');
  await page.waitForTimeout(500);
  await desk.hands.open(desk.hands.address());
  await page.waitForFunction(() => document.querySelectorAll('[data-waiting] [data-text]').length === 2);
  if ((await waits(desk)).join() !== '待つ一行目。,待つ二行目。') throw new Error(`${await waits(desk)} wait`);
  if ((await desk.value()) !== '打ちかけ') throw new Error(`what was being typed is ${await desk.value()}`);
  await person.context.unroute('**/lines');
  await page.locator('[data-waiting] [data-text]').first().waitFor({ state: 'detached', timeout: 40_000 });
  await desk.focused();
  await desk.hands.press('Enter');
  await desk.stand(['線のあるうちの行。', '切れた一行目。', '切れた二行目。', '切れた三行目。', '待つ一行目。', '待つ二行目。', '打ちかけ']);
}

/** The session ends; she signs in at a second window, and what waited goes out. */
async function signedOut(desk, town) {
  const { page, person } = desk;
  await person.forgetSession();
  await desk.say('切れたあとの行。');
  await desk.told('サインインが切れました。');
  await desk.focused();
  await desk.hands.to('link', '別の窓でサインインする');
  const [window] = await Promise.all([page.waitForEvent('popup'), desk.hands.press('Enter')]);
  await window.waitForLoadState();
  const second = new Hands(new Person(person.browser, person.base, person.context, window));
  await second.fill('サインイン名', person.login);
  await second.fill('パスワード', PASSWORD);
  await second.follow();
  person.kept = null;
  await window.close();
  await page.bringToFront();
  await desk.told('保存ずみ', 40_000);
  const rows = await desk.rows();
  if (rows.filter((row) => row === '切れたあとの行。').length !== 1) throw new Error(`the lines are ${rows}`);
}

/** Short at ⑴; somebody comes late, a deputy, a guest, people who listen; at ⑵ it stands. */
async function attend(desk) {
  const { hands } = desk;
  await desk.turn('上半期の評価');
  await begin(desk, '9:05');
  await hands.reads('定足数 3人に足りません（2人、あと1人）');
  await desk.say('字を大きくしてほしい。');
  await hands.unfold('三好 花の出欠を変える');
  await hands.to('combobox', '出欠');
  await hands.press('Home');
  await hands.fill('いつから', '9:22');
  await hands.press('Enter');
  await desk.done('9:22から');
  await hands.reads('出席　3人 ／ 5人');
  await desk.stale('足りません');
  await hands.unfold('平井 学の出欠を変える');
  await hands.to('combobox', '出欠');
  await hands.press('Home');
  await hands.press('ArrowDown', 2);
  await hands.fill('いつから', '9:00');
  await hands.press('Enter');
  await hands.reads('代理の人の名を入れてください');
  await hands.fill('代理の人の名', '原 和子');
  await hands.press('Enter');
  await desk.done('代理 原 和子');
  desk.person.complaints = desk.person.complaints.filter((what) => !what.includes('422'));
  const presses = [['傍聴に1人来た', '1人'], ['傍聴に1人来た', '2人'], ['傍聴を1人減らす（数えまちがい）', '1人']];
  for (const [name, count] of presses) {
    await hands.to('button', name);
    await hands.press('Enter');
    await desk.done(new RegExp(`傍聴 ?${count}`));
  }
  await hands.unfold('委員のほかに来た人を足す');
  await hands.fill('名', '白石 操', { nth: 0 });
  await hands.fill('所属', 'みほん病院');
  await hands.fill('時刻', '9:00');
  await hands.press('Enter');
  await desk.done('白石 操');
  await desk.turn(MAIN);
  await begin(desk, '9:31');
  await hands.reads('定足数 3人を満たす（3人）');
  await desk.say('案内の冊子を、病棟に置くとよい。');
  await desk.stand(['案内の冊子を、病棟に置くとよい。']);
}

/** この議題に入った時刻. */
async function begin(desk, from) {
  const { hands } = desk;
  for (let stop = 0; stop < 200; stop += 1) {
    if (await desk.page.evaluate(() => document.activeElement.matches('[data-live="head"] summary'))) break;
    await hands.press('Shift+Tab');
  }
  await hands.press('Enter');
  await hands.fill('この議題に入った時刻', from);
  await hands.press('Enter');
  await desk.done(`${from}から`);
}

/** What the close page says of all that. */
async function attended(desk) {
  const { hands } = desk;
  await hands.take('link', '会議を閉じる');
  await hands.fill('閉会の時刻', '10:30');
  for (const words of ['三好 花（9:22から）', '平井 学→原 和子', '白石 操（みほん病院）']) await hands.reads(words);
  const rows = await desk.page.locator('table tbody tr').allInnerTexts();
  const told = rows.map((row) => row.replace(/\s+/g, '')).join('|');
  // The item that the council is at ends with the hour at which the page was opened.
  for (const words of [/9:05〜9:31/, /2人、あと1人/, /9:31〜\d+:\d\d/, /定足数3人を満たす（3人）/]) {
    if (!words.test(told)) throw new Error(`the table says ${told}, not ${words}`);
  }
  await hands.take('button', '閉じる');
  await hands.reads('書きとめた行を整える');
  const observers = await hands.valueOf('傍聴者数');
  if (observers !== '1') throw new Error(`${observers} listened`);
}
