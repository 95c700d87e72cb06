// Makes exhibits of what a file carries: attachments, members of an archive, messages of a mailbox, each with its own number.
import { Refusal } from '../base/errors.ts';
import type { Draft } from '../ledger/room.ts';
import type { ExtractedAttachment, Extraction } from '../ports/extractor.ts';
import { leafName, relationDraft, relationsOf } from '../rooms/vault/index.ts';
import { type DepositRequest, Deposits } from './deposits.ts';
import type { House } from './house.ts';
import type { OpenedExhibit } from './tasks/exhibit-bytes.ts';

/** Files inside each other are taken out so many times: an archive that holds itself comes to an end. */
export const CHILDREN_DEPTH = 4;
/** So many files of one exhibit become exhibits by themselves; the others stay named in its reading. */
export const CHILDREN_MAX = 5000;
const GROUP = 200;
/** So many bytes wait in memory at most; what is more is entered at once. */
const WAITING_BYTES = 32 * 1024 * 1024;

interface Carried {
  readonly opened: OpenedExhibit;
  readonly files: readonly ExtractedAttachment[];
}

/** The files that readings carry, on their way to become exhibits. */
export interface CarriedFiles {
  /** Takes what a reading carries. It is entered with what others carry, at the latest by `settle`. */
  take(opened: OpenedExhibit, reading: Extraction): Promise<void>;
  /** Enters all that was taken. What could not be entered stays, and the error is thrown. */
  settle(): Promise<void>;
}

/**
 * Enters carried files as exhibits of their own, related to what carries them as attachments: several readings' by one act,
 * since each act is put on the disk. What is held already is only related; done again it enters nothing. A child lies in
 * the compartment of its parent and is released to nobody.
 */
export function carriedFiles(house: House): CarriedFiles {
  let waiting: Carried[] = [];
  let bytes = 0;
  let turn: Promise<void> = Promise.resolve();
  const settle = async (): Promise<void> => {
    const some = waiting;
    waiting = [];
    bytes = 0;
    let at = 0;
    try {
      for (const part of inGroups(some)) {
        await enter(house, part);
        at += part.length;
      }
    } catch (thrown) {
      waiting.unshift(...some.slice(at));
      throw thrown;
    }
  };
  const settled = (): Promise<void> => {
    const own = turn.then(settle);
    turn = own.catch(() => {});
    return own;
  };
  return {
    async take(opened, reading) {
      const files = reading.attachments.filter(isAFile).slice(0, CHILDREN_MAX);
      if (files.length === 0 || (await depthOf(house, opened.exhibit.id)) >= CHILDREN_DEPTH) return;
      waiting.push({ opened, files });
      bytes += files.reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
      if (bytes >= WAITING_BYTES) await settled();
    },
    settle: settled,
  };
}

/** Enters what one reading carries, by itself. */
export async function depositChildren(
  house: House,
  opened: OpenedExhibit,
  reading: Extraction,
): Promise<void> {
  const carried = carriedFiles(house);
  await carried.take(opened, reading);
  await carried.settle();
}

/** As many readings together as make one act of a bearable size; of a reading with more, one act after another. */
function inGroups(all: readonly Carried[]): Carried[][] {
  const groups: Carried[][] = [];
  let size = GROUP;
  for (const { opened, files } of all)
    for (let i = 0; i < files.length; i += GROUP) {
      const part = { opened, files: files.slice(i, i + GROUP) };
      if (size + part.files.length > GROUP) {
        groups.push([]);
        size = 0;
      }
      groups.at(-1)?.push(part);
      size += part.files.length;
    }
  return groups;
}

async function enter(house: House, group: readonly Carried[]): Promise<void> {
  try {
    await enterTogether(house, group);
  } catch (thrown) {
    // Another program related two of them meanwhile: what was wanted of those stands, and the others are entered one by one.
    if (!(thrown instanceof Refusal)) throw thrown;
    if (group.length > 1) for (const one of group) await enter(house, [one]);
  }
}

async function enterTogether(house: House, group: readonly Carried[]): Promise<void> {
  const parents: { carried: Carried; related: Set<string>; above: Set<string> }[] = [];
  for (const carried of group) {
    const { id } = carried.opened.exhibit;
    const relations = await relationsOf(house.ledger.look, id);
    const related = relations.flatMap((one) =>
      one.relation === 'attachment-of' && one.to === id ? [one.from] : [],
    );
    // A file must not become the attachment of what it holds itself.
    const above = relations.flatMap((one) => (one.from === id && one.to !== null ? [one.to] : []));
    parents.push({ carried, related: new Set(related), above: new Set([id, ...above]) });
  }
  const deposits = new Deposits(house);
  try {
    for (const { opened, files } of group)
      for (const one of files) deposits.take(requestFor(one, opened), one.content ?? new Uint8Array());
    await deposits.flush((ends, act) => {
      let at = 0;
      return parents.flatMap(({ carried: { opened, files }, related, above }) => {
        const { exhibit } = opened;
        return files.flatMap((file): Draft[] => {
          const child = ends[at]?.exhibit;
          at += 1;
          if (child === undefined || related.has(child) || above.has(child)) return [];
          related.add(child);
          return [
            relationDraft(
              {
                exhibit: child as `exh_${string}`,
                as: 'attachment-of',
                to: exhibit.id as `exh_${string}`,
                ...(file.name === '' ? {} : { place: file.name.slice(0, 300) }),
              },
              exhibit.compartment,
              act,
            ),
          ];
        });
      });
    });
  } finally {
    await deposits.close();
  }
}

function isAFile(one: ExtractedAttachment): boolean {
  return one.content !== undefined && one.content.length > 0 && one.note !== 'picture';
}

function requestFor(one: ExtractedAttachment, { exhibit }: OpenedExhibit): DepositRequest {
  const name = one.name === '' ? 'attachment' : one.name;
  const title = leafName(name.replaceAll('\\', '/')).slice(0, 300);
  return {
    name: name.slice(0, 1000),
    says: {
      title: title === '' ? 'attachment' : title,
      provenance: {
        source: exhibit.id,
        how: 'Taken out of the file that carries it, unchanged, by the reader.',
      },
    },
    compartment: exhibit.compartment,
    custody: [{ what: 'copied', note: `Carried by ${exhibit.id}.` }],
    ...(one.mediaType === '' || one.mediaType === 'application/octet-stream'
      ? {}
      : { claimedType: one.mediaType.slice(0, 200) }),
  };
}

/** In how many files this exhibit lies. */
async function depthOf(house: House, id: string): Promise<number> {
  let depth = 0;
  for (let at: string | null = id; at !== null && depth < CHILDREN_DEPTH; ) {
    const parents = await relationsOf(house.ledger.look, at);
    const parent = parents.find((one) => one.relation === 'attachment-of' && one.from === at);
    at = parent?.to ?? null;
    if (at !== null) depth += 1;
  }
  return depth;
}
