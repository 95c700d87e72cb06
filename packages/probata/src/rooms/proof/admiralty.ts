// Reads an Admiralty grade ('B2') as a starting point for a passage's attributes; it never sets a weight.
import { Refusal } from '../../base/errors.ts';
import type { CaseExhibit, CasePassage } from './case.ts';

/** What a grade suggests. Everything not named stays as the person who files the exhibit has it. */
export interface GradeReading {
  readonly exhibit: Partial<Pick<CaseExhibit, 'class'>>;
  readonly passage: Partial<Pick<CasePassage, 'interest' | 'hedged'>>;
  /** 'confirmed by an independent source': look for the second origin; raising the weight would count it twice */
  readonly suggestsSecondOrigin: boolean;
}

/**
 * The attributes that a source grade A-F and a credibility grade 1-6 suggest (NATO AJP-2.1, recalled, to be checked;
 * mapping of proof.md 3.5). Analysts are known to let the two axes follow each other: shown as an import, to confirm.
 * @throws Refusal PROOF_GRADE_UNREADABLE for anything but a letter A-F and a digit 1-6
 */
export function readAdmiraltyGrade(grade: string): GradeReading {
  const [, source, credibility] = /^([A-F])([1-6])$/.exec(grade.trim().toUpperCase()) ?? [];
  if (source === undefined || credibility === undefined)
    throw new Refusal(
      'PROOF_GRADE_UNREADABLE',
      `'${grade}' is not a grade. Write a letter A to F and a digit 1 to 6.`,
    );
  const doubted = source === 'D' || source === 'E' || credibility === '4' || credibility === '5';
  const reliable = source === 'A' || source === 'B';
  // 6: the truth of the content cannot be judged, hence nothing is assumed of whom it serves
  const interest = credibility === '6' || source === 'C' ? 'unknown' : reliable ? 'disinterested' : undefined;
  return {
    exhibit: source === 'F' ? { class: 'unknown' } : {},
    passage: {
      ...(interest === undefined ? {} : { interest }),
      ...(doubted ? { hedged: true } : {}),
    },
    suggestsSecondOrigin: credibility === '1',
  };
}
