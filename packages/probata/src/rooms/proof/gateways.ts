// Gateways: provisions that must hold before another does. Where one fails, every allegation that depends on it fails too.
import { gatewaysBefore, type LawFormula } from '../law/index.ts';
import { type CaseAllegation, rankOf, type Status, statusOfRank } from './case.ts';
import type { Evaluation } from './evaluate.ts';
import { formulaOf, type LawInForce } from './from-pack.ts';

/** A node that answers an element (or a whole provision) of a pack, and the allegation in whose tree it stands. */
export interface AnsweringNode {
  readonly node: string;
  readonly allegation: string;
  readonly element: string;
}

export interface MissingElement {
  readonly element: string;
  readonly text: string;
  /** What is missing, in words. */
  readonly link: string | null;
  readonly status: Status;
}

export interface GatewayStanding {
  readonly provision: string;
  readonly heading: string;
  readonly status: Status;
  /** Answered in the allegation's own tree, in that of another allegation of the same party, or nowhere yet. */
  readonly answered: 'here' | 'elsewhere' | 'nowhere';
  readonly through: readonly AnsweringNode[];
  readonly missing: readonly MissingElement[];
}

/** What the packs and the ledger say of gateways, read once for any number of allegations. */
export interface GatewayLaw {
  readonly law: LawInForce;
  readonly obligations: ReadonlyMap<string, string | null>;
  readonly answering: ReadonlyMap<string, readonly AnsweringNode[]>;
}

/** What answers an element (or a whole provision) for an allegation: whatever does so in any allegation of the same party. */
export function answersOf(
  { index }: Evaluation,
  allegation: CaseAllegation,
  { answering }: GatewayLaw,
): (element: string) => readonly AnsweringNode[] {
  const own = new Set(allegation.by ?? []);
  const sameParty = new Set(
    index.allegations.filter((other) => (other.by ?? []).some((party) => own.has(party))).map(({ id }) => id),
  );
  return (element) =>
    (answering.get(element) ?? []).filter(
      ({ node, allegation: where }) => sameParty.has(where) && index.nodes.has(node),
    );
}

/**
 * The gateways before an allegation's obligation and how each stands under the allegation's own standard. An element of
 * a gateway is answered by whatever answers it in any allegation of the same party; the strongest answer counts.
 */
export function gatewaysOf(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  gates: GatewayLaw,
): readonly GatewayStanding[] {
  const { law, obligations } = gates;
  const obligation = obligations.get(allegation.id);
  if (obligation == null || law.all.length === 0) return [];
  const answers = answersOf(evaluation, allegation, gates);
  return gatewaysBefore(law.all, obligation).flatMap((id): GatewayStanding[] => {
    const provision = law.provisions.get(id);
    if (provision === undefined) return [];
    const through: AnsweringNode[] = [];
    const missing: MissingElement[] = [];
    const best = (nodes: readonly AnsweringNode[]): number =>
      Math.max(0, ...nodes.map(({ node }) => rankOf(evaluation.node(node, allegation.profile))));
    const rank = (formula: LawFormula): number => {
      if (typeof formula === 'string') {
        const nodes = answers(formula);
        const found = best(nodes);
        through.push(...nodes);
        const element = law.elements.get(formula);
        if (found < rankOf('proved') && element !== undefined)
          missing.push({
            element: formula,
            text: element.text,
            link: element.link ?? null,
            status: statusOfRank(found),
          });
        return found;
      }
      const parts = 'all' in formula ? formula.all : 'any' in formula ? formula.any : formula.of;
      const ranks = parts.map(rank).sort((a, b) => b - a);
      return ranks['all' in formula ? ranks.length - 1 : 'any' in formula ? 0 : formula.atLeast - 1] ?? 0;
    };
    const whole = answers(id);
    const formula = formulaOf(provision);
    const reached = Math.max(best(whole), formula === id ? 0 : rank(formula));
    through.push(...whole);
    return [
      {
        provision: id,
        heading: `${provision.article} ${provision.heading}`,
        status: statusOfRank(reached),
        answered: through.some(({ allegation: where }) => where === allegation.id)
          ? 'here'
          : through.length > 0
            ? 'elsewhere'
            : 'nowhere',
        through,
        missing: reached === rankOf('proved') ? [] : missing,
      },
    ];
  });
}

/** How the allegation stands once its gateways are counted: never better than the weakest of them. */
export function standingOf(status: Status, gateways: readonly { readonly status: Status }[]): Status {
  return statusOfRank(Math.min(rankOf(status), ...gateways.map((gateway) => rankOf(gateway.status))));
}

/** Said only where a gateway takes something away. */
export function standingInWords(
  status: Status,
  gateways: readonly Pick<GatewayStanding, 'heading' | 'status' | 'answered' | 'missing'>[],
): string | null {
  const holding = gateways.filter((gateway) => rankOf(gateway.status) < rankOf(status));
  if (holding.length === 0) return null;
  const parts = holding.map(({ heading, status: at, answered, missing }) => {
    const links = missing.map(({ link, text }) => link ?? `“${text}”`);
    const what =
      answered === 'nowhere'
        ? 'no allegation answers it yet'
        : links.length === 0
          ? 'not shown'
          : `not shown: ${links.slice(0, 4).join('; ')}${links.length > 4 ? `; and ${links.length - 4} more` : ''}`;
    return `“${heading}” is ${at} (${what})`;
  });
  return `It is ${status} in itself, and falls to ${standingOf(status, gateways)} with ${holding.length === 1 ? 'its gateway' : 'its gateways'}: ${parts.join('; ')}.`;
}
