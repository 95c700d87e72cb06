// Adopts a pack of law: reads the file, examines it line by line, and enters it whole, so that the ledger holds the law applied.
import { z } from 'zod';
import type { PackText } from '../../ports/pack-shelf.ts';
import { adoptPack, examinePack, namesInForce, readPack, statementsOf } from '../../rooms/law/index.ts';
import { task } from '../task.ts';

export const packAdopt = task({
  name: 'pack.adopt',
  summary:
    'Adopt a pack of law: one that ships with the program, by its name, or your own, by the path of its file.',
  input: z.strictObject({
    /** `smuggling-protocol-untoc`, `state-responsibility`, `icj-procedure`, or the path of a YAML file. */
    pack: z.string().min(1).max(4096),
  }),
  output: z.object({
    entry: z.string(),
    pack: z.string(),
    title: z.string(),
    version: z.number(),
    digest: z.string(),
    statements: z.number(),
    toBeChecked: z.number(),
  }),
  example: { pack: 'smuggling-protocol-untoc' },
  power: 'weigh',
  async run(house, input) {
    const text = house.packs.read(input.pack);
    const content = readPack(text, await namesInForce(house.ledger.look, idIn(text)));
    const receipt = await house.ledger.append((look, act) =>
      adoptPack.decide(
        look,
        {
          pack: content.id,
          version: content.version,
          title: content.title,
          digest: text.digest,
          file: text.file,
          content,
        },
        act,
      ),
    );
    const statements = statementsOf(content);
    return {
      entry: receipt.entries[0]?.subject ?? '',
      pack: content.id,
      title: content.title,
      version: content.version,
      digest: text.digest,
      statements: statements.length,
      toBeChecked: statements.filter((one) => one.toBeChecked).length,
    };
  },
});

export const packExamine = task({
  name: 'pack.examine',
  summary: 'Examine a pack without adopting it: every fault with its file, line and remedy.',
  input: z.strictObject({ pack: z.string().min(1).max(4096) }),
  output: z.object({
    file: z.string(),
    sound: z.boolean(),
    faults: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        column: z.number(),
        part: z.string(),
        message: z.string(),
        remedy: z.string(),
      }),
    ),
  }),
  example: { pack: 'smuggling-protocol-untoc' },
  power: null,
  async run(house, input) {
    const text = house.packs.read(input.pack);
    const { faults } = examinePack(text, await namesInForce(house.ledger.look, idIn(text)));
    return { file: text.file, sound: faults.length === 0, faults: [...faults] };
  },
});

/** The pack's own id as written, before anything is known of its form: its earlier version does not clash with it. */
function idIn({ value }: PackText): string {
  if (typeof value !== 'object' || value === null) return '';
  const id: unknown = Reflect.get(value, 'id');
  return typeof id === 'string' ? id : '';
}
