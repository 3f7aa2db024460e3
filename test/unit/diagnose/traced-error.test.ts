import { expect, test } from 'vitest'
import { tracedAlerts, tracedCodes } from '../../../main/diagnose/traced-error.ts'
import { alertFact, eventFact } from '../../support/facts.ts'

const error = (text: string) => eventFact('host_error', undefined, { line: 7, text })

test.each([
  ['Cannot go on: error 402', [{ system: 'system-ssl', code: 402 }]],
  ['Ends with status 0x134CC192', [{ system: 'system-ssl', code: 402 }]],
  ['Error code 456 (0x000001C8)', [{ system: 'system-ssl', code: 456 }]],
  ['Unable to generate ECDH key pair: Error 0x03353084', [{ system: 'cms', code: 0x03353084 }]],
  ['ICSF service failure: CSFPGKP retCode = 0x8, rsnCode = 0x3e88', [{ system: 'icsf', code: 0x3e88 }]],
  ['Status 0', []],
  ['write failed: error 1121', []],
  ['Slot 402', []],
  ['', []],
])('%s', (text, codes) => {
  expect(tracedCodes([error(text)], [4])).toMatchObject(codes.map((code) => ({ ...code, source: 4, line: 7, text })))
  expect(tracedCodes([error(text)], [4])).toHaveLength(codes.length)
})

test('records that report no error give none', () => {
  expect(tracedCodes([eventFact('closed', 'client', { text: 'error 402' })], [4])).toEqual([])
})

test('an alert that no message shows', () => {
  const events = [error('Alert 2, 120 to partner'), error('Cannot go on: error 402')]
  expect(tracedAlerts(events, [4, 4], [])).toEqual([
    { level: 2, description: 120, source: 4, line: 7, text: 'Alert 2, 120 to partner' },
  ])
  expect(tracedAlerts(events, [4, 4], [alertFact(3, 'server', 120)])).toEqual([])
})
