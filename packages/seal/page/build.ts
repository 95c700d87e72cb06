// Builds the verifier page: one HTML file, the seal inside it, and a policy that lets it run nothing else and reach nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { argv, cwd } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { Fault, sha256, toBase64, toHex, utf8 } from '../src/index.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The page as one HTML text, and its SHA-256 to print on paper. The same sources give the same bytes. */
export async function buildPage(): Promise<{ readonly html: string; readonly sha256: string }> {
  // Not minified: whoever opens the page's source reads the seal's own text.
  const { output } = await build({
    input: join(HERE, 'page.ts'),
    write: false,
    platform: 'browser',
    output: { format: 'iife', minify: false },
  });
  const script = `\n${output[0].code.replace(/^\/\/#(?:end)?region.*\n/gm, '')}`;
  const style = `\n${readFileSync(join(HERE, 'page.css'), 'utf8')}`;
  if (/<\/script/i.test(script)) throw new Fault('SEAL_PAGE', 'The script would end its own element.');
  const hashOf = (text: string): string => `'sha256-${toBase64(sha256(utf8(text)))}'`;
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  const parts: Readonly<Record<string, string>> = { policy, script, style };
  const html = readFileSync(join(HERE, 'page.html'), 'utf8').replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => parts[name] ?? '',
  );
  return { html, sha256: toHex(sha256(utf8(html))) };
}

// `node packages/seal/page/build.ts [FILE]` writes the page and prints its SHA-256.
if (argv[1] === fileURLToPath(import.meta.url)) {
  const file = argv[2] ?? join(HERE, 'dist', 'verify.html');
  const page = await buildPage();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page.html);
  process.stdout.write(`The verifier page, ${relative(cwd(), file)}, has SHA-256\n  ${page.sha256}\n`);
}
