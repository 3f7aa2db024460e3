/**
 * Records the handshakes of the bundled example, as root on Linux with openssl, iproute2 and tcpdump:
 *
 *     node build/example/record-handshakes.ts build/example/recorded
 *
 * The folder gets capture.pcap and finished.json: the Finished messages of the server's completed handshakes, which travel
 * encrypted and which a host trace shows in clear (Finished of TLS 1.2, RFC 5246 §7.4.9).
 *
 * A TN3270-style server (10.1.1.2 port 2023) whose RSA certificate was just replaced by an EC P-384 one, and three of its
 * clients in a network namespace of their own: one that knows ECDSA (TLS 1.2), one that offers suites for RSA certificates
 * only and tries twice, and one that speaks TLS 1.3. Real TLS of OpenSSL on both ends; keys live in a temporary folder.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect, createServer, type ConnectionOptions } from 'node:tls'

const SERVER = { host: '10.1.1.2', port: 2023, name: 'tn3270.example' }

/** Telnet: IAC DO TN3270E, and what a client answers (RFC 2355 §7). */
const DO_TN3270E = Buffer.from([0xff, 0xfd, 0x28])
const WILL_TN3270E = Buffer.from([0xff, 0xfb, 0x28])
/** The first screen: erase/write, the rest is of no interest as it travels encrypted. */
const SCREEN = Buffer.concat([Buffer.from([0x05, 0xc3]), Buffer.alloc(1_760, 0x40), Buffer.from([0xff, 0xef])])
const ENTER = Buffer.from([0x7d, 0x5b, 0x60, 0x11, 0x5b, 0x60, 0xff, 0xef])

const RSA_ONLY = [
  'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA', 'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-SHA', 'AES256-GCM-SHA384', 'AES128-GCM-SHA256', 'AES256-SHA', 'AES128-SHA',
].join(':')

const CLIENTS: readonly (ConnectionOptions & { localAddress: string; afterMs: number })[] = [
  { localAddress: '10.1.0.7', afterMs: 300, maxVersion: 'TLSv1.2', ciphers: 'ECDHE+AESGCM:ECDHE+AES:RSA+AESGCM', ecdhCurve: 'P-256:P-384' },
  { localAddress: '10.1.0.2', afterMs: 1_900, maxVersion: 'TLSv1.2', ciphers: RSA_ONLY, ecdhCurve: 'P-256:P-384:P-521' },
  { localAddress: '10.1.0.2', afterMs: 3_100, maxVersion: 'TLSv1.2', ciphers: RSA_ONLY, ecdhCurve: 'P-256:P-384:P-521' },
  { localAddress: '10.1.0.9', afterMs: 1_200, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ecdhCurve: 'X25519:P-256:P-384' },
]

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

function certificates(folder: string): void {
  const at = (name: string): string => join(folder, name)
  const curve = (name: string): string[] => ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${name}`, '-nodes']
  run('openssl', 'req', '-x509', ...curve('P-256'), '-keyout', at('ca.key'), '-out', at('ca.crt'), '-days', '3650',
    '-subj', '/C=XX/O=Example Bank/CN=Example Bank CA')
  run('openssl', 'req', '-x509', ...curve('P-384'), '-keyout', at('server.key'), '-out', at('server.crt'), '-days', '730',
    '-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-subj', `/C=XX/O=Example Bank/OU=SYS1/CN=${SERVER.name}`,
    '-addext', `subjectAltName=DNS:${SERVER.name},IP:${SERVER.host}`, '-addext', 'basicConstraints=CA:FALSE',
    '-addext', 'keyUsage=digitalSignature', '-addext', 'extendedKeyUsage=serverAuth')
}

async function serve(folder: string, output: string): Promise<void> {
  const finished: Record<string, { sent: string; received: string }> = {}
  const server = createServer({
    key: readFileSync(join(folder, 'server.key')),
    cert: Buffer.concat([readFileSync(join(folder, 'server.crt')), readFileSync(join(folder, 'ca.crt'))]),
    ecdhCurve: 'P-384:P-256',
    honorCipherOrder: true,
  }, socket => {
    socket.on('error', () => socket.destroy())
    const [sent, received] = [socket.getFinished(), socket.getPeerFinished()]
    if (sent && received) finished[`${socket.remoteAddress} ${socket.remotePort}`] = { sent: sent.toString('hex'), received: received.toString('hex') }
    writeFileSync(join(output, 'finished.json'), JSON.stringify(finished, null, 2) + '\n')
    socket.write(DO_TN3270E)
    socket.on('data', data => { if (data.equals(WILL_TN3270E) || data.equals(ENTER)) socket.write(SCREEN) })
  })
  server.on('tlsClientError', () => undefined)
  server.listen(SERVER.port, SERVER.host)
  await once(server, 'listening')
}

async function dial(folder: string): Promise<void> {
  for (const { afterMs, ...options } of CLIENTS) {
    await pause(afterMs)
    const socket = connect({ ...options, host: SERVER.host, port: SERVER.port, servername: SERVER.name, ca: readFileSync(join(folder, 'ca.crt')) })
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.write(WILL_TN3270E))
    const closed = new Promise(resolve => socket.once('close', resolve)) // events.once would reject on the failing clients
    await Promise.race([pause(350), closed])
    if (!socket.destroyed) socket.write(ENTER)
    await Promise.race([pause(350), closed])
    socket.end()
  }
}

async function record(output: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gskope-example-'))
  const [inside, outside] = ['gskope-c', 'gskope-s']
  mkdirSync(output, { recursive: true })
  try {
    certificates(folder)
    for (const space of [inside, outside]) run('ip', 'netns', 'add', space)
    run('ip', 'link', 'add', 'g0', 'address', '02:00:0a:01:00:02', 'netns', inside, 'type', 'veth',
      'peer', 'name', 'g1', 'address', '02:00:0a:01:01:02', 'netns', outside)
    run('ip', '-n', outside, 'address', 'add', `${SERVER.host}/16`, 'dev', 'g1')
    for (const client of ['10.1.0.2', '10.1.0.7', '10.1.0.9']) run('ip', '-n', inside, 'address', 'add', `${client}/16`, 'dev', 'g0')
    run('ip', '-n', outside, 'link', 'set', 'g1', 'up')
    run('ip', '-n', inside, 'link', 'set', 'g0', 'up')
    const within = (space: string, ...command: string[]): ReturnType<typeof spawn> => spawn('ip', ['netns', 'exec', space, ...command], { stdio: 'inherit' })
    const sniffer = within(outside, 'tcpdump', '-i', 'g1', '--immediate-mode', '-Z', 'root', '-U', '-w', join(output, 'capture.pcap'), 'tcp')
    const server = within(outside, process.execPath, import.meta.filename, '--serve', folder, output)
    await pause(1_500)
    await once(within(inside, process.execPath, import.meta.filename, '--dial', folder), 'exit')
    await pause(500)
    server.kill()
    sniffer.kill('SIGINT')
    await once(sniffer, 'exit')
  } finally {
    for (const space of [inside, outside]) try { run('ip', 'netns', 'delete', space) } catch { /* it was never made */ }
    rmSync(folder, { recursive: true, force: true })
  }
}

const [what, folder, results] = process.argv.slice(2)
if (what === '--serve' && folder && results) await serve(folder, results)
else if (what === '--dial' && folder) await dial(folder)
else if (what) await record(what)
else process.stderr.write('usage: node build/example/record-handshakes.ts FOLDER\n')
