// 希望: what people who seek a home answer, as a table that a clerk pastes; and a reading that was kept.
import { path } from './town.mjs';

const ago = (days) => new Date(Date.now() + 9 * 3600e3 - days * 864e5).toISOString().slice(0, 10);
const HEADS = ['番号', '希望した日', '優先順位の区分', '性別', '障害の種別', '障害支援区分', '夜の支え', '日中', '手伝い', 'たばこ', '月に払える額'];
/** The table, by line; each number is told by its place. */
const LINES = [
  ['退院できる人', '女', '精神', '2', '宿直', '居たい', '服薬の手伝い', '吸わない', '65000'],
  ['退院できる人', '女', '精神', '3', '通報', '出かける', 'なし', '吸わない', '60000'],
  ['退院できる人', '男', '精神', 'なし', '要らない', '出かける', 'なし', '外で吸う', '70000'],
  ['そのほかの人', '女', '精神、知的', '4', '夜勤', '居たい', '服薬の手伝い、お金の管理', '吸わない', '80000'],
  ['そのほかの人', '男', '精神', '2', '宿直', '居たい', '通院の付き添い', '部屋で吸う', '55000'],
  ['そのほかの人', '女', '精神', '2', '宿直', '出かける', '', '', ''],
];

export const TABLE = [HEADS, ...LINES.map((line, at) => [`S-${at + 1}`, ago(30 * at + 10), ...line])].map((line) => line.join('\t')).join('\n');

/** The rule of the town, the wishes, one that has ended, a reading that was kept, and one that was taken back. */
export async function wishFor(town, person) {
  const rule = {
    from_on: ago(200), words: '行き先が決まれば退院できる人を先に、その中では希望した日の早い順', classes: '退院できる人\nそのほかの人',
    aid_yen: '5,000、1万', decided_on: ago(230), source: '居住支援部会の申し合わせ',
  };
  await path(person.send('/wishes/rule', rule));
  const looked = await (await person.send('/wishes/paste', { table: TABLE })).text();
  const [, seen] = looked.match(/name="seen" value="([^"]+)"/);
  await path(person.send('/wishes/paste', { table: TABLE, seen }));
  const page = await (await person.context.request.get('/wishes')).text();
  const all = [...page.matchAll(/href="(\/wishes\/[0-9a-f-]{36})"/g)].map((found) => found[1]);
  const ended = await path(person.send('/wishes', { number: 'S-90', state: 'ended', sex: 'men' }));
  const resting = await path(person.send('/wishes', { number: 'S-91', state: 'resting', sex: 'women' }));
  const raced = await path(person.send('/wishes', { number: 'S-92', sex: 'women', cost_yen: '50000' }));
  const withdrawn = await path(person.send('/readings', {}));
  await path(person.send(`${withdrawn}/withdraw`, { reason: '去年の表を貼り付けていた' }));
  const reading = await path(person.send('/readings', {}));
  town.wishes = { one: all[0], asked: all[5], ended, resting, raced, reading, withdrawn };
}
