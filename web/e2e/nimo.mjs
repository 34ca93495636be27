// The built binary, as a town runs it: a folder of its own, a free port, and the first link read from what it prints. Where a journey
// has a year of its own, on another day than today.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = new URL('../../', import.meta.url).pathname;
const BINARY = process.env.NIMO ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/nimo');
const MOST_SECONDS = 30;
const LIBRARY = 'libfaketimeMT.so.1';

/** What a command says that needs no data. */
export const say = async (command, env = process.env) => (await promisify(execFile)(BINARY, command, { env })).stdout;

/**
 * Starts nimo, where wanted with a map: its address, the first link, the ways to run a command on its data, to stop it, and, with a
 * day, to turn to another.
 */
export async function startNimo({ day, map } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'nimo-e2e-'));
  const calendar = day && (await Calendar.at(data, day));
  const env = { ...process.env, ...calendar?.env };
  const tiles = `${data}.pmtiles`;
  if (map) await writeFile(tiles, map);
  const command = ['serve', '--data', data, '--listen', '127.0.0.1:0', ...(map ? ['--map', tiles] : [])];
  const nimo = spawn(BINARY, command, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let logged = '';
  nimo.stderr.on('data', (text) => (logged += text));
  const ended = new Promise((tell) => nimo.on('exit', tell).on('error', tell));
  const stop = async () => {
    nimo.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
    for (const beside of [`${data}.day`, tiles]) await rm(beside, { force: true });
  };
  /** What the command says. */
  const run = (...command) => say([...command, '--data', data], env);
  try {
    const firstLink = await linkFrom(nimo, ended);
    const { origin: base } = new URL(firstLink);
    return { base, firstLink, data, logged: () => logged, run, stop, turnTo: (day) => calendar.turnTo(day, base) };
  } catch (error) {
    await stop();
    throw new Error(`${BINARY}: ${error.message}\n${logged}`);
  }
}

function linkFrom(nimo, ended) {
  return new Promise((found, fail) => {
    let printed = '';
    nimo.stdout.on('data', (text) => {
      printed += text;
      const link = printed.match(/http:\S+\/first\/\S+(?=\s)/);
      if (link) found(link[0]);
    });
    ended.then((why) => fail(new Error(`ended before it listened (${why})`)));
    setTimeout(() => fail(new Error('printed no link')), MOST_SECONDS * 1000).unref();
  });
}

/** The clock of one nimo, which a library lays over the system's: it has no other, and no setting for it. */
class Calendar {
  static async at(data, day) {
    const calendar = new Calendar();
    calendar.file = `${data}.day`;
    await calendar.#write(day);
    calendar.env = {
      LD_PRELOAD: await library(), FAKETIME_TIMESTAMP_FILE: calendar.file, TZ: 'Asia/Tokyo', FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_RESET: '1',
    };
    return calendar;
  }

  /** Nine in the morning of this day, and the minutes that nimo has run. */
  #write(day) {
    return writeFile(this.file, `@${day} 09:00:00\n`);
  }

  async turnTo(day, base) {
    await this.#write(day);
    const until = Date.now() + MOST_SECONDS * 1000;
    for (;;) {
      const told = new Date((await fetch(`${base}/sign-in`)).headers.get('date'));
      if (told.toLocaleDateString('sv-SE', { timeZone: 'Asia/Tokyo' }) === day) return;
      if (Date.now() > until) throw new Error(`nimo does not turn to ${day}`);
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}

/** The library named by LIBFAKETIME, or where the systems put it. */
async function library() {
  if (process.env.LIBFAKETIME) return process.env.LIBFAKETIME;
  const below = (await readdir('/usr/lib')).map((name) => join('/usr/lib', name));
  for (const place of [...below, '/usr/lib', '/usr/lib64']) {
    const names = await readdir(join(place, 'faketime')).catch(() => []);
    if (names.includes(LIBRARY)) return join(place, 'faketime', LIBRARY);
  }
  throw new Error(`${LIBRARY} is not on this machine; name it with LIBFAKETIME, or run make setup`);
}
