// Brings a Word file back: read in the closed process, compared with what went out, and laid before a person; nothing is taken.
import { fromBase64, sha256, toHex } from '@probata/seal';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { WordDocument } from '../../ports/word-file.ts';
import { compareDraft, type DraftRow, draftsOf, sentBlocks } from '../../rooms/pleading/index.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';

/** A pleading of a thousand pages with its figures; what is larger is another file. */
const MOST_BYTES = 64 * 1024 * 1024;
const input = z
  .strictObject({
    /** The Word file on this machine. */
    path: z.string().min(1).max(4096).optional(),
    /** Or its bytes, as a page sends them. */
    file: z.strictObject({ name: z.string().min(1).max(300), base64: z.base64().max(12_000_000) }).optional(),
    /** Which draft it is; left out: as the file itself says, or by the citations in it. */
    draft: idOf('draft').optional(),
  })
  .refine((given) => (given.path === undefined) !== (given.file === undefined), {
    error: 'needs the path of a Word file, or its bytes, and not both',
  });

export const draftReturn = task({
  name: 'draft.return',
  summary:
    'Bring a Word file back: which citations came back and which are lost, and what it would change; nothing is changed by itself.',
  input,
  output: z.object({
    returned: z.string(),
    draft: z.string(),
    pleading: z.string(),
    proposals: z.number(),
    citations: z.number(),
    standing: z.number(),
    lost: z.array(z.object({ id: z.string(), reason: z.string(), words: z.string(), paragraph: z.string() })),
    remarks: z.array(z.string()),
  }),
  example: { path: 'Memorial.docx' },
  power: 'write',
  takesFile: true,
  async run(house, given, watch) {
    const { name, bytes } =
      given.file === undefined
        ? fileAt(house, given.path ?? '')
        : { name: given.file.name, bytes: fromBase64(given.file.base64) };
    watch.progress({ stage: 'reading', done: 0, all: 2, errors: 0 });
    const word = await readDraft(house, name, bytes, watch.signal);
    watch.progress({ stage: 'comparing', done: 1, all: 2, errors: 0 });
    const { look } = house.ledger;
    const draft = await draftOf(house, word.document, given.draft);
    const compared = compareDraft(word.document, draft.said, await sentBlocks(look, draft.said));
    const file = { name: name.slice(0, 300), sha256: toHex(sha256(bytes)), bytes: bytes.length };
    const remarks = [...word.remarks, ...compared.remarks].slice(0, 500);
    const receipt = await house.ledger.append(async (_look, act) => [
      {
        kind: 'draft.returned',
        subject: act.newId('draftReturn'),
        refs: [draft.id, draft.said.pleading],
        said: { draft: draft.id, file, ...compared, remarks },
      },
    ]);
    const returned = receipt.entries[0]?.subject ?? '';
    const shown = (await house.ask('draft.show', { returned })) as {
      readonly citations: {
        readonly lost: readonly {
          readonly id: string;
          readonly reason: string;
          readonly words: string;
          readonly number: string | null;
        }[];
      };
    };
    return {
      returned,
      draft: draft.id,
      pleading: draft.said.pleading,
      proposals: compared.proposals.length,
      citations: draft.said.marks.length,
      standing: compared.citations.standing,
      lost: shown.citations.lost.map(({ id, reason, words, number }) => ({
        id,
        reason,
        words,
        paragraph: number ?? '',
      })),
      remarks,
    };
  },
});

function fileAt(house: House, path: string): { readonly name: string; readonly bytes: Uint8Array } {
  const [found] = house.sources.walk([house.sources.resolve(path)]);
  const opened =
    found === undefined
      ? undefined
      : house.sources.open(found, { maxBytes: MOST_BYTES, wholeBytes: MOST_BYTES });
  if (opened === undefined) throw new Refusal('DRAFT_FILE', `There is no file at ${path}.`, { path });
  if (opened.state === 'open') opened.close();
  if (opened.state !== 'whole')
    throw new Refusal(
      'DRAFT_FILE',
      `${path} was not read (${opened.state === 'open' ? 'too large' : opened.detail}).`,
      { path },
    );
  return { name: path.split(/[\\/]/u).at(-1) ?? path, bytes: opened.bytes };
}

async function readDraft(
  house: House,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<{ readonly document: WordDocument; readonly remarks: readonly string[] }> {
  const read = await house.extractor.extract({ bytes, name, compartment: 'drafts', asDraft: true, signal });
  if (read.state === 'error')
    throw new Refusal(
      'DRAFT_UNREADABLE',
      `“${name}” could not be read: ${read.reason} Ask for it again, or save it anew as .docx.`,
    );
  if (read.word === undefined)
    throw new Refusal(
      'DRAFT_KIND',
      `“${name}” is no Word file (it is ${read.kind}). Save it as .docx and bring that back.`,
    );
  return {
    document: read.word,
    remarks: read.state === 'partly-read' ? read.warnings.map((one) => one.message) : [],
  };
}

/** The draft that is named, else the one of the manifest, else the one whose citations stand in it most. */
async function draftOf(house: House, word: WordDocument, named: string | undefined): Promise<DraftRow> {
  const drafts = await draftsOf(house.ledger.look);
  const known = drafts.find((one) => one.id === (named ?? word.manifest?.draft));
  if (known !== undefined) return known;
  if (named !== undefined)
    throw new Refusal('DRAFT_UNKNOWN', `There is no draft ${named}. List them with 'probata draft list'.`);
  const ids = new Set(
    word.paragraphs.flatMap((one) => one.runs.flatMap((run) => run.layers.map((layer) => layer.id))),
  );
  const [best] = drafts
    .map((one) => ({ one, share: one.said.marks.filter((mark) => ids.has(mark.id)).length }))
    .sort((a, b) => b.share - a.share);
  if (best !== undefined && best.share > 0) return best.one;
  throw new Refusal(
    'DRAFT_OF_NONE',
    'This file bears no mark of a draft of this matter. Say which draft it is (draft), or write one first (draft issue).',
  );
}
