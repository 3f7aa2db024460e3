import { describe, expect, it } from 'vitest'
import { decodeTcp } from '../../../main/net/tcp.ts'
import { ipv4Tcp } from '../../support/capture-writer.ts'
import { carried, decodePacket, payload, segmentOf } from '../../support/ip-packet.ts'

describe('decodeTcp', () => {
  it('leaves ports, numbers and payload', () => {
    const packet = ipv4Tcp({ sourcePort: 40_312, destinationPort: 2_023, sequence: 0xfffffff0, payload })
    const { segment, isTcp } = decodePacket(packet)
    expect(isTcp).toBe(true)
    expect(segment).toMatchObject({ sourcePort: 40_312, destinationPort: 2_023, sequence: -16 })
    expect(carried(segment)).toEqual([...payload])
  })

  it('does not understand a header that is impossible', () => {
    const packet = ipv4Tcp({ payload })
    packet[32] = 0x40
    expect(decodePacket(packet).isTcp).toBe(false)
    packet[32] = 0xf0
    expect(decodePacket(packet.slice(0, 60)).isTcp).toBe(false)
  })

  it('asks for the whole header', () => {
    const header = ipv4Tcp({}).subarray(20, 40)
    for (let length = 0; length <= 20; length++)
      expect(decodeTcp(segmentOf(header.subarray(0, length)))).toBe(length === 20)
  })
})
