import { expect } from 'vitest'
import type { ConnectionView } from '../../main/tls/connection-view.ts'
import type { ConnectionEvent, TlsMessage } from '../../main/tls/message.ts'
import { summarize } from '../../main/tls/summary.ts'
import { event, filled, handshake, message } from './tls-bytes.ts'

export const finished = (from: 'client' | 'server') => message(from, handshake(20, filled(32)))

export const data = (from: 'client' | 'server', after: number, length = 100): ConnectionEvent =>
  event('application_data', from, after, length)
export const fin = (from: 'client' | 'server', after: number): ConnectionEvent => event('fin', from, after)
export const rst = (from: 'client' | 'server', after: number): ConnectionEvent => event('rst', from, after)

export type Case = readonly [
  name: string,
  messages: readonly TlsMessage[],
  events: readonly ConnectionEvent[],
  outcome: string,
  boundary: string,
  set?: Partial<ConnectionView>,
]

export function check([, messages, events, outcome, boundary, set]: Case): void {
  expect(summarize(view(messages, events, set))).toMatchObject({ outcome, boundary })
}

export function view(
  messages: readonly TlsMessage[],
  events: readonly ConnectionEvent[],
  set: Partial<ConnectionView> = {},
): ConnectionView {
  return { messages, events, beginningSeen: true, endSeen: false, role: 'wire', ...set }
}
