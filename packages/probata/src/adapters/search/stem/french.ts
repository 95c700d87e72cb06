// French verb forms as they stand without accents: endings cut that Snowball's rules know only with them.

const ENDINGS =
  'eraient iraient assions assiez erions eriez irions iriez aient erait erais irait irais assent issent issant issons issez asses erent irent antes erons erez eront irons irez iront ames ates imes ites ante ants asse ait ais ions iez ant erai eras era irai iras ira ees ons ent ee ez es er ir at it as is ai a e i s'
    .split(' ')
    .sort((a, b) => b.length - a.length);

/** The folded word without its ending, at least four letters; the word itself when it has none. */
export function frenchVerbStem(word: string): string {
  for (const ending of ENDINGS)
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  return word;
}
