import { isDiskFull } from '../../db/open.ts'

/** What went wrong, for a person; a database and a system have no words for what to do next. */
export function errorText(error: unknown): string {
  if (isDiskFull(error)) return DISK_FULL
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return DISK_FULL
  return error instanceof Error ? error.message : String(error)
}

const DISK_FULL =
  'The disk that holds the index of the case is full, so nothing more can be written there. Make room, or keep the case on another disk: the command makes its index in the folder for temporary files, which TMPDIR (TEMP on Windows) names.'
