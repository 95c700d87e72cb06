import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allTold } from '../../../src/doors/cli/catalogue.ts';
import { asOptions } from '../../../src/doors/cli/help.ts';
import { flagsOf, inputFrom, splitWords } from '../../../src/doors/cli/options.ts';

const schema = z.strictObject({
  title: z.string(),
  count: z.number().optional(),
  stance: z.enum(['supports', 'contradicts']).optional(),
  isSealed: z.boolean().optional(),
  exhibits: z.array(z.custom<string>()).optional(),
  notes: z.array(z.string()).optional(),
  when: z.object({ edtf: z.string(), approximate: z.boolean().optional() }).optional(),
  statement: z
    .union([z.string(), z.object({ authoritative: z.string(), versions: z.record(z.string(), z.string()) })])
    .optional(),
});
const read = (...argv: string[]) => inputFrom(schema, splitWords(argv, flagsOf(schema)).options);

describe('options', () => {
  it('become texts, numbers, choices and truths', () => {
    expect(read('--title', 'A, b', '--count', '3', '--stance=supports', '--is-sealed')).toEqual({
      title: 'A, b',
      count: 3,
      stance: 'supports',
      isSealed: true,
    });
    expect(read('--no-is-sealed')).toEqual({ isSealed: false });
  });

  it('fill a list when repeated; ids also by commas, texts never', () => {
    expect(read('--exhibits', 'a,b', '--exhibits', 'c')).toEqual({ exhibits: ['a', 'b', 'c'] });
    expect(read('--notes', 'one, two', '--notes', 'three')).toEqual({ notes: ['one, two', 'three'] });
    expect(read('--notes', '["one"]')).toEqual({ notes: ['one'] });
  });

  it('reach inside a value, or give it whole as JSON', () => {
    expect(read('--when.edtf', '2021-05', '--when.approximate', 'true')).toEqual({
      when: { edtf: '2021-05', approximate: true },
    });
    expect(read('--when', '{"edtf":"2021"}')).toEqual({ when: { edtf: '2021' } });
    expect(read('--statement.authoritative', 'lt', '--statement.versions.lt', 'siena')).toEqual({
      statement: { authoritative: 'lt', versions: { lt: 'siena' } },
    });
    expect(read('--statement', 'plain')).toEqual({ statement: 'plain' });
  });

  it('are refused with the option’s name when they cannot be read', () => {
    expect(() => read('--count', 'three')).toThrow('--count must be a number');
    expect(() => read('--stance', 'maybe')).toThrow('supports, contradicts');
    expect(() => read('--when', '{oops')).toThrow('--when is not valid JSON');
    expect(() => read('--title')).toThrow('--title needs a value');
    expect(() => read('--titel', 'x')).toThrow('--titel is not an option');
  });

  it('written from the example of a command give that example back, wherever help shows them', () => {
    let shown = 0;
    for (const told of allTold().values()) {
      const pairs = asOptions(told);
      if (pairs === undefined) continue;
      shown += 1;
      const argv = pairs.flatMap(([option, value]) => (value === true ? [option] : [option, value]));
      const input = inputFrom(told.input, splitWords(argv, flagsOf(told.input)).options);
      expect(input, told.name).toEqual(told.example);
      expect(told.input.safeParse(input).success, told.name).toBe(true);
    }
    expect(shown).toBeGreaterThan(allTold().size / 2);
  });

  it('take a text or a list of texts as it is given', () => {
    const either = z.strictObject({
      who: z.union([z.literal('all'), z.array(z.string())]),
      at: z.union([z.string(), z.array(z.string())]),
    });
    const parse = (...argv: string[]) => inputFrom(either, splitWords(argv, flagsOf(either)).options);
    expect(parse('--who', 'all', '--at', 'x')).toEqual({ who: 'all', at: 'x' });
    expect(parse('--who', 'a', '--at', 'x', '--at', 'y')).toEqual({ who: ['a'], at: ['x', 'y'] });
  });
});
