// Reads a pack of law: checks its form and its sense, and names for each fault the file, the line and the remedy.
import type { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { canonicalEdtf } from '../../base/time/index.ts';
import type { PackText } from '../../ports/pack-shelf.ts';
import type { NamesInForce } from './read.ts';
import { statementsOf } from './statements.ts';
import { type LawFormula, type Pack, packForm, type RungTest } from './types.ts';

export interface PackFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the pack: `instruments 1, provisions 3, verb`. */
  readonly part: string;
  readonly message: string;
  readonly remedy: string;
}

type Path = readonly (string | number)[];
type Complain = (path: Path, message: string, remedy: string) => void;

/**
 * Reads a pack from its text.
 * @param others what other packs define in the matter; left out: names of other packs are taken on trust
 * @throws Refusal LAW_PACK_INVALID whose message lists the first faults as `file:line: message. remedy`, and whose
 *   details hold all of them
 */
export function readPack(text: PackText, others?: NamesInForce): Pack {
  const { pack, faults } = examinePack(text, others);
  if (pack !== undefined && faults.length === 0) return pack;
  const lines = faults.map((fault) => `${fault.file}:${fault.line}: ${fault.message}. ${fault.remedy}`);
  const shown = lines.slice(0, 10);
  const rest = lines.length > shown.length ? `\n… and ${lines.length - shown.length} more.` : '';
  throw new Refusal(
    'LAW_PACK_INVALID',
    `The pack was not adopted; ${lines.length === 1 ? 'one thing is' : `${lines.length} things are`} to be mended.\n${shown.join('\n')}${rest}`,
    { faults: faults.map((fault) => ({ ...fault })) },
  );
}

/** The same without throwing: for an editor that shows faults while the pack is being written. */
export function examinePack(
  text: PackText,
  others?: NamesInForce,
): { readonly pack?: Pack; readonly faults: readonly PackFault[] } {
  const faults: PackFault[] = text.faults.map((fault) => ({ file: text.file, part: 'text', ...fault }));
  if (faults.length > 0) return { faults };
  const complain: Complain = (path, message, remedy) => {
    faults.push({ file: text.file, ...text.placeOf(path), part: partOf(path), message, remedy });
  };
  const parsed = packForm.safeParse(text.value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) complainOf(issue, [], complain);
    return { faults: inOrder(faults) };
  }
  examineSense(parsed.data, others, complain);
  return { pack: parsed.data, faults: inOrder(faults) };
}

const inOrder = (faults: readonly PackFault[]): PackFault[] =>
  [...faults].sort((a, b) => a.line - b.line || a.column - b.column);

function partOf(path: Path): string {
  const words = path.map((step, i) =>
    typeof step === 'number' ? ` ${step + 1}` : `${i === 0 ? '' : ', '}${step}`,
  );
  return words.join('') || 'the whole';
}

type Issue = z.core.$ZodIssue;

/** Turns a form error into one that says what stands there and what to write. */
function complainOf(issue: Issue, prefix: Path, complain: Complain): void {
  const path: Path = [...prefix, ...(issue.path as (string | number)[])];
  const name = nameOf(path);
  if (issue.code === 'invalid_union') {
    // The branch that came furthest is the one that was meant.
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const best = branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    if (best !== undefined && depth(best) > 0) {
      for (const inner of best) complainOf(inner, path, complain);
      return;
    }
    // A union told apart by one member, none of whose words is written there, gives no branches at all.
    const isTest = issue.errors.length === 0;
    complain(
      path,
      isTest
        ? `“${name}” names nothing that this program can test`
        : `“${name}” has none of the forms it may have`,
      isTest
        ? 'Write in-force, no-reservation, late-declaration, occurred, elapsed or none-agreed.'
        : (FORMS[name] ?? 'See docs/guide/packs.md for the forms.'),
    );
    return;
  }
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys)
      complain(
        [...path, key],
        `“${key}” is not a member of this part`,
        `Remove it, or correct its spelling.`,
      );
    return;
  }
  if (issue.code === 'invalid_value') {
    complain(
      path,
      `“${name}” has a word that is not known`,
      `Write one of: ${issue.values.map(String).join(', ')}.`,
    );
    return;
  }
  if (issue.code === 'invalid_type') {
    const missing = issue.message.includes('received undefined');
    complain(
      path,
      missing ? `“${name}” is missing` : `“${name}” is not ${article(issue.expected)}`,
      missing
        ? `Add ${name}: with ${article(issue.expected)}.`
        : issue.expected === 'string' && /received number/.test(issue.message)
          ? 'Put it in quotes, so that it is a text.'
          : `Write ${article(issue.expected)} there.`,
    );
    return;
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const [message, remedy] = sizeInWords(issue);
    complain(path, `“${name}” ${message}`, remedy);
    return;
  }
  if (issue.code === 'invalid_format' && /^Invalid string/.test(issue.message)) {
    complain(path, `“${name}” is not written as it must be`, FORMS[name] ?? 'See docs/guide/packs.md.');
    return;
  }
  complain(
    path,
    `“${name}” ${issue.message}`,
    FORMS[name] ?? 'Write it in that form; docs/guide/packs.md shows examples.',
  );
}

/** What a reader calls the part: its name; for an item of a list, the list and the place in it. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last !== 'number') return last ?? 'the pack';
  return `${String(path.at(-2) ?? 'item')} ${last + 1}`;
}

const FORMS: Readonly<Record<string, string>> = {
  period: 'Write { months: 6 } or { days: 90 }, one of the two.',
  language: 'Write the short code of the language, such as en, fr or lt.',
  formula: 'Write { all: […] }, { any: […] } or { atLeast: 2, of: […] } over elements and provisions.',
};

function sizeInWords(
  issue: Extract<Issue, { readonly code: 'too_small' | 'too_big' }>,
): readonly [message: string, remedy: string] {
  const bound = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return ['is empty', 'Write a text there, or remove the line.'];
    if (issue.origin === 'array')
      return ['is an empty list', `Name at least ${bound === 1 ? 'one' : bound}.`];
    return [`is less than ${bound}`, `Write a number from ${bound} on.`];
  }
  if (issue.origin === 'string')
    return [`is longer than ${bound} characters`, 'Shorten it, or tell the part apart into two.'];
  return [`is more than ${bound}`, `Write a number up to ${bound}.`];
}

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    array: 'a list',
    object: 'a part with members',
    int: 'a whole number',
    number: 'a whole number',
    boolean: 'true or false',
    record: 'a part with members',
  };
  return words[expected] ?? `a value of the form ${expected}`;
}

/** What the form alone cannot tell: ids that clash, names that lead nowhere, contests with one side, unmarked memory. */
function examineSense(pack: Pack, others: NamesInForce | undefined, complain: Complain): void {
  const own = new Map<string, Path>();
  const define = (id: string, path: Path): void => {
    const before = own.get(id);
    const owner = others?.owners.get(id);
    if (owner !== undefined && owner !== pack.id)
      complain(
        [...path, 'id'],
        `${id} is defined by the pack ${owner} already`,
        'Give this part another name.',
      );
    if (before === undefined) own.set(id, path);
    else
      complain(
        [...path, 'id'],
        `the id ${id} is used twice`,
        `Give this part an id of its own; the first stands at ${partOf(before)}.`,
      );
  };
  pack.instruments.forEach((instrument, i) => {
    define(instrument.id, ['instruments', i]);
    instrument.provisions.forEach((provision, p) => {
      define(provision.id, ['instruments', i, 'provisions', p]);
      provision.elements.forEach((element, e) => {
        define(element.id, ['instruments', i, 'provisions', p, 'elements', e]);
      });
    });
  });
  pack.ladders.forEach((ladder, l) => {
    define(ladder.id, ['ladders', l]);
    ladder.rungs.forEach((rung, r) => {
      define(rung.id, ['ladders', l, 'rungs', r]);
    });
  });
  pack.checks.forEach((check, c) => {
    define(check.id, ['checks', c]);
  });
  pack.routes.forEach((group, g) => {
    define(group.id, ['routes', g]);
  });
  pack.standards.forEach((standard, s) => {
    define(standard.id, ['standards', s]);
  });
  pack.criteria?.forEach((criterion, c) => {
    define(criterion.id, ['criteria', c]);
  });
  pack.uses.forEach((other, u) => {
    if (other === pack.id) complain(['uses', u], 'the pack uses itself', 'Remove this name.');
    else if (others !== undefined && !others.packs.has(other))
      complain(
        ['uses', u],
        `the pack ${other} is not adopted in this matter`,
        `Adopt ${other} first, or remove it from uses.`,
      );
  });
  const leads = (id: string, path: Path): void => {
    if (own.has(id)) return;
    const owner = others?.owners.get(id);
    if (owner !== undefined && !pack.uses.includes(owner))
      complain(
        path,
        `${id} is defined by the pack ${owner}, which this one does not use`,
        `Add ${owner} under uses.`,
      );
    else if (owner === undefined && (others !== undefined || pack.uses.length === 0))
      complain(
        path,
        pack.uses.length === 0
          ? `${id} is not defined in this pack`
          : `${id} is defined neither in this pack nor in those it uses (${pack.uses.join(', ')})`,
        `Correct the name, or list the pack that defines it under uses.`,
      );
  };
  pack.instruments.forEach((instrument, i) => {
    for (const member of ['adopted', 'inForce'] as const)
      if (instrument[member] !== undefined)
        examineDate(instrument[member], ['instruments', i, member], complain);
    instrument.bonds.forEach((bond, b) => {
      if (bond.on !== undefined) examineDate(bond.on, ['instruments', i, 'bonds', b, 'on'], complain);
    });
    instrument.provisions.forEach((provision, p) => {
      const at: Path = ['instruments', i, 'provisions', p];
      provision.gateways.forEach((gateway, g) => {
        leads(gateway, [...at, 'gateways', g]);
      });
      provision.relates.forEach((other, r) => {
        leads(other, [...at, 'relates', r]);
      });
      if (provision.formula !== undefined)
        examineFormula(provision.formula, [...at, 'formula'], (id) => own.has(id), complain);
      if (provision.role === 'defence' && provision.burden !== 'respondent')
        complain(
          [...at, 'burden'],
          `${provision.id} is a defence, which the respondent must show`,
          'Write burden: respondent.',
        );
      if (provision.role === 'obligation' && provision.elements.length === 0)
        complain(
          [...at, 'elements'],
          `${provision.id} is an obligation without elements`,
          'Say what must be shown for a breach of it.',
        );
      provision.elements.forEach((element, e) => {
        const here: Path = [...at, 'elements', e];
        const { contested } = element;
        if (contested !== undefined && (contested.for.length === 0 || contested.against.length === 0))
          complain(
            [...here, 'contested', contested.for.length === 0 ? 'for' : 'against'],
            `the contest about ${element.id} has an authority on one side only`,
            'Name one on each side. If none is known, write case: none found, and toBeChecked: true.',
          );
        if (element.implied && contested === undefined)
          complain(
            here,
            `${element.id} is implied, yet nobody is said to contest it`,
            'Add contested: with a question and authorities on both sides.',
          );
      });
    });
  });
  examineGateways(pack, complain);
  pack.routes.forEach((group, g) => {
    group.routes.forEach((route, r) => {
      leads(route.provision, ['routes', g, 'routes', r, 'provision']);
    });
  });
  pack.ladders.forEach((ladder, l) => {
    examineLadder(ladder, ['ladders', l], leads, complain);
  });
  examineMarks(pack, own, complain);
}

function examineDate(edtf: string, path: Path, complain: Complain): void {
  try {
    canonicalEdtf(edtf);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    complain(
      path,
      thrown.message.split('. ')[0] ?? thrown.message,
      'Write a date such as 2004-01-28, 2023-05 or 2023~.',
    );
  }
}

function examineFormula(
  value: LawFormula,
  path: Path,
  known: (id: string) => boolean,
  complain: Complain,
): void {
  if (typeof value === 'string') {
    if (!known(value))
      complain(
        path,
        `the formula names ${value}, which is not defined in this pack`,
        'Name an element or a provision of this pack.',
      );
    return;
  }
  const member = 'all' in value ? 'all' : 'any' in value ? 'any' : 'of';
  const parts = 'all' in value ? value.all : 'any' in value ? value.any : value.of;
  if ('atLeast' in value && value.atLeast > parts.length)
    complain(
      [...path, 'atLeast'],
      `at least ${value.atLeast} of ${parts.length} can never be met`,
      `Write a number from 1 to ${parts.length}.`,
    );
  parts.forEach((part, i) => {
    examineFormula(part, [...path, member, i], known, complain);
  });
}

/** Gateways may not run in a circle: a failure would then have no beginning. */
function examineGateways(pack: Pack, complain: Complain): void {
  const edges = new Map<string, readonly string[]>();
  const places = new Map<string, Path>();
  pack.instruments.forEach((instrument, i) => {
    instrument.provisions.forEach((provision, p) => {
      edges.set(provision.id, provision.gateways);
      places.set(provision.id, ['instruments', i, 'provisions', p, 'gateways']);
    });
  });
  const done = new Set<string>();
  const open: string[] = [];
  const walk = (id: string): void => {
    if (done.has(id)) return;
    const at = open.indexOf(id);
    if (at >= 0) {
      complain(
        places.get(id) ?? [],
        `the gateways run in a circle: ${[...open.slice(at), id].join(' → ')}`,
        'Remove one of them.',
      );
      return;
    }
    open.push(id);
    for (const next of edges.get(id) ?? []) walk(next);
    open.pop();
    done.add(id);
  };
  for (const id of edges.keys()) walk(id);
}

function examineLadder(
  ladder: Pack['ladders'][number],
  at: Path,
  leads: (id: string, path: Path) => void,
  complain: Complain,
): void {
  if (ladder.provision !== undefined) leads(ladder.provision, [...at, 'provision']);
  const kinds = new Set(ladder.events.map((event) => event.kind));
  if (kinds.size !== ladder.events.length)
    complain([...at, 'events'], 'one kind of event is defined twice', 'Keep one definition of each kind.');
  const event = (kind: string, path: Path): void => {
    if (!kinds.has(kind))
      complain(
        path,
        `no event ${kind} is defined on this ladder`,
        `Add it under events, or write one of: ${[...kinds].join(', ')}.`,
      );
  };
  if (ladder.tries !== undefined) event(ladder.tries, [...at, 'tries']);
  ladder.rungs.forEach((rung, r) => {
    for (const [member, kind, index] of kindsNamed(rung.test))
      event(kind, [...at, 'rungs', r, 'test', member, ...(index === undefined ? [] : [index])]);
  });
  if (ladder.formula !== undefined) {
    const rungs = new Set(ladder.rungs.map((rung) => rung.id));
    examineFormula(ladder.formula, [...at, 'formula'], (id) => rungs.has(id), complain);
  }
}

/** The event kinds that a test names, with the member that names each. */
export function kindsNamed(test: RungTest): readonly (readonly [string, string, number?])[] {
  const list = (member: string, kinds: readonly string[]) =>
    kinds.map((kind, i) => [member, kind, i] as const);
  const one = (member: string, kind: string | undefined) =>
    kind === undefined ? [] : [[member, kind] as const];
  switch (test.test) {
    case 'in-force':
      return [...one('entered', test.entered), ...one('ended', test.ended), ...list('at', test.at)];
    case 'no-reservation':
      return [
        ...one('made', test.made),
        ...one('withdrawn', test.withdrawn),
        ...one('none', test.none),
        ...one('at', test.at),
        ...one('warnAt', test.warnAt),
      ];
    case 'late-declaration':
      return [...one('made', test.made), ...one('none', test.none), ...one('objected', test.objected)];
    case 'occurred':
      return [...list('events', test.events), ...one('before', test.before), ...one('after', test.after)];
    case 'elapsed':
      return [...one('from', test.from), ...one('until', test.until)];
    case 'none-agreed':
      return [
        ...one('agreed', test.agreed),
        ...list('exchanges', test.exchanges),
        ...one('from', test.from),
        ...one('until', test.until),
      ];
  }
}

/** A statement is either recalled and marked so, or says where it was seen: never neither, never both. */
function examineMarks(pack: Pack, own: ReadonlyMap<string, Path>, complain: Complain): void {
  const marked = (part: {
    readonly toBeChecked?: boolean | undefined;
    readonly seenIn?: string | undefined;
  }): boolean => part.toBeChecked !== undefined || part.seenIn !== undefined;
  const wholes = [
    ...pack.instruments.map((one) => one),
    ...pack.ladders.map((one) => one),
    ...pack.checks.map((one) => one),
    ...pack.standards.map((one) => one),
    ...(pack.criteria ?? []),
  ];
  for (const whole of wholes) {
    if (marked(whole)) continue;
    complain(
      own.get(whole.id) ?? [],
      `${whole.id} says neither that it is to be checked nor where it was seen`,
      'Write toBeChecked: true, or seenIn: with the source.',
    );
  }
  for (const statement of statementsOf(pack)) {
    if (statement.toBeChecked && statement.seenIn !== null)
      complain(
        own.get(statement.id.split('#')[0] ?? '') ?? [],
        `${statement.id} is marked to be checked and yet says where it was seen`,
        'Keep seenIn and drop toBeChecked once the source was read; else drop seenIn.',
      );
  }
}
