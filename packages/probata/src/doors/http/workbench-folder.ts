// Where the built workbench lies: beside this package in the repository, inside it when it was installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function workbenchFolder(): string {
  const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));
  const inside = join(packageRoot, 'workbench');
  return existsSync(inside) ? inside : join(packageRoot, '..', 'workbench', 'dist');
}
