/** Handshakes between two ends of Node's own TLS in this process, with all that went between them. */
import { once } from 'node:events'
import { Duplex, duplexPair } from 'node:stream'
import * as tls from 'node:tls'
import type { Side } from '../../main/tls/message.ts'

export interface Turn {
  readonly side: Side
  readonly bytes: Uint8Array
}

export interface LiveHandshake {
  readonly turns: readonly Turn[]
  /** As a key log. */
  readonly keyLog: string
  readonly protocol: string | null
  readonly cipher: string
  readonly session: Buffer | undefined
}

export interface LiveOptions {
  readonly server: tls.TlsOptions
  /** Sessions that the server keeps by their ids. */
  readonly sessions?: Map<string, Buffer>
  readonly client: tls.ConnectionOptions
  /** After the handshake, before the client closes. */
  readonly then?: (client: tls.TLSSocket, server: tls.TLSSocket) => Promise<void>
}

/** Passes a side's bytes on, and keeps them. */
function recorded(end: Duplex, side: Side, turns: Turn[]): Duplex {
  const outer = new Duplex({
    read: () => void end.resume(),
    write(chunk: Buffer, _encoding, done) {
      turns.push({ side, bytes: Uint8Array.from(chunk) })
      end.write(chunk, done)
    },
    final: (done) => void end.end(done),
  })
  end.on('data', (chunk: Buffer) => void outer.push(chunk))
  end.on('end', () => void outer.push(null))
  return outer
}

export async function liveHandshake({ server, client, sessions, then }: LiveOptions): Promise<LiveHandshake> {
  const turns: Turn[] = []
  const lines: string[] = []
  const [one, other] = duplexPair()
  const listener = tls.createServer(server)
  listener.on('newSession', (id: Buffer, data: Buffer, done: () => void) => {
    sessions?.set(id.toString('hex'), data)
    done()
  })
  listener.on('resumeSession', (id: Buffer, done: (error: null, data: Buffer | null) => void) => {
    done(null, sessions?.get(id.toString('hex')) ?? null)
  })
  const secured = once(listener, 'secureConnection') as Promise<[tls.TLSSocket]>
  listener.emit('connection', recorded(one, 'server', turns))
  const clientSocket = tls.connect({
    ...client,
    socket: recorded(other, 'client', turns),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  })
  clientSocket.on('keylog', (line: Buffer) => void lines.push(line.toString('latin1')))
  let session: Buffer | undefined
  clientSocket.on('session', (made: Buffer) => void (session = made))
  const [[serverSocket]] = await Promise.all([secured, once(clientSocket, 'secureConnect')])
  serverSocket.on('error', () => undefined)
  const got = once(clientSocket, 'data')
  serverSocket.write('hello from the server')
  await got
  if (then) await then(clientSocket, serverSocket)
  const { name } = clientSocket.getCipher()
  const protocol = clientSocket.getProtocol()
  session ??= clientSocket.getSession()
  clientSocket.end('bye')
  serverSocket.resume()
  await once(serverSocket, 'end')
  serverSocket.end()
  await once(clientSocket, 'close')
  return { turns, keyLog: lines.join(''), protocol, cipher: name, session }
}
