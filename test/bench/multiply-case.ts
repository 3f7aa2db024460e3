/**
 * Makes a case of very many connections: what is indexed of a few thousand is written again and again, each time with ids of its own and
 * at a later time. It is the case that `gskope serve FILE...` opens with the same home.
 */
import Database from 'better-sqlite3'
import { Engine } from '../../main/engine/engine.ts'

/** Tables with a row for each connection or leg, and which of their columns are ids of those. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  connection: ['id'],
  leg: ['id', 'connection_id'],
  leg_content: ['leg_id'],
}
const TIMES = ['start_ns', 'end_ns']
/** Between one copy and the next: handshakes over a few hours, as in a day's capture. */
const LATER_NS = 20_000_000_000n

/** Resolves with the case file, and how many connections it has: `atLeast`, and up to one copy more. */
export async function multiplyCase(
  home: string,
  files: readonly string[],
  atLeast: number,
): Promise<{ readonly file: string; readonly connections: number }> {
  const engine = new Engine({ home, version: 'bench' })
  await engine.open([...files])
  await engine.idle()
  const { file, connections } = engine.state()
  await engine.close()
  if (file === null || connections === 0) throw new Error(`${files.join(', ')}: no connections`)
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  const copies = Math.ceil(atLeast / connections)
  const step = db.prepare<[], number>('SELECT max(id) FROM leg').pluck().get() ?? 0
  const statements = Object.entries(TABLES).map(([table, ids]) => {
    const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
    const values = columns.map((name) =>
      ids.includes(name) ? `${name} + :ids` : TIMES.includes(name) ? `${name} + :ns` : name,
    )
    return db.prepare(`INSERT INTO ${table} SELECT ${values.join(', ')} FROM ${table} WHERE ${ids[0]} <= ${step}`)
  })
  for (let copy = 1; copy < copies; copy++)
    db.transaction(() => {
      for (const statement of statements) statement.run({ ids: copy * step, ns: BigInt(copy) * LATER_NS })
    })()
  db.prepare('UPDATE outcome_count SET count = count * ?').run(copies)
  db.close()
  return { file, connections: copies * connections }
}

/** How the window was when it was last measured is kept in the case; each time begins alike. */
export function forgetWindow(file: string): void {
  const db = new Database(file)
  db.prepare("DELETE FROM case_fact WHERE name = 'window'").run()
  db.close()
}
