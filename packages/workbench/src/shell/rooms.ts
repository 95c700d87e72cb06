// The rooms as the rail shows them, in the order that data walks.

export interface RoomLink {
  readonly path: string;
  readonly title: string;
}

export const ROOM_LINKS: readonly RoomLink[] = [
  { path: 'overview', title: 'Overview' },
  { path: 'exhibits', title: 'Exhibits' },
  { path: 'search', title: 'Search' },
  { path: 'record', title: 'Record' },
  { path: 'law', title: 'Law' },
  { path: 'proof', title: 'Proof' },
  { path: 'quantum', title: 'Quantum' },
  { path: 'pleading', title: 'Pleading' },
  { path: 'bundle', title: 'Filings' },
  { path: 'ledger', title: 'Ledger' },
];
