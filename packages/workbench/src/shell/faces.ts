// The faces of every letter and sign that the screens themselves use are fetched at the start: one that came later, with the
// first arrow or the first quotation, would have the whole page laid out anew in the midst of an answer.

/** Letters with and without marks, and the signs that stand in our own words; what exhibits hold comes as it is met. */
const SIGNS = 'aé€“”…–·→←×✓○●↵−≥≤∧∨≠';
const FACES = [
  '400 1em "Source Sans 3", "Noto Sans Arabic"',
  '600 1em "Source Sans 3", "Noto Sans Arabic"',
  '400 1em "Source Serif 4", "Noto Naskh Arabic"',
  'italic 400 1em "Source Serif 4"',
  '600 1em "Source Serif 4", "Noto Naskh Arabic"',
  '400 1em "IBM Plex Mono"',
];

/** Begins to fetch them; a face that cannot be fetched is done without, as the browser does without it. */
export function fetchFaces(): void {
  for (const face of FACES) document.fonts.load(face, SIGNS).catch(() => undefined);
}
