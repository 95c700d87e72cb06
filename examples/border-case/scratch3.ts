import { openMatter } from '../../packages/probata/src/compose.ts';
const m = await openMatter('/tmp/bcs/m', { places: { config: '/tmp/bcs/c', state: '/tmp/bcs/s' } });
const w = { progress() {}, signal: new AbortController().signal };
const list = (await m.ask('exhibit.list', { limit: 100 })) as any;
for (const x of list.exhibits) if (typeof x.title==='string' && /Register of Comp|Contract MI|Lotus|thread|two attach|14\/2-311 of/.test(x.title)) { const t = (await m.task('exhibit.text', { exhibit: x.id }, w)) as any; console.log('=====', x.title, '\n', JSON.stringify(t).slice(0, 2500)); }
await m.close();
