// What another version of a standard changes: its own edits in words, and every status that differs under it.
import { z } from 'zod';
import type { Pattern, Profile } from './case.ts';
import type { Evaluation } from './evaluate.ts';
import { statusInWords } from './look-up.ts';
import { change, changeUnder } from './shown.ts';

/** Every allegation, changed or not; of elements and facts those that change. */
export const changesShown = {
  allegations: z.array(change.extend({ text: z.string(), standard: z.string(), words: z.string() })),
  nodes: z.array(changeUnder),
  facts: z.array(changeUnder),
};

/** Two evaluations of one matter that differ in their standards alone. */
export function changesBetween(before: Evaluation, after: Evaluation, notice: string | null) {
  const { index } = before;
  const allegations = index.allegations.map((allegation) => {
    const reached = after.allegation(allegation);
    return {
      id: allegation.id,
      text: allegation.text ?? allegation.id,
      standard: allegation.profile,
      before: before.allegation(allegation),
      after: reached,
      words: statusInWords(reached, after.index.profiles.get(allegation.profile), notice),
    };
  });
  return {
    allegations,
    nodes: [...after.nodes].flatMap(([key, now]) => {
      const [id, standard] = parted(key);
      const was = before.nodes.get(key);
      return was === undefined || was === now
        ? []
        : [{ id, standard, label: index.nodes.get(id)?.label ?? id, before: was, after: now }];
    }),
    facts: [...after.facts].flatMap(([key, { status: now }]) => {
      const [id, standard] = parted(key);
      const was = before.facts.get(key)?.status;
      return was === undefined || was === now
        ? []
        : [{ id, standard, label: index.facts.get(id)?.text ?? id, before: was, after: now }];
    }),
  };
}

/** `fact_…@convincing` taken apart. */
function parted(key: string): [id: string, standard: string] {
  const at = key.lastIndexOf('@');
  return [key.slice(0, at), key.slice(at + 1)];
}

/** What a person edited between two versions, one sentence a change; empty when only the version differs. */
export function editsBetween(earlier: Profile, later: Profile): readonly string[] {
  const edits: string[] = [];
  if (earlier.label !== later.label)
    edits.push(`It was called “${earlier.label}” and is called “${later.label}”.`);
  const had = earlier.sufficiency.map(patternInWords);
  const has = later.sufficiency.map(patternInWords);
  for (const gone of had.filter((pattern) => !has.includes(pattern)))
    edits.push(`No longer enough: ${gone}.`);
  for (const come of has.filter((pattern) => !had.includes(pattern))) edits.push(`Now enough: ${come}.`);
  const [min, now] = [earlier.contradiction, later.contradiction];
  if (min.minWeight !== now.minWeight)
    edits.push(`A contradiction counts from weight ${now.minWeight}, before from ${min.minWeight}.`);
  if (min.outweighMargin !== now.outweighMargin)
    edits.push(
      `Outweighing a contradiction: ${marginInWords(now.outweighMargin)}, before ${marginInWords(min.outweighMargin)}.`,
    );
  if (earlier.inferenceMin !== later.inferenceMin)
    edits.push(
      `An inference carries from strength ${later.inferenceMin}, before from ${earlier.inferenceMin}.`,
    );
  if ((earlier.authority ?? '') !== (later.authority ?? '')) edits.push('Another authority is named for it.');
  return edits;
}

function patternInWords({ w3, w2, w1 }: Pattern): string {
  const parts = [
    w3 > 0 ? `${w3} of weight 3` : '',
    w2 > 0 ? `${w2} of weight 2 or more` : '',
    w1 > 0 ? `${w1} of any weight` : '',
  ].filter((part) => part !== '');
  return `independent sources, counting ${parts.join(', ')}`;
}

const marginInWords = (margin: number | null): string =>
  margin === null ? 'not possible' : `by support heavier by ${margin}`;
