// The clerk of the year: hands, and eyes for what she would check at each stop.
import { axe } from '../../checks.mjs';
import { printed } from '../../files.mjs';
import { Hands } from '../../hands.mjs';
import { signIn } from '../first-day.mjs';

export class Clerk extends Hands {
  constructor(person, nimo) {
    super(person);
    Object.assign(this, { person, nimo });
  }

  get #page() {
    return this.person.page;
  }

  /** Another day comes. Her session is long over; she signs in and sees what waits. */
  async comes(day, ...said) {
    await this.nimo.turnTo(day);
    await this.open('/today');
    await signIn(this, this.person.login);
    await this.stop(`the morning of ${day}`, 'きょう', ...said);
  }

  /** Past the bar to a link of this page, and behind it. */
  async go(name, options) {
    await this.jump();
    await this.take('link', name, options);
  }

  /** Past the bar to a form of this page. */
  async fillIn(fields) {
    await this.jump();
    for (const [label, text] of fields) await this.fill(label, text);
  }

  /** The space bar on what has this name: a box, or the first of a group. */
  async choose(role, name, options) {
    await this.to(role, name, options);
    await this.press('Space');
  }

  /** In a group of which one is chosen: arrows from that one to this. */
  async arrowTo(chosen, name, key = 'ArrowDown') {
    await this.to('radio', chosen);
    for (let step = 0; step < 12; step += 1) {
      const isThere = (name) => document.activeElement.checked && document.activeElement.labels[0].textContent.includes(name);
      if (await this.#page.evaluate(isThere, name)) return;
      await this.press(key);
    }
    throw new Error(`no arrow leads from ${chosen} to ${name} on ${this.address()}`);
  }

  /** Arrows down a list, from what stands in it to this. */
  async pick(label, words, options) {
    await this.to('combobox', label, options);
    for (let step = 0; step < 40; step += 1) {
      const told = await this.#page.evaluate(() => document.activeElement.selectedOptions[0]?.textContent ?? '');
      if (told.includes(words)) return;
      await this.press('ArrowDown');
    }
    throw new Error(`${label} does not offer ${words} on ${this.address()}`);
  }

  /** Chooses files in the window that the browser opens. */
  async attach(files) {
    await this.to('button', /^(ファイル|新しい版)（/);
    const [chooser] = await Promise.all([this.#page.waitForEvent('filechooser'), this.press('Enter')]);
    await chooser.setFiles(files);
  }

  /** Here one looks around: these words stand on the page, and axe finds nothing. */
  async stop(where, ...said) {
    const page = bare(await this.#page.locator('body').innerText());
    const unsaid = said.filter((words) => !page.includes(bare(words)));
    if (unsaid.length > 0) throw new Error(`${where} does not say 「${unsaid.join('」「')}」 at ${this.address()}`);
    const wrong = await axe(this.#page, where);
    if (wrong.length > 0) throw new Error(wrong.join(' '));
  }

  /** The file behind the link on which the focus is. */
  async file() {
    const address = await this.#page.evaluate(() => document.activeElement.href);
    const answer = await this.person.context.request.get(address);
    if (answer.status() !== 200) throw new Error(`${address} answers ${answer.status()}`);
    return answer.body();
  }

  /** The paper behind that link, as its words. */
  async paper() {
    const bytes = await this.file();
    return bytes.subarray(0, 4).toString() === '%PDF' ? printed(bytes) : bytes.toString();
  }

  /** This is what the paper says, whatever its lines. */
  async prints(words, unsaid = [], paper) {
    const text = bare(paper ?? (await this.paper()));
    const lost = words.filter((word) => !text.includes(bare(word)));
    if (lost.length > 0) throw new Error(`the paper does not say 「${lost.join('」「')}」: ${text.slice(0, 400)}`);
    const told = unsaid.filter((word) => text.includes(bare(word)));
    if (told.length > 0) throw new Error(`the paper says 「${told.join('」「')}」`);
  }
}

/** Without blanks and line ends, as a sentence is read that a line breaks. */
export const bare = (text) => text.replace(/\s+/g, '');

export function same(is, wanted, what) {
  if (is !== wanted) throw new Error(`${what}: ${is} and not ${wanted}`);
}
