// 委員の採点: members score in private, the secretariat types what came on paper, the result is frozen for a meeting.
import { axe } from '../checks.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { path } from '../town.mjs';

const ROUND = '/rounds/{id}';
const PAPERS = ['result.pdf', 'result.docx', 'result.xlsx'];
const MEMBERS = [
  { name: '三好 文', login: 'f.miyoshi', role: 'member' },
  { name: '黒田 進', login: 's.kuroda', role: 'member' },
  { name: '平井 静', login: 's.hirai', role: 'member' },
];
/** Points of four members, issue by issue: some agree, two are split, two lie on one place. */
const POINTS = [
  ['3', '4', '4', '4', '2', '1', '3'],
  ['4', '5', '5', '3', '4', '2', '4'],
  ['3', '5', '4', '3', '2', '5', '3'],
  ['4', '4', '5', '3', '4', '2', '4'],
];
const REMARKS = { 5: ['空き家は、建築と消防の条件がきびしい。', '', '見学会だけなら、予算がなくても今年できる。', ''] };

export const founded = [
  ...scenes('/rounds', ['empty', 'newcomer', '採点の回は、まだありません', (she) => she.go('/rounds')]),
];

/** The rounds, opened once: one that is open, one of which too little is known, one that is closed, one that is frozen. */
async function rounds(town) {
  town.rounds ??= prepare(town);
  return town.rounds;
}

async function prepare(town) {
  const { secretariat } = town.people;
  const councils = town.council.split('/').pop();
  for (const form of MEMBERS) await town.add({ ...form, councils });
  const form = await (await secretariat.context.request.get(`${town.council}/rounds/new`)).text();
  const values = (name) => [...form.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map((found) => found[1]);
  const [issues, members] = [values('issues'), values('members')];
  const open = async (title, due) => {
    const meeting = town.planned.split('/').pop();
    const pairs = [['title', title], ['due_on', due], ['meeting', meeting], ...issues.map((id) => ['issues', id]), ...members.map((id) => ['members', id])];
    return path(secretariat.sendText(`${town.council}/rounds`, new URLSearchParams(pairs).toString()));
  };
  const type = (round, at) => path(secretariat.send(`${round}/paper`, sheet(issues, at, { member: members[at] })));
  const made = { issues, members, empty: await open('第3回会議にむけた採点', 'R9.3.10'), open: await open('第2回会議にむけた採点', 'R9.3.10') };
  [made.few, made.closed, made.frozen] = [await open('夏の採点', 'R9.3.1'), await open('秋の採点', 'R9.3.1'), await open('春の採点', 'R9.3.1')];
  await type(made.few, 0);
  for (const at of [0, 1, 2, 3]) {
    await type(made.closed, at);
    await type(made.frozen, at);
  }
  for (const round of [made.few, made.closed, made.frozen]) await path(secretariat.send(`${round}/close`, {}));
  await path(secretariat.send(`${made.frozen}/freeze`, { meeting: town.planned.split('/').pop() }));
  return made;
}

/** One member's sheet as a form sends it. */
function sheet(issues, at, more) {
  const fields = { version: '0', ...more };
  issues.forEach((issue, n) => {
    fields[`f.${issue}`] = POINTS[at][n % 7];
    fields[`e.${issue}`] = POINTS[(at + 1) % 4][(n * 3 + 1) % 7];
    fields[`r.${issue}`] = (REMARKS[n] ?? [])[at] ?? '';
  });
  return fields;
}

const at = (which, end = '') => async (person, town) => person.go((await rounds(town))[which] + end);

async function printed(person) {
  await person.page.emulateMedia({ media: 'print' });
  const wrong = await axe(person.page, 'print');
  const seen = await person.page.locator('.bar, .loop, .btn').filter({ visible: true }).count();
  if (wrong.length > 0 || seen > 0) throw new Error(`${wrong.join(' ')} ${seen} controls are printed`);
}

async function leaves(person, button) {
  await person.forgetSession();
  await person.submit(button);
}

const paper = (which, member) => async (her, town) => {
  const made = await rounds(town);
  await her.go(`${made[which]}/paper?member=${made.members[member]}`);
};

export const settled = [
  ...scenes('/rounds',
    ['many', 'secretariat', '受け付けている回が、2つあります', async (her, town) => {
      await rounds(town);
      await her.go('/rounds');
    }],
    ['one', 'member', 'あなたの採点を待っている回が、2つあります', async (he, town) => {
      await rounds(town);
      await he.go('/rounds');
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/rounds')],
  ),
  ...scenes('/today', ['twin', 'member', 'あなたの採点を待っています', async (he, town) => {
    await rounds(town);
    await he.go('/today');
  }]),
  ...scenes('/issues/{id}', ['kept', 'member', '固めた結果の中央値', async (he, town) => {
    await rounds(town);
    await he.go(town.alone);
  }]),
  ...scenes('/councils/{id}/rounds/new',
    ['one', 'secretariat', '採点を頼む委員', (her, town) => her.go(`${town.council}/rounds/new`)],
    ['empty', 'secretariat', '採点できる課題がまだありません', (her, town) => her.go(`${town.quiet}/rounds/new`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.council}/rounds/new`);
      await her.page.getByLabel('しめきり').fill('令和8年2月30日');
      await her.submit('採点を始める');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/rounds/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/rounds/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.council}/rounds/new`);
      await leaves(her, '採点を始める');
    }],
  ),
  ...scenes(ROUND,
    ['empty', 'secretariat', 'まだだれも採点していません', at('empty')],
    ['one', 'secretariat', '採点が2人以下のうちは', at('few')],
    ['many', 'secretariat', '図と同じ内容の表', at('closed')],
    ['kept', 'member', 'の資料として固めました', at('frozen')],
    ['print', 'member', '図と同じ内容の表', async (he, town) => {
      await at('frozen')(he, town);
      await printed(he);
    }],
    ['error-422', 'secretariat', 'どの会議の資料として固めるかを', async (her, town) => {
      await at('closed')(her, town);
      await her.page.getByLabel('どの会議の資料にするか').selectOption('');
      await her.submit('この結果で固める');
    }],
    ['conflict', 'secretariat', 'この回は締め切られています', async (her, town) => {
      const { few } = await rounds(town);
      await path(her.send(`${few}/reopen`, {}));
      await her.go(few);
      await path(town.people.colleague.send(`${few}/close`, {}));
      await her.submit('締め切って、まとめを出す');
    }],
    ['error-403', 'member', REFUSED, at('closed')],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/rounds/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', at('frozen')],
  ),
  ...scenes(`${ROUND}/mine`,
    ['empty', 'member', 'に、点を入れてください', at('empty', '/mine')],
    ['error-422', 'member', '6」は点になりません', async (he, town) => {
      await at('open', '/mine')(he, town);
      await he.page.getByLabel('ひとこと').first().fill('<b>残ります</b>');
      await he.page.locator('input[type=radio]').first().evaluate((radio) => { [radio.value, radio.checked] = ['6', true]; });
      await he.submit('保存する');
    }],
    ['conflict', 'member', '別の画面か紙で、先に保存されています', async (he, town) => {
      const { open, issues } = await rounds(town);
      await he.go(`${open}/mine`);
      await path(he.send(`${open}/mine`, sheet(issues, 1)));
      await he.page.getByRole('radio', { name: '5', exact: true }).first().check();
      await he.submit('保存する');
    }],
    ['many', 'member', '件すべてに、両方の点が入っています', at('open', '/mine')],
    ['closed', 'member', '点は、もう変えられません', at('frozen', '/mine')],
    ['error-403', 'secretariat', REFUSED, at('open', '/mine')],
    ['error-404', 'member', MISSING, (he) => he.go(`/rounds/${NOBODY}/mine`)],
    ['signed-out', 'member', KEPT_INPUT, async (he, town) => {
      await at('empty', '/mine')(he, town);
      await leaves(he, '保存する');
    }],
  ),
  ...scenes(`${ROUND}/paper`,
    ['many', 'secretariat', 'だれの用紙ですか', at('closed', '/paper')],
    ['one', 'secretariat', '三好 文の用紙', async (her, town) => {
      await at('empty', '/paper')(her, town);
      await her.follow(() => her.page.getByRole('link', { name: /三好 文/ }).click());
    }],
    ['closed', 'secretariat', 'もう一度開いて', paper('closed', 0)],
    ['error-422', 'secretariat', '９」は点になりません', async (her, town) => {
      await paper('empty', 1)(her, town);
      await her.page.locator('.point').first().fill('９');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'この用紙を先に保存しました', async (her, town) => {
      const { empty, issues, members } = await rounds(town);
      await paper('empty', 2)(her, town);
      await path(town.people.colleague.send(`${empty}/paper`, sheet(issues, 2, { member: members[2] })));
      await her.page.locator('.point').first().fill('1');
      await her.submit('保存する');
    }],
    ['error-403', 'member', REFUSED, at('open', '/paper')],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/rounds/${NOBODY}/paper`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await paper('empty', 3)(her, town);
      await leaves(her, '保存する');
    }],
  ),
  ...['sheet.pdf', ...PAPERS].flatMap((end) => scenes(`${ROUND}/${end}`,
    ['error-403', 'viewer', REFUSED, at('closed', `/${end}`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/rounds/${NOBODY}/${end}`)],
    ['signed-out', 'visitor', 'サインイン名', at('frozen', `/${end}`)],
  )),
];
