import { inflateSync } from 'node:zlib'

/** A PDF's objects in clear, its compressed streams unpacked (ISO 32000-1 §7.3.8, §7.4.4). */
export function unpackedPdf(content: string | Uint8Array): string {
  const pdf = Buffer.from(content).toString('latin1')
  const streams = [...pdf.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return packed
    }
  })
  return [pdf, ...streams].join('\n')
}
