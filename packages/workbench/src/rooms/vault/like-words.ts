// How likeness is said in words.

const WORDS: Readonly<Record<string, string>> = {
  'same-text': 'the same text',
  'near-text': 'nearly the same text',
  'part-of': 'most of the shorter text stands in the longer',
  quotes: 'they share runs of words',
  picture: 'the pictures look the same',
  mail: 'one thread of mails',
};

/** `nearly the same text, about 85 % of it`; the share is an estimate and is said to be one. */
export function likeWords(sort: string, share: number | null): string {
  const words = WORDS[sort] ?? sort;
  return share === null || share >= 0.995 || sort === 'mail'
    ? words
    : `${words}, about ${Math.round(share * 100)} %`;
}
