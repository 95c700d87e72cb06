// The papers that the browser tests read: a PDF of two pages, a table, a mail, a right-to-left text, a sealed statement.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SENTENCE = 'The flights rose from nine to thirty-one a week.';
export const CANARY = 'PLOVER-2204 saw the lorry at the wire.';

const PAGES = [
  [
    'Report on the flights',
    '',
    'Staff read the public boards of the airport.',
    SENTENCE,
    'Nobody said what was paid.',
  ],
  [
    'Second page',
    '',
    'On two dates the flights stopped for seven days.',
    'After that fewer persons came to the line.',
  ],
];

/** Writes the papers into `folder` with what is said of each; the statement lies in the compartment named. */
export function writePapers(folder: string, compartment: string): void {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  put('report.pdf', pdf(PAGES));
  put('log.csv', 'date;post;persons\n2033-07-11;118;24\n2033-07-19;121;31\n');
  put('list.txt', 'قائمة التأشيرات\nVisas issued in groups.\n');
  put(
    'thread.eml',
    'From: Registry <registry@border.example>\r\nTo: Counsel <counsel@agent.example>\r\nSubject: Clocks\r\nDate: Tue, 17 Jan 2034 10:21:02 +0200\r\n\r\nThe clocks stay on UTC+2 all year.\r\n',
  );
  put('statement.txt', `${CANARY}\n`);
  put(
    'exhibits.json',
    JSON.stringify({
      files: {
        'report.pdf': { title: 'Report on the flights', class: 'io-report', originId: 'mission' },
        'log.csv': { title: 'Border log', class: 'record' },
        'list.txt': { title: 'Visa list', class: 'record' },
        'thread.eml': { title: 'Mail about clocks', class: 'record' },
        'statement.txt': { title: 'Statement of a witness', class: 'witness', compartment },
      },
    }),
  );
}

/** A plain PDF: one line of Helvetica for each text, from the top of each page. */
export function pdf(pages: readonly (readonly string[])[]): Uint8Array {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ');
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, i) => {
      const text = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
      const stream = `BT /F1 12 Tf 18 TL 72 760 Td\n${text}\nET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let out = '%PDF-1.4\n';
  const places = bodies.map((body, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = out.length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return new TextEncoder().encode(out);
}
