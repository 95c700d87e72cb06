// Many packs, each with one slip: every fault names the file, the line, and what to write.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPackText } from '../../../src/adapters/packs/shelf.ts';
import { examinePack, type NamesInForce } from '../../../src/rooms/law/index.ts';

/** The pack that the guide shows, with one part of every further sort. */
const GUIDE = readFileSync(new URL('../../../../../docs/guide/packs.md', import.meta.url), 'utf8');
const SOUND = `${/```yaml\n(format: probata-pack[\s\S]*?)```/.exec(GUIDE)?.[1] ?? ''}ladders:
  - id: comp.l
    title: Ladder
    toBeChecked: true
    tries: request
    events:
      - { kind: request, title: request, by: either, received: true, need: sent }
      - { kind: filing, title: filing, by: claimant, need: day }
    rungs:
      - id: comp.l.m
        title: Six months
        asks: Six months.
        fails: not-run
        test: { test: elapsed, from: request, period: { months: 6 }, until: filing }
checks:
  - { id: comp.c, rule: PD 3, appliesTo: [memorial], demands: must, automation: full, text: Pages, parameters: { maxPages: 750 }, toBeChecked: true }
standards:
  - { id: comp.s, label: l, use: u, authorities: [{ case: A }], toBeChecked: true }
criteria:
  - { id: comp.w, direction: up, text: t, houseRules: [L1], toBeChecked: true }
routes:
  - { id: comp.r, title: R, routes: [{ provision: comp.5, title: x }] }
`;

const examine = (yaml: string, others?: NamesInForce) =>
  examinePack(readPackText(new TextEncoder().encode(yaml), 'own.yaml'), others).faults;

/** What is written wrongly, in place of what, and the fault that tells it: line, message, remedy. */
const SLIPS: readonly (readonly [name: string, from: string | RegExp, to: string, fault: RegExp])[] = [
  [
    'a format of another time',
    'probata-pack/1',
    'probata-pack/2',
    /^1: “format” has a word that is not known\. Write one of: probata-pack\/1\.$/,
  ],
  ['no id', /^id: comp.*$/m, '', /^1: “id” is missing\. Add id: with a text\.$/],
  [
    'an id with a space',
    /^id: comp.*$/m,
    'id: our pack',
    /^2: “id” must be a name such as sp\.11\.1 \(letters, digits, dots, hyphens; no spaces\)\. Write it in that form; docs\/guide\/packs\.md shows examples\.$/,
  ],
  [
    'a language in full',
    'language: en',
    'language: English',
    /^5: “language” is not written as it must be\. Write the short code of the language, such as en, fr or lt\.$/,
  ],
  [
    'a version below one',
    'version: 1',
    'version: 0',
    /^4: “version” is less than 1\. Write a number from 1 on\.$/,
  ],
  [
    'an empty title',
    'title: Convention on the Organised Movement of Persons',
    "title: ''",
    /^3: “title” is empty\. Write a text there, or remove the line\.$/,
  ],
  [
    'a word where a list begins',
    /provisions:\n/,
    'provisions: none\n',
    /^17: a colon stands where a text was expected\. Put a text that holds a colon in quotes; begin a list of parts on a line of its own\.$/,
  ],
  [
    'a text where a list belongs',
    'qualifiers: [to the extent possible]',
    'qualifiers: to the extent possible',
    /^32: “qualifiers” is not a list\. Write a list there\.$/,
  ],
  [
    'a kind that nobody knows',
    'kind: scope',
    'kind: scoop',
    /^24: “kind” has a word that is not known\. Write one of: conduct, status, mental, objective, legislative, date, /,
  ],
  [
    'a burden on somebody else',
    'verb: shall\n',
    'verb: shall\n        burden: applicant\n',
    /^30: “burden” has a word that is not known\. Write one of: claimant, respondent\.$/,
  ],
  [
    'an event that nobody knows',
    'event: in-force',
    'event: inforce',
    /^15: “event” has a word that is not known\. Write one of: consent, in-force, reservation, reservation-withdrawn, declaration, objection, denunciation\.$/,
  ],
  [
    'a date in words',
    "on: '2027-01-01'",
    "on: '1 January 2027'",
    /^15: “1 January 2027” cannot be read as a date: its parts are not a year, month and day in that order\. Write a /,
  ],
  [
    'a day that the calendar has not',
    "on: '2027-01-01'",
    "on: '2027-02-30'",
    /^15: “2027-02-30” cannot be read as a date: the calendar has no such day\. Write a date such as 2004-01-28, 2023-05 or 2023~\.$/,
  ],
  [
    'an entry into force that is no date',
    "inForce: '2027-01-01'",
    "inForce: 'January'",
    /^12: “January” cannot be read as a date: its parts are not a year, month and day in that order\. Write a date such as 2004-01-28, 2023-05 or 2023~\.$/,
  ],
  [
    'a year without quotes',
    "adopted: '2024-03-04'",
    'adopted: 2024',
    /^11: “adopted” is not a text\. Put it in quotes, so that it is a text\.$/,
  ],
  [
    'a formula of nothing',
    '{ all: [comp.5.capacity, comp.5.state] }',
    '{ all: [] }',
    /^44: “all” is an empty list\. Name at least one\.$/,
  ],
  [
    'a formula misspelt',
    '{ all: [comp.5.capacity, comp.5.state] }',
    '{ al: [comp.5.capacity] }',
    /^44: “all” is missing\. Add all: with a list\.$/,
  ],
  [
    'a formula of two sorts at once',
    '{ all: [comp.5.capacity, comp.5.state] }',
    '{ all: [comp.5.capacity], any: [comp.5.state] }',
    /^44: “atLeast” is missing\. Add atLeast: with a whole number\.$/,
  ],
  [
    'more than there are',
    '{ all: [comp.5.capacity, comp.5.state] }',
    '{ atLeast: 3, of: [comp.5.capacity, comp.5.state] }',
    /^44: at least 3 of 2 can never be met\. Write a number from 1 to 2\.$/,
  ],
  [
    'at least one of what',
    '{ all: [comp.5.capacity, comp.5.state] }',
    '{ atLeast: 1 }',
    /^44: “of” is missing\. Add of: with a list\.$/,
  ],
  [
    'a formula in words',
    '{ all: [comp.5.capacity, comp.5.state] }',
    'all of them',
    /^44: “formula” must be a name such as sp\.11\.1 \(letters, digits, dots, hyphens; no spaces\)\. Write \{ all: \[…\] \}, /,
  ],
  [
    'an authority that is no list',
    'for: [{ case: A v. B, place: para 1, says: one cannot control and open }]',
    'for: A v. B',
    /^42: “for” is not a list\. Write a list there\.$/,
  ],
  [
    'a contest about nothing',
    /question: Does.*\n\s+for/,
    'for',
    /^40: “question” is missing\. Add question: with a text\.$/,
  ],
  [
    'an authority without a case',
    'case: A v. B, place',
    'place',
    /^42: “case” is missing\. Add case: with a text\.$/,
  ],
  [
    'perhaps',
    'implied: true',
    'implied: perhaps',
    /^38: “implied” is not true or false\. Write true or false there\.$/,
  ],
  [
    'weeks',
    '{ months: 6 }',
    '{ weeks: 26 }',
    /^58: “months” is missing\. Add months: with a whole number\.$/,
  ],
  [
    'months and days at once',
    '{ months: 6 }',
    '{ months: 6, days: 3 }',
    /^58: “period” has none of the forms it may have\. Write \{ months: 6 \} or \{ days: 90 \}, one of the two\.$/,
  ],
  [
    'months below nothing',
    '{ months: 6 }',
    '{ months: -6 }',
    /^58: “months” is less than 1\. Write a number from 1 on\.$/,
  ],
  [
    'half a month',
    '{ months: 6 }',
    '{ months: 0.5 }',
    /^58: 0\.5 is not a whole number\. Put it in quotes: the ledger holds whole numbers and texts, never fractions\.$/,
  ],
  [
    'a test that nobody knows',
    'test: elapsed',
    'test: passed',
    /^58: “test” names nothing that this program can test\. Write in-force, no-reservation, late-declaration, occurred, elapsed or none-agreed\.$/,
  ],
  [
    'no test',
    'test: elapsed, ',
    '',
    /^58: “test” names nothing that this program can test\. Write in-force, no-reservation, late-declaration, occurred, elapsed or none-agreed\.$/,
  ],
  [
    'a member misspelt',
    'until: filing',
    'till: filing',
    /^58: “until” is missing\. Add until: with a text\.$/,
  ],
  [
    'tries of what is not there',
    'tries: request',
    'tries: note',
    /^49: no event note is defined on this ladder\. Add it under events, or write one of: request, filing\.$/,
  ],
  [
    'a word of failure in capitals',
    'fails: not-run',
    'fails: Not Run',
    /^57: “fails” must be a short name in small letters, such as claim-note\. Write it in that form; docs\/guide\/packs\.md shows examples\.$/,
  ],
  [
    'an event by anybody',
    'by: either',
    'by: anybody',
    /^51: “by” has a word that is not known\. Write one of: claimant, respondent, either, third\.$/,
  ],
  [
    'a ladder without rungs',
    /rungs:\n[\s\S]*?checks/,
    'rungs: []\nchecks',
    /^53: “rungs” is an empty list\. Name at least one\.$/,
  ],
  [
    'a demand that nobody knows',
    'demands: must',
    'demands: shall',
    /^60: “demands” has a word that is not known\. Write one of: must, should, advice, information\.$/,
  ],
  [
    'a fraction as parameter',
    '{ maxPages: 750 }',
    '{ maxPages: 7.5 }',
    /^60: 7\.5 is not a whole number\. Put it in quotes: the ledger holds whole numbers and texts, never fractions\.$/,
  ],
  [
    'a truth as parameter',
    '{ maxPages: 750 }',
    '{ maxPages: true }',
    /^60: “maxPages” has none of the forms it may have\. See docs\/guide\/packs\.md for the forms\.$/,
  ],
  [
    'a standard without authority',
    'authorities: [{ case: A }]',
    'authorities: []',
    /^62: “authorities” is an empty list\. Name at least one\.$/,
  ],
  [
    'a house rule in words',
    'houseRules: [L1]',
    'houseRules: [lift 1]',
    /^64: “houseRules 1” must be a house rule such as L1 or K6\. Write it in that form; docs\/guide\/packs\.md shows examples\.$/,
  ],
  [
    'a direction that nobody knows',
    'direction: up',
    'direction: more',
    /^64: “direction” has a word that is not known\. Write one of: up, down, neutral\.$/,
  ],
  [
    'a route to nowhere',
    'provision: comp.5',
    'provision: comp.55',
    /^66: comp\.55 is not defined in this pack\. Correct the name, or list the pack that defines it under uses\.$/,
  ],
  [
    'a pack that uses itself',
    'language: en',
    'language: en\nuses: [comp]',
    /^6: the pack uses itself\. Remove this name\.$/,
  ],
  [
    'a tab',
    '    title: Convention',
    '\ttitle: Convention',
    /^10: a line is indented with a tab\. Indent with spaces\.$/,
  ],
  [
    'an open quotation',
    'title: Convention on',
    "title: 'Convention on",
    /^3: a quotation mark is not closed\. Close the quotation mark, bracket or brace; inside quotes write a quote twice\.$/,
  ],
  [
    'a colon in a text',
    'text: Three or more persons acted together',
    'text: Three: or more persons acted together',
    /^24: a colon stands where a text was expected\. Put a text that holds a colon in quotes; begin a list of parts on a line of its own\.$/,
  ],
  [
    'a merge',
    'checks:',
    '<<: { a: 1 }\nchecks:',
    /^59: “<<” is not a member of this part\. Remove it, or correct its spelling\.$/,
  ],
  [
    'two packs in one file',
    'checks:',
    '---\nchecks:',
    /^59: a second document begins here\. Put one pack in one file; remove the line “---”\.$/,
  ],
  [
    'a list of nothing',
    'qualifiers: [to the extent possible]',
    'qualifiers:',
    /^32: “qualifiers” is not a list\. Write a list there\.$/,
  ],
  [
    'a misspelt part',
    'checks:',
    'cheks:',
    /^59: “cheks” is not a member of this part\. Remove it, or correct its spelling\.$/,
  ],
  [
    'an id used twice',
    'id: comp.l\n',
    'id: comp.5\n',
    /^46: the id comp\.5 is used twice\. Give this part an id of its own; the first stands at instruments 1, provisions 2\.$/,
  ],
  [
    'a text that is too long',
    'text: Pages',
    'text: ' + 'x'.repeat(1200),
    /^60: “text” is longer than 1000 characters\. Shorten it, or tell the part apart into two\.$/,
  ],
];

describe('one slip in a pack', () => {
  it('of which there was none to begin with', () => {
    expect(examine(SOUND)).toEqual([]);
  });

  it.each(SLIPS)('%s', (_, from, to, fault) => {
    const spoilt = SOUND.replace(from, to);
    expect(spoilt).not.toBe(SOUND);
    const faults = examine(spoilt);
    const [first] = faults;
    expect(`${first?.line}: ${first?.message}. ${first?.remedy}`).toMatch(fault);
    const lines = spoilt.split('\n').length;
    for (const one of faults) {
      expect(one.file).toBe('own.yaml');
      expect(one.line).toBeGreaterThan(0);
      expect(one.line).toBeLessThanOrEqual(lines);
      expect(one.remedy).toMatch(/^[A-Z].*\.$/);
      // Nothing of the reader's own words for its forms comes out.
      expect(one.message).not.toMatch(/Invalid|expected (string|array|number)|undefined/);
    }
  });
});

describe('names of other packs', () => {
  const others: NamesInForce = {
    packs: new Set(['base', 'further']),
    owners: new Map([
      ['base.1', 'base'],
      ['further.1', 'further'],
      ['comp.3', 'base'],
    ]),
  };
  const using = (uses: string, gateway: string): string =>
    SOUND.replace('language: en', `language: en\nuses: [${uses}]`).replace(
      'gateways: [comp.3]',
      `gateways: [${gateway}]`,
    );
  const said = (yaml: string): readonly string[] =>
    examine(yaml, others).map(({ line, message, remedy }) => `${line}: ${message}. ${remedy}`);

  it('are looked up in the matter, with the line of each that leads nowhere', () => {
    expect(said(using('base', 'base.1'))).toEqual([
      '19: comp.3 is defined by the pack base already. Give this part another name.',
    ]);
    expect(said(using('base', 'base.9'))[1]).toBe(
      '34: base.9 is defined neither in this pack nor in those it uses (base). Correct the name, or list the pack that defines it under uses.',
    );
    expect(said(using('base', 'further.1'))[1]).toBe(
      '34: further.1 is defined by the pack further, which this one does not use. Add further under uses.',
    );
    expect(said(using('elsewhere', 'comp.3'))[0]).toBe(
      '6: the pack elsewhere is not adopted in this matter. Adopt elsewhere first, or remove it from uses.',
    );
  });
});
