// The fields of a search: what may be asked of an exhibit beside its words, under the names that a lawyer would type.
import { Refusal } from '../../base/errors.ts';
import { parseEdtf } from '../../base/time/index.ts';
import type { Query } from './query.ts';

export const FIELDS = ['date', 'class', 'origin', 'custodian', 'standing', 'title', 'exhibit'] as const;
/** A field answered from what the vault knows of the exhibit. */
export type FieldName = (typeof FIELDS)[number];
type Named = FieldName | 'kind' | 'language' | 'excluded';

/** Each field with what it asks and an example, for the help beside the search. */
export const FIELD_HELP: readonly {
  readonly field: string;
  readonly asks: string;
  readonly example: string;
}[] = [
  {
    field: 'date',
    asks: 'When the exhibit was made, as stated: a day, month, year or range',
    example: 'date:2034-01..2034-06',
  },
  {
    field: 'kind',
    asks: 'The kind of file: pdf, word, sheet, mail, web, image, text, media, archive',
    example: 'kind:mail',
  },
  { field: 'class', asks: 'The class of source', example: 'class:press' },
  {
    field: 'origin',
    asks: 'Where the information comes from: origin, originator or sender',
    example: 'origin:mission',
  },
  { field: 'language', asks: 'The language the exhibit was read in', example: 'language:lt' },
  { field: 'custodian', asks: 'Through whose hands it came', example: 'custodian:"border guard"' },
  { field: 'excluded', asks: 'Whether it was excluded in the matter', example: 'excluded:no' },
  { field: 'title', asks: 'Words of its title', example: 'title:log' },
];

const NAMES: Readonly<Record<string, Named>> = {
  date: 'date',
  made: 'date',
  kind: 'kind',
  type: 'kind',
  class: 'class',
  source: 'class',
  origin: 'origin',
  from: 'origin',
  language: 'language',
  lang: 'language',
  custodian: 'custodian',
  received: 'custodian',
  excluded: 'excluded',
  standing: 'standing',
  title: 'title',
  exhibit: 'exhibit',
  in: 'exhibit',
};

/** The field of that name, or undefined: then the colon is only a colon. */
export function fieldNamed(name: string): Named | undefined {
  return NAMES[name.toLowerCase()];
}

const KINDS: Readonly<Record<string, readonly string[]>> = {
  word: ['docx', 'doc', 'odt', 'rtf'],
  sheet: ['xlsx', 'xls', 'xlsb', 'ods', 'csv', 'tsv'],
  table: ['xlsx', 'xls', 'xlsb', 'ods', 'csv', 'tsv'],
  slides: ['pptx', 'ppt', 'odp'],
  mail: ['eml', 'msg', 'tnef', 'mbox'],
  web: ['html', 'mhtml', 'warc', 'wacz'],
  text: ['txt', 'md', 'json', 'xml'],
  image: [
    'image',
    'png',
    'jpeg',
    'jpg',
    'gif',
    'webp',
    'tif',
    'tiff',
    'bmp',
    'heic',
    'avif',
    'jp2',
    'jxl',
    'psd',
    'ico',
    'tga',
    'dds',
    'emf',
    'wmf',
    'svg',
  ],
  media: [
    'media',
    'audio',
    'video',
    'mp3',
    'mp4',
    'wav',
    'ogg',
    'webm',
    'mov',
    'mkv',
    'avi',
    'flac',
    'm4a',
    'ogv',
    'asf',
    'aif',
    'aac',
    'amr',
    'ts',
    'mpg',
    'flv',
    'au',
    'caf',
  ],
  archive: [
    'zip',
    'asic',
    'adoc',
    'p7m',
    'tar',
    'gz',
    'bz2',
    'xz',
    'zst',
    'lz4',
    'lz',
    '7z',
    'rar',
    'archive',
  ],
};
const LANGUAGES: Readonly<Record<string, string>> = {
  lt: 'lit',
  ru: 'rus',
  be: 'bel',
  uk: 'ukr',
  en: 'eng',
  fr: 'fra',
  ar: 'ara',
  fa: 'pes',
  fas: 'pes',
  pl: 'pol',
  de: 'deu',
  lv: 'lav',
  et: 'est',
  es: 'spa',
  it: 'ita',
  pt: 'por',
  nl: 'nld',
  sv: 'swe',
  da: 'dan',
  no: 'nor',
  fi: 'fin',
  cs: 'ces',
  sk: 'slk',
  hu: 'hun',
  ro: 'ron',
  tr: 'tur',
  bg: 'bul',
  sr: 'srp',
  el: 'ell',
  he: 'heb',
  lithuanian: 'lit',
  russian: 'rus',
  belarusian: 'bel',
  ukrainian: 'ukr',
  english: 'eng',
  french: 'fra',
  arabic: 'ara',
  persian: 'pes',
  polish: 'pol',
  german: 'deu',
  latvian: 'lav',
};

/** The condition that a field with its value is, or a sentence that says what its value must be. */
export function fieldValue(field: Named, given: string): Query | string {
  const value = given.trim();
  if (value === '') return `After ${field}: something must stand, for instance ${exampleOf(field)}.`;
  switch (field) {
    case 'kind': {
      const any = value
        .toLowerCase()
        .split(',')
        .flatMap((one) => KINDS[one] ?? [one]);
      return { is: 'kind', any };
    }
    case 'language': {
      const any = value
        .toLowerCase()
        .split(',')
        .map((one) => LANGUAGES[one] ?? one);
      const odd = any.find((one) => !/^[a-z]{3}$/.test(one));
      return odd === undefined
        ? { is: 'language', any }
        : `${odd} is no language: give its code, such as lt, be, uk or ara.`;
    }
    case 'excluded':
      if (/^(?:yes|true)$/i.test(value)) return { is: 'field', field: 'standing', value: 'excluded' };
      if (/^(?:no|false)$/i.test(value))
        return { is: 'not', of: { is: 'field', field: 'standing', value: 'excluded' } };
      return 'excluded: takes yes or no.';
    case 'date':
      return isDateRange(value)
        ? { is: 'field', field, value }
        : `${value} is no date: give 2034, 2034-05, 2034-05-17 or a range such as 2034-01..2034-06.`;
    default:
      return { is: 'field', field, value };
  }
}

function exampleOf(field: Named): string {
  return FIELD_HELP.find((one) => one.field === field)?.example ?? `${field}:…`;
}

/** Splits `a..b`, `a..`, `..b` or a single date into its EDTF ends. */
export function dateEnds(value: string): { readonly from: string | null; readonly to: string | null } {
  const at = value.indexOf('..');
  if (at < 0) return { from: value, to: value };
  return { from: value.slice(0, at) || null, to: value.slice(at + 2) || null };
}

function isDateRange(value: string): boolean {
  const { from, to } = dateEnds(value);
  if (from === null && to === null) return false;
  try {
    for (const end of [from, to]) if (end !== null) parseEdtf(end);
    return true;
  } catch (thrown) {
    if (thrown instanceof Refusal) return false;
    throw thrown;
  }
}
