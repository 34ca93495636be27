// Files by hand, such as come from outside: one with a macro, one with a program. The good ones are papers that nimo printed.
import { crc32 } from 'node:zlib';

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
