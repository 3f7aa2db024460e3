import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectionFacts, PolicyFact } from '../../../main/diagnose/facts.ts'
import { whatToCollect } from '../../../main/diagnose/what-to-collect.ts'
import { alertFact, eventFact, factsWith, messageFact, offerWith, textFact } from '../../support/facts.ts'

const titles = (facts: ConnectionFacts, cause: Parameters<typeof whatToCollect>[1] = 'unexplained'): string[] =>
  whatToCollect(facts, cause).map(({ title }) => title)
const commands = (facts: ConnectionFacts): string =>
  whatToCollect(facts, 'unexplained')
    .map((step) => step.commands ?? '')
    .join('\n')

const wire = factsWith({
  recorders: [{ role: 'wire', job: undefined, traced: false }],
  offers: [offerWith()],
  messages: [messageFact(1, 'client', 'client_hello')],
  events: [eventFact('rst', 'server')],
})
const traced = factsWith({
  role: 'server',
  recorders: [{ role: 'server', job: 'TN3270', traced: true }],
  texts: [textFact('EZD1287I', 'TTLS Error RC: 402')],
  messages: [messageFact(1, 'client', 'client_hello')],
})

describe('what to collect', () => {
  it('is the trace of the host where there is only a capture', () => {
    expect(titles(wire)[0]).toContain('System SSL trace')
    expect(titles(wire)[1]).toContain('Trace 7')
    expect(commands(wire)).toContain('TRACE CT,ON,COMP=GSKSRVR')
    expect(commands(wire)).toContain("OPTIONS('LEVEL=255')")
    expect(commands(wire)).not.toContain('PKTTRACE')
  })

  it('is a packet trace, for port and peer of the case, where there is only the host', () => {
    expect(titles(traced)[0]).toContain('packet trace')
    expect(commands(traced)).toContain('PKTTRACE,ON,FULL,PROT=TCP,IPADDR=192.0.2.1,PORTNUM=443')
    expect(titles(traced)).toContain('Messages of AT-TLS: Trace 255')
  })

  it('is the same trace with dumps where it was taken without', () => {
    const bare = factsWith({ ...traced, messages: [], events: [eventFact('host_error', undefined)] })
    const [, step] = whatToCollect(bare, 'unexplained')
    expect(step).toMatchObject({ question: expect.stringContaining('LEVEL=15') as string })
    expect(step?.commands).toContain('JOBNAME(TCPIP,TN3270)')
  })

  it('is the other direction where a capture holds one', () => {
    const one = factsWith({ ...wire, events: [] })
    expect(whatToCollect(one, 'unexplained')[0]?.question).toContain('what the server said')
  })

  it('is a key log where the alert is under keys', () => {
    const sealed = factsWith({ ...wire, alerts: [alertFact(5, 'client', undefined)] })
    expect(titles(sealed)[0]).toContain('key log')
  })

  it('is what is set up, in front, where settings decide', () => {
    expect(titles(wire, 'no-common-cipher').slice(0, 2)).toEqual([
      'The policy that is installed',
      'The key ring and its certificates',
    ])
    const policy: PolicyFact = {
      source: 1,
      rule: 'R1',
      line: 1,
      origin: 'active',
      release: undefined,
      hostIs: 'server',
      how: 'named',
      open: [],
      values: [],
      statements: [],
    }
    expect(titles(factsWith({ ...wire, policy }), 'no-common-cipher')).not.toContain('The policy that is installed')
  })

  it('is whom the other side trusts, in front, where that decides', () => {
    const refused = factsWith({ ...wire, alerts: [alertFact(3, 'client', 48)], events: [] })
    expect(titles(refused, 'unknown-ca')[0]).toContain('The authorities that the client trusts')
  })

  it('puts no name into a command that z/OS would not take', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        (job, address) => {
          const facts = factsWith({
            ...traced,
            recorders: [{ role: 'server', job: `A${job}`, traced: true }],
            client: { address, port: 1 },
            messages: [],
          })
          for (const line of commands(facts).split('\n')) expect(line).toMatch(/^[A-Za-z0-9#@$ .,:='(){}_-]*$|# /)
        },
      ),
    )
  })
})
