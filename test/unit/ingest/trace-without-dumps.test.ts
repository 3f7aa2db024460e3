import { describe, expect, it } from 'vitest'
import { hello, serverHello, Trace, told } from '../../support/told-trace.ts'

describe('readTrace, without dumps', () => {
  it('tells of records by their sizes, and of the application that reads after the handshake', () => {
    const read = new Trace()
      .text('Handle 11111111')
      .read(211)
      .text('Received CLIENT-HELLO message')
      .read(37)
      .read(1)
      .read(40)
      .text('Handle 11111111,  Size 42', 'gsk_secure_socket_read')
      .text('Handle 11111111,  Size 42', 'gsk_secure_socket_read')
      .legs()
    expect(told(read)).toEqual([
      ['record_read 211', 'record_read 37', 'record_read 1', 'record_read 40', 'application_call'],
    ])
  })

  it('says nothing of sizes where dumps show what was read', () => {
    const read = new Trace().text('Handle 11111111').received(hello(1)).dump(serverHello()).read(40).legs()
    expect(told(read)).toEqual([[]])
  })

  it('takes an error under a handle for one of a connection, with the records since the handle was named', () => {
    const read = new Trace()
      .text('Handle 11111111')
      .text('Something')
      .error('Cannot go on: 416')
      .error('Socket closed by 10.1.0.2.51559.')
      .legs()
    expect(told(read)).toEqual([['host_error', 'closed']])
    expect(read.recordLegs).toEqual([read.legs[0], read.legs[0], read.legs[0], read.legs[0]])
    expect(read.legs[0]?.events[0]?.text).toBe('Cannot go on: 416')
  })

  it('makes no connection of a handle alone, or of an error without one', () => {
    expect(new Trace().text('Handle 11111111').text('Something').legs().legs).toEqual([])
    expect(new Trace().text('Something').error('Status 402').legs().legs).toEqual([])
  })

  it('tells of errors and reads a few times only', () => {
    const trace = new Trace().text('Handle 11111111')
    for (let i = 0; i < 100; i++) trace.read(100).error('Once more')
    expect(told(trace.legs())[0]?.length).toBeLessThanOrEqual(40)
  })
})
