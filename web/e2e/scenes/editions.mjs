// 確認と確定: what members were asked and answered, what is asked to be put right, and the editions.
import { put } from '../after-confirmation.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const HOME = '/meetings/{id}/confirmation';
const WINDOW = '/confirmations/{id}';
const WISH = '/corrections/{id}';
const EDITION = '/editions/{id}';

async function reads(person, ...words) {
  for (const one of words) await person.page.getByText(one).filter({ visible: true }).first().waitFor();
}

/** The field of this label, be it wanted or not. */
const field = (person, label) => person.page.getByRole('textbox', { name: new RegExp(`^${label}(※必須)?$`) });

/** What was typed stands there still. */
async function keeps(person, label, typed) {
  const kept = await field(person, label).inputValue();
  if (kept !== typed) throw new Error(`what was typed is ${kept}`);
}

const refused = (kind, thing, page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${thing(town.confirming)}/${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/${kind}/${NOBODY}/${page}`)],
];
const visitor = (thing) => ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(thing(town.confirming))];
const window = (confirming) => confirming.window;
const wish = (confirming) => confirming.wishes[0];

/** Saves what is on the page over what was saved meanwhile. */
async function over(person, thing, theirs, label, mine) {
  const version = await person.page.locator('[name=version]').first().inputValue();
  const saved = await person.send(thing, { ...theirs, version });
  if (saved.status() !== 303) throw new Error(`what is saved first answers ${saved.status()}`);
  await field(person, label).fill(mine);
  await person.submit('保存する');
}

const CONFIRMATION = scenes(HOME,
  ['planned', 'newcomer', '会議録は、まだ残していません', async (she, town) => {
    await she.go(`${town.confirming.planned}/confirmation`);
    const said = await she.page.getByText('確認を求めずに、確定しました').count();
    if (said > 0) throw new Error('of a meeting that is planned it says that its minutes are confirmed');
  }],
  ['empty', 'newcomer', '委員に、まだ確認を求めていません', async (she, town) => {
    await she.go(`${town.confirming.plain}/confirmation`);
    const due = await she.page.getByLabel('確認の期限').inputValue();
    if (!due.startsWith('令和')) throw new Error(`members are asked until ${due}`);
    await she.page.getByRole('button', { name: '確認を求める' }).waitFor();
  }],
  ['part', 'newcomer', '申出のうち1件に、まだ答えていません', async (she, town) => {
    await she.go(`${town.confirming.asked}/confirmation`);
    await reads(she, '確認を求めています', '「増やす」ではなく「育てる」と言った。', '会長の確認が、まだ入っていません', '1件を書きかえている');
    if ((await she.page.getByRole('button', { name: /確定する/ }).count()) > 0) throw new Error('it can be confirmed all the same');
  }],
  ['closed', 'newcomer', '見なおすまで閉じています', (she, town) => she.go(`${town.confirming.moved}/confirmation`)],
  ['over', 'newcomer', '確認の期限が過ぎました', async (she, town) => {
    await she.go(`${town.confirming.over}/confirmation`);
    await reads(she, '会長の確認が、まだ入っていません', 'まだの人: ');
  }],
  ['many', 'newcomer', '確認がそろいました。確定できます', async (she, town) => {
    await she.go(`${town.confirming.ready}/confirmation`);
    await reads(she, '録音のとおりです。', '会長として');
    await she.page.getByRole('button', { name: '第1版として確定する' }).waitFor();
  }],
  ['withdrawn', 'newcomer', '委員に、まだ確認を求めていません', async (she, town) => {
    await she.go(`${town.confirming.back}/confirmation`);
    await reads(she, '確認用の案 第1版');
    await she.page.getByRole('button', { name: '確認を求める' }).waitFor();
  }],
  ['kept', 'newcomer', '第1版を、', async (she, town) => {
    await she.go(`${town.confirming.done}/confirmation`);
    await reads(she, '会議録は、第1版のままです', '公表しました');
    const editions = await she.page.locator('#han + .scroll tbody tr').count();
    if (editions !== 4) throw new Error(`${editions} editions, not three and the draft`);
  }],
  ['leaves', 'newcomer', '第1版のあとで、会議録が変わっています', async (she, town) => {
    await she.go(`${town.confirming.leaving}/confirmation`);
    await reads(she, '公開用で変わったところ', '委員用で変わったところ');
    if ((await she.page.locator('.changes ins').count()) < 3) throw new Error('what differs is not shown to each reader');
  }],
  ['all', 'newcomer', '第2版で確定しています', async (she, town) => {
    await she.go(`${town.confirming.second}/confirmation`);
    await reads(she, '発言を書き誤っていた');
  }],
  ['error-422', 'newcomer', WRONG, async (she, town) => {
    await she.go(`${town.confirming.plain}/confirmation`);
    await she.page.getByLabel('求めた日').fill('R8.10.15');
    await she.page.getByLabel('確認の期限').fill('R8.10.1');
    await she.page.getByLabel('返事の宛先').fill('障害福祉課の佐伯まで');
    await she.submit('確認を求める');
    await reads(she, '確認の期限が、求めた日より前です');
    await keeps(she, '返事の宛先', '障害福祉課の佐伯まで');
  }],
  ['block-422', 'newcomer', WRONG, async (she, town) => {
    await she.go(`${town.confirming.over}/confirmation`);
    await she.page.locator('summary', { hasText: '確認した人を入れる' }).click();
    await she.page.getByLabel('確認した人').selectOption('三好');
    await she.page.getByLabel('確認した日').fill('R8.9.30');
    await she.submit('入れる');
    await reads(she, '確認のしかたを選んでください', '確認を求めた日より前です');
    await keeps(she, '確認した日', 'R8.9.30');
  }],
  ['conflict', 'newcomer', 'この画面を開いたあとで、会議録が変わりました', async (she, town) => {
    const { ready } = town.confirming;
    await she.go(`${ready}/confirmation`);
    const [first] = (await (await she.context.request.get(`${ready}/correct`)).text()).match(/(?<=<li id="b-)[^"]+/);
    await put(she, ready, first, '空室のある住まいを探す人を育てる。');
    await she.submit('第1版として確定する');
  }],
  ['print', 'newcomer', '固めた版', async (she, town) => {
    await she.go(`${town.confirming.done}/confirmation`);
    await printed(she);
  }],
  ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.confirming.asked}/confirmation`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/meetings/${NOBODY}/confirmation`)],
  visitor((confirming) => `${confirming.asked}/confirmation`),
);

const WINDOWS = [
  ...scenes(`${WINDOW}/edit`,
    ['one', 'newcomer', '期限までに返事がなければ、確認したものとする', async (she, town) => {
      await she.go(`${town.confirming.window}/edit`);
      if (!(await she.page.getByLabel('期限までに返事がなければ').isChecked())) throw new Error('whoever is silent is waited for');
    }],
    ['draft', 'newcomer', '下書きの続きです', async (she, town) => {
      await she.go(`${town.confirming.past}/edit`);
      await she.page.getByLabel('お願いの文').fill('字の誤りは');
      await she.submit('下書きとして残す');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.confirming.window}/edit`);
      await she.page.getByLabel('確認の期限').fill('年末');
      await she.page.getByLabel('お願いの文').fill('年末までにお願いします。');
      await she.submit('保存する');
      await keeps(she, 'お願いの文', '年末までにお願いします。');
      await keeps(she, '確認の期限', '年末');
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      await she.go(`${town.confirming.overdue}/edit`);
      const theirs = { asked_on: 'R8.10.1', due_on: 'R8.10.25', silence: 'waits', reply_to: 'みほん市 障害福祉課 相談支援係' };
      await over(she, town.confirming.overdue, theirs, '確認の期限', 'R8.10.30');
    }],
    ...refused('confirmations', window, 'edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, `${town.confirming.window}/edit`, '保存する')],
  ),
  ...scenes(`${WINDOW}/history`,
    ['one', 'newcomer', '1版', (she, town) => she.go(`${town.confirming.window}/history`)],
    ['many', 'newcomer', 'この版に戻す', (she, town) => she.go(`${town.confirming.overdue}/history`)],
    ...refused('confirmations', window, 'history'),
  ),
  ...['pdf', 'docx'].flatMap((kind) => scenes(`${WINDOW}/letters.${kind}`,
    // Letters of what was taken back are no longer printed.
    ['withdrawn', 'newcomer', 'もう取り下げられています', (she, town) => she.go(`${town.confirming.withdrawn}/letters.${kind}`)],
    ...refused('confirmations', window, `letters.${kind}`),
    visitor((confirming) => `${confirming.window}/letters.${kind}`),
  )),
  ...scenes(`${WINDOW}/corrections/new`,
    ['empty', 'newcomer', 'だれの申出かは、事務局だけに見えます', async (she, town) => {
      await she.go(`${town.confirming.window}/corrections/new`);
      const came = await she.page.getByLabel('来た日').inputValue();
      if (!came.startsWith('令和')) throw new Error(`it came on ${came}`);
    }],
    ['filled', 'newcomer', '会議録の全体か、頭', async (she, town) => {
      const { window, blocks } = town.confirming;
      await she.go(`${window}/corrections/new?block=${blocks.asked[0]}`);
      const chosen = await she.page.getByLabel('どの発言').inputValue();
      if (chosen !== blocks.asked[0]) throw new Error(`the block is ${chosen}`);
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.confirming.window}/corrections/new`);
      await she.page.getByLabel('来た日').fill('R20.4.1');
      await she.page.getByLabel('だれから').fill('三好委員');
      await she.page.getByLabel('申出の内容').fill('「探す人」ではなく「案内する人」と言った。');
      await she.submit('書きとめる');
      await reads(she, 'まだ来ていない日です');
      await she.page.getByLabel('来た日').fill('');
      await she.submit('書きとめる');
      await reads(she, '申出が来た日を入れてください');
      await keeps(she, '申出の内容', '「探す人」ではなく「案内する人」と言った。');
    }],
    // Somebody joins two blocks while a correction of the second is typed.
    ['conflict', 'newcomer', 'その発言は、いまの会議録にありません', async (she, town) => {
      const { window, blocks } = town.confirming;
      await she.go(`${window}/corrections/new?block=${blocks.asked[3]}`);
      await she.page.getByLabel('だれから').fill('藤代委員');
      await she.page.getByLabel('申出の内容').fill('「学ぶ場」ではなく「習う場」と言った。');
      await she.send(`/blocks/${blocks.asked[2]}/merge`, { version: '1' });
      await she.submit('書きとめる');
      await keeps(she, '申出の内容', '「学ぶ場」ではなく「習う場」と言った。');
    }],
    ...refused('confirmations', window, 'corrections/new'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, `${town.confirming.window}/corrections/new`, '書きとめる')],
  ),
  ...scenes(`${WISH}/edit`,
    ['one', 'newcomer', 'すべての申出に答えると、確定できます', async (she, town) => {
      await she.go(`${town.confirming.wishes[1]}/edit`);
      await keeps(she, '答え', '録音のとおりです。');
    }],
    ['draft', 'newcomer', '下書きの続きです', async (she, town) => {
      await she.go(`${town.confirming.wishes[1]}/edit`);
      await field(she, '答え').fill('録音を聞きなおすと');
      await she.submit('下書きとして残す');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(`${town.confirming.wishes[0]}/edit`);
      await she.page.getByLabel('直さない').check();
      await she.page.getByLabel('申出の内容').fill('「増やす」ではなく「育てる」と言ったはずだ。');
      await she.submit('保存する');
      await reads(she, '申出のとおりに直さないわけを');
      await keeps(she, '申出の内容', '「増やす」ではなく「育てる」と言ったはずだ。');
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      const answered = town.confirming.wishes[2];
      await she.go(`${answered}/edit`);
      const theirs = { who: '藤代委員', came_on: 'R8.10.6', block: '', said: '「育てる」と言った。', verdict: 'partly', answer: '前半を直しました。' };
      await over(she, answered, theirs, '答え', '後半を直しました。');
    }],
    ...refused('corrections', wish, 'edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, `${town.confirming.wishes[0]}/edit`, '保存する')],
  ),
  ...scenes(`${WISH}/history`,
    ['one', 'newcomer', '1版', (she, town) => she.go(`${town.confirming.wishes[0]}/history`)],
    ['many', 'newcomer', 'この版に戻す', (she, town) => she.go(`${town.confirming.wishes[1]}/history`)],
    ...refused('corrections', wish, 'history'),
  ),
];

const hidden = (page) => [
  ['error-403', 'viewer', REFUSED, (he, town) => he.go(`${town.confirming.first.internal}${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/editions/${NOBODY}${page}`)],
  visitor((confirming) => `${confirming.first.everybody}${page}`),
];

const EDITIONS = [
  ...scenes(EDITION,
    ['one', 'newcomer', '会議録（事務局用）', async (she, town) => {
      await she.go(town.confirming.first.internal);
      await reads(she, '妹が桔梗病院に入っていた。', 'すべての発言が載っています');
    }],
    ['part', 'newcomer', '確認用の案 第1版', async (she, town) => {
      await she.go(town.confirming.draft);
      await reads(she, 'まだ確定していません');
    }],
    ['filled', 'newcomer', '公表した日', async (she, town) => {
      await she.go(town.confirming.unpublished.everybody);
      await she.page.getByRole('button', { name: '公表した' }).waitFor();
    }],
    ['kept', 'newcomer', '市のホームページ', async (she, town) => {
      await she.go(town.confirming.first.everybody);
      if ((await she.page.getByRole('button', { name: '公表した' }).count()) > 0) throw new Error('it can be published twice');
      if ((await she.page.getByText('空室のある').count()) > 0) throw new Error('what was left out is told to everybody');
    }],
    ['many', 'newcomer', '第1版との違い', async (she, town) => {
      await she.go(town.confirming.newer.everybody);
      await reads(she, '前の版から直したわけ: 発言を書き誤っていた', '正誤表（PDF）');
    }],
    ['over', 'newcomer', '新しい版があります', async (she, town) => {
      await she.go(town.confirming.older.everybody);
      if ((await she.page.getByRole('button', { name: '公表した' }).count()) > 0) throw new Error('what is old can be published');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(town.confirming.unpublished.everybody);
      await she.page.getByLabel('公表した日').fill('R20.4.1');
      await she.page.getByLabel('どこに').fill('情報公開コーナー');
      await she.submit('公表した');
      await reads(she, 'まだ来ていない日です');
      await keeps(she, 'どこに', '情報公開コーナー');
    }],
    ['block-422', 'newcomer', '公表を取りやめるわけを入れてください', async (she, town) => {
      await she.go(town.confirming.first.everybody);
      await she.page.locator('summary', { hasText: '公表を取りやめた' }).click();
      await she.submit('取りやめたことを残す');
    }],
    ['withdrawn', 'newcomer', '公表を取りやめたことを残しました', async (she, town) => {
      await she.go(town.confirming.left.everybody);
      await she.page.getByLabel('どこに').fill('市のホームページ');
      await she.submit('公表した');
      await reads(she, '公表した日を残しました');
      await she.page.locator('summary', { hasText: '公表を取りやめた' }).click();
      await she.page.getByLabel('取りやめるわけ').fill('個人の名が載っていた');
      await she.submit('取りやめたことを残す');
      await she.page.getByRole('button', { name: '公表した' }).waitFor();
    }],
    ['one', 'viewer', '会議録（委員用）', async (he, town) => {
      await he.go(town.confirming.first.members);
      await reads(he, '空室のある住まいを探す人を増やしてはどうか。');
      if ((await he.page.getByText('桔梗病院').count()) > 0) throw new Error('he reads what members do not read');
      if ((await he.page.getByRole('link', { name: '確認と確定' }).count()) > 0) throw new Error('he is led where he is refused');
    }],
    ['print', 'newcomer', 'この版の文', async (she, town) => {
      await she.go(town.confirming.newer.everybody);
      await printed(she);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(town.confirming.first.members)],
    ...hidden(''),
  ),
  ...scenes(`${EDITION}/form`,
    ['one', 'newcomer', 'すべての発言が載っています', (she, town) => she.go(`${town.confirming.first.internal}/form`)],
    ['many', 'newcomer', '第1版を直しました。', async (she, town) => {
      await she.go(`${town.confirming.newer.everybody}/form`);
      const why = await she.page.getByText('発言を書き誤っていた').count();
      if (why > 0) throw new Error('why it was put right is the secretariat\'s to know');
    }],
    ['part', 'newcomer', '確認用の案です（1回目）', (she, town) => she.go(`${town.confirming.draft}/form`)],
    ['print', 'newcomer', '公開用です', async (she, town) => {
      await she.go(`${town.confirming.first.everybody}/form`);
      await printed(she);
    }],
    ...hidden('/form'),
  ),
  ...['pdf', 'docx', 'txt'].flatMap((kind) => scenes(`${EDITION}/sheet.${kind}`, ...hidden(`/sheet.${kind}`))),
  ...scenes(`${EDITION}/errata.pdf`,
    ...hidden('/errata.pdf').filter(([state]) => state !== 'error-404'),
    // The first edition puts nothing right.
    ['error-404', 'newcomer', MISSING, (she, town) => she.go(`${town.confirming.first.everybody}/errata.pdf`)],
  ),
];

export const settled = [...CONFIRMATION, ...WINDOWS, ...EDITIONS];
