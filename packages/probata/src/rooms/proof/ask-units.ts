// What a case rests on and can lose: exhibits, origins, classes and facts, as the what-if rail and the forms offer them.
import { z } from 'zod';
import { type Question, question } from '../../ledger/room.ts';
import { factsWithoutElement } from './elements.ts';
import type { CaseIndex } from './evaluate.ts';
import { evaluate } from './look-up.ts';

const unitList = question({
  name: 'unit.list',
  summary:
    'What a case rests on: the exhibits cited, their origins and classes, and the facts they speak to.',
  input: z.strictObject({}),
  output: z.object({
    exhibits: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        class: z.string(),
        sealed: z.boolean(),
        /** Withdrawn or excluded already, so that it carries nothing. */
        out: z.boolean(),
        origins: z.array(z.string()),
        /** Facts that it is cited for or against. */
        facts: z.number(),
      }),
    ),
    origins: z.array(
      z.object({ id: z.string(), exhibits: z.number(), facts: z.number(), passages: z.number() }),
    ),
    classes: z.array(z.object({ class: z.string(), exhibits: z.number() })),
    /** Every fact in force. `used`: it stands under some element, or something that does is inferred from it. */
    facts: z.array(z.object({ id: z.string(), text: z.string(), used: z.boolean() })),
  }),
  example: {},
  async answer(look) {
    return unitsOf((await evaluate(look)).index);
  },
});

/** Counted over passages that support or contradict; what is only context carries nothing and can bring nothing down. */
function unitsOf(index: CaseIndex) {
  const exhibits = new Map<string, { origins: Set<string>; facts: Set<string> }>();
  const origins = new Map<string, { exhibits: Set<string>; facts: Set<string>; passages: number }>();
  for (const { passage, exhibit, group } of index.passages.values()) {
    if (passage.bearing === 'context') continue;
    const paper = at(exhibits, exhibit.id, () => ({ origins: new Set<string>(), facts: new Set<string>() }));
    paper.origins.add(group);
    paper.facts.add(passage.fact);
    const origin = at(origins, group, () => ({
      exhibits: new Set<string>(),
      facts: new Set<string>(),
      passages: 0,
    }));
    origin.exhibits.add(exhibit.id);
    origin.facts.add(passage.fact);
    origin.passages += 1;
  }
  // An exhibit that only answers a contradiction can be lost too.
  for (const { passage } of index.passages.values())
    for (const id of passage.answer?.exhibits ?? [])
      at(exhibits, id, () => ({ origins: new Set<string>(), facts: new Set<string>() })).facts.add(
        passage.fact,
      );
  const shown = [...exhibits].flatMap(([id, { origins: own, facts }]) => {
    const exhibit = index.exhibits.get(id);
    if (exhibit === undefined) return [];
    return [
      {
        id,
        title: exhibit.title,
        class: exhibit.class,
        sealed: exhibit.sealed === true,
        out: exhibit.status !== 'offered',
        origins: [...own],
        facts: facts.size,
      },
    ];
  });
  const classes = Map.groupBy(shown, (exhibit) => exhibit.class);
  const unused = new Set(factsWithoutElement(index));
  return {
    exhibits: shown,
    origins: [...origins].map(([id, one]) => ({
      id,
      exhibits: one.exhibits.size,
      facts: one.facts.size,
      passages: one.passages,
    })),
    classes: [...classes].map(([name, list]) => ({ class: name, exhibits: list.length })),
    facts: [...index.facts.values()]
      .filter(({ withdrawn }) => withdrawn !== true)
      .map(({ id, text }) => ({ id, text, used: !unused.has(id) })),
  };
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export const UNIT_QUESTIONS: readonly Question[] = [unitList];
