// Chromium as it stands on the machine, and a person who sits before it.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export const DESK = { width: 1366, height: 768 };
const PATIENCE = 15_000;

/** How it draws: flat, as fast as it can, or so that a map with streets comes up, reckoned without a graphics card. */
const DRAWING = { flat: ['--disable-gpu', '--disable-3d-apis'], deep: ['--use-angle=swiftshader'] };

/** The browser named by CHROMIUM, or `chromium` on the PATH. */
export function openBrowser(drawing = 'flat') {
  const quiet = [...DRAWING[drawing], '--disable-dev-shm-usage', '--disable-background-networking'];
  const args = [...quiet, '--disable-component-update', '--disable-sync', '--no-first-run'];
  // Chromium has no sandbox for root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath: process.env.CHROMIUM || onPath('chromium'), args });
}

function onPath(name) {
  const isThere = (file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  const found = process.env.PATH.split(delimiter).map((folder) => join(folder, name)).find(isThere);
  if (!found) throw new Error(`${name} is not on the PATH; name it with CHROMIUM, or run make setup`);
  return found;
}

/** Somebody at a browser of their own: a page, what it complained about, and acts that need no page. */
export class Person {
  static async at(browser, base, options = {}) {
    const context = await browser.newContext({ baseURL: base, viewport: DESK, locale: 'ja-JP', ...options });
    context.setDefaultTimeout(PATIENCE);
    return new Person(browser, base, context, await context.newPage());
  }

  constructor(browser, base, context, page) {
    Object.assign(this, { browser, base, context, page, complaints: [], kept: null });
    page.on('console', (said) => {
      // A page that is refused or lost says so by its status; Chromium repeats that.
      const isStatus = said.text().startsWith('Failed to load resource') && said.location().url === page.url();
      // A form that keeps drafts says in words that the session has ended; Chromium repeats that too.
      const isDraft = this.kept !== null && said.location().url.endsWith('/draft');
      if (['error', 'warning'].includes(said.type()) && !isStatus && !isDraft) this.complaints.push(`console: ${said.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== base) this.complaints.push(`asked another host: ${request.url()}`);
    });
  }

  /** The same person at a second window, with no page shared. */
  async elsewhere(options = {}) {
    return Person.at(this.browser, this.base, { storageState: await this.context.storageState(), ...options });
  }

  /** The same person at a browser that draws maps with streets; whoever asks for it closes it. */
  async deeply() {
    return Person.at(await openBrowser('deep'), this.base, { storageState: await this.context.storageState() });
  }

  go(path) {
    return this.page.goto(path);
  }

  /** An act, as a form of ours sends it, without looking at a page. The answer is not followed. */
  send(path, form, how = 'form') {
    const headers = { Origin: this.base };
    return this.context.request.post(path, { [how]: form, headers, maxRedirects: 0 });
  }

  /** The same with a form that has a field twice. */
  sendText(path, data) {
    const headers = { Origin: this.base, 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.context.request.post(path, { data, headers, maxRedirects: 0 });
  }

  /** Presses the button of this name and waits for the page that answers. */
  async submit(name) {
    await this.follow(() => this.page.getByRole('button', { name, exact: true }).first().click());
  }

  /** Does something that leads to another page. */
  async follow(act) {
    await Promise.all([this.page.waitForEvent('load'), act()]);
  }

  /** The session ends, as after half an hour; `recover` brings it back. */
  async forgetSession() {
    this.kept = await this.context.cookies();
    await this.context.clearCookies();
  }

  async recover() {
    if (this.kept) await this.context.addCookies(this.kept);
    this.kept = null;
  }

  /** What was complained about since the last time. */
  complained() {
    return this.complaints.splice(0);
  }
}
