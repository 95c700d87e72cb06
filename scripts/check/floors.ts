// Holds the floors and the room table: who imports whom, where the world may be touched, and what text may become.
import {
  BESIDE,
  FLOORS,
  INJECTION,
  MAY_COMPOSE,
  NODE,
  NPM,
  ROOMS,
  SCRIPTS,
  SEAL_LINES,
  SEAL_NODE,
  SQL,
  TRUSTED,
  WORKSPACES,
  WORLD,
} from './table.ts';
import { type Import, importsOf, read, withoutComments } from './tree.ts';

const HOUSE = 'packages/probata/src/';

/** Every breach of the table, as `file:line: sentence`. */
export function floorFaults(files: readonly string[]): readonly string[] {
  const sources = files.filter(
    (path) => /^packages\/[^/]+\/(src|make|page|bin)\/.*\.tsx?$/.test(path) && !SCRIPTS.includes(path),
  );
  const faults = sources.flatMap((path) => judgeText(path, read(path)));
  const lines = sources
    .filter((path) => path.startsWith('packages/seal/src/'))
    .reduce((sum, path) => sum + read(path).trimEnd().split('\n').length, 0);
  return lines > SEAL_LINES
    ? [...faults, `packages/seal/src: ${lines} lines; it must be readable in a day (${SEAL_LINES}).`]
    : faults;
}

/** The breaches of one file, given its text. */
export function judgeText(path: string, text: string): readonly string[] {
  const imported = importsOf(path, text).flatMap((found) => {
    const sentence = judge(path, found);
    return sentence === undefined ? [] : [`${path}:${found.line}: ${sentence}`];
  });
  const ports = !path.includes('/adapters/') && !path.startsWith('packages/workbench/');
  const written = withoutComments(text)
    .split('\n')
    .flatMap((line, i) => [
      ...(ports && WORLD.test(line)
        ? [`${path}:${i + 1}: time and chance come through the ports (Clock, Entropy).`]
        : []),
      ...(path !== TRUSTED && INJECTION.test(line)
        ? [`${path}:${i + 1}: text must not become markup or script here.`]
        : []),
    ]);
  return [...imported, ...written];
}

function judge(path: string, found: Import): string | undefined {
  const workspace = path.split('/')[1] ?? '';
  if (found.path !== undefined && !found.path.startsWith(`packages/${workspace}/`))
    return `${found.from} leaves the workspace; go through its package name.`;
  if (found.path === undefined && !found.from.startsWith('node:')) {
    const isOurs =
      found.from === 'probata' || found.from.startsWith('probata/') || found.from.startsWith('@probata/');
    const allowed = WORKSPACES[workspace] ?? [];
    if (isOurs && !allowed.includes(found.from)) return `${workspace} may not import ${found.from}.`;
  }
  if (workspace === 'seal') return judgeSeal(path, found);
  if (workspace === 'probata' && path.startsWith(HOUSE)) return judgeHouse(path, found);
  return undefined;
}

function judgeSeal(path: string, found: Import): string | undefined {
  if (found.path !== undefined) return undefined;
  if (!found.from.startsWith('node:')) return 'the seal has no dependencies.';
  return path === SEAL_NODE ? undefined : 'the seal runs in a browser: node: stands in node.ts alone.';
}

function judgeHouse(path: string, found: Import): string | undefined {
  const here = partOf(path);
  if (found.path === undefined) {
    if (!found.from.startsWith('node:')) {
      const name = packageOf(found.from);
      return NPM[here]?.includes(name) === false
        ? `${here} may not import ${name} (list in scripts/check/table.ts).`
        : undefined;
    }
    if (!NODE.includes(here))
      return `${here} does not touch the machine: ${found.from} belongs in an adapter.`;
    return found.from === 'node:sqlite' && !SQL.some((prefix) => path.startsWith(HOUSE + prefix))
      ? 'a SQL driver stands in adapters alone.'
      : undefined;
  }
  const there = partOf(found.path);
  if (!found.path.startsWith(HOUSE)) return undefined;
  if (there === 'compose.ts')
    return MAY_COMPOSE.includes(here) ? undefined : 'only a door opens the house through compose.ts.';
  const floor = (FLOORS as readonly string[]).indexOf(here);
  const seen: readonly string[] = BESIDE[here] ?? FLOORS.slice(0, floor + 1);
  if (!seen.includes(there)) return `${here} may not see ${there}.`;
  return there === 'rooms' ? judgeRoom(path, found.path) : undefined;
}

function judgeRoom(path: string, target: string): string | undefined {
  const [floor, own] = path.slice(HOUSE.length).split('/');
  const room = target.slice(HOUSE.length).split('/')[1] ?? '';
  const inside = floor === 'rooms' ? own : undefined;
  if (inside === room) return undefined;
  if (!target.endsWith(`/rooms/${room}/index.ts`)) return `${room} is entered by its index.ts.`;
  return inside !== undefined && !(ROOMS[inside] ?? []).includes(room)
    ? `${inside} may not look into ${room}.`
    : undefined;
}

/** The floor (or file beside the floors) of a file of the house. */
function partOf(path: string): string {
  return path.slice(HOUSE.length).split('/')[0] ?? '';
}

function packageOf(from: string): string {
  const [scope = '', name] = from.split('/');
  return scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope;
}
