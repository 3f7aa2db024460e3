import { describe, expect, it } from 'vitest'
import { traceText } from '../../../main/ingest/trace-text.ts'

describe('traceText', () => {
  it.each([
    ['Handle 7E828198,  Size 1', { kind: 'handle', handle: '7E828198', size: 1 }],
    ['Handle 00000050082C1F40', { kind: 'handle', handle: '00000050082C1F40' }],
    ['Calling read routine for 5 bytes', { kind: 'read', bytes: 5 }],
    ['Received CLIENT-HELLO message', { kind: 'client-hello' }],
    ["Using server certificate 'ABC'", { kind: 'server-certificate' }],
    ['Socket closed by 192.168.50.80.1360.', { kind: 'closed', address: '192.168.50.80', port: 1360 }],
    ['Socket closed by 2001:db8::1.443.', { kind: 'closed', address: '2001:db8::1', port: 443 }],
  ])('reads %s', (line, text) => {
    expect(traceText(line)).toEqual(text)
  })

  it.each([
    '',
    'Handle',
    'Handle XYZ',
    'Handle 123',
    'Socket closed by somebody.',
    'Socket closed by 10.0.0.1.99999.',
    'Calling home',
    'Sent',
  ])('has nothing to say of "%s"', (line) => {
    expect(traceText(line)).toBeUndefined()
  })
})
