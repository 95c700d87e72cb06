// That installing changed nothing in the lock file but which packages of other platforms it lists.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tree.ts';

interface Locked {
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly [more: string]: unknown;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
  readonly [more: string]: unknown;
}

/**
 * Faults of the lock after an install against the one before it.
 *
 * Registries differ in which platform packages of an optional dependency they carry, and npm lists or drops those that
 * this machine does not install anyway (npm/cli#9846). Such an entry may come or go; nothing else may change.
 */
export function lockFaults(before: Lock, after: Lock, here = { os: process.platform, cpu: process.arch }) {
  const faults: string[] = [];
  const elsewhere: string[] = [];
  const { packages: was, ...head } = before;
  const { packages: is, ...headNow } = after;
  if (JSON.stringify(head) !== JSON.stringify(headNow)) faults.push('the head of the lock changed');
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const one = was[name];
    const other = is[name];
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    const only = one ?? other;
    const isForElsewhere =
      (one === undefined || other === undefined) &&
      only?.optional === true &&
      !(fits(only.os, here.os) && fits(only.cpu, here.cpu) && fits(only.libc, 'glibc'));
    if (isForElsewhere) elsewhere.push(name);
    else if (one === undefined) faults.push(`${name} was added`);
    else if (other === undefined) faults.push(`${name} was dropped`);
    else faults.push(`${name} changed`);
  }
  return { faults, elsewhere };
}

const fits = (list: readonly string[] | undefined, own: string): boolean =>
  list === undefined || list.includes(own);

/** Compares the lock in the work tree with the committed one. */
export async function main(): Promise<void> {
  const committed = execFileSync('git', ['show', 'HEAD:package-lock.json'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { faults, elsewhere } = lockFaults(
    JSON.parse(committed) as Lock,
    JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock,
  );
  for (const name of elsewhere)
    process.stdout.write(`${name}: for another platform, listed or not as the registry has it\n`);
  for (const fault of faults) process.stdout.write(`FAILS  package-lock.json: ${fault}\n`);
  if (faults.length === 0) process.stdout.write('holds  installing changed nothing in the lock\n');
  else process.exitCode = 1;
}
