// Compares what a reader gave with what a manifest expects, key by key; an unknown key is a difference, not a pass.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import iconv from 'iconv-lite';
import { encodingByName } from '../../packages/probata/src/adapters/extract/encoding.ts';
import type { Extraction } from '../../packages/probata/src/ports/extractor.ts';

export type Expectation = Readonly<Record<string, unknown>>;

export interface Seen {
  readonly expect: Expectation;
  readonly bytes: Uint8Array;
  readonly extraction: Extraction;
  /** The same file read with the password the manifest gives. */
  readonly unlocked: Extraction | undefined;
  readonly ms: number;
  /** The file's text and that of its children. */
  readonly words: string;
  /** Notes an expectation that cannot be checked from here. */
  skip(why: string): void;
}

type Check = (value: unknown, seen: Seen) => string | undefined;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every mismatch in words; an empty list where all holds. */
export function checkExpectation(seen: Seen): string[] {
  const whys: string[] = [];
  if (seen.ms > 60_000) whys.push(`took ${Math.round(seen.ms)} ms, more than 60 s`);
  for (const [key, value] of Object.entries(seen.expect)) {
    const check = CHECKS[key] ?? (key.startsWith('sum_of_column_') ? sumOf(key.slice(14)) : undefined);
    if (check === undefined) whys.push(`the manifest asks for ${key}, which this runner does not know`);
    else {
      const why = check(value, seen);
      if (why !== undefined) whys.push(why);
    }
  }
  return whys;
}

/** `compare` of the manifest: NFKC, white space collapsed, bidi marks and soft hyphens removed, case kept. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

const CHECKS: Readonly<Record<string, Check>> = {
  state: stateAsAsked,
  error_kind: (value, { expect, extraction }) => {
    if (extraction.state !== 'error') return undefined; // whether an error was due is `state`'s question
    const wanted = /^[a-z-]+/.exec(String(value))?.[0];
    if (extraction.errorKind === wanted) return undefined;
    if (extraction.errorKind === 'unsupported' && /unsupported/.test(String(value))) return undefined;
    if (String(expect['state']).includes(`error:${extraction.errorKind}`)) return undefined;
    return `error kind ${extraction.errorKind} instead of ${String(value)}: ${extraction.reason}`;
  },
  text_contains: (value, { words }) => missing(value, words),
  contains: (value, { words }) => missing(value, words),
  with_password_text_contains: (value, { unlocked }) => missing(value, unlocked?.text ?? ''),
  words_min: (value, { extraction }) => {
    const count = comparable(extraction.text)
      .split(' ')
      .filter((w) => w !== '').length;
    return count >= Number(value) ? undefined : `${count} words instead of at least ${String(value)}`;
  },
  pages: (value, { extraction }) =>
    value === null || extraction.pages.length === value
      ? undefined
      : `${extraction.pages.length} pages instead of ${String(value)}`,
  true_encoding: encodingAsAsked,
  kind: () => undefined, // the name of the sample's family; what it must do stands in `must`
  lang: (value, { extraction }) =>
    extraction.language === value ? undefined : `language ${extraction.language} instead of ${String(value)}`,
  language: (value, { extraction }) => {
    const found =
      extraction.language === undefined ? undefined : new Intl.Locale(extraction.language).language;
    return found === value ? undefined : `language ${found} instead of ${String(value)}`;
  },
  dir: (value, { extraction }) => {
    const stated = extraction.metadata['direction'];
    if (stated !== undefined)
      return stated === value ? undefined : `direction is ${stated} instead of ${String(value)}`;
    const isRtl = /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(/\p{L}/u.exec(extraction.text)?.[0] ?? '');
    return (isRtl ? 'rtl' : 'ltr') === value ? undefined : `direction is not ${String(value)}`;
  },
  subject: (value, { extraction }) => header('subject', value, extraction.mail?.subject),
  from: (value, { extraction }) => header('from', value, extraction.mail?.from),
  to: (value, { extraction }) => header('to', value, extraction.mail?.to),
  date: (value, { extraction }) => header('date', plainDate(value), plainDate(extraction.mail?.date)),
  'message-id': (value, { extraction }) => header('message-id', value, extraction.mail?.messageId),
  attachments: attachmentsAsAsked,
  encrypted: (value, { extraction }) =>
    extraction.isEncrypted === value
      ? undefined
      : `encrypted is ${extraction.isEncrypted} instead of ${String(value)}`,
  exif: exifAsAsked,
  text_layer: (value, { extraction }) =>
    value === 'none' && extraction.pages.length > 0 && extraction.pages.every((p) => !p.textLayer)
      ? undefined
      : `text layer is not '${String(value)}'`,
  images_min: (value, { extraction }) => {
    const images = extraction.pages.reduce((n, p) => n + p.images, 0);
    return images >= Number(value)
      ? undefined
      : `${images} pictures on the pages instead of at least ${String(value)}`;
  },
  // biome-ignore lint/suspicious/noThenProperty: the manifest's own word; the table is never awaited
  then: (_value, { extraction }) =>
    extraction.state !== 'error' && extraction.pages.some((p) => !p.textLayer)
      ? undefined
      : 'the missing text layer is not flagged',
  bad_redactions: (value, { extraction, skip }) => {
    const found = extraction.hidden.filter((h) => h.kind === 'bad-redaction');
    if (typeof value === 'string') skip(`bad redactions: the manifest says ${value}; found ${found.length}`);
    const wanted = Number.parseInt(String(value), 10);
    const isRight = wanted === 0 ? found.length === 0 : found.length > 0;
    return isRight
      ? undefined
      : `${found.length} bad redactions instead of ${wanted}: ${found.map((h) => h.text.slice(0, 40)).join(' | ')}`;
  },
  form: (value, { extraction }) =>
    extraction.metadata['form'] === value
      ? undefined
      : `form ${extraction.metadata['form']} instead of ${String(value)}`,
  active_content: (value, { extraction }) =>
    extraction.active.some((a) => a.kind === 'script' && a.detail.toLowerCase().includes(String(value)))
      ? undefined
      : `no active content of kind ${String(value)} was noted`,
  rows: (value, { extraction }) => {
    const rows = extraction.tables[0]?.rows;
    // The manifest counts rows with or without the header line.
    return rows === value || (rows !== undefined && rows - 1 === value)
      ? undefined
      : `${rows} rows instead of ${String(value)}`;
  },
  columns: (value, { extraction }) =>
    extraction.tables[0]?.columns === value
      ? undefined
      : `${extraction.tables[0]?.columns} columns instead of ${String(value)}`,
  delimiter: (value, { extraction }) =>
    extraction.tables[0]?.delimiter === value
      ? undefined
      : `delimiter ${JSON.stringify(extraction.tables[0]?.delimiter)} instead of ${JSON.stringify(value)}`,
  decimal_comma: (value, { extraction }) =>
    extraction.tables[0]?.decimalComma === value
      ? undefined
      : `decimal comma is ${extraction.tables[0]?.decimalComma}`,
  cell: (value, { extraction }) => {
    if (!isObject(value)) return 'the expected cell is not an object';
    const found = cellBelow(extraction, Number(value['row']), String(value['col']));
    return found === value['value']
      ? undefined
      : `cell ${String(value['row'])}/${String(value['col'])} is ${JSON.stringify(found)} instead of ${JSON.stringify(value['value'])}`;
  },
  records: (value, { extraction }) => count('records', value, extraction),
  messages: (value, { extraction }) => count('messages', value, extraction),
  embedded: (_value, { extraction }) =>
    extraction.attachments.length > 0 ? undefined : 'no embedded file is listed as a child',
  unpacked: (value, { extraction }) => {
    const kept = extraction.attachments.reduce((n, a) => n + (a.content?.length ?? 0), 0);
    return kept < Number(value) ? undefined : `${kept} bytes were unpacked and kept`;
  },
  width: (value, { extraction }) =>
    extraction.metadata['ImageWidth'] === String(value)
      ? undefined
      : `width ${extraction.metadata['ImageWidth']}`,
  height: (value, { extraction }) =>
    extraction.metadata['ImageHeight'] === String(value)
      ? undefined
      : `height ${extraction.metadata['ImageHeight']}`,
  must: mustHold,
  how: () => undefined,
  files: (value, { extraction }) => {
    if (!Array.isArray(value)) return 'the expected files are not a list';
    const names = new Set(extraction.attachments.map((a) => Buffer.from(a.name).toString('hex')));
    const lost = value.filter(
      (f: unknown) => isObject(f) && typeof f['hex'] === 'string' && isUtf8(f['hex']) && !names.has(f['hex']),
    );
    return lost.length === 0
      ? undefined
      : `${lost.length} member names are not kept exactly: ${lost
          .slice(0, 3)
          .map((f: unknown) => (isObject(f) ? String(f['name']) : ''))
          .join(', ')}`;
  },
  children: (value, { extraction }) => {
    const names = extraction.attachments.map((a) => a.name);
    const wanted = Array.isArray(value)
      ? value.map((v: unknown) => (isObject(v) ? String(v['name']) : String(v)))
      : [];
    if (typeof value === 'number')
      return names.length >= value ? undefined : `${names.length} children instead of ${value}`;
    const lost = wanted.filter((w) => !names.includes(w));
    return lost.length === 0 ? undefined : `children not listed: ${lost.join(', ')}`;
  },
  strings: (value, { extraction }) => {
    const lines = extraction.text.split('\n').filter((l) => l !== '' && !l.startsWith('#')).length;
    return lines >= Number(value) ? undefined : `${lines} strings instead of ${String(value)}`;
  },
  password: (_value, { unlocked }) =>
    unlocked?.state === 'error' ? `does not open with the password: ${unlocked.reason}` : undefined,
  password_by_name: (_value, { unlocked, skip }) => {
    if (unlocked?.state === 'error')
      skip(`not opened with the password its name suggests (${unlocked.errorKind})`);
    return undefined; // the manifest allows the file to stay locked
  },
  press: pressAsAsked,
};

function stateAsAsked(value: unknown, { extraction }: Seen): string | undefined {
  const text = String(value);
  const got =
    extraction.state === 'error'
      ? `error:${extraction.errorKind}`
      : extraction.state === 'read'
        ? 'ok'
        : 'ok-with-warning';
  if (text === 'any final state')
    return extraction.state === 'error' && extraction.errorKind === 'crashed'
      ? `the reader crashed: ${extraction.reason}`
      : undefined;
  const allowed = new Set(
    text.match(/error:[a-z-]+|ok-with-warning|\bok\b|unsupported|\berror\b(?!:)/g) ?? [],
  );
  if (allowed.has('unsupported')) allowed.add('error:unsupported');
  if (
    allowed.has(got) ||
    (allowed.has('error') && extraction.state === 'error' && extraction.errorKind !== 'unsupported')
  )
    return undefined;
  if (extraction.state === 'error' && extraction.errorKind === 'unsupported')
    return `unsupported kind: ${extraction.kind}`;
  const more =
    extraction.state === 'error'
      ? extraction.reason
      : extraction.warnings.map((w) => `${w.code}: ${w.message}`).join('; ');
  return `state ${got} instead of '${text}' (${more.slice(0, 300)})`;
}

function missing(value: unknown, text: string): string | undefined {
  if (!Array.isArray(value)) return 'the expected phrases are not a list';
  const all = comparable(text);
  const lost = value.filter((phrase: unknown) => !all.includes(comparable(String(phrase))));
  return lost.length === 0
    ? undefined
    : `${lost.length} of ${value.length} phrases missing: ${lost
        .slice(0, 3)
        .map((p: unknown) => JSON.stringify(p))
        .join(', ')}`;
}

/** Right where the name is right, or where both decode the bytes to the same text and so cannot be told apart. */
function encodingAsAsked(value: unknown, { extraction, bytes }: Seen): string | undefined {
  const wanted = String(value).toLowerCase();
  const got = extraction.encoding ?? '';
  if (wanted === 'utf-8-sig')
    return got === 'utf-8' && extraction.metadata['byte-order-mark'] === 'yes'
      ? undefined
      : `encoding ${got} instead of ${wanted}`;
  if (wanted === 'utf-16')
    return got.startsWith('utf-16') ? undefined : `encoding ${got} instead of ${wanted}`;
  const named = encodingByName(wanted);
  if (named === got) return undefined;
  const names: Readonly<Record<string, string>> = {
    'mac-cyrillic': 'maccyrillic',
    macintosh: 'macroman',
    'mac-centeuro': 'maccenteuro',
  };
  const decode = (name: string): string => iconv.decode(Buffer.from(bytes), names[name] ?? name);
  if (named !== undefined && got !== '' && decode(named) === decode(got)) return undefined;
  return `encoding ${got} instead of ${wanted}`;
}

/** Quotes and spacing of addresses may differ; U+FFFD in the manifest stands for what its own tool could not decode. */
function header(name: string, value: unknown, got: string | undefined): string | undefined {
  if (value === null)
    return got === undefined || got === '' ? undefined : `${name} is ${JSON.stringify(got)} instead of none`;
  const tidy = (text: string): string => comparable(text).replace(/"/g, '');
  const wanted = tidy(String(value));
  const pattern = new RegExp(
    `^${wanted
      .split(/\ufffd+/)
      .map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\S{1,3}')}$`,
    'u',
  );
  return pattern.test(tidy(got ?? ''))
    ? undefined
    : `${name} is ${JSON.stringify(got)} instead of ${JSON.stringify(value)}`;
}

/** Comments and a leading zero of the day say nothing (RFC 5322, 3.3). */
function plainDate<T>(value: T): T | string {
  if (typeof value !== 'string') return value;
  return value
    .replace(/\([^)]*\)/g, '')
    .replace(/,\s+0?(\d)\s/, ', 0$1 ')
    .trim();
}

function attachmentsAsAsked(value: unknown, { extraction }: Seen): string | undefined {
  if (!Array.isArray(value)) return 'the expected attachments are not a list';
  const real = extraction.attachments.filter((a) => a.note !== 'message');
  const whys = value.flatMap((one: unknown) => {
    if (!isObject(one)) return [];
    const found = real.find((a) => a.sha256 === one['sha256']);
    if (found === undefined) return [`attachment ${String(one['name'])} not found by its sha256`];
    return found.name === one['name']
      ? []
      : [`attachment is named ${found.name} instead of ${String(one['name'])}`];
  });
  if (value.length !== real.length) whys.push(`${real.length} attachments instead of ${value.length}`);
  return whys.length === 0 ? undefined : whys.join('; ');
}

/** Tools name some types by the names that were in use before one was registered. */
const OLDER_TYPES: Readonly<Record<string, string>> = {
  'audio/vnd.wave': 'audio/wav',
  'video/x-msvideo': 'video/vnd.avi',
  'video/avi': 'video/vnd.avi',
  'video/m2ts': 'video/mp2t',
  'audio/x-m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'image/x-ms-bmp': 'image/bmp',
  'audio/opus': 'audio/ogg',
};

function sameType(got: string | undefined, wanted: string): boolean {
  const plain = (type: string): string => OLDER_TYPES[type] ?? type.replace('/x-', '/');
  return got !== undefined && plain(got) === plain(wanted);
}

function exifAsAsked(value: unknown, { extraction, skip }: Seen): string | undefined {
  if (!isObject(value)) return 'the expected metadata are not an object';
  const whys = Object.entries(value).flatMap(([key, wanted]) => {
    const got = extraction.metadata[key];
    if (typeof wanted === 'number') {
      const tolerance = key.startsWith('GPS')
        ? 1e-4
        : key === 'Duration'
          ? Math.max(0.05, wanted * 0.05)
          : 1e-9;
      if (got !== undefined && Math.abs(Number(got) - wanted) <= tolerance) return [];
      const estimate = extraction.metadata[`Nominal${key}`];
      if (estimate !== undefined && Math.abs(Number(estimate) - wanted) <= tolerance) {
        skip(
          `${key}: the manifest holds an estimate from the nominal bit rate (${wanted}); the sound itself lasts ${got}`,
        );
        return [];
      }
      return [`${key} is ${got} instead of ${wanted}`];
    }
    const isSame = key === 'MIMEType' ? sameType(got, String(wanted)) : got === String(wanted);
    return isSame ? [] : [`${key} is ${got} instead of ${String(wanted)}`];
  });
  return whys.length === 0 ? undefined : whys.join('; ');
}

function count(key: string, value: unknown, extraction: Extraction): string | undefined {
  if (extraction.state === 'error' && extraction.errorKind === 'unsupported') return undefined; // judged by `state`
  return extraction.metadata[key] === String(value)
    ? undefined
    : `${extraction.metadata[key]} ${key} instead of ${String(value)}`;
}

/** The cell under a named column; row 1 is the first below the header. */
function cellBelow(extraction: Extraction, row: number, column: string): string | undefined {
  const col = extraction.cells.find((c) => c.row === 1 && c.text === column)?.col;
  return extraction.cells.find((c) => c.row === row + 1 && c.col === col)?.text;
}

/** Adds a column in exact hundredths; a point or a comma may be the decimal sign, spaces group. */
function sumOf(column: string): Check {
  return (value, { extraction }) => {
    const col = extraction.cells.find((c) => c.row === 1 && c.text === column)?.col;
    if (col === undefined) return `no column ${column}`;
    let sum = 0n;
    for (const cell of extraction.cells) {
      if (cell.col !== col || cell.row === 1) continue;
      const m = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(cell.text.replace(/[\s\u00a0\u202f']/g, ''));
      if (m === null) return `cell ${cell.row} of ${column} is no amount: ${cell.text}`;
      const amount = BigInt(m[2] ?? '0') * 100n + BigInt((m[3] ?? '').padEnd(2, '0'));
      sum += m[1] === '-' ? -amount : amount;
    }
    const shown = `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`;
    return shown === value ? undefined : `sum of ${column} is ${shown} instead of ${String(value)}`;
  };
}

function isUtf8(hex: string): boolean {
  return Buffer.from(Buffer.from(hex, 'hex').toString('utf8')).toString('hex') === hex;
}

/** Clauses a machine can check here. What belongs to the vault, the server or the screen is noted as skipped. */
const MUSTS: readonly [RegExp, (seen: Seen, found: RegExpMatchArray) => string | undefined][] = [
  [
    /^original stored byte-exact$|^server stays up$|^record the original intact$|^document still stored$/,
    () => undefined,
  ],
  [
    /^(?:final state |terminates )?<= (\d+) s$/,
    ({ ms }, m) => (ms <= Number(m[1]) * 1_000 ? undefined : `took ${Math.round(ms)} ms`),
  ],
  [
    /^not reported as damaged or empty$/,
    ({ extraction }) =>
      extraction.state === 'error' && /^(?:damaged|empty)$/.test(extraction.errorKind)
        ? 'an encrypted file is called damaged or empty'
        : undefined,
  ],
  [
    /^damage noted on the exhibit$/,
    ({ extraction }) => (extraction.warnings.length > 0 ? undefined : 'no damage was noted'),
  ],
  [
    /^opens with the empty user password/,
    ({ extraction }) => (extraction.state === 'error' ? `was not opened: ${extraction.reason}` : undefined),
  ],
  [/^text contains "(.+)"$/, ({ words }, m) => missing([m[1]], words)],
  [
    /^active content noted on the exhibit$/,
    ({ extraction }) => (extraction.active.length > 0 ? undefined : 'no active content was noted'),
  ],
  [
    /^external references listed; none fetched$/,
    ({ extraction }) =>
      extraction.active.some((a) => a.kind === 'external-reference')
        ? undefined
        : 'no external reference was listed',
  ],
  [
    /typed error archive-limit$|^stop at the unpacked-size or ratio limit$|^stop at part-size limit$|^detect overlapping entries/,
    ({ extraction }) =>
      extraction.state === 'error' && extraction.errorKind === 'archive-limit'
        ? undefined
        : 'did not end as archive-limit',
  ],
  [
    /^typed error image-too-large$/,
    ({ extraction }) =>
      extraction.state === 'error' && extraction.errorKind === 'image-limit'
        ? undefined
        : 'did not end as image-limit',
  ],
  [
    /^dimensions read from header; no full decode$/,
    ({ extraction, ms }) =>
      extraction.metadata['ImageWidth'] !== undefined && ms < 10_000 ? undefined : 'no dimensions',
  ],
  [
    /^typed error$/,
    ({ extraction }) => (extraction.state === 'error' ? undefined : 'did not end in an error'),
  ],
  [
    /^no file read: extracted text has no "(.+)"$/,
    ({ words }, m) => (words.includes(m[1] ?? '') ? `the text holds ${m[1]}` : undefined),
  ],
  [
    /^no entity expansion$/,
    ({ extraction }) => (extraction.text.length < 100_000 ? undefined : 'entities were expanded'),
  ],
  [/^text without expansion or typed error$/, () => undefined],
  [
    /^(\S+) listed as a child$/,
    ({ extraction }, m) =>
      extraction.attachments.some((a) => a.name === m[1]) ? undefined : `${m[1]} is not a child`,
  ],
  [
    /^entry names kept as data only$/,
    ({ extraction }) =>
      extraction.attachments.some((a) => a.note === 'unsafe-name') ? undefined : 'no unsafe name was noted',
  ],
  [
    /^no link followed, no fifo opened \(hang\), no device made$/,
    ({ extraction }) =>
      extraction.attachments.every((a) => !/link|fifo|device/.test(a.note ?? '') || a.content === undefined)
        ? undefined
        : 'a link or device has content',
  ],
  [
    /^nothing written outside the vault/,
    () =>
      readdirSync(tmpdir()).some((n) => n.startsWith('probata-pwn-')) ? 'a file was written' : undefined,
  ],
  [
    /^subject shown as text$/,
    ({ extraction }) => (extraction.mail?.subject !== undefined ? undefined : 'no subject'),
  ],
  [
    /^-5\.25 stays a number$/,
    ({ extraction }) =>
      extraction.active.some((a) => a.kind === 'formula' && a.detail === '-5.25')
        ? '-5.25 is flagged as a formula'
        : undefined,
  ],
  [/text findable$/, ({ extraction }) => (extraction.text.length > 0 ? undefined : 'no text')],
];

function mustHold(value: unknown, seen: Seen): string | undefined {
  if (!Array.isArray(value)) return 'the clauses are not a list';
  const whys = value.flatMap((clause: unknown) => {
    const text = String(clause);
    for (const [pattern, check] of MUSTS) {
      const found = pattern.exec(text);
      if (found === null) continue;
      const why = check(seen, found);
      return why === undefined ? [] : [`must: ${text}: ${why}`];
    }
    seen.skip(`not checked here: ${text}`);
    return [];
  });
  return whys.length === 0 ? undefined : whys.join('; ');
}

function pressAsAsked(value: unknown, { extraction, skip }: Seen): string | undefined {
  if (!isObject(value)) return 'the expected press record is not an object';
  const article = extraction.article;
  if (article === undefined) return 'no article was told from the rest';
  const first = article.spans[0];
  const last = article.spans.at(-1);
  const whys: string[] = [];
  const inside = comparable(article.spans.map((s) => extraction.text.slice(s.start, s.end)).join('\n'));
  if (
    typeof value['article_starts'] === 'string' &&
    first !== undefined &&
    !inside.startsWith(comparable(value['article_starts']))
  )
    whys.push('the article starts elsewhere');
  if (
    typeof value['article_ends'] === 'string' &&
    last !== undefined &&
    !inside.endsWith(comparable(value['article_ends']))
  )
    whys.push('the article ends elsewhere');
  if (Array.isArray(value['boilerplate_contains'])) {
    for (const phrase of value['boilerplate_contains'])
      if (inside.includes(comparable(String(phrase))))
        whys.push(`the article holds ${JSON.stringify(phrase)}`);
  }
  if (typeof value['date'] === 'string' && article.published !== value['date'])
    whys.push(`date ${article.published} instead of ${value['date']}`);
  for (const key of ['attributed_statements_at_least', 'actors_at_least', 'dates']) {
    if (value[key] !== undefined) skip(`press ${key}: a reading aid, not the extractor's`);
  }
  return whys.length === 0 ? undefined : whys.join('; ');
}
