import type { WritableCase } from '../open.ts'
import { HAND_DECISIONS, numberOf } from '../vocabulary.ts'

export type HandDecisionKind = (typeof HAND_DECISIONS)[number]

/** What a person joined or split, the last one last. `groups`: marks of legs (main/ingest/leg-mark.ts). */
export function prepareHandDecisionWriter({ db }: WritableCase) {
  const insert = db.prepare<[number, string]>('INSERT INTO hand_decision (kind, legs) VALUES (?, ?)')
  const remove = db.prepare<[number]>('DELETE FROM hand_decision WHERE id = ?')
  return {
    add: (kind: HandDecisionKind, groups: readonly (readonly string[])[]): void =>
      void insert.run(numberOf(HAND_DECISIONS, kind), JSON.stringify(groups)),
    remove: (id: number): void => void remove.run(id),
  }
}
