// Questions about the house rules: the standards in every version, the rules of weight, and what an edit would change.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { criteriaOf, standardAnchors } from '../law/index.ts';
import type { Profile } from './case.ts';
import { Evaluation } from './evaluate.ts';
import { standardsOf } from './from-record.ts';
import { evaluate, houseWords, proofTables, requireSources } from './look-up.ts';
import { houseWordsShown } from './shown.ts';
import { changesBetween, changesShown, editsBetween } from './standard-changes.ts';
import { findNestingBreaks, HOUSE_STANDARDS } from './standards.ts';
import { standardAdopted, standardName } from './types.ts';
import { WEIGHT_RULES } from './weigh.ts';

const standardShown = z.object({
  id: z.string(),
  label: z.string(),
  authority: z.string(),
  /** True while its authority is recalled, and nobody has adopted it with another or cleared every anchor in a pack. */
  toBeChecked: z.boolean(),
  anchors: z.array(z.lazy(() => anchorShown)),
  version: z.number(),
  sufficiency: z.array(z.object({ w3: z.number(), w2: z.number(), w1: z.number() })),
  contradiction: z.object({ minWeight: z.number(), outweighMargin: z.number().nullable() }),
  inferenceMin: z.number(),
});

/** The standard as authorities word it, in the packs in force. */
const anchorShown = z.object({
  id: z.string(),
  pack: z.string(),
  words: z.string(),
  state: z.enum(['to-be-checked', 'seen', 'cleared']),
  /** Nothing in it, nor any of its authorities, is to be checked any more. */
  cleared: z.boolean(),
});

type Anchors = ReadonlyMap<string, readonly z.input<typeof anchorShown>[]>;

/** By the name of the house standard that stands for each. */
async function anchorsByStandard(look: Look): Promise<Anchors> {
  const anchors = await standardAnchors(look);
  return Map.groupBy(
    anchors.map(({ id, pack, body, state, isCleared }) => ({
      id,
      pack,
      words: body.label,
      state,
      cleared: isCleared,
      standard: body.profile ?? '',
    })),
    (anchor) => anchor.standard,
  );
}

/** A recalled anchor is cleared where packs in force anchor the same thing and all of that has been cleared. */
const isCleared = (anchors: readonly { readonly cleared: boolean }[]): boolean =>
  anchors.length > 0 && anchors.every(({ cleared }) => cleared);

const shown = (profile: Profile, anchors: Anchors): z.input<typeof standardShown> => ({
  id: profile.id,
  label: profile.label,
  authority: profile.authority ?? '',
  toBeChecked:
    /to be checked/i.test(profile.authority ?? 'to be checked') && !isCleared(anchors.get(profile.id) ?? []),
  anchors: (anchors.get(profile.id) ?? []).map((anchor) => ({ ...anchor })),
  version: profile.version,
  sufficiency: profile.sufficiency.map((pattern) => ({ ...pattern })),
  contradiction: { ...profile.contradiction },
  inferenceMin: profile.inferenceMin,
});

const warning = z.object({ stricter: z.string(), laxer: z.string(), message: z.string() });

/** The house's own order of strictness; a team's further standards stand outside it and are not compared. */
function chainOf(profiles: readonly Profile[]): Profile[] {
  return HOUSE_STANDARDS.flatMap(({ id }) => profiles.filter((profile) => profile.id === id));
}

const standardList = question({
  name: 'standard.list',
  summary: 'The standards of proof in use: house rules, each with the authority it leans on.',
  input: z.strictObject({}),
  output: z.object({
    ...houseWordsShown,
    standards: z.array(standardShown),
    /** Where a laxer standard would refuse what a stricter accepts. */
    warnings: z.array(warning),
  }),
  example: {},
  async answer(look) {
    const profiles = await standardsOf(look);
    const anchors = await anchorsByStandard(look);
    return {
      ...(await houseWords(look)),
      standards: profiles.map((profile) => shown(profile, anchors)),
      warnings: findNestingBreaks(chainOf(profiles)),
    };
  },
});

const standardHistory = question({
  name: 'standard.history',
  summary: 'Every version of a standard that was adopted here: by whom, when, on which authority.',
  input: z.strictObject({ name: standardName }),
  output: z.object({
    house: standardShown.nullable(),
    versions: z.array(standardShown.extend({ by: z.string(), at: z.string() })),
  }),
  example: { name: 'balance' },
  async answer(look, { name }) {
    const rows = await proofTables(look)
      .selectFrom('proof_standard_version')
      .selectAll()
      .where('name', '=', name)
      .orderBy('version')
      .execute();
    const house = HOUSE_STANDARDS.find(({ id }) => id === name);
    const anchors = await anchorsByStandard(look);
    return {
      house: house === undefined ? null : shown(house, anchors),
      versions: rows.flatMap((row) => {
        const said = fromJson<Omit<Profile, 'id'>>(row.said);
        return said === undefined
          ? []
          : [{ ...shown({ ...said, id: name }, anchors), by: row.by, at: row.at }];
      }),
    };
  },
});

const standardTry = question({
  name: 'standard.try',
  summary:
    'What an edited standard would change, before it is adopted: statuses before and after, and warnings.',
  input: standardAdopted.omit({ version: true }),
  output: z.object({
    ...houseWordsShown,
    warnings: z.array(warning),
    ...changesShown,
  }),
  example: {
    name: 'balance',
    label: 'balance of evidence',
    sufficiency: [{ w3: 1, w2: 2, w1: 2 }],
    contradiction: { minWeight: 1, outweighMargin: 1 },
    inferenceMin: 2,
    authority: 'House rule of 3 March.',
  },
  async answer(look, said) {
    requireSources(said);
    const words = await houseWords(look);
    const before = await evaluate(look);
    const { name, ...rest } = said;
    const tried: Profile = {
      ...rest,
      id: name,
      version: (before.index.profiles.get(name)?.version ?? 0) + 1,
    };
    const profiles = new Map(before.index.profiles).set(name, tried);
    const after = new Evaluation({ ...before.index, profiles });
    return {
      ...words,
      warnings: findNestingBreaks(chainOf([...profiles.values()])).filter(
        ({ stricter, laxer }) => stricter === name || laxer === name,
      ),
      ...changesBetween(before, after, words.notice),
    };
  },
});

const standardCompare = question({
  name: 'standard.compare',
  summary: 'Two versions of a standard: what each asks for, and every status that differs between them.',
  input: z.strictObject({
    name: standardName,
    /** The house’s own is version 1. */
    from: z.int().min(1),
    /** Left out: the one in force. */
    to: z.int().min(1).optional(),
  }),
  output: z.object({
    ...houseWordsShown,
    from: standardShown,
    to: standardShown,
    /** What was edited, in words. */
    edits: z.array(z.string()),
    ...changesShown,
  }),
  example: { name: 'balance', from: 1 },
  async answer(look, { name, from, to }) {
    const words = await houseWords(look);
    const held = await evaluate(look);
    const versions = await versionsOf(look, name);
    const inForce = held.index.profiles.get(name);
    const earlier = versionNamed(versions, name, from);
    const later = versionNamed(versions, name, to ?? inForce?.version ?? from);
    const under = (profile: Profile): Evaluation =>
      profile.version === inForce?.version
        ? held
        : new Evaluation({ ...held.index, profiles: new Map(held.index.profiles).set(name, profile) });
    const anchors = await anchorsByStandard(look);
    return {
      ...words,
      from: shown(earlier, anchors),
      to: shown(later, anchors),
      edits: [...editsBetween(earlier, later)],
      ...changesBetween(under(earlier), under(later), words.notice),
    };
  },
});

/** Every version of a standard: the house's own first, then those adopted here. */
async function versionsOf(look: Look, name: string): Promise<readonly Profile[]> {
  const rows = await proofTables(look)
    .selectFrom('proof_standard_version')
    .selectAll()
    .where('name', '=', name)
    .orderBy('version')
    .execute();
  const adopted = rows.flatMap((row) => {
    const said = fromJson<Omit<Profile, 'id'>>(row.said);
    return said === undefined ? [] : [{ ...said, id: name }];
  });
  return [...HOUSE_STANDARDS.filter(({ id }) => id === name), ...adopted];
}

/** Refusal PROOF_STANDARD_VERSION, naming the versions that there are. */
function versionNamed(versions: readonly Profile[], name: string, version: number): Profile {
  const found = versions.find((profile) => profile.version === version);
  if (found !== undefined) return found;
  const there = versions.map((profile) => profile.version);
  throw new Refusal(
    'PROOF_STANDARD_VERSION',
    there.length === 0
      ? `There is no standard “${name}”. See 'probata standard list'.`
      : `There is no version ${version} of ${name}. There ${there.length === 1 ? 'is' : 'are'}: ${there.join(', ')}.`,
    { name, version },
  );
}

const ruleList = question({
  name: 'rule.list',
  summary:
    'The rules by which a passage is weighed, each beside its authority: house rules for preparing the case.',
  input: z.strictObject({}),
  output: z.object({
    ...houseWordsShown,
    rules: z.array(
      z.object({
        id: z.string(),
        effect: z.string(),
        text: z.string(),
        anchor: z.string(),
        /** While its anchor is recalled, and not every criterion of the packs that it leans on has been cleared. */
        toBeChecked: z.boolean(),
        /** What courts look at, in the packs in force, that this rule leans on. */
        criteria: z.array(
          z.object({
            id: z.string(),
            pack: z.string(),
            text: z.string(),
            authorities: z.array(z.string()),
            state: z.enum(['to-be-checked', 'seen', 'cleared']),
            cleared: z.boolean(),
          }),
        ),
      }),
    ),
    /** What courts look at that no rule of the house weighs: shown beside the evidence, never counted. */
    notWeighed: z.array(z.object({ id: z.string(), text: z.string() })),
  }),
  example: {},
  async answer(look) {
    const criteria = await criteriaOf(look);
    return {
      ...(await houseWords(look)),
      rules: WEIGHT_RULES.map((rule) => {
        const leansOn = criteria.filter(({ body }) => body.houseRules.includes(rule.id));
        return {
          ...rule,
          criteria: leansOn.map(({ id, pack, body, state, isCleared: cleared }) => ({
            id,
            pack,
            text: body.text,
            authorities: body.authorities.map((one) =>
              [one.case, one.place].filter((part) => part !== undefined).join(', '),
            ),
            state,
            cleared,
          })),
          toBeChecked:
            /to be checked/i.test(rule.anchor) &&
            !isCleared(leansOn.map((one) => ({ cleared: one.isCleared }))),
        };
      }),
      notWeighed: criteria
        .filter(({ body }) => body.houseRules.length === 0)
        .map(({ id, body }) => ({ id, text: body.text })),
    };
  },
});

export const STANDARD_QUESTIONS: readonly Question[] = [
  standardList,
  standardHistory,
  standardTry,
  standardCompare,
  ruleList,
];
