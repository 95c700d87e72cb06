// Questions about the law: packs, provisions, elements, what is still to be checked, and filing checks.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type Question, question } from '../../ledger/room.ts';
import { LADDER_QUESTIONS } from './ask-ladders.ts';
import {
  checksOf,
  criteriaOf,
  dependentsOf,
  gatewaysBefore,
  partsOf,
  provisionsOf,
  statementsShown,
  tablesOf,
} from './read.ts';
import { spansOf } from './spans.ts';
import {
  authoritySide,
  bond,
  check,
  criterion,
  element,
  formula,
  type instrument,
  provision,
  ROLES,
  routeGroup,
  standard,
  VERBS,
} from './types.ts';

const state = z.enum(['to-be-checked', 'seen', 'cleared']);

/** How a verb is said in words on a screen. */
export const VERB_WORDS: Readonly<Record<(typeof VERBS)[number], string>> = {
  'shall-not': 'prohibition',
  shall: 'hard duty',
  'shall-take-into-account': 'duty to weigh',
  'shall-consider': 'duty to consider only',
  may: 'permission',
  defines: 'defines a term',
  scope: 'gateway: scope',
  purpose: 'purpose, for interpretation',
  saves: 'saving clause',
  procedure: 'procedure',
  rule: 'rule',
};

const packList = question({
  name: 'pack.list',
  summary: 'The packs in force with version, digest and how many statements are still to be checked.',
  input: z.strictObject({}),
  output: z.object({
    packs: z.array(
      z.object({
        pack: z.string(),
        entry: z.string(),
        title: z.string(),
        version: z.number(),
        digest: z.string(),
        file: z.string(),
        about: z.string(),
        by: z.string(),
        at: z.string(),
        statements: z.number(),
        toBeChecked: z.number(),
        cleared: z.number(),
        earlier: z.array(z.object({ entry: z.string(), version: z.number(), digest: z.string() })),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const tables = tablesOf(look);
    const rows = await tables.selectFrom('law_pack').selectAll().orderBy('seq').execute();
    const past = await tables.selectFrom('law_pack_past').selectAll().orderBy('seq').execute();
    const statements = await statementsShown(look);
    return {
      packs: rows.map(({ seq: _seq, ...row }) => {
        const mine = statements.filter((one) => one.pack === row.pack);
        return {
          ...row,
          statements: mine.length,
          toBeChecked: mine.filter((one) => one.state === 'to-be-checked').length,
          cleared: mine.filter((one) => one.state === 'cleared').length,
          earlier: past
            .filter((one) => one.pack === row.pack && one.entry !== row.entry)
            .map(({ entry, version, digest }) => ({ entry, version, digest })),
        };
      }),
    };
  },
});

const instrumentList = question({
  name: 'instrument.list',
  summary:
    'The instruments of the packs in force, and what is known of each State’s bond: consent, reservations, objections.',
  input: z.strictObject({ state: z.string().max(120).optional() }),
  output: z.object({
    instruments: z.array(
      z.object({
        id: z.string(),
        pack: z.string(),
        title: z.string(),
        adopted: z.string().nullable(),
        inForce: z.string().nullable(),
        citation: z.string().nullable(),
        standing: state,
        bonds: z.array(z.object({ ...bond.shape, statement: z.string(), standing: state })),
        /** The same put together by State: since when it is bound, and what stands against that. */
        states: z.array(
          z.object({
            state: z.string(),
            from: z.string().nullable(),
            until: z.string().nullable(),
            reservations: z.array(
              z.object({
                to: z.string().nullable(),
                made: z.string().nullable(),
                withdrawn: z.string().nullable(),
                stands: z.boolean(),
              }),
            ),
            declarations: z.array(z.object({ to: z.string().nullable(), on: z.string().nullable() })),
            objections: z.array(z.object({ to: z.string().nullable(), on: z.string().nullable() })),
            sentence: z.string(),
          }),
        ),
      }),
    ),
  }),
  example: { state: 'Aurelia' },
  async answer(look, input) {
    const states = new Map((await statementsShown(look)).map((one) => [one.id, one.state]));
    const parts = await partsOf<Omit<z.output<typeof instrument>, 'provisions'>>(look, 'instrument');
    return {
      instruments: parts.map(({ pack, body }) => ({
        id: body.id,
        pack,
        title: body.title,
        adopted: body.adopted ?? null,
        inForce: body.inForce ?? null,
        citation: body.citation ?? null,
        standing: states.get(body.id) ?? 'to-be-checked',
        bonds: body.bonds.flatMap((one, i) => {
          const statement = `${body.id}#bond${i + 1}`;
          if (input.state !== undefined && one.state !== input.state) return [];
          return [{ ...one, statement, standing: states.get(statement) ?? ('to-be-checked' as const) }];
        }),
        states: spansOf(
          body.bonds.filter((one) => input.state === undefined || one.state === input.state),
        ).map((span) => ({
          ...span,
          reservations: [...span.reservations],
          declarations: [...span.declarations],
          objections: [...span.objections],
        })),
      })),
    };
  },
});

const provisionLine = z.object({
  id: z.string(),
  pack: z.string(),
  instrument: z.string(),
  article: z.string(),
  heading: z.string(),
  role: z.enum(ROLES),
  verb: z.enum(VERBS),
  verbWords: z.string(),
  qualifiers: z.array(z.string()),
  burden: z.enum(['claimant', 'respondent']),
  elements: z.number(),
  implied: z.number(),
  contested: z.number(),
  state,
});

const provisionList = question({
  name: 'provision.list',
  summary:
    'The provisions of the packs in force: verb strength, qualifiers, and how many elements are contested.',
  input: z.strictObject({
    pack: z.string().optional(),
    instrument: z.string().optional(),
    role: z.enum(ROLES).optional(),
  }),
  output: z.object({ provisions: z.array(provisionLine) }),
  example: { instrument: 'sp', role: 'obligation' },
  async answer(look, input) {
    const rows = (await provisionsOf(look)).filter(
      (row) =>
        (input.pack === undefined || row.pack === input.pack) &&
        (input.instrument === undefined || row.instrument === input.instrument) &&
        (input.role === undefined || row.role === input.role),
    );
    return {
      provisions: rows.map((row) => ({
        id: row.id,
        pack: row.pack,
        instrument: row.instrument,
        article: row.article,
        heading: row.heading,
        role: row.role,
        verb: row.verb,
        verbWords: VERB_WORDS[row.verb],
        qualifiers: row.qualifiers,
        burden: row.burden,
        elements: row.elements.length,
        implied: row.elements.filter((one) => one.implied).length,
        contested: row.elements.filter((one) => one.contested !== undefined).length,
        state: row.state,
      })),
    };
  },
});

const elementShown = z.object({
  ...element.shape,
  provision: z.string(),
  pack: z.string(),
  state,
});

const provisionShow = question({
  name: 'provision.show',
  summary: 'One provision: elements, formula, gateways that must hold first, and what falls with it.',
  input: z.strictObject({ provision: z.string().min(1).max(80) }),
  output: z.object({
    provision: z.object({
      ...provision.shape,
      pack: z.string(),
      instrument: z.string(),
      state,
      elements: z.array(elementShown),
      formula: formula.optional(),
    }),
    verbWords: z.string(),
    gateways: z.array(z.object({ id: z.string(), heading: z.string() })),
    dependents: z.array(z.string()),
  }),
  example: { provision: 'sp.11.1' },
  async answer(look, input) {
    const all = await provisionsOf(look);
    const found = all.find((row) => row.id === input.provision);
    if (found === undefined) throw unknown('PROVISION', 'provision', input.provision);
    const headings = new Map(all.map((row) => [row.id, `${row.article} ${row.heading}`]));
    return {
      provision: { ...found, elements: [...found.elements] },
      verbWords: VERB_WORDS[found.verb],
      gateways: gatewaysBefore(all, found.id).map((id) => ({ id, heading: headings.get(id) ?? id })),
      dependents: [...dependentsOf(all, found.id)],
    };
  },
});

const elementShow = question({
  name: 'element.show',
  summary:
    'One element: what must be shown, who contests it and with which authorities, and what is cleared.',
  input: z.strictObject({ element: z.string().min(1).max(80) }),
  output: z.object({
    element: elementShown,
    provision: z.object({ id: z.string(), article: z.string(), heading: z.string(), verbWords: z.string() }),
    sides: z.array(
      z.object({ side: z.enum(['for', 'against']), authority: authoritySide, statement: z.string(), state }),
    ),
  }),
  example: { element: 'sp.6.1.state' },
  async answer(look, input) {
    const all = await provisionsOf(look);
    const home = all.find((row) => row.elements.some((one) => one.id === input.element));
    const found = home?.elements.find((one) => one.id === input.element);
    if (home === undefined || found === undefined) throw unknown('ELEMENT', 'element', input.element);
    const states = new Map((await statementsShown(look, home.pack)).map((one) => [one.id, one.state]));
    const sides = (['for', 'against'] as const).flatMap((side) =>
      (found.contested?.[side] ?? []).map((authority, i) => {
        const statement = `${found.id}#${side}${i + 1}`;
        return { side, authority, statement, state: states.get(statement) ?? ('to-be-checked' as const) };
      }),
    );
    return {
      element: found,
      provision: {
        id: home.id,
        article: home.article,
        heading: home.heading,
        verbWords: VERB_WORDS[home.verb],
      },
      sides,
    };
  },
});

const routeList = question({
  name: 'route.list',
  summary: 'Alternative routes to one conclusion (attribution, defences), each with the links it needs.',
  input: z.strictObject({}),
  output: z.object({
    groups: z.array(
      z.object({
        ...routeGroup.shape,
        pack: z.string(),
        routes: z.array(
          z.object({
            provision: z.string(),
            title: z.string(),
            burden: z.enum(['claimant', 'respondent']),
            links: z.array(z.object({ element: z.string(), link: z.string() })),
            /** How the links make the route: some are alternatives. */
            formula,
            limits: z.array(z.string()),
            state,
          }),
        ),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const byId = new Map((await provisionsOf(look)).map((row) => [row.id, row]));
    const groups = await partsOf<z.output<typeof routeGroup>>(look, 'routes');
    return {
      groups: groups.map(({ pack, body }) => ({
        ...body,
        pack,
        routes: body.routes.flatMap((route) => {
          const home = byId.get(route.provision);
          if (home === undefined) return [];
          return [
            {
              ...route,
              burden: home.burden,
              links: home.elements.flatMap((one) =>
                one.link === undefined ? [] : [{ element: one.id, link: one.link }],
              ),
              formula: home.formula ?? { all: home.elements.map((one) => one.id) },
              limits: home.limits,
              state: home.state,
            },
          ];
        }),
      })),
    };
  },
});

const checkList = question({
  name: 'check.list',
  summary:
    'The filing checks: advice, or an error where the rule binds and a person has cleared it with its text.',
  input: z.strictObject({ appliesTo: z.string().max(40).optional() }),
  output: z.object({
    checks: z.array(
      z.object({
        id: z.string(),
        pack: z.string(),
        rule: z.string(),
        appliesTo: z.array(z.string()),
        demands: check.shape.demands,
        automation: check.shape.automation,
        text: z.string(),
        parameters: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.number())])),
        state,
        severity: z.enum(['advice', 'error']),
      }),
    ),
  }),
  example: { appliesTo: 'memorial' },
  answer: async (look, input) => ({
    checks: (await checksOf(look, input.appliesTo)).map((one) => ({ ...one, appliesTo: [...one.appliesTo] })),
  }),
});

const standardAuthorities = question({
  name: 'standard.anchors',
  summary: 'Standards of proof as authorities word them, and the house profile that stands for each.',
  input: z.strictObject({}),
  output: z.object({ standards: z.array(z.object({ ...standard.shape, pack: z.string(), state })) }),
  example: {},
  async answer(look) {
    const states = new Map((await statementsShown(look)).map((one) => [one.id, one.state]));
    const parts = await partsOf<z.output<typeof standard>>(look, 'standard');
    return {
      standards: parts.map(({ pack, body }) => ({
        ...body,
        pack,
        state: states.get(body.id) ?? 'to-be-checked',
      })),
    };
  },
});

const criterionList = question({
  name: 'criterion.list',
  summary:
    'What courts look at in weighing evidence, with the authorities, and the house rules of weight that lean on each.',
  input: z.strictObject({ houseRule: z.string().max(12).optional() }),
  output: z.object({
    criteria: z.array(z.object({ ...criterion.shape, pack: z.string(), state, cleared: z.boolean() })),
  }),
  example: { houseRule: 'K6' },
  answer: async (look, { houseRule }) => ({
    criteria: (await criteriaOf(look))
      .filter(({ body }) => houseRule === undefined || body.houseRules.includes(houseRule))
      .map(({ pack, body, state: standing, isCleared }) => ({
        ...body,
        pack,
        state: standing,
        cleared: isCleared,
      })),
  }),
});

const statementList = question({
  name: 'statement.list',
  summary:
    'Every statement of law with its state: to be checked, seen in a public source, cleared by a person.',
  input: z.strictObject({ pack: z.string().optional(), state: state.optional() }),
  output: z.object({
    statements: z.array(
      z.object({
        id: z.string(),
        pack: z.string(),
        within: z.string().nullable(),
        sort: z.string(),
        words: z.string(),
        state,
        seenIn: z.string().nullable(),
        clearance: z
          .object({
            read: z.object({
              title: z.string(),
              place: z.string().optional(),
              passage: z.string().optional(),
              authority: z.string().optional(),
            }),
            note: z.string().nullable(),
            by: z.string(),
            at: z.string(),
          })
          .nullable(),
      }),
    ),
  }),
  example: { state: 'to-be-checked' },
  answer: async (look, input) => ({
    statements: (await statementsShown(look, input.pack)).filter(
      (one) => input.state === undefined || one.state === input.state,
    ),
  }),
});

export const LAW_QUESTIONS: readonly Question[] = [
  packList,
  instrumentList,
  provisionList,
  provisionShow,
  elementShow,
  routeList,
  checkList,
  standardAuthorities,
  criterionList,
  statementList,
  ...LADDER_QUESTIONS,
];

function unknown(code: string, noun: string, id: string): Refusal {
  return new Refusal(
    `LAW_${code}_UNKNOWN`,
    `No pack in force holds the ${noun} ${id}. See 'probata provision list'.`,
    {
      id,
    },
  );
}
