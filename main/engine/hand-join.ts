import { MAX_DECISIONS, prepareHandDecisionCount, prepareHandDecisions } from '../../db/query/hand-decision-list.ts'
import { prepareLegsOfConnection, type StoredLeg } from '../../db/query/leg-list.ts'
import type { ReadableCase, WritableCase } from '../../db/open.ts'
import { prepareHandDecisionWriter } from '../../db/write/hand-decision.ts'
import { legMark } from '../ingest/leg-mark.ts'
import { contradict } from '../join/groups.ts'
import { Failure } from './answer.ts'

/** Joins and splits of a person, as the case keeps them. What they come to is seen when the case is joined again. */
export class HandJoin {
  readonly #legsOf: ReturnType<typeof prepareLegsOfConnection>
  readonly #decisions: ReturnType<typeof prepareHandDecisions>
  readonly #count: ReturnType<typeof prepareHandDecisionCount>
  readonly #writer: ReturnType<typeof prepareHandDecisionWriter>
  /** Legs of the decisions made since the case was opened, the last one last. */
  readonly #made: (readonly number[])[] = []
  readonly #pathOf: (source: number) => string

  constructor(index: ReadableCase, writable: WritableCase, pathOf: (source: number) => string) {
    this.#legsOf = prepareLegsOfConnection(index)
    this.#decisions = prepareHandDecisions(writable)
    this.#count = prepareHandDecisionCount(writable)
    this.#writer = prepareHandDecisionWriter(writable)
    this.#pathOf = pathOf
  }

  get count(): number {
    return this.#count()
  }

  /** Returns the ids of the legs concerned. Throws a Failure for what cannot be one connection. */
  join(connections: readonly number[]): readonly number[] {
    const groups = [...new Set(connections)].map((id) => this.#legs(id))
    if (groups.length < 2) throw new Failure('invalid', 'Choose at least two connections to join.')
    const legs = groups.flat()
    for (const [at, one] of legs.entries())
      if (legs.slice(at + 1).some((other) => contradict(one, other)))
        throw new Failure(
          'refused',
          'These are different handshakes: the randoms of their ClientHellos differ, so they cannot be one connection.',
        )
    this.#add('join', groups)
    return legs.map(({ id }) => id)
  }

  /** Takes a leg out, or all apart. Returns the ids of the legs concerned. Throws a Failure where there is nothing to take apart. */
  split(connection: number, leg: number | null): readonly number[] {
    const legs = this.#legs(connection)
    if (legs.length < 2)
      throw new Failure('invalid', 'One source alone shows this connection: there is nothing to split.')
    const taken = legs.find(({ id }) => id === leg)
    if (leg !== null && taken === undefined)
      throw new Failure('not-found', `Connection ${connection} has no leg ${leg}; it may have been split before.`)
    this.#add('split', taken === undefined ? legs.map((one) => [one]) : [[taken], legs.filter((one) => one !== taken)])
    return legs.map(({ id }) => id)
  }

  /** Takes the last decision back. Returns the ids of the legs concerned, as far as they are known. Throws a Failure where there is none. */
  undo(): readonly number[] {
    const last = this.#decisions().at(-1)
    if (last === undefined)
      throw new Failure('invalid', 'Nothing was joined or split by hand: there is nothing to undo.')
    this.#writer.remove(last.id)
    return this.#made.pop() ?? []
  }

  #legs(connection: number): StoredLeg[] {
    const legs = this.#legsOf(connection)
    if (legs.length === 0) throw new Failure('not-found', `There is no connection ${connection}.`)
    return legs
  }

  #add(kind: 'join' | 'split', groups: readonly (readonly StoredLeg[])[]): void {
    if (this.count >= MAX_DECISIONS)
      throw new Failure('refused', `A case keeps ${MAX_DECISIONS} joins and splits by hand.`)
    this.#writer.add(
      kind,
      groups.map((legs) => legs.map((leg) => legMark(leg, this.#pathOf(leg.source)))),
    )
    this.#made.push(groups.flat().map(({ id }) => id))
  }
}
