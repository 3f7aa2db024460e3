import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'

/** The folder of case files and recent cases: `GSKOPE_HOME`, or where the system wants an application's data. */
export function gskopeHome(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const asked = env['GSKOPE_HOME']
  if (asked) return asked
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'gskope')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'gskope')
  // https://specifications.freedesktop.org/basedir-spec/latest/
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'gskope')
}

/** Names on disk stay short of every file system's limit and free of what one of them forbids. */
const NAME_LENGTH = 40

/**
 * The case file of these sources: the same whenever the same absolute paths are opened, in whatever order, so that what was indexed once
 * is found again. The readable part is for people who look into the folder. A `copy` from 2 on is for the time that another gskope has the
 * case open.
 */
export function caseFileFor(home: string, paths: readonly string[], copy = 1): string {
  const folder = join(home, 'case')
  mkdirSync(folder, { recursive: true })
  const sorted = [...new Set(paths)].sort()
  const hash = createHash('sha256').update(sorted.join('\0')).digest('hex').slice(0, 16)
  const readable = basename(sorted[0] ?? 'case')
    .replace(/[^\w.-]+/g, '_')
    .slice(0, NAME_LENGTH)
  return join(folder, `${readable}-${hash}${copy > 1 ? `-${copy}` : ''}.gskope`)
}

/** What a case is called: its first file, and how many more there are. */
export function caseTitle(paths: readonly string[]): string {
  const [first] = paths
  if (first === undefined) return 'Empty case'
  return paths.length === 1 ? basename(first) : `${basename(first)} and ${paths.length - 1} more`
}
