import { describe, expect, it } from 'vitest'
import { clientHello, Dialogue, readDialogue, RST } from '../../support/capture-dialogue.ts'
import { ipv4Tcp, type TimedPacket } from '../../support/capture-writer.ts'

/** Packets of another connection, all at the time of the last of `packets`. */
function others(packets: readonly TimedPacket[], count: number): TimedPacket[] {
  const seconds = packets.at(-1)?.seconds ?? 0
  const bytes = ipv4Tcp({ from: '198.51.100.1', sourcePort: 9, flags: 0x10 })
  return Array.from({ length: count }, () => ({ bytes, seconds }))
}

describe('a connection that is closed', () => {
  const complete = new Dialogue().open().say(0, clientHello).close().packets

  it('is finished a burst of packets later where nothing of it is missing', () => {
    const { finishedAt } = readDialogue([...complete, ...others(complete, 4_096)])
    expect(finishedAt).toEqual([complete.length + 4_096])
    expect(readDialogue([...complete, ...others(complete, 9_000)]).finishedAt).toEqual([complete.length + 4_097])
  })

  it('stays open for what is missing', () => {
    const said = new Dialogue().open().say(0, clientHello).say(0, clientHello).close().packets
    const packets = said.filter((_, at) => at !== 4)
    const all = [...packets, ...others(packets, 9_000), ...said.slice(4, 5)]
    const { legs, finishedAt, notes } = readDialogue(all)
    expect(legs).toHaveLength(1)
    expect(finishedAt).toEqual([all.length])
    expect(notes[0]).toContainEqual(expect.stringMatching(new RegExp(`^client 59 .* #${all.length}$`)))
  })

  it('stays open for what its sender sends after a reset', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).segment(1, { flags: RST })
    const all = [...packets, ...others(packets, 9_000)]
    expect(readDialogue(all).finishedAt).toEqual([all.length])
  })

  it('is not begun anew by a copy of its SYN that comes after it was finished, where a reset ended it for good', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).close().segment(0, { flags: RST })
    const copy = packets.slice(0, 1).map((packet) => ({ ...packet, seconds: packets.at(-1)?.seconds }))
    const { legs, unspoken, finishedAt } = readDialogue([...packets, ...others(packets, 9_000), ...copy])
    expect(finishedAt).toEqual([packets.length + 4_097])
    expect(legs).toHaveLength(1)
    expect(unspoken).toEqual([])
  })
})
