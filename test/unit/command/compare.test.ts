import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
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

  it('says what is wrong, and ends with 2', async () => {
    const missing = await gskope('compare', `${EXAMPLE.capture}#99`)
    expect(missing).toMatchObject({ status: 2, stdout: '' })
    expect(missing.stderr).toMatch(/there is no connection 99; it has 4/)
    expect((await gskope('compare', join(import.meta.dirname, 'nothing.pcap'))).stderr).toMatch(/nothing\.pcap/)
  })
})
