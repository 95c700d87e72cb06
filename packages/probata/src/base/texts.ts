// One text in several languages under one id, one of them authoritative.
import { z } from 'zod';
import { Refusal } from './errors.ts';

/** ISO 639-1 or 639-3 code, lower case, with an optional script, region or private part: `en`, `sr-latn`, `art-x-elvish`. */
export const languageCode = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[a-z0-9]{2,8})*(-x(-[a-z0-9]{1,8})+)?$/,
    'must be a language code such as en, fr, lt, ru or ar',
  );

export const texts = z
  .object({
    authoritative: languageCode,
    // One Unicode form (NFC), as the ledger stores: keyboards differ, words do not.
    versions: z.record(languageCode, z.string().min(1).normalize('NFC')),
  })
  .refine((value) => value.versions[value.authoritative] !== undefined, {
    error: 'the authoritative language must be among the versions',
  });

/** A statement or block of text: `versions` by language; the authoritative one decides where they differ. */
export type Texts = z.infer<typeof texts>;

/** Accepts a plain string as an English text, or the full form. */
export const textsInput = z.union([
  z
    .string()
    .min(1)
    .normalize('NFC')
    .transform((text): Texts => ({ authoritative: 'en', versions: { en: text } })),
  texts,
]);

/**
 * The version to show a reader of `language`, and whether it is the authoritative one.
 * @throws Refusal when the value has no authoritative version (it was not made by the schema)
 */
export function readText(
  value: Texts,
  language?: string,
): { text: string; language: string; authoritative: boolean } {
  const wanted = language === undefined ? undefined : value.versions[language];
  if (language !== undefined && wanted !== undefined)
    return { text: wanted, language, authoritative: language === value.authoritative };
  const text = value.versions[value.authoritative];
  if (text === undefined) throw new Refusal('BASE_TEXT_EMPTY', 'This text has no authoritative version.');
  return { text, language: value.authoritative, authoritative: true };
}
