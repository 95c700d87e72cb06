// npm run check: the architecture, the files, the packages and the documentation, as rules that either hold or do not.
import { docFaults } from './check/docs.ts';
import { fileFaults } from './check/files.ts';
import { floorFaults } from './check/floors.ts';
import { formFaults } from './check/form.ts';
import { packageFaults } from './check/packages.ts';
import { projectFiles } from './check/tree.ts';

/** Prints every fault and a closing line; the exit code is 1 if there is any. */
export async function main(): Promise<void> {
  const files = projectFiles();
  const checks: readonly (readonly [string, readonly string[]])[] = [
    ['floors and rooms', floorFaults(files)],
    ['files', fileFaults(files)],
    ['licences and install scripts', packageFaults()],
    ['documentation', await docFaults()],
    ['form and lint', formFaults()],
  ];
  for (const [name, faults] of checks) {
    process.stdout.write(`${faults.length === 0 ? 'holds ' : 'FAILS '} ${name}\n`);
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
  }
  const failed = checks.filter(([, faults]) => faults.length > 0).length;
  process.stdout.write(`check: ${checks.length - failed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}
