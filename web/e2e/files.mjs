// Files by hand, such as come from outside: one with a macro, one with a program. The good ones are papers that nimo printed. And the
// way into a ZIP, and to the words of any file.
import { spawn } from 'node:child_process';
import { crc32, inflateRawSync } from 'node:zlib';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A file as a form takes it. */
export const pdf = (name, buffer) => ({ name, mimeType: 'application/pdf', buffer });
export const docx = (name, buffer) => ({ name, mimeType: DOCX, buffer });

/** A ZIP of these names and texts, none of them compressed. */
export function zip(entries) {
  const [bodies, table] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [named, data] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(named.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, named, data]);
    bodies.push(body);
    table.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), head, end, named]));
    at += body.length;
  }
  const size = table.reduce((sum, line) => sum + line.length, 0);
  const foot = Buffer.alloc(18);
  foot.writeUInt16LE(table.length, 4);
  foot.writeUInt16LE(table.length, 6);
  foot.writeUInt32LE(size, 8);
  foot.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, ...table, Buffer.from('PK\u0005\u0006'), foot]);
}

/** The entries of a ZIP, by name, in their order. */
export function unzip(bytes) {
  const entries = {};
  const foot = bytes.lastIndexOf('PK\u0005\u0006');
  let at = bytes.readUInt32LE(foot + 16);
  for (let left = bytes.readUInt16LE(foot + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [named, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const head = bytes.readUInt32LE(at + 42);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const data = bytes.subarray(from, from + size);
    entries[bytes.toString('utf8', at + 46, at + 46 + named)] = method === 0 ? data : inflateRawSync(data);
    at += 46 + named + extra + comment;
  }
  return entries;
}

/** All that a file says: its bytes as text, and for paper the words on it; of a Word or Excel file or another ZIP all that lies in it. */
export async function wordsOf(bytes) {
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === '%PDF') return `${bytes}\n${await printed(bytes)}`;
  if (kind !== 'PK\u0003\u0004') return bytes.toString();
  const parts = await Promise.all(Object.entries(unzip(bytes)).map(async ([name, part]) => `${name}\n${await wordsOf(part)}`));
  return parts.join('\n');
}

/** The visible text of a PDF; `make setup` brings the program. */
export function printed(bytes) {
  return new Promise((tell, fail) => {
    const tool = spawn('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    tool.stdout.on('data', (part) => (text += part));
    tool.on('error', () => fail(new Error('pdftotext is not installed; run make setup')));
    tool.on('close', () => tell(text));
    tool.stdin.end(bytes);
  });
}

/** A Word file that says it has none, and carries a macro. */
export const withMacro = () => docx('資料3_事例.docx', zip({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
  'word/document.xml': '<?xml version="1.0"?><w:document/>',
  'word/vbaProject.bin': 'Sub AutoOpen()',
}));

/** A PDF of one empty page that runs a program when it is opened. */
export function withProgram() {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n`;
  return pdf('資料4_目標.pdf', Buffer.from(`${text}startxref\n${start}\n%%EOF\n`));
}
