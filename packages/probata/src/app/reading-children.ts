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

/**
 * Enters what the file carries as exhibits of their own, related to it as attachments. What is held already is only
 * related; done again it enters nothing. A child lies in the compartment of its parent and is released to nobody.
 * @returns how many exhibits were entered, and how many files were left named only
 */
export async function depositChildren(
  house: House,
  opened: OpenedExhibit,
  reading: Extraction,
): Promise<{ readonly entered: number; readonly left: number }> {
  const { exhibit } = opened;
  const kept = reading.attachments.filter(isAFile);
  if (kept.length === 0) return { entered: 0, left: 0 };
  const { look } = house.ledger;
  const relations = await relationsOf(look, exhibit.id);
  if ((await depthOf(house, exhibit.id)) >= CHILDREN_DEPTH) return { entered: 0, left: kept.length };
  const related = new Set(
    relations.flatMap((one) => (one.relation === 'attachment-of' && one.to === exhibit.id ? [one.from] : [])),
  );
  // A file must not become the attachment of what it holds itself.
  const above = new Set([
    exhibit.id,
    ...relations.flatMap((one) => (one.from === exhibit.id ? [one.to] : [])),
  ]);
  let entered = 0;
  const some = kept.slice(0, CHILDREN_MAX);
  for (let i = 0; i < some.length; i += GROUP) {
    const group = some.slice(i, i + GROUP);
    const deposits = new Deposits(house);
    try {
      for (const one of group) deposits.take(requestFor(one, opened), one.content ?? new Uint8Array());
      const { outcomes } = await deposits.flush((ends, act) =>
        ends.flatMap(({ exhibit: child }, at): Draft[] => {
          if (related.has(child) || above.has(child)) return [];
          related.add(child);
          const place = group[at]?.name ?? '';
          return [
            relationDraft(
              {
                exhibit: child as `exh_${string}`,
                as: 'attachment-of',
                to: exhibit.id as `exh_${string}`,
                ...(place === '' ? {} : { place: place.slice(0, 300) }),
              },
              exhibit.compartment,
              act,
            ),
          ];
        }),
      );
      entered += outcomes.filter((one) => one.state === 'deposited').length;
    } catch (thrown) {
      // Another reader related the same two meanwhile: what was wanted stands.
      if (!(thrown instanceof Refusal)) throw thrown;
    } finally {
      await deposits.close();
    }
  }
  return { entered, left: kept.length - some.length };
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
