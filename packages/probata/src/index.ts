// The door of the house for programs: open a matter, make one.
export type { Matter } from './app/matter.ts';
export { createMatter, type NewMatter, type OpenOptions, openMatter } from './compose.ts';
