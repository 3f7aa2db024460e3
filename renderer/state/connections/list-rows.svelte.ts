import type { ConnectionRow } from '../../../preload/contract/connection.ts'
import type { ConnectionList } from './connection-list.svelte.ts'
import { placeAt, rowOfGroup, rowOfPosition, shownIn, type PlaceInGroups } from './grouped-rows.ts'
import type { ConnectionGroups } from './groups.svelte.ts'

/** What stands in each row of the list: connections one after the other, or heads of groups and what is under them. */
export class ListRows {
  readonly #list: ConnectionList
  readonly #groups: ConnectionGroups

  constructor(list: ConnectionList, groups: ConnectionGroups) {
    this.#list = list
    this.#groups = groups
  }

  get grouped(): boolean {
    return this.#groups.by !== undefined
  }

  get count(): number {
    return this.grouped ? this.#groups.rows : (this.#list.total ?? 0)
  }

  /** Whether it is not known yet what stands in the rows. Nothing comes any more after a failure. */
  get coming(): boolean {
    if (this.#list.failure !== undefined || this.#groups.failure !== undefined) return false
    return this.grouped ? this.#groups.total === undefined || !this.#agreed : this.#list.total === undefined
  }

  /** The group whose head the row is; undefined where it is a connection. */
  headAt(row: number): number | undefined {
    const place = this.#placeAt(row)
    return place?.position === undefined ? place?.group : undefined
  }

  /** The group that the row belongs to. */
  groupAt(row: number): number | undefined {
    return this.#placeAt(row)?.group
  }

  /** The connection of a row; undefined where it is a head, or on its way. */
  connectionAt(row: number): ConnectionRow | undefined {
    const place = this.#placeAt(row)
    const position = place ? place.position : row
    return position === undefined || !this.#agreed ? undefined : this.#list.row(position)
  }

  /** Whether what stands in a row is here. */
  holds(row: number): boolean {
    const head = this.headAt(row)
    return head === undefined ? this.connectionAt(row) !== undefined : this.#groups.at(head) !== undefined
  }

  /** The row of a connection, as far as it is held and its group is open. */
  rowOf(connection: number): number | undefined {
    const position = this.#agreed ? this.#list.indexOf(connection) : undefined
    return position === undefined || !this.grouped ? position : rowOfPosition(position, this.#groups.open)
  }

  rowOfGroup(group: number): number {
    return rowOfGroup(group, this.#groups.open)
  }

  /** Tells which rows are in view. */
  show(first: number, last: number): void {
    if (!this.grouped) return this.#list.show([[first, last]])
    const { stretches, groups } = shownIn(first, last, this.#groups.open)
    this.#groups.show(...groups)
    this.#list.show(stretches)
  }

  /** Whether heads and rows are of one query: they come apart, and rows of another order belong under none of the heads. */
  get #agreed(): boolean {
    if (!this.grouped) return true
    const { answered } = this.#list
    return answered?.sort === this.#groups.by && answered?.filter === this.#groups.filter
  }

  #placeAt(row: number): PlaceInGroups | undefined {
    return this.grouped ? placeAt(row, this.#groups.open) : undefined
  }
}
