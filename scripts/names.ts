// The scripts of the house, by the name that npm calls them.

export const scripts: Readonly<Record<string, () => Promise<void>>> = {
  start: async () => (await import('./start.ts')).main(process.argv.slice(2)),
  build: async () => (await import('./build.ts')).main(process.argv.slice(2)),
  test: async () => (await import('./test.ts')).main(process.argv.slice(2)),
  check: async () => (await import('./check.ts')).main(),
  lock: async () => (await import('./check/lock.ts')).main(),
  docs: async () => (await import('./docs.ts')).main(),
  reference: async () => (await import('./reference.ts')).main(process.argv.slice(2)),
  bench: async () => (await import('../bench/run.ts')).main(process.argv.slice(2)),
  pictures: async () => (await import('./pictures.ts')).main(process.argv.slice(2)),
  'pack-offline': async () => (await import('./pack-offline.ts')).main(process.argv.slice(2)),
};
