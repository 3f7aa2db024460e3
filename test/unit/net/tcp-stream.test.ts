import { describe, expect, it } from 'vitest'
import { opened, TcpRecorder } from '../../support/tcp-recorder.ts'
import type { SegmentSketch } from '../../support/tcp-recorder.ts'

const FIN = 0x11
const SYN = 0x02
const SYN_ACK = 0x12
const RST = 0x04

function linesOf(...segments: readonly SegmentSketch[]): string[] {
  const recorder = opened()
  for (const segment of segments) recorder.send(0, segment)
  return recorder.lines
}

describe('TcpStream', () => {
  it('tells how a connection begins and ends', () => {
    const recorder = new TcpRecorder()
    recorder.send(1, { sequence: 1_000, flags: SYN })
    recorder.send(0, { sequence: 5_000, acknowledgment: 1_001, flags: SYN_ACK })
    expect(recorder.stream).toMatchObject({ opener: 1, beginningSeen: true, closed: false, endSeen: false })
    recorder.send(1, { sequence: 1_001, acknowledgment: 5_001, flags: FIN })
    recorder.send(0, { sequence: 5_001, acknowledgment: 1_002, flags: FIN })
    expect(recorder.stream).toMatchObject({ closed: false, endSeen: true })
    recorder.send(1, { sequence: 1_002, acknowledgment: 5_002 })
    expect(recorder.stream.closed).toBe(true)
    expect(recorder.lines).toEqual(['1 syn #1', '0 syn_ack #2', '1 fin #3', '0 fin #4'])
  })

  it('knows the opener from the answer alone', () => {
    const recorder = new TcpRecorder()
    recorder.send(0, { sequence: 5_000, acknowledgment: 1_001, flags: SYN_ACK })
    expect(recorder.stream).toMatchObject({ opener: 1, beginningSeen: false })
  })

  it('is closed by a reset, whose payload is no data', () => {
    const recorder = opened()
    recorder.send(1, { sequence: 5_001, acknowledgment: 1_001, flags: RST | 0x10, text: 'why' })
    recorder.send(1, { sequence: 5_001, flags: RST })
    expect(recorder.lines).toEqual(['1 rst #4'])
    expect(recorder.stream).toMatchObject({ closed: true, endSeen: true })
  })

  it('hands on data as it comes, also with the SYN and across the wrap of numbers', () => {
    const recorder = new TcpRecorder()
    recorder.send(0, { sequence: 0xfffffffd, flags: SYN, text: 'ab' })
    recorder.send(0, { sequence: 0, text: 'cd' })
    recorder.send(0, { sequence: 4, text: 'g' })
    recorder.send(0, { sequence: 2, text: 'ef' })
    expect(recorder.lines.slice(1)).toEqual(['0 "ab" #1', '0 "cd" #2', '0 "ef" #4', '0 "g" #4'])
  })

  it('tells a packet that was recorded twice from one that was sent twice', () => {
    const recorder = new TcpRecorder()
    const syn = { sequence: 1_000, flags: SYN, ipId: 7 }
    const one = { sequence: 1_001, text: 'abc', ipId: 8 }
    const two = { sequence: 1_004, text: 'def', ipId: 9 }
    // A burst may come between a packet and its copy; what is sent again has another identification.
    for (const sketch of [syn, syn, one, two, one, two, { ...one, ipId: 10 }, { ...two, ipId: 10 }])
      recorder.send(0, sketch)
    expect(recorder.lines).toEqual([
      '0 syn #1',
      'twice #2',
      '0 "abc" #3',
      '0 "def" #4',
      'twice #5',
      'twice #6',
      '0 retransmission #7',
      '0 retransmission #8',
    ])
  })

  it('tells it without an identification by the time between', () => {
    const recorder = new TcpRecorder()
    const data = { sequence: 1_001, text: 'abc', ipId: 0, seconds: 1 }
    for (const nanoseconds of [0, 400_000, 201_000_000]) recorder.send(0, { ...data, nanoseconds })
    expect(recorder.lines).toEqual(['0 "abc" #1', 'twice #2', '0 retransmission #3'])
  })

  it('tells other bytes in a packet that was recorded twice, and takes no copy for a packet behind a reset', () => {
    const recorder = opened()
    recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: 'abc', ipId: 50 })
    recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: 'abX', ipId: 50 })
    recorder.send(0, { sequence: 1_004, acknowledgment: 5_001, flags: RST, ipId: 51 })
    recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: 'abc', ipId: 50 })
    expect(recorder.lines).toEqual(['0 "abc" #4', 'twice #5', '0 conflict #5', '0 rst #6', 'twice #7'])
  })

  it('begins with the first segment it sees', () => {
    const recorder = new TcpRecorder()
    recorder.send(0, { sequence: 77, text: 'ab' })
    recorder.send(0, { sequence: 79, text: 'c' })
    expect(recorder.text(0)).toBe('abc')
  })

  it('waits for what is missing, and names the packet that brought it', () => {
    expect(
      linesOf({ sequence: 1_004, text: 'd' }, { sequence: 1_002, text: 'bc' }, { sequence: 1_001, text: 'a' }),
    ).toEqual(['0 "a" #6', '0 "bc" #6', '0 "d" #6'])
  })

  it('takes the first bytes where segments overlap', () => {
    expect(
      linesOf(
        { sequence: 1_003, text: 'cd' },
        { sequence: 1_007, text: 'gh' },
        { sequence: 1_002, text: 'BCDEFGHI' },
        { sequence: 1_001, text: 'aB' },
      ),
    ).toEqual([
      '0 retransmission #6',
      '0 conflict #6',
      '0 retransmission #7',
      '0 "a" #7',
      '0 "B" #7',
      '0 "cd" #7',
      '0 "EF" #7',
      '0 "gh" #7',
      '0 "I" #7',
    ])
  })

  it('tells what comes again, and whether it differs', () => {
    expect(linesOf({ sequence: 1_001, text: 'abcd' }, { sequence: 1_001, text: 'abcd' })).toEqual([
      '0 "abcd" #4',
      '0 retransmission #5',
    ])
    expect(linesOf({ sequence: 1_001, text: 'abcd' }, { sequence: 1_002, text: 'bXde' })).toEqual([
      '0 "abcd" #4',
      '0 retransmission #5',
      '0 conflict #5',
      '0 "e" #5',
    ])
  })

  it('compares what comes again with the first eight KiB, however they were cut into packets', () => {
    const flight = Array.from({ length: 9_000 }, (_, at) => String.fromCharCode(0x61 + (at % 23))).join('')
    const from = (at: number, length: number) => ({ sequence: 1_001 + at, text: flight.slice(at, at + length) })
    const sent = [from(0, 1_300), from(1_300, 5_000), from(6_300, 2_700)]
    const again = (at: number, length: number) =>
      linesOf(...sent, from(at, length), { sequence: 1_001 + at, text: `${flight.slice(at, at + length - 1)}!` }).slice(
        3,
      )
    const same = '0 retransmission #7'
    for (const [at, length] of [
      [2_000, 100],
      [0, 8_192],
      [4_095, 2],
      [8_191, 1],
    ] as const)
      expect(again(at, length)).toEqual([same, '0 retransmission #8', '0 conflict #8'])
    // What was not kept is not doubted.
    expect(again(8_192, 800)).toEqual([same, '0 retransmission #8'])
  })

  describe('where a box that numbers anew was recorded on both of its sides', () => {
    // Direction 1 comes twice, numbered from 5_000 and from `other`; direction 0 acknowledges the first only.
    const twice = (answers: readonly number[], copies: readonly number[]): TcpRecorder => {
      const recorder = new TcpRecorder()
      recorder.send(0, { sequence: 1_000, flags: SYN })
      for (const sequence of answers) recorder.send(1, { sequence, acknowledgment: 1_001, flags: SYN_ACK })
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_001 })
      for (const start of copies) recorder.send(1, { sequence: start + 1, acknowledgment: 1_001, text: 'hello ' })
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_007 })
      for (const start of copies) recorder.send(1, { sequence: start + 7, acknowledgment: 1_001, text: 'again' })
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_012 })
      recorder.stream.finish()
      return recorder
    }

    it.each([61_952_936, 1_219_902_441, 2_500_000_000, 4_000_000_000])('its bytes come once: %i ahead', (ahead) => {
      const other = (5_000 + ahead) >>> 0
      for (const answers of [
        [5_000, other],
        [other, 5_000],
      ])
        for (const copies of [
          [5_000, other],
          [other, 5_000],
        ]) {
          const recorder = twice(answers, copies)
          expect(recorder.text(1)).toBe('hello again')
          const isAhead = ((other - 5_000) | 0) > 0
          expect(recorder.lines.filter((line) => line.includes('out_of_window')).length).toBe(isAhead ? 1 : 0)
          expect(recorder.memory.used).toBe(0)
        }
    })

    it('any number of such packets takes no place', () => {
      const recorder = opened()
      for (let index = 0; index < 2_000; index++) {
        recorder.send(1, { sequence: 0x40000000 + 5 * index, acknowledgment: 1_001, text: 'ghost' })
        recorder.send(1, { sequence: 5_001 + 5 * index, acknowledgment: 1_001, text: 'bytes' })
        recorder.send(0, { sequence: 1_001, acknowledgment: 5_006 + 5 * index })
      }
      recorder.stream.finish()
      expect(recorder.text(1)).toBe('bytes'.repeat(2_000))
    })

    it('but where no acknowledgment was recorded, a hole may have any size', () => {
      const recorder = new TcpRecorder()
      recorder.send(1, { sequence: 5_001, text: 'ab' })
      recorder.send(1, { sequence: 5_001 + 0x40000000, text: 'cd' })
      recorder.stream.finish()
      expect(recorder.lines.filter((line) => line.startsWith('1 "'))).toEqual(['1 "ab" #1', '1 "cd" #2'])
    })

    it('and where the other end acknowledged what lies behind it', () => {
      const recorder = opened()
      recorder.send(1, { sequence: 5_001, acknowledgment: 1_001, text: 'ab' })
      recorder.send(1, { sequence: 5_001 + 0x10000000, acknowledgment: 1_001, text: 'cd' })
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_003 + 0x10000000 })
      recorder.stream.finish()
      expect(recorder.lines.filter((line) => line.startsWith('1 "'))).toEqual(['1 "ab" #4', '1 "cd" #5'])
    })
  })

  describe('zeros in an acknowledgment, as the padding of a short frame', () => {
    const ZEROS = '\0'.repeat(6)
    const text = (recorder: TcpRecorder): string => recorder.text(0).replaceAll('\0', '0')

    it('are none where the next segment takes their place', () => {
      const recorder = opened()
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: '\0\0' })
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: 'hello' })
      recorder.send(1, { sequence: 5_001, acknowledgment: 1_006, text: ZEROS })
      recorder.send(1, { sequence: 5_001, acknowledgment: 1_006, text: 'welcome' })
      recorder.send(0, { sequence: 1_006, acknowledgment: 5_008, text: ZEROS })
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_008, text: 'hello' })
      recorder.send(0, { sequence: 1_006, acknowledgment: 5_008, text: '\0\0' })
      recorder.stream.finish()
      expect([text(recorder), recorder.text(1)]).toEqual(['hello', 'welcome'])
      expect(recorder.lines.filter((line) => line.includes('conflict') || line.includes('gap'))).toEqual([])
    })

    it.each([
      ['the next segment follows them', { sequence: 1_007, text: 'more' }, '000000more'],
      ['the next segment leaves a hole', { sequence: 1_009, text: 'more' }, '000000??more'],
    ])('are data where %s', (_what, next, all) => {
      const recorder = opened()
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: ZEROS })
      recorder.send(0, next)
      recorder.stream.finish()
      expect(text(recorder)).toBe(all)
    })

    it('are data where they are acknowledged, before what the other end says to them', () => {
      const recorder = opened()
      recorder.send(0, { sequence: 1_001, acknowledgment: 5_001, text: ZEROS })
      recorder.send(1, { sequence: 5_001, acknowledgment: 1_007, text: 'answer' })
      expect(recorder.lines).toEqual([`0 "${ZEROS}" #4`, '1 "answer" #5'])
    })

    it('are data where no acknowledgments were recorded, and where they were pushed', () => {
      const alone = new TcpRecorder()
      alone.send(0, { sequence: 1_001, acknowledgment: 5_001, text: ZEROS })
      expect(alone.text(0)).toBe('')
      alone.stream.finish()
      expect(text(alone)).toBe('000000')
      expect(linesOf({ sequence: 1_001, flags: 0x18, text: ZEROS })).toEqual([`0 "${ZEROS}" #4`])
    })
  })

  it('does not take keep-alives for retransmissions', () => {
    expect(linesOf({ sequence: 1_001, text: 'abcd' }, { sequence: 1_004, text: '\0' }, { sequence: 1_004 })).toEqual([
      '0 "abcd" #4',
    ])
  })

  it('names bytes that the other end has and the source has not, some packets later', () => {
    const recorder = opened()
    recorder.send(0, { sequence: 1_001, text: 'ab' })
    recorder.send(0, { sequence: 1_006, text: 'fg' })
    for (let packets = 0; packets < 4; packets++) recorder.send(1, { sequence: 5_001, acknowledgment: 1_008 })
    expect(recorder.lines).toEqual(['0 "ab" #4'])
    recorder.send(1, { sequence: 5_001, acknowledgment: 1_008 })
    expect(recorder.lines.slice(1)).toEqual(['0 gap 3 #5', '0 "fg" #5'])
  })

  it('does not give up bytes that come just after their acknowledgment', () => {
    const recorder = opened()
    recorder.send(0, { sequence: 1_003, text: 'cd' })
    recorder.send(1, { sequence: 5_001, acknowledgment: 1_005 })
    recorder.send(0, { sequence: 1_001, text: 'ab' })
    for (let packets = 0; packets < 9; packets++) recorder.send(1, { sequence: 5_001, acknowledgment: 1_005 })
    expect(recorder.lines).toEqual(['0 "ab" #6', '0 "cd" #6'])
  })

  it('gives up several holes one after the other', () => {
    const recorder = opened()
    recorder.send(0, { sequence: 1_002, text: 'b' })
    recorder.send(0, { sequence: 1_004, text: 'd' })
    for (let packets = 0; packets < 12; packets++) recorder.send(1, { sequence: 5_001, acknowledgment: 1_005 })
    expect(recorder.text(0)).toBe('?b?d')
  })

  it('names the bytes that a recorder cut off a packet', () => {
    expect(linesOf({ sequence: 1_001, text: 'ab', cut: 3 }, { sequence: 1_006, text: 'fg' })).toEqual([
      '0 "ab" #4',
      '0 gap 3 #4',
      '0 "fg" #5',
    ])
    expect(
      linesOf({ sequence: 1_002, text: 'b', cut: 2 }, { sequence: 1_001, text: 'a' }, { sequence: 1_005, text: 'e' }),
    ).toEqual(['0 "a" #5', '0 "b" #5', '0 gap 2 #5', '0 "e" #6'])
  })

  it('at the end hands on what waits, in the order of packets, and names what is missing', () => {
    const recorder = opened()
    recorder.send(0, { sequence: 1_003, text: 'cd' })
    recorder.send(1, { sequence: 5_002, text: 'v' })
    recorder.send(0, { sequence: 1_010, text: 'j', acknowledgment: 5_009 })
    recorder.stream.finish()
    expect(recorder.lines).toEqual([
      '0 gap 2 #4',
      '0 "cd" #4',
      '1 gap 1 #5',
      '1 "v" #5',
      '0 gap 5 #6',
      '0 "j" #6',
      '1 gap 6 #6',
    ])
    expect(recorder.memory.used).toBe(0)
  })

  it('takes the SYN ACK whose numbers the data follows', () => {
    const recorder = new TcpRecorder()
    recorder.send(1, { sequence: 9_000_000, acknowledgment: 1_001, flags: SYN_ACK })
    recorder.send(1, { sequence: 5_000, acknowledgment: 1_001, flags: SYN_ACK })
    recorder.send(1, { sequence: 5_001, acknowledgment: 1_001, text: 'ab' })
    expect(recorder.lines).toEqual(['1 syn_ack #1', '1 "ab" #3'])
  })

  it('holds no more than its share of memory', () => {
    const recorder = opened(4_000)
    for (let piece = 0; piece < 50; piece++) recorder.send(0, { sequence: 1_101 + piece * 100, text: 'x'.repeat(50) })
    expect(recorder.memory.used).toBeLessThan(4_400)
    expect(recorder.text(0).length).toBeGreaterThan(3_000)
    recorder.stream.finish()
    expect(recorder.text(0).match(/x/g)).toHaveLength(2_500)
  })

  it('follows the numbers of a direction that nobody reads', () => {
    const recorder = opened()
    recorder.stream.ignore(0)
    recorder.send(0, { sequence: 1_001, text: 'ab' })
    recorder.send(0, { sequence: 1_009, text: 'ab', flags: FIN })
    recorder.send(1, { sequence: 5_001, acknowledgment: 1_012, flags: FIN, text: 'z' })
    recorder.send(0, { sequence: 1_012, acknowledgment: 5_003 })
    expect(recorder.lines).toEqual(['0 fin #5', '1 "z" #6', '1 fin #6'])
    expect(recorder.stream.closed).toBe(true)
  })
})

describe('a stream longer than its sequence numbers', () => {
  it('takes no old acknowledgment for a new one', () => {
    const recorder = opened()
    const jump = 0x10000000
    let next = 1_001
    for (let jumps = 0; jumps < 36; jumps++) {
      recorder.send(0, { sequence: next, text: 'x', cut: jump - 1 })
      next += jump
    }
    recorder.lines.length = 0
    recorder.send(0, { sequence: next + 1, text: 'b' })
    for (let packets = 0; packets < 9; packets++) recorder.send(1, { sequence: 5_001, acknowledgment: 1_002 })
    recorder.send(0, { sequence: next, text: 'a' })
    recorder.stream.finish()
    expect(recorder.lines).toEqual(['0 "a" #50', '0 "b" #50'])
  })
})
