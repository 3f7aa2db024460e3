import type { Field } from '../../preload/contract/connection.ts'

export interface DraftedMessage {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly fields: readonly Field[]
}

interface Says {
  readonly meaning?: string
  readonly sentence?: string
  readonly problem?: string
}

const mutable = (field: Field): { end: number; children: Field[] } =>
  field as unknown as { end: number; children: Field[] }

/** Writes a message and its field tree together, so that the ranges of the tree are right by construction. */
export class MessageDraft {
  readonly #bytes: number[] = []
  readonly #open: Field[][] = [[]]

  uint(name: string, width: number, value: number, says: Says = {}): this {
    const bytes = Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256)
    return this.raw(name, bytes, value.toString(16).padStart(width * 2, '0'), says)
  }

  text(name: string, text: string, says: Says = {}): this {
    return this.raw(
      name,
      Array.from({ length: text.length }, (_, i) => text.charCodeAt(i) & 255),
      text,
      says,
    )
  }

  raw(name: string, bytes: readonly number[], value: string, says: Says = {}): this {
    const start = this.#bytes.length
    for (const byte of bytes) this.#bytes.push(byte)
    this.#into().push(field(name, start, this.#bytes.length, value, says))
    return this
  }

  /** A structure; with `prefix`, a vector whose length stands before it in that many bytes. */
  group(name: string, prefix: 0 | 1 | 2 | 3, value: string, says: Says, write: () => void): this {
    const start = this.#bytes.length
    for (let i = 0; i < prefix; i++) this.#bytes.push(0)
    const children: Field[] = []
    const own = field(name, start, start, value, says, children)
    this.#into().push(own)
    this.#open.push(children)
    write()
    this.#open.pop()
    mutable(own).end = this.#bytes.length
    const length = this.#bytes.length - start - prefix
    for (let i = 0; i < prefix; i++) this.#bytes[start + i] = Math.floor(length / 256 ** (prefix - 1 - i)) % 256
    return this
  }

  /** Puts the four bytes of the handshake header (RFC 8446 §4) round what was written. */
  static handshake(type: number, name: string, write: (draft: MessageDraft) => void): DraftedMessage {
    const draft = new MessageDraft()
    draft.group(name, 0, '', {}, () => {
      draft.uint('msg_type', 1, type, { meaning: name, sentence: 'Says which handshake message this is.' })
      draft.uint('length', 3, 0, { sentence: 'Bytes of the body that follow.' })
      write(draft)
    })
    const made = draft.done()
    const length = made.bytes.length - 4
    made.bytes[1] = length >> 16
    made.bytes[2] = (length >> 8) & 255
    made.bytes[3] = length & 255
    const [root] = made.fields
    const prefix = root?.children[1]
    if (prefix) (prefix as { value: string }).value = String(length)
    if (root) (root as { value: string }).value = `${made.bytes.length} bytes`
    return made
  }

  done(): DraftedMessage {
    return { bytes: Uint8Array.from(this.#bytes), fields: this.#open[0] ?? [] }
  }

  #into(): Field[] {
    const top = this.#open.at(-1)
    if (!top) throw new TypeError('a group was closed too often')
    return top
  }
}

function field(name: string, start: number, end: number, value: string, says: Says, children: Field[] = []): Field {
  return {
    name,
    start,
    end,
    value,
    meaning: says.meaning ?? null,
    sentence: says.sentence ?? null,
    problem: says.problem ?? null,
    children,
  }
}

/** Repeatable bytes that look like a random value. */
export function noise(seed: number, length: number): number[] {
  let state = (seed * 2654435761) >>> 0 || 1
  return Array.from({ length }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) & 255
  })
}

const hex = (bytes: readonly number[]): string =>
  bytes
    .map((b) => b.toString(16).padStart(2, '0'))
    .join('')
    .replace(/(.{8})(?=.)/g, '$1 ')

export interface Hello {
  readonly version: number
  readonly suites: readonly (readonly [number, string, string | null])[]
  readonly serverName: string | null
  readonly groups: readonly (readonly [number, string])[]
  readonly supportedVersions?: readonly (readonly [number, string])[]
  readonly seed: number
}

const versionName = (code: number): string =>
  ({ 0x0301: 'TLS 1.0', 0x0302: 'TLS 1.1', 0x0303: 'TLS 1.2', 0x0304: 'TLS 1.3' })[code] ?? 'unknown'

export function clientHello(hello: Hello): DraftedMessage {
  return MessageDraft.handshake(1, 'client_hello', (draft) => {
    const random = noise(hello.seed, 32)
    draft.uint('legacy_version', 2, hello.version, {
      meaning: versionName(hello.version),
      sentence: 'The highest version the client speaks, unless supported_versions says otherwise.',
    })
    draft.raw('random', random, hex(random), {
      sentence: 'Thirty-two bytes that make this handshake unlike any other.',
    })
    draft.group(
      'legacy_session_id',
      1,
      'empty',
      { sentence: 'Empty: the client does not ask to resume a session by its id.' },
      () => undefined,
    )
    draft.group(
      'cipher_suites',
      2,
      `${hello.suites.length} suites, ${hello.suites.length * 2} bytes`,
      { sentence: 'What the client is ready to use, in its order of preference.' },
      () => {
        for (const [code, name, zos] of hello.suites) {
          draft.uint('cipher_suite', 2, code, { meaning: zos ? `${name} (z/OS ${zos})` : name })
        }
      },
    )
    draft.group('legacy_compression_methods', 1, '1 method', {}, () =>
      draft.uint('compression_method', 1, 0, { meaning: 'null' }),
    )
    draft.group('extensions', 2, `${hello.supportedVersions ? 4 : 3} extensions`, {}, () => {
      const { serverName } = hello
      if (serverName !== null) {
        extension(draft, 0, 'server_name', serverName, () =>
          draft.group('server_name_list', 2, '1 name', {}, () => {
            draft.uint('name_type', 1, 0, { meaning: 'host_name' })
            draft.group(
              'host_name',
              2,
              serverName,
              { sentence: 'The name the client wants to reach; the server may choose its certificate by it.' },
              () => draft.text('name', serverName),
            )
          }),
        )
      }
      extension(draft, 10, 'supported_groups', `${hello.groups.length} groups`, () =>
        draft.group('named_group_list', 2, `${hello.groups.length} groups`, {}, () => {
          for (const [code, name] of hello.groups) draft.uint('named_group', 2, code, { meaning: name })
        }),
      )
      const { supportedVersions } = hello
      if (supportedVersions) {
        extension(draft, 43, 'supported_versions', supportedVersions.map((v) => v[1]).join(', '), () =>
          draft.group('versions', 1, `${supportedVersions.length} versions`, {}, () => {
            for (const [code, name] of supportedVersions) draft.uint('version', 2, code, { meaning: name })
          }),
        )
      }
      extension(draft, 13, 'signature_algorithms', '3 schemes', () =>
        draft.group('supported_signature_algorithms', 2, '3 schemes', {}, () => {
          draft.uint('scheme', 2, 0x0403, { meaning: 'ecdsa_secp256r1_sha256' })
          draft.uint('scheme', 2, 0x0804, { meaning: 'rsa_pss_rsae_sha256' })
          draft.uint('scheme', 2, 0x0401, { meaning: 'rsa_pkcs1_sha256' })
        }),
      )
    })
  })
}

function extension(draft: MessageDraft, type: number, name: string, value: string, write: () => void): void {
  draft.group(name, 0, value, { meaning: `extension ${type}` }, () => {
    draft.uint('extension_type', 2, type, { meaning: name })
    draft.group('extension_data', 2, value, {}, write)
  })
}

export function serverHello(
  version: number,
  suite: readonly [number, string, string | null],
  seed: number,
): DraftedMessage {
  return MessageDraft.handshake(2, 'server_hello', (draft) => {
    const random = noise(seed, 32)
    draft.uint('legacy_version', 2, 0x0303, { meaning: 'TLS 1.2' })
    draft.raw('random', random, hex(random))
    draft.group('legacy_session_id_echo', 1, 'empty', {}, () => undefined)
    draft.uint('cipher_suite', 2, suite[0], {
      meaning: suite[2] ? `${suite[1]} (z/OS ${suite[2]})` : suite[1],
      sentence: 'The one suite that the server chose from the offer.',
    })
    draft.uint('legacy_compression_method', 1, 0, { meaning: 'null' })
    draft.group('extensions', 2, '1 extension', {}, () =>
      extension(draft, 43, 'supported_versions', versionName(version), () =>
        draft.uint('selected_version', 2, version, { meaning: versionName(version) }),
      ),
    )
  })
}

/** A certificate message whose chain is `sizes` bytes long; the contents are noise. */
export function certificateMessage(sizes: readonly number[]): DraftedMessage {
  return MessageDraft.handshake(11, 'certificate', (draft) => {
    draft.group(
      'certificate_list',
      3,
      `${sizes.length} certificates`,
      { sentence: 'The chain, the leaf first.' },
      () => {
        sizes.forEach((size, i) => {
          draft.group(`certificate ${i + 1}`, 3, `${size} bytes`, {}, () => {
            const bytes = [0x30, 0x82, (size >> 8) & 255, size & 255, ...noise(size + i, Math.max(0, size - 4))]
            draft.raw('cert_data', bytes, `${size} bytes of DER`)
          })
        })
      },
    )
  })
}

export function alert(level: number, description: number, name: string): DraftedMessage {
  const draft = new MessageDraft()
  draft.group('alert', 0, '2 bytes', {}, () => {
    draft.uint('level', 1, level, {
      meaning: level === 2 ? 'fatal' : 'warning',
      sentence: level === 2 ? 'Fatal: the connection ends here.' : 'Warning: the connection may go on.',
    })
    draft.uint('description', 1, description, {
      meaning: name,
      sentence: 'Why the alert was sent, as far as its sender tells.',
    })
  })
  return draft.done()
}

export function plainMessage(type: number, name: string, length: number): DraftedMessage {
  return MessageDraft.handshake(type, name, (draft) =>
    draft.raw('body', noise(type * 77 + length, length), `${length} bytes`),
  )
}
