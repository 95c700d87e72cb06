// Says in plain words what is wrong with the form of a case file: what is missing there, or what may stand there.
import type { z } from 'zod';

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** One fault of form as words that follow the place where it stands: `is missing`, `must be one of …`. */
export function formInWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return /received undefined/.test(issue.message)
      ? `is missing; it must be ${EXPECTED[issue.expected] ?? issue.expected}`
      : `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
  // A value with words of its own for what it must be (the name of the format) keeps them.
  if (issue.code === 'invalid_value')
    return /^Invalid/.test(issue.message)
      ? `must be one of ${issue.values.map(String).join(', ')}`
      : issue.message;
  if (issue.code === 'invalid_union') {
    const values = issue.errors.flatMap((branch) =>
      branch.flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : [])),
    );
    return values.length > 0 ? `must be one of ${values.join(', ')}` : 'has none of the forms it may have';
  }
  if (issue.code === 'too_small') return ownWords(issue.message) ?? `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return ownWords(issue.message) ?? `must be at most ${issue.maximum}`;
  return issue.message;
}

const ownWords = (message: string): string | undefined => (/^Too /.test(message) ? undefined : message);
