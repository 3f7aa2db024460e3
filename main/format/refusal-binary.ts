import { EBCDIC_BLANK, EBCDIC_TO_LATIN } from './text/ebcdic.ts'
import { detectTextForm } from './text/text-form.ts'
import type { Refusal } from './refusal.ts'

const COMPRESSED: readonly { readonly name: string; readonly magic: readonly number[] }[] = [
  { name: 'gzip', magic: [0x1f, 0x8b] },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'zip', magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
]

/** Captures by their first bytes: pcap in both byte orders and both resolutions. */
const CAPTURES: readonly (readonly number[])[] = [
  [0xa1, 0xb2, 0xc3, 0xd4],
  [0xd4, 0xc3, 0xb2, 0xa1],
  [0xa1, 0xb2, 0x3c, 0x4d],
  [0x4d, 0x3c, 0xb2, 0xa1],
]

/** LEVEL bits of System SSL records (System SSL Programming, "Event trace records for System SSL"). */
const ENTRY_IDS: readonly number[] = [1, 2, 4, 8, 0x10, 0x20]
/** Header of a raw entry up to its text, and the length that is repeated behind it. */
const SHORTEST_ENTRY = 46
/** Text has hardly a control character; this share of them makes a file binary. */
const MAX_CONTROLS = 0.1

/** Undefined: it may be text. */
export function refusedBinary(head: Uint8Array, sizeBytes: number): Refusal | undefined {
  if (sizeBytes === 0 || head.length === 0) {
    return {
      code: 'empty',
      text: 'The file is empty (0 bytes).',
      nextStep: 'Transfer or save the trace again, and look at its size where it comes from.',
    }
  }
  for (const { name, magic } of COMPRESSED) {
    if (magic.every((byte, i) => head[i] === byte)) {
      return {
        code: 'compressed',
        text: `The file is compressed (${name}).`,
        nextStep: 'Unpack it first and open what is inside.',
      }
    }
  }
  if (head.every((byte) => byte === 0)) {
    return {
      code: 'zeros',
      text: `The file holds nothing but zero bytes as far as its beginning shows (${head.length} bytes looked at).`,
      nextStep: 'It was probably reserved on disk and never written, or its transfer failed: transfer it again.',
    }
  }
  if (hasRawEntry(head)) {
    return {
      code: 'raw-ctrace',
      text: 'The file is an unformatted component trace data set: its entries are binary, and only IPCS knows their layout.',
      nextStep:
        "Format it on z/OS: IPCS NOPARM, SETDEF DSNAME('trace.data.set') NOCONFIRM PRINT, CTRACE COMP(GSKSRVR) FULL; then open what was printed (IPCSPRNT).",
    }
  }
  if (isTranslatedCapture(head) || hasRawEntry(head.map((byte) => LATIN_TO_EBCDIC[byte] ?? 0))) {
    return {
      code: 'text-mode-transfer',
      text: 'The file is a capture or a trace data set that was transferred as text: each of its bytes was translated from EBCDIC, and line ends may have been changed.',
      nextStep:
        'Transfer it again in binary (FTP: binary, then get; Zowe: zos-files download with --binary). A trace data set is to be formatted first: CTRACE COMP(GSKSRVR) FULL in IPCS.',
    }
  }
  return isBinary(head)
    ? {
        code: 'unknown-binary',
        text: 'The file is binary and of no kind that is known here. It may be the raw trace of a program with GSK_TRACE (gskssl.nnn.trc, .tlstrace), or of GSKit on another system (AMQ.SSL.TRC): neither layout is published.',
        nextStep:
          'Open a listing that IPCS formatted (CTRACE COMP(GSKSRVR) FULL) or a packet capture (pcap, pcapng, Sniffer). A raw GSK_TRACE file is formatted in the z/OS UNIX shell: gsktrace gskssl.nnn.trc > gsk.txt',
      }
    : undefined
}

/**
 * A raw component trace entry: length (2 bytes), entry id at +4, time at +8, EBCDIC job name at +16, the description's id (the
 * same bits) at +36, and the length once more in its last two bytes.
 */
function hasRawEntry(head: Uint8Array): boolean {
  for (let at = 0; at + SHORTEST_ENTRY <= head.length; at++) {
    if (head[at + 4] !== 0 || head[at + 5] !== 0 || head[at + 6] !== 0 || !ENTRY_IDS.includes(head[at + 7] ?? 0))
      continue
    if (head[at + 36] !== 0 || head[at + 37] !== 0 || head[at + 38] !== 0 || head[at + 39] !== head[at + 7]) continue
    const length = ((head[at] ?? 0) << 8) | (head[at + 1] ?? 0)
    if (length < SHORTEST_ENTRY || !isJobName(head, at + 16)) continue
    const end = at + length
    if (end > head.length || (((head[end - 2] ?? 0) << 8) | (head[end - 1] ?? 0)) === length) return true
  }
  return false
}

const LATIN_TO_EBCDIC = new Uint8Array(256)
EBCDIC_TO_LATIN.forEach((latin, ebcdic) => (LATIN_TO_EBCDIC[latin] = ebcdic))

function isTranslatedCapture(head: Uint8Array): boolean {
  return CAPTURES.some((magic) => magic.every((byte, i) => head[i] === EBCDIC_TO_LATIN[byte]))
}

/** EBCDIC letters, digits, $ # @, then blanks. */
function isJobName(head: Uint8Array, at: number): boolean {
  if (head[at] === EBCDIC_BLANK) return false
  for (let i = at; i < at + 8; i++) {
    const byte = head[i] ?? 0
    const isName =
      (byte >= 0xc1 && byte <= 0xc9) ||
      (byte >= 0xd1 && byte <= 0xd9) ||
      (byte >= 0xe2 && byte <= 0xe9) ||
      (byte >= 0xf0 && byte <= 0xf9) ||
      byte === 0x5b ||
      byte === 0x7b ||
      byte === 0x7c ||
      byte === EBCDIC_BLANK
    if (!isName) return false
  }
  return true
}

function isBinary(head: Uint8Array): boolean {
  const form = detectTextForm(head)
  if (form.encoding !== 'utf-8' && form.encoding !== 'latin-1') return false
  let controls = 0
  for (const byte of head)
    if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09 && byte !== 0x0c) controls++
  return controls > head.length * MAX_CONTROLS || head.includes(0)
}
