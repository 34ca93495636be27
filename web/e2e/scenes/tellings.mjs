// 委員用・公開用の文: all that was said beside what others read of it, and what is said of one block.
import { GIST, put } from '../after-confirmation.mjs';
import { KEPT_INPUT, MISSING, NOBODY, REFUSED, WRONG, scenes } from '../scene.mjs';
import { leaves, printed } from './issues.mjs';

const LIST = '/meetings/{id}/tellings';
const TELLING = '/tellings/{id}';

const form = (block) => `/tellings/${block}/edit`;
const refused = (page) => [
  ['error-403', 'member', REFUSED, (he, town) => he.go(`/tellings/${town.confirming.blocks.told[0]}/${page}`)],
  ['error-404', 'newcomer', MISSING, (she) => she.go(`/tellings/${NOBODY}/${page}`)],
];

async function reads(person, ...words) {
  for (const one of words) await person.page.getByText(one).filter({ visible: true }).first().waitFor();
}

/** Says something of a block where members are to read it. */
async function saying(person, block, words) {
  await person.go(form(block));
  await person.page.locator('#members').getByLabel('書きかえる').check();
  await person.page.getByLabel('委員用の文').fill(words);
}

export const settled = [
  ...scenes(LIST,
    ['empty', 'newcomer', '発言は、まだありません', (she, town) => she.go(`${town.confirming.planned}/tellings`)],
    ['one', 'newcomer', '事務局用、委員用、公開用は、同じ文です', async (she, town) => {
      await she.go(`${town.confirming.plain}/tellings`);
      const open = await she.page.getByRole('button', { name: /^文を決める/ }).count();
      if (open !== 3) throw new Error(`of four opinions one was begun, and ${open} can be begun`);
    }],
    ['many', 'newcomer', '3件の文が、読む人で違います', async (she, town) => {
      await she.go(`${town.confirming.told}/tellings`);
      await reads(she, '載せない', '委員用と同じ', '妹が桔梗病院に入っていた。');
      if ((await she.page.locator('td del').count()) === 0) throw new Error('what members do not read is not struck');
    }],
    ['all', 'newcomer', '違うものだけ', async (she, town) => {
      await she.go(`${town.confirming.told}/tellings?all=1`);
      await reads(she, '部会で続けて検討することに決定した');
    }],
    ['closed', 'newcomer', '見なおす文が1件あります', async (she, town) => {
      await she.go(`${town.confirming.moved}/tellings`);
      await reads(she, '閉じている', '家族が桔梗病院に入っていた。');
    }],
    ['conflict', 'newcomer', 'そのあいだに、もとの発言が変わりました', async (she, town) => {
      const { moved, blocks } = town.confirming;
      await she.go(`${moved}/tellings`);
      await put(she, moved, blocks.moved[0], '家族が桔梗病院に入っていた。空室のある住まいを、もう一度探す。');
      await she.submit(/^このままでよい/);
      await reads(she, '閉じている', 'もう一度探す');
    }],
    ['kept', 'newcomer', '見なおしたものとして残しました', async (she, town) => {
      await she.go(`${town.confirming.seen}/tellings`);
      await she.submit(/^このままでよい/);
      await reads(she, '1件の文が、読む人で違います');
    }],
    ['print', 'newcomer', '3件の文が、読む人で違います', async (she, town) => {
      await she.go(`${town.confirming.told}/tellings`);
      await printed(she);
    }],
    ['error-403', 'member', REFUSED, (he, town) => he.go(`${town.confirming.told}/tellings`)],
    ['error-404', 'newcomer', MISSING, (she) => she.go(`/meetings/${NOBODY}/tellings`)],
    ['signed-out', 'visitor', 'サインイン名', (her, town) => her.go(`${town.confirming.told}/tellings`)],
  ),
  ...scenes(`${TELLING}/edit`,
    ['empty', 'newcomer', 'もとの発言（ここでは変わりません）', async (she, town) => {
      await she.go(`${town.confirming.plain}/tellings`);
      await she.submit(/^文を決める/);
      const chosen = await she.page.locator('input:checked').evaluateAll((all) => all.map((one) => one.parentElement.innerText));
      if (chosen.join() !== 'もとの発言のまま,委員用と同じ') throw new Error(`a form that was just begun says ${chosen}`);
    }],
    ['one', 'newcomer', '妹が桔梗病院に入っていた。', async (she, town) => {
      await she.go(form(town.confirming.blocks.told[0]));
      const words = await she.page.getByLabel('委員用の文').inputValue();
      if (words !== GIST) throw new Error(`members read ${words}`);
    }],
    ['draft', 'newcomer', '下書きの続きです', async (she, town) => {
      await saying(she, town.confirming.blocks.told[2], '近所の人の');
      await she.submit('下書きとして残す');
    }],
    ['error-422', 'newcomer', WRONG, async (she, town) => {
      await she.go(form(town.confirming.blocks.told[3]));
      await she.page.locator('#members').getByLabel('載せない').check();
      await she.page.getByLabel('公開用の文').fill('だれでも読む文');
      await she.submit('保存する');
      await reads(she, '委員にも見せない発言は、公開できません');
      const kept = await she.page.getByLabel('公開用の文').inputValue();
      if (kept !== 'だれでも読む文') throw new Error(`what was typed is ${kept}`);
    }],
    ['conflict', 'newcomer', 'あなたの文にする', async (she, town) => {
      const block = town.confirming.blocks.told[0];
      await saying(she, block, '空き家を使いたい。');
      const version = await she.page.locator('[name=version]').first().inputValue();
      const theirs = { members: 'words', members_words: '住まいを探す人がほしい。', everybody: 'same', everybody_words: '' };
      await she.send(`/tellings/${block}`, { ...theirs, version });
      await she.submit('保存する');
    }],
    ...refused('edit'),
    ['signed-out', 'newcomer', KEPT_INPUT, (she, town) => leaves(she, form(town.confirming.blocks.moved[0]), '保存する')],
  ),
  ...scenes(`${TELLING}/history`,
    ['one', 'newcomer', '1版', (she, town) => she.go(`/tellings/${town.confirming.blocks.plain[3]}/history`)],
    ['many', 'newcomer', 'この版に戻す', (she, town) => she.go(`/tellings/${town.confirming.blocks.told[3]}/history`)],
    ...refused('history'),
  ),
];
