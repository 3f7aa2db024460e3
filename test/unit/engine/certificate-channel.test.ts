import { createHash, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { CertificateFileRequest } from '../../../preload/contract/connection.ts'
import { directClient } from '../../support/direct-client.ts'
import { openFiles } from '../../support/open-files.ts'

const CAPTURE = join(import.meta.dirname, '../../fixture/capture/derived-ipv6-tls12.pcap')

it('certificates of a handshake are saved as they were sent, one or the chain, or it is said why not', async () => {
  await openFiles([CAPTURE], false, true, async (engine) => {
    const client = directClient(engine)
    const page = { filter: '', sort: 'start', descending: false, offset: 0, limit: 1 } as const
    const rows = await client.request('connection.page', page)
    if (!rows.ok) throw new Error(rows.message)
    const connection = rows.value.rows[0]?.id ?? 0
    const detail = await client.request('connection.detail', { id: connection })
    if (!detail.ok) throw new Error(detail.message)
    const { certificates, demands } = detail.value
    const sent = certificates.filter(({ from }) => from === 'server')
    expect(sent.length).toBeGreaterThan(0)
    const leaf = sent[0]?.sha256 ?? ''

    const ask = (more: Partial<CertificateFileRequest>) =>
      client.request('certificate.file', {
        connection,
        from: 'server',
        sha256: leaf,
        whole: false,
        form: 'der',
        ...more,
      })
    const file = async (more: Partial<CertificateFileRequest>) => {
      const result = await ask(more)
      if (!result.ok) throw new Error(result.message)
      return result.value
    }
    const der = await file({})
    expect(createHash('sha256').update(der.bytes).digest('hex')).toBe(sent[0]?.sha256)
    expect(der.name).toMatch(/^[\w.-]+\.der$/)
    const pem = await file({ form: 'pem' })
    expect(new X509Certificate(Buffer.from(pem.bytes)).raw.equals(Buffer.from(der.bytes))).toBe(true)
    const chain = await file({ form: 'pem', whole: true })
    expect(chain.name).toMatch(/-chain\.pem$/)
    expect(Buffer.from(chain.bytes).toString().split('-----BEGIN CERTIFICATE-----')).toHaveLength(sent.length + 1)
    const bundle = await file({ whole: true })
    expect(bundle.name).toMatch(/-chain\.p7b$/)
    expect(Buffer.from(bundle.bytes).includes(Buffer.from(der.bytes))).toBe(true)

    expect(await ask({ sha256: '0'.repeat(64) })).toMatchObject({
      ok: false,
      code: 'not-found',
      message: expect.stringContaining('no longer there') as string,
    })
    expect(await ask({ connection: 4_711 })).toMatchObject({ ok: false, code: 'not-found' })
    expect(await ask({ sha256: 'leaf' })).toMatchObject({ ok: false, code: 'invalid' })

    // The client said what signatures it takes; the leaf is held against the name that it asked for.
    expect(demands.find(({ from }) => from === 'client')?.signatures.length).toBeGreaterThan(0)
    expect(sent[0]?.fitsName).toBe(true)
  })
})
