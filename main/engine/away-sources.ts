import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { StoredSource } from '../../db/query/source-list.ts'
import type { SourceWriter } from '../../db/write/source-row.ts'
import { fingerprintOf } from './source-state.ts'

/** A source that was not there when its case was opened again. */
const SOURCE_MISSING = 'source-missing'

export interface Located {
  /** Names of the sources whose files these are. */
  readonly located: readonly string[]
  /** Names of the files that are none of those that were looked for. */
  readonly strangers: readonly string[]
}

/** The sources whose files are not where they were, and those of a case from elsewhere, whose paths are only told and never opened. */
export class AwaySources {
  readonly #caseFile: string
  readonly #list: () => StoredSource[]
  readonly #writer: SourceWriter
  #foreign: ReadonlySet<number> = new Set()
  readonly #changed = new Set<number>()

  constructor(caseFile: string, list: () => StoredSource[], writer: SourceWriter) {
    this.#caseFile = caseFile
    this.#list = list
    this.#writer = writer
  }

  /** The case is from elsewhere: none of the paths that it names now is to be opened. */
  distrust(): void {
    this.#foreign = new Set(this.#list().map(({ id }) => id))
  }

  /** The user named the file, or all of them. */
  trust(source?: StoredSource): void {
    this.#foreign = new Set(source === undefined ? [] : [...this.#foreign].filter((id) => id !== source.id))
  }

  isForeign({ id, partOf }: Pick<StoredSource, 'id' | 'partOf'>): boolean {
    return this.#foreign.has(partOf ?? id)
  }

  wayOf(source: StoredSource): 'foreign' | 'missing' | null {
    if (this.isForeign(source)) return 'foreign'
    return source.warnings.some(({ code }) => code === SOURCE_MISSING) ? 'missing' : null
  }

  stateOf(source: StoredSource): { readonly away: 'foreign' | 'missing' | null; readonly changed: boolean } {
    return { away: this.wayOf(source), changed: this.#changed.has(source.partOf ?? source.id) }
  }

  /** Looks whether what lies in its place is another file than the one that was read; that there is none is noted. */
  async hasChanged(source: StoredSource): Promise<boolean> {
    const now = await fingerprintOf(source.path)
    if ('problem' in now) {
      this.#isMissing(source, now.problem.text)
      return false
    }
    const isSame = now.mark === source.fingerprint
    if (isSame) this.#writer.setReused(source.id)
    else this.#changed.add(source.id)
    this.#isThere(source)
    return !isSame
  }

  /** All sources, as those may know them who open files: in place of a foreign path stands one where there can be no file. */
  get sources(): StoredSource[] {
    const sources = this.#list()
    if (this.#foreign.size === 0) return sources
    return sources.map((source) =>
      this.isForeign(source) ? { ...source, path: join(this.#caseFile, String(source.partOf ?? source.id)) } : source,
    )
  }

  #isMissing(source: StoredSource, why: string): void {
    this.#writer.setWarning(source.id, SOURCE_MISSING, `${why} What was indexed is shown; raw text is not.`, 1, 0)
  }

  #isThere(source: StoredSource): void {
    this.#writer.removeWarning(source.id, SOURCE_MISSING)
  }

  /** Finds out which of the sources these files are, by what is in them, and notes where they lie now. */
  async locate(paths: readonly string[]): Promise<Located> {
    const located: string[] = []
    const strangers: string[] = []
    for (const path of paths) {
      const taken = this.#list().some((source) => source.path === path && !this.isForeign(source))
      const source = taken ? undefined : await this.#sourceIn(path)
      const now = source && (await fingerprintOf(path))
      if (source && now && 'mark' in now && !this.#isNamedElsewhere(source, path)) {
        this.#writer.setPath(source.id, path, now.mark)
        this.#isThere(source)
        this.trust(source)
        located.push(source.name)
      } else strangers.push(basename(path))
    }
    return { located, strangers }
  }

  /** Another source of a foreign case may be said to lie there. */
  #isNamedElsewhere(source: StoredSource, path: string): boolean {
    return this.#list().some((other) => other.partOf === null && other.id !== source.id && other.path === path)
  }

  async #sourceIn(path: string): Promise<StoredSource | undefined> {
    const bytes = await sizeOf(path)
    const away = this.#list().filter(
      (source) => source.partOf === null && source.bytes === bytes && this.wayOf(source) !== null,
    )
    if (away.length === 0) return undefined
    const hash = await hashOf(path)
    return away.find(({ sha256 }) => sha256 !== null && sha256 === hash)
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch {
    return undefined
  }
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  } catch {
    return undefined
  }
}
