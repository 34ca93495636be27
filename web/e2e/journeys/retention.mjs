// Old letters of appointment: the town's own years are typed, one letter is held, and the rest goes with the approval that came back.
import { lettered } from '../keeping.mjs';
import { Hands } from '../hands.mjs';
import { today } from '../town.mjs';

const NUMBER = '8みほ障第311号';
const KINDS = ['会議録の版とPDF', '会議資料のファイル', '送付した一式', '委嘱状・任命書', '報酬等の支払', '決裁の伺い'];

export const retention = {
  'By keyboard: the years of the town are typed, a letter is held, and what is due is disposed of with its approval': async (town, guest) => {
    const her = guest(await town.join({ name: '野口 環', login: 't.noguchi', role: 'secretariat' }));
    const council = await lettered(her, 'みほん市古い文書の協議会');
    const hands = new Hands(her);
    await rule(hands, council);
    await hold(hands);
    await dispose(hands);
  },
};

/** From the council's page to the years of the town. */
async function rule(hands, council) {
  await hands.open(council);
  await hands.jump();
  await hands.take('link', '保存と廃棄');
  await hands.reads('保存期間が、まだ未確認です');
  await hands.jump();
  await hands.take('link', '保存期間の決まりを入れる');
  await hands.jump();
  await hands.fill('いつから', 'R8.4.1');
  await hands.fill('根拠', 'みほん市文書管理規程 別表第2');
  for (const kind of KINDS) await hands.fill(kind, kind === '会議録の版とPDF' ? '永年' : '５年');
  await hands.follow('Control+Enter');
  await hands.reads('保存期間の決まりを加えました');
  await hands.reads('保存期間が終わったものが、5件あります');
}

/** The first letter stays: it is asked for. */
async function hold(hands) {
  await hands.jump();
  await hands.take('link', /^開く.*委嘱状・任命書、令和2年度/);
  await hands.reads('5件を、廃棄できます');
  await hands.jump();
  await hands.fill('続けるわけ', '開示請求の審査が続いている');
  await hands.fill('いつまで', 'R20.3.31');
  await hands.take('button', '保存を続ける');
  await hands.reads('保存を続けることにしました');
  await hands.reads('5件のうち4件を、廃棄できます');
}

/** Without a number nothing goes; with it four go, and their lines stay. */
async function dispose(hands) {
  await hands.jump();
  await hands.fill('決裁の日', today());
  await hands.take('button', '4件を廃棄する');
  await hands.reads('戻った伺いの番号を入れてください');
  await hands.fill('決裁の番号', NUMBER);
  await hands.take('button', '4件を廃棄する');
  await hands.reads('廃棄しました。何を、いつ、どの決裁で廃棄したかは、記録に残っています');
  await hands.reads('1件を保存しています');
  if (!(await hands.isSaid(NUMBER))) throw new Error('the register does not say which approval');
}
