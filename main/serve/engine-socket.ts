import type { IncomingMessage, Server } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import {
  CLOSE_WRONG_TOKEN,
  decodeRequestFrame,
  encodeFrame,
  MAX_REQUEST_LENGTH,
  WireError,
} from '../../preload/contract/wire.ts'
import type { EngineSupervisor } from '../engine/supervisor.ts'
import { isOurHost, isOurOrigin, isToken } from './security.ts'

/** A page that does not answer two pings in a row is gone (a closed lid, a killed browser). */
const PING_MS = 30_000
/** Waiting for a page that reads too slowly: beyond it the connection is cut, the page connects again and asks anew. */
const MAX_BUFFERED_BYTES = 64 << 20
const CLOSE_UNUSABLE = 1007
const CLOSE_TOO_SLOW = 1013

/** Connects each page to the engine over `/engine`. Returns what ends it. */
export function serveEngineSocket(
  server: Server,
  port: () => number,
  token: string,
  engine: EngineSupervisor,
): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_LENGTH, perMessageDeflate: false })
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    // A browser always says where a WebSocket comes from; without an Origin it is another program, which needs the token all the same.
    if (url.pathname !== '/engine' || !isOurHost(request, port()) || !isOurOrigin(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if (isToken(url.searchParams.get('token') ?? undefined, token)) join(opened, engine)
      // Only a close code tells the page that trying again is of no use: a refused upgrade looks to it like any failure.
      else opened.close(CLOSE_WRONG_TOKEN, 'wrong token')
    })
  })
  const pinging = setInterval(() => {
    for (const socket of sockets.clients) ping(socket)
  }, PING_MS)
  pinging.unref()
  return () => {
    clearInterval(pinging)
    for (const socket of sockets.clients) socket.terminate()
  }
}

const silent = new WeakSet<WebSocket>()

function ping(socket: WebSocket): void {
  if (silent.has(socket)) return socket.terminate()
  silent.add(socket)
  socket.ping()
}

function join(socket: WebSocket, engine: EngineSupervisor): void {
  let listener: (frame: unknown) => void = () => {}
  const leave = engine.connect({
    post(frame) {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return socket.close(CLOSE_TOO_SLOW, 'too slow')
      socket.send(encodeFrame(frame))
    },
    onMessage: (given) => (listener = given),
  })
  socket.on('pong', () => silent.delete(socket))
  socket.on('close', leave)
  // ws closes the connection itself after an error (a frame too large, a broken one).
  socket.on('error', () => {})
  socket.on('message', (data, isBinary) => {
    try {
      if (isBinary || !(data instanceof Buffer)) throw new WireError('frames are text')
      listener(decodeRequestFrame(data.toString('utf8')))
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      socket.close(CLOSE_UNUSABLE, error.message)
    }
  })
}
