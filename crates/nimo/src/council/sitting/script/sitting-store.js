// What the room holds while it has no line: acts that are sent one after the other, and a locked copy of them in this browser.

// An answer that takes longer than this is none.
const PATIENCE = 15_000;
const AFTER_SIGN_OUT = 15_000;
const LONGEST_PAUSE = 30_000;

const REFUSED = {
  403: 'ここには書けません。会議が閉じられたか、書ける人が変わりました。',
  404: 'この行か議題が見つかりません。ほかの人が消したか、移しました。',
  any: '送れませんでした。言葉を直して、もう一度送ってください。',
};

/** UUID v4: each act has a key of its own, so that what is sent twice stands once. */
export function makeKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Asks the server, and gives up after a while. */
export const ask = (path, options = {}) => fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });

/** Bytes as they are told: in base64, or 32 of them as hexadecimal digits. */
function bytesOf(told) {
  if (/^[0-9a-f]{64}$/.test(told)) return Uint8Array.from(told.match(/../g), (pair) => parseInt(pair, 16));
  return Uint8Array.from(atob(told), (letter) => letter.charCodeAt(0));
}

/** Sends fields. `how` it went: done, again (no line, or the server's own fault), session, lost (a 409), refused. */
export async function post(path, fields) {
  const body = new URLSearchParams(fields);
  body.set('by', 'script');
  try {
    // The type by hand: a body that is told as a string is not told with a charset, as from a form.
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await ask(path, { method: 'POST', body: body.toString(), headers, redirect: 'manual' });
    const isJson = (answer.headers.get('Content-Type') ?? '').startsWith('application/json');
    const told = isJson ? await answer.json() : {};
    // A page in place of an answer is somebody else's, such as a network's own sign-in page.
    if (answer.ok) return { how: isJson || answer.status === 204 ? 'done' : 'again', told };
    if (answer.status === 401) return { how: 'session', told };
    if (answer.status === 409 && told.lost) return { how: 'lost', told };
    if (answer.status < 400 || answer.status >= 500 || [408, 429].includes(answer.status)) return { how: 'again', told };
    const sentence = told.wrongs?.join('') || REFUSED[answer.status] || REFUSED.any;
    return { how: 'refused', told, sentence };
  } catch {
    return { how: 'again', told: {} };
  }
}

/**
 * Acts in the order in which they were done: line, edit, move, strike, restore. A job is plain data, so that it can be kept.
 * `of` names the line by its key, where it has no id yet. `on`: changed, trouble, answered, lost, refused, mayGo.
 */
export class Outbox {
  constructor(room, on) {
    Object.assign(this, { room, on, jobs: [], failures: 0, isRunning: false, endPause: null });
  }

  /** Puts an act at the end. */
  add(job) {
    const whole = { key: makeKey(), state: 'waiting', tried: false, ...job };
    this.jobs.push(whole);
    this.on.changed();
    this.run();
    return whole;
  }

  /** Takes up what was kept, before whatever was done since. It may have gone out before the page went. */
  takeUp(jobs) {
    this.jobs.unshift(...jobs.map((job) => ({ ...job, tried: true, seen: -1 })));
    this.on.changed();
    this.run();
  }

  /** A refused line goes back to where it waits to be put right. */
  putBack(job) {
    this.jobs.push(job);
    this.on.changed();
  }

  /** Forgets these. */
  drop(...jobs) {
    this.jobs = this.jobs.filter((one) => !jobs.includes(one));
    this.on.changed();
  }

  /** What is to be kept: whatever the server does not have. */
  kept() {
    return this.jobs.filter((job) => job.state !== 'done');
  }

  /** Lines and edits to be shown; a line that is being struck is not. */
  shown() {
    return this.jobs.filter((job) => job.fields?.text && !this.striker(job));
  }

  /** What the server has, and no refresh has brought yet. */
  done() {
    return this.jobs.filter((job) => job.state === 'done');
  }

  /** The one whose turn it is. */
  next() {
    return this.jobs.find((job) => job.state === 'waiting');
  }

  /** The act that strikes this line, where there is one. */
  striker(job) {
    return this.jobs.find((one) => one.act === 'strike' && one.of === job.key);
  }

  /** Tries again at once. */
  wake() {
    this.failures = 0;
    this.endPause?.();
  }

  /** One act after the other, until none waits. */
  async run() {
    if (this.isRunning) return;
    this.isRunning = true;
    for (let job = this.next(); job; job = this.next()) {
      const wait = (await this.on.mayGo()) ? await this.send(job) : AFTER_SIGN_OUT;
      if (wait > 0) await this.pause(wait);
    }
    this.isRunning = false;
  }

  /** Waits, or until one is woken. */
  pause(wait) {
    return new Promise((resolve) => {
      this.endPause = resolve;
      setTimeout(resolve, wait);
    });
  }

  /** Sends one; how long to wait before the next try. */
  async send(job) {
    // Taken back while it waited for its turn.
    if (!this.jobs.includes(job)) return 0;
    job.tried = true;
    const path = job.act === 'line' ? `${this.room}/lines` : `/lines/${job.block}${job.act === 'edit' ? '' : `/${job.act}`}`;
    const { how, told, sentence } = await post(path, { ...job.fields, key: job.key });
    if (how === 'again' || how === 'session') {
      this.failures += 1;
      this.on.trouble(how === 'again' ? 'line' : how);
      return how === 'again' ? Math.min(LONGEST_PAUSE, 1000 * 2 ** this.failures) : AFTER_SIGN_OUT;
    }
    this.failures = 0;
    this.on.trouble('');
    if (how === 'done') this.answered(job, told);
    else if (how === 'lost') this.on.lost(job, told);
    else this.refused(job, sentence);
    this.on.changed();
    return 0;
  }

  /** The server has it: acts behind it get its id and its version. It is shown until a refresh brings the row. */
  answered(job, told) {
    job.state = 'done';
    job.block ??= told.id;
    for (const one of this.jobs) {
      if (one.of === job.key) one.block = job.block;
      const isNext = one.act === 'edit' && one.block === job.block;
      if (isNext && Number(one.fields.version) < told.version) one.fields.version = told.version;
    }
    // A line that was struck is not shown again on the way; its strike, a move, a restoring never were.
    if (job.act === 'strike') this.drop(...this.jobs.filter((one) => one.key === job.of && one.state === 'done'));
    if (!job.fields?.text) this.drop(job);
    this.on.answered(job, told);
  }

  /** The server will not have it. The words stay; an act without words is told and goes. */
  refused(job, sentence) {
    Object.assign(job, { state: 'refused', sentence });
    const striker = this.striker(job);
    if (striker) this.drop(job, striker);
    else if (!job.fields?.text) this.drop(job);
    this.on.refused(job);
  }
}

/**
 * A locked copy in localStorage, only where the context is secure, and only by one window of the meeting at a time.
 * `lock` asks for the key, `look` for what to keep.
 */
export class Store {
  constructor(name, lock, look) {
    Object.assign(this, { name: `nimo.room.${name}`, lock, look, isHolding: false, isStale: false, isWriting: false, timer: 0 });
  }

  /** Waits until no other window holds the copy; what was in it, or null. */
  async open() {
    if (!isSecureContext) return null;
    await new Promise((granted) => {
      const hold = () => (granted(), new Promise(() => {}));
      if (navigator.locks) navigator.locks.request(this.name, hold);
      else hold();
    });
    try {
      this.key = await crypto.subtle.importKey('raw', bytesOf(await this.lock()), 'AES-GCM', false, ['encrypt', 'decrypt']);
      const kept = await this.read();
      this.isHolding = true;
      return kept;
    } catch {
      // No lock, or storage is forbidden: closing the page asks.
      return null;
    }
  }

  /** What cannot be read any more is removed. */
  async read() {
    const sealed = localStorage.getItem(this.name);
    if (sealed === null) return null;
    try {
      const bytes = bytesOf(sealed);
      const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, this.key, bytes.subarray(12));
      return JSON.parse(new TextDecoder().decode(open));
    } catch {
      localStorage.removeItem(this.name);
      return null;
    }
  }

  /** The iv and the words behind it, as text. */
  async seal(what) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify(what));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, words));
    return btoa([...iv, ...sealed].map((byte) => String.fromCharCode(byte)).join(''));
  }

  /** Keeps a moment after one stops typing. */
  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 250);
  }

  /** Keeps what there is now; where a copy is being written already, once more after it. */
  async keep() {
    clearTimeout(this.timer);
    this.isStale = true;
    if (!this.isHolding || this.isWriting) return;
    this.isWriting = true;
    while (this.isStale) {
      this.isStale = false;
      const what = this.look();
      try {
        if (what === null) localStorage.removeItem(this.name);
        else localStorage.setItem(this.name, await this.seal(what));
      } catch {
        // No room, or storage is forbidden: from now on closing the page asks.
        this.isHolding = false;
      }
    }
    this.isWriting = false;
  }
}
