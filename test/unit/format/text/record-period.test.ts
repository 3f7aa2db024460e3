import { describe, expect, it } from 'vitest'
import { detectTextForm, recordFormName } from '../../../../main/format/text/text-form.ts'
import { recordPeriod } from '../../../../main/format/text/record-period.ts'
import { latin } from '../../../support/bytes.ts'

const SYSLOGD = Array.from(
  { length: 12 },
  (_, i) =>
    `Nov 2${i % 10} 09:41:3${i % 10} MVS01 TTLS[${6553 + i * 77}]: EZD1286I TTLS Error GRPID: 0000000${i % 9} ENVID: 0000000A CONNID: 000009${10 + i} ` +
    'LOCAL: 10.1.1.2..443 REMOTE: 10.1.1.9..54321 RC:  402 Initial Handshake'.slice(0, 40 + ((i * 7) % 32)),
)
const JOB_LOG = Array.from(
  { length: 9 },
  (_, i) =>
    ` 09.41.${10 + i} STC00100  ${['EZZ4202I Z/OS UNIX', 'GSK01003I SSL server', 'IEF403I TCPIP'][i % 3]} - STARTED ${'X'.repeat(i)}`,
)
const PACKET = [
  '    1 S0W1     PACKET   00000004 04:27:37.314863 Packet Trace',
  'To Interface    : OSA1        Device: QDIO Ethernet       Full=60',
  ' Tod Clock      : 2026/11/23 04:27:37.314862              Intfx: 5',
  'IpHeader: Version : 4           Header Length: 20',
]
const fixed = (lines: readonly string[], length: number): Uint8Array =>
  latin(lines.map((line) => line.slice(0, length).padEnd(length)).join(''))

describe('recordPeriod', () => {
  for (const [what, lines] of Object.entries({ SYSLOGD, JOB_LOG, PACKET })) {
    it.each([80, 121, 132, 133, 137, 250, 255])(`are found in ${what} of %i`, (length) => {
      expect(recordFormName(detectTextForm(fixed(lines, length)))).toBe(`fixed-${length}`)
    })
  }

  it('finds an odd length, where there is much to see', () => {
    expect(recordPeriod(fixed([...JOB_LOG, ...JOB_LOG, ...JOB_LOG], 171), false)).toBe(171)
  })

  it('does so though the end is cut', () => {
    expect(recordPeriod(fixed(JOB_LOG, 133).subarray(0, 1000), true)).toBe(133)
  })

  it('finds none in one line, in prose, in nothing, in blanks, in what is no text', () => {
    expect(recordPeriod(latin(JOB_LOG[0] ?? ''), true)).toBe(0)
    const words = Array.from(
      { length: 900 },
      (_, i) => 'x'.repeat((i * i * 7919) % 13) + ' '.repeat(1 + ((i * 31) % 5)),
    )
    expect(recordPeriod(latin(words.join('')), true)).toBe(0)
    expect(recordPeriod(new Uint8Array(0), true)).toBe(0)
    expect(recordPeriod(latin(' '.repeat(4000)), true)).toBe(0)
    expect(
      recordPeriod(
        Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) & 255),
        true,
      ),
    ).toBe(0)
  })
})
