import { atOneMoment } from '../../../db/at-one-moment.ts'
import type { StoredConnection } from '../../../db/write/connection-row.ts'
import type { ConnectionGrouping } from '../../../preload/contract/connection.ts'
import type { Reply } from '../../../preload/contract/index.ts'
import type { Answers } from '../answer.ts'
import { Failure } from '../answer.ts'
import { first } from '../breathe.ts'
import { presentDetail } from '../connection-detail.ts'
import { address } from '../../presentation/format.ts'
import { parseFilter } from '../filter.ts'
import type { OpenCase } from '../open-case.ts'
import { presentConnection } from '../present.ts'

/** What the connections of a group have in common, as one writes it in a filter. */
function groupName(by: ConnectionGrouping, facts: StoredConnection | undefined): string | undefined {
  if (by === 'cause') return facts?.cause?.id
  if (by === 'serverName') return facts?.serverName
  if (by === 'client') return facts?.client?.address
  return facts?.server && address(facts.server)
}

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
      if (!parsed.ok) return { total: 0, counted: true, offset, rows: [], filterProblem: parsed.problem }
      const { list, contents, seen } = engine.case
      const question = { terms: parsed.terms, order: sort, descending, offset, limit }
      const { total, counted, ids } = await first(() => list.early(question, signal))
      // One that was joined to another since the list was found is left out.
      const rows = ids
        .map((id) => contents.facts(id))
        .filter((facts) => facts !== undefined)
        .map(presentConnection)
      for (const { id } of rows) seen.list(id)
      return { total, counted, offset, rows, filterProblem: null }
    },
    'connection.count': async ({ filter }, signal) => {
      const parsed = parseFilter(filter)
      const { list } = engine.case
      return { total: parsed.ok ? await first(() => list.count(parsed.terms, signal)) : 0 }
    },
    'connection.groups': async ({ filter, by, offset, limit }, signal) => {
      const parsed = parseFilter(filter)
      if (!parsed.ok) return { total: 0, offset, groups: [], filterProblem: parsed.problem }
      const { list, contents } = engine.case
      const { total, groups } = await list.groups({ terms: parsed.terms, by, offset, limit }, signal)
      const named = groups.map(({ member, start, counts: [established = 0, incomplete = 0, failed = 0] }) => ({
        name: (member === undefined ? undefined : groupName(by, contents.facts(member))) ?? null,
        rest: member === undefined,
        start,
        outcomes: { established, incomplete, failed },
      }))
      return { total, offset, groups: named, filterProblem: null }
    },
    'connection.detail': ({ id }) => {
      const { contents, index, seen } = engine.case
      const content = atOneMoment(index, () => contents.content(seen.standing(id)))
      if (!content) throw new Failure('not-found', `There is no connection ${id}.`)
      return presentDetail(engine.case, content, true)
    },
    'connection.standing': ({ connections }) => {
      const { contents, seen, index } = engine.case
      const standing = (connection: number): Reply<'connection.standing'>['standing'][number] => {
        // As it was, until it is known which one it is now.
        if (seen.isOnItsWay(connection)) return { id: connection, legs: [...contents.legsBefore(connection)] }
        const id = contents.standing(connection)
        if (id === undefined) return null
        seen.list(id)
        return { id, legs: contents.legsOf(id).map((leg) => leg.id) }
      }
      return { standing: atOneMoment(index, () => connections.map(standing)) }
    },
    'connection.join': async ({ connections }) => ({ connections: await engine.case.join(connections) }),
    'connection.split': async ({ connection, leg }) => ({ connections: await engine.case.split(connection, leg) }),
    'connection.undo': async () => ({ connections: await engine.case.undo() }),
  } satisfies Partial<Answers>
}
