// Reads one file in a closed process and shows what it says; no matter is needed and nothing is kept.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readAlone } from '../../../compose.ts';
import type { Extraction } from '../../../ports/extractor.ts';
import type { OwnCommand } from '../desk.ts';
import { EXIT } from '../outcome.ts';
import { count } from '../progress.ts';

const input = z.strictObject({
  file: z.string().min(1).describe('the file to read'),
  passwordFile: z
    .string()
    .optional()
    .describe('a file whose first line opens an encrypted file; a password is never typed in a command'),
  encoding: z.string().optional().describe('the encoding of a text file, where it was guessed wrongly'),
  followLinks: z.boolean().optional().describe('read what a symbolic link points to'),
  lines: z.number().int().min(0).default(40).describe('how many lines of the text to show'),
});

export const readCommand: OwnCommand = {
  name: 'read',
  summary: 'Read a file as evidence is read: its text, pages, mail, tables, what is hidden, what would act.',
  input,
  example: { file: 'letter.pdf' },
  positional: 'file',
  async run(given, desk) {
    const { file, passwordFile, encoding, followLinks, lines } = input.parse(given);
    const password =
      passwordFile === undefined
        ? undefined
        : readFileSync(desk.absolute(passwordFile), 'utf8').split(/\r?\n/)[0];
    const read = await readAlone(desk.absolute(file), {
      signal: desk.signal,
      ...(password === undefined ? {} : { password }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(followLinks === undefined ? {} : { followLinks }),
    });
    const pages =
      read.pages.length > 0
        ? `, ${count(read.pages.length)} ${read.pages.length === 1 ? 'page' : 'pages'}`
        : '';
    const last =
      read.state === 'error'
        ? `Not read (${read.errorKind}): ${read.reason}`
        : `${read.state === 'read' ? 'Read' : 'Partly read'}: ${read.kind}, ${count(read.text.length)} characters${pages}. All of it, for a program: --json`;
    return {
      answer: desk.json ? plain(read) : shown(read, lines),
      last,
      code: read.state === 'error' ? EXIT.found : EXIT.done,
    };
  },
};

/** Everything but the bytes of attachments, which are told by their digests. */
function plain(read: Extraction): unknown {
  return { ...read, attachments: read.attachments.map(({ content: _content, ...rest }) => rest) };
}

function shown(read: Extraction, lines: number): unknown {
  const text = read.text.split('\n');
  const rest = text.length - lines;
  return {
    kind: read.kind,
    mediaType: read.mediaType,
    ...(read.encoding === undefined ? {} : { encoding: read.encoding }),
    ...(read.language === undefined ? {} : { language: read.language }),
    ...(read.pages.length === 0 ? {} : { pages: read.pages.length }),
    ...(read.isEncrypted ? { encrypted: true } : {}),
    ...(read.mail === undefined ? {} : { mail: read.mail }),
    ...(Object.keys(read.metadata).length === 0 ? {} : { claims: read.metadata }),
    ...some('warnings', read.warnings),
    ...some(
      'hidden',
      read.hidden.map(({ kind, page, text: what }) => ({ kind, page, text: what.slice(0, 200) })),
    ),
    ...some(
      'active',
      read.active.map(({ kind, page, detail }) => ({ kind, page, detail: detail.slice(0, 200) })),
    ),
    ...some('tables', read.tables),
    ...some(
      'attachments',
      read.attachments.map(({ name, mediaType, bytes, note }) => ({ name, mediaType, bytes, note })),
    ),
    ...(read.text === '' || lines === 0
      ? {}
      : {
          text: `${text.slice(0, lines).join('\n')}\n${rest > 0 ? `… ${count(rest)} more lines (--lines ${text.length})` : ''}`,
        }),
  };
}

function some(name: string, list: readonly unknown[]): object {
  return list.length === 0 ? {} : { [name]: list };
}
