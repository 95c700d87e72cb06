// The folders of the four typefaces, wherever npm has put them: no font of the machine may change a line break.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FACES: Readonly<Record<string, readonly string[]>> = {
  'source-serif-4': ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic', '700Bold'],
  'source-sans-3': ['400Regular', '400Regular_Italic', '600SemiBold'],
  'noto-naskh-arabic': ['400Regular', '600SemiBold'],
  'ibm-plex-mono': ['400Regular', '500Medium'],
};

/** Paths of the folders that hold the fonts. */
export function fontFolders(): string[] {
  const find = createRequire(import.meta.url);
  return Object.entries(FACES).flatMap(([family, faces]) => {
    const root = dirname(find.resolve(`@expo-google-fonts/${family}/package.json`));
    return faces.map((face) => join(root, face));
  });
}
