/**
 * What detail lines of System SSL records tell of a connection. Only texts that are public count: IBM's manual ("Event trace records
 * for System SSL") shows the handle, the read call and the closed socket; a published trace the ClientHello and the server's certificate.
 */
export type TraceText =
  /** `size`: bytes that the call is about, undefined where none are printed. */
  | { readonly kind: 'handle'; readonly handle: string; readonly size: number | undefined }
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'client-hello' }
  | { readonly kind: 'server-certificate' }
  | { readonly kind: 'closed'; readonly address: string; readonly port: number }

const HANDLE = /^Handle ((?:[0-9A-Fa-f]{8}){1,2})\b(?:, {1,8}Size (\d{1,9})\b)?/
const READ = /^Calling read routine for (\d{1,7}) bytes?\b/
const CLOSED = /^Socket closed by ([0-9A-Fa-f.:]{3,45})\.(\d{1,5})\.?$/

/** Whether a line that begins with this byte may tell anything. */
export function mayTell(first: number): boolean {
  return first === 0x48 || first === 0x43 || first === 0x52 || first === 0x55 || first === 0x53
}

/** Undefined for any other text, which is most of them. */
export function traceText(line: string): TraceText | undefined {
  switch (line.charAt(0)) {
    case 'H': {
      const [, handle, size] = HANDLE.exec(line) ?? []
      return handle === undefined
        ? undefined
        : { kind: 'handle', handle, size: size === undefined ? undefined : Number(size) }
    }
    case 'C': {
      const bytes = READ.exec(line)?.[1]
      return bytes === undefined ? undefined : { kind: 'read', bytes: Number(bytes) }
    }
    case 'R':
      return line.startsWith('Received CLIENT-HELLO message') ? { kind: 'client-hello' } : undefined
    case 'U':
      return line.startsWith("Using server certificate '") ? { kind: 'server-certificate' } : undefined
    case 'S': {
      const closed = CLOSED.exec(line)
      const port = Number(closed?.[2])
      return closed === null || port > 65_535 ? undefined : { kind: 'closed', address: closed[1] ?? '', port }
    }
    default:
      return undefined
  }
}
