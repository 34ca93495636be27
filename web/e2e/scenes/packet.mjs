// 会議資料: what is open before a meeting, tallies, the papers that are frozen together, and what opinions are told.
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const OUTCOMES = '/meetings/{id}/outcomes';

const wall = (path, page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(page(town))],
  ['error-404', 'secretariat', MISSING, (her) => her.go(path.replace('{id}', NOBODY))],
];

const papersOf = (path, files, page) => files.flatMap((file) => scenes(`${path}/${file}`,
  ['error-404', 'secretariat', MISSING, (her) => her.go(`${path.replace('{id}', NOBODY)}/${file}`)],
  ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${page(town)}/${file}`)]));

const support = (town) => `${town.council}/support`;
const outcomes = (town) => `${town.kept}/outcomes`;

export const settled = [
  ...scenes('/councils/{id}/support',
    ['empty', 'secretariat', '支援の集計は、まだありません', (her, town) => her.go(`${town.part}/support`)],
    ['many', 'secretariat', '退院は前の年度だった', (her, town) => her.go(support(town))],
    ['print', 'secretariat', '集計の記録', async (her, town) => {
      await her.go(support(town));
      await printed(her);
    }],
    ...wall('/councils/{id}/support', support),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(support(town))],
  ),
  ...scenes('/councils/{id}/support/new',
    ['one', 'secretariat', '人数だけを入れます', (her, town) => her.go(`${support(town)}/new`)],
    ['error-422', 'secretariat', '名前や病院の名は入れません', async (her, town) => {
      await her.go(`${support(town)}/new`);
      await her.page.getByLabel('1行目の段階').fill('みほん病院の人');
      await her.submit('残す');
    }],
    ...wall('/councils/{id}/support/new', (town) => `${support(town)}/new`),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${support(town)}/new`, '残す')],
  ),
  ...scenes('/councils/{id}/support/withdraw',
    ['one', 'secretariat', '取り消す時点', (her, town) => her.go(`${support(town)}/withdraw`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${support(town)}/withdraw`);
      await her.submit('取り消す');
    }],
    ...wall('/councils/{id}/support/withdraw', (town) => `${support(town)}/withdraw`),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${support(town)}/withdraw`, '取り消す')],
  ),
  ...papersOf('/councils/{id}/support', ['paper.pdf', 'public.pdf'], support),
  ...scenes('/meetings/{id}/agenda',
    ['many', 'secretariat', '部会で先に話す', (her, town) => her.go(`${town.planned}/agenda`)],
    ['print', 'secretariat', '次第の案', async (her, town) => {
      await her.go(`${town.planned}/agenda`);
      await printed(her);
    }],
    ['error-422', 'secretariat', 'なぜ今回は載せないかを入れてください', async (her, town) => {
      await her.go(`${town.planned}/agenda`);
      await her.page.getByRole('button', { name: /^載せない/ }).first().click();
      await her.page.getByRole('alert').waitFor();
    }],
    ...wall('/meetings/{id}/agenda', (town) => `${town.planned}/agenda`),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.planned}/agenda`)],
  ),
  ...scenes('/meetings/{id}/packet',
    ['empty', 'secretariat', '支援の集計がまだないため', (her, town) => her.go(`${town.bare}/packet`)],
    ['many', 'secretariat', '第2版からの変更', (her, town) => her.go(`${town.planned}/packet`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.bare}/packet`);
      await her.submit('この版で固める');
    }],
    ...wall('/meetings/{id}/packet', (town) => `${town.planned}/packet`),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.planned}/packet`)],
  ),
  ...scenes('/packets/{id}',
    ['one', 'member', '資料2　支援状況', (he, town) => he.go(town.packet)],
    ['many', 'secretariat', '支給決定: 3人 → 4人', (her, town) => her.go(town.nextPacket)],
    ['part', 'viewer', '人数が変わった', (she, town) => she.go(town.nextPacket)],
    ['print', 'secretariat', '固めた版は変わりません', async (her, town) => {
      await her.go(town.nextPacket);
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(town.packet)],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/packets/${NOBODY}`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(town.packet)],
  ),
  ...scenes('/packets/{id}/withdraw',
    ['one', 'secretariat', '元には戻せません', (her, town) => her.go(`${town.packet}/withdraw`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.packet}/withdraw`);
      await her.submit('取り下げる');
    }],
    ...wall('/packets/{id}/withdraw', (town) => `${town.packet}/withdraw`),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.packet}/withdraw`, '取り下げる')],
  ),
  ...papersOf('/packets/{id}', ['paper.pdf', 'members.pdf', 'public.pdf'], (town) => town.packet),
  ...scenes(OUTCOMES,
    ['empty', 'viewer', 'お知らせできる文は、まだありません', (she, town) => she.go(`${town.worked}/outcomes`)],
    ['many', 'member', '件のご意見について、お知らせします', (he, town) => he.go(outcomes(town))],
    ['print', 'secretariat', 'ご意見のその後', async (her, town) => {
      await her.go(outcomes(town));
      await printed(her);
    }],
    ['error-403', 'newcomer', REFUSED, (she, town) => she.go(outcomes(town))],
    ['error-404', 'secretariat', MISSING, (her) => her.go(`/meetings/${NOBODY}/outcomes`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(outcomes(town))],
  ),
  ...scenes(`${OUTCOMES}/prepare`,
    ['none', 'secretariat', '公表できません', (her, town) => her.go(`${town.odd}/outcomes/prepare`)],
    ['one', 'secretariat', '何ができるかを、検討しています', (her, town) => her.go(`${town.worked}/outcomes/prepare`)],
    ['many', 'secretariat', '決裁待ち', (her, town) => her.go(`${outcomes(town)}/prepare`)],
    ...wall(`${OUTCOMES}/prepare`, (town) => `${outcomes(town)}/prepare`),
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${outcomes(town)}/prepare`)],
  ),
  ...papersOf(OUTCOMES, ['public.pdf', 'approval.docx'], outcomes),
  ...scenes(`${OUTCOMES}/write`,
    ['one', 'secretariat', '決裁が済むまで、公表はされません', (her, town) => her.go(town.sentence)],
    ['error-422', 'secretariat', '会議の決定か、その場で答えた会議を選んでください', async (her, town) => {
      await her.go(town.sentence);
      await her.page.getByLabel('終わりました').check();
      await her.submit('案として残す');
    }],
    ...wall(`${OUTCOMES}/write`, (town) => town.sentence),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, town.sentence, '案として残す')],
  ),
  ...scenes(`${OUTCOMES}/release`,
    ['one', 'secretariat', '決裁を入れて、', (her, town) => her.go(`${outcomes(town)}/release`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${outcomes(town)}/release`);
      await her.submit('この決裁で公表する');
    }],
    ...wall(`${OUTCOMES}/release`, (town) => `${outcomes(town)}/release`),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${outcomes(town)}/release`, 'この決裁で公表する')],
  ),
  ...scenes(`${OUTCOMES}/withdraw`,
    ['one', 'secretariat', '取り下げたことは記録に残ります', (her, town) => her.go(`${town.sentence.replace('write', 'withdraw')}&of=released`)],
    ['error-422', 'secretariat', WRONG, async (her, town) => {
      await her.go(`${town.sentence.replace('write', 'withdraw')}&of=released`);
      await her.submit('取り下げる');
    }],
    ...wall(`${OUTCOMES}/withdraw`, (town) => `${town.sentence.replace('write', 'withdraw')}&of=released`),
    ['signed-out', 'secretariat', KEPT_INPUT, (her, town) => leaves(her, `${town.sentence.replace('write', 'withdraw')}&of=released`, '取り下げる')],
  ),
];
