// From kept minutes to a published edition, and to the next one that puts a slip right.
import { confirming, minutesOf } from '../after-confirmation.mjs';
import { Hands } from '../hands.mjs';
import { today } from '../town.mjs';

const GIST = '空室のある住まいを探す人を増やしてはどうか。';
const WISH = '「増やす」ではなく「育てる」と言った。';
/** From the meeting's page to the first edition that is published; the words of one field count as one. */
const MOST_KEYS = 420;

export const confirmation = {
  'By keyboard: members are asked, one asks for other words, the chair confirms, minutes are published and put right': async (town, guest) => {
    const her = guest(await town.join({ name: '野田 千夏', login: 'c.noda', role: 'secretariat' }));
    const meeting = await minutesOf(her, await confirming(her, 'みほん市たしかめの協議会'), 1);
    const hands = new Hands(her);
    await hands.open(meeting);
    await hands.take('link', '確認と確定');
    await hands.reads('委員に、まだ確認を求めていません');
    await tell(hands);
    await ask(hands);
    await answer(hands);
    await chair(hands);
    await finish(hands);
    await publish(hands);
    if (hands.keys > MOST_KEYS) throw new Error(`from minutes to what is published it took ${hands.keys} keys`);
    await putRight(hands);
  },
};

/** What one opinion says of somebody's family members do not read. */
async function tell(hands) {
  await hands.jump();
  await hands.take('link', '文を見る、書きかえる');
  await hands.reads('事務局用、委員用、公開用は、同じ文です');
  await hands.jump();
  await hands.take('button', /^文を決める/);
  await hands.jump();
  await hands.to('radio', 'もとの発言のまま');
  await hands.press('ArrowDown');
  await hands.fill('委員用の文', GIST);
  await hands.follow('Control+Enter');
  await hands.reads('1件の文が、読む人で違います');
  await hands.jump();
  await hands.take('link', '確認と確定');
  await hands.reads('委員用　1件を書きかえている');
}

async function ask(hands) {
  await hands.jump();
  await hands.fill('求めた日', 'R8.10.1');
  await hands.fill('確認の期限', 'R8.10.15');
  await hands.fill('返事の宛先', 'みほん市 障害福祉課');
  await hands.take('button', '確認を求める');
  await hands.reads('委員に渡す案を固めて、確認を求めたことを残しました');
  await hands.reads('会長の確認が、まだ入っていません');
}

/** What a member asks for is written down; nothing is confirmed until it is answered. */
async function answer(hands) {
  await hands.jump();
  await hands.take('link', '申出を書きとめる');
  await hands.jump();
  await hands.fill('だれから', '三好委員');
  await hands.fill('来た日', 'R8.10.6');
  await hands.to('combobox', 'どの発言');
  await hands.typeAhead('1 ');
  await hands.fill('申出の内容', WISH);
  await hands.follow('Control+Enter');
  await hands.reads('申出を書きとめました');
  await hands.reads('申出のうち1件に、まだ答えていません');
  await hands.take('link', /^答える/);
  await hands.jump();
  await hands.to('radio', 'まだ答えていない');
  await hands.press('ArrowDown', 3);
  await hands.fill('答え', '録音のとおりです。');
  await hands.follow('Control+Enter');
  await hands.reads('録音のとおりです。');
}

/** The chair signed the paper. */
async function chair(hands) {
  await hands.jump();
  await hands.unfold('確認した人を入れる');
  await hands.to('combobox', /^確認した人/);
  await hands.press('ArrowDown');
  await hands.to('radio', '委員として');
  await hands.press('ArrowDown');
  await hands.to('radio', '署名');
  await hands.press('Space');
  await hands.fill('確認した日', 'R8.10.9');
  await hands.follow();
  await hands.reads('確認した人を入れました');
  await hands.reads('会長として');
}

async function finish(hands) {
  await hands.reads('確認がそろいました。確定できます');
  await hands.take('button', '第1版として確定する');
  await hands.reads('会議録を確定しました');
  await hands.reads('第1版で確定しています');
}

async function publish(hands) {
  await hands.take('link', '公開用の版を公表する');
  await hands.reads('会議録（公開用）');
  if (await hands.isSaid('桔梗病院')) throw new Error('what members do not read is told to everybody');
  await hands.fill('公表した日', today());
  await hands.fill('どこに', '市のホームページ');
  await hands.take('button', '公表した');
  await hands.reads('公表した日を残しました');
}

/** A slip is found: the words are corrected, and the second edition says why. */
async function putRight(hands) {
  await hands.jump();
  await hands.take('link', '確認と確定');
  await hands.jump();
  await hands.take('link', 'もとの発言を直す');
  await hands.jump();
  await hands.take('link', /^直す.*（発言4）/);
  await hands.fill('本文', '声の掛け方を習う場がほしい。');
  await hands.take('button', '保存する');
  await hands.take('link', '会議のページへ戻る');
  await hands.jump();
  await hands.take('link', '確認と確定');
  await hands.reads('第1版のあとで、会議録が変わっています');
  await hands.reads('公開用で変わったところ');
  await hands.jump();
  await hands.fill('直したわけ', '「習う」を「学ぶ」と書き誤っていた');
  await hands.follow();
  await hands.reads('会議録を確定しました');
  await hands.reads('第2版で確定しています');
  await hands.jump();
  await hands.take('link', '公開用の版を公表する');
  await hands.reads('前の版から直したわけ: 「習う」を「学ぶ」と書き誤っていた');
  await hands.to('textbox', 'どこに');
}
