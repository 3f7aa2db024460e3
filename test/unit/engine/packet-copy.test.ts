import { expect, it } from 'vitest'
import { PacketChoice } from '../../../main/engine/export/packet-choice.ts'
import { PacketCopy } from '../../../main/engine/export/packet-copy.ts'
import { WantedFlows } from '../../../main/engine/export/wanted-flow.ts'
import { sectionHeader } from '../../../main/export/pcapng-block.ts'
import { pcapng } from '../../../main/format/pcapng.ts'
import { concat, ipv4Tcp, PcapngBlocks } from '../../support/capture-writer.ts'
import { listPackets } from '../../support/packet-list.ts'

const RAW_IP = 101
const packet = ipv4Tcp({ from: '192.0.2.1', to: '192.0.2.2', sourcePort: 40_000, destinationPort: 443 })

/** Everything of a capture, as an export copies it. */
function copied(capture: Uint8Array): Uint8Array {
  const wanted = new WantedFlows()
  const ends = { client: { address: '192.0.2.1', port: 40_000 }, server: { address: '192.0.2.2', port: 443 } }
  wanted.want({ transport: 'tcp', startNs: undefined, ...ends } as Parameters<WantedFlows['want']>[0])
  const choice = new PacketChoice(wanted)
  pcapng.open(choice).take(capture, 0, true)
  const copy = new PacketCopy(choice, new Map(), sectionHeader('more', []), [])
  pcapng.open(copy).take(capture, 0, true)
  return concat(sectionHeader('first', []), ...copy.blocks)
}

it('packets without times keep having none, whatever interfaces there are beside them', () => {
  const blocks = new PcapngBlocks(true)
  const untimed = blocks.block(3, concat(blocks.u32(packet.length), packet))
  const capture = concat(
    blocks.section(),
    blocks.interface(RAW_IP),
    blocks.interface(RAW_IP),
    blocks.enhancedPacket(1, 5_000_000n, packet),
    untimed,
    blocks.enhancedPacket(1, 6_000_000n, packet),
    untimed,
  )
  const original = listPackets(pcapng, capture)
  expect(original).toHaveLength(4)
  const timesOf = (list: readonly object[]): unknown[] =>
    list.map((entry) => ('time' in entry ? entry.time : Object.keys(entry)))
  const again = listPackets(pcapng, copied(capture))
  expect(timesOf(again)).toEqual(timesOf(original))
  expect(again).toHaveLength(4)
})
