// Adds up a claim that is still being written: what cannot be worked out yet has no figure, and says why.
import { type Deficiency, Refusal } from '../../base/errors.ts';
import type { Models } from './assumptions.ts';
import type { Claim, Line } from './figures.ts';
import { type Joint, joint } from './joint.ts';
import { lineTotal } from './line-total.ts';
import { lineAsStated, modelsAsStated, rangesOnly, statesRanges } from './ranges.ts';
import type { Tables } from './tables.ts';
import { type ClaimTotal, total } from './total.ts';

/**
 * The total of a claim as it stands. Where `total` would refuse (a rate that is not entered, a date that is missing), the
 * line, credit, head or model at fault is taken without a figure and the reason stands among the deficiencies as an
 * error: one line never hides the rest.
 */
export function workOut(
  claim: Claim,
  tables: Tables,
  models: Models,
): ClaimTotal & { readonly joint: Joint | null } {
  const faults: Deficiency[] = [];
  const fault = (subject: string, thrown: unknown): string => {
    if (!(thrown instanceof Refusal)) throw thrown;
    faults.push({ code: thrown.code, subject, message: thrown.message, severity: 'error' });
    return thrown.message;
  };
  const drawn = drawnTogether(claim, models, fault);
  const given: Tables = { ...tables, joint: drawn };
  const modes = new Map(claim.heads.map((one) => [one.id, one.mode]));
  const misplaced = (part: {
    readonly id: string;
    readonly head: string;
    readonly title: string;
  }): boolean => {
    if (modes.get(part.head) === 'itemised') return false;
    fault(
      part.id,
      new Refusal(
        'QUANTUM_MODE_MIXED',
        `“${part.title}” stands under a head that is not itemised, and does not count: move it, or open an itemised head.`,
      ),
    );
    return true;
  };
  const lines = claim.lines.flatMap((said): Line[] => {
    const line = lineAsStated(said, claim, faults);
    if (line.status !== 'claimed') return modes.get(line.head) === 'itemised' ? [line] : [];
    if (misplaced(line)) return [];
    try {
      const head = claim.heads.find((one) => one.id === line.head);
      const rule =
        line.bearsInterest && head?.mode === 'itemised'
          ? (claim.interest.find((one) => one.id === head.interest) ?? null)
          : null;
      lineTotal(line, claim, given, rule, []);
      return [line];
    } catch (thrown) {
      return [{ ...line, figure: { state: 'none', why: fault(line.id, thrown) }, indexation: null }];
    }
  });
  const noInterest: Claim = {
    ...claim,
    lines,
    heads: claim.heads.map((head) => (head.mode === 'itemised' ? { ...head, interest: null } : head)),
  };
  const credits = claim.credits.filter(
    (credit) =>
      !misplaced(credit) &&
      !(statesRanges(claim) && fault(credit.id, rangesOnly(credit.title)) !== '') &&
      attempt(() => alone({ ...noInterest, credits: [credit] }, credit.head, given), credit.id, fault),
  );
  const part: Claim = { ...claim, lines, credits };
  const heads = part.heads.map((head) => {
    if (head.mode === 'itemised' && (head.interest !== null || head.cap !== null))
      return attempt(() => alone(part, head.id, given), head.id, fault)
        ? head
        : { ...head, interest: null, cap: null };
    if (head.mode === 'estimated' && head.result !== null)
      return attempt(() => alone(part, head.id, given), head.id, fault) ? head : { ...head, result: null };
    if (head.mode === 'global' && head.range !== null)
      return attempt(() => alone(part, head.id, given), head.id, fault) ? head : { ...head, range: null };
    return head;
  });
  const worked = total({ ...part, heads }, given);
  return { ...worked, deficiencies: [...faults, ...worked.deficiencies], joint: drawn };
}

/** One head by itself, so that what makes it refuse is found without the others. */
function alone(claim: Claim, head: string, tables: Tables): void {
  total(
    {
      ...claim,
      heads: claim.heads.filter((one) => one.id === head),
      lines: claim.lines.filter((one) => one.head === head),
      credits: claim.credits.filter((one) => one.head === head),
    },
    tables,
  );
}

function attempt(
  run: () => void,
  subject: string,
  fault: (subject: string, thrown: unknown) => string,
): boolean {
  try {
    run();
    return true;
  } catch (thrown) {
    fault(subject, thrown);
    return false;
  }
}

function drawnTogether(
  claim: Claim,
  models: Models,
  fault: (subject: string, thrown: unknown) => string,
): Joint | null {
  const runs = modelsThatRun(claim, models, fault);
  try {
    return joint(runs, claim.currency);
  } catch (thrown) {
    fault('draws', thrown);
    return joint({ ...runs, draws: { ...runs.draws, dependence: [] } }, claim.currency);
  }
}

/** The models that are drawn: of heads that are estimated and open, as the claim states them; one that cannot run is left out. */
export function modelsThatRun(
  claim: Claim,
  models: Models,
  fault: (subject: string, thrown: unknown) => string,
): Models {
  const open = new Set(claim.heads.flatMap((head) => (head.mode === 'estimated' ? [head.id] : [])));
  const own = models.models.filter((one) => open.has(one.head));
  const runs = own.filter((one) =>
    attempt(
      () => void joint({ ...models, models: [one], draws: { ...models.draws, count: 1000 } }, claim.currency),
      one.head,
      fault,
    ),
  );
  return modelsAsStated(claim, { ...models, models: runs });
}
