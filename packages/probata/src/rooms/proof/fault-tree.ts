// Reads a published fault-tree model (Open-PSA XML), so that the cut-set engine can be measured on cases nobody here wrote.
import { Refusal } from '../../base/errors.ts';
import { type Gate, GateWeb } from './gates.ts';

/** A fault tree as a web of gates: unit i of the web is the basic event `events[i]`. */
export interface FaultTree {
  readonly name: string;
  readonly web: GateWeb;
  readonly top: Gate;
  readonly events: readonly string[];
}

interface Formula {
  readonly op: string;
  readonly min: number;
  readonly parts: Formula[];
  readonly name: string;
}

const FORMULAE = new Set(['and', 'or', 'atleast', 'gate', 'basic-event', 'event']);
const NON_COHERENT = new Set(['not', 'xor', 'iff', 'nand', 'nor', 'imply', 'cardinality']);
const SKIPPED = new Set([
  'model-data',
  'define-basic-event',
  'float',
  'label',
  'attributes',
  'attribute',
  'define-house-event',
]);
const TAG = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<[?!]|<|[^<]+/gy;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads one Open-PSA MEF document (OpenPSA Model Exchange Format 2.0d, fault-tree layer).
 * Gates: and, or, atleast (min), or a single child that is passed through. Probabilities are ignored.
 * The top is the gate that no other gate names.
 * @throws Refusal PROOF_MODEL_NOT_COHERENT for negated logic, PROOF_MODEL_UNREADABLE for anything it cannot follow
 */
export function readFaultTree(xml: string): FaultTree {
  const { name, gates } = readDefinitions(xml);
  return build(name, gates);
}

function readDefinitions(xml: string): { name: string; gates: Map<string, Formula> } {
  const gates = new Map<string, Formula>();
  const open: string[] = [];
  const formulae: Formula[] = [];
  let name = '';
  let gate: Formula | undefined;
  let skipping = 0;
  TAG.lastIndex = 0;
  for (let token = TAG.exec(xml); token !== null; token = TAG.exec(xml)) {
    const [text, slash, tag, written, selfClosed] = token;
    if (tag === undefined) {
      if (text === '<?' || text === '<!') {
        TAG.lastIndex = afterAside(xml, token.index);
        continue;
      }
      if (text.trim() !== '') throw unreadable(xml, token.index, `stray text "${text.trim().slice(0, 30)}"`);
      continue;
    }
    if (slash === '/') {
      if (open.pop() !== tag) throw unreadable(xml, token.index, `</${tag}> closes nothing`);
      if (skipping > 0) {
        skipping -= 1;
        continue;
      }
      if (tag === 'define-gate' && gate !== undefined) {
        if (gate.parts.length !== 1)
          throw unreadable(
            xml,
            token.index,
            `gate ${gate.name} holds ${gate.parts.length} formulae, not one`,
          );
        gates.set(gate.name, gate);
        gate = undefined;
      }
      formulae.pop();
      continue;
    }
    if (selfClosed !== '/') open.push(tag);
    if (skipping > 0 || SKIPPED.has(tag)) {
      if (selfClosed !== '/') skipping += 1;
      continue;
    }
    const attributes = new Map<string, string>();
    for (const [, key, double, single] of (written ?? '').matchAll(ATTRIBUTE))
      if (key !== undefined) attributes.set(key, double ?? single ?? '');
    if (tag === 'opsa-mef' || tag === 'define-component') continue;
    if (tag === 'define-fault-tree') {
      name = attributes.get('name') ?? '';
      continue;
    }
    if (NON_COHERENT.has(tag)) throw notCoherent(name, gate?.name ?? '', tag);
    const formula: Formula = {
      op: tag,
      min: Number(attributes.get('min') ?? '0'),
      parts: [],
      name: attributes.get('name') ?? '',
    };
    if (tag === 'define-gate') {
      if (gate !== undefined || formula.name === '')
        throw unreadable(xml, token.index, 'a gate inside a gate');
      if (gates.has(formula.name))
        throw unreadable(xml, token.index, `gate ${formula.name} is defined twice`);
      gate = formula;
    } else {
      if (!FORMULAE.has(tag))
        throw unreadable(xml, token.index, `<${tag}> is not part of a coherent fault tree`);
      const parent = formulae.at(-1);
      if (parent === undefined) throw unreadable(xml, token.index, `<${tag}> stands outside a gate`);
      parent.parts.push(formula);
    }
    if (selfClosed !== '/') formulae.push(formula);
  }
  if (open.length > 0) throw unreadable(xml, xml.length, `<${open.at(-1)}> is never closed`);
  return { name, gates };
}

/** The index just past a prolog or comment. A document type is refused: it could define entities. */
function afterAside(xml: string, at: number): number {
  const [opening, closing] = xml.startsWith('<!--', at) ? ['<!--', '-->'] : ['<?', '?>'];
  if (!xml.startsWith(opening, at)) throw unreadable(xml, at, 'a document type declaration is not read');
  const end = xml.indexOf(closing, at + opening.length);
  if (end < 0) throw unreadable(xml, at, `${opening} is never closed`);
  return end + closing.length;
}

function build(name: string, gates: Map<string, Formula>): FaultTree {
  const named = new Set<string>();
  const visit = (formula: Formula): void => {
    if (isGateName(formula, gates)) named.add(formula.name);
    for (const part of formula.parts) visit(part);
  };
  for (const gate of gates.values()) visit(gate);
  const tops = [...gates.keys()].filter((gate) => !named.has(gate));
  const [top] = tops;
  if (top === undefined || tops.length !== 1)
    throw new Refusal(
      'PROOF_MODEL_UNREADABLE',
      `Model ${name} has ${tops.length} gates that no other gate names (${tops.slice(0, 5).join(', ')}); exactly one is the top. Keep one.`,
    );
  const web = new GateWeb();
  const units = new Map<string, number>();
  const built = new Map<string, Gate>();
  const entered = new Set<string>();
  const make = (formula: Formula): Gate => {
    if (formula.op === 'basic-event' || (formula.op === 'event' && !gates.has(formula.name))) {
      let unit = units.get(formula.name);
      if (unit === undefined) {
        unit = units.size;
        units.set(formula.name, unit);
      }
      return web.unit(unit);
    }
    if (isGateName(formula, gates)) return makeGate(formula.name);
    const parts = formula.parts.map(make);
    if (formula.op === 'and') return web.all(parts);
    if (formula.op === 'or') return web.any(parts);
    if (formula.op === 'atleast') return web.atLeast(formula.min, parts);
    throw new Refusal(
      'PROOF_MODEL_UNREADABLE',
      `Model ${name} names gate ${formula.name}, which it does not define.`,
    );
  };
  const makeGate = (gate: string): Gate => {
    const known = built.get(gate);
    if (known !== undefined) return known;
    if (entered.has(gate))
      throw new Refusal('PROOF_MODEL_UNREADABLE', `Model ${name}: gate ${gate} refers to itself.`);
    entered.add(gate);
    const [formula] = gates.get(gate)?.parts ?? [];
    if (formula === undefined)
      throw new Refusal(
        'PROOF_MODEL_UNREADABLE',
        `Model ${name} names gate ${gate}, which it does not define.`,
      );
    const made = make(formula);
    built.set(gate, made);
    return made;
  };
  const root = makeGate(top);
  return { name, web, top: root, events: [...units.keys()] };
}

function isGateName(formula: Formula, gates: Map<string, Formula>): boolean {
  return formula.op === 'gate' || (formula.op === 'event' && gates.has(formula.name));
}

function notCoherent(model: string, gate: string, operator: string): Refusal {
  return new Refusal(
    'PROOF_MODEL_NOT_COHERENT',
    `Model ${model} is not coherent: gate ${gate} uses <${operator}>. Minimal cut sets exist only for and, or, atleast; rewrite the gate without it.`,
    { model, gate, operator },
  );
}

function unreadable(xml: string, at: number, what: string): Refusal {
  const before = xml.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return new Refusal('PROOF_MODEL_UNREADABLE', `Line ${line}, column ${column}: ${what}.`, { line, column });
}
