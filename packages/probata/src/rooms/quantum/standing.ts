// The claim worked out as it stands now, with every doubt that the rest of the matter throws on it.
import type { Deficiency } from '../../base/errors.ts';
import { isSealed } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Place, passagesByIds } from '../reading/index.ts';
import { exhibitsByIds, standingsOf } from '../vault/index.ts';
import type { Assumption } from './assumptions.ts';
import { type DoubleRecovery, doubleRecovery } from './duplicates.ts';
import type { Claim, Source } from './figures.ts';
import { distributionOf, doubtsOf, shareOf } from './from-estimate.ts';
import { claimOf, type Standing } from './from-record.ts';
import { doubtsOfRegister } from './from-register.ts';
import type { ClaimTotal } from './total.ts';
import type { QuantumTables } from './view.ts';
import { workOut } from './work-out.ts';

export interface Worked extends Standing {
  readonly total: ClaimTotal;
}

/** Where a figure stands, as a reader finds it: exhibit, pin, cell or box of the page, and the words. */
export interface FoundSource {
  readonly passage: string;
  readonly exhibit: string;
  readonly title: string;
  readonly pin: string;
  readonly place: Place | null;
  readonly quote: string | null;
  /** `held`, or why it carries nothing now: `withdrawn`, `excluded`, `unknown`. */
  readonly state: string;
}

/** Two lines that may be one loss, and what a person made of it; outcome null while nobody judged. */
export interface Double extends DoubleRecovery {
  readonly outcome: 'one-loss' | 'two-losses' | null;
  readonly ground: string | null;
}

/** The claim worked out; undefined while no head is open. Deficiencies name stale estimates, lost sources and doubles. */
export async function workedClaim(look: Look): Promise<Worked | undefined> {
  const standing = await claimOf(look);
  if (standing === undefined) return undefined;
  const total = workOut(standing.claim, standing.tables, standing.models);
  const more = [
    ...(await staleEstimates(look, standing)),
    ...(await lostSources(look, standing)),
    ...doublesNamed(standing.claim, await doublesOf(look, standing.claim)),
  ];
  return { ...standing, total: { ...total, deficiencies: [...total.deficiencies, ...more] } };
}

/** Pairs of lines that may be one loss, with the judgments on them. */
export async function doublesOf(look: Look, claim: Claim): Promise<readonly Double[]> {
  const rows = await look.tables<QuantumTables>().selectFrom('quantum_double').selectAll().execute();
  const judged = new Map(
    rows.map((row) => [
      `${row.first} ${row.second}`,
      fromJson<{ outcome: 'one-loss' | 'two-losses'; ground: string }>(row.said),
    ]),
  );
  const found = doubleRecovery(claim.lines);
  const pairs = new Set(found.map((one) => `${one.first} ${one.second}`));
  // What a person judged to be one loss is shown as well where the program saw no sign of it.
  const said = [...judged.keys()]
    .filter((pair) => !pairs.has(pair))
    .map((pair) => {
      const [first = '', second = ''] = pair.split(' ');
      return { first, second, reasons: ['a person named the two'] };
    });
  return [...found, ...said].map((one) => {
    const judgment = judged.get(`${one.first} ${one.second}`);
    return { ...one, outcome: judgment?.outcome ?? null, ground: judgment?.ground ?? null };
  });
}

function doublesNamed(claim: Claim, doubles: readonly Double[]): readonly Deficiency[] {
  const lines = new Map(claim.lines.map((one) => [one.id, one]));
  return doubles.flatMap((pair): Deficiency[] => {
    const [a, b] = [lines.get(pair.first), lines.get(pair.second)];
    if (pair.outcome === 'two-losses' || a?.status !== 'claimed' || b?.status !== 'claimed') return [];
    const both = `“${a.title}” and “${b.title}”`;
    return pair.outcome === 'one-loss'
      ? [
          {
            code: 'QUANTUM_CLAIMED_TWICE',
            subject: pair.first,
            message: `${both} were judged to be one loss and are both claimed: withdraw one.`,
            severity: 'error',
          },
        ]
      : [
          {
            code: 'QUANTUM_MAY_BE_TWICE',
            subject: pair.first,
            message: `${both} may be one loss (${pair.reasons.join('; ')}): judge them with 'probata double judge'.`,
            severity: 'advice',
          },
        ];
  });
}

async function staleEstimates(look: Look, { claim, models }: Standing): Promise<readonly Deficiency[]> {
  const found: Deficiency[] = [];
  const note = (subject: string, title: string, doubts: readonly string[]): void => {
    if (doubts.length > 0)
      found.push({
        code: 'QUANTUM_ESTIMATE_STALE',
        subject,
        message: `“${title}” rests on an estimate that no longer stands as it was read: ${doubts.join(' ')}`,
        severity: 'error',
      });
  };
  for (const line of claim.lines) {
    const { share } = line;
    if (line.status !== 'claimed' || share?.estimate == null || !isEstimate(share.estimate)) continue;
    const [reading = 'effect', end = 'point'] = (share.reading ?? 'effect, point').split(', ');
    const said = (await saidOf(look, line.id))?.share?.ratio;
    const doubts = await doubtsOf(look, share.estimate, reading, (estimate) =>
      same(() => shareOf(estimate, reading, end as 'point') === said),
    );
    note(line.id, line.title, doubts);
  }
  for (const one of models.assumptions) {
    if (one.register !== undefined)
      note(
        one.id,
        one.title,
        await doubtsOfRegister(
          look,
          one.register,
          one.reading === 'lower-bound' ? 'lower-bound' : 'pleaded',
          claim.currency,
          one.distribution,
        ),
      );
    if (one.estimate === null || !isEstimate(one.estimate)) continue;
    const reading = one.reading ?? 'effect';
    const doubts = await doubtsOf(look, one.estimate, reading, (estimate) =>
      same(() => JSON.stringify(distributionOf(estimate, reading)) === JSON.stringify(one.distribution)),
    );
    note(one.id, one.title, doubts);
  }
  return found;
}

/** What can no longer be read from the estimate differs from what was. */
function same(compare: () => boolean): boolean {
  try {
    return compare();
  } catch {
    return false;
  }
}

const isEstimate = (id: string): boolean => /^est_[0-9a-z]{26}$/.test(id);

async function saidOf(look: Look, id: string): Promise<{ share?: { ratio?: string } } | undefined> {
  const row = await look
    .tables<QuantumTables>()
    .selectFrom('quantum_part')
    .select('said')
    .where('id', '=', id)
    .executeTakeFirst();
  return fromJson<{ share?: { ratio?: string } }>(row?.said ?? null);
}

async function lostSources(look: Look, standing: Standing): Promise<readonly Deficiency[]> {
  const { claim, models } = standing;
  const under: readonly (readonly [string, string, readonly Source[]])[] = [
    ...claim.lines
      .filter((one) => one.status === 'claimed')
      .map((one) => [one.id, one.title, one.sources] as const),
    ...claim.heads.flatMap((one) =>
      one.mode === 'itemised' ? [] : [[one.id, one.title, one.sources] as const],
    ),
    ...claim.credits.map((one) => [one.id, one.title, one.sources] as const),
    ...models.assumptions.map((one: Assumption) => [one.id, one.title, one.sources] as const),
  ];
  const places = await foundSources(
    look,
    under.flatMap(([, , sources]) => sources),
  );
  return under.flatMap(([id, title, sources]): Deficiency[] => {
    const out = sources.filter((one) => places.get(one.passage)?.state !== 'held');
    if (out.length === 0) return [];
    const first = places.get(out[0]?.passage ?? '');
    const isAll = out.length === sources.length;
    return [
      {
        code: isAll ? 'QUANTUM_SOURCE_LOST' : 'QUANTUM_SOURCE_FEWER',
        subject: id,
        message: `“${title}”: ${isAll ? 'nothing under it stands any more' : `${out.length} of ${sources.length} passages no longer stand`} (${first?.title ?? 'unknown'}, ${first?.pin ?? ''}: ${first?.state ?? 'unknown'}).`,
        severity: isAll ? 'error' : 'advice',
      },
    ];
  });
}

/** The passages and exhibits behind sources, by passage. */
export async function foundSources(
  look: Look,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, FoundSource>> {
  const passages = await passagesByIds(look, [...new Set(sources.map((one) => one.passage))]);
  const ids = [...new Set(sources.map((one) => one.exhibit))];
  const exhibits = await exhibitsByIds(look, ids);
  const standings = await standingsOf(look, ids);
  return new Map(
    sources.map((one) => {
      const passage = passages.get(one.passage);
      const exhibit = exhibits.get(one.exhibit);
      const standing = standings.get(one.exhibit) ?? 'held';
      return [
        one.passage,
        {
          passage: one.passage,
          exhibit: one.exhibit,
          title: exhibit === undefined ? '' : isSealed(exhibit.title) ? 'Sealed exhibit' : exhibit.title,
          pin: passage?.pin ?? '',
          place: passage?.place ?? null,
          quote: passage === undefined || isSealed(passage.quote) ? null : passage.quote,
          state: passage === undefined ? 'unknown' : passage.withdrawn ? 'withdrawn' : standing,
        },
      ];
    }),
  );
}
