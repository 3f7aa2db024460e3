import { describe, expect, it } from 'vitest'
import { withWireSenders } from '../../../main/join/alert-sender.ts'
import type { ConnectionEvent, Side, TlsMessage } from '../../../main/tls/message.ts'
import { madeMessage } from '../../support/made-message.ts'

const alert = (from: Side, type: number | undefined = 40): TlsMessage =>
  madeMessage(0, [], { content: 'alert', from, type, level: 2, bytes: Uint8Array.of(2, type ?? 0) })
const sealed = (from: Side, length: number): ConnectionEvent => ({
  kind: 'application_data',
  timeNs: 0n,
  frame: 1,
  line: undefined,
  from,
  afterMessage: 0,
  length,
  text: undefined,
})
const senders = (host: TlsMessage[], messages: TlsMessage[], events: ConnectionEvent[] = []): string =>
  withWireSenders(host, { messages, events })
    .map(({ from }) => from)
    .join(' ')

describe('withWireSenders', () => {
  it.each<[string, TlsMessage[], TlsMessage[], ConnectionEvent[], string]>([
    ['takes the sender that the wire shows', [alert('server')], [alert('client')], [], 'client'],
    [
      'leaves an alert that the wire shows of its sender',
      [alert('server')],
      [alert('client'), alert('server')],
      [],
      'server',
    ],
    ['leaves an alert that the wire does not show', [alert('server')], [alert('client', 70)], [], 'server'],
    [
      'gives each alert of the wire to one alone',
      [alert('server'), alert('server')],
      [alert('client'), alert('server')],
      [],
      'server client',
    ],
    [
      'knows the record of an alert of TLS 1.2 that cannot be read',
      [alert('server')],
      [alert('client', undefined)],
      [],
      'client',
    ],
    [
      'knows the record of an alert of TLS 1.3 by its size',
      [alert('server')],
      [],
      [sealed('server', 300), sealed('client', 19)],
      'client',
    ],
    ['leaves one whose size no record has', [alert('server')], [], [sealed('client', 300)], 'server'],
  ])('%s', (_what, host, messages, events, expected) => {
    expect(senders(host, messages, events)).toBe(expected)
  })

  it('touches nothing but alerts', () => {
    const hello = madeMessage(1, [3, 3], { from: 'server' })
    expect(senders([hello, alert('server')], [alert('client')])).toBe('server client')
  })
})
