import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaptureReadout, StreamTranscript } from '../../support/capture-transcript.ts'
import { readWhole, readerOf, transcribe } from '../../support/capture-transcript.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import type { TsharkReading } from '../../oracle/tshark-document.ts'
import { tsharkTranscript } from './tshark-transcript.ts'

/**
 * `more`: all that tshark says, and more. `unread`: a file format, link or tunnel that nothing here reads yet. `other`: a
 * difference; most are tshark's own (streams that it invents or misses).
 */
type Verdict = 'agrees' | 'more' | 'other' | 'unread'

/** Of the captures in the reference material; falls only when something broke. */
const LEAST_AGREEING = 432

describe.skipIf(!sharedFolder)('all captures of the reference material', () => {
  const folder = join(sharedFolder ?? '', 'captures')

  it('are read without an error, and mostly as tshark reads them', () => {
    const verdicts = new Map<string, Verdict>()
    for (const name of readdirSync(folder)) {
      const oracle = join(folder, 'expected', `${name}.json`)
      if (existsSync(oracle))
        verdicts.set(
          name,
          judge(readFileSync(join(folder, name)), JSON.parse(readFileSync(oracle, 'utf8')) as TsharkReading),
        )
    }
    const having = (verdict: Verdict) => [...verdicts].filter((each) => each[1] === verdict).map((each) => each[0])
    const agreeing = having('agrees')
    const table = (['more', 'other', 'unread'] as const).map(
      (verdict) => `${verdict} (${having(verdict).length}): ${having(verdict).join(' ')}`,
    )
    process.stdout.write([`${verdicts.size} captures, ${agreeing.length} agree in full`, ...table, ''].join('\n'))
    expect(verdicts.size).toBeGreaterThan(0)
    expect(agreeing.length).toBeGreaterThanOrEqual(LEAST_AGREEING)
  }, 120_000)

  it('are read without an error when they are cut', () => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (!existsSync(join(folder, 'expected', `${name}.json`))) continue
      const bytes = readFileSync(path)
      const reader = readerOf(bytes)
      if (!reader) continue
      for (const part of [0.3, 0.9]) readWhole(reader, bytes.subarray(0, Math.floor(bytes.length * part)))
    }
  }, 120_000)
})

function judge(bytes: Uint8Array, reading: TsharkReading): Verdict {
  const reader = readerOf(bytes)
  if (!reader) return 'unread'
  const readout = readWhole(reader, bytes)
  const theirs = tsharkTranscript(reading)
  // Connections on which nobody spoke TLS are not tshark's subject; those over UDP it lists elsewhere.
  const ours = readout.legs
    .filter((leg) => leg.transport === 'tcp' && spokeTls(leg))
    .toSorted((one, other) => one.stream - other.stream)
    .map(transcribe)
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return 'agrees'
  if (isUnread(readout)) return 'unread'
  return theirs.every((stream) =>
    saysAll(
      ours.find((each) => each.stream === stream.stream),
      stream,
    ),
  )
    ? 'more'
    : 'other'
}

/** Nothing in the file was read, or a part of it is known to be unreadable. */
function isUnread(readout: CaptureReadout): boolean {
  return readout.legs.length === 0 || readout.warnings.some(({ code }) => code.startsWith('link-type-unknown'))
}

function saysAll(ours: StreamTranscript | undefined, theirs: StreamTranscript): boolean {
  if (!ours || ours.client !== theirs.client || ours.server !== theirs.server) return false
  return (['messages', 'alerts', 'changeCipherSpecs'] as const).every((part) =>
    theirs[part].every((line) => ours[part].includes(line)),
  )
}

/** Not listed for its clear text, a refusal or silence. */
function spokeTls({ messages, events }: CaptureReadout['legs'][number]): boolean {
  const is = (...kinds: string[]): boolean => events.some(({ kind }) => kinds.includes(kind))
  return messages.length > 0 || is('application_data') || !is('clear_text', 'syn', 'icmp')
}
