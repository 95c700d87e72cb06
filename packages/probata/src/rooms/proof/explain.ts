// Says in sentences why a status is what it is: one template per rule, nothing composed freely, so that it can be checked.
import type { CaseAllegation, Pattern, Ref, Status } from './case.ts';
import type { Evaluation, FactResult, WeighedPassage } from './evaluate.ts';
import { type Shortfall, shortfallsOf } from './gaps.ts';
import type { GroupCounts } from './standards.ts';

/** One step of the outline (a Wigmore chart as a list): what is claimed, by which rule, and what it rests on. */
export interface Explanation {
  readonly ref: string;
  readonly status?: Status;
  readonly rule: string;
  readonly text: string;
  readonly because: readonly Explanation[];
  readonly counts?: GroupCounts;
  readonly pattern?: Pattern;
  readonly material: readonly string[];
  readonly assumptions: readonly string[];
}

/** Explains an allegation from its root to the passages. @param depth how many levels to unfold; the rest is folded */
export function explainAllegation(
  evaluation: Evaluation,
  allegation: CaseAllegation,
  depth = 64,
): Explanation {
  const root = unfold(evaluation, allegation.root, allegation.profile, depth, new Set());
  const label = evaluation.index.profiles.get(allegation.profile)?.label ?? allegation.profile;
  const status = evaluation.allegation(allegation);
  const defences = evaluation.liveDefences(allegation);
  const live = defences.length > 0 ? ` A defence is live: ${defences.join(', ')}.` : '';
  return {
    ref: `allegation:${allegation.id}`,
    status,
    rule: 'ALLEGATION',
    text: `${(allegation.text ?? allegation.id).replace(/\.$/, '')}: ${WORDS[status]} under the standard "${label}".${live}`,
    because: [root],
    material: [],
    assumptions: [],
  };
}

/** Explains one fact or node under a standard. */
export function explain(evaluation: Evaluation, ref: Ref, inherited: string, depth = 64): Explanation {
  return unfold(evaluation, ref, inherited, depth, new Set());
}

/** Where a part is used twice, its reasons are given once and pointed to afterwards: an outline grows no faster than its case. */
function unfold(
  evaluation: Evaluation,
  ref: Ref,
  inherited: string,
  depth: number,
  seen: Set<string>,
): Explanation {
  const key = `${ref}@${inherited}`;
  if (!seen.has(key)) {
    seen.add(key);
    return unfoldOnce(evaluation, ref, inherited, depth, seen);
  }
  const step = unfoldOnce(evaluation, ref, inherited, 0, seen);
  return { ...step, text: `${step.text} (Reasons given above.)` };
}

function unfoldOnce(
  evaluation: Evaluation,
  ref: Ref,
  inherited: string,
  depth: number,
  seen: Set<string>,
): Explanation {
  if (ref.startsWith('fact:'))
    return explainFact(evaluation, evaluation.fact(ref.slice(5), inherited), depth, seen);
  const node = evaluation.index.nodes.get(ref.slice(5));
  if (node === undefined) throw new RangeError(`no ${ref}`);
  const profile = node.profile ?? inherited;
  const status = evaluation.node(node.id, inherited);
  const parts = node.of.map((part) => evaluation.status(part, profile));
  const name = node.label ?? node.id;
  const proved = parts.filter((part) => part === 'proved').length;
  const text =
    node.op === 'all'
      ? parts.length === 1
        ? `${name} is ${WORDS[status]}, as is its one part.`
        : `${name} is ${WORDS[status]}: all ${parts.length} parts are needed and the weakest is ${WORDS[status]}; ${proved} of ${parts.length} proved.`
      : node.op === 'any'
        ? parts.length === 0
          ? `${name} is ${WORDS[status]}: no fact answers it yet.`
          : parts.length === 1
            ? `${name} is ${WORDS[status]}, as is its one route.`
            : `${name} is ${WORDS[status]}: any one of ${parts.length} routes suffices and the strongest is ${WORDS[status]}.`
        : `${name} is ${WORDS[status]}: ${node.k} of ${parts.length} parts are needed and the ${ordinal(node.k ?? 1)} strongest is ${WORDS[status]}.`;
  return {
    ref,
    status,
    rule: node.op === 'all' ? 'ALL' : node.op === 'any' ? 'ANY' : 'AT-LEAST',
    text,
    because: depth <= 0 ? [] : node.of.map((part) => unfold(evaluation, part, profile, depth - 1, seen)),
    material: [],
    assumptions: [],
  };
}

function explainFact(
  evaluation: Evaluation,
  result: FactResult,
  depth: number,
  seen: Set<string>,
): Explanation {
  const { fact, profile, status, rule, counts, material } = result;
  const wanted = profile.sufficiency[result.pattern];
  const children: Explanation[] = [];
  if (depth > 0) {
    children.push(...explainSources(result.support));
    for (const inference of result.liveInferences) {
      children.push({
        ref: `inference:${inference.id}`,
        rule: 'INFERENCE',
        text: `Inferred (${STRENGTHS[inference.strength]}): ${inference.warrant}.`,
        because: inference.from.map((premise) =>
          unfold(evaluation, `fact:${premise}`, profile.id, depth - 1, seen),
        ),
        material: [],
        assumptions: [],
      });
    }
    children.push(...material.map(explainContradiction));
  }
  return {
    ref: `fact:${fact.id}@${profile.id}`,
    status,
    rule,
    text: `${nameOf(result)} ${sentence(result)}`,
    because: children,
    counts,
    ...(wanted === undefined ? {} : { pattern: wanted }),
    material: material.map(({ passage }) => passage.id),
    assumptions: assumptionsOf(result),
  };
}

function nameOf({ fact }: FactResult): string {
  const text = fact.text.trim();
  return text === '' ? fact.id : /[.!?]$/.test(text) ? text : `${text}:`;
}

/** The template of each rule. */
function sentence(result: FactResult): string {
  const { rule, profile, counts, material, materialAdded, fact, liveInferences } = result;
  const met = profile.sufficiency[result.pattern];
  switch (rule) {
    case 'OVERRIDE':
      return `set to ${WORDS[result.status]} by ${fact.override?.by ?? ''} on ${fact.override?.at ?? ''}: ${fact.override?.reason ?? ''}.`;
    case 'CONCEDED':
      return 'conceded by the other side; no evidence is needed.';
    case 'NOTICE':
      return 'of common knowledge; no evidence is needed.';
    case 'SUFFICIENT':
      return `proved: ${sources(counts)}, where "${profile.label}" asks for ${met === undefined ? '' : asks(met)}.`;
    case 'INFERENCE':
      return `proved by inference (${liveInferences.map(({ id }) => id).join(', ')}) from facts that are proved; ${sources(counts)} directly.`;
    case 'CONTESTED':
      return `contested: support suffices (${sources(counts)}), but ${count(material.length + materialAdded, 'contradiction')} of weight ${profile.contradiction.minWeight} or more stands unanswered.`;
    case 'ONE-SOURCE':
      return `single-sourced: ${sources(counts)}. ${whyNot(result)}`;
    case 'ARGUABLE':
      return `arguable: ${sources(counts)}. ${whyNot(result)}`;
    case 'ARGUABLE-INFERENCE':
      return `arguable: an inference stands, but it is not strong enough for "${profile.label}"; ${sources(counts)} directly. ${whyNot(result)}`;
    case 'EMPTY':
      return `empty: no live passage supports it. ${whyNot(result)}`;
  }
}

/** "Why not proved": for each pattern of the standard, what it still asks for. */
export function whyNot(result: FactResult): string {
  const ways = shortfallsOf(result).map((shortfall) => needs(shortfall));
  return `Not proved: it needs ${[...new Set(ways)].join('; or ')}.`;
}

function needs({ wants }: Shortfall): string {
  // a source of weight 3 also counts at 2 and 1, so only the wants not filled by heavier ones are named
  const twos = Math.max(0, wants.w2 - wants.w3);
  const ones = Math.max(0, wants.w1 - Math.max(wants.w3, wants.w2));
  const wanted = [
    [wants.w3, 'of weight 3'],
    [twos, 'of weight 2 or more'],
    [ones, 'of any weight'],
  ] as const;
  const parts = wanted.filter(([number]) => number > 0);
  return parts.length === 0
    ? 'nothing'
    : parts
        .map(([number, weight], i) =>
          i === 0
            ? `${number} more independent source${number === 1 ? '' : 's'} ${weight}`
            : `${number} more ${weight}`,
        )
        .join(' and ');
}

function explainSources(support: readonly WeighedPassage[]): Explanation[] {
  const groups = new Map<string, WeighedPassage[]>();
  for (const weighed of support) groups.set(weighed.group, [...(groups.get(weighed.group) ?? []), weighed]);
  return [...groups].map(([group, members]) => {
    const best = Math.max(...members.map(({ weight }) => weight));
    const once =
      members.length > 1
        ? ` These ${members.length} passages count once because they carry the same origin.`
        : '';
    return {
      ref: `source:${group}`,
      rule: 'SOURCE',
      text: `Source "${group}" counts with weight ${best}.${once}`,
      because: members.map(explainPassage),
      material: [],
      assumptions: [],
    };
  });
}

function explainPassage(weighed: WeighedPassage): Explanation {
  const { passage, exhibit, weight, rules } = weighed;
  const { override } = passage;
  const place = `${exhibit.title === '' ? exhibit.id : exhibit.title}${passage.pin === '' ? '' : `, ${passage.pin}`}`;
  const how =
    override === undefined
      ? `by ${rules.join(', ')}`
      : `set by ${override.by} on ${override.at}: ${override.reason}`;
  return {
    ref: `passage:${passage.id}`,
    rule: rules.join(' '),
    text: `${place}: weight ${weight}, ${how}.`,
    because: [],
    material: [],
    assumptions:
      override === undefined ? [] : [`weight of ${passage.id} set by ${override.by}: ${override.reason}`],
  };
}

function explainContradiction(weighed: WeighedPassage): Explanation {
  const { passage, exhibit, weight } = weighed;
  const title = exhibit.title === '' ? exhibit.id : exhibit.title;
  const state =
    passage.answer === undefined
      ? 'unanswered'
      : 'answered by evidence of which an exhibit is no longer in the case';
  return {
    ref: `passage:${passage.id}`,
    rule: 'CONTRADICTION',
    text: `Against it: ${title}${passage.pin === '' ? '' : `, ${passage.pin}`}, weight ${weight}, ${state}.`,
    because: [],
    material: [passage.id],
    assumptions: [],
  };
}

function assumptionsOf(result: FactResult): string[] {
  const { fact } = result;
  const found: string[] = [];
  if (fact.override !== undefined)
    found.push(`status of ${fact.id} set by ${fact.override.by}: ${fact.override.reason}`);
  else if (result.settled)
    found.push(`${fact.id} is taken as ${fact.premise === 'conceded' ? 'conceded' : 'common knowledge'}`);
  for (const { passage } of result.support)
    if (passage.override !== undefined)
      found.push(`weight of ${passage.id} set by ${passage.override.by}: ${passage.override.reason}`);
  return found;
}

const WORDS: Readonly<Record<Status, string>> = {
  empty: 'empty',
  'single-sourced': 'single-sourced',
  arguable: 'arguable',
  contested: 'contested',
  proved: 'proved',
};
const STRENGTHS = [
  '',
  'a possible inference',
  'a strong inference',
  'the only reasonable inference',
] as const;

function sources([c3, c2, c1]: GroupCounts): string {
  if (c1 === 0) return 'no independent source';
  const weights = [
    c3 > 0 ? `${c3} of weight 3` : '',
    c2 - c3 > 0 ? `${c2 - c3} of weight 2` : '',
    c1 - c2 > 0 ? `${c1 - c2} of weight 1` : '',
  ];
  return `${count(c1, 'independent source')} (${weights.filter((part) => part !== '').join(', ')})`;
}

function asks({ w3, w2, w1 }: Pattern): string {
  const total = Math.max(w3, w2, w1);
  const parts = [
    w3 > 0 ? `${w3} of weight 3` : '',
    w2 > 0 ? `${w2} of weight 2 or more` : '',
    w1 > 0 ? `${w1} of any weight` : '',
  ];
  return `${count(total, 'independent source')}, counting ${parts.filter((part) => part !== '').join(', ')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function ordinal(number: number): string {
  const last = number % 100;
  if (last >= 11 && last <= 13) return `${number}th`;
  return `${number}${['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'}`;
}
