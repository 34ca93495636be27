// 会議録の様式: the editions of a council, one begun, one edited, with the sheet beside it.
import { typed } from '../decisions.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, scenes } from '../scene.mjs';
import { leaves } from './issues.mjs';

const HOME = '/councils/{id}/forms';
const FORM = '/forms/{id}';
const HEADING = '会議の経過（［記録のしかた］）';

const ofCouncil = (page) => [
  ['error-403', 'member', REFUSED, (he, { forms }) => he.go(`${forms.many}${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/councils/${NOBODY}${page}`)],
];
const ofForm = (page) => [
  ['error-403', 'member', REFUSED, (he, { forms }) => he.go(`${forms.now}${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/forms/${NOBODY}${page}`)],
];

/** The heading that is typed, and the heading of the sheet beside it. */
async function shows(person, typed, printed) {
  const [field, sheet] = [await person.page.getByLabel('表題').inputValue(), await person.page.locator('#preview-sheet h3').first().innerText()];
  if (field !== typed || !sheet.includes(printed)) throw new Error(`typed is ${field}, the sheet is headed ${sheet}`);
}

/** A sheet that cannot be made is told by its status, too: Chromium repeats that. */
const forgive = (person) => (person.complaints = person.complaints.filter((what) => !what.includes('422')));

export const settled = [
  ...scenes(HOME,
    ['empty', 'newcomer', '町の様式は、まだ入っていません', (she, { forms }) => she.go(`${forms.bare}/forms`)],
    ['one', 'newcomer', '令和6年4月1日から、「会議の記録」の様式で印刷しています', (she, { forms }) => she.go(`${forms.one}/forms`)],
    ['many', 'newcomer', '3件、新しい順', async (she, { forms }) => {
      await she.go(`${forms.many}/forms`);
      const states = await she.page.getByRole('region', { name: '様式の一覧' }).locator('.st').allInnerTexts();
      if (states.join() !== 'これから,いま使っている,前の様式') throw new Error(`the states are ${states}`);
    }],
    ...ofCouncil('/forms'),
    ['signed-out', 'visitor', 'サインイン名', (her, { forms }) => her.go(`${forms.many}/forms`)],
  ),
  ...scenes(`${HOME}/new`,
    ['empty', 'newcomer', '残した会議録がまだないため、作りものの会議の見本です', (she, { forms }) => she.go(`${forms.bare}/forms/new`)],
    // The button makes the sheet anew where the script does not.
    ['filled', 'newcomer', '令和6年度第2回の会議録を、この様式で印刷した見本です', async (she, { forms }) => {
      await she.go(`${forms.many}/forms/new?from=bodies_only`);
      await she.page.getByLabel('表題').fill(HEADING);
      await she.submit('見本を作りなおす');
      await shows(she, HEADING, '会議の経過（');
    }],
    ['error-422', 'newcomer', '項目の2行目: 項目「献立」が分かりません', async (she, { forms }) => {
      await she.go(`${forms.many}/forms/new?from=key_points`);
      await she.page.getByLabel('いつから').fill('R9.4.1');
      await she.page.getByLabel('表題').fill(HEADING);
      await she.page.getByLabel('2行目の項目', { exact: true }).fill('献立');
      await she.page.getByLabel('余白').fill('22 20 22 200');
      await she.submit('加える');
      await she.page.getByText('直すところがあるため、直す前の様式で作っています').waitFor();
      await shows(she, HEADING, '会議録');
      forgive(she);
    }],
    ...ofCouncil('/forms/new'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, { forms }) => leaves(she, `${forms.many}/forms/new?from=ten_items`, '加える')],
  ),
  ...scenes(`${FORM}/edit`,
    ['one', 'newcomer', '会議録の様式（令和6年4月1日から）を直す', (she, { forms }) => she.go(`${forms.now}/edit`)],
    ['draft', 'newcomer', '下書きの続きです', async (she, { forms }) => {
      await she.go(`${forms.alone}/edit`);
      await she.page.getByLabel('表題').fill('集まりの記');
      await she.submit('下書きとして残す');
      await shows(she, '集まりの記', '集まりの記');
    }],
    ['error-422', 'newcomer', '「会議の内容」の行がありません', async (she, { forms }) => {
      await she.go(`${forms.now}/edit`);
      await she.page.getByLabel('表題').fill(HEADING);
      const rows = she.page.locator('table[data-grid="rows"] tbody tr');
      for (const row of await rows.all()) {
        if ((await row.locator('input').first().inputValue()) === '会議の内容') await row.locator('input').first().fill('');
      }
      for (const row of await rows.all()) {
        if ((await row.locator('input').first().inputValue()) === '') for (const cell of await row.locator('input').all()) await cell.fill('');
      }
      await she.submit('保存する');
      await shows(she, HEADING, '会議録');
      forgive(she);
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, { forms }) => {
      await she.go(`${forms.later}/edit`);
      await she.send(forms.later, { ...(await typed(she.page, forms.later)), heading: '議事の要旨' });
      await she.page.getByLabel('表題').fill('議事の経過');
      await she.submit('保存する');
    }],
    ...ofForm('/edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, { forms }) => leaves(she, `${forms.before}/edit`, '保存する')],
  ),
  ...scenes(`${FORM}/history`,
    ['one', 'newcomer', '1版', (she, { forms }) => she.go(`${forms.now}/history`)],
    ['many', 'newcomer', 'この版に戻す', (she, { forms }) => she.go(`${forms.before}/history`)],
    ...ofForm('/history'),
  ),
];
