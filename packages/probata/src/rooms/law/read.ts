// Reads the law for screens and for the rooms further on: provisions, elements, checks, ladders, and what is cleared.

import type { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type DateStatement, dateInWords } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { daysInWords, exchangesOf, expectedAnswersOf, partiesOf, staircase } from '../record/index.ts';
import { climb, type LadderEvent, type LadderResult } from './ladder.ts';
import type { Check, Criterion, Element, Ladder, Provision, standard } from './types.ts';
import type { LawTables } from './view.ts';

export const tablesOf = (look: Look) => look.tables<LawTables>();

/** How it stands with a statement of law. `to-be-checked` until a person has read an authority for these very words. */
export type Standing = 'to-be-checked' | 'seen' | 'cleared';

export interface Clearance {
  readonly read: {
    readonly title: string;
    readonly place?: string;
    readonly passage?: string;
    readonly authority?: string;
  };
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}

export interface StatementShown {
  readonly id: string;
  readonly pack: string;
  readonly within: string | null;
  readonly sort: string;
  readonly words: string;
  readonly state: Standing;
  readonly seenIn: string | null;
  readonly clearance: Clearance | null;
}

/** Every statement of the packs in force with its standing. A clearance counts only for the words that were cleared. */
export async function statementsShown(look: Look, pack?: string): Promise<readonly StatementShown[]> {
  const tables = tablesOf(look);
  let query = tables.selectFrom('law_statement').selectAll().orderBy('pack').orderBy('place');
  if (pack !== undefined) query = query.where('pack', '=', pack);
  const rows = await query.execute();
  const clearances = new Map(
    (await tables.selectFrom('law_clearance').selectAll().execute()).map((row) => [
      `${row.pack}\n${row.statement}`,
      row,
    ]),
  );
  return rows.map((row) => {
    const held = clearances.get(`${row.pack}\n${row.id}`);
    const clearance = held !== undefined && held.words === row.words ? held : undefined;
    return {
      id: row.id,
      pack: row.pack,
      within: row.within,
      sort: row.sort,
      words: row.words,
      state: clearance !== undefined ? 'cleared' : row.to_be_checked === 1 ? 'to-be-checked' : 'seen',
      seenIn: row.seen_in,
      clearance:
        clearance === undefined
          ? null
          : {
              read: fromJson<Clearance['read']>(clearance.authority) ?? { title: '' },
              note: clearance.note,
              by: clearance.by,
              at: clearance.at,
            },
    };
  });
}

/** The standing of each statement by its id. */
export async function standings(look: Look): Promise<ReadonlyMap<string, Standing>> {
  return new Map((await statementsShown(look)).map((one) => [one.id, one.state]));
}

export type ElementRow = Element & {
  readonly provision: string;
  readonly pack: string;
  readonly state: Standing;
};
export type ProvisionRow = Omit<Provision, 'elements'> & {
  readonly pack: string;
  readonly instrument: string;
  readonly state: Standing;
  readonly elements: readonly ElementRow[];
};

/** Every provision of the packs in force, with its elements, in the order of the packs. */
export async function provisionsOf(look: Look): Promise<readonly ProvisionRow[]> {
  const tables = tablesOf(look);
  const states = await standings(look);
  const parts = await tables
    .selectFrom('law_part')
    .selectAll()
    .where('sort', '=', 'provision')
    .orderBy('pack')
    .orderBy('place')
    .execute();
  const elements = Map.groupBy(
    await tables.selectFrom('law_element').selectAll().orderBy('place').execute(),
    (row) => row.provision,
  );
  return parts.flatMap((row) => {
    const body = fromJson<Omit<Provision, 'elements'>>(row.body);
    if (body === undefined) return [];
    return [
      {
        ...body,
        pack: row.pack,
        instrument: row.whole ?? '',
        state: states.get(row.id) ?? 'to-be-checked',
        elements: (elements.get(row.id) ?? []).flatMap((element) => {
          const held = fromJson<Element>(element.body);
          return held === undefined
            ? []
            : [
                {
                  ...held,
                  provision: row.id,
                  pack: row.pack,
                  state: states.get(element.id) ?? ('to-be-checked' as const),
                },
              ];
        }),
      },
    ];
  });
}

/** Parts of one sort (`ladder`, `check`, `routes`, `standard`) with the pack that holds each. */
export async function partsOf<T>(
  look: Look,
  sort: 'instrument' | 'ladder' | 'check' | 'routes' | 'standard' | 'criterion',
): Promise<readonly { readonly id: string; readonly pack: string; readonly body: T }[]> {
  const rows = await tablesOf(look)
    .selectFrom('law_part')
    .selectAll()
    .where('sort', '=', sort)
    .orderBy('pack')
    .orderBy('place')
    .execute();
  return rows.flatMap((row) => {
    const body = fromJson<T>(row.body);
    return body === undefined ? [] : [{ id: row.id, pack: row.pack, body }];
  });
}

/** Every gateway that must hold before a provision may be relied on, nearest first, each once. */
export function gatewaysBefore(provisions: readonly ProvisionRow[], id: string): readonly string[] {
  const byId = new Map(provisions.map((provision) => [provision.id, provision]));
  const found: string[] = [];
  const queue = [...(byId.get(id)?.gateways ?? [])];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (found.includes(next)) continue;
    found.push(next);
    queue.push(...(byId.get(next)?.gateways ?? []));
  }
  return found;
}

/** Every provision that fails when this one fails, through all gateways. */
export function dependentsOf(provisions: readonly ProvisionRow[], id: string): readonly string[] {
  return provisions.filter((one) => gatewaysBefore(provisions, one.id).includes(id)).map((one) => one.id);
}

/** What the packs in force define, and in which: so that an error in another pack can name the line. */
export interface NamesInForce {
  readonly packs: ReadonlySet<string>;
  /** Every id, with the pack that defines it. */
  readonly owners: ReadonlyMap<string, string>;
}

/** @param except a pack whose own names do not count: the one that is to be adopted in another version */
export async function namesInForce(look: Look, except: string): Promise<NamesInForce> {
  const tables = tablesOf(look);
  const rows = await tables.selectFrom('law_statement').select(['id', 'pack']).execute();
  const parts = await tables.selectFrom('law_part').select(['id', 'pack']).execute();
  const packs = await tables.selectFrom('law_pack').select('pack').execute();
  return {
    packs: new Set(packs.map((row) => row.pack)),
    owners: new Map(
      [...parts, ...rows]
        .filter((row) => row.pack !== except && !row.id.includes('#'))
        .map((row) => [row.id, row.pack]),
    ),
  };
}

/** An authority, or a standard or criterion with its authorities, and whether a person has cleared it. */
export interface AnchorShown<T> {
  readonly id: string;
  readonly pack: string;
  readonly body: T;
  readonly state: Standing;
  /** True once nothing in it is to be checked any more: neither its own words nor any of its authorities. */
  readonly isCleared: boolean;
}

async function anchorsOf<T>(look: Look, sort: 'standard' | 'criterion'): Promise<readonly AnchorShown<T>[]> {
  const statements = await statementsShown(look);
  const states = new Map(statements.map((one) => [one.id, one.state]));
  const within = Map.groupBy(statements, (one) => one.within);
  return (await partsOf<T>(look, sort)).map((part) => {
    const state = states.get(part.id) ?? 'to-be-checked';
    const all = [state, ...(within.get(part.id) ?? []).map((one) => one.state)];
    return { ...part, state, isCleared: !all.includes('to-be-checked') };
  });
}

/** Standards of proof as authorities word them. */
export const standardAnchors = (look: Look) => anchorsOf<z.output<typeof standard>>(look, 'standard');
/** What courts look at in weighing, as authorities word it. */
export const criteriaOf = (look: Look) => anchorsOf<Criterion>(look, 'criterion');

export interface CheckShown {
  readonly id: string;
  readonly pack: string;
  readonly rule: string;
  readonly appliesTo: readonly string[];
  readonly demands: Check['demands'];
  readonly automation: Check['automation'];
  readonly text: string;
  readonly parameters: Check['parameters'];
  readonly state: Standing;
  /** `error` only for what the rule makes binding and a person has cleared with its text; everything else is advice. */
  readonly severity: 'advice' | 'error';
}

/** The filing checks of the packs in force. */
export async function checksOf(look: Look, appliesTo?: string): Promise<readonly CheckShown[]> {
  const states = await standings(look);
  return (await partsOf<Check>(look, 'check'))
    .filter(({ body }) => appliesTo === undefined || body.appliesTo.includes(appliesTo))
    .map(({ pack, body }) => {
      const state = states.get(body.id) ?? 'to-be-checked';
      return {
        id: body.id,
        pack,
        rule: body.rule,
        appliesTo: body.appliesTo,
        demands: body.demands,
        automation: body.automation,
        text: body.text,
        parameters: body.parameters,
        state,
        severity: body.demands === 'must' && state === 'cleared' ? 'error' : 'advice',
      };
    });
}

export interface LadderShown {
  readonly id: string;
  readonly proceeding: string;
  readonly pack: string;
  readonly ladder: Ladder;
  readonly claimants: readonly string[];
  readonly respondents: readonly string[];
  readonly events: readonly (LadderEvent & { readonly exchange: string | null })[];
}

interface EventSaid {
  readonly kind: string;
  readonly by: LadderEvent['by'];
  readonly whose?: string;
  readonly title: string;
  readonly on?: DateStatement;
  readonly received?: DateStatement;
  readonly announced?: DateStatement;
  readonly exchange?: string;
  readonly passage?: string;
  readonly source?: string;
}

/** The ladders set up in this matter, with their events in force. */
export async function laddersOf(look: Look): Promise<readonly LadderShown[]> {
  const tables = tablesOf(look);
  const rows = await tables.selectFrom('law_ladder').selectAll().orderBy('seq').execute();
  const events = await tables
    .selectFrom('law_ladder_event')
    .selectAll()
    .where('withdrawn', 'is', null)
    .orderBy('seq')
    .execute();
  const laws = new Map((await partsOf<Ladder>(look, 'ladder')).map((part) => [part.id, part.body]));
  return rows.flatMap((row) => {
    const ladder = laws.get(row.ladder);
    if (ladder === undefined) return [];
    return [
      {
        id: row.id,
        proceeding: row.proceeding,
        pack: row.pack,
        ladder,
        claimants: fromJson<string[]>(row.claimants) ?? [],
        respondents: fromJson<string[]>(row.respondents) ?? [],
        events: events
          .filter((event) => event.ladder === row.id)
          .flatMap((event) => {
            const held = fromJson<EventSaid>(event.said);
            if (held === undefined) return [];
            return [
              {
                id: event.id,
                kind: held.kind,
                by: held.by,
                whose: held.whose ?? null,
                title: held.title,
                on: held.on ?? null,
                received: held.received ?? null,
                announced: held.announced ?? null,
                shown: held.passage === undefined ? ('reported' as const) : ('shown' as const),
                passage: held.passage ?? null,
                source: held.source ?? null,
                disputed: fromJson<{ reason: string }>(event.disputed)?.reason ?? null,
                exchange: held.exchange ?? null,
              },
            ];
          }),
      },
    ];
  });
}

/** Climbs a ladder of this matter. Refusal LAW_LADDER_UNKNOWN. */
export async function climbed(
  look: Look,
  id: string,
  language: 'en' | 'fr' | 'lt' = 'en',
): Promise<{ readonly held: LadderShown; readonly result: LadderResult }> {
  const held = (await laddersOf(look)).find((one) => one.id === id);
  if (held === undefined)
    throw new Refusal(
      'LAW_LADDER_UNKNOWN',
      `There is no ladder ${id} in this matter. See 'probata ladder list'.`,
      {
        ladder: id,
      },
    );
  const cleared = new Set(
    (await statementsShown(look, held.pack))
      .filter((one) => one.state !== 'to-be-checked')
      .map((one) => one.id),
  );
  const parties = await partiesOf(look);
  const roleOf = (ids: readonly string[], otherwise: string): string =>
    parties.find((party) => party.id === ids[0])?.role ?? otherwise;
  return {
    held,
    result: climb({
      ladder: held.ladder,
      events: held.events,
      names: {
        claimant: roleOf(held.claimants, 'applicant'),
        respondent: roleOf(held.respondents, 'respondent'),
      },
      cleared,
      language,
      silences: await silencesOf(look, held, language),
    }),
  };
}

/**
 * For each event that is an exchange of the register: how long its addressee was silent, in words, with the day by which
 * an answer had been asked for.
 */
async function silencesOf(
  look: Look,
  held: LadderShown,
  language: 'en' | 'fr' | 'lt',
): Promise<ReadonlyMap<string, string>> {
  const exchanges = await exchangesOf(look);
  const filed = held.events.find((event) => event.kind === 'filing')?.on?.edtf;
  const until = filed !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(filed) ? filed : null;
  const expected = await expectedAnswersOf(look);
  const stairs = new Map(
    staircase(exchanges, expected, until).map((stair) => [stair.exchange, stair.silences]),
  );
  return new Map(
    held.events.flatMap((event): [string, string][] => {
      const silences = event.exchange === null ? undefined : stairs.get(event.exchange);
      const open = silences?.find((silence) => silence.endedBy === null && silence.days !== null);
      if (open?.days == null) return [];
      const asked =
        open.due === null
          ? ''
          : ` (an answer was asked for by ${dateInWords(open.due.edtf, language)}${open.dueOutcome === 'missed' ? '; that day passed' : ''})`;
      return [[event.id, `${daysInWords(open.days)}${asked}`]];
    }),
  );
}
