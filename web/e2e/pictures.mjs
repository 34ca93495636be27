// The pictures of the README, from the invented town: at the desk into docs/pictures, on a phone into web/dist/pictures.
import { mkdir } from 'node:fs/promises';
import { DESK, openBrowser } from './browser.mjs';
import { ROOT, startNimo } from './nimo.mjs';
import { Town, path } from './town.mjs';

const SIZES = { 'docs/pictures': DESK, 'web/dist/pictures': { width: 390, height: 844 } };

/** What is pictured: how she comes there, and what stands at the top of the picture. */
const PICTURES = {
  import: { go: (her, town) => her.go(`${town.council}/import`) },
  correct: { go: (her, town) => her.go(`${town.drafted}/correct`), top: '.lead' },
  meeting: { go: (her, town) => her.go(town.kept), top: '.item:has(.fate .st)' },
  opinions: { go: pick, top: '.pickable:has(:checked)' },
  issue: { go: (her, town) => her.go(town.issues[0]) },
  measure: { go: (her, town) => her.go(town.leaflet) },
  digest: { go: (her, town) => her.go(`${town.part}/digest`) },
  goal: { go: aim },
  indicators: { go: (her) => her.go('/indicators?period=7') },
  indicator: { go: (her) => her.go('/indicators/7-group-home') },
  agenda: { go: (her, town) => her.go(`${town.planned}/agenda`) },
  preparation: { go: (her, town) => her.go(`${town.ready}/preparation`) },
  handouts: { go: (her, town) => her.go(`${town.ready}/handouts`) },
  vacancies: { go: (her) => her.go('/vacancies') },
  matching: { go: (her) => her.go('/matching'), top: '#sides' },
  conflict: { go: meet },
};

async function pick(her, town) {
  await her.go(`${town.worked}/opinions`);
  for (const words of ['続けて閉じている', '働く人が足りない']) await her.page.getByRole('checkbox', { name: new RegExp(words) }).check();
  await her.page.getByLabel('課題の題').fill('計画相談の事業所と、そこで働く人が減っている');
}

/** A goal of this 年度, told until the end of the last month. */
async function aim(her, town) {
  const now = new Date();
  const year = now.getMonth() < 3 ? now.getFullYear() - 1 : now.getFullYear();
  const ends = [];
  for (let end = new Date(year, 4, 0); end < now; end = new Date(end.getFullYear(), end.getMonth() + 2, 0)) ends.push(end);
  const parts = { 'parts.0.0': 'すでに支給決定', 'parts.0.1': '1', 'parts.0.2': 'すでに', 'parts.1.0': '新たに働きかける長期入院の人', 'parts.1.1': '4', 'parts.1.2': 'これから' };
  const goal = await path(her.send(`${town.council}/goals`, { indicator: '7-transition', fiscal_year: `${year}`, target: '5', title: '地域移行支援を使う人を5人に', ...parts, state: 'decided', decided: town.held.split('/').pop() }));
  for (const [at, end] of ends.entries()) {
    const as_of = `${end.getFullYear()}-${String(end.getMonth() + 1).padStart(2, '0')}-${String(end.getDate()).padStart(2, '0')}`;
    await path(her.send(`${goal}/progress`, { version: '1', as_of, figure1: '1', figure2: `${Math.min(Math.floor(at / 3), 4)}`, source: '支給決定の台帳' }));
  }
  await path(her.send(`${goal}/tie`, { tied: `issue:${town.alone.split('/').pop()}` }));
  await her.go(goal);
}

async function meet(her, town) {
  const colleague = await town.people.colleague.elsewhere();
  await her.go(`${town.drafted}/correct`);
  for (const [person, room] of [[colleague, '302会議室'], [her, '大会議室']]) {
    if (person !== her) await person.go(`${town.drafted}/correct`);
    await person.page.getByLabel('場所', { exact: true }).fill(`みほん市役所第二庁舎 ${room}`);
    await person.submit('基本を保存する');
  }
  await colleague.context.close();
}

const browser = await openBrowser();
const nimo = await startNimo();
try {
  const town = new Town(browser, nimo);
  await town.open();
  await town.found();
  await town.settle();
  const her = town.people.secretariat;
  for (const [name, { go, top }] of Object.entries(PICTURES)) {
    await go(her, town);
    for (const [folder, size] of Object.entries(SIZES)) {
      await mkdir(ROOT + folder, { recursive: true });
      await her.page.setViewportSize(size);
      await her.page.evaluate((top) => scrollTo(0, top ? document.querySelector(top).getBoundingClientRect().top + scrollY - 16 : 0), top);
      await her.page.screenshot({ path: `${ROOT}${folder}/${name}.png` });
      console.log(`${folder}/${name}.png`);
    }
    await her.page.setViewportSize(DESK);
  }
} finally {
  await browser.close();
  await nimo.stop();
}
