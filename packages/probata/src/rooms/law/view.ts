// The tables of the law, filled from adopted packs and from what was recorded on ladders.
import { given } from '../../base/given.ts';
import { toJson } from '../../base/stable-json.ts';
import { fold, type View } from '../../ledger/room.ts';
import type { ViewWriter } from '../../ports/view-writer.ts';
import * as said from './entries.ts';
import { statementsOf } from './statements.ts';
import type { Pack } from './types.ts';

export interface LawTables {
  law_pack: {
    pack: string;
    entry: string;
    version: number;
    title: string;
    digest: string;
    file: string;
    about: string;
    seq: number;
    at: string;
    by: string;
  };
  law_pack_past: { entry: string; pack: string; version: number; digest: string; seq: number };
  /** Every part of every pack that has an id of its own: provisions, ladders, checks, routes, standards. */
  law_part: { id: string; pack: string; sort: string; whole: string | null; place: number; body: string };
  law_element: { id: string; pack: string; provision: string; place: number; body: string };
  law_statement: {
    id: string;
    pack: string;
    within: string | null;
    sort: string;
    words: string;
    to_be_checked: number;
    seen_in: string | null;
    place: number;
  };
  law_clearance: {
    pack: string;
    statement: string;
    words: string;
    authority: string;
    note: string | null;
    by: string;
    at: string;
    seq: number;
  };
  law_ladder: {
    id: string;
    proceeding: string;
    pack: string;
    ladder: string;
    claimants: string;
    respondents: string;
    seq: number;
  };
  law_ladder_event: {
    id: string;
    ladder: string;
    said: string;
    disputed: string | null;
    withdrawn: string | null;
    by: string;
    at: string;
    seq: number;
  };
}

const text = 'text';
const integer = 'integer';
const json = 'json';

export const lawView: View = {
  name: 'law',
  version: 2,
  tables: [
    {
      name: 'law_pack',
      columns: {
        pack: text,
        entry: text,
        version: integer,
        title: text,
        digest: text,
        file: text,
        about: text,
        seq: integer,
        at: text,
        by: text,
      },
      key: ['pack'],
    },
    {
      name: 'law_pack_past',
      columns: { entry: text, pack: text, version: integer, digest: text, seq: integer },
      key: ['entry'],
    },
    {
      name: 'law_part',
      columns: { id: text, pack: text, sort: text, whole: text, place: integer, body: json },
      key: ['id'],
      indexes: [['pack', 'sort']],
    },
    {
      name: 'law_element',
      columns: { id: text, pack: text, provision: text, place: integer, body: json },
      key: ['id'],
      indexes: [['provision']],
    },
    {
      name: 'law_statement',
      columns: {
        id: text,
        pack: text,
        within: text,
        sort: text,
        words: text,
        to_be_checked: integer,
        seen_in: text,
        place: integer,
      },
      key: ['id'],
      indexes: [['pack']],
    },
    {
      name: 'law_clearance',
      columns: {
        pack: text,
        statement: text,
        words: text,
        authority: json,
        note: text,
        by: text,
        at: text,
        seq: integer,
      },
      key: ['pack', 'statement'],
    },
    {
      name: 'law_ladder',
      columns: {
        id: text,
        proceeding: text,
        pack: text,
        ladder: text,
        claimants: json,
        respondents: json,
        seq: integer,
      },
      key: ['id'],
    },
    {
      name: 'law_ladder_event',
      columns: {
        id: text,
        ladder: text,
        said: json,
        disputed: json,
        withdrawn: json,
        by: text,
        at: text,
        seq: integer,
      },
      key: ['id'],
      indexes: [['ladder']],
    },
  ],
  folds: {
    'pack.adopted': fold(said.packAdopted, ({ subject, said, seq, at, by }, write) => {
      // The newest adoption of a pack is the law in force in this matter; the ledger keeps the earlier ones.
      for (const table of ['law_part', 'law_element', 'law_statement'])
        write.remove(table, { pack: said.pack });
      write.put('law_pack', {
        pack: said.pack,
        entry: subject,
        version: said.version,
        title: said.title,
        digest: said.digest,
        file: said.file,
        about: said.content.about,
        seq,
        at,
        by,
      });
      write.put('law_pack_past', {
        entry: subject,
        pack: said.pack,
        version: said.version,
        digest: said.digest,
        seq,
      });
      unfold(said.content, write);
    }),
    'statement.cleared': fold(said.statementCleared, ({ said, seq, at, by }, write) => {
      for (const statement of said.statements)
        write.put('law_clearance', {
          pack: said.pack,
          statement: statement.id,
          words: statement.words,
          authority: toJson(given(said.read)),
          note: said.note ?? null,
          by,
          at,
          seq,
        });
    }),
    'clearance.withdrawn': fold(said.clearanceWithdrawn, ({ said }, write) => {
      for (const statement of said.statements) write.remove('law_clearance', { pack: said.pack, statement });
    }),
    'ladder.opened': fold(said.ladderOpened, ({ subject, said, seq }, write) =>
      write.put('law_ladder', {
        id: subject,
        proceeding: said.proceeding,
        pack: said.pack,
        ladder: said.ladder,
        claimants: toJson(said.claimants),
        respondents: toJson(said.respondents),
        seq,
      }),
    ),
    'ladder-event.recorded': fold(said.ladderEventRecorded, ({ subject, said, seq, at, by }, write) =>
      write.put('law_ladder_event', {
        id: subject,
        ladder: said.ladder,
        said: toJson(given(said)),
        disputed: null,
        withdrawn: null,
        by,
        at,
        seq,
      }),
    ),
    'ladder-event.disputed': fold(said.ladderEventDisputed, ({ subject, said, at, by }, write) =>
      write.patch('law_ladder_event', { id: subject }, { disputed: toJson(given({ ...said, at, by })) }),
    ),
    'ladder-event.withdrawn': fold(said.ladderEventWithdrawn, ({ subject, said, at, by }, write) =>
      write.patch('law_ladder_event', { id: subject }, { withdrawn: toJson(given({ ...said, at, by })) }),
    ),
  },
};

/** One row for each part of a pack. */
function unfold(adopted: Pack, write: ViewWriter): void {
  // An entry is folded as it was written: packs adopted before there were criteria have none.
  const pack: Pack = { ...adopted, criteria: adopted.criteria ?? [] };
  let place = 0;
  const part = (id: string, sort: string, whole: string | null, body: object): void => {
    place += 1;
    write.put('law_part', { id, pack: pack.id, sort, whole, place, body: toJson(given(body)) });
  };
  for (const instrument of pack.instruments) {
    const { provisions, ...rest } = instrument;
    part(instrument.id, 'instrument', null, rest);
    for (const provision of provisions) {
      const { elements, ...body } = provision;
      part(provision.id, 'provision', instrument.id, body);
      elements.forEach((element, i) => {
        write.put('law_element', {
          id: element.id,
          pack: pack.id,
          provision: provision.id,
          place: i,
          body: toJson(given(element)),
        });
      });
    }
  }
  for (const group of pack.routes) part(group.id, 'routes', null, group);
  for (const ladder of pack.ladders) part(ladder.id, 'ladder', ladder.provision ?? null, ladder);
  for (const check of pack.checks) part(check.id, 'check', null, check);
  for (const standard of pack.standards) part(standard.id, 'standard', null, standard);
  for (const criterion of pack.criteria ?? []) part(criterion.id, 'criterion', null, criterion);
  statementsOf(pack).forEach((statement, i) => {
    write.put('law_statement', {
      id: statement.id,
      pack: pack.id,
      within: statement.within,
      sort: statement.sort,
      words: statement.words,
      to_be_checked: statement.toBeChecked ? 1 : 0,
      seen_in: statement.seenIn,
      place: i,
    });
  });
}
