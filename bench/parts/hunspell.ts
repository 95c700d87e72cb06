// Reads a hunspell dictionary as installed on this machine and generates the inflected forms that its suffix rules allow.
import { readFileSync } from 'node:fs';

interface Rule {
  readonly strip: string;
  readonly add: string;
  readonly more: readonly string[];
  readonly fits: RegExp;
}

/** One entry: the word as listed and every form that a suffix of its own flags makes of it. */
export interface Entry {
  readonly word: string;
  readonly forms: readonly string[];
}

const FOLDER = '/usr/share/hunspell';

/**
 * The entries of `name` (`lt_LT`), suffixes only: a prefix (ne-, pa-, auto-) makes another word. `depth` 2 follows a
 * suffix on a suffix. Format: hunspell(5). Throws when the dictionary is not installed.
 */
export function readDictionary(name: string): readonly Entry[] {
  const affText = decode(readFileSync(`${FOLDER}/${name}.aff`));
  const lines = affText.split(/\r?\n/);
  const mode = /^FLAG\s+(\S+)/m.exec(affText)?.[1] ?? 'char';
  const aliases: string[] = [];
  const rules = new Map<string, Rule[]>();
  const flagsOf = (text: string): string[] => {
    const own = aliases.length > 0 && /^\d+$/.test(text) ? (aliases[Number(text) - 1] ?? '') : text;
    if (mode === 'long') return own.match(/../gu) ?? [];
    if (mode === 'num') return own.split(',');
    return [...own];
  };
  for (const line of lines) {
    const parts = line.trim().split(/\s+/);
    if (
      parts[0] === 'AF' &&
      parts[1] !== undefined &&
      !(aliases.length === 0 && /^\d+$/.test(parts[1]) && !isFlagLine(line))
    )
      aliases.push(parts[1]);
    else if (parts[0] === 'SFX' && parts.length >= 5) {
      const [, flag = '', strip = '', affix = '', condition = '.'] = parts;
      const [add = '', more = ''] = affix.split('/');
      const source = condition === '.' ? '$' : `${condition}$`;
      const rule = {
        strip: strip === '0' ? '' : strip,
        add: add === '0' ? '' : add,
        more: more === '' ? [] : flagsOf(more),
        fits: new RegExp(source, 'u'),
      };
      rules.set(flag, [...(rules.get(flag) ?? []), rule]);
    }
  }
  const entries: Entry[] = [];
  for (const line of decode(readFileSync(`${FOLDER}/${name}.dic`))
    .split(/\r?\n/)
    .slice(1)) {
    const [listed = ''] = line.split(/[\t ]/);
    const slash = listed.indexOf('/');
    if (slash <= 0) continue;
    const word = listed.slice(0, slash);
    const forms = new Set<string>();
    const make = (from: string, flags: readonly string[], depth: number): void => {
      for (const flag of flags)
        for (const rule of rules.get(flag) ?? []) {
          if (!from.endsWith(rule.strip) || !rule.fits.test(from)) continue;
          const form = from.slice(0, from.length - rule.strip.length) + rule.add;
          forms.add(form);
          if (depth < 2 && rule.more.length > 0) make(form, rule.more, depth + 1);
        }
    };
    make(word, flagsOf(listed.slice(slash + 1)), 1);
    forms.delete(word);
    if (forms.size > 0) entries.push({ word, forms: [...forms] });
  }
  return entries;
}

// The first AF line only counts the aliases that follow.
function isFlagLine(line: string): boolean {
  return line.includes('#');
}

function decode(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400));
  const set = /^SET\s+(\S+)/m.exec(head)?.[1];
  if (set !== undefined) lastSet = set.replace(/^ISO8859-/, 'iso-8859-');
  return new TextDecoder(lastSet).decode(bytes);
}
// A .dic file is in the encoding of its .aff, which is read just before.
let lastSet = 'utf-8';
