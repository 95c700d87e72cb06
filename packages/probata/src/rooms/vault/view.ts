// How the entries of the vault become its tables.
import type { z } from 'zod';
import type { JsonValue } from '../../base/json.ts';
import { isSealed } from '../../base/sealed.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import type { Row, ViewWriter } from '../../ports/view-writer.ts';
import { foldTitle } from './names.ts';
import { listedType } from './sniff.ts';
import { VAULT_TABLES } from './tables.ts';
import {
  authorityCited,
  custodyRecorded,
  exhibitDeposited,
  exhibitDescribed,
  exhibitNoted,
  exhibitRelated,
  exhibitReleased,
  fixityChecked,
  intakeClosed,
  intakeNoted,
  intakeOpened,
  producedMade,
  relationWithdrawn,
  standingSet,
} from './types.ts';

const json = (value: unknown): string | null => (value === undefined ? null : toJson(value as JsonValue));
const flag = (value: boolean | undefined): number | null => (value === undefined ? null : value ? 1 : 0);
const titleFold = (title: unknown): string | null => (isSealed(title) ? null : foldTitle(String(title)));

type Said = z.output<typeof exhibitDescribed>;

/** The columns of `vault_exhibit` and `vault_detail` that a description may set; absent fields are left as they are. */
function described(said: Omit<Said, 'ground'>): { thin: Row; detail: Row } {
  const thin: Record<string, string | number | null> = {};
  const detail: Record<string, string | number | null> = {};
  if (said.title !== undefined) {
    thin['title'] = json(said.title);
    thin['title_fold'] = titleFold(said.title);
  }
  if (said.class !== undefined) thin['class'] = said.class;
  if (said.language !== undefined) thin['language'] = said.language;
  if (said.authenticity !== undefined) thin['authenticity'] = said.authenticity;
  if (said.side !== undefined) thin['side'] = said.side;
  if (said.originId !== undefined) thin['origin_id'] = said.originId;
  if (said.provenance !== undefined) detail['provenance'] = json(said.provenance);
  if (said.originator !== undefined) detail['originator'] = json(said.originator);
  if (said.interest !== undefined) detail['interest'] = said.interest;
  if (said.madeAt !== undefined) detail['made_at'] = json(said.madeAt);
  if (said.madeFor !== undefined) detail['made_for'] = said.madeFor;
  if (said.signed !== undefined) detail['signed'] = said.signed;
  if (said.methodStated !== undefined) detail['method_stated'] = flag(said.methodStated);
  if (said.testedBy !== undefined) detail['tested_by'] = json(said.testedBy);
  if (said.challengedBeforeSuit !== undefined)
    detail['challenged_before_suit'] = flag(said.challengedBeforeSuit);
  if (said.identityWithheldFromCourt !== undefined)
    detail['identity_withheld'] = flag(said.identityWithheldFromCourt);
  if (said.privilege !== undefined) detail['privilege'] = said.privilege;
  if (said.consent !== undefined) detail['consent'] = json(said.consent);
  return { thin, detail };
}

function enterExhibit(
  entry: { readonly subject: string; readonly seq: number; readonly at: string; readonly by: string },
  said: Omit<Said, 'ground'> & {
    readonly compartment: string | null;
    readonly custody: readonly unknown[];
    readonly release: unknown;
  },
  rest: { readonly thin: Row; readonly detail: Row },
  write: ViewWriter,
): void {
  const { thin, detail } = described(said);
  write.put('vault_exhibit', {
    id: entry.subject,
    seq: entry.seq,
    at: entry.at,
    state: 'held',
    authenticity: 'unverified',
    compartment: said.compartment,
    erased: 0,
    ...thin,
    ...rest.thin,
  });
  write.put('vault_detail', {
    id: entry.subject,
    by: entry.by,
    release: json(said.release),
    ...detail,
    ...rest.detail,
  });
  said.custody.forEach((step, n) => {
    write.put('vault_custody', {
      exhibit: entry.subject,
      seq: entry.seq,
      n,
      at: entry.at,
      by: entry.by,
      step: json(step),
    });
  });
}

/** What is left of an exhibit whose deposit was erased: that it was there. */
function enterErased(
  entry: { readonly subject: string; readonly seq: number; readonly at: string; readonly by: string },
  write: ViewWriter,
): void {
  write.put('vault_exhibit', {
    id: entry.subject,
    seq: entry.seq,
    at: entry.at,
    title: '""',
    title_fold: '',
    class: 'unknown',
    state: 'held',
    authenticity: 'unverified',
    compartment: null,
    erased: 1,
  });
  write.put('vault_detail', {
    id: entry.subject,
    by: entry.by,
    release: '{"court":false,"parties":[],"publicFrom":null}',
  });
}

export const vaultView: View = {
  name: 'vault',
  version: 2,
  tables: VAULT_TABLES,
  folds: {
    'exhibit.deposited': fold(exhibitDeposited, (entry, write) => {
      const { said } = entry;
      const address = said.address ?? said.digest ?? '';
      enterExhibit(
        entry,
        said,
        {
          thin: { media_type: listedType(said.mediaType.claimed, said.mediaType.sniffed), bytes: said.bytes },
          detail: {
            name: json(said.name),
            name_bytes: json(said.nameBytes),
            media_claimed: said.mediaType.claimed,
            media_sniffed: said.mediaType.sniffed,
          },
        },
        write,
      );
      write.put('vault_object', {
        holder: entry.subject,
        entry: entry.seq,
        address,
        digest: said.digest ?? null,
        key: said.key ?? null,
        plain: json(said.plain),
        bytes: said.bytes,
        compartment: said.compartment,
        intake: said.intake ?? null,
        twin_mark: said.twinMark ?? null,
        path_mark: said.pathMark ?? null,
      });
    }),
    'exhibit.noted': fold(exhibitNoted, (entry, write) => {
      enterExhibit(
        entry,
        entry.said,
        { thin: {}, detail: { held_at: json(entry.said.heldAt), why: json(entry.said.why) } },
        write,
      );
    }),
    'exhibit.described': fold(exhibitDescribed, ({ subject, said }, write) => {
      const { thin, detail } = described(said);
      write.patch('vault_exhibit', { id: subject }, thin);
      write.patch('vault_detail', { id: subject }, detail);
    }),
    'custody.recorded': fold(custodyRecorded, ({ subject, seq, at, by, said }, write) =>
      write.put('vault_custody', { exhibit: subject, seq, n: 0, at, by, step: json(said.step) }),
    ),
    'exhibit.related': fold(exhibitRelated, ({ subject, seq, said }, write) =>
      write.put('vault_relation', {
        id: subject,
        from_exhibit: said.from,
        to_exhibit: said.to ?? null,
        relation: said.as.relation,
        detail: json(said.as),
        seq,
      }),
    ),
    'relation.withdrawn': fold(relationWithdrawn, ({ subject }, write) =>
      write.remove('vault_relation', { id: subject }),
    ),
    'standing.set': fold(standingSet, ({ subject, seq, at, by, said }, write) => {
      write.put('vault_standing', {
        exhibit: subject,
        scope: said.scope,
        standing: said.standing,
        ground: json(said.ground),
        by,
        at,
        seq,
      });
      if (said.scope === 'matter') write.patch('vault_exhibit', { id: subject }, { state: said.standing });
    }),
    'exhibit.released': fold(exhibitReleased, ({ subject, said }, write) =>
      write.patch('vault_detail', { id: subject }, { release: json(said.release) }),
    ),
    'authority.cited': fold(authorityCited, ({ subject, seq, said }, write) =>
      write.put('vault_authority', {
        id: subject,
        seq,
        title: said.title,
        sort: said.sort,
        citation: said.citation,
        detail: json(said),
      }),
    ),
    'produced.made': fold(producedMade, ({ subject, seq, said }, write) => {
      write.put('vault_produced', {
        id: subject,
        seq,
        how: said.how,
        title: json(said.title),
        media_type: said.mediaType,
        compartment: said.compartment,
        tool: json(said.tool),
        settings: json(said.settings),
      });
      write.put('vault_object', {
        holder: subject,
        entry: seq,
        address: said.address ?? said.digest ?? '',
        digest: said.digest ?? null,
        key: said.key ?? null,
        plain: json(said.plain),
        bytes: said.bytes,
        compartment: said.compartment,
        intake: null,
        twin_mark: null,
        path_mark: null,
      });
      for (const parent of said.parents) write.put('vault_parent', { produced: subject, parent });
    }),
    'intake.opened': fold(intakeOpened, ({ subject, seq, at, said }, write) =>
      write.put('vault_intake', {
        id: subject,
        seq,
        at,
        source: json(said.source),
        source_mark: said.sourceMark,
        compartment: said.compartment,
        state: 'open',
      }),
    ),
    'intake.noted': fold(intakeNoted, ({ subject, seq, said }, write) =>
      write.put('vault_passed', {
        intake: subject,
        seq,
        files: json(said.files),
        counts: json(said.counts),
      }),
    ),
    'intake.closed': fold(intakeClosed, ({ subject, at, said }, write) =>
      write.patch(
        'vault_intake',
        { id: subject },
        {
          state: 'closed',
          counts: json(said.counts),
          odd_names: said.oddNames,
          bytes: said.bytes,
          closed_at: at,
        },
      ),
    ),
    'fixity.checked': fold(fixityChecked, ({ seq, at, said }, write) =>
      write.put('vault_fixity', {
        seq,
        at,
        scope: said.scope,
        checked: said.checked,
        sound: said.sound,
        altered: json(said.altered),
        missing: json(said.missing),
        root: said.root,
      }),
    ),
  },
  erased: {
    'exhibit.deposited': enterErased,
    'exhibit.noted': enterErased,
  },
};
