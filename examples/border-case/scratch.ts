import { createMatter } from '../../packages/probata/src/compose.ts';
import { readFileSync, rmSync } from 'node:fs';
import { parse } from 'yaml';
import { makeExhibits } from './make-exhibits.ts';
import { arrival } from './make/about.ts';
rmSync('/tmp/bcs', { recursive: true, force: true });
const t0 = Date.now();
const m = await createMatter('/tmp/bcs/m', { title: 'T', person: 'P' }, { places: { config: '/tmp/bcs/c', state: '/tmp/bcs/s' } });
const w = { progress() {}, signal: new AbortController().signal };
await m.task("compartment.open", { name: "witnesses", purpose: "x" }, w);
const ids = new Map<string, string>();
for (const f of ['received-to-2036', 'received-in-2037']) {
  const a = await m.task('intake.add', { paths: [`/tmp/bc/exhibits/${f}`] }, w) as any;
  console.log(JSON.stringify({ ...a, exhibits: Object.keys(a.exhibits).length }));
  for (const [p, id] of Object.entries(a.exhibits)) ids.set(p, id as string);
}
console.log('intake', Date.now() - t0);
console.log(await m.task('reading.run', {}, w), Date.now() - t0);
console.log(JSON.stringify((await m.task('reading.states', {}, w) as any)).slice(0, 600));
const ex = await makeExhibits();
const byE = new Map(ex.map((e) => [e.id, ids.get(e.file)]));
const plan = parse(readFileSync('examples/border-case/case.yaml', 'utf8'));
const quotes: any[] = [];
const walk = (v: any): void => { if (v && typeof v === 'object') { if (v.exhibit && typeof v.quote === 'string') quotes.push(v); for (const x of Object.values(v)) walk(x); } };
walk(plan);
const seen = new Set<string>();
for (const q of quotes) {
  const k = `${q.exhibit} ${q.quote}`; if (seen.has(k)) continue; seen.add(k);
  try { const r = await m.task('passage.mark', { exhibit: byE.get(q.exhibit), quote: q.quote }, w) as any; console.log('ok', q.exhibit, '|', q.pin, '|', r.pin, '|', q.quote.slice(0, 40)); }
  catch (e) { console.log('NO', q.exhibit, q.pin, (e as any).code, q.quote); }
}
console.log('marked', seen.size, Date.now() - t0);
await m.close();
