import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PacketReader } from '../../../main/format/reader.ts'
import type { StreamTranscript } from '../../support/capture-transcript.ts'
import { readWhole, readerOf, transcribe } from '../../support/capture-transcript.ts'

/** What is checked in for a fixture: `gskope` only where our reading is rightly another one. */
export interface ExpectedReading {
  readonly packets: number
  readonly tshark: readonly StreamTranscript[]
  readonly gskope?: readonly StreamTranscript[]
}

export function fixtureBytes(file: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../../fixture/capture', file))
}

export function expectedPath(file: string): string {
  return join(import.meta.dirname, 'expected', `${file}.json`)
}

export function readExpected(file: string): ExpectedReading {
  if (!existsSync(expectedPath(file))) throw new Error(`${file} has no expected reading: run write-expected.ts`)
  return JSON.parse(readFileSync(expectedPath(file), 'utf8')) as ExpectedReading
}

export function packetCount(file: string): number {
  const bytes = fixtureBytes(file)
  return readWhole(claimedReader(bytes), bytes).packets
}

export function ourTranscript(bytes: Uint8Array, pieceSize?: number): StreamTranscript[] {
  return readWhole(claimedReader(bytes), bytes, pieceSize).legs.map(transcribe)
}

function claimedReader(bytes: Uint8Array): PacketReader {
  const reader = readerOf(bytes)
  if (!reader) throw new Error('no reader claims the fixture')
  return reader
}
