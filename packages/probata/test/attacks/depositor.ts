// A process that deposits and enters without end, and says on its output what was acknowledged, until it is killed.
// node depositor.ts FOLDER ROUND [TURNS]: prints `ready`, then one line per acknowledgement, flushed before the next act.
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Deposits } from '../../src/app/deposits.ts';
import { openLightHouse, placesIn } from '../light-house.ts';

const [folder = '', round = '0', turns = '1000000'] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);

const house = await openLightHouse(placesIn(folder));
if (house.ledger.verdict.state === 'read-only') {
  say(`stopped ${JSON.stringify(house.ledger.verdict.reason)}`);
  process.exit(3);
}
mkdirSync(join(folder, 'made'), { recursive: true });
house.originals.sweep();
const compartment = house.ring.compartments()[0] ?? null;
say('ready');
for (let n = 0; n < Number(turns); n += 1) {
  const deposits = new Deposits(house);
  for (let i = 0; i < 3; i += 1) {
    const name = `${round}-${n}-${i}`;
    deposits.take(
      { name, says: { title: name }, compartment: i === 2 ? compartment : null, custody: [] },
      new TextEncoder().encode(`the bytes of ${name}`),
    );
  }
  const { outcomes } = await deposits.flush();
  say(`deposited ${outcomes.map(({ exhibit }) => exhibit).join(' ')}`);
  await deposits.close();
  // The same key twice: the second time is a repetition after a lost answer, and must enter nothing.
  const key = `${round} ${n}`;
  const input = { title: `thing ${key}`, heldAt: 'a shelf', why: 'a thing' };
  const receipt = await house.run('exhibit.note', input, { key });
  say(`noted ${receipt.entries[0]?.subject} ${key}`);
  const again = await house.run('exhibit.note', input, { key });
  if (again.entries[0]?.subject !== receipt.entries[0]?.subject) say('TWIN');
  writeFileSync(join(folder, 'made', `${round}-${n}`), '');
}
house.close();
