// Reads what an old office file says about itself: title, author, dates, and whether it carries macros.
import type { Draft } from './draft.ts';
import { decodeAs, encodingByName } from './encoding.ts';
import type { Ole } from './ole.ts';

const SUMMARY: Readonly<Record<number, string>> = {
  2: 'title',
  3: 'subject',
  4: 'author',
  5: 'keywords',
  6: 'comments',
  8: 'last-saved-by',
  9: 'revision',
  12: 'created',
  13: 'saved',
  11: 'printed',
  18: 'application',
};

/** Notes the summary ([MS-OLEPS]) and macros; properties that do not parse are left out. */
export function noteOle(ole: Ole, draft: Draft): void {
  const bytes = ole.read('\u0005SummaryInformation');
  if (bytes !== undefined && bytes.length >= 48) {
    try {
      noteSummary(bytes, draft);
    } catch {
      // a RangeError: the stream is cut
    }
  }
  if (ole.streams.some((s) => /(?:^|\/)(?:VBA|Macros|_VBA_PROJECT(?:_CUR)?)(?:\/|$)/i.test(s.path))) {
    draft.flag({ kind: 'macro', detail: 'VBA project' });
  }
  for (const stream of ole.streams) {
    if (stream.path.endsWith('\u0001Ole10Native'))
      draft.flag({ kind: 'embedded-object', detail: stream.path });
  }
}

function noteSummary(bytes: Buffer, draft: Draft): void {
  const at = bytes.readUInt32LE(44);
  const count = Math.min(200, bytes.readUInt32LE(at + 4));
  let page = 'windows-1252';
  for (let i = 0; i < count; i += 1) {
    const id = bytes.readUInt32LE(at + 8 + i * 8);
    const place = at + bytes.readUInt32LE(at + 12 + i * 8);
    const type = bytes.readUInt32LE(place);
    if (id === 1)
      page =
        encodingByName(`cp${bytes.readUInt16LE(place + 4)}`) ??
        (bytes.readUInt16LE(place + 4) === 65001 ? 'utf-8' : page);
    const name = SUMMARY[id];
    if (name === undefined) continue;
    if (type === 30) {
      const length = bytes.readUInt32LE(place + 4);
      draft.fact(
        name,
        decodeAs(bytes.subarray(place + 8, place + 8 + Math.min(length, 4_096)), page).text.replace(
          /\0.*$/s,
          '',
        ),
      );
    } else if (type === 64) {
      const ticks = bytes.readBigUInt64LE(place + 4);
      if (ticks > 0n) draft.fact(name, fileTime(ticks));
    }
  }
}

/** FILETIME: 100 ns since 1601, UTC. Gives '' for times outside the years a document can have. */
export function fileTime(ticks: bigint): string {
  const ms = Number(ticks / 10_000n) - 11_644_473_600_000;
  return Math.abs(ms) < 8e13 ? new Date(ms).toISOString() : '';
}
