// The typesetter's own process: takes one document, answers with its pages, and ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFolders } from './fonts.ts';
import type { FromTypesetter, ToTypesetter } from './message.ts';

process.once('message', (message) => {
  const order = message as ToTypesetter;
  // An empty folder as the document's world: a source that names a file sees those it was given and nothing else.
  const workspace = mkdtempSync(join(tmpdir(), 'probata-set-'));
  let answer: FromTypesetter;
  try {
    answer = set(order, workspace);
  } catch (thrown) {
    answer = { faults: [thrown instanceof Error ? thrown.message : String(thrown)] };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  process.send?.(answer, undefined, undefined, () => process.disconnect());
});

function set(order: ToTypesetter, workspace: string): FromTypesetter {
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fontFolders() }] });
  for (const [path, bytes] of Object.entries(order.files))
    compiler.mapShadow(join(workspace, path), Buffer.from(bytes));
  compiler.addSource(join(workspace, 'main.typ'), order.source);
  const compiled = compiler.compile({ mainFilePath: join(workspace, 'main.typ') });
  const document = compiled.result;
  if (document === null) {
    const faults = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
    return { faults: faults.map((fault: { message?: string; range?: unknown }) => JSON.stringify(fault)) };
  }
  const options = {
    creationTimestamp: Math.floor(Date.parse(order.at) / 1000),
    ...(order.standard === 'plain' ? {} : { pdfStandard: order.standard as never }),
  };
  return { pdf: new Uint8Array(compiler.pdf(document, options)), faults: [] };
}
