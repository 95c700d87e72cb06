// Every statement of a pack that a person may have to check: its id, its words, and whether it is still to be checked.
import type { Pack } from './types.ts';

export interface Statement {
  /** `sp.11.1`, `sp.11.1.need`, `sp.6.1.state#for1` (the first authority for it), `art63#authority2`. */
  readonly id: string;
  /** The provision, element, rung … that it belongs to; null for one that stands by itself. */
  readonly within: string | null;
  readonly sort:
    | 'instrument'
    | 'bond'
    | 'provision'
    | 'element'
    | 'authority'
    | 'ladder'
    | 'rung'
    | 'check'
    | 'standard'
    | 'criterion';
  /** The words that a clearance clears; other words need another clearance. */
  readonly words: string;
  /** As the pack says it: true until the pack itself names where it was seen. */
  readonly toBeChecked: boolean;
  readonly seenIn: string | null;
}

interface Marked {
  readonly toBeChecked?: boolean | undefined;
  readonly seenIn?: string | undefined;
}

/** All statements of a pack in the order in which they stand. A part without a mark of its own takes that of its whole. */
export function statementsOf(pack: Pack): readonly Statement[] {
  const found: Statement[] = [];
  const add = (
    id: string,
    sort: Statement['sort'],
    words: string,
    own: Marked,
    whole: Marked,
    within: string | null = null,
  ): void => {
    const mark = markOf(own, whole);
    found.push({
      id,
      within,
      sort,
      words,
      toBeChecked: mark.toBeChecked ?? mark.seenIn === undefined,
      seenIn: mark.seenIn ?? null,
    });
  };
  const sides = (
    id: string,
    label: string,
    list: readonly ({
      readonly case: string;
      readonly place?: string | undefined;
      readonly says?: string | undefined;
    } & Marked)[],
    whole: Marked,
  ): void => {
    list.forEach((one, i) => {
      const words = [one.case, one.place, one.says].filter((part) => part !== undefined).join(' · ');
      add(`${id}#${label}${i + 1}`, 'authority', words, one, whole, id);
    });
  };
  for (const instrument of pack.instruments) {
    add(instrument.id, 'instrument', instrument.title, instrument, {});
    instrument.bonds.forEach((bond, i) => {
      const words = [bond.state, bond.event, bond.to, bond.on, bond.note].filter(
        (part) => part !== undefined,
      );
      add(
        `${instrument.id}#bond${i + 1}`,
        'bond',
        words.join(' · '),
        { toBeChecked: bond.toBeChecked, seenIn: bond.source },
        instrument,
        instrument.id,
      );
    });
    for (const provision of instrument.provisions) {
      add(provision.id, 'provision', `${provision.article} ${provision.heading}`, provision, instrument);
      const whole = markOf(provision, instrument);
      for (const element of provision.elements) {
        add(element.id, 'element', element.text, element, whole, provision.id);
        const within = markOf(element, whole);
        sides(element.id, 'for', element.contested?.for ?? [], within);
        sides(element.id, 'against', element.contested?.against ?? [], within);
      }
    }
  }
  for (const ladder of pack.ladders) {
    add(ladder.id, 'ladder', ladder.asks ?? ladder.title, ladder, {});
    for (const rung of ladder.rungs) {
      add(rung.id, 'rung', rung.asks, rung, ladder, ladder.id);
      sides(rung.id, 'authority', rung.authorities, markOf(rung, ladder));
    }
  }
  for (const check of pack.checks) add(check.id, 'check', `${check.rule}: ${check.text}`, check, {});
  for (const standard of pack.standards) {
    add(standard.id, 'standard', standard.label, standard, {});
    sides(standard.id, 'authority', standard.authorities, standard);
  }
  for (const criterion of pack.criteria ?? []) {
    add(criterion.id, 'criterion', criterion.text, criterion, {});
    sides(criterion.id, 'authority', criterion.authorities, criterion);
  }
  return found;
}

function markOf(own: Marked, whole: Marked): Marked {
  return own.toBeChecked === undefined && own.seenIn === undefined ? whole : own;
}
