// Questions about interest: what each other way of counting would give, and the schedule of a compounding balance.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { type Money, moneyInWords, sumMoney } from '../../base/money/index.ts';
import { type DayNumber, formatDay, parseDay } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { conventionsFrom } from './conventions.ts';
import type { InterestRule } from './figures.ts';
import { lineDay } from './line-total.ts';
import { ruleInWords } from './rule-words.ts';
import { money, shown } from './shown.ts';
import { workedClaim } from './standing.ts';

const ruleRow = z.object({
  id: z.string(),
  ground: z.string(),
  inWords: z.string(),
  heads: z.array(z.string()),
});

export const INTEREST_QUESTIONS: readonly Question[] = [
  question({
    name: 'interest.list',
    summary: 'The rules of interest in words, as a pleading prints them, and the heads that bear it.',
    input: z.strictObject({}),
    output: z.object({ rules: z.array(ruleRow) }),
    example: {},
    async answer(look) {
      const found = await workedClaim(look);
      if (found === undefined) return { rules: [] };
      const { claim } = found;
      return {
        rules: claim.interest.map((rule) => ({
          id: rule.id,
          ground: rule.ground,
          inWords: ruleInWords(rule),
          heads: claim.heads
            .filter((head) => head.mode === 'itemised' && head.interest === rule.id)
            .map((head) => head.title),
        })),
      };
    },
  }),
  question({
    name: 'interest.conventions',
    summary:
      'The interest of a head under every other day count, day rule and rounding point, the pleaded one marked.',
    input: z.strictObject({ head: idOf('head') }),
    output: z.object({
      sentence: z.string(),
      rule: ruleRow.nullable(),
      rows: z.array(z.object({ name: z.string(), sum: money, difference: money, isPleaded: z.boolean() })),
    }),
    example: { head: `head_${'0'.repeat(26)}` },
    async answer(look, input) {
      const found = await workedClaim(look);
      const head = found?.total.heads.find((one) => one.head.id === input.head);
      if (found === undefined || head === undefined || head.head.mode !== 'itemised')
        throw new Refusal(
          'QUANTUM_HEAD_UNKNOWN',
          `There is no itemised head of damage ${input.head}. List them with 'probata head list'.`,
          { head: input.head },
        );
      const { interest } = head.head;
      const rule = found.claim.interest.find((one) => one.id === interest);
      if (rule === undefined)
        return { rule: null, rows: [], sentence: `“${head.head.title}” bears no interest.` };
      const bearing = head.lines.filter((one) => one.line.bearsInterest && one.amount !== null);
      const parts = bearing.map((one) => ({
        group: one.line.subHead ?? one.line.id,
        line: one.line.id,
        principal: one.amount as Money, // those without a sum are left out just above
        from: startOf(rule, () => lineDay(one.line)),
      }));
      const rows = conventionsFrom(parts, rule, found.tables.rates, found.claim.currency);
      const pleaded = rows.find((one) => one.isPleaded);
      const base = pleaded?.sum ?? sumMoney([], found.claim.currency);
      const others = rows.filter((one) => !one.isPleaded && one.sum.minor !== base.minor);
      return {
        rule: {
          id: rule.id,
          ground: rule.ground,
          inWords: ruleInWords(rule),
          heads: [head.head.title],
        },
        rows: rows.map((one) => ({
          name: one.name,
          sum: shown(one.sum),
          difference: shown({ minor: one.sum.minor - base.minor, currency: base.currency }),
          isPleaded: one.isPleaded,
        })),
        sentence:
          others.length === 0
            ? `Every way of counting gives ${moneyInWords(base)}.`
            : `As pleaded ${moneyInWords(base)}. ${others.map((one) => `${capital(one.name)}: ${moneyInWords(one.sum)}`).join('. ')}.`,
      };
    },
  }),
];

function startOf(rule: InterestRule, incurred: () => DayNumber): string {
  return rule.from === 'incurred' ? formatDay(incurred()) : formatDay(parseDay(rule.from));
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
