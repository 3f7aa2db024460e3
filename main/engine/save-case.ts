import { existsSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { copyCase } from '../../db/copy-case.ts'
import { CaseFileError, openForReading } from '../../db/open.ts'
import { Failure } from './answer.ts'
import { takeLock } from './case-lock.ts'
import type { OpenCase } from './open-case.ts'

/**
 * Writes a copy of the case with its notes to `given`. Resolves with the file, and false where one is there that is not to be replaced.
 * Throws a Failure: nothing but a case of gskope is ever replaced, and none that is open.
 */
export async function saveCase(
  open: OpenCase,
  given: string,
  replace: boolean,
  origin: string,
): Promise<{ readonly file: string; readonly saved: boolean }> {
  if (!isAbsolute(given)) throw new Failure('invalid', `${given}: give the whole path of the file, from the root on.`)
  const file = resolve(/\.gskope$/i.test(given) ? given : `${given}.gskope`)
  if (!existsSync(dirname(file))) throw new Failure('not-found', `There is no folder ${dirname(file)}.`)
  if (open.indexing) throw new Failure('refused', 'Files are still being read: save the case when that is done.')
  if (file === resolve(open.file))
    throw new Failure('invalid', `${file} is this case itself, which is kept at all times.`)
  if (existsSync(file)) {
    if (!replace) return { file, saved: false }
    checkReplaceable(file)
  }
  try {
    await copyCase(open.index, file, origin)
  } catch (error) {
    throw new Failure(
      'failed',
      `${file} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  return { file, saved: true }
}

function checkReplaceable(file: string): void {
  try {
    openForReading(file).db.close()
    takeLock(file).release()
  } catch (error) {
    // A damaged or newer one is a case still, and the user has chosen.
    if (error instanceof CaseFileError && (error.code === 'damaged-case' || error.code === 'newer-case')) return
    if (error instanceof CaseFileError && error.code === 'case-in-use') throw new Failure('refused', error.message)
    throw new Failure('refused', `${file} is no gskope case and stays as it is. Choose another name.`)
  }
}
