import { DatabaseSync } from 'node:sqlite'

/** Opens the state, and makes its tables the first time. */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  // A commit in WAL mode outlives the process whatever ends it; only a power cut could take the last ones.
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = normal;
    create table if not exists resources (key text primary key, json text not null) without rowid;
    create table if not exists operations (id text primary key, due integer not null, done integer not null, json text not null) without rowid;
    create table if not exists deleted (key text primary key, json text not null) without rowid;
    create table if not exists gone_principals (id text primary key) without rowid;
    create table if not exists settings (key text primary key, json text not null) without rowid;
    create table if not exists ledger (
      seq integer primary key autoincrement, time text not null, method text not null, path text not null, query text not null,
      resource_id text, type text, status integer not null, effect text not null, tags text, client_request_id text, body_digest text
    );
  `)
  addColumns(database)
  return database
}

/** Columns that a ledger of an earlier version does not have. */
function addColumns(database: DatabaseSync): void {
  const known = database
    .prepare('select name from pragma_table_info(?)')
    .all('ledger')
    .map((row) => String(row.name))
  for (const column of ['principal', 'api_version', 'error_code', 'fault']) {
    if (!known.includes(column)) database.exec(`alter table ledger add column ${column} text`)
  }
}
