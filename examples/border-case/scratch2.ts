import { openMatter } from '../../packages/probata/src/compose.ts';
import { makeExhibits } from './make-exhibits.ts';
const m = await openMatter('/tmp/bcs/m', { places: { config: '/tmp/bcs/c', state: '/tmp/bcs/s' } });
const w = { progress() {}, signal: new AbortController().signal };
const list = (await m.ask('exhibit.list', { limit: 100 })) as any;
for (const x of list.exhibits ?? list.rows ?? []) { const card = m.house.renditions.card(x.id) as any; console.log(x.title, card?.kind, card?.mediaType, card?.pages, card?.cells, JSON.stringify(card).slice(0,200)); }
await m.close();
