import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import type { EngineOptions } from '../engine/engine.ts'
import { EngineSupervisor, forkEngine } from '../engine/supervisor.ts'
import { serveEngineSocket } from './engine-socket.ts'
import { bearer, isOurHost, isOurOrigin, isToken, securityHeaders } from './security.ts'
import { UploadFolder, UploadRefused } from './upload.ts'

export interface ServeOptions {
  readonly engine: EngineOptions
  /** Files to open before anybody connects; the example when asked for instead. */
  readonly files: readonly string[]
  readonly example: boolean
  /** 0: any free port. */
  readonly port: number
  /** The built window. */
  readonly windowFolder: string
}

export interface Serving {
  /** With the token: whoever has it has the engine. */
  readonly url: string
  close(): Promise<void>
}

/** The window has not been built, or the port is taken; `message` says what to do. */
export class ServeProblem extends Error {}

/** Serves the window and the engine to browsers of this machine. Resolves once it listens; throws ServeProblem. */
export async function serve(options: ServeOptions): Promise<Serving> {
  if (!existsSync(join(options.windowFolder, 'index.html'))) {
    throw new ServeProblem(`The window is not built (${options.windowFolder} is missing). Run "npm run build" first.`)
  }
  // 256 bits from the system's generator: not to be guessed, and new at each start.
  const token = randomBytes(32).toString('base64url')
  const uploads = new UploadFolder()
  let port = options.port
  let headers: Readonly<Record<string, string>> = {}
  const files = sirv(options.windowFolder, { dev: false, etag: false, single: false })

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (!isOurHost(request, port) || !isOurOrigin(request))
      return say(response, 403, 'This address is for the browser on the same machine.')
    if (request.url?.startsWith('/upload/')) return void takeUpload(request, response, token, uploads)
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'Only GET here.')
    files(request, response, () => say(response, 404, 'There is no such page.'))
  })
  port = await listen(server, options.port)
  headers = securityHeaders(port)

  const engine = new EngineSupervisor({ spawn: forkEngine, engine: options.engine })
  const endSockets = serveEngineSocket(server, () => port, token, engine)
  if (options.files.length > 0) engine.open(options.files)
  else if (options.example) engine.openExample()
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    async close() {
      endSockets()
      server.close()
      server.closeAllConnections()
      await engine.stop()
      await uploads.remove()
    },
  }
}

function listen(server: ReturnType<typeof createServer>, wanted: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(
        new ServeProblem(
          error.code === 'EADDRINUSE'
            ? `Port ${wanted} is taken. Leave --port out, and a free one is found.`
            : `Port ${wanted} cannot be listened on (${error.code ?? error.message}).`,
        ),
      )
    })
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : wanted)
    })
  })
}

async function takeUpload(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  uploads: UploadFolder,
): Promise<void> {
  if (request.method !== 'PUT') return say(response, 405, 'Only PUT here.')
  if (!isToken(bearer(request), token))
    return say(response, 401, 'The token is not right. Open the address that gskope printed.')
  try {
    const name = decodeURIComponent((request.url ?? '').slice('/upload/'.length))
    answer(response, 200, { path: await uploads.take(request, name) })
  } catch (error) {
    if (error instanceof UploadRefused) say(response, error.status, error.message)
    else if (error instanceof URIError) say(response, 400, 'The name of the file cannot be read.')
    else throw error
  }
}

function say(response: ServerResponse, status: number, message: string): void {
  answer(response, status, { message })
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
