// An allegation's tree as a person writes it, nested, made into nodes with ids of their own.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import type { Node } from './types.ts';
import { standardName } from './types.ts';

/** `{fact}` for a fact, or a node with what it is made of. `op` is left out for `all`. */
export type Tree = { readonly fact: string } | Branch;
export interface Branch {
  readonly label: string;
  readonly op?: 'all' | 'any' | 'atLeast' | undefined;
  readonly k?: number | undefined;
  readonly element?: string | undefined;
  readonly standard?: string | undefined;
  readonly of: readonly Tree[];
}

const leaf = z.strictObject({ fact: z.string().regex(/^fact_[0-9a-z]{26}$/, 'must be the id of a fact') });
export const branch: z.ZodType<Branch> = z.strictObject({
  label: z.string().trim().min(1).max(300),
  op: z.enum(['all', 'any', 'atLeast']).optional(),
  k: z.number().int().min(1).optional(),
  element: z.string().max(120).optional(),
  standard: standardName.optional(),
  of: z.array(z.lazy(() => z.union([leaf, branch]))).max(400),
});

/**
 * Flattens a tree. An element with nothing under it is an `any` of nothing: it stands, and it is empty.
 * Refusal PROOF_K when `atLeast` asks for more parts than there are, or for none.
 */
export function flatten(
  tree: Branch,
  newId: () => Node['id'],
): { readonly root: string; readonly nodes: readonly Node[] } {
  const nodes: Node[] = [];
  const visit = (at: Tree): string => {
    if ('fact' in at) return `fact:${at.fact}`;
    const id = newId();
    const op = at.of.length === 0 ? 'any' : (at.op ?? 'all');
    if (op === 'atLeast' && (at.k === undefined || at.k > at.of.length))
      throw new Refusal(
        'PROOF_K',
        `“${at.label}” asks for ${at.k ?? 'no number'} of ${at.of.length} parts. Give k between 1 and ${at.of.length}.`,
      );
    const place = nodes.length;
    const node: Node = {
      id,
      label: at.label,
      op,
      of: [],
      ...(op === 'atLeast' && at.k !== undefined ? { k: at.k } : {}),
      ...(at.element === undefined ? {} : { element: at.element }),
      ...(at.standard === undefined ? {} : { profile: at.standard }),
    };
    nodes.push(node);
    const of = at.of.map(visit);
    nodes[place] = { ...node, of };
    return `node:${id}`;
  };
  return { root: visit(tree), nodes };
}

/** Every fact that a tree names. */
export function factsIn(tree: Tree): string[] {
  return 'fact' in tree ? [tree.fact] : tree.of.flatMap(factsIn);
}
