import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may ask. The server listens on loopback alone, and that is not enough: any page in the user's browser can send requests
 * there (cross-site requests), and a name of an attacker's can be made to resolve to 127.0.0.1 (DNS rebinding). Hence three checks:
 * the Host header names our address, an Origin (browsers send it with every WebSocket and every PUT) is our own, and whoever
 * wants the engine knows the token. Another user of the same machine fails at the token.
 */

const HOST_NAMES = ['127.0.0.1', 'localhost']

/** Host must be a loopback address with our port: a rebound name shows here. */
export function isOurHost(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host
  return host !== undefined && HOST_NAMES.some((name) => host === `${name}:${port}`)
}

/** An Origin, where there is one, must be the page's own. */
export function isOurOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  return origin === undefined || origin === `http://${host}`
}

export function isToken(given: string | undefined, token: string): boolean {
  const a = Buffer.from(given ?? '')
  const b = Buffer.from(token)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** `Authorization: Bearer TOKEN`. */
export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
}

/**
 * Everything comes from the server itself, and nothing may be framed, embedded or reached from elsewhere. Styles of single elements are
 * set through the style object, which the policy does not concern. Not every browser takes 'self' to mean a WebSocket too.
 */
export function securityHeaders(port: number): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data:",
      `connect-src 'self' ${HOST_NAMES.map((name) => `ws://${name}:${port}`).join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
    'Cache-Control': 'no-store',
  }
}
