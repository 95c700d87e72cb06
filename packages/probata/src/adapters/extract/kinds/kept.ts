// Kinds that are kept and named but not read: how they are told, and what a person can do to have their content read.

/** Kinds told by their first bytes. */
const SIGNS: readonly (readonly [kind: string, at: number, sign: Buffer])[] = [
  ['pst', 0, Buffer.from('!BDN', 'latin1')],
  ['djvu', 0, Buffer.from('AT&TFORM', 'latin1')],
  ['one', 0, Buffer.from('e4525c7b8cd8a74daeb15378d02996d3', 'hex')],
  ['accdb', 4, Buffer.from('Standard ACE DB', 'latin1')],
  ['mdb', 4, Buffer.from('Standard Jet DB', 'latin1')],
  ['evtx', 0, Buffer.from('ElfFile\0', 'latin1')],
  ['dbx', 0, Buffer.from('cfad12fec5fd746f', 'hex')],
  ['kdbx', 0, Buffer.from('03d9a29a67fb4bb5', 'hex')],
  ['iso', 32_769, Buffer.from('CD001', 'latin1')],
];

const AS_PDF = 'Save it as PDF from the program that opens it, add that, and relate it to this file.';
const ADVICE: Readonly<Record<string, string>> = {
  pst: 'Export its messages as MSG, EML or MBOX from the mail program, and add those.',
  dbx: 'Export its messages as EML or MBOX from the mail program, and add those.',
  djvu: AS_PDF,
  one: AS_PDF,
  dwg: AS_PDF,
  ps: AS_PDF,
  chm: AS_PDF,
  vsd: AS_PDF,
  vsdx: AS_PDF,
  accdb: 'Export its tables as CSV or XLSX, and add those.',
  mdb: 'Export its tables as CSV or XLSX, and add those.',
  sqlite: 'Export its tables as CSV or XLSX, and add those.',
  evtx: 'Export its events as CSV or XML, and add those.',
  iso: 'Copy its files out, and add those.',
  cab: 'Unpack it, and add what it holds.',
  deb: 'Unpack it, and add what it holds.',
  rpm: 'Unpack it, and add what it holds.',
};

/** The kind of a file that is only kept, or undefined. */
export function keptKind(bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return SIGNS.find(([, at, sign]) => view.subarray(at, at + sign.length).equals(sign))?.[0];
}

/** Why a kind is not read, and what helps. */
export function keptReason(kind: string): string {
  const advice = ADVICE[kind];
  return `Files of kind ${kind} are kept but not read.${advice === undefined ? '' : ` ${advice}`}`;
}
