import { pcap } from '../../../main/format/pcap.ts'
import { summarize } from '../../../main/tls/summary.ts'
import { readWhole } from '../../support/capture-transcript.ts'
import { pcapFile } from '../../support/capture-writer.ts'
import { dtlsFragment, dtlsRecord, ipv4Udp, quicPacket } from '../../support/datagram-writer.ts'
import { clientHello, filled, serverHello } from '../../support/tls-bytes.ts'
import type { Target } from '../target.ts'

const hello = clientHello({ version: 0xfefd })

/** Any bytes as datagrams of both ends, in two halves: whatever is made of them can be judged. */
export const datagramTarget: Target = {
  name: 'datagram',
  seeds: [
    dtlsRecord(22, dtlsFragment(hello)),
    dtlsRecord(22, dtlsFragment(hello, 0, 10, 30)),
    [...dtlsRecord(22, dtlsFragment(serverHello({ version: 0xfefd }))), ...dtlsRecord(20, [1])],
    [...dtlsRecord(21, [2, 40]), ...dtlsRecord(23, filled(40), { epoch: 1 })],
    quicPacket({ size: 60 }),
    [...quicPacket({ type: 2, size: 40 }), 0x40, 1, 2, 3],
  ].map((seed) => Uint8Array.from(seed)),
  run(bytes) {
    const payload = [...bytes.subarray(0, 60_000)]
    const middle = payload.length >>> 1
    const said = [payload, payload.slice(0, middle), payload.slice(middle), payload]
    const packets = said.map((part, index) => ({ bytes: ipv4Udp(part, { back: index % 2 === 1 }) }))
    for (const leg of readWhole(pcap, pcapFile(packets)).legs) {
      if (leg.transport !== 'dtls' && leg.transport !== 'quic') throw new Error(`a leg of ${leg.transport}`)
      const { fingerprints, version } = summarize(leg)
      const { ja4 } = fingerprints()
      if (ja4 !== undefined && !ja4.startsWith('d') && !ja4.startsWith('t')) throw new Error(`${ja4}, of ${version}`)
    }
  },
}
