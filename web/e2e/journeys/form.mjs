// A council's own form of minutes: begun from one that ships, with the sheet beside it while it is typed, saved, and printed.
import { axe } from '../checks.mjs';
import { DESK } from '../browser.mjs';
import { SPOKEN, recorded } from '../decisions.mjs';
import { Hands } from '../hands.mjs';

const PHONE = { width: 390, height: 844 };
const HEADING = '話しあいの記録';
/** Longer than the script waits before it makes the sheet anew, and the answer. */
const LONG = 1500;

export const form = {
  'By keyboard: a form is begun from one that names no member, seen while it is typed, saved, and the minutes print in it': async (town, guest) => {
    const her = guest(await town.join({ name: '名取 葉', login: 'y.natori', role: 'secretariat' }));
    const { council, meeting } = await recorded(her, 'みほん市語らいの協議会', SPOKEN);
    const hands = new Hands(her);
    await begin(hands, council);
    await composeHeading(hands, her);
    await goWrong(hands, her);
    await onAPhone(her);
    await save(hands);
    await printed(hands, her, meeting);
    // A row that is wrong is told by its status, too: Chromium repeats that.
    her.complaints = her.complaints.filter((what) => !what.includes('422'));
  },
};

const sheet = (her) => her.page.locator('#preview-sheet').innerText();
const told = (her) => her.page.locator('#preview-told').innerText();
/** Waits until the sheet says this. */
const shows = (her, words) => her.page.locator('#preview-sheet').getByText(words).first().waitFor();

async function begin(hands, council) {
  await hands.open(council);
  await hands.jump();
  await hands.take('link', '会議録の様式');
  await hands.reads('町の様式は、まだ入っていません');
  await hands.jump();
  await hands.take('link', '「所属だけを書く（氏名なし）」から始める');
  await hands.reads('この様式で印刷した見本です');
  await hands.jump();
  await hands.fill('いつから', 'R6.4.1');
}

/** While the IME composes nothing is made anew, however long it takes; a moment after it is done, the sheet has the new words. */
async function composeHeading(hands, her) {
  await hands.to('textbox', '表題');
  await hands.press('ControlOrMeta+a');
  const before = await sheet(her);
  const ime = await her.context.newCDPSession(her.page);
  await ime.send('Input.imeSetComposition', { text: 'はなしあいのきろく', selectionStart: 9, selectionEnd: 9 });
  await her.page.waitForTimeout(LONG);
  if ((await sheet(her)) !== before) throw new Error('the sheet changed while the IME composed');
  await ime.send('Input.insertText', { text: HEADING });
  await shows(her, HEADING);
  if ((await hands.valueOf(/^表題/)) !== HEADING) throw new Error(`typed is ${await hands.valueOf(/^表題/)}`);
}

/** A wrong row is said in words beside the last good sheet; put right, the sheet follows again. */
async function goWrong(hands, her) {
  const good = await sheet(her);
  await hands.to('textbox', /^1行目の項目$/);
  const field = await her.page.evaluate(() => document.activeElement.value);
  await hands.type('献立');
  await hands.reads(/前の見本のままです。直すところ: 項目の1行目: 項目「献立」が分かりません/);
  if ((await sheet(her)) !== good) throw new Error('the last good sheet did not stay');
  await hands.type(field);
  await her.page.waitForFunction(() => document.getElementById('preview-told').textContent.includes('この様式で印刷した見本です'));
  if ((await told(her)).includes('直すところ')) throw new Error('what was put right is still said');
  await hands.to('textbox', /^1行目の見出し$/);
  await hands.type('集まりの名');
  await shows(her, /集\s*ま\s*り\s*の\s*名/);
  await hands.reads(/見出し「集まりの名」は、この紙をもう一度読み取るときに分からないことばです/);
}

/** On a phone the sheet stands below the form, whole, and nothing scrolls sideways. */
async function onAPhone(her) {
  await her.page.setViewportSize(PHONE);
  const { wide, left, top, bottom, right } = await her.page.evaluate(() => {
    const pane = document.querySelector('.sheet-pane').getBoundingClientRect();
    const form = document.querySelector('form[data-preview]').getBoundingClientRect();
    return { wide: document.documentElement.scrollWidth, left: pane.left, right: pane.right, top: pane.top, bottom: form.bottom };
  });
  if (wide > PHONE.width || left < 0 || right > PHONE.width) throw new Error(`at 390 the sheet stands from ${left} to ${right} on ${wide}`);
  if (top < bottom) throw new Error(`at 390 the sheet begins at ${top}, the form ends at ${bottom}`);
  const wrong = await axe(her.page, '390, while it is typed');
  if (wrong.length > 0) throw new Error(wrong.join(' '));
  await her.page.setViewportSize(DESK);
}

async function save(hands) {
  await hands.follow('Control+Enter');
  await hands.reads('会議録の様式を加えました');
  await hands.reads(`令和6年4月1日から、「${HEADING}」の様式で印刷しています`);
}

/** The official paper of a meeting of that time: its heading, its row, and nobody's name. */
async function printed(hands, her, meeting) {
  await hands.open(meeting);
  await hands.jump();
  await hands.take('link', '正式な様式で見る');
  await hands.reads(HEADING);
  const paper = (await her.page.locator('.press').innerText()).replace(/\s+/g, '');
  for (const words of ['集まりの名', 'みほん病院']) if (!paper.includes(words)) throw new Error(`the paper does not say ${words}: ${paper}`);
  for (const name of ['髙梨', '渡邉', '三好']) if (paper.includes(name)) throw new Error(`the paper names ${name}: ${paper}`);
}
