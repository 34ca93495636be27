// A reading: a clerk pastes wishes, reads them beside the rooms, keeps what the council may see, and raises an issue from it.
import { Hands } from '../hands.mjs';
import { path } from '../town.mjs';

export const wishes = {
  'By keyboard: wishes are pasted, read beside the rooms, kept for the council, and an issue comes of it': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await hands.open('/wishes');
    await hands.take('link', '表を貼り付ける');
    await hands.to('textbox', /^表/);
    await hands.paste('番号\t性別\t障害の種別\t夜の支え\t月に払える額\nK-1\t女\t精神\t通報\t7万\nK-2\t男\t精神\t夜勤\t6万\nK-3\t女\t精神、知的\t巡回\t65000');
    await hands.follow('Control+Enter');
    await hands.reads('3件を加え');
    await hands.take('button', 'この表のとおりに残す');
    await hands.reads('表のとおりに残しました');
    await hands.take('link', '空室と合わせて読む');
    await hands.reads('全員が同時に移るとすれば');
    await hands.take('link', /人.*の行（探している人）/);
    await hands.reads('K-1');
    await hands.take('link', /空室と希望へ/);
    await hands.take('button', '資料として残す');
    await hands.reads('資料として残しました');
    await hands.take('link', /^課題を起こす.*（みほん市精神保健福祉連絡協議会）/);
    await hands.reads('の「空室と希望の読み」から起こす');
    await hands.to('textbox', /^課題/);
    await hands.follow('Control+Enter');
    await hands.reads('の「空室と希望の読み」から起こしました');
    await hands.take('link', /の「空室と希望の読み」$/);
    await hands.take('link', 'この資料を取りやめる');
    await hands.to('textbox', /^わけ/);
    await hands.typeAhead('去年の表を貼り付けていた');
    await hands.follow('Control+Enter');
    await hands.reads('取りやめた資料です');
  },
  'By keyboard: a wish that ended is erased': async (town, guest) => {
    await path(town.people.secretariat.send('/wishes', { number: 'K-9', state: 'ended' }));
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await hands.open('/wishes');
    await hands.take('link', /^終えたもの/);
    await hands.to('checkbox', 'K-9を消す');
    await hands.press('Space');
    await hands.follow('Enter');
    await hands.reads('K-9の1件を消します');
    await hands.take('button', '1件を消す');
    await hands.reads('版の履歴と下書きまで消しました');
  },
};
