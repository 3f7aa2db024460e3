import { expect, test } from 'vitest'
import { diagnose } from '../../../main/diagnose/diagnose.ts'
import type { ConnectionView } from '../../../main/tls/connection-view.ts'
import { eventFact, factsWith } from '../../support/facts.ts'

const view: ConnectionView = { messages: [], events: [], beginningSeen: true, endSeen: true, role: 'wire' }

test('a failed connection of which nothing tells a cause is unexplained, and says what to collect', () => {
  const [only, ...others] = diagnose(factsWith(), view)
  expect(others).toEqual([])
  expect(only).toMatchObject({ cause: 'unexplained', confidence: 'possible', rank: 1, detectedBy: 'network' })
  expect(only?.explanation).toContain('CTRACE COMP(GSKSRVR)')
})

test('a healthy one has no finding', () => {
  expect(diagnose(factsWith({ outcome: 'established', boundary: 'application' }), view)).toEqual([])
})

test('evidence of an event has its source and packet', () => {
  const facts = factsWith({ events: [eventFact('rst', 'server', { source: 3, frame: 9 })] })
  expect(diagnose(facts, view)[0]?.evidence).toEqual([
    { source: 3, message: undefined, frame: 9, line: undefined, byteRange: undefined, text: 'the RST' },
  ])
})
