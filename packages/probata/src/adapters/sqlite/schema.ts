// The tables of ledger.db that are not views: the truth itself, and the outbox.
export const LEDGER_SCHEMA = `
CREATE TABLE IF NOT EXISTS ledger_format (format INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  v INTEGER NOT NULL,
  subject TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  leaf BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_by_subject ON entry (subject);
CREATE INDEX IF NOT EXISTS entry_by_kind ON entry (kind);
CREATE TABLE IF NOT EXISTS content (seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sealed_value (
  ref TEXT PRIMARY KEY, compartment TEXT NOT NULL, entry INTEGER NOT NULL, box BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sealed_value_by_entry ON sealed_value (entry);
CREATE TABLE IF NOT EXISTS tile (level INTEGER NOT NULL, n INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, n));
CREATE TABLE IF NOT EXISTS checkpoint (size INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS receipt (key TEXT PRIMARY KEY, receipt TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outbox (n INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, task TEXT NOT NULL, input TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS view_version (view TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;
`;

/** The format this program writes. A newer one is refused, bytes untouched. */
export const LEDGER_FORMAT = 1;
