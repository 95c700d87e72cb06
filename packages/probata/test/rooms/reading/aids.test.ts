import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  actorsIn,
  amountsIn,
  articleIn,
  datesIn,
  namesIn,
  statementsIn,
} from '../../../src/rooms/reading/index.ts';

const dates = (text: string): string[] =>
  datesIn(text).map((one) => `${text.slice(one.start, one.end)} = ${one.edtf}${one.isUnclear ? '?' : ''}`);

describe('dates of a passage', () => {
  test('are found in words, in every language of the house', () => {
    expect(dates('On 26 May 2034 and May 27, 2034 and in June 2034.')).toEqual([
      '26 May 2034 = 2034-05-26',
      'May 27, 2034 = 2034-05-27',
      'June 2034 = 2034-06',
    ]);
    expect(dates('Le 3 août 2034, puis le 1er septembre 2034')).toEqual([
      '3 août 2034 = 2034-08-03',
      '1er septembre 2034 = 2034-09-01',
    ]);
    expect(dates('2034 m. gegužės 26 d. ir 2034 m. lapkritį')).toEqual([
      '2034 m. gegužės 26 = 2034-05-26',
      '2034 m. lapkritį = 2034-11',
    ]);
    expect(dates('26 мая 2034 г.')).toEqual(['26 мая 2034 = 2034-05-26']);
    expect(dates('7 кастрычніка 2034 года')).toEqual(['7 кастрычніка 2034 = 2034-10-07']);
    expect(dates('9 листопада 2034 року')).toEqual(['9 листопада 2034 = 2034-11-09']);
    expect(dates('26 maja 2034 r. i 3 września 2034 r.')).toEqual([
      '26 maja 2034 = 2034-05-26',
      '3 września 2034 = 2034-09-03',
    ]);
    expect(dates('2034. gada 26. maijā un 2034. gada martā')).toEqual([
      '2034. gada 26. maijā = 2034-05-26',
      '2034. gada martā = 2034-03',
    ]);
    // A given name is none, and is a month where it begins small.
    expect(dates('Maja Nowak, 2034')).toEqual([]);
    expect(dates('في ٢٦ مايو ٢٠٣٤')).toEqual(['٢٦ مايو ٢٠٣٤ = 2034-05-26']);
  });

  test('are found in figures, and an order that is unclear is said to be', () => {
    expect(dates('2034-05-26, 26.05.2034, 05/06/2034, 2034-07')).toEqual([
      '2034-05-26 = 2034-05-26',
      '26.05.2034 = 2034-05-26',
      '05/06/2034 = 2034-06-05?',
      '2034-07 = 2034-07',
    ]);
  });

  test('are not made of what is none', () => {
    expect(
      dates(
        'He may go. The mayor marched 26 km. 31.02.2034 and 1234-567 and 192.168.10.1 and version 20.34.',
      ),
    ).toEqual([]);
  });
});

describe('sums of a passage', () => {
  test('are found as printed, with their currency and value', () => {
    const text =
      'They paid EUR 2,500 each, more than €152 m in all, 1 234,56 euros and 3,2 mln. eurų, and 40 persons.';
    expect(amountsIn(text).map((one) => [one.currency, one.value])).toEqual([
      ['EUR', '2500'],
      ['EUR', '152000000'],
      ['EUR', '1234.56'],
      ['EUR', '3200000'],
    ]);
  });
});

describe('names of a passage', () => {
  const known = [
    { actor: 'act_1', name: 'Borovia' },
    { actor: 'act_2', name: 'State Border Committee of Borovia' },
    { actor: 'act_3', name: 'Baravija' },
  ];
  test('are those of actors, the longest first, in any case', () => {
    const text = 'The State Border Committee of Borovia acted; Baravijos pareigūnai stebėjo.';
    expect(actorsIn(text, known).map((one) => [one.text, one.actor])).toEqual([
      ['State Border Committee of Borovia', 'act_2'],
      ['Baravijos', 'act_3'],
    ]);
  });

  test('are others written like names, and places by the word before them; the first word of a sentence alone is none', () => {
    const found = namesIn('Buses left Vess. Officers near Quarry Hill met Ilya Morn on Monday in May 2034.');
    expect(found.map((one) => [one.text, one.isPlace])).toEqual([
      ['Vess', false],
      ['Quarry Hill', true],
      ['Ilya Morn', false],
    ]);
  });
});

describe('attributed statements of a passage', () => {
  const said = (text: string) => statementsIn(text).map((one) => [one.speaker, one.said]);
  test('name who said what, in every language of the house', () => {
    expect(said('The Foreign Ministry in Vess said that the line was closed. Nobody answered.')).toEqual([
      ['The Foreign Ministry in Vess', 'the line was closed.'],
    ]);
    expect(said('According to the mission, forty persons crossed.')).toEqual([
      ['the mission', 'forty persons crossed.'],
    ]);
    expect(said('Le ministre Orlan a déclaré que la ligne était fermée.')).toEqual([
      ['Le ministre Orlan', 'la ligne était fermée.'],
    ]);
    expect(said('Pareigūnas Morna teigė, kad linija buvo uždaryta.')).toEqual([
      ['Pareigūnas Morna', 'linija buvo uždaryta.'],
    ]);
    expect(said('Министр Орлан заявил, что линия закрыта.')).toEqual([['Министр Орлан', 'линия закрыта.']]);
    expect(said('Міністр Орлан заявіў, што лінія зачынена.')).toEqual([['Міністр Орлан', 'лінія зачынена.']]);
    expect(said('Міністр Орлан заявив, що лінія закрита.')).toEqual([['Міністр Орлан', 'лінія закрита.']]);
    expect(said('قال الوزير إن الخط مغلق.')).toEqual([['الوزير', 'الخط مغلق.']]);
  });

  test('are not made of a sentence in which nobody speaks', () => {
    expect(said('The line was closed at night. It opened again.')).toEqual([]);
  });
});

describe('a press capture', () => {
  const appeal =
    'Your support helps us. Subscribe to our newsletter. The Vess Post is on the ground and The Vess Post is free to read. Donate now. Read more';
  const story = (n: number) =>
    `Paragraph ${n} of the story tells what happened at the wire that night, who stood there and what was said, at some length and without any appeal to the reader.`;
  test('opens on its article: the appeal is set apart, date and publisher proposed', () => {
    const text = `date 2034-05 ${appeal}\n\nGuards cut the wire at Quarry Hill\n\n${[1, 2, 3].map(story).join('\n\n')}\n\nRead more: related articles`;
    const article = articleIn(text);
    expect(article).toMatchObject({
      publisher: 'The Vess Post',
      published: '2034-05',
      title: 'Guards cut the wire at Quarry Hill',
    });
    expect(article?.spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      `Guards cut the wire at Quarry Hill\n\n${[1, 2, 3].map(story).join('\n\n')}`,
    ]);
  });

  test('is not made of a text without anything around it', () => {
    expect(articleIn([1, 2, 3].map(story).join('\n\n'))).toBeNull();
  });

  const sample = join(
    import.meta.dirname,
    '../../../../../../shared/samples/press/press-capture-2025-05.txt',
  );
  test.skipIf(!existsSync(sample))(
    'such as the shared sample is told apart too (skipped where the samples are not beside the checkout)',
    () => {
      const text = readFileSync(sample, 'utf8');
      const article = articleIn(text);
      const shown = article?.spans.map(({ start, end }) => text.slice(start, end)).join('\n') ?? '';
      expect(shown).not.toMatch(/donation|Your support/);
      expect(shown).toContain('International Court of Justice');
      expect(article).toMatchObject({ published: '2025-05', publisher: 'The Independent' });
    },
  );
});
