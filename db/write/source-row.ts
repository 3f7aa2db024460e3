import type { Clock } from '../../main/join/clocks.ts'
import type { WritableCase } from '../open.ts'
import { numberOf, SOURCE_STATES, ZONES } from '../vocabulary.ts'

export interface SourceFacts {
  readonly id: number
  /** Which lines of a file that several readers read; null for a whole file. */
  readonly part: string | null
  readonly format: string | null
  readonly formatTitle: string | null
  readonly encoding: string
  readonly recordForm: string
  readonly bytes: number
  readonly indexedBytes: number
  readonly records: number
  readonly notUnderstood: number
  readonly firstNs: bigint | null
  readonly lastNs: bigint | null
  readonly zone: (typeof ZONES)[number]
  readonly sha256: string | null
  readonly fingerprint: string | null
  readonly state: (typeof SOURCE_STATES)[number]
  readonly problem: { readonly code: string; readonly text: string; readonly nextStep: string } | null
  readonly indexedInMs: number | null
}

/** Rows of `source` and `source_warning`. */
export function prepareSourceWriter({ db }: WritableCase) {
  const insert = db.prepare<[string, string, number, number, number]>(`
    INSERT INTO source (path, name, encoding, record_form, bytes, indexed_bytes, records, not_understood, zone, clock_offset_ns, state)
    VALUES (?, ?, '', '', ?, 0, 0, 0, ?, 0, ?)`)
  const insertPart = db.prepare<[number]>(`
    INSERT INTO source (path, part_of, name, encoding, record_form, bytes, indexed_bytes, records, not_understood, zone, clock_offset_ns, state)
    SELECT path, id, name, '', '', bytes, 0, 0, 0, zone, 0, state FROM source WHERE id = ?`)
  const update = db.prepare(`
    UPDATE source SET part = :part, format = :format, format_title = :formatTitle, encoding = :encoding, record_form = :recordForm, bytes = :bytes,
           indexed_bytes = :indexedBytes, records = :records, not_understood = :notUnderstood, first_ns = :firstNs, last_ns = :lastNs,
           zone = :zone, sha256 = :sha256, fingerprint = :fingerprint, state = :state, problem_code = :problemCode,
           problem_text = :problemText, problem_next = :problemNext, indexed_in_ms = :indexedInMs
     WHERE id = :id`)
  const setState = db.prepare<[number, number]>('UPDATE source SET state = ? WHERE id = ?')
  const setProblem = db.prepare<[number, string, string, string, number]>(
    'UPDATE source SET state = ?, problem_code = ?, problem_text = ?, problem_next = ? WHERE id = ?',
  )
  const setPath = db.prepare<[string, string, number, number]>(
    'UPDATE source SET path = ?, fingerprint = ? WHERE id = ? OR part_of = ?',
  )
  const reused = db.prepare<[number]>('UPDATE source SET indexed_in_ms = 0 WHERE id = ?')
  const setClock = db.prepare<[bigint, bigint | null, number | null, number, number]>(
    'UPDATE source SET clock_offset_ns = ?, clock_spread_ns = ?, clock_reference = ?, clock_connections = ? WHERE id = ?',
  )
  const setWarning = db.prepare<[number, string, string, number, number]>(`
    INSERT INTO source_warning VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source_id, code) DO UPDATE SET count = excluded.count`)
  const addWarning = db.prepare<[number, string, string, number, number]>(`
    INSERT INTO source_warning VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source_id, code) DO UPDATE SET count = count + excluded.count`)
  const removeWarning = db.prepare<[number, string]>('DELETE FROM source_warning WHERE source_id = ? AND code = ?')
  return {
    /** A queued source; returns its id. */
    insert: (path: string, name: string, bytes: number): number =>
      Number(
        insert.run(path, name, bytes, numberOf(ZONES, 'unknown'), numberOf(SOURCE_STATES, 'queued')).lastInsertRowid,
      ),
    /** A part of a source that another reader reads, as a source of its own; returns its id. */
    insertPart: (of: number): number => Number(insertPart.run(of).lastInsertRowid),
    update({ problem, ...facts }: SourceFacts): void {
      update.run({
        ...facts,
        zone: numberOf(ZONES, facts.zone),
        state: numberOf(SOURCE_STATES, facts.state),
        problemCode: problem?.code ?? null,
        problemText: problem?.text ?? null,
        problemNext: problem?.nextStep ?? null,
      })
    },
    setState: (id: number, state: SourceFacts['state']): void => void setState.run(numberOf(SOURCE_STATES, state), id),
    setProblem: (id: number, state: SourceFacts['state'], problem: NonNullable<SourceFacts['problem']>): void =>
      void setProblem.run(numberOf(SOURCE_STATES, state), problem.code, problem.text, problem.nextStep, id),
    /** Its file, and those of its parts, lies elsewhere now, unchanged but for its times. */
    setPath: (id: number, path: string, mark: string): void => void setPath.run(path, mark, id, id),
    /** The file is as it was when it was indexed: nothing was read again. */
    setReused: (id: number): void => void reused.run(id),
    /** Undefined: nothing that the source shares with another one tells how its clock goes. */
    setClock: (id: number, clock: Clock | undefined): void =>
      void setClock.run(
        clock?.offsetNs ?? 0n,
        clock?.spreadNs ?? null,
        clock?.reference ?? null,
        clock?.connections ?? 0,
        id,
      ),
    /** `count` is the total so far. */
    setWarning: (id: number, code: string, text: string, count: number, firstOffset: number): void =>
      void setWarning.run(id, code, text, count, firstOffset),
    /** `count` more of it. */
    addWarning: (id: number, code: string, text: string, count: number, firstOffset: number): void =>
      void addWarning.run(id, code, text, count, firstOffset),
    removeWarning: (id: number, code: string): void => void removeWarning.run(id, code),
  }
}

export type SourceWriter = ReturnType<typeof prepareSourceWriter>
