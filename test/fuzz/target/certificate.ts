import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeHandshake } from '../../../main/tls/handshake.ts'
import { derElement } from '../../../main/x509/der.ts'
import { readCertificate } from '../../../main/x509/certificate.ts'
import { readName } from '../../../main/x509/name.ts'
import type { Target } from '../target.ts'
import { messagesIn } from './messages.ts'

const folder = join(import.meta.dirname, '../../fixture/certificate')

/** Any bytes as a certificate, and as a name. */
export const certificateTarget = (files: readonly Uint8Array[]): Target => ({
  name: 'certificate',
  seeds: [
    ...readdirSync(folder).map((name) => new Uint8Array(readFileSync(join(folder, name)))),
    ...messagesIn(files).flatMap(({ bytes }) => {
      const { value } = decodeHandshake(bytes, {}, false)
      return value.name === 'certificate' ? (value.certificateList ?? []).map(({ certData }) => certData.slice()) : []
    }),
  ],
  run(bytes) {
    readCertificate(bytes)
    readName(bytes)
    const element = derElement(bytes, 0)
    if (element !== undefined && !(element.end <= bytes.length)) throw new Error('an element beyond the end')
  },
})
