import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ComparisonDocument, MatrixDocument } from '../../../main/report/comparison/schema.ts'
import { ACTIVE } from '../../support/active-policy.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const MAIN = join(import.meta.dirname, '../../../main/command/main.ts')
const run = promisify(execFile)

async function gskope(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  try {
    return { status: 0, ...(await run(process.execPath, [MAIN, ...args])) }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { status: code, stdout, stderr }
  }
}

describe('gskope compare', () => {
  it('puts the failed one beside the nearest good one, and ends with 1', async () => {
    const { status, stdout } = await gskope('compare', EXAMPLE.capture)
    expect(status).toBe(1)
    expect(stdout).toMatch(/#2 .* failed .*\n.*#1 .* established/)
    expect(stdout).toContain("The bad client offers only RSA suites; the server's certificate is EC.")
  })

  it('prints the document, and ends with 0 where nothing differs that matters', async () => {
    const { status, stdout } = await gskope('compare', `${EXAMPLE.capture}#1`, `${EXAMPLE.capture}#1`, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ comparisonVersion: 1, first: null, differences: [] })
  })

  it('prints a page', async () => {
    const { status, stdout } = await gskope('compare', EXAMPLE.capture, '--html')
    expect(status).toBe(1)
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<h1>/)
  })

  it('puts up to eight beside each other, and says in what they differ', async () => {
    const named = [1, 2, 3, 4].map((number) => `${EXAMPLE.capture}#${number}`)
    const { status, stdout } = await gskope('compare', ...named, '--json')
    expect(status).toBe(1)
    const document = MatrixDocument.parse(JSON.parse(stdout))
    expect(document.handshakes.map(({ connection }) => connection)).toEqual([1, 2, 3, 4])
    expect(document.facts.find(({ path }) => path === 'client_hello.cipherSuites')?.kinds).toEqual([1, 0, 0, 2])
    const [first = ''] = named
    expect((await gskope('compare', first, first, first)).status).toBe(0)
    const many = await gskope('compare', ...Array.from({ length: 9 }, () => first))
    expect(many).toMatchObject({ status: 2, stdout: '' })
    expect(many.stderr).toMatch(/At most 8/)
  })

  it('compares two policies in force, and not a policy with a handshake', async () => {
    const folder = temporaryFolder()
    const [a, b] = [join(folder, 'yesterday.txt'), join(folder, 'today.txt')]
    writeFileSync(a, `${ACTIVE.join('\n')}\n`)
    // Another day, and other blanks: only what is in force counts.
    const again = ACTIVE.join('\n').replace('01/12/2024', '01/13/2024').replaceAll(/ +$/gm, '')
    writeFileSync(b, `${again.replace(/(ClientAuthType: +)Required/, '$1Full')}\n`)
    const { status, stdout } = await gskope('compare', a, b, '--json')
    expect(status).toBe(1)
    const { differences, first } = ComparisonDocument.parse(JSON.parse(stdout))
    expect(differences[first ?? -1]).toMatchObject({ path: 'rule[TNRULE].ClientAuthType', a: 'Required', b: 'Full' })
    writeFileSync(b, `${again}\n`)
    expect((await gskope('compare', a, b)).status).toBe(0)
    expect(await gskope('compare', a, EXAMPLE.capture)).toMatchObject({ status: 2, stdout: '' })
  })

  it('looks for a good one in another file', async () => {
    const { status, stdout } = await gskope('compare', `${EXAMPLE.capture}#3`, '--with', EXAMPLE.capture, '--json')
    expect(status).toBe(1)
    expect(ComparisonDocument.parse(JSON.parse(stdout)).b).toMatchObject({ outcome: 'established' })
  })

  it('says what is wrong, and ends with 2', async () => {
    const missing = await gskope('compare', `${EXAMPLE.capture}#99`)
    expect(missing).toMatchObject({ status: 2, stdout: '' })
    expect(missing.stderr).toMatch(/there is no connection 99; it has 4/)
    expect((await gskope('compare', join(import.meta.dirname, 'nothing.pcap'))).stderr).toMatch(/nothing\.pcap/)
  })
})
