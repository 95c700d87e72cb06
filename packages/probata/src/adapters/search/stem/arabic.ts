// Arabic words without what is written on to them: article and particles before, pronouns and endings behind.

/* From the morphology in K. Ryding, A Reference Grammar of Modern Standard Arabic (2005); letters folded as the index folds. */

const BEFORE = ['وال', 'فال', 'بال', 'كال', 'ولل', 'لل', 'ال'];
const BEHIND = [
  'تموها',
  'ناهما',
  'تكما',
  'نهما',
  'هما',
  'كما',
  'تما',
  'نان',
  'تان',
  'تين',
  'ونه',
  'اتي',
  'نني',
  'وني',
  'هن',
  'كن',
  'هم',
  'كم',
  'ها',
  'نا',
  'ني',
  'ون',
  'ين',
  'ان',
  'ات',
  'وا',
  'تم',
  'تن',
  'يه',
  'ه',
  'ك',
  'ي',
  'ا',
  'و',
  'ت',
  'ن',
];

/** The folded word without particles and endings, at least three letters. */
export function arabicRoot(word: string): string {
  let left = word;
  for (const start of BEFORE)
    if (left.startsWith(start) && left.length - start.length >= 3) {
      left = left.slice(start.length);
      break;
    }
  for (let i = 0; i < 4; i += 1) {
    const end = BEHIND.find((one) => left.endsWith(one) && left.length - one.length >= 3);
    if (end === undefined) break;
    left = left.slice(0, -end.length);
  }
  return left;
}
