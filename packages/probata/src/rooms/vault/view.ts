// The tables of the vault: one thin row per exhibit for lists, everything else beside it, all folded from entries.
import type { z } from 'zod';
import type { JsonValue } from '../../base/json.ts';
import { isSealed } from '../../base/sealed.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import type { Row, ViewWriter } from '../../ports/view-writer.ts';
import { foldTitle } from './names.ts';
import { listedType } from './sniff.ts';
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

export interface VaultTables {
  /** Thin: what lists show and sort by. `title` is JSON (text or token); `title_fold` is null when sealed. */
  vault_exhibit: {
    id: string;
    seq: number;
    at: string;
    title: string;
    title_fold: string | null;
    class: string;
    state: string;
    media_type: string | null;
    bytes: number | null;
    language: string | null;
    authenticity: string;
    compartment: string | null;
    side: string | null;
    origin_id: string | null;
    /** 1 once the deposit's content was erased. */
    erased: number;
  };
  /** Everything else that was said, one column per field so that each may be corrected by itself. */
  vault_detail: {
    id: string;
    by: string;
    name: string | null;
    name_bytes: string | null;
    media_claimed: string | null;
    media_sniffed: string | null;
    provenance: string | null;
    originator: string | null;
    interest: string | null;
    made_at: string | null;
    made_for: string | null;
    signed: string | null;
    method_stated: number | null;
    tested_by: string | null;
    challenged_before_suit: number | null;
    identity_withheld: number | null;
    privilege: string | null;
    consent: string | null;
    release: string;
    held_at: string | null;
    why: string | null;
  };
  /** Where the bytes are, of exhibits and of produced files. `holder` is the exhibit's or the produced file's id. */
  vault_object: {
    holder: string;
    entry: number;
    address: string;
    digest: string | null;
    key: string | null;
    plain: string | null;
    bytes: number;
    compartment: string | null;
    intake: string | null;
    twin_mark: string | null;
    path_mark: string | null;
  };
  vault_custody: { exhibit: string; seq: number; n: number; at: string; by: string; step: string };
  vault_relation: {
    id: string;
    from_exhibit: string;
    to_exhibit: string | null;
    relation: string;
    detail: string;
    seq: number;
  };
  vault_standing: {
    exhibit: string;
    scope: string;
    standing: string;
    ground: string;
    by: string;
    at: string;
    seq: number;
  };
  vault_authority: { id: string; seq: number; title: string; sort: string; citation: string; detail: string };
  vault_produced: {
    id: string;
    seq: number;
    how: string;
    title: string;
    media_type: string;
    compartment: string | null;
    tool: string;
    settings: string | null;
  };
  vault_parent: { produced: string; parent: string };
  vault_intake: {
    id: string;
    seq: number;
    at: string;
    source: string;
    source_mark: string;
    compartment: string | null;
    state: string;
    counts: string | null;
    odd_names: number | null;
    bytes: number | null;
    closed_at: string | null;
  };
  vault_passed: { intake: string; seq: number; files: string; counts: string };
  vault_fixity: {
    seq: number;
    at: string;
    scope: string;
    checked: number;
    sound: number;
    altered: string;
    missing: string;
    root: string;
  };
}

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
  tables: [
    {
      name: 'vault_exhibit',
      columns: {
        id: 'text',
        seq: 'integer',
        at: 'text',
        title: 'json',
        title_fold: 'text',
        class: 'text',
        state: 'text',
        media_type: 'text',
        bytes: 'integer',
        language: 'text',
        authenticity: 'text',
        compartment: 'text',
        side: 'text',
        origin_id: 'text',
        erased: 'integer',
      },
      key: ['id'],
      indexes: [['seq'], ['class', 'compartment', 'state'], ['compartment', 'seq'], ['title_fold', 'seq']],
      isWide: true,
    },
    {
      name: 'vault_detail',
      columns: {
        id: 'text',
        by: 'text',
        name: 'json',
        name_bytes: 'json',
        media_claimed: 'text',
        media_sniffed: 'text',
        provenance: 'json',
        originator: 'json',
        interest: 'text',
        made_at: 'json',
        made_for: 'text',
        signed: 'text',
        method_stated: 'integer',
        tested_by: 'json',
        challenged_before_suit: 'integer',
        identity_withheld: 'integer',
        privilege: 'text',
        consent: 'json',
        release: 'json',
        held_at: 'json',
        why: 'json',
      },
      key: ['id'],
      isWide: true,
    },
    {
      name: 'vault_object',
      columns: {
        holder: 'text',
        entry: 'integer',
        address: 'text',
        digest: 'text',
        key: 'text',
        plain: 'json',
        bytes: 'integer',
        compartment: 'text',
        intake: 'text',
        twin_mark: 'text',
        path_mark: 'text',
      },
      key: ['holder'],
      indexes: [['address'], ['digest'], ['twin_mark'], ['intake'], ['entry']],
      isWide: true,
    },
    {
      name: 'vault_custody',
      columns: { exhibit: 'text', seq: 'integer', n: 'integer', at: 'text', by: 'text', step: 'json' },
      key: ['exhibit', 'seq', 'n'],
      isWide: true,
    },
    {
      name: 'vault_relation',
      columns: {
        id: 'text',
        from_exhibit: 'text',
        to_exhibit: 'text',
        relation: 'text',
        detail: 'json',
        seq: 'integer',
      },
      key: ['id'],
      indexes: [['from_exhibit'], ['to_exhibit']],
    },
    {
      name: 'vault_standing',
      columns: {
        exhibit: 'text',
        scope: 'text',
        standing: 'text',
        ground: 'json',
        by: 'text',
        at: 'text',
        seq: 'integer',
      },
      key: ['exhibit', 'scope'],
      indexes: [['scope', 'standing']],
    },
    {
      name: 'vault_authority',
      columns: { id: 'text', seq: 'integer', title: 'text', sort: 'text', citation: 'text', detail: 'json' },
      key: ['id'],
    },
    {
      name: 'vault_produced',
      columns: {
        id: 'text',
        seq: 'integer',
        how: 'text',
        title: 'json',
        media_type: 'text',
        compartment: 'text',
        tool: 'json',
        settings: 'json',
      },
      key: ['id'],
      indexes: [['seq']],
    },
    {
      name: 'vault_parent',
      columns: { produced: 'text', parent: 'text' },
      key: ['produced', 'parent'],
      indexes: [['parent']],
    },
    {
      name: 'vault_intake',
      columns: {
        id: 'text',
        seq: 'integer',
        at: 'text',
        source: 'json',
        source_mark: 'text',
        compartment: 'text',
        state: 'text',
        counts: 'json',
        odd_names: 'integer',
        bytes: 'integer',
        closed_at: 'text',
      },
      key: ['id'],
      indexes: [['source_mark', 'state']],
    },
    {
      name: 'vault_passed',
      columns: { intake: 'text', seq: 'integer', files: 'json', counts: 'json' },
      key: ['intake', 'seq'],
    },
    {
      name: 'vault_fixity',
      columns: {
        seq: 'integer',
        at: 'text',
        scope: 'text',
        checked: 'integer',
        sound: 'integer',
        altered: 'json',
        missing: 'json',
        root: 'text',
      },
      key: ['seq'],
    },
  ],
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
