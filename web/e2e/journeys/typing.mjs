// Typing Japanese: nothing happens while the IME composes, and nothing that was typed is lost.
import { Hands } from '../hands.mjs';
import { PASSWORD } from '../town.mjs';

const PLACE = '場所';
const VENUE = 'みほん市役所 第二庁舎 ';

export const typing = {
  'IME: neither Enter nor a digit acts while it composes': async (town, guest) => {
    const { secretariat } = town.people;
    const her = guest(await secretariat.elsewhere());
    const hands = new Hands(her);
    const [block] = await town.blocksOf(town.longKept);
    await hands.open(`${town.longKept}/correct?block=${block.split('/').pop()}`);
    await hands.fill('発言者', '会長');
    const before = hands.address();
    await compose(her, 'かいちょう');
    for (const key of ['Enter', '3']) await composing(her, key);
    await hands.fill('本文', '1から7の数字は、欄の中ではただの字です。3');
    await composing(her, 'Enter');
    await hands.to('combobox', '発言2の種類');
    await composing(her, '3');
    // What would have been sent would be there by now.
    await her.page.waitForTimeout(500);
    if (hands.address() !== before) throw new Error(`a key of the IME led to ${hands.address()}`);
    if (!(await hands.valueOf(/^本文/)).endsWith('字です。3')) throw new Error('a digit did not arrive in the text');
    // The same key without the IME does act.
    await hands.follow('3');
  },

  'Autosave: a pause keeps a draft, and it is there after loading again': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await hands.open(`${town.longKept}/correct`);
    await hands.fill(PLACE, `${VENUE}303会議室`);
    await hands.reads('下書きを残しました');
    await hands.open(`${town.longKept}/correct`);
    await hands.reads('下書きの続きです');
    if ((await hands.valueOf(PLACE)) !== `${VENUE}303会議室`) throw new Error('the draft is not in its field');
    await hands.take('button', '下書きを捨てる');
  },

  'Autosave: when the session has ended the text stays, and signing in goes on with it': async (town, guest) => {
    const her = guest(await town.people.secretariat.elsewhere());
    const hands = new Hands(her);
    await hands.open(`${town.longKept}/correct`);
    await her.context.clearCookies();
    await hands.fill(PLACE, `${VENUE}304会議室`);
    await hands.reads('サインインが切れました');
    if ((await hands.valueOf(PLACE)) !== `${VENUE}304会議室`) throw new Error('the text did not stay');
    await hands.take('button', '基本を保存する');
    await hands.reads('入力した内容はここに残っています');
    await hands.fill('サインイン名', town.people.secretariat.login);
    await hands.fill('パスワード', PASSWORD);
    await hands.follow();
    await hands.stands('続きを送る');
    await hands.follow();
    await hands.reads('保存しました');
    if ((await hands.valueOf(PLACE)) !== `${VENUE}304会議室`) throw new Error('what was typed before signing in is not saved');
    // The refused draft is the one thing that the browser may mention.
    her.complaints = her.complaints.filter((what) => !what.includes('401'));
  },
};

/** The IME of the browser itself begins to compose in the field that has the focus, and gives up again. */
export async function compose(person, text) {
  const ime = await person.context.newCDPSession(person.page);
  await ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await composing(person, 'Enter');
  await ime.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
}

/** A key that belongs to the IME, with and without Ctrl, as the page gets it. */
export function composing(person, key) {
  return person.page.evaluate((key) => {
    const at = document.activeElement;
    at.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    for (const ctrlKey of [false, true]) {
      at.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, isComposing: true, bubbles: true, cancelable: true }));
    }
    at.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  }, key);
}
