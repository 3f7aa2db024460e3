/** `gskope collect` and `gskope export` as they are typed: what they print, write, refuse, and end with. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../../main/command/program.ts'

const CAPTURE = join(import.meta.dirname, '../../../build/example/case/tn3270-after-key-rollover.pcap')
let folder = ''
let out = ''
let errors = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-leaving-'))
  out = ''
  errors = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const gskope = (...args: readonly string[]): Promise<number> => runProgram(['node', 'gskope', ...args])

describe('collect', () => {
  it('prints the guide', async () => {
    expect(await gskope('collect', '--job', 'tn3270', '--port', '2023,992')).toBe(0)
    expect(out).toContain('JOBNAME(TCPIP,TN3270)')
    expect(out.match(/PKTTRACE,ON/g)).toHaveLength(2)
  })

  it('says each rule that is broken, and writes nothing', async () => {
    expect(await gskope('collect', '--job', 'A&B', '--peer', '1.2.3', '-o', join(folder, 'guide'))).toBe(2)
    expect(errors).toMatch(/'A&B': system symbols/)
    expect(errors).toMatch(/'1\.2\.3': an address/)
    expect([out, readdirSync(folder)]).toEqual(['', []])
  })

  it('writes the guide and its pieces as files, and replaces none unasked', async () => {
    const guide = join(folder, 'guide')
    expect(await gskope('collect', '--md', '-o', guide)).toBe(0)
    expect(readdirSync(guide)).toEqual(
      expect.arrayContaining(['collect.md', 'GSKSRVR.jcl', 'CTIGSK00.txt', 'IPCSGSK.jcl']),
    )
    expect(await gskope('collect', '--md', '-o', guide)).toBe(2)
    expect(errors).toMatch(/is there already/)
    expect(await gskope('collect', '--md', '-o', guide, '--force')).toBe(0)
  })
})

describe('export', () => {
  it('writes one connection by its number', async () => {
    const target = join(folder, 'one.csv')
    expect(await gskope('export', CAPTURE, '-o', target, '--connection', '2')).toBe(0)
    expect(readFileSync(target, 'utf8').split('\r\n')[1]).toMatch(/^2,/)
    expect(errors).toMatch(/one\.csv: 1 connection\n/)
  })

  it('masks a table, and says what of by kind', async () => {
    const target = join(folder, 'masked.csv')
    expect(await gskope('export', CAPTURE, '-o', target, '--redact')).toBe(0)
    expect(readFileSync(target, 'utf8')).not.toMatch(/tn3270|10\.1\.0\.2/)
    expect(errors).toMatch(/Masked: \d+ addresses, \d+ host and server names/)
  })

  it.each([
    ['an ending that says nothing', ['-o', 'x.exe'], /the ending says what is written/],
    ['a connection that is not there', ['-o', 'x.csv', '--connection', '99'], /There is no connection 99/],
    ['a number that is none', ['-o', 'x.csv', '--connection', '1e1'], /There is no connection 1e1/],
    ['secrets in a table', ['-o', 'x.csv', '--with-secrets'], /goes with \.pcapng/],
    ['a capture without names', ['-o', 'x.pcapng', '--redact'], /A capture is not redacted: its packets carry.*Tables/],
    ['certificates without names', ['-o', 'x.pem', '--redact'], /Certificates are not redacted: their names are what/],
    ['messages in a capture', ['-o', 'x.pcapng', '--messages'], /goes with \.csv/],
    ['a folder that is not there', ['-o', 'none/x.csv'], /its folder does not exist/],
  ])('refuses %s', async (_, args, message) => {
    const given = args.map((arg) => (arg.startsWith('x.') || arg.startsWith('none') ? join(folder, arg) : arg))
    expect(await gskope('export', CAPTURE, ...given)).toBe(2)
    expect(errors).toMatch(message)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves a file that is there, unless it may replace it', async () => {
    const target = join(folder, 'there.csv')
    writeFileSync(target, 'mine')
    expect(await gskope('export', CAPTURE, '-o', target)).toBe(2)
    expect(readFileSync(target, 'utf8')).toBe('mine')
    expect(await gskope('export', CAPTURE, '-o', target, '--force')).toBe(0)
    expect(readFileSync(target, 'utf8')).toMatch(/^connection,/)
  })

  it('a file that holds nothing is said so', async () => {
    const text = join(folder, 'nothing.txt')
    writeFileSync(text, 'nothing of use\n')
    expect(await gskope('export', text, '-o', join(folder, 'x.csv'))).toBe(2)
    expect(errors).toMatch(/There is no connection to export/)
  })
})
