// What a file claims to be by its name, and what its first bytes look like. Both are kept; neither is believed alone.
import { fromHex } from '@probata/seal';

const BY_ENDING: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  htm: 'text/html',
  html: 'text/html',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  geojson: 'application/geo+json',
  xml: 'application/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  eml: 'message/rfc822',
  mbox: 'application/mbox',
  msg: 'application/vnd.ms-outlook',
  tnef: 'application/vnd.ms-tnef',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  rtf: 'application/rtf',
  zip: 'application/zip',
  asice: 'application/vnd.etsi.asic-e+zip',
  bdoc: 'application/vnd.etsi.asic-e+zip',
  edoc: 'application/vnd.etsi.asic-e+zip',
  asics: 'application/vnd.etsi.asic-s+zip',
  adoc: 'application/vnd.lt.archyvai.adoc-2008',
  p7m: 'application/pkcs7-mime',
  gz: 'application/gzip',
  tar: 'application/x-tar',
  '7z': 'application/x-7z-compressed',
  rar: 'application/vnd.rar',
  bz2: 'application/x-bzip2',
  xz: 'application/x-xz',
  zst: 'application/zstd',
  lz4: 'application/x-lz4',
  lz: 'application/x-lzip',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  heic: 'image/heic',
  avif: 'image/avif',
  jp2: 'image/jp2',
  jxl: 'image/jxl',
  psd: 'image/vnd.adobe.photoshop',
  psb: 'image/vnd.adobe.photoshop',
  ico: 'image/vnd.microsoft.icon',
  tga: 'image/x-tga',
  dds: 'image/vnd.ms-dds',
  emf: 'image/emf',
  wmf: 'image/wmf',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mkv: 'video/x-matroska',
  avi: 'video/vnd.avi',
  wmv: 'video/x-ms-wmv',
  wma: 'audio/x-ms-wma',
  aac: 'audio/aac',
  amr: 'audio/amr',
  aiff: 'audio/aiff',
  ogv: 'video/ogg',
  ts: 'video/mp2t',
  mts: 'video/mp2t',
  m2ts: 'video/mp2t',
  mpg: 'video/mpeg',
  mpeg: 'video/mpeg',
  flv: 'video/x-flv',
  au: 'audio/basic',
  caf: 'audio/x-caf',
  warc: 'application/warc',
  wacz: 'application/wacz',
};

const MAGIC: readonly (readonly [offset: number, bytes: string, type: string])[] = [
  [0, '25504446', 'application/pdf'],
  [0, '89504e470d0a1a0a', 'image/png'],
  [0, 'ffd8ff', 'image/jpeg'],
  [0, '47494638', 'image/gif'],
  [0, '49492a00', 'image/tiff'],
  [0, '4d4d002a', 'image/tiff'],
  [0, '0000000c6a5020200d0a', 'image/jp2'],
  [0, '49492b00', 'image/tiff'],
  [0, '4d4d002b', 'image/tiff'],
  [0, '0000000c4a584c200d0a870a', 'image/jxl'],
  [0, '38425053', 'image/vnd.adobe.photoshop'],
  [0, '444453207c000000', 'image/vnd.ms-dds'],
  [0, 'd7cdc69a', 'image/wmf'],
  [40, '20454d46', 'image/emf'],
  [0, '1f8b', 'application/gzip'],
  [0, '377abcaf271c', 'application/x-7z-compressed'],
  [0, '526172211a07', 'application/vnd.rar'],
  [0, '425a6839314159265359', 'application/x-bzip2'],
  [0, 'fd377a585a00', 'application/x-xz'],
  [0, '28b52ffd', 'application/zstd'],
  [0, '04224d18', 'application/x-lz4'],
  [0, '02214c18', 'application/x-lz4'],
  [0, '4c5a495001', 'application/x-lzip'],
  [0, '789f3e22', 'application/vnd.ms-tnef'],
  [0, 'd0cf11e0a1b11ae1', 'application/x-ole-storage'],
  [0, '7b5c727466', 'application/rtf'],
  [0, '494433', 'audio/mpeg'],
  [0, '4f676753', 'audio/ogg'],
  [0, '2321414d52', 'audio/amr'],
  [8, '41494646', 'audio/aiff'],
  [8, '41494643', 'audio/aiff'],
  [0, '3026b2758e66cf11a6d900aa0062ce6c', 'video/x-ms-asf'],
  [0, '1a45dfa3', 'video/x-matroska'],
  [0, '574152432f', 'application/warc'],
  [0, '53514c69746520666f726d6174203300', 'application/vnd.sqlite3'],
  [0, '7f454c46', 'application/x-elf'],
  [0, '4d5a', 'application/vnd.microsoft.portable-executable'],
  [257, '7573746172', 'application/x-tar'],
];

/** The media type that the ending of a name claims, or null. */
export function claimedType(name: string): string | null {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return ending === undefined ? null : (BY_ENDING[ending] ?? null);
}

/** The ending that files of this type usually have, without the dot; null for a type that is not known. */
export function usualEnding(mediaType: string): string | null {
  return Object.entries(BY_ENDING).find(([, type]) => type === mediaType)?.[0] ?? null;
}

/**
 * The type by which an exhibit is listed: what its bytes look like, else what its name claims. Bytes that look like
 * plain text and nothing more are what the name claims, if that is a kind of text: a table, a Markdown page.
 */
export function listedType(claimed: string | null, sniffed: string | null): string | null {
  const isText =
    claimed !== null && (claimed.startsWith('text/') || /\/(?:geo\+)?(?:json|yaml|mbox)$/.test(claimed));
  return sniffed === 'text/plain' && isText ? claimed : (sniffed ?? claimed);
}

/**
 * The media type that the first bytes look like (4 KiB are enough), or null when they look like nothing known.
 * A look, not a reading: the extractor decides later, in its own process.
 */
export function sniffedType(head: Uint8Array): string | null {
  if (head.length === 0) return null;
  for (const [offset, bytes, type] of MAGIC) if (matches(head, offset, bytes)) return type;
  if (matches(head, 0, '504b0304') || matches(head, 0, '504b0506')) return zipType(latin(head));
  if (matches(head, 0, '52494646')) return riffType(latin(head.subarray(8, 12)));
  if (latin(head.subarray(4, 8)) === 'ftyp') return boxType(latin(head.subarray(8, 12)));
  return textType(head);
}

// Each file is held against all of them: they are read from their hexadecimal form once.
const SIGNATURES = new Map<string, Uint8Array>();

function matches(head: Uint8Array, offset: number, hex: string): boolean {
  let bytes = SIGNATURES.get(hex);
  if (bytes === undefined) {
    bytes = fromHex(hex);
    SIGNATURES.set(hex, bytes);
  }
  if (head.length < offset + bytes.length) return false;
  for (let i = 0; i < bytes.length; i += 1) if (head[offset + i] !== bytes[i]) return false;
  return true;
}

const decoder = new TextDecoder('latin1');
const latin = (bytes: Uint8Array): string => decoder.decode(bytes.subarray(0, 4096));

function zipType(head: string): string {
  const stated = /mimetype(application\/[a-z0-9.+-]+)/.exec(head)?.[1];
  if (stated !== undefined) return stated;
  for (const [part, ending] of [
    ['word/', 'docx'],
    ['xl/', 'xlsx'],
    ['ppt/', 'pptx'],
  ] as const)
    if (head.includes(part)) return BY_ENDING[ending] ?? 'application/zip';
  return 'application/zip';
}

function riffType(form: string): string {
  const known: Readonly<Record<string, string>> = {
    WEBP: 'image/webp',
    WAVE: 'audio/wav',
    'AVI ': 'video/vnd.avi',
  };
  return known[form] ?? 'application/x-riff';
}

function boxType(brand: string): string {
  if (brand.startsWith('qt')) return 'video/quicktime';
  if (/^(?:hei[cxms]|hev[cx]|mif1|msf1)/.test(brand)) return 'image/heic';
  if (/^avi[fs]/.test(brand)) return 'image/avif';
  return brand.startsWith('M4A') ? 'audio/mp4' : 'video/mp4';
}

function textType(head: Uint8Array): string | null {
  if (matches(head, 0, 'fffe') || matches(head, 0, 'feff')) return 'text/plain';
  const looked = Math.min(head.length, 4096);
  for (let i = 0; i < looked; i += 1) {
    const byte = head[i] as number;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) return null;
  }
  const start = latin(head.subarray(0, 1024))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(!doctype html|html|head|body)/i.test(start)) return 'text/html';
  if (start.startsWith('<?xml')) return /<svg/i.test(start) ? 'image/svg+xml' : 'application/xml';
  if (/^<svg/i.test(start)) return 'image/svg+xml';
  if (/^(return-path|received|from|date|message-id|mime-version|delivered-to|subject):/i.test(start))
    return 'message/rfc822';
  return 'text/plain';
}
