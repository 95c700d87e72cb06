// The contract suites of the ports, for whoever writes another adapter.
export type { ContractSuite } from './contract-suite.ts';
export { type HeadStoreCase, headStoreContract } from './head-store.contract.ts';
export { type LedgerStoreCase, ledgerStoreContract } from './ledger-store.contract.ts';
export { type ObjectStoreCase, objectStoreContract } from './object-store.contract.ts';
