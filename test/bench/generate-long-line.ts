/** Writes a small listing, one line of many megabytes without an end, and the listing again: `node test/bench/generate-long-line.ts <file> <megabytes>`. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { generateListing } from './generate-listing.ts'

const AROUND = { bytes: 2_000_000, threads: 20 }
const PIECE = Buffer.alloc(1_000_000, 'GSKSRVR ')

const [file, megabytes] = process.argv.slice(2)
if (file === undefined || megabytes === undefined) throw new Error('usage: generate-long-line.ts <file> <megabytes>')
const descriptor = openSync(file, 'w')
const write = (text: string): void => void writeSync(descriptor, text, null, 'latin1')
const before = generateListing({ ...AROUND, seed: 1 }, write)
for (let at = 0; at < Number(megabytes); at++) writeSync(descriptor, PIECE)
write('\n')
const after = generateListing({ ...AROUND, seed: 2 }, write)
closeSync(descriptor)
process.stdout.write(`${before + after} connections\n`)
