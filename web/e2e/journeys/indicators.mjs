// A figure is typed, put right with its reason, counted from the meetings, and a table is pasted; so are figures of other towns.
import { Hands } from '../hands.mjs';

export const indicators = {
  'By keyboard: a figure is typed, put right with its reason, counted from the meetings, and a table is pasted': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await type(hands, '２');
    await hands.reads('数を残しました');
    await type(hands, '3');
    await hands.reads(/この時点の数は、いま2回です/);
    await hands.fill(/^直すわけ/, '部会の回を数えていなかった');
    await hands.follow('Control+Enter');
    await hands.reads('数を残しました');
    await hands.reads('部会の回を数えていなかった');
    await count(hands);
    await pasteTable(hands);
  },
  'By keyboard: figures of other towns are pasted, a doubtful name is settled, and the nearest stand beside ones own': async (town, guest) => {
    const hands = new Hands(guest(await town.people.secretariat.elsewhere()));
    await hands.open('/indicators/towns');
    await hands.take('link', '表から取り込む');
    await hands.to('textbox', 'または、表を貼り付ける');
    await hands.type('市区町村,指標,年度,数,時点\n府中市,7-goals,R7,2,R8.3.31\n小金井市,7-goals,R7,1,R8.3.31\n');
    await hands.fill('出典', '試しの数');
    await hands.take('button', '読み取って確かめる');
    await hands.reads(/東京都府中市（132063）と広島県府中市（342084）です/);
    await hands.to('textbox', '表の文字');
    await hands.press('Control+a');
    await hands.type('都道府県,市区町村,指標,年度,数,時点\n東京都,府中市,7-goals,R7,2,R8.3.31\n,小金井市,7-goals,R7,1,R8.3.31\n');
    await hands.take('button', '確かめ直す');
    await hands.take('button', '2件を取り込む');
    await hands.reads('表の数を、すべて取り込みました');
    await hands.take('link', '協議の場での目標設定と評価の実施回数');
    await hands.reads(/人口の近い10市区町村のうち2つの数が分かります|数の分かる2つとくらべて/);
    await hands.to('checkbox', '65歳以上の割合も近い順に');
    await hands.press('Space');
    await hands.take('button', 'くらべる');
    await hands.reads(/人口と65歳以上の割合の近い9市区町村/);
  },
};

async function type(hands, figure) {
  await hands.open('/indicators?period=7');
  await hands.take('link', '協議の場での目標設定と評価の実施回数');
  await hands.take('link', '数を入れる');
  await hands.to('combobox', /^年度/);
  await hands.press('ArrowUp', 3);
  await hands.fill(/^数/, figure);
  await hands.fill(/^時点/, 'R6.9.30');
  await hands.fill(/^出典※/, '事務局の記録');
  await hands.follow('Control+Enter');
}

async function count(hands) {
  await hands.open('/indicators/7-meetings');
  await hands.take('link', '会議の記録から数える');
  await hands.to('combobox', /^年度/);
  await hands.press('ArrowUp', 3);
  await hands.to('checkbox', /連絡協議会/);
  await hands.press('Space');
  await hands.fill(/^直すわけ/, '会議の記録に合わせた');
  await hands.follow('Control+Enter');
  await hands.reads(/会議の記録から（/);
}

async function pasteTable(hands) {
  await hands.open('/indicators/import');
  await hands.to('textbox', 'または、表を貼り付ける');
  await hands.type('指標,年度,区分,数\n地域移行支援の利用者数,R7,目標,5\n7-transition,R7,目標,5\n7-transition,R7,実績,＊\n');
  await hands.fill('出典', '県の集計');
  await hands.take('button', '読み取って確かめる');
  await hands.reads('3行のうち2行を取り込めます。1行は直すか、外してください。');
  await hands.take('button', '2件を取り込む');
  await hands.reads('2件を取り込みました。残り1行です。');
}
