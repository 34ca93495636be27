// The exported pages as a town's own server hands them out: files and nothing else. Every page, then the search by keyboard, while a word
// is composed, from a folder on a disk, and without scripts.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Person } from './browser.mjs';
import { faults } from './checks.mjs';
import { inALine } from './scene.mjs';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.json': 'application/json', '.xml': 'application/atom+xml', '.pdf': 'application/pdf',
  '.docx': `${OFFICE}.wordprocessingml.document`, '.xlsx': `${OFFICE}.spreadsheetml.sheet`,
};

/** Exports what the town of this nimo has published and walks it; what is wrong, one sentence each. `shoot` gets each page. */
export async function walkPublic(browser, nimo, { only = '', shoot, tell }) {
  if (!'/public export'.includes(only)) return [];
  const root = await mkdtemp(join(tmpdir(), 'nimo-public-'));
  try {
    const folder = join(root, 'out');
    await nimo.run('public', 'export', folder);
    return await walkFiles(browser, folder, { shoot, tell });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Walks what was exported into this folder. */
export async function walkFiles(browser, folder, { shoot, tell = () => {} }) {
  const server = createServer((asked, answer) => serve(folder, asked, answer));
  const found = [];
  const told = (name, wrong) => {
    tell(name, wrong);
    found.push(...wrong.map((what) => `${name}: ${what}`));
  };
  try {
    // Below a folder of the server, as a town's pages lie somewhere in its own.
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    const base = `http://127.0.0.1:${server.address().port}`;
    const person = await Person.at(browser, base);
    for (const page of await pages(folder)) {
      await person.go(`/city/council/${page}`);
      told(`public export: ${page}`, await faults(person, (width) => shoot?.(person.page, `public ${page}`, width)));
    }
    const tries = { keyboard, composing, 'from a disk': fromADisk, 'without scripts': bare };
    for (const [name, act] of Object.entries(tries)) {
      const wrong = await act(browser, base, folder).catch((error) => [inALine(error)]);
      told(`public export: search, ${name}`, wrong);
    }
  } finally {
    server.close();
  }
  return found;
}

async function serve(folder, asked, answer) {
  const path = decodeURIComponent(new URL(asked.url, 'http://x').pathname);
  // A browser asks each server for its mark; a town's own pages have one.
  if (path === '/favicon.ico') return answer.writeHead(204).end();
  const file = join(folder, normalize(path.replace(/^\/city\/council\//, '/')));
  try {
    const bytes = await readFile(file);
    answer.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    answer.writeHead(404).end();
  }
}

/** Every page, but the pieces that are pasted into others. */
async function pages(folder) {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => file.endsWith('.html') && !file.endsWith('fragment.html')).sort();
}

const count = (page) => page.locator('#found-count').innerText();
const until = (page, words) => page.waitForFunction((words) => document.getElementById('found-count').textContent.includes(words), words);

/** Finds a word of two characters with the keys alone, and follows the first result to its place. */
async function keyboard(browser, base) {
  const { page } = await Person.at(browser, base);
  await page.goto('/city/council/easy/search.html');
  for (let at = 0; at < 12 && (await page.evaluate(() => document.activeElement.id)) !== 'q'; at += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('退院');
  await page.keyboard.press('Enter');
  await until(page, 'ありました');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForURL(/minutes\.html/), page.keyboard.press('Enter')]);
  const isThere = await page.evaluate(() => location.hash === '' || document.querySelector(':target') !== null);
  return isThere ? [] : ['the result leads to no place'];
}

/** Nothing is looked for while a word is composed. */
async function composing(browser, base) {
  const { page } = await Person.at(browser, base);
  await page.goto('/city/council/search.html');
  const wrong = [];
  await page.locator('#q').evaluate((field) => {
    field.dispatchEvent(new CompositionEvent('compositionstart'));
    field.value = '退院';
    field.dispatchEvent(new InputEvent('input', { isComposing: true }));
  });
  await page.waitForTimeout(500);
  if ((await count(page)) !== '') wrong.push('it searched while a word was composed');
  await page.locator('#q').evaluate((field) => field.dispatchEvent(new CompositionEvent('compositionend')));
  await until(page, '見つかりました');
  await page.locator('#q').fill('ありえない言葉');
  await until(page, '見つかりませんでした');
  return wrong;
}

async function fromADisk(browser, base, folder) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(join(folder, 'en/search.html'))}?q=${encodeURIComponent('退院')}`);
  await until(page, 'Results: ');
  await page.locator('#found-list a').first().click();
  const isThere = page.url().includes('/en/meetings/') && (await page.locator('h1').count()) === 1;
  await context.close();
  return isThere ? [] : ['a result on a disk leads nowhere'];
}

async function bare(browser, base) {
  const { page } = await Person.at(browser, base, { javaScriptEnabled: false });
  await page.goto('/city/council/search.html');
  const wrong = [];
  if (await page.locator('#find').isVisible()) wrong.push('a form that can do nothing is shown');
  if ((await page.locator('table.list a').count()) === 0) wrong.push('no list of the meetings');
  return wrong;
}
