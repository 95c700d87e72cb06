// Tells what a file is from what is in it; the name only breaks ties between kinds of plain text.
import { gunzipSync } from 'node:zlib';
import { decodeFile, looksLikeText } from './encoding.ts';
import { isCms } from './kinds/cms.ts';
import { isIcon } from './kinds/icon.ts';
import { isOle, openOle } from './ole.ts';

export interface Sniffed {
  readonly kind: string;
  readonly mediaType: string;
}

const OOXML = 'application/vnd.openxmlformats-officedocument.';

/** Our kinds and the media type each is told by. */
const MEDIA: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: `${OOXML}wordprocessingml.document`,
  xlsx: `${OOXML}spreadsheetml.sheet`,
  xlsb: 'application/vnd.ms-excel.sheet.binary.macroEnabled.12',
  pptx: `${OOXML}presentationml.presentation`,
  'ooxml-encrypted': 'application/x-ole-encrypted-package',
  vsdx: 'application/vnd.ms-visio.drawing',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  epub: 'application/epub+zip',
  zip: 'application/zip',
  asic: 'application/vnd.etsi.asic-e+zip',
  adoc: 'application/vnd.lt.archyvai.adoc-2008',
  p7m: 'application/pkcs7-mime',
  wacz: 'application/wacz',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
  tnef: 'application/vnd.ms-tnef',
  vsd: 'application/vnd.visio',
  ole: 'application/x-ole-storage',
  gz: 'application/gzip',
  tar: 'application/x-tar',
  '7z': 'application/x-7z-compressed',
  rar: 'application/vnd.rar',
  bz2: 'application/x-bzip2',
  xz: 'application/x-xz',
  zst: 'application/zstd',
  lz4: 'application/x-lz4',
  lz: 'application/x-lzip',
  warc: 'application/warc',
  arc: 'application/x-internet-archive',
  rtf: 'application/rtf',
  eml: 'message/rfc822',
  mbox: 'application/mbox',
  mhtml: 'multipart/related',
  html: 'text/html',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
  ics: 'text/calendar',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tif: 'image/tiff',
  bmp: 'image/bmp',
  heic: 'image/heic',
  avif: 'image/avif',
  jp2: 'image/jp2',
  jxl: 'image/jxl',
  psd: 'image/vnd.adobe.photoshop',
  ico: 'image/vnd.microsoft.icon',
  tga: 'image/x-tga',
  dds: 'image/vnd.ms-dds',
  emf: 'image/emf',
  wmf: 'image/wmf',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  mkv: 'video/x-matroska',
  webm: 'video/webm',
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
  mov: 'video/quicktime',
  avi: 'video/vnd.avi',
  asf: 'audio/x-ms-wma',
  aif: 'audio/aiff',
  aac: 'audio/aac',
  amr: 'audio/amr',
  ogv: 'video/ogg',
  ts: 'video/mp2t',
  mpg: 'video/mpeg',
  flv: 'video/x-flv',
  au: 'audio/basic',
  caf: 'audio/x-caf',
  pst: 'application/vnd.ms-outlook-pst',
  djvu: 'image/vnd.djvu',
  one: 'application/msonenote',
  accdb: 'application/vnd.ms-access',
  mdb: 'application/vnd.ms-access',
  evtx: 'application/x-ms-evtx',
  dbx: 'application/x-outlook-express-dbx',
  kdbx: 'application/x-keepass2',
  iso: 'application/vnd.efi.iso',
  empty: 'application/x-empty',
};

function told(kind: string): Sniffed {
  return { kind, mediaType: MEDIA[kind] ?? 'application/octet-stream' };
}

/** The ending of a name, lower case, without the dot; '' where there is none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The ending that a kind's files usually carry, for the remark on names that say otherwise. */
export function endingsOf(kind: string): readonly string[] {
  const more: Readonly<Record<string, readonly string[]>> = {
    jpg: ['jpg', 'jpeg', 'jpe', 'jfif'],
    tif: ['tif', 'tiff'],
    heic: ['heic', 'heif', 'hif'],
    jp2: ['jp2', 'jpx', 'jpf'],
    psd: ['psd', 'psb'],
    p7m: ['p7m', 'p7s'],
    asic: ['asice', 'asics', 'sce', 'scs', 'bdoc', 'edoc'],
    html: ['html', 'htm', 'xhtml'],
    gz: ['gz', 'tgz'],
    mhtml: ['mhtml', 'mht'],
    md: ['md', 'markdown'],
    csv: ['csv', 'tsv', 'txt', 'tab'],
    xlsx: ['xlsx', 'xlsm', 'xltx'],
    docx: ['docx', 'docm', 'dotx', 'dotm'],
    pptx: ['pptx', 'pptm', 'ppsx', 'potx'],
    warc: ['warc', 'gz'],
    tnef: ['tnef', 'dat'],
    tar: ['tar', 'gz', 'tgz', 'bz2', 'tbz2', 'xz', 'txz', 'zst', 'lz', 'tlz', 'lz4'],
    ogg: ['ogg', 'oga', 'opus', 'spx'],
    ogv: ['ogv', 'ogg'],
    asf: ['asf', 'wma', 'wmv'],
    aif: ['aif', 'aiff', 'aifc'],
    mp4: ['mp4', 'm4v', '3gp', '3g2'],
    mkv: ['mkv', 'mka'],
    ts: ['ts', 'm2ts', 'mts', 'm2t'],
    mpg: ['mpg', 'mpeg', 'vob'],
    au: ['au', 'snd'],
  };
  return more[kind] ?? [kind];
}

/** Tells the kind. Never throws; what it cannot tell is `unknown`. */
export async function sniff(bytes: Uint8Array, name: string): Promise<Sniffed> {
  if (bytes.length === 0) return told('empty');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096));
  const start = head.toString('latin1');
  if (start.slice(0, 1_024).includes('%PDF-')) return told('pdf');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return told(zipKind(bytes));
  if (isOle(bytes)) return told(oleKind(bytes));
  if (head[0] === 0x1f && head[1] === 0x8b) return told(gzipKind(bytes));
  if (start.startsWith('{\\rtf')) return told('rtf');
  if (/^WARC\/[01]\.\d/.test(start)) return told('warc');
  if (/^filedesc:\/\//.test(start)) return told('arc');
  if (isTar(head)) return told('tar');
  if (start.startsWith('7z\xbc\xaf\x27\x1c')) return told('7z');
  if (start.startsWith('Rar!\x1a\x07\0') || start.startsWith('Rar!\x1a\x07\x01\0')) return told('rar');
  if (/^BZh[1-9]/.test(start) && (start.startsWith('1AY&SY', 4) || start.startsWith('\x17rE8P\x90', 4)))
    return told('bz2');
  if (start.startsWith('\xfd7zXZ\0')) return told('xz');
  if (start.startsWith('\x28\xb5\x2f\xfd')) return told('zst');
  if (start.startsWith('\x04\x22\x4d\x18') || start.startsWith('\x02\x21\x4c\x18')) return told('lz4');
  if (start.startsWith('LZIP\x01')) return told('lz');
  if (isCms(head)) return told('p7m');
  if (start.startsWith('\x78\x9f\x3e\x22')) return told('tnef');
  const picture = mediaKind(head);
  if (picture !== undefined) return told(picture);
  if (looksLikeText(bytes)) return textKind(bytes, name);
  const late = (await import('./kinds/late.ts')).lateKind(bytes);
  if (late !== undefined) return told(late);
  try {
    const { fileTypeFromBuffer } = await import('file-type'); // half of a reader's own loading time, and seldom asked
    const found = await fileTypeFromBuffer(bytes.subarray(0, 1 << 20));
    if (found !== undefined) return { kind: found.ext.slice(0, 20), mediaType: found.mime };
  } catch {
    // file-type gives up on some damaged heads; unknown is then the truth
  }
  // A ZIP may stand behind something else: what counts is its directory, at the end.
  const tail = bytes.subarray(-66_000);
  if (Buffer.from(tail.buffer, tail.byteOffset, tail.length).includes('PK\x05\x06', 0, 'latin1'))
    return told(zipKind(bytes));
  return { kind: 'unknown', mediaType: 'application/octet-stream' };
}

function mediaKind(head: Buffer): string | undefined {
  const at = (offset: number, text: string): boolean =>
    head.toString('latin1', offset, offset + text.length) === text;
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (at(0, '\xff\xd8\xff')) return 'jpg';
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'gif';
  if (at(0, 'II*\0') || at(0, 'MM\0*') || at(0, 'II+\0') || at(0, 'MM\0+')) return 'tif';
  if (at(0, 'BM') && head.length > 30 && head.readUInt32LE(14) >= 12 && head.readUInt32LE(14) <= 124)
    return 'bmp';
  if (at(0, '\0\0\0\x0cjP  \r\n')) return 'jp2';
  if (at(0, '\0\0\0\x0cJXL \r\n\x87\n')) return 'jxl';
  if (at(0, '8BPS\0\x01') || at(0, '8BPS\0\x02')) return 'psd';
  if (at(0, 'DDS |\0\0\0')) return 'dds';
  if (isIcon(head)) return 'ico';
  if (at(0, '\x01\0\0\0') && at(40, ' EMF')) return 'emf';
  if (at(0, '\xd7\xcd\xc6\x9a') || at(0, '\x01\0\x09\0\0\x03') || at(0, '\x02\0\x09\0\0\x03')) return 'wmf';
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp';
  if ((at(0, 'RIFF') || at(0, 'RF64') || at(0, 'BW64')) && at(8, 'WAVE')) return 'wav';
  if (at(0, 'RIFF') && at(8, 'AVI ')) return 'avi';
  if (at(0, 'FORM') && (at(8, 'AIFF') || at(8, 'AIFC'))) return 'aif';
  if (at(0, '#!AMR\n') || at(0, '#!AMR-WB\n')) return 'amr';
  if (at(0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11')) return 'asf';
  if (at(0, 'fLaC')) return 'flac';
  if (at(0, 'FLV\x01')) return 'flv';
  if (at(0, '.snd') && head.length > 24 && head.readUInt32BE(4) >= 24) return 'au';
  if (at(0, 'caff\0\x01')) return 'caf';
  if (at(0, '\0\0\x01\xba')) return 'mpg';
  // The sign of a packet, five times at the right distance; in M2TS four bytes stand before each.
  if ([188, 192].some((step) => [0, 1, 2, 3, 4].every((n) => head[n * step + step - 188] === 0x47)))
    return 'ts';
  if (at(0, 'OggS')) return head.includes('\x80theora', 0, 'latin1') ? 'ogv' : 'ogg';
  if (at(0, 'ID3')) return 'mp3';
  if (isAdts(head)) return 'aac';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2 && ((head[2] ?? 0) & 0xf0) !== 0xf0) return 'mp3';
  if (at(0, '\x1a\x45\xdf\xa3')) return head.subarray(0, 100).includes('webm') ? 'webm' : 'mkv';
  if (at(4, 'ftyp')) {
    const brand = head.toString('latin1', 8, 12);
    if (/^(heic|heix|mif1|msf1|hevc)/.test(brand)) return 'heic';
    if (/^avi[fs]/.test(brand)) return 'avif';
    return brand.startsWith('M4A') ? 'm4a' : brand.startsWith('qt') ? 'mov' : 'mp4';
  }
  return undefined;
}

/** Two frames of bare AAC, the second where the first says it ends. */
function isAdts(head: Buffer): boolean {
  const isFrame = (at: number): boolean =>
    at + 7 <= head.length && (head.readUInt16BE(at) & 0xfff6) === 0xfff0;
  if (!isFrame(0)) return false;
  const length = (((head[3] ?? 0) & 3) << 11) | ((head[4] ?? 0) << 3) | ((head[5] ?? 0) >> 5);
  return length >= 7 && isFrame(length);
}

/** The header of a tar: its sign, or a sum that is right. */
export function isTar(head: Buffer): boolean {
  if (head.length < 512) return false;
  if (head.toString('latin1', 257, 262) === 'ustar') return true;
  const said = Number.parseInt(head.toString('latin1', 148, 156).replace(/[\0 ]/g, ''), 8);
  if (!Number.isFinite(said) || said === 0) return false;
  let sum = 8 * 32;
  for (let i = 0; i < 512; i += 1) if (i < 148 || i >= 156) sum += head[i] as number; // 512 bytes are there
  return sum === said;
}

function zipKind(bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.toString('latin1', 30, 38) === 'mimetype') {
    const mime = view.toString('latin1', 38, 120);
    if (mime.includes('opendocument.text')) return 'odt';
    if (mime.includes('opendocument.spreadsheet')) return 'ods';
    if (mime.includes('opendocument.presentation')) return 'odp';
    if (mime.includes('epub+zip')) return 'epub';
    if (mime.startsWith('application/vnd.etsi.asic')) return 'asic';
    if (mime.startsWith('application/vnd.lt.archyvai.adoc')) return 'adoc';
  }
  // Part names stand in clear in the local headers and in the directory.
  const has = (name: string): boolean => view.includes(name, 0, 'latin1');
  if (has('[Content_Types].xml') || has('_rels/.rels')) {
    if (has('word/document') || has('word/')) return 'docx';
    if (has('xl/workbook.bin')) return 'xlsb';
    if (has('xl/')) return 'xlsx';
    if (has('ppt/')) return 'pptx';
    if (has('visio/')) return 'vsdx';
  }
  if (has('content.xml') && has('META-INF/manifest.xml')) {
    const manifest = view.indexOf('opendocument.');
    const kind = manifest < 0 ? '' : view.toString('latin1', manifest + 13, manifest + 30);
    return kind.startsWith('spreadsheet') ? 'ods' : kind.startsWith('presentation') ? 'odp' : 'odt';
  }
  if (has('datapackage.json') && has('archive/')) return 'wacz';
  return 'zip';
}

function oleKind(bytes: Uint8Array): string {
  try {
    const ole = openOle(bytes);
    const names = new Set(ole.streams.map((s) => s.path));
    if (names.has('EncryptedPackage')) return 'ooxml-encrypted';
    if (names.has('WordDocument')) return 'doc';
    if (names.has('Workbook') || names.has('Book')) return 'xls';
    if (names.has('PowerPoint Document')) return 'ppt';
    if (names.has('__properties_version1.0')) return 'msg';
    if (names.has('VisioDocument')) return 'vsd';
    return 'ole';
  } catch {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const wide = (name: string): boolean => view.includes(Buffer.from(name, 'utf16le'));
    if (wide('WordDocument')) return 'doc';
    if (wide('Workbook')) return 'xls';
    if (wide('PowerPoint Document')) return 'ppt';
    return 'ole';
  }
}

function gzipKind(bytes: Uint8Array): string {
  try {
    const peek = gunzipSync(bytes.subarray(0, 65_536), { finishFlush: 2, maxOutputLength: 1 << 22 });
    const head = peek.subarray(0, 4_096);
    if (/^WARC\/[01]\.\d/.test(head.toString('latin1', 0, 10))) return 'warc';
    if (head.toString('latin1', 0, 11) === 'filedesc://') return 'arc';
    if (isTar(head)) return 'tar';
  } catch {
    // a bomb or a broken stream: still a gzip, told as such
  }
  return 'gz';
}

function textKind(bytes: Uint8Array, name: string): Sniffed {
  const decoded = decodeFile(bytes.subarray(0, 65_536));
  const text = decoded.text.replace(/^\ufeff/, '');
  const lead = text.trimStart();
  const ending = endingOf(name);
  if (/^(?:trailer\s*<<|xref\s|\d+ \d+ obj\b)/.test(lead)) return told('pdf');
  if (ending === 'pdf' && lead.length < 1_024 && !lead.startsWith('<')) return told('pdf');
  if (/^BEGIN:VCALENDAR/i.test(lead)) return told('ics');
  if (/^WEBVTT(?:[ \t\n\r]|$)/.test(text)) return told('vtt');
  if (/^\s*\d{1,7}\r?\n(?:\d{1,3}:)?\d{1,2}:\d{2},\d{3}[ \t]+-->/.test(text)) return told('srt');
  if (lead.startsWith('<')) {
    const root = /<(?!\?|!)([A-Za-z_][\w:.-]*)/.exec(lead)?.[1]?.toLowerCase();
    if (root === 'svg' || (/<svg[\s>]/.test(lead.slice(0, 2_000)) && root !== 'html')) return told('svg');
    if (/^(?:<!doctype html|<html[\s>])/i.test(lead) || root === 'html') return told('html');
    if (/^<\?xml/.test(lead)) return told('xml');
    if (/<(?:html|head|body|title|div|p|table|a|script|meta)[\s>]/i.test(lead.slice(0, 8_000)))
      return told('html');
    if (root !== undefined && lead.includes(`</${/<([A-Za-z_][\w:.-]*)/.exec(lead)?.[1] ?? ''}>`))
      return told('xml');
  }
  if (/^From \S+.*\d{2}:\d{2}/.test(text)) return told('mbox');
  if (isMail(text)) return told(isWebArchive(text, ending) ? 'mhtml' : 'eml');
  if (ending === 'eml' && /^[A-Za-z-]+\s*:/.test(text)) return told('eml');
  if (/^[[{]/.test(lead) && isJson(bytes, decoded.text.length, lead)) return told('json');
  if (ending === 'html' || ending === 'htm') return /<[a-z!]/i.test(lead) ? told('html') : told('txt');
  if (ending === 'csv' || ending === 'tsv' || ending === 'tab') return told('csv');
  if (ending === 'md' || ending === 'markdown') return told('md');
  if (ending === '' && isTable(text)) return told('csv');
  if (/^#{1,3} \S.*\n/.test(lead) && /\n(?:[-*] |#{1,4} |\d+\. )/.test(lead)) return told('md');
  return told('txt');
}

const MAIL_HEADER =
  /^(?:Received|Return-Path|From|To|Cc|Subject|Date|Message-ID|MIME-Version|Content-Type|Delivered-To|X-[\w-]+|Reply-To|Sender|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Content-Transfer-Encoding|References|In-Reply-To|Thread-[\w-]+|List-[\w-]+)[ \t]*:/im;

function isMail(text: string): boolean {
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.split(/\r?\n/).slice(0, 200);
  let known = 0;
  let other = 0;
  for (const [i, line] of lines.entries()) {
    if (/^[ \t]/.test(line) && i > 0) continue;
    if (MAIL_HEADER.test(line)) known += 1;
    else if (!/^[!-9;-~]+[ \t]*:/.test(line)) other += 1;
  }
  const first = lines[0] ?? '';
  if (/^Content-Type:\s*(?:multipart|message)\//i.test(head)) return true;
  return known >= 2 && other <= known / 2 && (MAIL_HEADER.test(first) || known >= 4);
}

function isWebArchive(text: string, ending: string): boolean {
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  if (!/Content-Type:\s*multipart\/related/i.test(head)) return false;
  return (
    ending.startsWith('mht') ||
    /^(?:Snapshot-Content-Location|X-MAF)|^From:\s*<?(?:Saved by|Gespeichert)/im.test(head)
  );
}

function isJson(bytes: Uint8Array, sampled: number, lead: string): boolean {
  if (bytes.length <= 65_536) {
    try {
      JSON.parse(lead);
      return true;
    } catch {
      return false;
    }
  }
  return sampled > 0 && /^[[{]\s*(?:"|\{|\[|\d|-|true|false|null|[\]}])/.test(lead);
}

/** A table: at least three lines, each cut by the same sign into the same number of two or more fields. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r?\n/)
    .filter((l) => l !== '')
    .slice(0, 20);
  if (lines.length < 3) return false;
  return [';', '\t', '|', ','].some((sign) => {
    const counts = lines.map((l) => l.split(sign).length);
    const first = counts[0] ?? 0;
    return first >= 3 && counts.slice(0, -1).every((c) => c === first);
  });
}
