// Lays out from a pack what an allegation must show: its gateways, the elements of the obligation, routes of attribution.
import { Refusal } from '../../base/errors.ts';
import type { Look } from '../../ports/ledger-store.ts';
import {
  type ElementRow,
  gatewaysBefore,
  type LawFormula,
  type ProvisionRow,
  partsOf,
  provisionsOf,
  type RouteGroup,
} from '../law/index.ts';
import type { Branch } from './tree.ts';

/** The law of the packs in force, found by id. */
export interface LawInForce {
  readonly all: readonly ProvisionRow[];
  readonly provisions: ReadonlyMap<string, ProvisionRow>;
  readonly elements: ReadonlyMap<string, ElementRow>;
  readonly groups: ReadonlyMap<string, RouteGroup>;
}

export async function readLaw(look: Look): Promise<LawInForce> {
  const all = await provisionsOf(look);
  return {
    all,
    provisions: new Map(all.map((one) => [one.id, one])),
    elements: new Map(all.flatMap((one) => one.elements.map((element) => [element.id, element]))),
    groups: new Map((await partsOf<RouteGroup>(look, 'routes')).map(({ id, body }) => [id, body])),
  };
}

/** Words about how to read a provision, or a bridge to another one, are law and not shown by evidence. */
const isForEvidence = ({ kind }: ElementRow): boolean => kind !== 'interpretive' && kind !== 'bridge';

/** The formula of a provision over what evidence must show: all of its elements, where the pack says nothing else. */
export function formulaOf(provision: ProvisionRow): LawFormula {
  const shown = provision.elements.filter(isForEvidence).map(({ id }) => id);
  return provision.formula ?? (shown.length === 0 ? provision.id : { all: shown });
}

export interface OutlineAsked {
  readonly obligation: string;
  /** A group of routes, as `ars.attribution`: one of them is enough. */
  readonly attribution?: string | undefined;
  /** Defences as provisions, each for the other side to show. */
  readonly plead: readonly string[];
}

export interface Outline {
  readonly tree: Branch;
  readonly defences: readonly { readonly provision: string; readonly tree: Branch }[];
}

/**
 * The tree of an allegation as the packs in force have it, every element empty until a fact is matched to it. Gateways
 * stand in the tree, so that where one fails the allegation fails with it.
 * Refusals PROOF_OBLIGATION_UNKNOWN, PROOF_ROUTES_UNKNOWN, PROOF_DEFENCE_UNKNOWN, naming what there is.
 */
export function outlineOf(law: LawInForce, asked: OutlineAsked, label: string): Outline {
  const provision = provisionNamed(law, asked.obligation);
  const gateways = gatewaysBefore(law.all, provision.id).flatMap((id) => law.provisions.get(id) ?? []);
  const routes = asked.attribution === undefined ? undefined : groupNamed(law, asked.attribution);
  return {
    tree: {
      label: label.slice(0, 300),
      of: [
        ...gateways.map((gateway) => provisionBranch(law, gateway)),
        provisionBranch(law, provision),
        ...(routes === undefined ? [] : [routesBranch(law, routes)]),
      ],
    },
    defences: asked.plead.map((id) => {
      const defence = law.provisions.get(id);
      if (defence?.burden !== 'respondent')
        throw new Refusal(
          'PROOF_DEFENCE_UNKNOWN',
          `No pack in force holds the defence ${id}. ${listed(law.all.filter(({ burden }) => burden === 'respondent').map((one) => one.id))}`,
          { provision: id },
        );
      return { provision: id, tree: provisionBranch(law, defence) };
    }),
  };
}

function provisionNamed(law: LawInForce, id: string): ProvisionRow {
  const found = law.provisions.get(id);
  if (found === undefined)
    throw new Refusal(
      'PROOF_OBLIGATION_UNKNOWN',
      `No pack in force holds the provision ${id}. ${law.all.length === 0 ? "Adopt a pack first: 'probata pack adopt'." : "See 'probata provision list'."}`,
      { provision: id },
    );
  return found;
}

function groupNamed(law: LawInForce, id: string): RouteGroup {
  const found = law.groups.get(id);
  if (found === undefined)
    throw new Refusal(
      'PROOF_ROUTES_UNKNOWN',
      `No pack in force holds the routes ${id}. ${listed([...law.groups.keys()])}`,
      { routes: id },
    );
  return found;
}

const listed = (ids: readonly string[]): string =>
  ids.length === 0 ? 'Adopt a pack that has some.' : `There are: ${ids.join(', ')}.`;

function provisionBranch(law: LawInForce, provision: ProvisionRow): Branch {
  const label = `${provision.article} ${provision.heading}`.slice(0, 300);
  const formula = formulaOf(provision);
  // A provision without elements is answered as a whole.
  if (formula === provision.id) return { label, op: 'any', element: provision.id, of: [] };
  const inner = formulaBranch(law, provision, formula, new Set([provision.id]));
  return { ...inner, label, element: inner.element ?? provision.id };
}

function formulaBranch(
  law: LawInForce,
  provision: ProvisionRow,
  formula: LawFormula,
  above: ReadonlySet<string>,
): Branch {
  const of = (parts: readonly LawFormula[]): Branch[] =>
    parts.map((part) => formulaBranch(law, provision, part, above));
  if (typeof formula !== 'string') {
    if ('all' in formula)
      return { label: `${provision.article}: all of these`, op: 'all', of: of(formula.all) };
    if ('any' in formula)
      return { label: `${provision.article}: one of these`, op: 'any', of: of(formula.any) };
    return {
      label: `${provision.article}: at least ${formula.atLeast} of these`,
      op: 'atLeast',
      k: formula.atLeast,
      of: of(formula.of),
    };
  }
  const element = law.elements.get(formula);
  if (element !== undefined)
    return {
      label: `${provision.article}: ${element.text}`.slice(0, 300),
      op: 'any',
      element: formula,
      of: [],
    };
  const other = law.provisions.get(formula);
  // A provision that the formula names stands in with its own elements; one that leads back to itself is named only.
  return other === undefined || above.has(formula)
    ? { label: formula, op: 'any', element: formula, of: [] }
    : {
        ...formulaBranch(law, other, formulaOf(other), new Set([...above, formula])),
        label: `${other.article} ${other.heading}`.slice(0, 300),
      };
}

function routesBranch(law: LawInForce, group: RouteGroup): Branch {
  return {
    label: group.title,
    op: 'any',
    element: group.id,
    of: group.routes.flatMap((route) => {
      const provision = law.provisions.get(route.provision);
      return provision === undefined ? [] : [provisionBranch(law, provision)];
    }),
  };
}
