import { openForReading, openForWriting, type ReadableCase, type WritableCase } from '../../db/open.ts'
import { takeLock } from './case-lock.ts'

export interface CaseHandles {
  readonly index: ReadableCase
  readonly writable: WritableCase
  /** Lets go of the file, and of the right to it. */
  readonly close: () => void
}

/** Takes the case file for this engine alone and opens it twice: answers read beside whatever is written. Throws CaseFileError, and then nothing stays open. */
export function openHandles(file: string): CaseHandles {
  const lock = takeLock(file)
  const opened: { readonly db: { close(): unknown } }[] = []
  const close = (): void => {
    for (const { db } of opened.splice(0).reverse()) db.close()
    lock.release()
  }
  try {
    const writable = openForWriting(file)
    opened.push(writable)
    const index = openForReading(file)
    opened.push(index)
    return { index, writable, close }
  } catch (error) {
    close()
    throw error
  }
}
