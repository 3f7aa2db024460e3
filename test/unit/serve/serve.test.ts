import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { WebSocket } from 'ws'
import { serve, ServeProblem, type Serving } from '../../../main/serve/serve.ts'
import type { FromEngine } from '../../../preload/contract/carrier.ts'
import { CLOSE_WRONG_TOKEN, decodeFrame, encodeFrame, MAX_REQUEST_LENGTH } from '../../../preload/contract/wire.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'gskope-test-'))
const windowFolder = join(folder, 'window')
let serving: Serving
let host: string
let token: string

function options(port = 0) {
  return {
    engine: { home: join(folder, 'home'), version: '1' },
    files: [EXAMPLE.capture],
    example: false,
    port,
    windowFolder,
  }
}

beforeAll(async () => {
  mkdirSync(windowFolder)
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(join(folder, 'secret.txt'), 'not for you')
  serving = await serve(options())
  const url = new URL(serving.url)
  host = url.host
  token = url.hash.slice('#token='.length)
})

afterAll(async () => {
  await serving.close()
  rmSync(folder, { recursive: true, maxRetries: 5 })
})

interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

/** Without a client's own care for Host and paths. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const [hostname, port] = host.split(':')
  return new Promise((done, fail) => {
    const request = httpRequest({ hostname, port, path, method, headers: { Host: host, ...headers } }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    request.on('error', fail)
    request.end(body)
  })
}

function socket(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ socket: WebSocket; heard: FromEngine[] } | { refused: number }> {
  return new Promise((done) => {
    const opened = new WebSocket(`ws://${host}${path}`, { headers })
    const heard: FromEngine[] = []
    opened.on('message', (data) => heard.push(decodeFrame((data as Buffer).toString())))
    opened.on('open', () => done({ socket: opened, heard }))
    opened.on('error', (error) => done({ refused: Number(/\d{3}/.exec(error.message)?.[0] ?? 0) }))
  })
}

async function connected(path = `/engine?token=${token}`) {
  const opened = await socket(path)
  if ('refused' in opened) throw new Error(`refused with ${opened.refused}`)
  return opened
}

const closed = (opened: WebSocket): Promise<number> => new Promise((done) => opened.on('close', (code) => done(code)))

describe('the server', () => {
  it('listens on loopback and gives the window with strict headers', async () => {
    expect(serving.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
    const page = await ask('/')
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>window') as string })
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/.%00./secret.txt',
    '//etc/passwd',
    '/index.html/../../secret.txt',
  ])('gives nothing outside of the window at %s', async (path) => {
    const { status, body } = await ask(path)
    expect(status).not.toBe(200)
    expect(body).not.toContain('not for you')
  })

  it('refuses a name that only resolves to loopback, other origins, and other methods', async () => {
    expect((await ask('/', { headers: { Host: 'evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { Host: '127.0.0.1:1' } })).status).toBe(403)
    expect((await ask('/', { headers: { Origin: 'http://evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { Origin: 'null' } })).status).toBe(403)
    expect((await ask('/', { headers: { Origin: `http://${host}` } })).status).toBe(200)
    expect((await ask('/', { method: 'POST' })).status).toBe(405)
  })

  it('says in a sentence when the window is not built or the port is taken', async () => {
    await expect(serve({ ...options(), windowFolder: join(folder, 'no') })).rejects.toThrow(/npm run build/)
    await expect(serve(options(Number(host.split(':')[1])))).rejects.toThrow(ServeProblem)
  })
})

describe('the engine behind it', () => {
  it('answers who has the token, big numbers and all, with the files opened at the start', async () => {
    const { socket: opened, heard } = await connected()
    const state = (): unknown => {
      opened.send(encodeFrame({ kind: 'request', id: 1, channel: 'case.state', payload: {} }))
      return heard.findLast((frame) => frame.kind === 'reply')
    }
    await expect.poll(state, { timeout: 20_000, interval: 100 }).toMatchObject({
      result: {
        ok: true,
        value: { connections: 4, indexing: false, sources: [{ firstTime: expect.any(BigInt) as bigint }] },
      },
    })
    opened.close()
  }, 30_000)

  it('closes at once on a wrong token, with the code that says so', async () => {
    for (const wrong of ['/engine?token=wrong', '/engine', `/engine?token=${token}x`]) {
      const { socket: opened } = await connected(wrong)
      expect(await closed(opened)).toBe(CLOSE_WRONG_TOKEN)
    }
  })

  it('refuses other origins, other names and other paths, token or not', async () => {
    expect(await socket(`/engine?token=${token}`, { Origin: 'http://evil.example' })).toStrictEqual({ refused: 403 })
    expect(await socket(`/engine?token=${token}`, { Host: 'evil.example' })).toStrictEqual({ refused: 403 })
    expect(await socket(`/other?token=${token}`)).toStrictEqual({ refused: 403 })
  })

  it.each([
    ['not JSON', '{'],
    ['no request', '{"kind":"reply"}'],
    ['a binary frame', Buffer.from('{}')],
    ['too much', 'x'.repeat(MAX_REQUEST_LENGTH + 1)],
  ])(
    'cuts a client that sends %s, and goes on for others',
    async (_what, data) => {
      const { socket: opened } = await connected()
      opened.send(data)
      expect([1007, 1009]).toContain(await closed(opened))
      const other = await connected()
      other.socket.send(encodeFrame({ kind: 'request', id: 7, channel: 'recent.list', payload: {} }))
      await expect
        .poll(() => other.heard.find((frame) => frame.kind === 'reply' && frame.id === 7), { timeout: 10_000 })
        .toBeDefined()
      other.socket.close()
    },
    20_000,
  )
})

describe('a dropped file', () => {
  const auth = { Authorization: '' }
  beforeAll(() => void (auth.Authorization = `Bearer ${token}`))

  it('arrives whole, under its name, at a path that the engine can open', async () => {
    const bytes = readFileSync(EXAMPLE.capture)
    const name = 'tn3270 🔑 <x>.pcap'
    const { status, body } = await ask(`/upload/${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: auth,
      body: bytes,
    })
    expect(status).toBe(200)
    const { path } = JSON.parse(body) as { path: string }
    expect(basename(path)).toBe('tn3270 🔑 _x_.pcap')
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('of the same name is a file of its own', async () => {
    const put = () => ask('/upload/a.txt', { method: 'PUT', headers: auth, body: 'x' })
    const [one, two] = [await put(), await put()]
    expect(one.body).not.toBe(two.body)
  })

  it('needs the token, a PUT, a name that can be read, and room', async () => {
    const put = { method: 'PUT', body: 'x' }
    expect((await ask('/upload/a', put)).status).toBe(401)
    expect((await ask('/upload/a', { ...put, headers: { Authorization: 'Bearer wrong' } })).status).toBe(401)
    expect((await ask('/upload/a', { ...put, method: 'POST', headers: auth })).status).toBe(405)
    expect((await ask('/upload/%E0%A4%A', { ...put, headers: auth })).status).toBe(400)
    const huge = await ask('/upload/a', {
      method: 'PUT',
      headers: { ...auth, 'Content-Length': String(2 ** 52) },
    }).catch(() => undefined)
    if (huge) expect(huge).toMatchObject({ status: 507, body: expect.stringContaining('free space') as string })
  })

  it('is gone when the server ends', async () => {
    const other = await serve({ ...options(), files: [] })
    const url = new URL(other.url)
    const response = await fetch(`http://${url.host}/upload/x`, {
      method: 'PUT',
      body: 'x',
      headers: { Authorization: `Bearer ${url.hash.slice(7)}` },
    })
    const { path } = (await response.json()) as { path: string }
    expect(existsSync(path)).toBe(true)
    await other.close()
    expect(existsSync(path)).toBe(false)
  }, 20_000)
})
