// A date as a piece of evidence gives it: what was written, in which calendar, where, and how we know.
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { canonicalEdtf, parseEdtf } from './edtf.ts';
import { isZone } from './zone.ts';

/** How the date is known. The list is open to the law of evidence, not to programs: a new basis is a new word here. */
export const DATE_BASES = [
  'stated',
  'inferred',
  'metadata',
  'postmark',
  'received-stamp',
  'testimony',
  'translation',
  'unknown',
] as const;
export type DateBasis = (typeof DATE_BASES)[number];

export const CALENDARS = ['gregorian', 'hijri', 'persian'] as const;
export type Calendar = (typeof CALENDARS)[number];

/** An EDTF text, read and put into its canonical form. */
export const edtfText = z
  .string()
  .min(1)
  .max(400)
  .transform((text, context) => {
    try {
      return canonicalEdtf(text);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      context.addIssue({ code: 'custom', message: thrown.message });
      return z.NEVER;
    }
  });

/**
 * The schema of a dated statement. `edtf` is always Gregorian, in canonical form. `asWritten` is the source's own text,
 * in its own script and calendar; `calendar` is the calendar of `asWritten`. `zone` is an IANA name, an offset or `Z`;
 * null where the source does not tell.
 */
export const dateStatement = z.strictObject({
  edtf: edtfText,
  asWritten: z.string().min(1).max(400).normalize('NFC'),
  calendar: z.enum(CALENDARS),
  zone: z
    .string()
    .max(40)
    .refine(isZone, {
      error: 'must be an IANA time zone such as Europe/Vilnius, an offset such as +02:00, or Z',
    })
    .nullable(),
  basis: z.enum(DATE_BASES),
});

export type DateStatement = z.output<typeof dateStatement>;

/** Accepts a bare EDTF text as a Gregorian date stated in that form, or the full statement. */
export const dateStatementInput = z.union([
  z.string().transform((text, context): DateStatement => {
    const read = dateStatement.safeParse({
      edtf: text,
      asWritten: text,
      calendar: 'gregorian',
      zone: null,
      basis: 'stated',
    });
    if (read.success) return read.data;
    for (const issue of read.error.issues) context.addIssue({ code: 'custom', message: issue.message });
    return z.NEVER;
  }),
  dateStatement,
]);

/**
 * A statement made from an EDTF text alone.
 * @throws Refusal TIME_EDTF_UNREADABLE
 */
export function statedDate(text: string, zone: string | null = null): DateStatement {
  parseEdtf(text);
  return { edtf: canonicalEdtf(text), asWritten: text, calendar: 'gregorian', zone, basis: 'stated' };
}
