import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SavedFilters, type SavedFilter } from '../../preload/contract/filter.ts'
import { Failure } from './answer.ts'

/** More than anybody picks from. */
export const MAX_FILTERS = 200

/** Filters that the user named, in one small file; several windows may write it, so that each change begins with what is there now. */
export class FilterBook {
  readonly #file: string

  constructor(home: string) {
    this.#file = join(home, 'filters.json')
  }

  /** In the order in which they were saved. A file that cannot be read counts as empty. */
  list(): SavedFilter[] {
    return this.#read() ?? []
  }

  save({ name, filter, at }: SavedFilter & { readonly at: number | null }): SavedFilter[] {
    const filters = this.list()
    const known = filters.findIndex((one) => one.name === name)
    if (known < 0 && filters.length >= MAX_FILTERS)
      throw new Failure('failed', `There are ${MAX_FILTERS} saved filters already: delete one first.`)
    if (known >= 0) filters[known] = { name, filter }
    else filters.splice(at ?? filters.length, 0, { name, filter })
    return this.#write(filters)
  }

  rename(name: string, to: string): SavedFilter[] {
    const filters = this.list()
    const at = filters.findIndex((one) => one.name === name)
    const known = filters[at]
    if (!known) throw new Failure('not-found', `There is no saved filter "${name}".`)
    if (to === name) return filters
    if (filters.some((one) => one.name === to)) throw new Failure('failed', `There is a filter "${to}" already.`)
    return this.#write(filters.with(at, { name: to, filter: known.filter }))
  }

  delete(name: string): SavedFilter[] {
    return this.#write(this.list().filter((one) => one.name !== name))
  }

  /** Written beside and moved into place, so that nobody ever reads half of it; what was there and made no sense stays beside it. */
  #write(filters: SavedFilter[]): SavedFilter[] {
    const beside = `${this.#file}.${process.pid}`
    try {
      mkdirSync(dirname(this.#file), { recursive: true })
      this.#setAsideSenseless()
      writeFileSync(beside, JSON.stringify(filters, undefined, 1))
      renameSync(beside, this.#file)
      return filters
    } catch (error) {
      rmSync(beside, { force: true })
      const why = error instanceof Error ? error.message : String(error)
      throw new Failure('failed', `The filters could not be saved: ${why}`)
    }
  }

  /** Undefined where there is none, or none that makes sense. */
  #read(): SavedFilter[] | undefined {
    try {
      return SavedFilters.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      return undefined
    }
  }

  #setAsideSenseless(): void {
    const isFile = statSync(this.#file, { throwIfNoEntry: false })?.isFile() === true
    if (isFile && this.#read() === undefined) renameSync(this.#file, `${this.#file}.damaged`)
  }
}
