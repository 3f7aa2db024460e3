/**
 * `npx node test/score/record.ts FILE.pcap PORT -- SERVER... -- CLIENT...`: runs a server and then a client on this machine and records what they
 * say on the loopback (needs tcpdump and the right to use it). The server must take more than one connection: the first asks whether it listens. `PORT` in the commands is replaced; the client gets a request on its input.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const CLIENT_MS = 8_000
const SERVER_MS = 15_000
const SETTLED_MS = 600

const [file, port, ...rest] = process.argv.slice(2)
const [server, client] = rest
  .join('\0')
  .split(/(?:^|\0)--\0/)
  .slice(1)
  .map((command) => command.split('\0').filter((word) => word !== ''))
if (file === undefined || !/^\d{1,5}$/.test(port ?? '') || !server?.length || !client?.length) {
  console.error('usage: node test/score/record.ts FILE.pcap PORT -- SERVER... -- CLIENT...')
  process.exit(2)
}

const started: ChildProcess[] = []
try {
  // The server is asked whether it listens before the recording begins: the question is no part of it.
  start(server)
  await listening(Number(port))
  start(['tcpdump', '-i', 'lo', '-s0', '-U', '--immediate-mode', '-w', file, `tcp port ${port}`])
  await wait(SETTLED_MS)
  const asking = start(client)
  asking.stdin?.end('GET / HTTP/1.0\r\n\r\n')
  await Promise.race([new Promise((done) => asking.once('exit', done)), wait(CLIENT_MS)])
  await wait(SETTLED_MS)
} finally {
  for (const child of started) child.kill('SIGINT')
}

function start([program = '', ...words]: readonly string[]): ChildProcess {
  const child = spawn(
    program,
    words.map((word) => word.replaceAll('PORT', port ?? '')),
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  child.stdin?.on('error', () => undefined)
  started.push(child)
  return child
}

async function listening(at: number): Promise<void> {
  for (const end = Date.now() + SERVER_MS; Date.now() < end; await wait(200)) {
    const answered = await new Promise<boolean>((done) => {
      const socket = connect(at, '127.0.0.1', () => {
        socket.destroy()
        done(true)
      })
      socket.on('error', () => done(false))
    })
    if (answered) return
  }
  throw new Error(`nothing listens on port ${at}`)
}
