// Measures a long pleading on its way to Word and back: composed, written, read, and compared, by the processor's clock.

import { readSource } from '../packages/probata/src/adapters/extract/read-source.ts';
import { plainZip } from '../packages/probata/src/adapters/extract/zip-write.ts';
import type { WordDocument } from '../packages/probata/src/ports/word-file.ts';
import { type Cited, composePleading } from '../packages/probata/src/rooms/pleading/compose.ts';
import { compareDraft } from '../packages/probata/src/rooms/pleading/draft/compare.ts';
import { wordBody } from '../packages/probata/src/rooms/pleading/draft/word-body.ts';
import { wordDocument } from '../packages/probata/src/rooms/pleading/draft/word-document.ts';
import type { Block, PleadingOpened } from '../packages/probata/src/rooms/pleading/types.ts';

const USAGE = 'npm run bench -- word [--paragraphs N]     1,500 paragraphs, two citations in each';
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const id = (prefix: string, n: number): string => `${prefix}_${String(n).padStart(26, '0')}`;

/** `word` of the bench: see USAGE. The last line is JSON: seconds of processor time, and what came back. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const given = Number(args[args.indexOf('--paragraphs') + 1]);
  const count = args.includes('--paragraphs') && given > 0 ? given : 1500;
  const blocks = Array.from({ length: count }, (_, i) => blockOf(i));
  const took: Record<string, number> = {};
  const timed = async <T>(what: string, act: () => T | Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const made = await act();
    const { user, system } = process.cpuUsage(before);
    took[what] = Number(((user + system) / 1e6).toFixed(2));
    say(`${what.padEnd(28)} ${took[what]} s`);
    return made;
  };
  const made = await timed('compose', () => composePleading('ple', OPENED, blocks, citedBy()));
  let n = 0;
  const nextId = (): string => {
    n += 1;
    return `X7K2QM${String(n).padStart(4, '0')}`;
  };
  const set = wordBody(made, blocks, { nextId, controls: false, pictures: new Map() });
  const bytes = await timed('write', () =>
    plainZip(
      wordDocument(made, set, 'dft', 'chapter').map(({ name, content }) => ({
        name,
        content: typeof content === 'string' ? Buffer.from(content) : content,
      })),
    ),
  );
  const { draft } = await timed('read', () => readSource({ bytes, name: 'draft.docx', asDraft: true }));
  const word = draft.word ?? { paragraphs: [], manifest: null };
  const sent = blocks.map((block) => ({
    block: block.id,
    kind: block.kind,
    text: block.text.versions['en'] ?? '',
  }));
  const same = await timed('compare', () => compareDraft(word, set, sent));
  const bare = await timed('compare without paragraph marks', () => compareDraft(reworded(word), set, sent));
  say(
    JSON.stringify({
      paragraphs: count,
      citations: set.marks.length,
      bytes: bytes.length,
      took,
      standing: same.citations.standing,
      proposals: same.proposals.length,
      rewordedFound: bare.proposals.filter((one) => one.is === 'rewrite').length,
      rewordedTakenForNew: bare.proposals.filter((one) => one.is === 'write').length,
    }),
  );
}

/** As a word processor leaves it that keeps no hidden bookmark, after somebody has changed a word in every paragraph. */
function reworded(word: WordDocument): WordDocument {
  return {
    ...word,
    paragraphs: word.paragraphs.map((paragraph) => ({
      ...paragraph,
      runs: paragraph.runs.map((run) => ({
        ...run,
        text: run.text.replace('followed', 'came after'),
        layers: run.layers.filter((layer) => layer.layer !== 'paragraph'),
      })),
    })),
  };
}

const OPENED: PleadingOpened = {
  type: 'memorial',
  title: { authoritative: 'en', versions: { en: 'Memorial' } },
  shortTitle: 'Memorial',
  language: 'en',
  numbering: 'chapter',
  isFiled: true,
};

function blockOf(i: number): Block {
  const isChapter = i % 50 === 0;
  const text = isChapter
    ? `Chapter of day ${i}`
    : `The flights of day ${i * 7} are told of here, and what followed them by night ${i} [@${id('pas', i % 300)}], as was said [see @${id('pas', (i * 7) % 300)}].`;
  return {
    id: id('blk', i),
    kind: isChapter ? 'chapter' : 'paragraph',
    text: { authoritative: 'en', versions: { en: text } },
  };
}

function citedBy(): Cited {
  const many = <T>(length: number, of: (i: number) => readonly [string, T]): ReadonlyMap<string, T> =>
    new Map(Array.from({ length }, (_, i) => of(i)));
  return {
    facts: new Map(),
    authorities: new Map(),
    figures: new Map(),
    passages: many(300, (i) => [
      id('pas', i),
      { id: id('pas', i), exhibit: id('exh', i % 120), pin: `p. ${i}`, isWithdrawn: false, stands: 'exact' },
    ]),
    exhibits: many(120, (i) => [
      id('exh', i),
      {
        id: id('exh', i),
        title: `Paper ${i}`,
        date: '3 June 2033',
        language: 'en',
        pages: 2,
        isSealed: false,
        standing: 'held',
        isAnnexed: true,
        heldAt: null,
        translationOf: null,
        bars: [],
      },
    ]),
  };
}
