import { describe, expect, it } from 'vitest'
import { keyLog } from '../../../main/format/key-log.ts'
import { feed } from '../../support/feed.ts'
import { latin } from '../../support/bytes.ts'

const RANDOM = 'ab'.repeat(32)
const SECRET = '0f'.repeat(48)
const LINE = `CLIENT_RANDOM ${RANDOM} ${SECRET}`

function read(bytes: Uint8Array, pieceSize = Math.max(1, bytes.length)): { secrets: string[]; others: number[] } {
  const secrets: string[] = []
  const others: number[] = []
  const reading = keyLog.open({
    secret: (label, connection, secret) => secrets.push(`${label} ${hex(connection)} ${hex(secret)}`),
    notUnderstood: (offset) => others.push(offset),
  })
  feed(reading, bytes, pieceSize)
  return { secrets, others }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('keyLog', () => {
  it.each([
    ['a line', LINE, 1],
    ['new lines', `${LINE}\n${LINE}\n`, 2],
    ['returns and new lines', `${LINE}\r\n${LINE}\r\n`, 2],
    ['returns alone', `${LINE}\r${LINE}\r`, 2],
    ['comments and empty lines', `# made by hand\n\n${LINE}\n   \n`, 1],
    ['several blanks, and blanks at the ends', `  CLIENT_RANDOM   ${RANDOM}  ${SECRET} \n`, 1],
    ['a byte order mark', `\u00ef\u00bb\u00bf${LINE}\n`, 1],
    ['labels of TLS 1.3', `SERVER_TRAFFIC_SECRET_0 ${RANDOM} ${SECRET}\nEXPORTER_SECRET ${RANDOM} ${SECRET}\n`, 2],
    ['a label of the future', `ECH_SECRET_9 ${RANDOM} ${'00'.repeat(64)}\n`, 1],
    ['an RSA line', `RSA 0123456789abcdef ${SECRET}\n`, 1],
    ['a line by the session id', `RSA Session-ID:0102ff Master-Key:${SECRET}\n`, 1],
    ['a premaster secret of any group', `PMS_CLIENT_RANDOM ${RANDOM} ${'00'.repeat(512)}\n`, 1],
  ])('reads %s', (_what, text, count) => {
    const { secrets, others } = read(latin(text))
    expect(secrets).toHaveLength(count)
    expect(others).toEqual([])
  })

  it('gives label, connection and secret', () => {
    expect(read(latin(LINE.toUpperCase())).secrets).toEqual([`CLIENT_RANDOM ${RANDOM} ${SECRET}`])
  })

  it('reads UTF-16 as other systems write it', () => {
    const text = Uint8Array.from([0xff, 0xfe, ...Array.from(latin(`${LINE}\r\n`)).flatMap((byte) => [byte, 0])])
    expect(read(text).secrets).toHaveLength(1)
  })

  it.each([
    ['a random that is too short', `CLIENT_RANDOM ${'ab'.repeat(31)} ${SECRET}`],
    ['half a byte', `CLIENT_RANDOM ${RANDOM} ${SECRET}0`],
    ['no secret', `CLIENT_RANDOM ${RANDOM}`],
    ['a secret that is too long', `CLIENT_RANDOM ${RANDOM} ${'00'.repeat(1_025)}`],
    ['something behind it', `${LINE} again`],
    ['a sentence', 'the server is listening'],
    ['a letter that is no digit', LINE.replace('ab', 'ag')],
  ])('counts %s as not understood', (_what, line) => {
    expect(read(latin(`${LINE}\n${line}\n`))).toEqual({ secrets: [expect.anything()], others: [LINE.length + 1] })
  })

  it('reads the same in pieces', () => {
    const text = latin(`${LINE}\r\nrubbish\n# note\r${LINE}\n`)
    expect(read(text, 1)).toEqual(read(text))
  })

  it('takes any bytes', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) & 0xff)
    expect(read(bytes).secrets).toEqual([])
  })

  it.each([
    ['a key log', `${LINE}\n`, 'certain'],
    ['one whose last line is cut', `${LINE}\n${LINE.slice(0, 50)}`, 'certain'],
    ['talk of a program between', `${LINE}\nhello\nyou\n${LINE}\n${LINE}\n`, 'possible'],
    ['a text that quotes one', `Dear colleague,\nsee\n${LINE}\nand tell me\n`, 'no'],
    ['nothing but comments', '# CLIENT_RANDOM\n', 'no'],
    ['nothing', '', 'no'],
  ])('claims %s', (_what, text, claim) => {
    expect(keyLog.detect(latin(text))).toBe(claim)
  })
})
