import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePage } from '../../../main/app/page-protocol.ts'

let folder: string
let answer: (request: Request) => Promise<Response>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-page-'))
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'renderer/assets/a b.js'), 'void 0')
  writeFileSync(join(folder, 'renderer/assets/map.map'), '{}')
  writeFileSync(join(folder, 'secret.js'), 'secret')
  mkdirSync(join(folder, 'renderer-other'))
  writeFileSync(join(folder, 'renderer-other/x.js'), 'secret')
  answer = servePage(join(folder, 'renderer'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (url: string, method = 'GET'): Promise<Response> => answer(new Request(url, { method }))

test('the page comes with its type and a policy that allows its own files alone', async () => {
  const response = await get('app://gskope/index.html')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(await response.text()).toBe('<!doctype html>')
})

test('names are decoded, queries ignored, HEAD has no body', async () => {
  expect(await (await get('app://gskope/assets/a%20b.js?v=1')).text()).toBe('void 0')
  expect(await (await get('app://gskope/index.html', 'HEAD')).text()).toBe('')
})

describe('refused', () => {
  test.each([
    'app://gskope/../secret.js',
    'app://gskope/..%2fsecret.js',
    'app://gskope/%2e%2e/secret.js',
    'app://gskope/assets/..%2f..%2fsecret.js',
    'app://gskope/..%5csecret.js',
    'app://gskope/..%2frenderer-other/x.js',
    'app://gskope/assets/a%00.js',
    'app://gskope/%E0%A4%A',
    'app://gskope/c:/secret.js',
    'app://gskope/',
    'app://gskope/missing.js',
    'app://gskope/assets/map.map',
    'app://other/index.html',
    'https://gskope/index.html',
  ])('%s', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('any method that writes', async () => {
    expect((await get('app://gskope/index.html', 'POST')).status).toBe(405)
  })
})
