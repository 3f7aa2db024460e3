import type { ProofBytes } from '../model/report.ts'

/** Fields that hold code points, lengths and versions: what evidence is about. Any other may hold a name, a key or a random. */
const TELLING: ReadonlySet<string> = new Set([
  'msg_type',
  'length',
  'level',
  'description',
  'type',
  'version',
  'versions',
  'legacy_version',
  'server_version',
  'selected_version',
  'cipher_suite',
  'cipher_suites',
  'compression_method',
  'legacy_compression_method',
  'legacy_compression_methods',
  'compression_algorithm',
  'named_group',
  'named_group_list',
  'group',
  'selected_group',
  'signature_scheme',
  'supported_signature_algorithms',
  'algorithm',
  'extension_type',
  'ec_point_format',
  'ec_point_formats',
  'ke_mode',
  'ke_modes',
  'name_type',
  'status_type',
  'certificate_type',
  'certificate_types',
  'max_fragment_length',
  'request_update',
])

const MASKED_BYTE = '--'

/** The bytes with those masked that no telling field holds, and how many that were. */
export function maskBytes(bytes: ProofBytes): { readonly bytes: ProofBytes; readonly count: number } {
  const pairs = bytes.hex.match(/../g) ?? []
  const shown = new Uint8Array(pairs.length)
  for (const { name, start, end } of bytes.parts)
    if (TELLING.has(name)) shown.fill(1, Math.max(0, start - bytes.offset), Math.max(0, end - bytes.offset))
  const masked = pairs.map((pair, at) => (shown[at] === 1 ? pair : MASKED_BYTE))
  return {
    bytes: {
      message: bytes.message,
      field: bytes.field,
      parts: bytes.parts.map(({ name, start, end }) => ({ name, start, end })),
      offset: bytes.offset,
      hex: masked.join(''),
      leftOut: bytes.leftOut,
    },
    count: masked.filter((pair) => pair === MASKED_BYTE).length,
  }
}
