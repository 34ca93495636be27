// From kept minutes to what everybody reads: members are asked, one asks for other words, two confirm, the minutes are frozen for
// three readers, and published once 決裁 came back.
import { keptTime } from './deadlines.mjs';
import { FAMILY, GIST } from './minutes.mjs';
import { decide, disclose, mark, replace } from './publication.mjs';

/** As it was written down, and as it was said. */
const [WAS, IS] = ['声の掛け方を習う場がほしい。', '声の掛け方を学ぶ場がほしい。'];
const WHERE = '市のホームページ';
/** Papers of November that are made for members: why everybody may not read them, and the one that everybody may. */
const CLOSED = [['委員名簿', '個人に関する情報'], ['支援状況', '個人に関する情報'], ['課題・方策のまとめ', '審議・検討・協議に関する情報']];
const OPEN = '前回の会議録';
const REPLY = '障害福祉課　ファクス 00-0000-0000';

/** The minutes of November, from the day on which they were kept, and its papers; those of May are the last before. */
export async function close(clerk, council, meeting, last) {
  await soften(clerk, meeting);
  await mark(clerk, meeting);
  await ask(clerk, meeting, 'R6.11.20', 'R6.12.4');
  await clerk.comes('2024-11-27');
  await correct(clerk, meeting);
  await clerk.comes('2024-12-05', 'きょうまで');
  await clerk.open(`${meeting}/confirmation`);
  await hear(clerk, '髙梨', '会長として', 'R6.12.3');
  await hear(clerk, '三好', '委員として', 'R6.12.4');
  await finish(clerk);
  await compare(clerk);
  await rule(clerk, council);
  const proposal = await propose(clerk, meeting);
  await clerk.comes('2024-12-10');
  await goOut(clerk, proposal, '6みほ障第402号', 'R6.12.9');
  await keptTime(clerk, meeting);
  await replace(clerk, meeting, OPEN, last);
  await decide(clerk, meeting, CLOSED);
  await disclose(clerk, meeting, CLOSED, OPEN);
  await clerk.open('/today');
  await clerk.stop('what is left of the year', '片づいていないものが1つあります', '意見の行き先が、決まっていません');
}

/** Until when members look, and at what. */
export async function ask(clerk, meeting, asked, due) {
  await clerk.open(`${meeting}/confirmation`);
  await clerk.stop('before members are asked', '委員に、まだ確認を求めていません', '会長と委員1人以上が確認');
  await clerk.fillIn([['求めた日', asked], ['確認の期限', due], ['返事の宛先', REPLY]]);
  await clerk.take('button', '確認を求める');
  await clerk.stop('members are asked', '委員に渡す案を固めて、確認を求めたことを残しました');
  await clerk.to('link', 'お願いの文（PDF）');
  await clerk.prints(['会議録の確認について（お願い）', '平井', REPLY], ['大久保']);
}

/** Somebody signed the paper or wrote back. */
export async function hear(clerk, name, role, day) {
  await clerk.jump();
  await clerk.unfold('確認した人を入れる');
  await clerk.pick(/^確認した人/, name);
  await clerk.arrowTo('委員として', role);
  await clerk.choose('radio', '署名');
  await clerk.fill('確認した日', day);
  await clerk.follow();
  await clerk.reads('確認した人を入れました');
}

export async function finish(clerk) {
  await clerk.stop('minutes that are confirmed', '確認がそろいました。確定できます');
  await clerk.jump();
  await clerk.take('button', '第1版として確定する');
  await clerk.stop('final minutes', '第1版で確定しています', '公開用', '委員用', '事務局用');
}

export async function publish(clerk, day) {
  await clerk.jump();
  await clerk.take('link', '公開用の版を公表する');
  await clerk.fillIn([['公表した日', day], ['どこに', WHERE]]);
  await clerk.take('button', '公表した');
  await clerk.stop('published minutes', '公表した日を残しました', WHERE);
}

/** What an opinion says of somebody's sister no member reads, and everybody else nothing of it. */
async function soften(clerk, meeting) {
  await clerk.open(`${meeting}/tellings`);
  await clerk.reads('事務局用、委員用、公開用は、同じ文です');
  await clerk.jump();
  await clerk.take('button', new RegExp(`^文を決める.*${FAMILY.slice(0, 12)}`));
  await clerk.jump();
  await clerk.arrowTo('もとの発言のまま', '書きかえる');
  await clerk.fill('委員用の文', GIST);
  await clerk.arrowTo('委員用と同じ', '載せない');
  await clerk.follow('Control+Enter');
  await clerk.stop('what others read', '1件の文が、読む人で違います');
}

/** A member wants another word; it is written down, taken, put right, and answered. */
async function correct(clerk, meeting) {
  await clerk.open(`${meeting}/confirmation`);
  await clerk.go('申出を書きとめる');
  await clerk.fillIn([['だれから', '三好委員'], ['来た日', 'R6.11.26']]);
  await clerk.pick('どの発言', WAS);
  await clerk.fill('申出の内容', `「習う」ではなく「学ぶ」と言った。`);
  await clerk.follow('Control+Enter');
  await clerk.stop('a correction', '申出を書きとめました', '申出のうち1件に、まだ答えていません');
  await clerk.go(/^会議録を直す.*三好委員/);
  await clerk.take('link', /^直す.*（発言7）/);
  await clerk.fill('本文', IS);
  await clerk.take('button', '保存する');
  await clerk.take('link', '会議のページへ戻る');
  await clerk.go('確認と確定');
  await clerk.go(/^答える/);
  await clerk.jump();
  await clerk.arrowTo('まだ答えていない', '直した');
  await clerk.follow('Control+Enter');
  await clerk.stop('a correction that was answered', '委員に渡した案から変わったところ');
}

/** What is published wants 決裁 from December on. */
async function rule(clerk, council) {
  await clerk.open(`${council}/approvals`);
  await clerk.go(/^日を付けて決める.*公表/);
  await clerk.fillIn([['いつから', 'R6.12.1']]);
  await clerk.choose('radio', '要る');
  await clerk.fill('決裁する職', '障害福祉課長');
  await clerk.fill('決裁欄の職', '係長、課長');
  await clerk.arrowTo('決めておかない', '公開');
  await clerk.follow('Control+Enter');
  await clerk.stop('what wants 決裁', '決裁の決まりを加えました');
}

/** Without it nothing is published; it is prepared from there, and its paper goes round. */
async function propose(clerk, meeting) {
  await clerk.open(`${meeting}/confirmation`);
  await clerk.go('公開用の版を公表する');
  await clerk.fillIn([['どこに', WHERE]]);
  await clerk.take('button', '公表した');
  await clerk.stop('what is not published yet', '会議録の公表には決裁が要ります');
  if ((await clerk.valueOf(/^どこに/)) !== WHERE) throw new Error('where it was to be published is lost');
  await clerk.go('伺いを準備する');
  await clerk.jump();
  await clerk.take('button', '準備する');
  await clerk.stop('the proposal', '伺いを準備しました', 'まだ戻っていません');
  await clerk.to('link', '起案用紙（PDF）');
  await clerk.prints(['令和6年度第2回 みほん市精神保健福祉連絡協議会の会議録の公表について', '確定した公表用の版（第1版）', '障害福祉課長', '公開']);
  return new URL(clerk.address()).pathname;
}

/** It came back with number and day, and only then the minutes are published. */
async function goOut(clerk, proposal, number, day) {
  await clerk.open(proposal);
  await clerk.fillIn([['決裁の番号', number], ['決裁の日', day]]);
  await clerk.follow();
  await clerk.stop('what came back', '戻ったことを残しました', number);
  await clerk.go('会議の画面へ');
  await clerk.go('確認と確定');
  await publish(clerk, 'R6.12.10');
  await clerk.open(proposal);
  await clerk.reads(/この決裁で、.*に会議録の公表を行いました/);
}

/** Three papers of one edition: who reads the secretariat's, the members', everybody's. */
async function compare(clerk) {
  const paper = async (audience) => {
    await clerk.jump();
    await clerk.to('link', new RegExp(`^PDF.*${audience}、確定第1版`));
    return clerk.paper();
  };
  await clerk.prints([FAMILY, IS], [WAS], await paper('事務局用'));
  await clerk.prints([GIST, IS], ['桔梗病院', WAS], await paper('委員用'));
  await clerk.prints([IS, '発言のうち1件を載せていません'], ['桔梗病院', GIST, '髙梨'], await paper('公開用'));
}
