import Database from 'better-sqlite3'
import { MIGRATIONS } from './migration/index.ts'

type Schema = ReadonlyMap<string, string | null>

const known = new Map<number, Schema>()

/** Many more than a case has. */
const MAX_PARTS = 1_000

/** What SQLite holds of tables and indices, by kind and name. */
function schemaOf(db: Database.Database): Schema {
  const rows = db
    .prepare<[number], { type: string; name: string; sql: string | null }>(
      'SELECT type, name, sql FROM sqlite_schema LIMIT ?',
    )
    .all(MAX_PARTS)
  // An index that was made again is written in other columns.
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql?.replaceAll(/\s+/g, ' ') ?? null]))
}

/** What a case file of a version may consist of, as the migrations make it. */
function expected(version: number): Schema {
  const there = known.get(version)
  if (there) return there
  const db = new Database(':memory:')
  try {
    for (const migration of MIGRATIONS.slice(0, version)) db.exec(migration)
    const schema = schemaOf(db)
    known.set(version, schema)
    return schema
  } finally {
    db.close()
  }
}

/**
 * The first thing in a case file that gskope did not put there, `trigger x`; undefined where there is none. A trigger, a view or a table of
 * somebody else's making would run when ours are used. What is missing is no danger: whoever needs it says so.
 */
export function strangePart(db: Database.Database, version: number): string | undefined {
  const ours = expected(version)
  for (const [part, sql] of schemaOf(db)) if (!ours.has(part) || ours.get(part) !== sql) return part
  return undefined
}
