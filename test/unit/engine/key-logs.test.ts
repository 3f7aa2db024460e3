import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Engine } from '../../../main/engine/engine.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { captureFixture } from '../../support/fixture-files.ts'

const CAPTURE = captureFixture('recorded-tls13-client-cert.pcap')
const KEYS = captureFixture('recorded-tls13-client-cert.pcap.keys')
const WITH_SECRETS = captureFixture('derived-dsb-big-endian-tls12.pcapng')

/** The bytes of each secret of the key log, not as text. */
const SECRETS = readFileSync(KEYS, 'latin1')
  .trim()
  .split('\n')
  .map((line) => Buffer.from(line.split(' ')[2] ?? '', 'hex'))

function anEngine(embeddedSecrets = true): { engine: Engine; signature: () => string } {
  const engine = new Engine({ home: temporaryFolder(), version: '1', embeddedSecrets, checkReplies: true })
  onTestFinished(() => engine.close())
  return {
    engine,
    signature: () => engine.case.index.db.prepare('SELECT signature FROM connection').pluck().get() as string,
  }
}

const DECRYPTED = 'CsiorxvfIXVFttDdlL'

describe('key logs in a case', () => {
  it.each([
    ['before its capture', [KEYS, CAPTURE]],
    ['behind its capture', [CAPTURE, KEYS]],
  ])('opens what is encrypted when it is given %s, and is a source', async (_where, paths) => {
    const { engine, signature } = anEngine()
    await engine.open(paths)
    await engine.idle()
    expect(signature()).toBe(DECRYPTED)
    const { sources } = engine.state()
    expect(sources.find(({ format }) => format === 'key-log')).toMatchObject({
      state: 'ready',
      records: 5,
      notUnderstood: 0,
    })
    expect(sources.map(({ name }) => name)).toEqual(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)))
  })

  it('opens a capture that was read before, and closes it again when it is taken out', async () => {
    const { engine, signature } = anEngine()
    await engine.open([CAPTURE])
    await engine.idle()
    const without = signature()
    await engine.open([KEYS])
    await engine.idle()
    expect(signature()).toBe(DECRYPTED)
    await engine.request('case.remove', { source: 2 })
    await engine.idle()
    expect(signature()).toBe(without)
  })

  it('leaves no secret in the case file', async () => {
    const home = temporaryFolder()
    const file = join(home, 'kept.gskope')
    const engine = new Engine({ home, version: '1' })
    await engine.openAs(file, [CAPTURE, KEYS])
    await engine.idle()
    await engine.close()
    const stored = readFileSync(file)
    expect(SECRETS.length).toBeGreaterThan(3)
    for (const secret of SECRETS) {
      expect(stored.includes(secret)).toBe(false)
      expect(stored.toString('latin1').toLowerCase().includes(secret.toString('hex'))).toBe(false)
    }
    rmSync(file)
  })

  it.each([
    [true, 'F'],
    [false, '?'],
  ])('uses secrets inside a capture: %s', async (embedded, letter) => {
    const { engine, signature } = anEngine(embedded)
    await engine.open([WITH_SECRETS])
    await engine.idle()
    expect(signature()).toContain(`I${letter}`)
  })
})
