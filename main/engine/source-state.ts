import { fingerprint } from '../ingest/fingerprint.ts'
import { type SourceProblem, systemProblem } from '../ingest/source-problem.ts'

/** What tells whether a file is as it was; or why it cannot be looked at. */
export async function fingerprintOf(path: string): Promise<{ mark: string } | { problem: SourceProblem }> {
  try {
    return { mark: await fingerprint(path) }
  } catch (error) {
    return { problem: systemProblem(path, error) }
  }
}

/** What a source says whose indexing did not come to its end. */
export function failedProblem(path: string, code: 'out-of-memory' | 'index-failed', message: string): SourceProblem {
  return code === 'out-of-memory'
    ? {
        code,
        text: `${path}: reading it took more memory than a source may take.`,
        nextStep: 'Cut the file into parts and open those; please report what kind of file it is.',
      }
    : {
        code,
        text: `${path}: it could not be indexed: ${message}.`,
        nextStep:
          'Try again with free space on the disk of the case file; if it fails once more, it is an error of gskope: please report it.',
      }
}
