import { resolve } from 'node:path'

/** Asks for the bundled example instead of files: `npm start` without any. */
const EXAMPLE_FLAG = '--example'

export interface StartArguments {
  /** Absolute paths. */
  readonly paths: string[]
  readonly example: boolean
}

/**
 * What a start of the program asks for. `args` are the arguments without the program itself; switches of Chromium and of ours begin with
 * a dash, and behind `--` everything is a path.
 */
export function startArguments(args: readonly string[], workingFolder: string): StartArguments {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  const after = end < 0 ? [] : args.slice(end + 1)
  const names = [...before.filter((arg) => arg !== '' && !arg.startsWith('-')), ...after]
  return { paths: names.map((name) => resolve(workingFolder, name)), example: before.includes(EXAMPLE_FLAG) }
}
