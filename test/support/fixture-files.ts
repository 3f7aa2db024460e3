import { join } from 'node:path'

const fixture = join(import.meta.dirname, '..', 'fixture')
const example = join(import.meta.dirname, '..', '..', 'build', 'example', 'case')

/** The bundled example: a capture with four connections, two of which fail, and a listing of three of them. */
export const EXAMPLE = {
  folder: example,
  capture: join(example, 'tn3270-after-key-rollover.pcap'),
  listing: join(example, 'tn3270-after-key-rollover.gsksrvr.txt'),
}

export const captureFixture = (name: string): string => join(fixture, 'capture', name)
export const listingFixture = (name: string): string => join(fixture, 'listing', name)
