import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  decodeAs,
  decodeText,
  encodingByName,
  looksLikeText,
} from '../../../src/adapters/extract/encoding.ts';
import { proposeLanguage } from '../../../src/adapters/extract/languages.ts';
import { ARABIC, LITHUANIAN, RUSSIAN } from './made.ts';

const NAMES: Readonly<Record<string, string>> = { 'mac-cyrillic': 'maccyrillic', macintosh: 'macroman' };

/** Sentences written for this test; each in every page its language was written in. */
const TEXTS: readonly (readonly [language: string, text: string, encodings: string])[] = [
  ['lit', LITHUANIAN, 'windows-1257 iso-8859-13 iso-8859-4 cp775 utf-16le utf-16be'],
  ['rus', RUSSIAN, 'windows-1251 koi8-r cp866 iso-8859-5 mac-cyrillic utf-16le utf-16be'],
  [
    'rus',
    'ПРИКАЗ № 14 ОБ ОТПРАВКЕ ГРУПП К ГРАНИЦЕ И О ПОРЯДКЕ ИХ СОПРОВОЖДЕНИЯ',
    'windows-1251 koi8-r cp866 iso-8859-5 mac-cyrillic',
  ],
  [
    'bel',
    'Дзяржаўны пагранічны камітэт Рэспублікі Беларусь паведамляе, што ў чэрвені на мяжы былі затрыманыя групы асоб. Іх суправаджалі ўзброеныя людзі.',
    'windows-1251 cp866 iso-8859-5 mac-cyrillic',
  ],
  [
    'ukr',
    'Державна прикордонна служба України повідомила, що їхні групи були знайдені біля кордону з Європейським Союзом.',
    'windows-1251 koi8-u',
  ],
  [
    'pol',
    'Straż Graniczna poinformowała, że grupa cudzoziemców została zatrzymana w pobliżu granicy; każdy z nich miał wizę i bilet. Źródło: śledztwo własne.',
    'windows-1250 iso-8859-2 cp852',
  ],
  [
    'lav',
    'Ārlietu ministrija paziņoja, ka robežsardze aizturējusi cilvēkus pie robežas; viņi tika nogādāti šeit ar autobusu.',
    'windows-1257 iso-8859-13 iso-8859-4 cp775',
  ],
  ['ara', ARABIC, 'windows-1256 iso-8859-6'],
  ['pes', 'وزارت امور خارجه اعلام کرد که پروازها به مینسک متوقف شده است.', 'windows-1256'],
  [
    'ell',
    'Το Υπουργείο Εξωτερικών ανακοίνωσε ότι οι πτήσεις προς το Μινσκ σταμάτησαν. Άλλοι επιβάτες περίμεναν.',
    'windows-1253 iso-8859-7',
  ],
  ['heb', 'משרד החוץ הודיע כי הטיסות למינסק הופסקו בחודש אוגוסט על ידי החברה.', 'windows-1255 iso-8859-8'],
  [
    'tur',
    'Dışişleri Bakanlığı, Minsk uçuşlarının durdurulduğunu açıkladı; yolcular geri dönecek ve şirket ücretleri ödeyecek.',
    'windows-1254 iso-8859-9',
  ],
  [
    'deu',
    'Die Grenzschützer hätten gemäß der Verfügung die Menschen zurückgeführt; über Mängel wurde später berichtet.',
    'windows-1252 macintosh',
  ],
  [
    'fra',
    'Le ministère des Affaires étrangères a déclaré que les vols étaient arrêtés à Minsk; l’État a été saisi.',
    'windows-1252 macintosh',
  ],
  [
    'ces',
    'Příliš žluťoučký kůň úpěl ďábelské ódy; ministerstvo zahraničí oznámilo, že lety byly zastaveny.',
    'windows-1250 iso-8859-2 cp852',
  ],
  [
    'hun',
    'A külügyminisztérium közölte, hogy a járatokat augusztusban leállították, és az utasok őrizetbe kerültek.',
    'windows-1250 iso-8859-2',
  ],
  ['jpn', '外務省は、ミンスクへの航空便が八月に停止されたと発表した。', 'shift_jis euc-jp'],
  ['zho', '外交部宣布，飞往明斯克的航班在八月停止，人们回到了自己的国家，这是一个不同的时候。', 'gb18030'],
  ['kor', '외무부는 민스크행 항공편이 팔월에 중단되었다고 발표했다. 승객들은 돌아갈 것이다.', 'euc-kr'],
];

const CASES = TEXTS.flatMap(([language, text, encodings]) =>
  encodings.split(' ').map((encoding) => [language, encoding, text] as const),
);

const JAPANESE = '政府は、国境警備隊が国境を越えるすべての人を登録しなければならないと決定した。';

describe('an East Asian text', () => {
  it('is told as UTF-16 though it has no mark and no ASCII character but its line ends', () => {
    for (const text of [
      JAPANESE,
      `${JAPANESE}\n`.repeat(3),
      '政府决定，边防人员必须登记每一个人。'.repeat(2),
    ]) {
      for (const encoding of ['utf-16le', 'utf-16be'])
        expect(decodeText(iconv.encode(text, encoding))).toMatchObject({ encoding, text });
    }
  });

  it('in a two-byte page is not taken for UTF-16', () => {
    for (const encoding of ['shift_jis', 'euc-jp'])
      expect(decodeText(iconv.encode(JAPANESE, encoding))).toMatchObject({ encoding, text: JAPANESE });
  });

  it('is read from the seven bits of mail', () => {
    const bytes = Buffer.from('\u001b$B2q5D$N5D;vO?\u001b(B 1', 'latin1');
    expect(decodeText(bytes)).toMatchObject({ encoding: 'iso-2022-jp', text: '会議の議事録 1' });
  });
});

describe('a log', () => {
  it('is text though its writer left zeros behind; a file full of zeros is none', () => {
    expect(looksLikeText(Buffer.from(`${'A line of the log.\n'.repeat(40)}\0\0`))).toBe(true);
    expect(looksLikeText(Buffer.from('A line\0\0\0\0'.repeat(40)))).toBe(false);
  });
});

describe('the encoding of a text', () => {
  it.each(CASES)('is told from its bytes: %s in %s', (_language, encoding, text) => {
    const name = NAMES[encoding] ?? encoding;
    const bytes = iconv.encode(text, name);
    const decoded = decodeText(bytes);
    // Two names are equally right where both decode these bytes to the same text.
    expect(decoded.text).toBe(iconv.decode(bytes, name));
  });

  it.each(TEXTS)('the language is proposed: %s', (language, text) => {
    expect(proposeLanguage(text)).toBe(language);
  });

  it('is what the file declares where its bytes agree, and not where they do not', () => {
    const bytes = iconv.encode('Žmogus', 'windows-1257');
    expect(decodeText(bytes, 'windows-1257').encoding).toBe('windows-1257');
    expect(decodeText(iconv.encode(RUSSIAN, 'windows-1251'), 'windows-1252').text).toBe(RUSSIAN);
    expect(decodeText(Buffer.from(RUSSIAN), 'windows-1251').encoding).toBe('utf-8');
  });

  it('is told by its mark first', () => {
    expect(decodeText(Buffer.from('\ufeffabc'))).toMatchObject({
      encoding: 'utf-8',
      hadBom: true,
      text: 'abc',
    });
    expect(decodeText(iconv.encode('abc', 'utf-16be', { addBOM: true }))).toMatchObject({
      encoding: 'utf-16be',
      hadBom: true,
      text: 'abc',
    });
  });

  it('stays UTF-8 in spite of one stray byte or a cut at the end', () => {
    const long = Buffer.from(RUSSIAN.repeat(3));
    expect(decodeText(long.subarray(0, long.length - 1)).encoding).toBe('utf-8');
    expect(decodeText(Buffer.concat([long, Buffer.from([0xff]), long]))).toMatchObject({
      encoding: 'utf-8',
      replaced: 1,
    });
  });

  it('is named by any of its written names, and bytes that mean nothing are counted', () => {
    expect(
      ['CP1257', 'ibm866', 'latin1', 'x-mac-cyrillic', 'ks_c_5601-1987', 'utf8'].map(encodingByName),
    ).toEqual(['windows-1257', 'cp866', 'windows-1252', 'mac-cyrillic', 'euc-kr', 'utf-8']);
    expect(encodingByName('no-such-page')).toBeUndefined();
    expect(decodeAs(Buffer.from([65, 0xa1, 0xa5]), 'windows-1257').replaced).toBe(2);
  });

  it('is not looked for in bytes that are no text', () => {
    expect(looksLikeText(Buffer.from([0x89, 0x50, 0, 0, 0, 1, 2, 3, 0, 0]))).toBe(false);
    expect(looksLikeText(Buffer.from('plain'))).toBe(true);
  });
});
