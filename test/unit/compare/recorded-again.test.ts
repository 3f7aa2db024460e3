/** Handshakes of two ends that are really there, recorded once more with nothing changed, or with one thing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compare } from '../../../main/compare/compare.ts'
import type { AnalysisConnection } from '../../../main/report/analysis/schema.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { ethernetFrame, ipv4Tcp, pcapFile } from '../../support/capture-writer.ts'
import { type LiveHandshake, liveHandshake, type LiveOptions } from '../../support/live-handshake.ts'
import { openFiles } from '../../support/open-files.ts'
import { selfSigned } from '../../support/self-signed.ts'

type Version = 'TLSv1.2' | 'TLSv1.3'

const made = selfSigned('ec')
const certificate = { key: made.key.export({ type: 'pkcs8', format: 'pem' }), cert: made.certificate }
const setUp = (version: Version, client: LiveOptions['client'] = {}): LiveOptions => ({
  server: { ...certificate, minVersion: version, maxVersion: version, ALPNProtocols: ['h2', 'http/1.1'] },
  client: { minVersion: version, maxVersion: version, servername: 'tn3270.example', ALPNProtocols: ['h2'], ...client },
})

const CLIENT = { from: '192.0.2.10', to: '192.0.2.20', sourcePort: 40_001, destinationPort: 2023 }
const SERVER = { from: '192.0.2.20', to: '192.0.2.10', sourcePort: 2023, destinationPort: 40_001 }
const ETHERNET = 1

/** As a capture of the TCP connection that would have carried it. */
function captured({ turns }: LiveHandshake): Uint8Array {
  const sequence = { client: 1, server: 1 }
  const packets = turns.map(({ side, bytes }, at) => {
    const peer = side === 'client' ? 'server' : 'client'
    const segment = { sequence: sequence[side], acknowledgment: sequence[peer], flags: 0x18, payload: bytes }
    sequence[side] += bytes.length
    return {
      bytes: ethernetFrame(ipv4Tcp({ ...(side === 'client' ? CLIENT : SERVER), ...segment })),
      fraction: at * 1_000,
    }
  })
  return pcapFile(packets, { linkType: ETHERNET })
}

async function recorded(options: LiveOptions, withKeys = true): Promise<AnalysisConnection> {
  const live = await liveHandshake(options)
  const [capture, keys] = ['one.pcap', 'one.keylog'].map((name) => join(temporaryFolder(), name)) as [string, string]
  writeFileSync(capture, captured(live))
  writeFileSync(keys, live.keyLog)
  const [connection] = (await openFiles(withKeys ? [capture, keys] : [capture], false)).document.connections
  if (!connection) throw new Error('there is a connection')
  expect(connection.outcome).toBe('established')
  return connection
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('%s, recorded again', (version) => {
  it('shows nothing that matters, with keys and without', async () => {
    const one = await recorded(setUp(version))
    for (const withKeys of [true, false]) {
      const again = await recorded(setUp(version), withKeys)
      const { differences, first } = compare(one, again)
      expect(differences.filter(({ weight }) => weight !== 'noise')).toEqual([])
      expect(first).toBeNull()
    }
  })

  it.each([
    ['another name', { servername: 'ftp.example' }, 'client_hello.serverName'],
    ['another protocol', { ALPNProtocols: ['http/1.1'] }, 'client_hello.applicationProtocols'],
    ['one curve', { ecdhCurve: 'P-256' }, 'client_hello.supportedGroups'],
  ] as const)('shows %s', async (_, client, path) => {
    const one = await recorded(setUp(version))
    const other = await recorded(
      setUp(version, { ...client, ALPNProtocols: [...('ALPNProtocols' in client ? client.ALPNProtocols : ['h2'])] }),
    )
    const told = compare(one, other).differences.filter(({ weight }) => weight !== 'noise')
    expect(told.map((difference) => difference.path)).toContain(path)
  })
})
