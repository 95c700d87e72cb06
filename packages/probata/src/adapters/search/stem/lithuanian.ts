// Lithuanian words brought to what their forms share, written from the grammar: declensions, degrees, conjugations, participles.

/*
 * Written from the tables of the grammar (V. Ambrazas, ed., Lithuanian Grammar, 1997, and the State Commission's
 * paradigms), letters folded: ą č ę ė į š ų ū ž as a c e e i s u u z. No list of words: a rule, and what it costs is
 * measured in bench/README.md. A word gives up to three stems: as a noun or adjective, as a verb, and as a root whose
 * last vowel belongs to the conjugation (kalb-a, kalbėj-o). Two words meet when they share one.
 */

const list = (text: string): readonly string[] => text.split(' ').sort((a, b) => b.length - a.length);

/** Case endings of nouns, adjectives, pronouns and numerals, simple and definite. */
const CASES = list(
  'as o ui a u uje e ai ams am us ais uose os oje oj oms om omis ose ' +
    'is io iui i iu yje yj iai iams iam ius iais iuose ys y es ei eje ej ems em emis ese ' +
    'ia ios iaja ioje ioj ioms iom ias iomis iose ies imi im ims imis yse ' +
    'aus au umi um uj ums umis iaus iau iumi ium iuje iuj ' +
    'uo ens eniui eni eniu enyje enys enu enims enis enimis enyse ers eriai eri eria eryje erys eru erims erimis eryse ' +
    'ame iame iems iem ' +
    'asis ojo ajam aji uoju ajame ieji uju iesiems uosius aisiais uosiuose oji osios ajai aja ojoje osioms asias osiomis osiose ' +
    'ysis iojo iajam iaji iuoju iajame iesiams iuju iuosius iaisiais iuosiuose ioji iosios iajai iojoje iosioms iasias iosiomis iosiose usis',
);
/** Personal endings and tenses of verbs, simple and reflexive, with infinitive, conditional and imperative. */
const PERSONS = list(
  'u i a ame ate am at iu ia iame iate iam iat au ai o ome ote om ot ime ite im it iau ei e eme ete em et ' +
    'davau davai davo davome davote davom davot ' +
    'siu si s sime site sim sit ' +
    'ciau tum tu tume tumeme tumet tumete ' +
    'k ki kime kite kim kit ti t te ' +
    'uosi iesi asi ames ates amies aties iuosi iasi iames iates iamies iaties ausi aisi osi omes otes omies oties imes ites imies ities iausi eisi esi emes etes emies eties ' +
    'davausi davaisi davosi davomes davotes davomies davoties ' +
    'siuosi siesi sis simes sites simies sities ' +
    'ciausi tumeis tusi tumes tumetes tumemes ' +
    'kis kimes kites kimies kities tis',
);
/** What stands between the root of a verb and the ending of a participle, gerund or half-participle. */
const PARTICIPLES = list(
  'siant sianc davus dav dam ant anc iant ianc int inc us am iam im om t tin tn tinum sim',
);

const VOWEL = /[aeiouy]/;
const least = (word: string): number =>
  /^[^aeiouy]*[aeiouy][^aeiouy]/.test(word) && word.length > 4 ? 3 : 2;

function cut(word: string, endings: readonly string[], shortest: number): string {
  for (const ending of endings)
    if (word.endsWith(ending) && word.length - ending.length >= shortest)
      return word.slice(0, -ending.length);
  return word;
}

/** Before -i- and a back vowel t and d soften: jautis, jaučio; medis, medžio. */
function hard(stem: string): string {
  if (stem.endsWith('dz')) return stem.slice(0, -1);
  if (stem.endsWith('c')) return `${stem.slice(0, -1)}t`;
  return stem.endsWith('i') && stem.length > 3 ? hard(stem.slice(0, -1)) : stem;
}

/** The stems of a folded word; the first is that of a noun or adjective. */
export function lithuanianStems(word: string): readonly string[] {
  if (word.length < 4) return [word];
  const shortest = least(word);
  const noun = hard(cut(word, CASES, shortest));
  const degree = cut(noun, ['esn', 'iaus', 'iausi'], 3);
  const verb = cut(word, PERSONS, shortest);
  const participle = noun === degree ? cut(noun, PARTICIPLES, 3) : noun;
  const roots = new Set([degree]);
  for (const base of [verb, participle]) {
    const root = rootOf(base);
    if (root.length >= 3 && VOWEL.test(root)) roots.add(root);
  }
  return [...roots];
}

/** The root without the vowel of its conjugation: kalbė-, kalbėj-; sak-, saky-; keliau-, keliav-; galvo-, galvoj-. */
function rootOf(base: string): string {
  const plain = base.endsWith('si') && base.length > 5 ? base.slice(0, -2) : base;
  return hard(
    plain
      .replace(/(?:uoj|uo|iav|av|iau|au)$/, (end, at: number) => (at >= 2 ? 'v' : end))
      .replace(/(?:ej|oj|yj|e|o|y)$/, (end, at: number) => (at >= 3 ? '' : end)),
  );
}
