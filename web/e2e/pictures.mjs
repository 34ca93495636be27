// The pictures of the README, from the invented town: at the desk into docs/pictures, on a phone into web/dist/pictures.
import { mkdir } from 'node:fs/promises';
import { DESK, openBrowser } from './browser.mjs';
import { ROOT, startNimo } from './nimo.mjs';
import { Town } from './town.mjs';

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
  indicators: { go: (her) => her.go('/indicators?period=7') },
  indicator: { go: (her) => her.go('/indicators/7-group-home') },
  conflict: { go: meet },
};

async function pick(her, town) {
  await her.go(`${town.worked}/opinions`);
  for (const words of ['続けて閉じている', '働く人が足りない']) await her.page.getByRole('checkbox', { name: new RegExp(words) }).check();
  await her.page.getByLabel('課題の題').fill('計画相談の事業所と、そこで働く人が減っている');
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
