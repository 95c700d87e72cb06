/** Reads the words of an exhibit's file in the plainest way, to find the quotes of the case in them. */
import * as XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import * as mupdf from 'mupdf';
import PostalMime from 'postal-mime';

/** One place of a file: a page, a row, a cell, a numbered paragraph or the whole. */
export interface Place {
  readonly at: string;
  readonly text: string;
}

/** White space and soft breaks made one, as a reader sees them. */
export const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const unmark = (xml: string): string =>
  xml.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, (e) => entities[e] ?? e);

/** Takes a file name and its bytes; gives the places with their words. Pictures have none. */
export async function places(file: string, bytes: Uint8Array): Promise<readonly Place[]> {
  const kind = file.slice(file.lastIndexOf('.') + 1);
  switch (kind) {
    case 'pdf': {
      const document = mupdf.Document.openDocument(bytes, 'application/pdf');
      return Array.from({ length: document.countPages() }, (_, i) => ({
        at: `p. ${i + 1}`,
        text: plain(document.loadPage(i).toStructuredText('preserve-whitespace').asText()),
      }));
    }
    case 'docx': {
      const zip = await JSZip.loadAsync(bytes);
      const read = async (part: string): Promise<string> => (await zip.file(part)?.async('string')) ?? '';
      const paragraphs = (await read('word/document.xml')).split('</w:p>');
      return [
        ...paragraphs.map((xml, i) => ({
          at: `para. ${i + 1}`,
          text: plain(unmark(xml.replace(/<w:(tab|br)[^>]*\/>/g, ' '))),
        })),
        { at: 'footer', text: plain(unmark(await read('word/footer1.xml'))) },
        { at: 'properties', text: plain(unmark((await read('docProps/core.xml')).replaceAll('><', '> <'))) },
      ];
    }
    case 'xlsx': {
      const book = XLSX.read(bytes, { type: 'array', sheetStubs: false });
      return book.SheetNames.flatMap((name) => {
        const sheet = book.Sheets[name] ?? {};
        return Object.entries(sheet)
          .filter(([address]) => !address.startsWith('!'))
          .map(([address, cell]) => ({
            at: `'${name}'!${address}`,
            text: plain(`${(cell as XLSX.CellObject).w ?? (cell as XLSX.CellObject).v ?? ''}`),
          }));
      });
    }
    case 'csv':
      return iconv
        .decode(Buffer.from(bytes), 'win1257')
        .split('\r\n')
        .map((line, i) => ({ at: `row ${i + 1}`, text: plain(line) }));
    case 'html':
      return [
        {
          at: 'page',
          text: plain(
            unmark(
              Buffer.from(bytes)
                .toString('utf8')
                .replace(/<style>[^<]*<\/style>/, '')
                .replaceAll('><', '> <'),
            ),
          ),
        },
      ];
    case 'eml': {
      const mail = await PostalMime.parse(bytes);
      return [{ at: 'body', text: plain(mail.text ?? '') }];
    }
    case 'txt':
    case 'md':
      return Buffer.from(bytes)
        .toString('utf8')
        .split('\n')
        .map((line, i) => ({ at: `line ${i + 1}`, text: plain(line) }));
    default:
      return [];
  }
}
