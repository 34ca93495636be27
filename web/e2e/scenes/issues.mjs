// 意見と課題: what was said is worked through, and each issue is followed from its raising to its end.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { axe } from '../checks.mjs';
import { path } from '../town.mjs';

const OPINIONS = '/meetings/{id}/opinions';
const ISSUE = '/issues/{id}';
const lists = ['list.pdf', 'list.xlsx'];

export const founded = [
  ...scenes('/opinions', ['empty', 'newcomer', '見られる協議会が、まだありません', (she) => she.go('/opinions')]),
  ...scenes('/issues', ['empty', 'newcomer', '課題は、まだありません', (she) => she.go('/issues')]),
];

const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.alone}/${page}`)],
  ['error-404', 'secretariat', MISSING, (her) => her.go(`/issues/${NOBODY}/${page}`)],
];

export const settled = [
  ...scenes('/opinions',
    ['one', 'member', '行き先のない意見が、', (he) => he.go('/opinions')],
    ['many', 'secretariat', '行き先を決める', (her) => her.go('/opinions')],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/opinions')],
  ),
  ...scenes(OPINIONS,
    ['one', 'secretariat', 'まだどれも行き先がありません', (her, town) => her.go(`${town.longKept}/opinions`)],
    ['many', 'secretariat', '件が7つの課題につながり', (her, town) => her.go(`${town.worked}/opinions`)],
    ['empty', 'secretariat', '行き先の要る意見はありません', (her, town) => her.go(`${town.silent}/opinions`)],
    ['all', 'secretariat', '意見と約束だけにする', (her, town) => her.go(`${town.worked}/opinions?all=1`)],
    ['error-422', 'secretariat', '意見を1つ以上選んでください', async (her, town) => {
      await her.go(`${town.worked}/opinions`);
      await her.page.getByLabel('課題の題').fill('働く人が足りない');
      await her.submit('課題を起こす');
    }],
    ['conflict', 'secretariat', 'もう行き先のある意見が混じっています', async (her, town) => {
      const meeting = town.kept;
      await her.go(`${meeting}/opinions`);
      await town.raise(meeting, '同じくらいの町のやり方を知らない', ['同じくらいの大きさ']);
      await her.page.getByRole('checkbox', { name: /同じくらいの大きさ/ }).check();
      await her.page.getByRole('radio', { name: '了知' }).check();
      await her.page.getByLabel(/答えた内容/).fill('次回に例を出す。');
      await her.submit('答えて終える');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.kept}/opinions`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/opinions`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.worked}/opinions`);
      await her.page.getByLabel('課題の題').fill('働く人が足りない');
      await her.forgetSession();
      await her.submit('課題を起こす');
    }],
  ),
  ...scenes('/issues',
    ['one', 'member', '終えていない課題', (he) => he.go('/issues')],
    ['many', 'secretariat', 'まだ検討されていません', (her) => her.go('/issues')],
    ['board', 'secretariat', '取り組み中', (her) => her.go('/issues?view=board&stage=all')],
    ['none', 'secretariat', 'この条件に合う課題はありません', (her) => her.go('/issues?q=月面基地')],
    ['print', 'secretariat', '課題', async (her) => {
      await her.go('/issues');
      await printed(her);
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/issues')],
  ),
  ...lists.flatMap((list) => scenes(`/issues/${list}`, ['signed-out', 'visitor', 'サインイン名', (her) => her.go(`/issues/${list}`)])),
  ...scenes('/councils/{id}/issues/new',
    ['one', 'secretariat', '課題を起こす', (her, town) => her.go(`${town.part}/issues/new`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.part}/issues/new`);
      await her.page.getByLabel('部会から戻る日').fill('令和8年2月30日');
      await her.submit('課題を起こす');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/issues/new`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/issues/new`)],
    ['signed-out', 'secretariat', KEPT_INPUT, async (her, town) => {
      await her.go(`${town.part}/issues/new`);
      await her.forgetSession();
      await her.submit('課題を起こす');
    }],
  ),
  ...scenes('/councils/{id}/issues/import',
    ['one', 'secretariat', '課題の表を取り込む', (her, town) => her.go(`${town.part}/issues/import`)],
    ['many', 'secretariat', '2行のうち1行を取り込めます', async (her, town) => {
      await her.go(`${town.part}/issues/import`);
      await her.page.getByLabel('または、表を貼り付ける').fill('課題\t分野\n通院の足がない\t医療\n名のない分野の話\t宇宙\n');
      await her.submit('読み取って確かめる');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.part}/issues/import`);
      await her.submit('読み取って確かめる');
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.council}/issues/import`)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/councils/${NOBODY}/issues/import`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.part}/issues/import`)],
  ),
  ...scenes(ISSUE,
    ['one', 'member', 'もとになった意見は、結ばれていません', (he, town) => he.go(town.alone)],
    ['many', 'secretariat', '病院での説明会から始める', (her, town) => her.go(town.issues[0])],
    ['joined', 'secretariat', '続きはそちらにあります', (her, town) => her.go(town.issues[4])],
    ['closed', 'secretariat', '終えた課題です', (her, town) => her.go(town.issues[6])],
    ['print', 'secretariat', 'もとになった発言', async (her, town) => {
      await her.go(town.issues[0]);
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.issues[0])],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/issues/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.issues[0])],
  ),
  ...scenes(`${ISSUE}/edit`,
    ['one', 'secretariat', 'を直す', (her, town) => her.go(`${town.issues[0]}/edit`)],
    ['draft', 'secretariat', '下書きの続きです', async (her, town) => {
      await her.go(`${town.issues[2]}/edit`);
      await her.page.getByLabel('受けもち').fill('防災の');
      await her.submit('下書きとして残す');
    }],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.issues[1]}/edit`);
      await her.page.getByLabel('課題', { exact: false }).first().fill('');
      await her.submit('保存する');
    }],
    ['conflict', 'secretariat', 'あなたの文にする', async (her, town) => {
      await her.go(`${town.issues[3]}/edit`);
      const theirs = { title: '空いている部屋と、入りたい人とがつながっていない', owner: '住まいの係', version: '1' };
      await town.people.colleague.send(town.issues[3], theirs);
      await her.page.getByLabel('受けもち').fill('相談支援係');
      await her.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.issues[1]}/edit`, '保存する')],
  ),
  ...scenes(`${ISSUE}/history`,
    ['one', 'secretariat', '1版', (her, town) => her.go(`${town.issues[1]}/history`)],
    ['many', 'secretariat', 'この版に戻す', (her, town) => her.go(`${town.issues[0]}/history`)],
    ...refused('history'),
  ),
  ...scenes(`${ISSUE}/step`,
    ['one', 'secretariat', 'つぎの状態', (her, town) => her.go(`${town.issues[1]}/step`)],
    ['closed', 'secretariat', 'ふたたび開いた', (her, town) => her.go(`${town.issues[6]}/step`)],
    ['error-422', 'secretariat', '理由を入れてください', async (her, town) => {
      await her.go(`${town.issues[1]}/step`);
      await her.page.getByRole('radio', { name: '終えた' }).check();
      await her.submit('進める');
    }],
    ...refused('step'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.issues[1]}/step`, '進める')],
  ),
  ...scenes(`${ISSUE}/kin`,
    ['one', 'secretariat', '分けるには、この課題に2件以上の意見が要ります', (her, town) => her.go(`${town.issues[1]}/kin`)],
    ['many', 'secretariat', '新しい課題に移す', (her, town) => her.go(`${town.issues[0]}/kin`)],
    ['joined', 'secretariat', '離して、元に戻す', (her, town) => her.go(`${town.issues[4]}/kin`)],
    ['error-422', 'secretariat', '合わせる先の課題を、一覧から選んでください', async (her, town) => {
      await her.go(`${town.issues[0]}/kin`);
      await her.submit('合わせる');
    }],
    ...refused('kin'),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.issues[0]}/kin`, '合わせる')],
  ),
  ...scenes('/elements',
    ['one', 'member', '医療', (he) => he.go('/elements')],
    ['many', 'secretariat', '加える要素', (her) => her.go('/elements')],
    ['error-422', 'secretariat', '同じ名前の要素が2つあります', async (her) => {
      await her.go('/elements');
      await her.page.getByLabel('加える要素').fill('医療');
      await her.submit('保存する');
    }],
    ['signed-out', 'visitor', 'サインイン名', (her) => her.go('/elements')],
  ),
  ...scenes('/opinions', ['none', 'newcomer', '行き先のない意見はありません', async (she) => {
    await path(she.send('/councils', { name: 'みほん市虐待防止連絡会議', basis: 'guideline' }));
    await she.go('/opinions');
  }]),
];

export async function printed(person) {
  await person.page.emulateMedia({ media: 'print' });
  const wrong = await axe(person.page, 'print');
  const seen = await person.page.locator('.bar, .loop, .btn, .filters').filter({ visible: true }).count();
  if (wrong.length > 0 || seen > 0) throw new Error(`${wrong.join(' ')} ${seen} controls are printed`);
}

export async function leaves(person, page, button) {
  await person.go(page);
  await person.forgetSession();
  await person.submit(button);
}
