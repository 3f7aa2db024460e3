import { CaseLock } from '../../db/lock.ts'
import { CaseFileError } from '../../db/open.ts'

/** The lock of a case file. Throws CaseFileError where it is open elsewhere or cannot be written. */
export function takeLock(file: string): CaseLock {
  let lock
  try {
    lock = CaseLock.take(file)
  } catch (error) {
    const message = `${file} cannot be opened: nothing can be written beside it. Choose a folder that you may write to.`
    throw new CaseFileError('case-not-writable', message, { cause: error })
  }
  if (lock) return lock
  throw new CaseFileError('case-in-use', `${file} is open in another gskope. Close it there first.`)
}
