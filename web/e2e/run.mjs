// The browser's part of `make test`: every state of every page, then the journeys by keyboard.
// Usage: node web/e2e/run.mjs [--only WORDS] [--look DIR]    DIR gets a picture of every state, at the desk and on a phone.
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Person, openBrowser } from './browser.mjs';
import { tryChecks } from './checks.mjs';
import { walkJourneys } from './journeys.mjs';
import { startNimo } from './nimo.mjs';
import { mapTiles } from './pmtiles.mjs';
import { walkPublic } from './public.mjs';
import { walkStates } from './states.mjs';
import { Town } from './town.mjs';

const options = { only: { type: 'string', default: '' }, look: { type: 'string' } };
const { only, look } = parseArgs({ options }).values;
const started = Date.now();
const tell = (name, wrong) => {
  const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(3);
  console.log(`${seconds} s  ${wrong.length === 0 ? '✔' : '✘'}  ${name}`);
  for (const what of wrong) console.log(`          ${what}`);
};

async function shoot(page, line, width) {
  await mkdir(look, { recursive: true });
  const name = line.replace('GET /', '').replaceAll(/[^a-z0-9-]+/g, '_');
  await page.screenshot({ path: `${look}/${name}-${width}.png`, fullPage: true });
}

const nimo = await startNimo({ map: mapTiles() });
const browser = await openBrowser();
let found;
try {
  await tryChecks(await Person.at(browser, nimo.base));
  const town = new Town(browser, nimo);
  found = await walkStates(town, { only, shoot: look && shoot, tell });
  found.push(...(await walkJourneys(town, { only, tell })));
  found.push(...(await walkPublic(browser, nimo, { only, shoot: look && shoot, tell })));
} finally {
  await browser.close();
  await nimo.stop();
}
console.log(`${((Date.now() - started) / 1000).toFixed(0)} s, ${found.length === 0 ? 'nothing wrong' : `${found.length} wrong:`}`);
for (const what of found) console.log(`✘ ${what}`);
process.exitCode = found.length === 0 ? 0 : 1;
