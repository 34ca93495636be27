// A person without a mouse: Tab, Shift+Tab, Enter, arrows, typing. A journey gets nothing else to act with.

const MOST_STOPS = 400;

export class Hands {
  #person;
  /** So many keys were pressed; typed words are one. */
  keys = 0;

  constructor(person) {
    this.#person = person;
  }

  get #page() {
    return this.#person.page;
  }

  /** Types an address, as a link from a colleague is opened. */
  open(address) {
    return this.#person.go(address);
  }

  async press(key, times = 1) {
    this.keys += times;
    for (let time = 0; time < times; time += 1) await this.#page.keyboard.press(key);
  }

  /** Presses a key that leads to another page. */
  follow(key = 'Enter') {
    this.keys += 1;
    return this.#person.follow(() => this.#page.keyboard.press(key));
  }

  /** Tab by Tab to what has this role and name; `back` with Shift. Every stop on the way has to show where it is. */
  async to(role, name, { back = false, nth = 0 } = {}) {
    const target = this.#page.getByRole(role, { name, exact: typeof name === 'string' && role !== 'textbox' }).nth(nth);
    const element = await target.elementHandle();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const { isThere, isSeen, where } = await element.evaluate(lookAround);
      if (isThere) return;
      if (!isSeen) throw new Error(`the focus is not to be seen on ${where}`);
      await this.press(back ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`no Tab leads to ${role} ${name} on ${this.#page.url()}`);
  }

  /** Past the bar of every page to what this one is about, by the link that stands first. */
  async jump() {
    await this.to('link', '本文へ進む');
    await this.press('Enter');
  }

  /** The same, and Enter, and the page behind it. */
  async take(role, name, options) {
    await this.to(role, name, options);
    await this.follow();
  }

  /** Types where the focus is: the beginning of a choice, or words in an empty field. */
  async typeAhead(text) {
    this.keys += 1;
    await this.#page.keyboard.type(text);
  }

  /** Types in place of what stands in the field. */
  async type(text) {
    await this.press('ControlOrMeta+a');
    this.keys += 1;
    await this.#page.keyboard.type(text);
  }

  /** Puts words where the focus is, tabs and all, as pasted cells come. */
  async paste(text) {
    this.keys += 1;
    await this.#page.keyboard.insertText(text);
  }

  /** Cells of a table where the focus is, as the browser hands them to a grid. */
  async pasteCells(text) {
    this.keys += 1;
    await this.#page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  }

  async fill(label, text, options) {
    await this.to('textbox', label, options);
    await this.type(text);
  }

  /** Tab by Tab to a part that opens, and opens it. */
  async unfold(words) {
    const isThere = (words) => document.activeElement.matches('summary') && document.activeElement.textContent.includes(words);
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await this.#page.evaluate(isThere, words)) return this.press('Enter');
      await this.press('Tab');
    }
    throw new Error(`no Tab leads to ${words} on ${this.#page.url()}`);
  }

  /** Waits until the page says this. */
  async reads(text) {
    await this.#page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  async isSaid(text) {
    return (await this.#page.getByText(text).filter({ visible: true }).count()) > 0;
  }

  /** Waits until the focus is on something of this name. */
  async stands(name) {
    const isThere = (name) => document.activeElement?.textContent.includes(name) || document.activeElement?.value?.includes(name);
    await this.#page.waitForFunction(isThere, name).catch(async () => {
      const there = await this.#page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
      throw new Error(`the focus is not on ${name} but on ${there}`);
    });
  }

  count(role, name) {
    return this.#page.getByRole(role, { name }).count();
  }

  /** The text of the first thing that says this. */
  textOf(words) {
    return this.#page.getByText(words).filter({ visible: true }).first().innerText();
  }

  address() {
    return this.#page.url();
  }

  valueOf(label) {
    return this.#page.getByLabel(label, { exact: typeof label === 'string' }).first().inputValue();
  }
}

/** Is the focus on the element, and does it show? Where nothing has the focus yet there is nothing to show. */
function lookAround(element) {
  const at = document.activeElement;
  const ring = getComputedStyle(at);
  const isSeen = at === document.body || (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2);
  return { isThere: at === element, isSeen, where: at.outerHTML.slice(0, 120) };
}
