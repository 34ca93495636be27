// What has to hold in every state: no fault that axe knows, no sideways scroll, no dead link, no complaint of the browser.
import { AxeBuilder } from '@axe-core/playwright';
import { DESK } from './browser.mjs';
import { deadLinks } from './links.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The desk, the desk at 200 % zoom, a phone, and the narrowest of WCAG 1.4.10. */
const WIDTHS = [DESK, { width: 683, height: 384 }, { width: 390, height: 844 }, { width: 320, height: 640 }];
const PHONE = 390;

/** Pages that axe has seen at a width: a refusal is the same page wherever it is met. */
const seen = new Set();

/** Everything that is wrong with what the person sees now, one sentence each. `shoot` gets desk and phone for its pictures. */
export async function faults(person, shoot = async () => {}) {
  const { page } = person;
  const html = await page.locator('html').innerHTML();
  const found = await deadLinks(person);
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    found.push(...(await sideways(page, size.width)));
    if (size === DESK || size.width === PHONE) {
      if (!seen.has(size.width + html)) found.push(...(await axe(page, size.width)));
      seen.add(size.width + html);
      await shoot(size.width);
    }
  }
  await page.setViewportSize(DESK);
  return [...found, ...person.complained()];
}

/** The violations of the page as it stands. */
export async function axe(page, where) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  const told = (rule) => {
    const nodes = rule.nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary.split('\n')[1]?.trim()})`);
    return `axe ${rule.id} at ${where}: ${nodes.slice(0, 4).join(' | ')}`;
  };
  return violations.map(told);
}

/** The elements that stick out, if the page scrolls sideways. */
async function sideways(page, width) {
  const out = await page.evaluate((width) => {
    if (document.documentElement.scrollWidth <= width) return null;
    const isOut = (element) => element.getBoundingClientRect().right > width + 1;
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className || element.id}`;
    return [...document.querySelectorAll('body *')].filter(isOut).slice(0, 4).map(name);
  }, width);
  return out ? [`scrolls sideways at ${width}: ${out.join(', ')}`] : [];
}

const BAD = `<html lang="ja"><title>x</title><img src="http://elsewhere.test/x.png"><a href="#lost">x</a><p style="width: 700px">x</p>
<script>console.error('x'); throw new Error('x')</script>`;
const SEEN = ['axe image-alt', 'sideways at 683', '#lost', 'console:', 'script:', 'another host'];

/** A check that cannot fail says nothing: a page with a fault of each kind has to be found out first. */
export async function tryChecks(person) {
  await person.context.route('http://elsewhere.test/**', (route) => route.abort());
  await person.page.setContent(BAD);
  const found = (await faults(person)).join('\n');
  const unseen = SEEN.filter((what) => !found.includes(what));
  if (unseen.length > 0) throw new Error(`the checks do not notice: ${unseen.join(', ')}\n${found}`);
}
