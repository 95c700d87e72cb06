// Answers a case file on proof: what is proved, by what, what falls without which exhibit. No matter is needed.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Fault, Refusal } from '../../../base/errors.ts';
import { type CaseResult, proveCase } from '../../../rooms/proof/index.ts';
import type { OwnCommand } from '../desk.ts';
import { EXIT } from '../outcome.ts';
import { count } from '../progress.ts';

const input = z.strictObject({
  file: z.string().min(1).describe('the case, as JSON in the form probata-proof-case/1'),
});

export const proveCommand: OwnCommand = {
  name: 'prove',
  summary:
    'Answer a case file: the status of each allegation, why, what falls without what, what is missing.',
  input,
  example: { file: 'case.json' },
  positional: 'file',
  async run(given, desk) {
    const { file } = input.parse(given);
    const result = proveCase(parsed(desk.absolute(file), file));
    const allegations = Object.entries(result.allegations);
    const words = allegations.map(([id, { status }]) => `${id}: ${status}`).join('; ');
    return {
      answer: desk.json ? result : readable(result),
      last: `${count(allegations.length)} ${allegations.length === 1 ? 'allegation' : 'allegations'} judged: ${words}. All of it, for a program: --json`,
      code: EXIT.done,
    };
  },
};

function parsed(path: string, named: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new Fault('PROVE_READ', `${named} cannot be read.`, { cause: thrown });
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Refusal(
      'PROVE_JSON',
      `${named} is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
    );
  }
}

interface Outline {
  readonly text: string;
  readonly because: readonly Outline[];
}

/** What a person reads first; cut sets and counts are in the JSON. */
function readable(result: CaseResult): unknown {
  return {
    case: result.name,
    allegations: Object.entries(result.allegations).map(([id, allegation]) => ({
      allegation: id,
      status: allegation.status,
      why: outline(allegation.explanation, 0).join('\n'),
      ...missing(allegation.gaps),
      ...fallsWithout(allegation.analyses),
    })),
    ...(result.whatIf.length === 0
      ? {}
      : {
          whatIf: result.whatIf.map(({ exclude, mode, statuses }) => ({
            without: exclude.join(', '),
            mode,
            ...statuses,
          })),
        }),
    ...(result.unread.length === 0 ? {} : { notRead: result.unread }),
    note: result.disclaimer,
  };
}

function outline(step: Outline, depth: number): readonly string[] {
  return [`${'  '.repeat(depth)}${step.text}`, ...step.because.flatMap((inner) => outline(inner, depth + 1))];
}

/** What would close it, one way a line; nothing where nothing is missing. */
function missing(gaps: readonly (readonly string[])[]): object {
  const ways = gaps.filter((gap) => gap.length > 0).map((gap) => gap.join(' and '));
  return ways.length === 0 ? {} : { missing: ways };
}

/** The single exhibits (or groups) without which a status falls. */
function fallsWithout(analyses: CaseResult['allegations'][string]['analyses']): object {
  const single = analyses
    .filter((analysis) => analysis.minimalCutSets.some((set) => set.length === 1))
    .map(({ by, level, minimalCutSets }) => ({
      [`not ${level} without one ${by}`]: minimalCutSets.filter((set) => set.length === 1).flat(),
    }));
  return single.length === 0 ? {} : { falls: Object.assign({}, ...single) };
}
