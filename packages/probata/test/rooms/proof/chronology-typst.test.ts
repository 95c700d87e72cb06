import { describe, expect, it } from 'vitest';
import { chronologyTypst } from '../../../src/rooms/proof/index.ts';

const head = { title: 'Aurelia v. Borovia', date: '1 May 2035', notice: 'Invented.', view: '' };
const lines = [
  {
    id: `fact_${'1'.padStart(26, '0')}`,
    date: '14 June 2033',
    fact: 'Officers "opened" #the barrier\\\nand left.',
    where: 'Grell',
    sources: ['Border log, p. 3', 'Against: Ministry, p. 1'],
  },
  { id: `fact_${'2'.padStart(26, '0')}`, date: 'no date', fact: 'Nobody knows.', where: null, sources: [] },
];

describe('the chronology as Typst source', () => {
  const source = chronologyTypst(lines, head);

  it('sets every word as a string, so that none of it is read as markup, and breaks no line within a fact', () => {
    expect(source).toContain(String.raw`#"Officers \"opened\" #the barrier\\ and left.";`);
  });

  it('numbers the facts in their order, with their sources below one another, and says where there is none', () => {
    expect(source).toContain('small[1]');
    expect(source).toMatch(/\[#"Border log, p\. 3";\] .*\[#"Against: Ministry, p\. 1";\]/);
    expect(source).toContain('#"No source yet.";');
    expect(source).toContain('#"1 May 2035. All facts.";');
  });

  it('lets only a row go over a page that would not stand on one', () => {
    const long = chronologyTypst([{ ...(lines[0] as (typeof lines)[number]), fact: 'x'.repeat(3000) }], head);
    expect(long).toContain('breakable: true');
    expect(source).not.toContain('breakable: true');
  });

  it('says so where no fact meets the view', () => {
    expect(chronologyTypst([], { ...head, view: '0 of 4 facts.' })).toContain('No fact meets this view.');
  });
});
