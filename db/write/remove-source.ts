import type { WritableCase } from '../open.ts'
import { keepHighestLeg } from './highest-leg.ts'
import { losePastLegs } from './past-leg.ts'
import { PER_SOURCE } from './position-key.ts'
import { forgetSpellings } from './spelling.ts'

/** Rows removed in one transaction: long enough to be quick, short enough that a reader's wait goes unnoticed. */
const LEGS_AT_ONCE = 500
const BLOCKS_AT_ONCE = 100
const ROWS_AT_ONCE = 5_000
/** A file has one part for each reader. */
const MAX_PARTS = 100

/**
 * Removes everything that a source brought into the index, a piece at a time; the source's own row stays.
 * Connections that it shared with other sources are removed too: the caller joins the legs that are left again.
 */
export function removeSourceContent(index: WritableCase, sourceId: number): void {
  const { db } = index
  keepHighestLeg(index)
  losePastLegs(index, sourceId)
  // What the notes are about is looked for again when the case is joined.
  db.prepare<[number]>(
    `UPDATE note SET leg_id = NULL, message = NULL
      WHERE EXISTS (SELECT 1 FROM leg WHERE leg.id = note.leg_id AND leg.source_id = ?)`,
  ).run(sourceId)
  const legs = db.prepare<[number, number], { id: number; connectionId: number }>(
    'SELECT id, connection_id AS connectionId FROM leg WHERE source_id = ? ORDER BY id LIMIT ?',
  )
  const removeContent = db.prepare<[number]>('DELETE FROM leg_content WHERE leg_id = ?')
  const removeConnection = db.prepare<[number], { outcome: number }>(
    'DELETE FROM connection WHERE id = ? RETURNING outcome',
  )
  const uncount = db.prepare<[number]>('UPDATE outcome_count SET count = count - 1 WHERE outcome = ?')
  const removeTrace = db.prepare<[number]>('DELETE FROM leg_trace WHERE leg_id = ?')
  const removeApart = db.prepare<[number]>('DELETE FROM leg_apart WHERE leg_id = ?')
  const removeLeg = db.prepare<[number]>('DELETE FROM leg WHERE id = ?')
  const removeSomeLegs = db.transaction(() => {
    const some = legs.all(sourceId, LEGS_AT_ONCE)
    for (const { id, connectionId } of some) {
      removeContent.run(id)
      const gone = removeConnection.get(connectionId)
      if (gone) uncount.run(gone.outcome)
      removeTrace.run(id)
      removeApart.run(id)
      removeLeg.run(id)
    }
    return some.length
  })
  while (removeSomeLegs.immediate() > 0);
  forgetSpellings(index)

  const removeBlocks = db.prepare<[number, number, number]>(
    'DELETE FROM trace_block WHERE id IN (SELECT id FROM trace_block WHERE id >= ? AND id < ? LIMIT ?)',
  )
  while (removeBlocks.run(sourceId * PER_SOURCE, (sourceId + 1) * PER_SOURCE, BLOCKS_AT_ONCE).changes > 0);
  for (const table of ['log_message', 'setting', 'shared_bytes']) {
    const remove = db.prepare<[number, number, number]>(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id >= ? AND id < ? LIMIT ?)`,
    )
    while (remove.run(sourceId * PER_SOURCE, (sourceId + 1) * PER_SOURCE, ROWS_AT_ONCE).changes > 0);
  }
  db.prepare<[number]>('DELETE FROM source_warning WHERE source_id = ?').run(sourceId)
}

/** Removes the sources that are parts of this one's file, with what they brought. */
export function removeParts(index: WritableCase, sourceId: number): void {
  const parts = index.db.prepare<[number, number], number>('SELECT id FROM source WHERE part_of = ? LIMIT ?').pluck()
  for (const part of parts.all(sourceId, MAX_PARTS)) {
    removeSourceContent(index, part)
    removeSourceRow(index, part)
  }
}

export function removeSourceRow({ db }: WritableCase, sourceId: number): void {
  db.prepare<[number]>('DELETE FROM source WHERE id = ?').run(sourceId)
}
