import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CaseLock } from '../../../db/lock.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { dieHolding } from '../../support/die-holding.ts'

describe('CaseLock', () => {
  it('has one owner, also within one process, and leaves nothing behind', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'a.gskope')
    const first = CaseLock.take(file)
    expect(first).toBeDefined()
    expect(CaseLock.take(file)).toBeUndefined()
    expect(CaseLock.take(join(folder, 'b.gskope'))).toBeDefined()
    first?.release()
    expect(readdirSync(folder)).not.toContain('a.gskope-lock')
    const second = CaseLock.take(file)
    expect(second).toBeDefined()
    expect(CaseLock.take(file)).toBeUndefined()
  })

  it('is free again when its owner dies', async () => {
    const file = join(temporaryFolder(), 'a.gskope')
    await dieHolding(file)
    expect(CaseLock.take(file)).toBeDefined()
  })

  it('throws where nothing can be written', () => {
    expect(() => CaseLock.take(join(temporaryFolder(), 'missing', 'a.gskope'))).toThrow()
  })
})
