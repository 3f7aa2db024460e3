import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const MAIN = join(import.meta.dirname, '../../../main/command/main.ts')
const run = promisify(execFile)

async function gskope(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = { env: { ...process.env, ...env } }
  try {
    return { status: 0, ...(await run(process.execPath, [MAIN, 'report', ...args], options)) }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { status: code, stdout, stderr }
  }
}

describe('gskope report', () => {
  it.each([
    ['html', /^<!doctype html>[^]*Mine/],
    ['md', /^# Mine\n/],
    ['json', /^\{\n {2}"gskope": [^]*"title": "Mine"/],
  ])('writes a file by its ending: .%s', async (ending, expected) => {
    const folder = temporaryFolder()
    const output = join(folder, `r.${ending}`)
    const { status, stderr } = await gskope([EXAMPLE.capture, '-o', output, '--title', 'Mine', '--connection', '2'])
    expect(stderr).toContain(`${output} is written`)
    expect(status).toBe(0)
    expect(readFileSync(output, 'utf8')).toMatch(expected)
    expect(readdirSync(folder)).toEqual([`r.${ending}`])
  })

  it('leaves a file that is there alone, and replaces it when told to', async () => {
    const output = join(temporaryFolder(), 'r.md')
    writeFileSync(output, 'precious')
    const refused = await gskope([EXAMPLE.capture, '-o', output])
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toMatch(/is there already.*--force replaces it/)
    expect(readFileSync(output, 'utf8')).toBe('precious')
    expect(await gskope([EXAMPLE.capture, '-o', output, '--force'])).toMatchObject({ status: 0 })
    expect(readFileSync(output, 'utf8')).toMatch(/^# /)
  })

  it.each([
    ['an ending that is no format', 'r.docx', [], /ends in \.html, \.pdf, \.md or \.json/],
    ['no ending', 'report', [], /ends in \.html/],
    ['a folder', 'folder.html', [], /is a folder: name a file in it/],
    ['a folder that is not there', 'none/r.html', [], /its folder does not exist/],
    ['a file where a folder should be', 'file/r.html', [], /part of its path is a file/],
    ['a connection that is not there', 'r.html', ['--connection', '99'], /no connection 99: gskope analyze prints/],
    ['a comparison with one that is not there', 'r.html', ['--compare', '1', '99'], /no connection 99/],
    ['a filter that cannot be read', 'r.html', ['--filter', 'outcome:purple'], /outcome: is one of/],
  ])('says what is wrong, and leaves nothing: %s', async (_, name, more, message) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'folder.html'))
    writeFileSync(join(folder, 'file'), '')
    const { status, stderr, stdout } = await gskope([EXAMPLE.capture, '-o', join(folder, name), ...more])
    expect(stderr).toMatch(message)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder.html'])
  })

  it('says that nothing could be read, and leaves nothing', async () => {
    const folder = temporaryFolder()
    const { status, stderr } = await gskope([join(folder, 'none.pcap'), '-o', join(folder, 'r.html')])
    expect(status).toBe(2)
    expect(stderr).toMatch(/none\.pcap/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('without a browser says where a PDF comes from, and leaves nothing', async () => {
    const folder = temporaryFolder()
    const nowhere = { CHROMIUM_PATH: join(folder, 'no-browser') }
    const { status, stderr } = await gskope([EXAMPLE.capture, '-o', join(folder, 'r.pdf')], nowhere)
    expect(status).toBe(2)
    expect(stderr).toMatch(/no-browser did not start/)
    expect(readdirSync(folder)).toEqual([])
  })

  // Root may write anywhere.
  it.skipIf(process.getuid?.() === 0)('says that a folder takes no file', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    const { status, stderr } = await gskope([EXAMPLE.capture, '-o', join(folder, 'r.html')])
    chmodSync(folder, 0o700)
    expect(status).toBe(2)
    expect(stderr).toMatch(/you may not write there/)
  })
})
