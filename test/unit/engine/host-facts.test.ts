import { describe, expect, it } from 'vitest'
import type { StoredLogMessage } from '../../../db/query/log-message-list.ts'
import { hostCodes, hostTexts } from '../../../main/engine/host-facts.ts'

const message = (...lines: readonly string[]): StoredLogMessage => ({
  source: 2,
  line: 9,
  offset: 0,
  length: 10,
  timeNs: undefined,
  id: /^\w+/.exec(lines[0] ?? '')?.[0] ?? '',
  lines,
  afterMessage: 0,
})
const codes = (...lines: readonly string[]): string[] =>
  hostCodes([message(...lines)]).map(({ system, code, where }) => `${system} ${code} ${where}`)

describe('return codes of logs', () => {
  it.each([
    ['EZD1287I TTLS Error RC:  402 Initial Handshake', ['system-ssl 402 Initial Handshake']],
    ['EZD1287I TTLS Error RC: 5003', ['at-tls 5003 undefined']],
    ['EZD1286I TTLS Error CONNID: 00000001 RC: 5006 Environment Master Init', ['at-tls 5006 Environment Master Init']],
    ['EZD1283I TTLS Event CONNID: 00000001 RC:    0 Initial Handshake 2BEC6598', []],
    ['EZD1284I TTLS Flow CONNID: 00000001 RC:  701 Get GSK_FD(300)- 00', []],
    ['134CC19E', ['system-ssl 414 134CC19E']],
    ['134CC000 is no error', []],
    ['53817367', ['cms 53817367 53817367']],
    ['GSK01099E ICSF service CSFIQF failed, return code 8, reason code 10012', ['icsf 10012 CSFIQF']],
    ['EZZ6035I TN3270 DEBUG CONN DETAIL RCODE: 6002-00 text PARM1: 0000019C PARM2: 0', ['system-ssl 412 EZZ6035I']],
    ['GSK01003I SSL server initialization complete.', []],
  ])('%s', (line, wanted) => {
    expect(codes(line)).toEqual(wanted)
  })
})

describe('texts of logs', () => {
  it('part RACF messages', () => {
    const [text] = hostTexts([
      message(
        'ICH408I USER(START1  ) GROUP(SYS1    ) NAME(####################)',
        'START1.TN3270.LST CL(RDATALIB)',
        'INSUFFICIENT ACCESS AUTHORITY',
        'FROM START1.*.LST (G)',
        'ACCESS INTENT(READ   )  ACCESS ALLOWED(NONE   )',
      ),
    ])
    expect(text?.values).toEqual({
      user: 'START1',
      group: 'SYS1',
      name: '####################',
      resource: 'START1.TN3270.LST',
      class: 'RDATALIB',
      reason: 'INSUFFICIENT ACCESS AUTHORITY',
      profile: 'START1.*.LST',
      intent: 'READ',
      allowed: 'NONE',
    })
  })

  it('part lines of the Policy Agent, with either quotation marks', () => {
    const values = (line: string): unknown => hostTexts([message(line)])[0]?.values
    expect(
      values(
        'SYSERR :001: plfm_kernel_init: socket(INET, DGRAM, 0), failed, errno=EDC5112I Resource temporarily unavailable., errno2=74610296',
      ),
    ).toMatchObject({ level: 'SYSERR', function: 'plfm_kernel_init', errno: 'EDC5112I', errno2: '74610296' })
    for (const [open, close] of [
      ["'", "'"],
      ['‘', '’'],
    ]) {
      expect(
        values(
          `WARNING:005: ..pinit_fetch_policy_profile: Ignoring non-image config file ${open}TTLSRule${close} statement`,
        ),
      ).toMatchObject({ level: 'WARNING', number: '005', function: 'pinit_fetch_policy_profile', quoted: 'TTLSRule' })
    }
  })

  it('part AT-TLS messages', () => {
    const [text] = hostTexts([
      message(
        'EZD1281I TTLS Map CONNID: 00000A1B LOCAL: 10.1.1.2..2023 REMOTE: 10.1.0.2..4000 TYPE: InBound STATUS: Not Enabled RULE: R1',
      ),
    ])
    expect(text?.values).toMatchObject({
      connectionId: '00000A1B',
      local: '10.1.1.2..2023',
      status: 'Not Enabled',
      rule: 'R1',
    })
  })
})
