/** What tshark reads of TLS in a capture: for each connection its records' types, handshake messages and alerts, in order. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export const hasTshark = spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0

const FIELDS = [
  'tls.record.content_type',
  'tls.handshake.type',
  'tls.handshake.length',
  'tls.handshake.random',
  'tls.handshake.ciphersuite',
  'tls.handshake.certificate_length',
  'tls.alert_message.level',
  'tls.alert_message.desc',
] as const
const ENDS = ['ip.src', 'ip.dst', 'ipv6.src', 'ipv6.dst', 'tcp.srcport', 'tcp.dstport', 'udp.srcport', 'udp.dstport']
const MAX_OUTPUT = 256 << 20

/** By the ends of the connection, which are the same whoever sends. Undefined: tshark does not open the file. */
export function tsharkReading(
  capture: string,
  keyLog: string | undefined,
): ReadonlyMap<string, readonly string[]> | undefined {
  const options = keyLog !== undefined && existsSync(keyLog) ? ['-o', `tls.keylog_file:${keyLog}`] : []
  const columns = [...ENDS, ...FIELDS].flatMap((field) => ['-e', field])
  let printed: string
  try {
    printed = execFileSync(
      'tshark',
      [
        '-n',
        '-r',
        capture,
        '-Y',
        'tls',
        ...options,
        '-T',
        'fields',
        '-E',
        'separator=|',
        '-E',
        'occurrence=a',
        ...columns,
      ],
      { encoding: 'utf8', maxBuffer: MAX_OUTPUT, stdio: ['ignore', 'pipe', 'ignore'] },
    )
  } catch (error) {
    // A capture that ends in the middle of a packet is read up to there.
    printed = error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' ? error.stdout : ''
    if (printed === '') return undefined
  }
  const reading = new Map<string, string[]>()
  for (const line of printed.split('\n')) {
    if (line === '') continue
    const cells = line.split('|')
    const [source, destination, source6, destination6, tcpFrom, tcpTo, udpFrom, udpTo] = cells
    const from = `${source ?? ''}${source6 ?? ''} ${tcpFrom ?? ''}${udpFrom ?? ''}`
    const to = `${destination ?? ''}${destination6 ?? ''} ${tcpTo ?? ''}${udpTo ?? ''}`
    const key = [from, to].sort().join(' ')
    const said = reading.get(key) ?? []
    said.push(`${from < to ? '>' : '<'} ${cells.slice(ENDS.length).join('|')}`)
    reading.set(key, said)
  }
  return reading
}
