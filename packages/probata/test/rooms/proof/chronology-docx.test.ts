import { describe, expect, it } from 'vitest';
import { chronologyDocument } from '../../../src/rooms/proof/index.ts';

const head = { title: 'Aurelia v. Borovia', date: '1 May 2035', notice: 'Invented.', view: '' };
const lines = [
  {
    id: `fact_${'1'.padStart(26, '0')}`,
    date: '14 June 2033',
    fact: 'Officers <opened> the barrier & left.',
    where: 'Grell',
    sources: ['Border log, p. 3', 'Against: Ministry, p. 1'],
  },
  { id: `fact_${'2'.padStart(26, '0')}`, date: 'no date', fact: 'Nobody knows.', where: null, sources: [] },
];

describe('the chronology as a Word document', () => {
  const parts = new Map(chronologyDocument(lines, head).map(({ name, text }) => [name, text]));

  it('keeps the id of each fact in a content control, and its pinpoints in a footnote', () => {
    const body = parts.get('word/document.xml') ?? '';
    for (const { id } of lines) expect(body).toContain(`<w:tag w:val="${id}"/>`);
    expect(body.match(/<w:footnoteReference /g)).toHaveLength(1);
    expect(parts.get('word/footnotes.xml')).toContain('Border log, p. 3; Against: Ministry, p. 1');
    expect(body).toContain('Officers &lt;opened&gt; the barrier &amp; left.');
  });

  it('names every part that it has, opens and closes every element, and is the same each time', () => {
    for (const [name, text] of parts) {
      const open = [...text.matchAll(/<(w:[A-Za-z]+|[A-Z][A-Za-z]+)(?=[\s>])[^>]*?(\/?)>/g)].filter(
        ([, , self]) => self === '',
      );
      const close = [...text.matchAll(/<\/(w:[A-Za-z]+|[A-Z][A-Za-z]+)>/g)];
      expect(open.length, name).toBe(close.length);
    }
    for (const part of ['styles', 'footnotes', 'header']) {
      expect(parts.has(`word/${part}.xml`)).toBe(true);
      expect(parts.get('[Content_Types].xml')).toContain(`/word/${part}.xml`);
    }
    expect(chronologyDocument(lines, head)).toEqual(chronologyDocument(lines, head));
  });

  it('keeps words apart that a line break of the page parted', () => {
    const broken = chronologyDocument(
      [{ ...lines[0], fact: 'In the\nweek of June.' } as (typeof lines)[number]],
      head,
    );
    expect(broken.find((part) => part.name === 'word/document.xml')?.text).toContain('In the week of June.');
  });

  it('says so where no fact meets the view', () => {
    const empty = chronologyDocument([], { ...head, view: '0 of 4 facts.' });
    expect(empty.find((part) => part.name === 'word/document.xml')?.text).toContain(
      'No fact meets this view.',
    );
  });
});
