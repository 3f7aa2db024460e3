/**
 * Writes the expected readings, and copies fixtures that are not here yet: `node test/golden/capture/write-expected.ts`.
 * Needs the reference material beside the checkout. Where a case is said to differ our own reading goes in beside tshark's:
 * review that part of the diff like code.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedFolder } from '../../support/shared-folder.ts'
import { CAPTURE_CASES } from './cases.ts'
import type { ExpectedReading } from './expected-reading.ts'
import { expectedPath, fixtureBytes, ourTranscript, packetCount } from './expected-reading.ts'
import type { TsharkReading } from '../../oracle/tshark-document.ts'
import { tsharkTranscript } from './tshark-transcript.ts'

if (!sharedFolder) throw new Error('the reference material is not there')

for (const { file, differs, like } of CAPTURE_CASES) {
  const captures = join(sharedFolder, 'captures')
  const fixture = join(import.meta.dirname, '../../fixture/capture', file)
  if (!existsSync(fixture)) copyFileSync(join(captures, file), fixture)
  const oracle = join(captures, 'expected', `${like ?? file}.json`)
  const reading = existsSync(oracle) ? (JSON.parse(readFileSync(oracle, 'utf8')) as TsharkReading) : undefined
  const expected: ExpectedReading = {
    packets: reading?.capture.packets ?? packetCount(file),
    tshark: reading ? tsharkTranscript(reading) : [],
    ...(differs === undefined ? {} : { gskope: ourTranscript(fixtureBytes(file)) }),
  }
  writeFileSync(expectedPath(file), `${JSON.stringify(expected, undefined, 1)}\n`)
}
