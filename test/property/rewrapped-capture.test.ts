import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { detectFormat } from '../../main/format/registry.ts'
import { pcap } from '../../main/format/pcap.ts'
import type { PacketReader } from '../../main/format/reader.ts'
import type { Leg } from '../../main/tls/leg.ts'
import { hex } from '../../main/tls/text.ts'
import { readWhole } from '../support/capture-transcript.ts'
import { pcapFile } from '../support/capture-writer.ts'
import { openFiles } from '../support/open-files.ts'
import { CONTAINERS, FILE_FORMS, type FileForm } from '../support/file-form.ts'
import { type IpPacket, ipPackets, segmented, WRAPPINGS } from '../support/rewrap.ts'

const recorded = join(import.meta.dirname, '../fixture/capture/recorded-tls12-client-cert.pcap')
const handedOver = ipPackets(pcap, readFileSync(recorded))
const packets = segmented(handedOver, 1_000)
const plain = readLegs(aFile('pcap, little-endian', 'raw 101'))

/** The packets in a link layer and a file format. */
function aFile(form: string, link: string): Uint8Array {
  const { write } = FILE_FORMS[form] as FileForm
  const { linkType, wrap } = WRAPPINGS[link] as (typeof WRAPPINGS)[string]
  const wrapped = packets.flatMap((packet, number) =>
    wrap(packet.bytes, number).map((bytes): IpPacket => ({ ...packet, bytes })),
  )
  return write(wrapped, linkType)
}

function readLegs(file: Uint8Array): readonly Leg[] {
  const found = detectFormat(file, file.length)
  if ('refused' in found) throw new Error(found.refused.text)
  const read = readWhole(found.reader as PacketReader, file)
  expect(read.notUnderstood).toBe(0)
  return read.legs
}

/** Where things stand in the file is what a wrapping changes; frames, too, where it makes several packets of one. */
function said(legs: readonly Leg[], withTimes: boolean, withFrames: boolean) {
  return legs.map(({ client, server, messages, events, startNs, endNs, ...leg }) => ({
    ...leg,
    client,
    server,
    times: withTimes ? [startNs, endNs] : [],
    messages: messages.map(({ offset: _, timeNs, frame, bytes, ...message }) => ({
      ...message,
      bytes: hex(bytes),
      // A record that lies in several segments has headers in between.
      extent: 0,
      timeNs: withTimes ? timeNs : undefined,
      frame: withFrames ? frame : undefined,
    })),
    events: events.map(({ timeNs, frame, packet, ...event }) => ({
      ...event,
      timeNs: withTimes ? timeNs : undefined,
      frame: withFrames ? frame : undefined,
      window: packet?.window,
    })),
  }))
}

it('has a connection with messages of both sides', () => {
  expect(plain).toHaveLength(1)
  expect(plain[0]?.messages.length).toBeGreaterThan(10)
  expect(new Set(plain[0]?.messages.map(({ from }) => from)).size).toBe(2)
})

it('says the same of segments that were recorded before the adapter cut them', () => {
  expect(handedOver.length).toBeLessThan(packets.length)
  const file = pcapFile(
    handedOver.map(({ bytes, seconds, nanoseconds }) => ({ bytes, seconds, fraction: nanoseconds / 1_000 })),
  )
  expect(said(readLegs(file), true, false)).toEqual(said(plain, true, false))
})

describe('says the same in every link layer', () => {
  it.each(Object.keys(WRAPPINGS))('%s', (link) => {
    const isWhole = !link.includes('fragments')
    expect(said(readLegs(aFile('pcap, little-endian', link)), true, isWhole)).toEqual(said(plain, true, isWhole))
  })
})

describe('says the same in every file format', () => {
  it.each(Object.keys(FILE_FORMS))('%s', (form) => {
    const { linkTypes, times } = FILE_FORMS[form] as FileForm
    const links = Object.keys(WRAPPINGS).filter((link) => {
      const { linkType } = WRAPPINGS[link] as (typeof WRAPPINGS)[string]
      // Their writers say that each packet was longer on the wire: then nothing but its own length tells where it ends.
      if (linkTypes !== 'all' && link.startsWith('no total length')) return false
      return linkTypes === 'all' ? link === 'QinQ' || link === 'Linux cooked 2' : linkTypes.includes(linkType)
    })
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) {
      const isWhole = !link.includes('fragments')
      const exact = times === 'exact'
      expect(said(readLegs(aFile(form, link)), exact, isWhole), link).toEqual(said(plain, exact, isWhole))
    }
  })
})

describe('says the same in every container', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gskope-rewrapped-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function connectionsOf(name: string, bytes: Uint8Array) {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const { document } = await openFiles([path], false)
    expect(document.sources).toMatchObject([{ warnings: [], refused: null }])
    return document.connections
  }

  it('one after the other', { timeout: 60_000 }, async () => {
    const file = aFile('pcap, little-endian', 'Ethernet')
    const expected = await connectionsOf('plain', file)
    expect(expected).toHaveLength(1)
    for (const [container, wrap] of Object.entries(CONTAINERS))
      expect(await connectionsOf(container, wrap(file)), container).toEqual(expected)
  })
})
