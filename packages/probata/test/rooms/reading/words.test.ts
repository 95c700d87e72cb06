import { describe, expect, test } from 'vitest';
import { foldWord, wordsOf } from '../../../src/rooms/reading/words.ts';

describe('a word', () => {
  test('is compared without case, accents, vowel signs and compatibility forms', () => {
    expect(foldWord('Ąžuolynė')).toBe('azuolyne');
    expect(foldWord('ŁÓDŹ')).toBe('lodz');
    expect(foldWord('Straße')).toBe('strasse');
    expect(foldWord('ﬁling')).toBe('filing');
    expect(foldWord('L’État')).toBe('letat');
  });

  test('keeps a letter that only looks like an accented one: й is not и, ё is е', () => {
    expect(foldWord('Новый')).toBe('новый');
    expect(foldWord('Новый')).not.toBe(foldWord('Новыи'));
    expect(foldWord('Ещё')).toBe('еще');
  });

  test('is one in the variants of Arabic writing', () => {
    expect(foldWord('أحمد')).toBe(foldWord('احمد'));
    expect(foldWord('مدرسة')).toBe(foldWord('مدرسه'));
    expect(foldWord('كِتَاب')).toBe(foldWord('كتاب'));
    expect(foldWord('یک')).toBe(foldWord('يك'));
    expect(foldWord('كـــتاب')).toBe('كتاب');
  });

  test('is given with its place in the text as written', () => {
    const text = '  Žmonių: 14, грань!';
    expect(wordsOf(text)).toEqual([
      { folded: 'zmoniu', start: 2, end: 8 },
      { folded: '14', start: 10, end: 12 },
      { folded: 'грань', start: 14, end: 19 },
    ]);
    expect(wordsOf('— … !')).toEqual([]);
  });
});
