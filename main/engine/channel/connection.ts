import type { Answers } from '../answer.ts'
import { Failure } from '../answer.ts'
import { presentDetail } from '../connection-detail.ts'
import { parseFilter } from '../filter.ts'
import type { OpenCase } from '../open-case.ts'
import { presentConnection } from '../present.ts'

/** What these answers need of the engine. */
export interface CaseHolder {
  /** The open case; throws a Failure when there is none. */
  readonly case: OpenCase
}

/** `connection.*`: the list, and one of them with everything on it. */
export function connectionAnswers(engine: CaseHolder) {
  return {
    'connection.page': async ({ filter, sort, descending, offset, limit }, signal) => {
      const parsed = parseFilter(filter)
      if (!parsed.ok) return { total: 0, offset, rows: [], filterProblem: parsed.problem }
      const { list, contents } = engine.case
      const { total, ids } = await list.page({ terms: parsed.terms, order: sort, descending, offset, limit }, signal)
      // One that was joined to another since the list was found is left out.
      const rows = ids
        .map((id) => contents.facts(id))
        .filter((facts) => facts !== undefined)
        .map(presentConnection)
      return { total, offset, rows, filterProblem: null }
    },
    'connection.detail': ({ id }) => {
      const { contents } = engine.case
      const joined = engine.case.joinedInto(id)
      // Somebody may have pressed it while it was being joined to another one.
      const content = contents.content(id) ?? (joined === undefined ? undefined : contents.content(joined))
      if (!content)
        throw new Failure('not-found', `There is no connection ${id}; it may have been joined to another one.`)
      return presentDetail(engine.case, content, true)
    },
    'connection.join': async ({ connections }) => ({ connections: await engine.case.join(connections) }),
    'connection.split': async ({ connection, leg }) => ({ connections: await engine.case.split(connection, leg) }),
    'connection.undo': async () => ({ connections: await engine.case.undo() }),
  } satisfies Partial<Answers>
}
