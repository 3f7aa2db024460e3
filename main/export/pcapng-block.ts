/**
 * Blocks of a pcapng file as bytes (draft-ietf-opsawg-pcapng §3 and §4), little-endian. Each block states its length at both ends; bodies
 * and options are padded to 32 bits, and the padding is in no option's length.
 */
import { harmless } from '../presentation/harmless.ts'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE_DESCRIPTION = 1
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6
const DECRYPTION_SECRETS = 10

const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** "TLSK", an NSS key log (§4.7). */
const TLS_KEY_LOG = 0x544c534b

const COMMENT = 1
const SECTION_APPLICATION = 4
const INTERFACE_NAME = 2
const INTERFACE_RESOLUTION = 9
const OPTION_END = 4
/** A section whose length is not told (§4.1): it is written as it goes. */
const UNKNOWN_LENGTH = 0xffff_ffff
const TWO_32 = 4_294_967_296

/** What an option holds: its length is 16 bits. */
export const MAX_OPTION_BYTES = 65_535
/** Comments of one packet; a reader keeps them all in memory. */
const MAX_COMMENTS = 64

export interface PcapngInterface {
  /** LINKTYPE_ value. */
  readonly linkType: number
  /** Longest packet that is recorded; 0: no limit. */
  readonly snapLength: number
  /** Digits behind the second: 6 or 9. */
  readonly digits: 6 | 9
  readonly name?: string | undefined
  readonly comments?: readonly string[]
}

export function sectionHeader(application: string, comments: readonly string[]): Uint8Array {
  const options = [...commentOptions(comments), textOption(SECTION_APPLICATION, application)]
  return block(SECTION_HEADER, 16, options, (view) => {
    view.setUint32(0, BYTE_ORDER_MAGIC, true)
    view.setUint16(4, 1, true)
    view.setUint32(8, UNKNOWN_LENGTH, true)
    view.setUint32(12, UNKNOWN_LENGTH, true)
  })
}

/** Interfaces of a section are numbered from 0 as they come. */
export function interfaceDescription({
  linkType,
  snapLength,
  digits,
  name,
  comments = [],
}: PcapngInterface): Uint8Array {
  const options = [
    ...commentOptions(comments),
    ...(name === undefined ? [] : [textOption(INTERFACE_NAME, name)]),
    { code: INTERFACE_RESOLUTION, value: Uint8Array.of(digits) },
  ]
  return block(INTERFACE_DESCRIPTION, 8, options, (view) => {
    view.setUint16(0, linkType, true)
    view.setUint32(4, snapLength, true)
  })
}

export interface PcapngPacket {
  readonly bytes: Uint8Array
  readonly wireLength: number
  readonly comments: readonly string[]
}

/** `seconds` since 1970 from 0 on. */
export function enhancedPacket(
  { bytes, wireLength, comments }: PcapngPacket,
  interfaceNumber: number,
  digits: 6 | 9,
  seconds: number,
  nanoseconds: number,
): Uint8Array {
  const room = padded(bytes.length)
  return block(ENHANCED_PACKET, 20 + room, commentOptions(comments), (view, body) => {
    view.setUint32(0, interfaceNumber, true)
    if (digits === 6) {
      const ticks = seconds * 1e6 + Math.floor(nanoseconds / 1e3)
      view.setUint32(4, Math.floor(ticks / TWO_32), true)
      view.setUint32(8, ticks % TWO_32, true)
    } else {
      // Nanoseconds since 1970 are no exact double.
      const ticks = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)
      view.setUint32(4, Number(ticks >> 32n), true)
      view.setUint32(8, Number(ticks & 0xffff_ffffn), true)
    }
    view.setUint32(12, bytes.length, true)
    view.setUint32(16, wireLength, true)
    body.set(bytes, 20)
  })
}

/** A packet without a time; it belongs to interface 0 and is whole, as this block can tell nothing else (§4.4). */
export function simplePacket(bytes: Uint8Array): Uint8Array {
  return block(SIMPLE_PACKET, 4 + padded(bytes.length), [], (view, body) => {
    view.setUint32(0, bytes.length, true)
    body.set(bytes, 4)
  })
}

/** A key log, as an endpoint writes it. */
export function decryptionSecrets(keyLog: Uint8Array): Uint8Array {
  return block(DECRYPTION_SECRETS, 8 + padded(keyLog.length), [], (view, body) => {
    view.setUint32(0, TLS_KEY_LOG, true)
    view.setUint32(4, keyLog.length, true)
    body.set(keyLog, 8)
  })
}

interface Option {
  readonly code: number
  readonly value: Uint8Array
}

const padded = (length: number): number => length + (-length & 3)

function commentOptions(comments: readonly string[]): Option[] {
  return comments.slice(0, MAX_COMMENTS).map((comment) => textOption(COMMENT, comment))
}

const textOption = (code: number, text: string): Option => ({ code, value: optionText(text) })

/** `fixed`: bytes in front of the options, a multiple of 4. */
function block(
  type: number,
  fixed: number,
  options: readonly Option[],
  fill: (view: DataView, body: Uint8Array) => void,
): Uint8Array {
  const optionBytes = options.reduce((sum, { value }) => sum + 4 + padded(value.length), 0)
  const length = 12 + fixed + (options.length === 0 ? 0 : optionBytes + OPTION_END)
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, length, true)
  view.setUint32(length - 4, length, true)
  fill(new DataView(bytes.buffer, 8, fixed), bytes.subarray(8, 8 + fixed))
  let at = 8 + fixed
  for (const { code, value } of options) {
    view.setUint16(at, code, true)
    view.setUint16(at + 2, value.length, true)
    bytes.set(value, at + 4)
    at += 4 + padded(value.length)
  }
  return bytes
}

/** UTF-8, at most what an option holds and cut between characters; without what would end or hide the text where it is shown. */
export function optionText(text: string): Uint8Array {
  const bytes = utf8(harmless(text.slice(0, MAX_OPTION_BYTES)))
  if (bytes.length <= MAX_OPTION_BYTES) return bytes
  let end = MAX_OPTION_BYTES
  // RFC 3629 §3: bytes 10xxxxxx go on with a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

/** RFC 3629; halves of a surrogate pair that stand alone become U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const given = character.codePointAt(0) ?? 0
    const code = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
  }
  return Uint8Array.from(bytes)
}
