// Plain JavaScript that any Node can read: runs a script of the house by name, or says in one sentence what is missing.
// npm puts node_modules/.bin first, where the pinned Node lies on Linux and Windows; elsewhere the installed one must do.
const NEEDED = 24;
const [name = ''] = process.argv.splice(2, 1);

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  // stripping the types of the scripts costs more than many of them; what was stripped is kept beside the checkout
  const { enableCompileCache } = await import('node:module');
  const { fileURLToPath } = await import('node:url');
  enableCompileCache(fileURLToPath(new URL('../.cache/compile', import.meta.url)));
  const { scripts } = await import('./names.ts');
  const script = scripts[name];
  if (script === undefined) {
    process.stderr.write(`There is no script ${name}; there are ${Object.keys(scripts).join(', ')}.\n`);
    process.exitCode = 2;
  } else {
    await script().catch((thrown) => {
      if (thrown?.name !== 'NotBuilt') throw thrown;
      process.stderr.write(`${thrown.message}\n`);
      process.exitCode = 1;
    });
  }
} else {
  const why =
    process.platform === 'darwin'
      ? 'On macOS install Node 24 or newer from nodejs.org; npm cannot bring it there.'
      : "Run 'npm install' here, which brings one; then use the npm scripts (npm start, npm test).";
  process.stderr.write(
    `Probata needs Node ${NEEDED} or newer; this is Node ${process.versions.node}. ${why}\n`,
  );
  process.exitCode = 1;
}
