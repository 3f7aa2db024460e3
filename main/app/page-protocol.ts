import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { ORIGIN } from './origin.ts'

/**
 * The window shows what strangers' files say, so it may load its own files and nothing else. Styles of single elements are set through the
 * style object, which the policy does not concern: not even styles need 'unsafe-inline'.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What the build puts into out/renderer; any other ending is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
}

const refuse = (status: number): Response => new Response(null, { status, headers: HEADERS })

/** Answers requests for app://gskope/... from the files below `folder`. */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  const root = resolve(folder)
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    const path = filePath(root, request.url)
    const type = path && TYPES[extname(path).toLowerCase()]
    if (!type) return refuse(404)
    try {
      const bytes = await readFile(path)
      return new Response(request.method === 'HEAD' ? null : bytes, { headers: { ...HEADERS, 'content-type': type } })
    } catch {
      return refuse(404)
    }
  }
}

/** The file that an address means, or undefined when it is not ours or leads out of the folder. */
function filePath(root: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  // Custom schemes have the origin "null" for Node's URL, so the parts are compared.
  if (`${url.protocol}//${url.host}` !== ORIGIN) return undefined
  let name: string
  try {
    name = decodeURIComponent(url.pathname)
  } catch {
    return undefined
  }
  // A backslash or a drive letter would be a path of its own to Windows, a NUL byte to nobody.
  if (/[\\:\0]/.test(name)) return undefined
  const path = resolve(root, `.${name}`)
  return path.startsWith(root + sep) ? path : undefined
}
