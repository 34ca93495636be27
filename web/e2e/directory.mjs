// 事業所: invented editions of the open data. Of two the town has taken its list, a third waits, and one is older than the list.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './nimo.mjs';
import { path, today } from './town.mjs';

const MONTHS = ['202409', '202503', '202509', '202603'];
const PROVIDERS = /href="(\/providers\/\d{15})"/g;

/** An edition as a form takes it, each after the first with changes, moves, and offices that are gone. */
export async function edition(step, name = `sfkopendata_${MONTHS[step]}_33.csv`) {
  const folder = await mkdtemp(join(tmpdir(), 'nimo-editions-'));
  const file = join(folder, 'edition.csv');
  await say(['providers', 'generate', file, '--sample', '--lines', '300', '--step', String(step)]);
  const buffer = await readFile(file);
  await rm(folder, { recursive: true });
  return { name, mimeType: 'text/csv', buffer };
}

/** Lays an edition down; the page on which it is looked at. */
export async function layDown(person, step) {
  return path(person.send('/providers/import', { file: await edition(step) }, 'multipart'));
}

const textOf = async (person, address) => (await person.context.request.get(address)).text();

/** Takes in what was laid down; whoever moved is the same. */
export async function takeIn(person, delivery) {
  const page = await textOf(person, delivery);
  const moved = [...page.matchAll(/name="(moved\.[^"]+)" value="same"/g)].map(([, name]) => [name, 'same']);
  const [, after] = page.match(/name="after" value="([^"]*)"/);
  await path(person.send(`${delivery}/take`, { after, ...Object.fromEntries(moved) }));
  return { page, moved: moved.map(([name]) => `/providers/${name.split('.')[1]}`) };
}

/** The list, and what the town knows of some. */
export async function direct(town, person) {
  const listed = async (query) => [...(await textOf(person, `/providers${query}`)).matchAll(PROVIDERS)].map((found) => found[1]);
  await takeIn(person, await layDown(person, 0));
  const { moved } = await takeIn(person, await layDown(person, 1));
  town.delivery = await layDown(person, 2);
  town.oldDelivery = await layDown(person, 0);
  const all = (await listed('')).filter((provider) => !moved.includes(provider));
  const [gone] = await listed('?standing=gone');
  const [plain, spare, raced, closed] = all;
  const tell = (provider, form) => path(person.send(provider, { as_of: today(), told_by: '事業所の管理者に電話で', ...form }));
  await tell(moved[0], { intake: 'taking', note: '見学は、前の週までに電話で。', version: '0' });
  await tell(moved[0], { intake: 'paused', note: '見学は、前の週までに電話で。', spot: '35.001, 142.002', version: '1' });
  await tell(spare, { intake: 'closing', since: 'R20.3.31', version: '0' });
  await tell(closed, { intake: 'closed', since: 'R8.1.31', told_by: '県の廃止届の一覧', version: '0' });
  town.providers = { plain, spare, raced, closed, gone, told: moved[0] };
}
