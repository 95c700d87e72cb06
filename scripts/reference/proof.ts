// Runs every proof case and fault-tree model of a folder through the proof room and names every difference.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '../../packages/probata/src/base/errors.ts';
import { countComplete } from '../../packages/probata/src/rooms/proof/complete.ts';
import { countBySize } from '../../packages/probata/src/rooms/proof/counts.ts';
import { readFaultTree } from '../../packages/probata/src/rooms/proof/fault-tree.ts';
import { proveCase } from '../../packages/probata/src/rooms/proof/prove.ts';
import { minimalSolutions, orderByFirstUse } from '../../packages/probata/src/rooms/proof/solve.ts';
import { FamilyBook } from '../../packages/probata/src/rooms/proof/zbdd.ts';

export interface ReferenceFailure {
  readonly case: string;
  readonly why: string;
}

export interface ReferenceOutcome {
  readonly passed: number;
  readonly failed: ReferenceFailure[];
}

/**
 * Every `*.json` case of the form `probata-proof-case/1` under `dir` (or `dir` itself if it is a file), and every model
 * beside an `expected.json` that holds counts. Prints nothing; each failure says what was expected and what came.
 */
export async function run(dir: string): Promise<ReferenceOutcome> {
  const failed: ReferenceFailure[] = [];
  let passed = 0;
  const note = (name: string, whys: readonly string[]): void => {
    if (whys.length === 0) passed += 1;
    for (const why of whys) failed.push({ case: name, why });
  };
  for (const path of filesUnder(dir)) {
    if (!path.endsWith('.json')) continue;
    const json = readJson(path);
    if (typeof json === 'string') note(basename(path), [json]);
    else if (json['format'] === 'probata-proof-case/1') note(basename(path, '.json'), checkCase(json));
    else if (isRecord(json['expected']) && Array.isArray(json['mustRefuse']))
      for (const [name, whys] of checkModels(path, json)) note(name, whys);
  }
  return { passed, failed };
}

type Fields = Record<string, unknown>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function readJson(path: string): Fields | string {
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(json) ? json : {};
  } catch (thrown) {
    return `cannot be read as JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

function checkCase(json: Fields): string[] {
  const expected = isRecord(json['expected']) ? json['expected'] : {};
  const whys: string[] = [];
  let came: unknown;
  try {
    came = JSON.parse(JSON.stringify(proveCase(json)));
  } catch (thrown) {
    return [thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)];
  }
  if (!isRecord(came)) return ['no result'];
  if ('weights' in expected) compare('weights', expected['weights'], came['weights'], whys);
  const allegations = isRecord(came['allegations']) ? came['allegations'] : {};
  for (const [id, wanted] of Object.entries(isRecord(expected['allegations']) ? expected['allegations'] : {}))
    if (isRecord(wanted)) checkAllegation(id, wanted, allegations[id], whys);
  checkWhatIfs(expected['whatIf'], came['whatIf'], whys);
  return whys;
}

function checkAllegation(id: string, wanted: Fields, came: unknown, whys: string[]): void {
  if (!isRecord(came)) {
    whys.push(`${id}: no result`);
    return;
  }
  for (const [key, value] of Object.entries(wanted)) {
    const place = `${id}.${key}`;
    if (key === 'analyses') checkAnalyses(place, value, came[key], whys);
    else if (key === 'gaps') compare(place, asSets(value), asSets(came[key]), whys);
    else if (key === 'counts') checkCounts(place, value, came[key], whys);
    else if (key === 'facts' || key === 'nodes') compare(place, value, onlyKeysOf(value, came[key]), whys);
    else compare(place, value, came[key], whys);
  }
}

/** A case lists what it wants checked; the result may say more (it also counts facts met first as premises). */
function onlyKeysOf(wanted: unknown, came: unknown): unknown {
  if (!isRecord(wanted) || !isRecord(came)) return came;
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, came[key]]));
}

/** Every fact and every field that is expected. */
function checkCounts(place: string, wanted: unknown, came: unknown, whys: string[]): void {
  if (!isRecord(wanted) || !isRecord(came)) {
    compare(place, wanted, came, whys);
    return;
  }
  for (const [fact, fields] of Object.entries(wanted)) {
    const mine = came[fact];
    if (!isRecord(fields)) continue;
    if (!isRecord(mine)) {
      whys.push(`${place}.${fact}: no counts`);
      continue;
    }
    for (const [field, value] of Object.entries(fields)) {
      const sorted = (list: unknown): unknown => (Array.isArray(list) ? [...list].sort() : list);
      if (field === 'material')
        compare(`${place}.${fact}.material`, sorted(value), sorted(mine[field]), whys);
      else compare(`${place}.${fact}.${field}`, value, mine[field], whys);
    }
  }
}

function checkAnalyses(place: string, wanted: unknown, came: unknown, whys: string[]): void {
  if (!Array.isArray(wanted)) return;
  const mine: readonly unknown[] = Array.isArray(came) ? came : [];
  for (const analysis of wanted) {
    if (!isRecord(analysis)) continue;
    const name = `${place} by ${String(analysis['by'])} at ${String(analysis['level'])}`;
    const match = mine.find(
      (other): other is Fields =>
        isRecord(other) &&
        other['by'] === analysis['by'] &&
        other['level'] === analysis['level'] &&
        other['maxOrder'] === analysis['maxOrder'],
    );
    if (match === undefined) {
      whys.push(`${name}: no such analysis, or it was truncated`);
      continue;
    }
    for (const [key, value] of Object.entries(analysis)) {
      const isSets = key === 'minimalCutSets' || key === 'minimalPathSets';
      if (isSets) compare(`${name}.${key}`, asSets(value), asSets(match[key]), whys);
      else if (key === 'universe') compare(`${name}.${key}`, asSet(value), asSet(match[key]), whys);
      else compare(`${name}.${key}`, value, match[key], whys);
    }
  }
}

function checkWhatIfs(wanted: unknown, came: unknown, whys: string[]): void {
  if (!Array.isArray(wanted)) return;
  const mine: readonly unknown[] = Array.isArray(came) ? came : [];
  wanted.forEach((question: unknown, i) => {
    const answer = mine[i];
    if (!isRecord(question) || !isRecord(answer)) {
      whys.push(`whatIf[${i}]: no result`);
      return;
    }
    const name = `whatIf[${i}] ${String(question['mode'])} ${JSON.stringify(question['exclude'])}`;
    compare(name, question['expected'], answer['statuses'], whys);
  });
}

/** The order of sets and within sets is not significant. */
function asSets(value: unknown): unknown {
  return Array.isArray(value) ? value.map((set) => JSON.stringify(asSet(set))).sort() : value;
}

function asSet(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}

/** Names the first place where two JSON values differ, key by key. */
function compare(place: string, wanted: unknown, came: unknown, whys: string[]): void {
  if (isRecord(wanted) && isRecord(came)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(came)]))
      compare(`${place}.${key}`, wanted[key], came[key], whys);
    return;
  }
  const [left, right] = [JSON.stringify(wanted) ?? 'nothing', JSON.stringify(came) ?? 'nothing'];
  if (left !== right) whys.push(`${place}: expected ${brief(left)}, came ${brief(right)}`);
}

function brief(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

function* checkModels(path: string, json: Fields): Generator<[string, string[]]> {
  const folder = join(path, '..', 'models');
  const expected = isRecord(json['expected']) ? json['expected'] : {};
  for (const [name, wanted] of Object.entries(expected)) {
    if (isRecord(wanted)) yield [`aralia/${name}`, checkModel(join(folder, `${name}.xml`), wanted)];
  }
  for (const name of Array.isArray(json['mustRefuse']) ? json['mustRefuse'] : [])
    yield [`aralia/${String(name)}`, checkRefusal(join(folder, `${String(name)}.xml`))];
}

function checkModel(path: string, wanted: Fields): string[] {
  const whys: string[] = [];
  const tree = readFaultTree(readFileSync(path, 'utf8'));
  const byOrder = isRecord(wanted['byOrder']) ? wanted['byOrder'] : {};
  compare('basicEvents', wanted['basicEvents'], tree.events.length, whys);
  const levels = orderByFirstUse(tree.web, tree.top);
  const book = new FamilyBook();
  const family = minimalSolutions(tree.web, tree.top, (unit) => levels.levelOf.get(unit) ?? 0, 3, book);
  const small = countBySize(book, family);
  for (let order = 1; order <= 3; order += 1)
    compare(`order ${order}`, byOrder[String(order)] ?? '0', String(small[order] ?? 0n), whys);
  const all = countComplete(tree.web, tree.top).bySize;
  const mine = Object.fromEntries(
    all.map((count, order) => [String(order), String(count)]).filter(([, n]) => n !== '0'),
  );
  compare('byOrder', byOrder, mine, whys);
  return whys;
}

function checkRefusal(path: string): string[] {
  try {
    readFaultTree(readFileSync(path, 'utf8'));
    return ['is not coherent and should have been refused'];
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'PROOF_MODEL_NOT_COHERENT') return [];
    return [`refused for another reason: ${thrown instanceof Error ? thrown.message : String(thrown)}`];
  }
}
