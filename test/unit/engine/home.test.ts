import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { caseFileFor, caseTitle, gskopeHome } from '../../../main/engine/home.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

it('finds the same case file for the same files in any order, and another one for others', () => {
  const home = temporaryFolder()
  const one = caseFileFor(home, ['/a/x.pcap', '/a/y.txt'])
  expect(caseFileFor(home, ['/a/y.txt', '/a/x.pcap', '/a/x.pcap'])).toBe(one)
  expect(caseFileFor(home, ['/a/x.pcap'])).not.toBe(one)
  expect(caseFileFor(home, ['/b/x.pcap'])).not.toBe(caseFileFor(home, ['/a/x.pcap']))
})

it('makes names that every file system takes', () => {
  const file = caseFileFor(temporaryFolder(), [`/a/<script>"'${'🔑'.repeat(200)}.pcap`])
  expect(basename(file)).toMatch(/^[\w.-]{1,80}\.gskope$/)
})

it('is where it was asked to be, or where the system wants it', () => {
  expect(gskopeHome({ GSKOPE_HOME: '/x' }, 'linux')).toBe('/x')
  expect(gskopeHome({ XDG_DATA_HOME: '/d' }, 'linux')).toBe(join('/d', 'gskope'))
  expect(gskopeHome({ LOCALAPPDATA: 'C' }, 'win32')).toBe(join('C', 'gskope'))
  expect(gskopeHome({}, 'darwin')).toContain('Application Support')
})

it('calls a case by its first file', () => {
  expect(caseTitle(['/a/x.pcap'])).toBe('x.pcap')
  expect(caseTitle(['/a/x.pcap', '/b', '/c'])).toBe('x.pcap and 2 more')
})
