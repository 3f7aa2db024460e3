/** A certificate whose every field for a name holds one that nobody else has (RFC 5280 §4). Nobody has signed it. */
import { generateKeyPairSync } from 'node:crypto'
import { type Bytes, ascii, u16 } from './tls-bytes.ts'

function der(tag: number, ...content: readonly Bytes[]): number[] {
  const bytes = content.flat()
  const length =
    bytes.length < 128 ? [bytes.length] : bytes.length < 256 ? [0x81, bytes.length] : [0x82, ...u16(bytes.length)]
  return [tag, ...length, ...bytes]
}

const sequence = (...content: readonly Bytes[]): number[] => der(0x30, ...content)
const oid = (...content: number[]): number[] => der(0x06, content)
/** Of RFC 5280 §4.2, by the last arc of id-ce. */
const extension = (arc: Bytes, value: Bytes): number[] => sequence(der(0x06, arc), der(0x04, value))

const ATTRIBUTES = { CN: 3, serialNumber: 5, L: 7, ST: 8, O: 10, OU: 11 } as const
export type Attribute = keyof typeof ATTRIBUTES

export interface PlantedNames {
  readonly subject: Readonly<Partial<Record<Attribute, string>>>
  readonly issuer: Readonly<Partial<Record<Attribute, string>>>
  readonly serial: Bytes
  readonly dns: readonly string[]
  readonly mail: string
  readonly uri: string
  readonly ip: Bytes
  readonly ocsp: string
  readonly issuers: string
  readonly crl: string
  readonly statement: string
  readonly keyId: Bytes
}

export function plantedCertificate(names: PlantedNames): number[] {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = (parts: PlantedNames['subject']): number[] =>
    sequence(
      ...Object.entries(parts).map(([key, value]) =>
        der(0x31, sequence(oid(0x55, 0x04, ATTRIBUTES[key as Attribute]), der(0x0c, ascii(value)))),
      ),
    )
  const uri = (address: string): number[] => der(0x86, ascii(address))
  const altNames = sequence(
    ...names.dns.map((dns) => der(0x82, ascii(dns))),
    der(0x81, ascii(names.mail)),
    uri(names.uri),
    der(0x87, names.ip),
  )
  const access = (method: number, address: string): number[] =>
    sequence(oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, method), uri(address))
  const policy = sequence(
    oid(0x2a, 0x03, 0x04),
    sequence(sequence(oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x01), der(0x16, ascii(names.statement)))),
  )
  const extensions = der(
    0xa3,
    sequence(
      extension([0x55, 0x1d, 0x11], altNames),
      extension([0x55, 0x1d, 0x0e], der(0x04, names.keyId)),
      extension([0x55, 0x1d, 0x23], sequence(der(0x80, names.keyId))),
      extension(
        [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01],
        sequence(access(1, names.ocsp), access(2, names.issuers)),
      ),
      extension([0x55, 0x1d, 0x1f], sequence(sequence(der(0xa0, der(0xa0, uri(names.crl)))))),
      extension([0x55, 0x1d, 0x20], sequence(policy)),
    ),
  )
  const validity = sequence(der(0x17, ascii('200101000000Z')), der(0x17, ascii('491231235959Z')))
  const info = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, names.serial),
    algorithm,
    name(names.issuer),
    validity,
    name(names.subject),
    [...publicKey.export({ type: 'spki', format: 'der' })],
    extensions,
  )
  return sequence(info, algorithm, der(0x03, [0, ...Array.from({ length: 64 }, () => 7)]))
}
