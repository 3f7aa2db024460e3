import { latin } from './bytes.ts'
import { heading, listRecord } from './listing-writer.ts'
import { readTraceLegs, type TraceLegs } from './read-trace.ts'

export const body = (length: number, fill: number): number[] => new Array<number>(length).fill(fill)
export const message = (type: number, ...rest: number[]): Uint8Array =>
  Uint8Array.of(type, rest.length >> 16, (rest.length >> 8) & 255, rest.length & 255, ...rest)
/** A ClientHello whose random is 32 times `random`; `extensions` as they stand on the wire. */
export const hello = (random: number, ...extensions: number[]): Uint8Array =>
  message(
    1,
    3,
    3,
    ...body(32, random),
    0,
    0,
    2,
    0x13,
    1,
    1,
    0,
    extensions.length >> 8,
    extensions.length & 255,
    ...extensions,
  )
export const serverHello = (...extensions: number[]): Uint8Array =>
  message(2, 3, 3, ...body(32, 5), 0, 0x13, 1, 0, 0, extensions.length, ...extensions)
export const TLS13 = [0, 43, 0, 2, 3, 4]
export const RETRY = message(
  2,
  3,
  3,
  ...Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex'),
  0,
  0x13,
  1,
  0,
  0,
  6,
  ...TLS13,
)
export const certificate = message(11, 0, 0, 9, 0, 0, 6, 1, 2, 3, 4, 5, 6)
export const DONE = message(14)
export const keyExchange = message(16, 2, 4, 4)
export const finished = (fill: number): Uint8Array => message(20, ...body(12, fill))

/** Writes records of some threads one by one, a millisecond apart. */
export class Trace {
  #text = heading('03/02/2026')
  #micros = 36_000_000_000

  text(line: string, functionName = 'some_function', thread = '00000001'): this {
    return this.#add('MESSAGE', '00000008', 'SSL_INFO', functionName, [line], undefined, thread)
  }

  dump(bytes: Uint8Array, functionName = 'some_function', thread = '00000001', title = 'Area'): this {
    return this.#add('DUMP', '00000020', 'SSL_ASCII_DUMP', functionName, [title], bytes, thread)
  }

  read(bytes: number, thread = '00000001'): this {
    return this.text('Calling read routine for 5 bytes', 'gsk_read_v3_record', thread).text(
      `Calling read routine for ${bytes} bytes`,
      'gsk_read_v3_record',
      thread,
    )
  }

  received(bytes: Uint8Array, functionName = 'some_function'): this {
    return this.read(bytes.length).dump(bytes, functionName)
  }

  error(line: string, thread = '00000001'): this {
    return this.#add('MESSAGE', '00000004', 'SSL_ERROR', 'some_function', [line], undefined, thread)
  }

  wait(seconds: number): this {
    this.#micros += seconds * 1_000_000
    return this
  }

  legs(): TraceLegs {
    return readTraceLegs(latin(this.#text))
  }

  #add(
    mnemonic: string,
    entryId: string,
    description: string,
    functionName: string,
    detail: string[],
    dump: Uint8Array | undefined,
    thread: string,
  ): this {
    this.#micros += 1000
    const record = {
      mnemonic,
      entryId,
      description,
      job: 'TCPIP',
      process: '0201003E',
      thread,
      functionName,
      detail,
      dump,
    }
    this.#text += listRecord(record, this.#micros)
    return this
  }
}

export const told = ({ legs }: TraceLegs): string[][] =>
  legs.map((leg) => leg.events.map(({ kind, length }) => (length > 0 ? `${kind} ${length}` : kind)))

export const shown = ({ legs }: TraceLegs): string[] =>
  legs.map(
    (leg) =>
      `${leg.role}: ${leg.messages.map(({ from, type, content }) => `${from.charAt(0)}${content === 'alert' ? 'a' : ''}${type}`).join(' ')}`,
  )
