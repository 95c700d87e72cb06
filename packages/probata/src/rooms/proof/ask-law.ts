// Questions where law and proof meet: the tree that a pack asks for, the gateways before an allegation, its routes.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import { gatewaysBefore, VERB_WORDS } from '../law/index.ts';
import { elementNames } from './ask-allegations.ts';
import { outlineOf } from './from-pack.ts';
import { gatewaysOf, standingInWords, standingOf } from './gateways.ts';
import { allegationIn, evaluate, gatewayLaw, houseWords, lawHeld, statusInWords } from './look-up.ts';
import { routesOf } from './routes.ts';
import { ALLEGATION, houseWordsShown, standardAsked } from './shown.ts';
import { branch } from './tree.ts';
import { status } from './types.ts';

const lawName = z.string().min(1).max(80);

const allegationOutline = question({
  name: 'allegation.outline',
  summary:
    'What an allegation of a breach must show, laid out from the packs: gateways, elements, routes of attribution, defences.',
  input: z.strictObject({
    obligation: lawName,
    /** A group of routes, such as ars.attribution: one of them is enough. */
    attribution: lawName.optional(),
    /** Defences, for the other side to show: ars.25. */
    plead: z.array(lawName).max(20).default([]),
    text: z.string().trim().min(1).max(300).optional(),
  }),
  output: z.object({
    obligation: z.object({
      id: z.string(),
      heading: z.string(),
      verbWords: z.string(),
      qualifiers: z.array(z.string()),
    }),
    gateways: z.array(z.object({ id: z.string(), heading: z.string() })),
    /** Ready for allegation.make, which makes the same by itself when it is given no tree. */
    tree: branch,
    defences: z.array(z.object({ provision: z.string(), tree: branch })),
    elements: z.number(),
    /** Elements that somebody contests, or that are not in the words. */
    contested: z.array(z.object({ element: z.string(), question: z.string() })),
  }),
  example: { obligation: 'sp.16.1', attribution: 'ars.attribution' },
  async answer(look, { obligation, attribution, plead, text }) {
    const law = await lawHeld(look);
    const heading = (id: string): string => {
      const found = law.provisions.get(id);
      return found === undefined ? id : `${found.article} ${found.heading}`;
    };
    const outline = outlineOf(law, { obligation, attribution, plead }, text ?? heading(obligation));
    const elements = elementsIn(outline.tree);
    const provision = law.provisions.get(obligation);
    return {
      obligation: {
        id: obligation,
        heading: heading(obligation),
        verbWords: provision === undefined ? '' : VERB_WORDS[provision.verb],
        qualifiers: provision?.qualifiers ?? [],
      },
      gateways: gatewaysBefore(law.all, obligation).map((id) => ({ id, heading: heading(id) })),
      tree: outline.tree,
      defences: outline.defences.map((one) => ({ ...one })),
      elements: elements.length,
      contested: elements.flatMap((id) => {
        const contested = law.elements.get(id)?.contested;
        return contested === undefined ? [] : [{ element: id, question: contested.question }];
      }),
    };
  },
});

/** The elements that stand innermost in a tree. */
function elementsIn(tree: z.output<typeof branch>): string[] {
  const parts = tree.of.filter((part) => !('fact' in part)) as z.output<typeof branch>[];
  if (parts.length === 0) return tree.element === undefined ? [] : [tree.element];
  return parts.flatMap(elementsIn);
}

const allegationGateways = question({
  name: 'allegation.gateways',
  summary:
    'The gateways before an allegation: how each stands, which link it lacks, and which other allegations fall with it.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    ...houseWordsShown,
    status,
    words: z.string(),
    /** Once the gateways are counted: never better than the weakest of them. */
    standing: status,
    standingWords: z.string().nullable(),
    gateways: z.array(
      z.object({
        provision: z.string(),
        heading: z.string(),
        status,
        words: z.string(),
        /** In this tree, in that of another allegation of the same party, or nowhere yet. */
        answered: z.enum(['here', 'elsewhere', 'nowhere']),
        through: z.array(z.object({ node: z.string(), allegation: z.string(), element: z.string() })),
        missing: z.array(
          z.object({ element: z.string(), text: z.string(), link: z.string().nullable(), status }),
        ),
        /** Other allegations of the same party that have the same gateway before them. */
        alsoBefore: z.array(z.object({ allegation: z.string(), text: z.string() })),
      }),
    ),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, input) {
    const words = await houseWords(look);
    const gates = await gatewayLaw(look);
    const evaluation = await evaluate(look, input.standard);
    const { index } = evaluation;
    const allegation = allegationIn(evaluation, input.allegation);
    const profile = index.profiles.get(allegation.profile);
    const reached = evaluation.allegation(allegation);
    const gateways = gatewaysOf(evaluation, allegation, gates);
    return {
      ...words,
      status: reached,
      words: statusInWords(reached, profile, words.notice),
      standing: standingOf(reached, gateways),
      standingWords: standingInWords(reached, gateways),
      gateways: gateways.map((one) => ({
        ...one,
        words: statusInWords(one.status, profile, words.notice),
        through: one.through.map((answer) => ({ ...answer })),
        missing: one.missing.map((element) => ({ ...element })),
        alsoBefore: index.allegations
          .filter((other) => {
            const obligation = gates.obligations.get(other.id);
            return (
              other.id !== allegation.id &&
              obligation != null &&
              (other.by ?? []).some((party) => allegation.by?.includes(party) === true) &&
              gatewaysBefore(gates.law.all, obligation).includes(one.provision)
            );
          })
          .map((other) => ({ allegation: other.id, text: other.text ?? other.id })),
      })),
    };
  },
});

const allegationRoutes = question({
  name: 'allegation.routes',
  summary:
    'Alternative routes of an allegation (attribution and the like) side by side, each with the links that it still lacks.',
  input: z.strictObject({ allegation: idOf('allegation'), standard: standardAsked }),
  output: z.object({
    ...houseWordsShown,
    places: z.array(
      z.object({
        node: z.string(),
        label: z.string(),
        status,
        sentence: z.string(),
        routes: z.array(
          z.object({
            node: z.string(),
            label: z.string(),
            provision: z.string().nullable(),
            status,
            words: z.string(),
            missing: z.array(z.string()),
            limits: z.array(z.string()),
            sentence: z.string(),
          }),
        ),
      }),
    ),
  }),
  example: { allegation: ALLEGATION },
  async answer(look, input) {
    const words = await houseWords(look);
    const law = await lawHeld(look);
    const named = await elementNames(look);
    const evaluation = await evaluate(look, input.standard);
    const allegation = allegationIn(evaluation, input.allegation);
    return {
      ...words,
      places: routesOf(evaluation, allegation, named, law).map((place) => {
        const profile = evaluation.index.profiles.get(place.profile);
        const proved = place.routes.filter((route) => route.status === 'proved');
        return {
          node: place.node,
          label: place.label,
          status: place.status,
          sentence:
            proved.length > 0
              ? `${place.label}: ${statusInWords('proved', profile, words.notice)}, through ${proved.map(({ label }) => `“${label}”`).join(' and ')}.`
              : `${place.label}: ${statusInWords(place.status, profile, words.notice)}. No route is complete; one would be enough.`,
          routes: place.routes.map((route) => ({
            ...route,
            missing: [...route.missing],
            limits: [...route.limits],
            words: statusInWords(route.status, profile, words.notice),
            sentence:
              route.missing.length === 0
                ? `${route.label}: ${route.status}.`
                : `${route.label}: ${route.status}; missing: ${route.missing.join('; ')}.`,
          })),
        };
      }),
    };
  },
});

export const LAW_AND_PROOF_QUESTIONS: readonly Question[] = [
  allegationOutline,
  allegationGateways,
  allegationRoutes,
];
