// The commands of proof.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { textsInput } from '../../base/texts.ts';
import { type Command, command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { factsOf } from '../record/index.ts';
import { KEEPING_COMMANDS } from './decide-kept.ts';
import { type LawInForce, type Outline, outlineOf, readLaw } from './from-pack.ts';
import { standardsOf } from './from-record.ts';
import { allegationRow, nodeRow, requireSources, requireStandards, unknownAllegation } from './look-up.ts';
import { type Branch, branch, factsIn, flatten } from './tree.ts';
import { allegationKind, allegationWithdrawn, ref, standardAdopted, standardName, status } from './types.ts';

const ZERO = '0'.repeat(26);

/** The facts in force: merged and withdrawn ones cannot carry anything. */
async function factIds(look: Look): Promise<ReadonlySet<string>> {
  return new Set(
    (await factsOf(look))
      .filter((fact) => fact.mergedInto === null && fact.withdrawn === null)
      .map((fact) => fact.id),
  );
}

interface Asked {
  readonly text: { readonly authoritative: string; readonly versions: Readonly<Record<string, string>> };
  readonly against: readonly Party[];
  readonly obligation?: string | undefined;
  readonly attribution?: string | undefined;
  readonly plead: readonly string[];
  readonly tree?: Branch | undefined;
  readonly defences: readonly AskedDefence[];
}
type Party = `pty_${string}`;
interface AskedDefence {
  readonly burden: Party;
  readonly standard?: string | undefined;
  readonly tree: Branch;
}

/** Refusal PROOF_TREE_MISSING when there is neither a tree nor an obligation to lay it out from. */
function laidOut(law: LawInForce, { text, obligation, attribution, plead }: Asked): Outline {
  if (obligation === undefined)
    throw new Refusal(
      'PROOF_TREE_MISSING',
      'Give the tree of what must be proved, or name the obligation of a pack from which it is laid out.',
    );
  const label = text.versions[text.authoritative] ?? obligation;
  return outlineOf(law, { obligation, attribution, plead }, label);
}

/** Refusal PROOF_DEFENCE_BURDEN when nobody is named who would have to show a defence. */
function withTree<T extends Asked>(
  input: T,
  outline: Outline | undefined,
): T & { readonly tree: Branch; readonly defences: readonly AskedDefence[] } {
  if (input.tree !== undefined && (input.attribution !== undefined || input.plead.length > 0))
    throw new Refusal(
      'PROOF_TREE_TWICE',
      'Give either a tree, or routes and defences to lay it out from: with a tree they stand in it.',
    );
  const [burden] = input.against;
  const pleaded = outline?.defences ?? [];
  if (pleaded.length > 0 && burden === undefined)
    throw new Refusal(
      'PROOF_DEFENCE_BURDEN',
      'Say against whom the allegation is made: that party has to show the defences.',
    );
  return {
    ...input,
    tree: input.tree ?? outline?.tree ?? { label: '', of: [] },
    defences: [
      ...input.defences,
      ...(burden === undefined ? [] : pleaded.map(({ tree }) => ({ burden, tree }))),
    ],
  };
}

function requireFacts(ids: readonly string[], known: ReadonlySet<string>): void {
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined)
    throw new Refusal('PROOF_FACT_UNKNOWN', `There is no fact ${missing}. Assert it first.`, {
      fact: missing,
    });
}

export const PROOF_COMMANDS: readonly Command[] = [
  command({
    name: 'allegation.make',
    summary:
      'Make an allegation: by whom, against whom, and the tree of what must be proved; without a tree, the one that the packs ask for.',
    input: z.strictObject({
      text: textsInput,
      kind: allegationKind.default('merits'),
      by: z.array(idOf('party')).min(1),
      against: z.array(idOf('party')).default([]),
      obligation: z.string().max(120).optional(),
      /** Left out: balance for jurisdiction and admissibility, convincing for merits, balance for quantum. House rules. */
      standard: standardName.optional(),
      /** The other side's allegation that this one answers. */
      rivalOf: idOf('allegation').optional(),
      /** Left out: laid out from the packs for the obligation, every element empty until a fact is matched to it. */
      tree: branch.optional(),
      /** With no tree: a group of routes such as ars.attribution, of which one is enough. */
      attribution: z.string().min(1).max(80).optional(),
      /** With no tree: defences of the packs, for the other side to show. */
      plead: z.array(z.string().min(1).max(80)).max(20).default([]),
      defences: z
        .array(z.strictObject({ burden: idOf('party'), standard: standardName.optional(), tree: branch }))
        .default([]),
    }),
    example: {
      text: 'Borovia facilitated the smuggling of migrants.',
      by: [`pty_${ZERO}`],
      tree: { label: 'Facilitation', of: [{ fact: `fact_${ZERO}` }] },
    },
    load: async (look, input) => ({
      facts: await factIds(look),
      standards: await standardsOf(look),
      rival: input.rivalOf === undefined ? undefined : await allegationRow(look, input.rivalOf),
      outline: input.tree === undefined ? laidOut(await readLaw(look), input) : undefined,
    }),
    decide(given, state, act) {
      const input = withTree(given, state.outline);
      if (input.rivalOf !== undefined && state.rival === undefined) throw unknownAllegation(input.rivalOf);
      requireFacts(
        [input.tree, ...input.defences.map((defence) => defence.tree)].flatMap(factsIn),
        state.facts,
      );
      const standard = input.standard ?? (input.kind === 'merits' ? 'convincing' : 'balance');
      requireStandards(
        [standard, ...input.defences.flatMap((defence) => defence.standard ?? [])],
        state.standards,
      );
      const { root, nodes } = flatten(input.tree, () => act.newId('node'));
      const defences = input.defences.map((defence) => ({
        ...defence,
        flat: flatten(defence.tree, () => act.newId('node')),
      }));
      const all = [...nodes, ...defences.flatMap((defence) => defence.flat.nodes)];
      requireStandards(
        all.flatMap((node) => node.profile ?? []),
        state.standards,
      );
      return [
        {
          kind: 'allegation.made',
          subject: act.newId('allegation'),
          refs: [...input.by, ...input.against, ...(input.rivalOf === undefined ? [] : [input.rivalOf])],
          said: {
            text: input.text,
            kind: input.kind,
            by: input.by,
            against: input.against,
            obligation: input.obligation,
            standard,
            root,
            nodes: all,
            defences: defences.map(({ burden, standard: own, tree, flat }) => ({
              id: flat.nodes[0]?.id,
              label: tree.label,
              burden,
              standard: own,
            })),
            rivalOf: input.rivalOf,
          },
        },
      ];
    },
  }),
  command({
    name: 'allegation.withdraw',
    summary: 'Withdraw an allegation, saying why.',
    input: z.strictObject({ allegation: idOf('allegation'), ...allegationWithdrawn.shape }),
    example: { allegation: `alg_${ZERO}`, ground: 'Not pursued after the objections.' },
    load: (look, input) => allegationRow(look, input.allegation),
    decide({ allegation, ground }, row) {
      if (row === undefined) throw unknownAllegation(allegation);
      return [{ kind: 'allegation.withdrawn', subject: allegation, said: { ground } }];
    },
  }),
  command({
    name: 'element.match',
    summary: 'Set what answers an element: add facts to it or take facts from it.',
    input: z.strictObject({
      node: idOf('node'),
      add: z.array(idOf('fact')).default([]),
      remove: z.array(z.union([idOf('fact'), ref])).default([]),
    }),
    example: { node: `nod_${ZERO}`, add: [`fact_${ZERO}`] },
    load: async (look, input) => ({ node: await nodeRow(look, input.node), facts: await factIds(look) }),
    decide({ node, add, remove }, state) {
      if (state.node === undefined)
        throw new Refusal('PROOF_NODE_UNKNOWN', `There is no element ${node}.`, { node });
      requireFacts(add, state.facts);
      const gone = new Set(remove.map((one) => (one.includes(':') ? one : `fact:${one}`)));
      const of = [
        ...new Set([...state.node.of.filter((one) => !gone.has(one)), ...add.map((fact) => `fact:${fact}`)]),
      ];
      if (of.length === state.node.of.length && of.every((one, i) => one === state.node?.of[i]))
        throw new Refusal(
          'PROOF_NOTHING_CHANGED',
          'The element is answered by exactly these facts already.',
          { node },
        );
      return [
        {
          kind: 'element.matched',
          subject: node,
          refs: [state.node.allegation, ...add],
          said: { allegation: state.node.allegation, of },
        },
      ];
    },
  }),
  command({
    name: 'status.override',
    summary: 'Set the status of a fact in place of the rules, with the reason; null takes it back.',
    input: z.strictObject({
      fact: idOf('fact'),
      to: status.nullable(),
      reason: z.string().trim().min(1).max(1000),
    }),
    example: { fact: `fact_${ZERO}`, to: 'arguable', reason: 'The original is being authenticated.' },
    power: 'weigh',
    load: factIds,
    decide({ fact, ...said }, known) {
      requireFacts([fact], known);
      return [{ kind: 'status.overridden', subject: fact, said }];
    },
  }),
  command({
    name: 'standard.adopt',
    summary: 'Adopt or edit a standard of proof, with its authority: a house rule for preparing the case.',
    input: standardAdopted.omit({ version: true }),
    example: {
      name: 'balance',
      label: 'balance of evidence',
      sufficiency: [{ w3: 1, w2: 1, w1: 1 }],
      contradiction: { minWeight: 1, outweighMargin: 1 },
      inferenceMin: 2,
      authority: 'House rule of 3 March.',
    },
    power: 'weigh',
    load: standardsOf,
    decide(said, known, act) {
      requireSources(said);
      const before = known.find((profile) => profile.id === said.name);
      return [
        {
          kind: 'standard.adopted',
          subject: act.newId('standard'),
          said: { ...said, version: (before?.version ?? 0) + 1 },
        },
      ];
    },
  }),
  ...KEEPING_COMMANDS,
];
