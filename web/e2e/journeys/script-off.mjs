// Without scripts every form still works: paste, look, correct, keep.
import { Hands } from '../hands.mjs';

const SHEET = `会議名称 令和７年度 第２回みほん市居住支援協議会
開催日時 令和７年９月３日（水）１０：００～１１：００
開催場所 みほん市役所 ３０１会議室
会議次第 １ 開会
２ 議題
３ 閉会
会議結果 １ 開会
２ 議題
・空いている部屋と、住まいをさがす人とをつなぐとよい。
・貸す人の心配を聞く場がほしい。
３ 閉会
`;

export const scriptOff = {
  'Without scripts: a pasted sheet is read, corrected and kept': async (town, guest) => {
    const her = guest(await town.people.secretariat.elsewhere({ javaScriptEnabled: false }));
    const hands = new Hands(her);
    await hands.open(`${town.quiet}/import`);
    await hands.to('textbox', /全文を貼り付ける/);
    await her.page.keyboard.insertText(SHEET);
    await hands.take('button', '読み取る');
    await hands.reads('令和7年度第2回');
    await hands.fill(/^場所/, 'みほん市役所 大会議室');
    await hands.take('button', '基本を保存する');
    await hands.reads('保存しました');
    await hands.take('link', /^直す.*発言1）/);
    await hands.fill('本文', '空いている部屋と、住まいをさがす人とをつなぎたい。');
    await hands.take('button', '保存する');
    await hands.take('button', '会議録として残す');
    await hands.reads('会議録として残しました');
    await hands.reads('住まいをさがす人とをつなぎたい');
  },
};
