import { describe, expect, it } from 'vitest'
import { AddressMap } from '../../../../main/report/redact/address-map.ts'
import { Pseudonyms } from '../../../../main/report/redact/pseudonyms.ts'
import { TextMask } from '../../../../main/report/redact/text-mask.ts'

const pseudonyms = new Pseudonyms()
pseudonyms.of('host-name', 'tn.corp.zz')
pseudonyms.of('host-name', '*.corp.zz')
pseudonyms.of('label', 'Server Certificate')
pseudonyms.of('job-name', 'TCPIP')
pseudonyms.of('certificate-name', 'Zürich Bank')
const mask = new TextMask(pseudonyms, new AddressMap('aa'.repeat(32), ['10.1.0.2']))

describe('what gskope says', () => {
  it.each([
    [
      'Every suite that the client offers needs an RSA certificate.',
      'Every suite that the client offers needs an RSA certificate.',
    ],
    ['the name TN.corp.ZZ and *.corp.zz', 'the name host-1.domain-1.example and *.domain-1.example'],
    ['the label "Server Certificate" of TCPIP', 'the label "label-1" of job-1'],
    ['issued by Zürich Bank', 'issued by name-1'],
    ['TCPIPX is another job', '[masked] is another job'],
    [
      'TLS_AES_128_GCM_SHA256 (C02B), unknown (0x1a2b), bytes 39–58, 1.1 ms',
      'TLS_AES_128_GCM_SHA256 (C02B), unknown (0x1a2b), bytes 39–58, 1.1 ms',
    ],
    ['sent by PAYROLL7, at 987654321', 'sent by [masked], at [masked]'],
    ["CN('payroll.zz')", "CN('[masked]')"],
    ['secret Ünïcode', 'secret [masked]'],
    ['host ip-10-1-0-2 or 10_1_0_2', 'host ip-[masked] or [masked]'],
    ['2.0.1.10.in-addr.arpa', '[masked]'],
  ])('%j leaves as %j', (text, masked) => expect(mask.own(text)).toBe(masked))

  it('has addresses replaced, with a port behind them too', () => {
    expect(mask.own('from 10.1.0.2:2023')).toMatch(/^from 10\.\d+\.\d+\.\d+:2023$/)
    expect(mask.own('by 10.1.0.2.39881.')).toMatch(/^by 10\.\d+\.\d+\.\d+\.39881\.$/)
    expect(mask.own('from 10.1.0.2:2023')).not.toContain('10.1.0.2')
    expect(mask.own('from [2001:db8::7]:443')).toMatch(/^from \[[23][0-9a-f:]+\]:443$/)
  })

  it('takes a time for a time', () => expect(mask.own('at 15:19:52.218904')).toBe('at 15:19:52.218904'))
})

describe('what a file says', () => {
  it('has its operands masked whatever they look like', () => {
    expect(mask.foreign('ICH408I USER(CLIENT ) GROUP(SERVER )')).toBe('ICH408I USER([masked]) GROUP([masked])')
  })

  it('has identifiers masked that only look like codes', () => {
    expect(mask.foreign('Handle 7E8283D8, A123')).toBe('Handle [masked]')
  })
})

it('stays quick with text that is made to be slow', () => {
  const start = performance.now()
  for (const text of [
    '1.'.repeat(50_000),
    'a:'.repeat(50_000),
    '1-'.repeat(50_000),
    "('".repeat(50_000),
    'A'.repeat(100_000),
    '\\'.repeat(50_000),
    '[masked] '.repeat(10_000),
  ])
    mask.foreign(text)
  expect(performance.now() - start).toBeLessThan(5_000)
})
