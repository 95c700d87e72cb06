import { describe, expect, test } from 'vitest';
import { dateInWords } from '../../../src/base/time/wording.ts';

describe('a date in words', () => {
  test.each([
    ['2025-05-19', '19 May 2025', '19 mai 2025', '2025 m. gegužės 19 d.'],
    ['2021-07-01', '1 July 2021', '1er juillet 2021', '2021 m. liepos 1 d.'],
    ['2021-06', 'June 2021', 'juin 2021', '2021 m. birželis'],
    ['2021-06~', 'about June 2021', 'vers juin 2021', 'apie 2021 m. birželį'],
    ['2021-06?', 'perhaps June 2021', 'peut-être juin 2021', 'galbūt 2021 m. birželis'],
    ['2021-06%', 'perhaps about June 2021', 'peut-être vers juin 2021', 'galbūt apie 2021 m. birželį'],
    [
      '2021-05-26/..',
      '26 May 2021 or later',
      '26 mai 2021 ou plus tard',
      '2021 m. gegužės 26 d. arba vėliau',
    ],
    [
      '../2021-05-26',
      '26 May 2021 or earlier',
      '26 mai 2021 ou plus tôt',
      '2021 m. gegužės 26 d. arba anksčiau',
    ],
    [
      '2021-05-26/2021-08-03',
      '26 May 2021 to 3 August 2021',
      'du 26 mai 2021 au 3 août 2021',
      'nuo 2021 m. gegužės 26 d. iki 2021 m. rugpjūčio 3 d.',
    ],
    [
      '2021-04/2021-08',
      'April 2021 to August 2021',
      'd’avril 2021 à août 2021',
      'nuo 2021 m. balandžio iki 2021 m. rugpjūčio',
    ],
    ['2021', '2021', '2021', '2021 m.'],
    ['202X', 'the 2020s', 'les années 2020', '2020–2029 m.'],
    ['19XX', '1900–1999', '1900–1999', '1900–1999 m.'],
    ['2021-22', 'summer 2021', 'été 2021', '2021 m. vasara'],
    ['2021-34', 'second quarter of 2021', '2e trimestre 2021', '2021 m. II ketvirtis'],
    [
      '2021-XX-03',
      'day 3 of an unknown month of 2021',
      'le 3 d’un mois inconnu de 2021',
      '2021 m. nežinomo mėnesio 3 d.',
    ],
    ['2021-05-XX', 'May 2021, day unknown', 'mai 2021, jour inconnu', '2021 m. gegužė, diena nežinoma'],
    ['XXXX', 'date unknown', 'date inconnue', 'data nežinoma'],
    [
      '[2021-05-26,2021-05-27]',
      'either 26 May 2021 or 27 May 2021',
      'soit 26 mai 2021 ou 27 mai 2021',
      'arba 2021 m. gegužės 26 d. arba 2021 m. gegužės 27 d.',
    ],
    ['{2021,2022,2023}', '2021, 2022 and 2023', '2021, 2022 et 2023', '2021 m., 2022 m. ir 2023 m.'],
    [
      '2021-05-26T08:02:11+03:00',
      '26 May 2021, 08:02:11 UTC+03:00',
      '26 mai 2021, 08:02:11 UTC+03:00',
      '2021 m. gegužės 26 d., 08:02:11 UTC+03:00',
    ],
  ])('%s', (edtf, en, fr, lt) => {
    expect(dateInWords(edtf)).toBe(en);
    expect(dateInWords(edtf, 'fr')).toBe(fr);
    expect(dateInWords(edtf, 'lt')).toBe(lt);
  });

  test('a mark on one part is spoken with the part', () => {
    expect(dateInWords('2021-06-?14')).toBe('perhaps 14 June 2021 (in doubt: the day)');
    expect(dateInWords('2021-06~-14', 'fr')).toBe('vers 14 juin 2021 (incertain : l’année et le mois)');
  });

  test('an odd pattern of digits is shown, not hidden', () => {
    expect(dateInWords('2021-05-1X')).toBe('2021-05-1X (X: digit unknown)');
  });
});
