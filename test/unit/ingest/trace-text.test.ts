import { describe, expect, it } from 'vitest'
import { TraceText } from '../../../main/ingest/trace-text.ts'
import { latin } from '../../support/bytes.ts'

function read(line: string): unknown {
  const text = new TraceText()
  // as it stands in a listing: with something around it
  const bytes = latin(`  ${line}9 bytes`)
  switch (text.read(bytes, 2, 2 + line.length)) {
    case 'handle':
      return ['handle', line.slice(text.handleStart - 2, text.handleEnd - 2), text.size]
    case 'read':
      return ['read', text.size]
    case 'closed':
      return ['closed', text.address, text.port]
    case 'client-hello':
      return 'client-hello'
    case 'server-certificate':
      return 'server-certificate'
    case undefined:
      return undefined
  }
}

describe('TraceText', () => {
  it.each([
    ['Handle 7E828198,  Size 1', ['handle', '7E828198', 1]],
    ['Handle 7e828198, Size 16384, more', ['handle', '7e828198', 16384]],
    ['Handle 00000050082C1F40', ['handle', '00000050082C1F40', -1]],
    ['Handle 7E828198,  Size', ['handle', '7E828198', -1]],
    ['Handle 7E828198,Size 1', ['handle', '7E828198', -1]],
    ['Handle 7E828198,  Size 1x', ['handle', '7E828198', -1]],
    ['Handle 7E828198 is closed', ['handle', '7E828198', -1]],
    ['Calling read routine for 5 bytes', ['read', 5]],
    ['Calling read routine for 1 byte', ['read', 1]],
    ['Calling read routine for 16384 bytes.', ['read', 16384]],
    ['Received CLIENT-HELLO message', 'client-hello'],
    ["Using server certificate 'ABC'", 'server-certificate'],
    ['Socket closed by 192.168.50.80.1360.', ['closed', '192.168.50.80', 1360]],
    ['Socket closed by 2001:db8::1.443.', ['closed', '2001:db8::1', 443]],
  ])('reads %s', (line, text) => {
    expect(read(line)).toEqual(text)
  })

  it.each([
    '',
    'Handle',
    'Handle ',
    'Handle XYZ',
    'Handle 123',
    'Handle 7E8281981',
    'Handle 7E828198_',
    'Handle 00000050082C1F401',
    'Socket closed by somebody.',
    'Socket closed by 10.0.0.1.99999.',
    'Calling home',
    'Calling read routine for many bytes',
    'Calling read routine for 12345678 bytes',
    'Calling read routine for 5',
    'Calling read routine for 5 bytesize',
    'Calling read routine for 5',
    'Received CLIENT-HELLO messag',
    'Sent',
  ])('has nothing to say of "%s"', (line) => {
    expect(read(line)).toBeUndefined()
  })
})
