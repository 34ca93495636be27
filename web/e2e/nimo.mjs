// The built binary, as a town runs it: a folder of its own, a free port, and the first link read from what it prints.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = new URL('../../', import.meta.url).pathname;
const BINARY = process.env.NIMO ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/nimo');
const MOST_SECONDS = 30;

/** Starts nimo: its address, the first administrator's link, and the way to stop it. */
export async function startNimo() {
  const data = await mkdtemp(join(tmpdir(), 'nimo-e2e-'));
  const nimo = spawn(BINARY, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let logged = '';
  nimo.stderr.on('data', (text) => (logged += text));
  const ended = new Promise((tell) => nimo.on('exit', tell).on('error', tell));
  const stop = async () => {
    nimo.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  try {
    const firstLink = await linkFrom(nimo, ended);
    return { base: new URL(firstLink).origin, firstLink, logged: () => logged, stop };
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
