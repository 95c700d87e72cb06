// Alternative routes to one conclusion, side by side: how far each one leads, and which link each still lacks.
import type { CaseAllegation, CaseNode, Status } from './case.ts';
import { nodesUnder } from './elements.ts';
import type { Evaluation } from './evaluate.ts';
import type { LawInForce } from './from-pack.ts';

export interface RouteStanding {
  readonly node: string;
  readonly label: string;
  /** The provision of a pack that this route follows, where the tree says so. */
  readonly provision: string | null;
  readonly status: Status;
  /** The links that keep it from being proved, in words; each has to be supplied. */
  readonly missing: readonly string[];
  /** What the pack warns of. */
  readonly limits: readonly string[];
}

export interface RoutesStanding {
  readonly node: string;
  readonly label: string;
  readonly profile: string;
  readonly status: Status;
  readonly routes: readonly RouteStanding[];
}

/** Every place of an allegation where one of several routes is enough, each route being a node of its own. */
export function routesOf(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  named: ReadonlyMap<string, string | null>,
  law: LawInForce,
): readonly RoutesStanding[] {
  const { index } = evaluation;
  const linkOf = (node: CaseNode): string => {
    const element = law.elements.get(named.get(node.id) ?? '');
    return element?.link ?? `“${element?.text ?? node.label ?? node.id}”`;
  };
  const missingUnder = (ref: string, inherited: string): readonly string[] => {
    if (evaluation.status(ref, inherited) === 'proved') return [];
    const node = ref.startsWith('node:') ? index.nodes.get(ref.slice(5)) : undefined;
    if (node === undefined) return [`“${index.facts.get(ref.slice(5))?.text ?? ref.slice(5)}”`];
    const profile = node.profile ?? inherited;
    // An element is the smallest thing that has a name in law; what answers it are facts.
    if (node.of.every((part) => part.startsWith('fact:'))) return [linkOf(node)];
    const parts = node.of.map((part) => missingUnder(part, profile));
    if (node.op === 'all') return parts.flat();
    const ways = parts.filter((part) => part.length > 0).map((part) => part.join(' with '));
    if (node.op === 'any') return [ways.join(', or ')];
    const held = parts.filter((part) => part.length === 0).length;
    return [`${(node.k ?? 1) - held} more of these: ${ways.join(', ')}`];
  };
  return nodesUnder(index, allegation.root, allegation.profile)
    .filter(
      ({ node }) =>
        node.op === 'any' && node.of.length > 1 && node.of.every((part) => part.startsWith('node:')),
    )
    .filter(({ node }) => areRoutes(node, index.nodes, named, law))
    .map(({ node, profile }) => ({
      node: node.id,
      label: node.label ?? node.id,
      profile,
      status: evaluation.node(node.id, profile),
      routes: node.of.flatMap((part): RouteStanding[] => {
        const route = index.nodes.get(part.slice(5));
        if (route === undefined) return [];
        const provision = provisionOf(route, index.nodes, named, law);
        return [
          {
            node: route.id,
            label: route.label ?? route.id,
            provision,
            status: evaluation.node(route.id, profile),
            missing: missingUnder(part, profile),
            limits: law.provisions.get(provision ?? '')?.limits ?? [],
          },
        ];
      }),
    }));
}

/** Routes follow provisions of their own, or are trees of their own; variants within one provision are no routes. */
function areRoutes(
  node: CaseNode,
  nodes: ReadonlyMap<string, CaseNode>,
  named: ReadonlyMap<string, string | null>,
  law: LawInForce,
): boolean {
  const parts = node.of.flatMap((part) => nodes.get(part.slice(5)) ?? []);
  const provisions = new Set(parts.map((part) => provisionOf(part, nodes, named, law)));
  if (provisions.size > 1) return true;
  return provisions.has(null) && parts.every((part) => part.of.some((ref) => ref.startsWith('node:')));
}

/** The provision that a node answers: named on it, or that of the first element named under it. */
function provisionOf(
  node: CaseNode,
  nodes: ReadonlyMap<string, CaseNode>,
  named: ReadonlyMap<string, string | null>,
  law: LawInForce,
): string | null {
  const own = named.get(node.id);
  if (own != null) return law.provisions.has(own) ? own : (law.elements.get(own)?.provision ?? null);
  for (const part of node.of) {
    const inner = part.startsWith('node:') ? nodes.get(part.slice(5)) : undefined;
    const found = inner === undefined ? null : provisionOf(inner, nodes, named, law);
    if (found !== null) return found;
  }
  return null;
}
