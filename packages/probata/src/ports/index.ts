// The ports of the house, for those who write an adapter.
export type { Cipher } from './cipher.ts';
export type { Extraction, Extractor } from './extractor.ts';
export type { FigureDrawer } from './figure-drawer.ts';
export type { HeadStore } from './head-store.ts';
export type { KeyRing } from './key-ring.ts';
export type { Entered, LedgerStore, LedgerWrite, Look } from './ledger-store.ts';
export type { ObjectGroup, ObjectStore } from './object-store.ts';
export type { Outgoing } from './outgoing.ts';
export type { Renderer } from './renderer.ts';
export type { RenditionStore } from './rendition-store.ts';
export type { SearchIndex } from './search-index.ts';
export type { TableSpec, ViewWriter } from './view-writer.ts';
export type { Clock, Entropy } from './world.ts';
