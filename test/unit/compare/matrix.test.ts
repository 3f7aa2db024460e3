import { expect, it } from 'vitest'
import { matrix } from '../../../main/compare/matrix.ts'
import { certificate, handshake, message } from '../../support/compared-handshake.ts'

const one = (fields: Record<string, number[]>, more = {}) =>
  handshake([message('client client_hello', { random: '01', ...fields })], more)

it('has facts as rows, says which handshakes are alike in each, and leaves noise out', () => {
  const rows = matrix([
    one({ cipherSuites: [0x1a1a, 0xc02f], extensions: [27, 17513] }),
    one({ cipherSuites: [0xc02f], extensions: [17513, 27] }),
    one({ cipherSuites: [0xc02b], extensions: [27, 17513] }, { outcome: 'failed', certificates: [certificate()] }),
  ])
  const row = (path: string) => rows.find((found) => found.path === path)
  expect(row('client_hello.random')).toBeUndefined()
  expect(row('client_hello.cipherSuites')).toMatchObject({ kinds: [0, 0, 1], differs: true })
  expect(row('client_hello.extensions')).toMatchObject({ kinds: [0, 0, 0], differs: false })
  expect(row('outcome')).toMatchObject({ values: ['established', 'established', 'failed'], kinds: [0, 0, 1] })
  // What two of them do not show is no difference.
  expect(row('certificates.server.0.keyType')).toMatchObject({ kinds: [null, null, 0], differs: false })
  expect(rows.some(({ path }) => path.startsWith('certificates.client'))).toBe(false)
})
