import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EXAMPLE } from '../support/fixture-files.ts'

/** Larger ones say nothing that smaller ones do not, and take the time of many. */
const MAX_SEED_BYTES = 131_072

const fixture = join(import.meta.dirname, '../fixture')

/** The project's own files: every fixture, the example. */
export const OWN_FOLDERS = [join(fixture, 'capture'), join(fixture, 'listing'), EXAMPLE.folder]

/** The contents of the files in these folders and below that are small enough, the same order on every machine. */
export function filesIn(folders: readonly string[]): Uint8Array[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && statSync(path).size <= MAX_SEED_BYTES)
      .map((path) => new Uint8Array(readFileSync(path))),
  )
}
