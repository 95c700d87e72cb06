// The names of the months of the Persian and the Hijri calendar, as tables write them, in their own scripts and in Latin letters.

/** One line for each month, from the first; names without spaces, marks and hyphens, as `foldedName` makes them. */
const PERSIAN = [
  'فروردین حمل farvardin hamal',
  'اردیبهشت ثور ordibehesht ordibihisht sawr',
  'خرداد جوزا khordad jawza',
  'تیر سرطان tir saratan',
  'مرداد امرداد اسد mordad amordad asad',
  'شهریور سنبله shahrivar sonbola sunbula',
  'مهر میزان mehr mizan',
  'ابان عقرب aban aqrab',
  'اذر قوس azar qaws',
  'دی جدی dey jadi',
  'بهمن دلو bahman dalw',
  'اسفند حوت esfand hut hoot',
].map((line) => line.split(' '));

const HIJRI = [
  'محرم muharram',
  'صفر safar',
  'ربیعالاول rabialawwal rabiulawwal rabii',
  'ربیعالثانی ربیعالاخر rabialthani rabialakhir rabiulakhir rabiii',
  'جمادیالاولی جمادیالاول jumadaalula jumadaalawwal jumadai',
  'جمادیالثانیه جمادیالثانی جمادیالاخره جمادیالاخر jumadaalthani jumadaalthaniya jumadaalakhira jumadaii',
  'رجب rajab',
  'شعبان shaban',
  'رمضان ramadan ramadhan',
  'شوال shawwal',
  'ذوالقعده ذیالقعده ذیقعده dhualqadah dhualqidah dhualqada dhulqadah dhulqidah dhulqada',
  'ذوالحجه ذیالحجه ذیحجه dhualhijjah dhualhijja dhulhijjah dhulhijja',
].map((line) => line.split(' '));

/** A name as it is compared: Arabic and Persian letters alike, no marks, spaces or hyphens. */
export function foldedName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[يى]/gu, 'ی')
    .replace(/ك/gu, 'ک')
    .replace(/ة/gu, 'ه')
    .replace(/[^\p{L}]|ـ/gu, '');
}

/** The number of a month (1 to 12) from its name, and whose calendar it is of; undefined where it is none. */
export function lunarOrSolarMonth(
  text: string,
): { readonly of: 'persian' | 'hijri'; readonly month: number } | undefined {
  const name = foldedName(text);
  for (const [of, months] of [
    ['persian', PERSIAN],
    ['hijri', HIJRI],
  ] as const) {
    const at = months.findIndex((names) => names.includes(name));
    if (at >= 0) return { of, month: at + 1 };
  }
  return undefined;
}
