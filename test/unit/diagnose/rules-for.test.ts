import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALERT } from '../../../main/diagnose/alert-code.ts'
import type { ConnectionFacts } from '../../../main/diagnose/facts.ts'
import { rules } from '../../../main/diagnose/rules.ts'
import { rulesFor, rulesNamed } from '../../../main/diagnose/rules-for.ts'
import { anyFacts } from '../../support/any-facts.ts'
import {
  alertFact,
  codeFact,
  eventFact,
  factsWith,
  offerWith,
  refusedChain,
  refusedHello,
  serverChain,
} from '../../support/facts.ts'

const names = (facts: ConnectionFacts): string[] => rulesFor(facts).map(({ cause }) => cause)

test('asks of what is there: a refused certificate, a refused hello, an alert, clear text, a host', () => {
  expect(names(refusedChain(48, serverChain({})))).toContain('unknown-ca')
  expect(names(refusedChain(48, serverChain({})))).not.toContain('server-has-no-certificate')
  expect(names(refusedHello())).toContain('server-has-no-certificate')
  expect(names(refusedHello())).not.toContain('unknown-ca')
  expect(names(factsWith({ codes: [codeFact(416)] }))).toContain('key-ring-permission-denied')
  expect(names(factsWith({ events: [eventFact('clear_text', 'client')] }))).toContain('starttls-missing')
  const little = names(factsWith())
  expect(little).toContain('tcp-closed-in-handshake')
  for (const cause of ['key-ring-permission-denied', 'starttls-missing', 'unrecognized-name', 'downgrade-detected'])
    expect(little).not.toContain(cause)
})

test('asks first what the alert names that a failed handshake ended with', () => {
  const named = (facts: ConnectionFacts): string[] => rulesNamed(facts).map(({ cause }) => cause)
  const refused = (description: number): ConnectionFacts =>
    factsWith({ offers: [offerWith()], alerts: [alertFact(2, 'server', description)] })
  expect(named(refused(ALERT.noApplicationProtocol))).toEqual(['no-application-protocol'])
  expect(named(refused(ALERT.protocolVersion))).toEqual(['no-common-version'])
  // Says nothing by itself.
  expect(named(refused(ALERT.handshakeFailure))).toEqual([])
  expect(named(factsWith({ events: [eventFact('fin', 'server')] }))).toEqual([])
})

test('leaves out no rule that would find something', () => {
  const left = new Set<string>()
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const asked = new Set(rulesFor(facts))
      for (const rule of rules) {
        if (asked.has(rule)) continue
        left.add(rule.cause)
        expect([rule.cause, rule.find(facts)]).toEqual([rule.cause, undefined])
      }
    }),
    { numRuns: 5_000 },
  )
  expect([...left].sort()).toEqual(rules.flatMap(({ cause, grounds }) => (grounds ? [cause] : [])).sort())
})
