/** A file of each kind that is known and not read, made from what is documented of it; the same bytes each time. */
import { gzipSync } from 'node:zlib'
import { EBCDIC_TO_LATIN } from '../../../main/format/text/ebcdic.ts'
import { latin } from '../../support/bytes.ts'
import { concat, ipv4Tcp, pcapFile } from '../../support/capture-writer.ts'
import { ebcdic } from '../../support/listing-form.ts'

const asText = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => EBCDIC_TO_LATIN[byte] ?? 0)
const lines = (...text: readonly string[]): Uint8Array => latin(`${text.join('\n')}\n`)

/** A component trace entry of System SSL as it stands in the data set: length, entry id, time, job, description id, text, length. */
function rawEntry(text: string): Uint8Array {
  const length = 46 + text.length
  const entry = new Uint8Array(length)
  const view = new DataView(entry.buffer)
  view.setUint16(0, length)
  view.setUint32(4, 8)
  view.setBigUint64(8, 0xd8f1_2e4a_0000_0000n)
  entry.set(ebcdic('TN3270  '), 16)
  view.setUint32(36, 8)
  entry.set(ebcdic(text), 44)
  view.setUint16(length - 2, length)
  return entry
}

const RAW = concat(...Array.from({ length: 40 }, (_, at) => rawEntry(`Entry number ${at}`)))
const CAPTURE = pcapFile([{ bytes: ipv4Tcp({ flags: 2 }), seconds: 1, fraction: 0 }])
const listing = (report: string, component: string): Uint8Array =>
  lines(`COMPONENT TRACE ${report} FORMAT`, 'SYSNAME(S0W1)', `COMP(${component})`, '**** 11/14/2025', '')

const SHORT_REPORT = [
  'COMPONENT TRACE SHORT FORMAT',
  'SYSNAME(S0W1)',
  'COMP(GSKSRVR)',
  '**** 11/14/2025',
  '',
  ...Array.from({ length: 40 }, (_, at) => `S0W1      MESSAGE   00000004  15:19:${String(at + 10)}.123456  SSL_INFO`),
  '',
].join('\n')

/** By what they are; several for one code where several files lead to it. */
export const REFUSED_FILES: Readonly<Record<string, Uint8Array>> = {
  empty: new Uint8Array(0),
  zeros: new Uint8Array(4_096),
  'zip archive': concat(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), new Uint8Array(100)),
  'zip archive inside gzip': gzipSync(concat(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), new Uint8Array(100))),
  'component trace data set': RAW,
  'component trace data set behind record descriptors': concat(
    ...Array.from({ length: 20 }, (_, at) => {
      const entry = rawEntry(`Entry number ${at}`)
      return concat(Uint8Array.of(0, entry.length + 4, 0, 0), entry)
    }),
  ),
  'component trace data set transferred as text': asText(RAW),
  'capture transferred as text': asText(CAPTURE),
  'raw GSK_TRACE': Uint8Array.from({ length: 5_000 }, (_, at) => (at * 73) & 0xff),
  'SHORT report': listing('SHORT', 'GSKSRVR'),
  'TALLY report': listing('TALLY', 'GSKSRVR'),
  'SUMMARY report': listing('SUMMARY', 'GSKSRVR'),
  // As FTP in binary leaves it: lines end with NEL.
  'SHORT report in EBCDIC': ebcdic(SHORT_REPORT).map((byte) => (byte === 0x25 ? 0x15 : byte)),
  'FULL report of SYSTCPIP': listing('FULL', 'SYSTCPIP'),
  'SHORT report of SYSTCPIP': listing('SHORT', 'SYSTCPIP'),
  'packet trace without packets': listing('FULL', 'SYSTCPDA'),
  'what IPCS prints beside a sniffer file': listing('SHORT', 'SYSTCPDA'),
  'GSKit transcript': lines(
    '2025-06-15 10:00:00.1 Start of GSKit TLS Handshake Transcript (199 bytes)',
    '<client_hello>',
  ),
  'LDAP client trace': lines(
    '067:02:20:16 T3048 ssl_read: -----> Entering ssl_read',
    '067:02:20:16 T3048 ssl_read: <-----',
  ),
  'Java trace': lines(
    'javax.net.ssl|DEBUG|01|main|2024-01-01 10:00:00.000 CET|ClientHello.java:652|Produced ClientHello',
  ),
  'Java trace of old': lines('*** ClientHello, TLSv1.2', 'RandomCookie:  GMT: 1 bytes = { 1, 2 }'),
  'GTF trace of RACF': lines(
    'Trace Identifier:      00000036',
    'Record Eyecatcher:     RTRACE',
    'Trace Type:  RACFPRE',
  ),
  prose: lines('Dear colleague,', 'the connection does not work.'),
}
