// An allegation together with the gateways before it, as one tree: what takes a gateway down takes the allegation down too.
import { gatewaysBefore, type LawFormula } from '../law/index.ts';
import type { CaseAllegation, CaseNode, Ref } from './case.ts';
import { Evaluation } from './evaluate.ts';
import { formulaOf } from './from-pack.ts';
import { answersOf, type GatewayLaw } from './gateways.ts';

export interface Joined {
  readonly evaluation: Evaluation;
  /** Its status is the standing of the allegation. */
  readonly allegation: CaseAllegation;
  /** The gateways joined to it, by their headings. */
  readonly gateways: readonly string[];
}

/**
 * The allegation under a root of its own that needs its tree and every gateway, so that cut sets, linchpins and the
 * leanest proof speak of how it stands and not only of itself. Where nothing stands before it, it is given as it is.
 */
export function joinGateways(evaluation: Evaluation, allegation: CaseAllegation, gates: GatewayLaw): Joined {
  const { law, obligations } = gates;
  const obligation = obligations.get(allegation.id);
  const before =
    obligation == null || law.all.length === 0
      ? []
      : gatewaysBefore(law.all, obligation).flatMap((id) => law.provisions.get(id) ?? []);
  if (before.length === 0) return { evaluation, allegation, gateways: [] };
  const answers = answersOf(evaluation, allegation, gates);
  const made: CaseNode[] = [];
  const node = (label: string, op: CaseNode['op'], of: readonly Ref[], k?: number): Ref => {
    const id = `${allegation.id}-gateway-${made.length}`;
    made.push({ id, label, op, of: [...of], ...(k === undefined ? {} : { k }) });
    return `node:${id}`;
  };
  // Nothing that answers it: a place that is empty, whatever is filed.
  const answered = (element: string, label: string): Ref =>
    node(
      label,
      'any',
      answers(element).map((one): Ref => `node:${one.node}`),
    );
  const asked = (formula: LawFormula, label: string): Ref => {
    if (typeof formula === 'string') return answered(formula, law.elements.get(formula)?.text ?? formula);
    if ('all' in formula)
      return node(
        label,
        'all',
        formula.all.map((part) => asked(part, label)),
      );
    if ('any' in formula)
      return node(
        label,
        'any',
        formula.any.map((part) => asked(part, label)),
      );
    return node(
      label,
      'atLeast',
      formula.of.map((part) => asked(part, label)),
      formula.atLeast,
    );
  };
  const roots = before.map((provision): Ref => {
    const label = `${provision.article} ${provision.heading}`;
    const whole = answered(provision.id, label);
    const formula = formulaOf(provision);
    return formula === provision.id ? whole : node(label, 'any', [whole, asked(formula, label)]);
  });
  const root = node(allegation.text ?? allegation.id, 'all', [allegation.root, ...roots]);
  const joined: CaseAllegation = { ...allegation, root };
  const { index } = evaluation;
  const next = new Evaluation(
    {
      ...index,
      nodes: new Map([...index.nodes, ...made.map((one) => [one.id, one] as const)]),
      allegations: index.allegations.map((one) => (one.id === allegation.id ? joined : one)),
    },
    evaluation.world,
  );
  // The facts are the same, and so is what was decided of them.
  for (const [key, result] of evaluation.facts) next.facts.set(key, result);
  return {
    evaluation: next,
    allegation: joined,
    gateways: before.map((provision) => `${provision.article} ${provision.heading}`),
  };
}
