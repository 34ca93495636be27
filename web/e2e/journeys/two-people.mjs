// Two people on one form: both texts are shown and joined, and neither is lost.
import { Hands } from '../hands.mjs';

const PLACE = '場所';
const [FIRST, LATER] = ['みほん市役所 大会議室', 'みほん市役所 第二庁舎 305会議室'];

export const twoPeople = {
  'Two on one form: both texts appear and are joined by keyboard': async (town, guest) => {
    const meeting = `${town.poor}/correct`;
    const [one, other] = [await town.people.secretariat.elsewhere(), await town.people.colleague.elsewhere()].map(guest);
    const [first, later] = [new Hands(one), new Hands(other)];
    await first.open(meeting);
    await later.open(meeting);
    await first.fill(PLACE, FIRST);
    await first.take('button', '基本を保存する');
    await first.reads('保存しました');
    await later.fill('会議名称', '地域移行部会 打合せ');
    await later.fill(PLACE, LATER);
    await later.take('button', '基本を保存する');
    await later.reads('二人の直しが1か所で重なっています');
    await later.to('radio', '先の文にする');
    await later.press('ArrowDown');
    await later.take('button', '合わせて保存する');
    await later.reads('保存しました');
    const kept = [await later.valueOf(PLACE), await later.valueOf('会議名称')];
    if (kept.join() !== [LATER, '地域移行部会 打合せ'].join()) throw new Error(`joined to ${kept}`);
    await later.open(`${town.poor}/history`);
    await later.reads(FIRST.slice(-4));
  },

  'A draft that was overtaken: only what she changed is hers, and there is a way out': async (town, guest) => {
    const meeting = `${town.spare}/correct`;
    const [one, other] = [await town.people.secretariat.elsewhere(), await town.people.colleague.elsewhere()].map(guest);
    const [first, later] = [new Hands(one), new Hands(other)];
    await first.open(meeting);
    await later.open(meeting);
    await later.fill(PLACE, LATER);
    await later.take('button', '下書きとして残す');
    await first.fill(PLACE, FIRST);
    await first.take('button', '基本を保存する');
    await later.open(meeting);
    await later.reads('二人の直しが1か所で重なっています');
    // The day was kept as a date and shown in 和暦; she did not touch it.
    if (await later.isSaid('あなたが直した')) throw new Error('a field that she did not touch is called hers');
    await later.take('button', '下書きを捨てる');
    await later.reads('下書きを捨てました');
    if ((await later.valueOf(PLACE)) !== FIRST) throw new Error('the text that was saved first is not shown');
  },
};
