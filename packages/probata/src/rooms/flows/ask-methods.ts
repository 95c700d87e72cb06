// The methods by name, what series each takes and which choices it leaves open: the forms of the screen are made from it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import { type Question, question } from '../../ledger/room.ts';
import { METHODS } from './methods.ts';
import { METHOD_NAMES, type MethodName } from './types.ts';

const choice = z.object({
  name: z.string(),
  /** flag: yes or no; value: a number or a word; list: several. */
  kind: z.enum(['flag', 'value', 'list']),
  /** As it is recorded; null where there is none and one must be given. */
  usual: z.json().nullable(),
});

/** A date that divides nothing, to hear what else a method wants. */
const SOME_DATE = '2000-01';

export const methodList: Question = question({
  name: 'method.list',
  summary: 'The methods of estimation: the series each takes, and its parameters with their defaults.',
  input: z.strictObject({}),
  output: z.object({
    methods: z.array(
      z.object({
        method: z.enum(METHOD_NAMES),
        title: z.string(),
        least: z.number(),
        most: z.number(),
        roles: z.string(),
        params: z.array(choice),
      }),
    ),
  }),
  example: {},
  answer: async () => ({
    methods: METHOD_NAMES.map((method) => {
      const { title, takes } = METHODS[method];
      return { method, title, ...takes, params: paramsOf(method) };
    }),
  }),
});

function paramsOf(method: MethodName): z.output<typeof choice>[] {
  const wanted = faultsOf(method, {});
  const given: JsonObject = wanted.includes('date') ? { date: SOME_DATE } : {};
  const usual = faultsOf(method, given).length === 0 ? METHODS[method].parse(given) : {};
  return [
    ...wanted.map((name) => ({ name, kind: 'value' as const, usual: null })),
    ...Object.entries(usual)
      .filter(([name]) => !wanted.includes(name))
      .map(([name, value]) => ({
        name,
        kind:
          typeof value === 'boolean'
            ? ('flag' as const)
            : typeof value === 'object'
              ? ('list' as const)
              : ('value' as const),
        usual: (value ?? null) as z.output<typeof choice>['usual'],
      })),
  ];
}

/** The parameters that must be given and were not. */
function faultsOf(method: MethodName, given: JsonObject): string[] {
  try {
    METHODS[method].parse(given);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { faults } = thrown.details as { faults?: readonly string[] };
    return (faults ?? []).map((fault) => fault.replace(/[.:].*$/su, ''));
  }
}
