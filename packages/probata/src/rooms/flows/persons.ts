// Whether a series counts persons: a person declares it; until then its words propose an answer that errs on their side.
import { isCurrency } from '../../base/money/index.ts';

/** What the figures of a series are: counts of persons, or anything else. */
export const COUNTED = ['persons', 'other'] as const;
export type Counted = (typeof COUNTED)[number];

/** What the words of a series propose, with the reason in words that a person can check. */
export interface Proposed {
  readonly taken: Counted;
  readonly why: string;
}

interface Words {
  readonly measure: string;
  readonly unit: string;
  readonly definition: string;
}

/**
 * Proposes whether a series counts persons. A unit of money, length, time or share cannot; a unit of things such as
 * flights does not unless the other words speak of persons; any other unit is taken to, whatever its language.
 */
export function proposedFor({ measure, unit, definition }: Words): Proposed {
  const inUnit = personIn(unit);
  if (inUnit !== undefined)
    return { taken: 'persons', why: `its unit “${unit}” speaks of persons (“${inUnit}”)` };
  const words = wordsOf(unit);
  if (words.length > 0 && words.every(isMeasuring))
    return { taken: 'other', why: `its unit “${unit}” measures and does not count` };
  const elsewhere = personIn(measure) ?? personIn(definition);
  if (elsewhere !== undefined)
    return { taken: 'persons', why: `its measure or definition speaks of persons (“${elsewhere}”)` };
  if (words.length > 0 && words.every((one) => THINGS.has(plain(one)) || isMeasuring(one)))
    return { taken: 'other', why: `its unit “${unit}” counts things` };
  return { taken: 'persons', why: `nothing says that its unit “${unit}” is not persons` };
}

/** The first word that speaks of persons, as it is written there. */
function personIn(text: string): string | undefined {
  return text.match(/[\p{L}\p{M}]+/gu)?.find((word) => PERSON.test(plain(word)));
}

/** In lower case, without accents, dots and marks over or under the letters. */
const plain = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** The words and signs of a unit, without its numbers; `x-AUC` is the code of a private currency. */
const wordsOf = (text: string): readonly string[] => text.match(/x-[A-Z]{3}|[\p{L}\p{M}]+|[%‰°€$£]/gu) ?? [];

// A code of a currency is written in capitals: “all” is no lek.
const isMeasuring = (word: string): boolean => isCurrency(word) || MEASURING.has(plain(word));

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).map(plain));

const MEASURING =
  set(`% ‰ ° € $ £ percent per cent percentage points point basis index ratio rate rates share shares degrees
  of a the in at and current constant prices price nominal real
  euro euros eur dollar dollars pound pounds thousand thousands million millions billion billions mln mio mn bn mrd tsd k m
  km kilometre kilometres kilometer kilometers metre metres meter meters m2 m3 ha hectares tonne tonnes t kg litres mwh kwh gwh
  hour hours minute minutes day days week weeks month months quarter year years h
  eurai eurų euras tūkst tūkstančiai milijonai mlrd procentai proc dienos dienų valandos valandų metai metų mėnesiai km
  heure heures jour jours semaines mois ans années pour cent pourcentage indice millions milliers milliards
  prozent tage stunden wochen monate jahre millionen milliarden index
  procent dni godziny tygodnie lata złotych zł
  процент проценты процентов индекс рубль рубли рублей руб евро тыс млн млрд день дни дней час часы часов год лет км
  يوم أيام ساعة ساعات سنة سنوات شهر أشهر يورو دولار بالمئة كم`);

const THINGS =
  set(`flight flights aircraft plane planes rotation rotations vehicle vehicles car cars lorry lorries bus buses train trains
  ship ships vessel vessels boat boats document documents contract contracts letter letters note notes verbales article articles
  page pages sensor sensors camera cameras post posts site sites building buildings tender tenders
  skrydis skrydžiai skrydžių reisas reisai reisų automobiliai dokumentai
  vol vols avion avions véhicule véhicules navires
  flug flüge flugzeuge fahrzeuge
  lot loty lotów samoloty pojazdy
  рейс рейсы рейсов самолет самолеты самолётов автомобилей документов
  رحلة رحلات طائرة طائرات مركبات`);

// Beginnings of words. A beginning too many hides a figure that could stand; one too few is caught by the unknown unit.
const STEMS = `person people migrant immigrant emigrant refugee asylum detain detention detection crossing crosser arriv attempt
  return child minor woman women girl boy claimant applicant victim worker employe officer soldier staff passenger travel
  resident citizen famil patient death dead injur killed casualt missing student prisoner inhabitant individual human
  entrant deport expel expuls apprehen intercept visa pushback household nationals men traveller guest
  personne gens refugie demandeur asile enfant mineur femme homme passage franchisse refoul detenu victime mort blesse
  voyageur passager ressortissant habitant
  asmen asmuo zmon zmog pabegel prieglob vaik nepilnam moter vyr perejim kirtim bandym apgrez grazin sulaik neileist
  keleiv darbuotoj pareigun zuvus suzal gyventoj pilieci seim prasytoj uzsieniec
  cilvek begl bern siev viriet skersos attur aiztur
  osob ludzi uchodz dzieci kobiet mezczyzn prob przekrocz zatrzym zawroc cudzoziem pasazer ofiar
  mensch fluchtling kinder frauen manner ankunft ubertritt versuch zuruckweis opfer reisend
  челове люд лица лиц персон мигрант бежен убежищ дети детеи ребен несовершеннолет женщин мужчин пересечен попыт задерж
  возвращ выдвор депорт пассажир граждан жертв погиб ранен жител работник сотрудник истец истц заявител
  особ осіб бiжен біжен діт жінк жінок спроб перетин чалавек людз асоб бежан дзяц дзец жанчын перасячэн затрым
  شخص اشخاص مهاجر لاجي طفل اطفال قاصر قصر نساء امراه رجال عبور وصول محاول محتجز موقوف ضحي ضحايا قتيل قتلي مسافر ركاب مواطن
  عايل افراد فرد بشر ناس`;
const PERSON = new RegExp(
  // Arabic writes “the”, “and” and “for the” on the word itself.
  `^(?:وال|لل|ال|و|ب|ل)?(?:${[...set(STEMS)].filter((one) => one !== '').join('|')})`,
  'u',
);
