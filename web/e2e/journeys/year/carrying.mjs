// What is published is carried to the town's own pages: exported as files, walked from a server that knows nothing else, exported again
// when nothing has changed, and once more when something was taken down.
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { wordsOf } from '../../files.mjs';
import { walkFiles } from '../../public.mjs';
import { bare, same } from './clerk.mjs';
import { FAMILY, GIST } from './minutes.mjs';
import { takeDown } from './publication.mjs';

/** Who did not agree to be named, and who left; the opinion that is marked; who wrote all of it down. */
const UNSAID = ['三好', 'みよし', '岡地', 'おかち', '大久保', '島田', FAMILY, GIST, '桔梗病院', '妹が', '佐伯', 'saeki'];
/** What each kind of file has to say: a search that finds nothing anywhere says nothing. */
const SAID = { '.html': '平井学', '.pdf': '退院を考えるとき', '.docx': '退院を考えるとき', '.txt': '退院を考えるとき', '.json': '退院を考えるとき', '.js': '平井学' };
const OF_ROSTER = ['roster.docx', 'roster.html', 'roster.html', 'roster.html', 'roster.pdf', 'roster.txt'];

/** Three exports into one folder, on the last day of the year's work. */
export async function carry(clerk, council) {
  const root = await mkdtemp(join(tmpdir(), 'nimo-year-'));
  const folder = join(root, 'out');
  try {
    says(await clerk.nimo.run('public', 'export', folder), 'なくなったファイル0');
    await hush(folder);
    const wrong = await walkFiles(clerk.person.browser, folder, {});
    if (wrong.length > 0) throw new Error(wrong.join(' '));
    const before = await written(root);
    says(await clerk.nimo.run('public', 'export', folder), '変わったものはありません。何も書いていません');
    same(await written(root), before, 'what the second export wrote');
    await takeDown(clerk, council);
    says(await clerk.nimo.run('public', 'export', folder), `なくなったファイル${OF_ROSTER.length}`);
    const gone = [...(await readFile(`${folder}-changes.txt`, 'utf8')).matchAll(/なくなった　\S*\/(\S+)　（委員名簿/g)];
    same(gone.map((line) => line[1]).sort().join(), OF_ROSTER.join(), 'what the third export says is gone');
    same((await files(folder)).filter((file) => file.includes('roster')).join(), '', 'what is left of the roster');
    await hush(folder, { '.html': '退院を考えるとき', '.js': '退院を考えるとき' }, ['平井 学', 'みほん保健所長の職']);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** No byte of any file, and no word of any paper, says what is not for everybody. */
async function hush(folder, said = SAID, more = []) {
  const unfound = new Map(Object.entries(said));
  for (const file of await files(folder)) {
    const words = await wordsOf(await readFile(join(folder, file)));
    const text = [file, words, words.replaceAll(/<[^>]*>/g, '')].map(bare).join('\n');
    const told = [...UNSAID, ...more].filter((word) => text.includes(bare(word)));
    if (told.length > 0) throw new Error(`${file} says 「${told.join('」「')}」`);
    if (text.includes(unfound.get(extname(file)))) unfound.delete(extname(file));
  }
  if (unfound.size > 0) throw new Error(`nothing was found in ${[...unfound.keys()].join()}`);
}

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** Every file below a folder with the moment at which it was written. */
async function written(folder) {
  const lines = (await files(folder)).map(async (file) => `${file} ${(await stat(join(folder, file))).mtimeMs}`);
  return (await Promise.all(lines)).join('\n');
}

function says(told, words) {
  if (!told.includes(words)) throw new Error(`the export does not say 「${words}」 but 「${told.trim()}」`);
}
