// Reads packs of law from YAML files and remembers where each part stands, so that an error can point at its line.
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { Fault, Refusal } from '../../base/errors.ts';
import type { JsonValue } from '../../base/json.ts';
import type { PackShelf, PackText, PackTextFault, TextPlace } from '../../ports/pack-shelf.ts';

const MAX_BYTES = 2 * 1024 * 1024;
/** Faults of the text itself that are told at once. */
const MOST_SLIPS = 3;
const SHIPPED = fileURLToPath(new URL('../../../packs', import.meta.url));

/**
 * The shelf of packs.
 * @param shipped the folder of the packs that come with the program
 */
export function packShelf(shipped: string = SHIPPED): PackShelf {
  const names = (): string[] =>
    readdirSync(shipped)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  return {
    shipped: names,
    read(nameOrPath) {
      const isShipped = names().includes(nameOrPath);
      const path = isShipped ? join(shipped, `${nameOrPath}.yaml`) : nameOrPath;
      return readPackText(bytesOf(path, names()), basename(path));
    },
  };
}

function bytesOf(path: string, shipped: readonly string[]): Uint8Array {
  try {
    const size = statSync(path).size;
    if (size > MAX_BYTES)
      throw new Refusal(
        'LAW_PACK_TOO_LARGE',
        `${basename(path)} has ${size} bytes; a pack has at most ${MAX_BYTES}. Split it by instrument.`,
        { file: basename(path), bytes: size },
      );
    return new Uint8Array(readFileSync(path));
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR')
      throw new Refusal(
        'LAW_PACK_MISSING',
        `There is no pack ${basename(path)}. Give the path of a YAML file, or one of: ${shipped.join(', ')}.`,
        { name: basename(path), shipped: [...shipped] },
      );
    throw new Fault('LAW_PACK_UNREADABLE', `The pack ${basename(path)} could not be read.`, {
      cause: thrown,
    });
  }
}

/**
 * Reads the text of a pack (YAML 1.2 core schema: `no` is a word and 2000-11-15 is a text). The file is a stranger's:
 * tags, anchors and aliases are refused, so that nothing can grow beyond what is written.
 * @param bytes the file, UTF-8
 * @param file its name, for errors
 */
export function readPackText(bytes: Uint8Array, file: string): PackText {
  const faults: PackTextFault[] = [];
  const lines = new LineCounter();
  const at = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const text = decoded(bytes, faults);
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
    customTags: [],
  });
  // One slip of the pen breaks many lines after it: the first faults, one a line, are the ones to mend.
  const seen = new Set<number>();
  for (const error of [...document.errors, ...document.warnings]) {
    const { line } = at(error.pos[0]);
    if (seen.has(line) || seen.size === MOST_SLIPS) continue;
    seen.add(line);
    faults.push({
      ...at(error.pos[0]),
      message: plainMessage(error.code, error.message),
      remedy: remedyFor(error.code),
    });
  }
  visit(document, {
    Node(_key, node) {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node) || node.anchor !== undefined)
        faults.push({
          ...at(offset),
          message: 'an anchor (&) or alias (*) stands here',
          remedy:
            'Write the part out in full: a pack is read by people, and says each thing where it applies.',
        });
      if (isScalar(node) && typeof node.value === 'number' && !Number.isSafeInteger(node.value))
        faults.push({
          ...at(offset),
          message: `${String(node.source ?? node.value)} is not a whole number`,
          remedy: 'Put it in quotes: the ledger holds whole numbers and texts, never fractions.',
        });
    },
  });
  const value = faults.length === 0 ? (normal(document.toJS({ maxAliasCount: 0 })) as JsonValue) : null;
  return {
    file,
    digest: hash('sha256', bytes, 'hex'),
    value,
    faults,
    placeOf(path) {
      return at(offsetOf(document.contents, path));
    },
  };
}

function decoded(bytes: Uint8Array, faults: PackTextFault[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    faults.push({
      line: 1,
      column: 1,
      message: 'the file is not UTF-8 text',
      remedy: 'Save it as UTF-8 in your editor.',
    });
    return '';
  }
}

/** Strings in the one Unicode form that the ledger stores. */
function normal(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normal);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name.normalize('NFC'), normal(member)]),
    );
  return value;
}

/** Where the part at the path begins; for a missing part, the part that should hold it. */
function offsetOf(root: unknown, path: readonly (string | number)[]): number {
  let node: unknown = root;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    let next: unknown;
    if (isSeq(node)) next = node.items[Number(step)];
    else if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (pair !== undefined) offset = startOf(pair.key) ?? offset;
      next = pair?.value;
    }
    if (next === undefined || next === null) return offset;
    // A member is pointed at by its name, an item of a list by its first words.
    if (isSeq(node)) offset = startOf(next) ?? offset;
    node = next;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (node as Node | null)?.range?.[0];

function plainMessage(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'the same name stands twice in one part';
  if (code === 'TAB_AS_INDENT') return 'a line is indented with a tab';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here';
  if (code === 'MISSING_CHAR' && /quote/.test(message)) return 'a quotation mark is not closed';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW')
    return 'a colon stands where a text was expected';
  if (code === 'BAD_INDENT') return 'the line is indented otherwise than its neighbours';
  if (code === 'MULTILINE_IMPLICIT_KEY') return 'a colon is missing, or a line is broken where it may not be';
  return message.split('\n')[0] ?? message;
}

function remedyFor(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'Keep one of the two.';
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces.';
  if (code === 'BAD_INDENT')
    return 'Line the part up with its neighbours, two spaces deeper than the line above.';
  if (code === 'MULTIPLE_DOCS') return 'Put one pack in one file; remove the line “---”.';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW')
    return 'Put a text that holds a colon in quotes; begin a list of parts on a line of its own.';
  if (code === 'MISSING_CHAR')
    return 'Close the quotation mark, bracket or brace; inside quotes write a quote twice.';
  if (code === 'TAG_RESOLVE_FAILED')
    return 'Remove the tag (!): a pack holds texts, whole numbers, true and false.';
  return 'Look for a missing quote, colon or indent on this line or the line before.';
}
