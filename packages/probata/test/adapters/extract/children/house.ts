// A house that will be killed while its reader loops.
import { openExtractorPool } from '../../../../src/adapters/extract/pool.ts';

const [, , program = '', path = ''] = process.argv;
const pool = await openExtractorPool({ size: 1, program, path });
void pool.extract({ bytes: Buffer.from('text'), name: 'a.txt', compartment: 'open' });
process.stdout.write('started\n');
