import { describe, expect, it } from 'vitest'
import { collectGuide, type GuideBlock, type GuideCommand } from '../../../main/collect/guide.ts'
import { statement } from '../../../main/collect/jcl.ts'
import { checkRequest, type CollectRequest } from '../../../main/collect/request.ts'

const LONGEST_PREFIX = 'QUALIF01.QUALIF02.QUALIF03.Q'
const requests: Readonly<Record<string, CollectRequest>> = {
  nothing: { jobs: [], ports: [], gsktrace: false },
  everything: {
    jobs: Array.from({ length: 15 }, (_, n) => `JOBNAM${String(n).padStart(2, '0')}`),
    ports: ['1', '65535', '2023', '992', '443', '8443', '21', '23'],
    peer: '2001:db8:1111:2222:3333:4444:5555:6666',
    stack: 'TCPIPSTK',
    prefix: LONGEST_PREFIX,
    release: 'V3R1',
    gsktrace: true,
  },
}

function itemsOf(request: CollectRequest): (GuideBlock | GuideCommand)[] {
  const checked = checkRequest(request)
  if (!checked.ok) throw new Error(checked.refusals.map(({ text }) => text).join())
  return collectGuide(checked.plan).steps.flatMap(({ items }) => items)
}

describe.each(Object.entries(requests))('made for %s', (_, request) => {
  const items = itemsOf(request)
  const blocks = items.filter((item) => item.kind === 'block')
  const commands = items.filter((item) => item.kind === 'command')

  it('JCL ends at column 71; only the mark of a continued parameter stands in column 72', () => {
    const lines = blocks.filter(({ file }) => file.endsWith('.jcl')).flatMap(({ text }) => text.trimEnd().split('\n'))
    expect(lines.length).toBeGreaterThan(30)
    for (const line of lines) expect(line).toMatch(/^.{1,71}X?$/)
  })

  it('a statement goes on behind a comma, between column 4 and 16, and ends without one', () => {
    for (const { text, file } of blocks.filter((block) => block.file.endsWith('.jcl'))) {
      const lines = text
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('//') && !line.startsWith('//*'))
      lines.forEach((line, index) => {
        const goesOn = line.endsWith(',') || /^.{71}X$/.test(line)
        const next = lines[index + 1] ?? ''
        expect([file, line, /^\/\/ {1,13}\S/.test(next)]).toEqual([file, line, goesOn])
      })
    }
  })

  it('every data set that is read was written by an earlier step, and no name is too long', () => {
    const all = blocks.map(({ text }) => text).join('\n')
    const names = [...all.matchAll(/(?:DSN=|DSNAME\('|get ')([A-Z0-9.#@$-]+)/g)].map((match) => match[1] ?? '')
    expect(names.length).toBeGreaterThan(8)
    for (const name of names) expect(name.length).toBeLessThanOrEqual(44)
    const written = new Set(
      [...all.matchAll(/DSN=([A-Z0-9.#@$-]+),\s*(?:\/\/ +)?DISP=\(NEW/g)].map((match) => match[1]),
    )
    for (const [, name] of all.matchAll(/(?:DSNAME\('|get ')([A-Z0-9.#@$-]+)/g)) expect(written).toContain(name)
  })

  it('a console takes each command (126 characters) and a member each line (71)', () => {
    for (const { command } of commands) expect(command.length).toBeLessThanOrEqual(126)
    const member = blocks.find(({ file }) => file.startsWith('CTIGSK'))
    for (const line of member?.text.split('\n') ?? ['missing'.repeat(20)]) expect(line.length).toBeLessThanOrEqual(71)
  })

  it('what is started is stopped, the trace before its writer', () => {
    const said = commands.map(({ command }) => command)
    for (const writer of ['GSKWTR', 'PKTWTR']) expect(said).toContain(`TRACE CT,WTRSTOP=${writer}`)
    expect(said.indexOf('TRACE CT,OFF,COMP=GSKSRVR')).toBeLessThan(said.indexOf('TRACE CT,WTRSTOP=GSKWTR'))
    const off = said.findIndex((command) => command.startsWith('TRACE CT,OFF,COMP=SYSTCPDA'))
    expect(off).toBeGreaterThan(said.findIndex((command) => command.startsWith('TRACE CT,ON,COMP=SYSTCPDA')))
    expect(off).toBeLessThan(said.indexOf('TRACE CT,WTRSTOP=PKTWTR'))
  })
})

it('one packet-trace command for each port, whole packets of TCP only', () => {
  const said = itemsOf({ jobs: [], ports: ['2023', '992'], peer: '10.1.1.2', gsktrace: false })
    .flatMap((item) => (item.kind === 'command' ? [item.command] : []))
    .filter((command) => command.includes('PKTTRACE,ON'))
  expect(said).toEqual([
    'V TCPIP,TCPIP,PKTTRACE,ON,FULL,PROT=TCP,IPADDR=10.1.1.2,PORTNUM=2023',
    'V TCPIP,TCPIP,PKTTRACE,ON,FULL,PROT=TCP,IPADDR=10.1.1.2,PORTNUM=992',
  ])
})

it('an operand that fits no line of JCL is a mistake of ours', () => {
  expect(() => statement('DD1', 'DD', [`DSN=${'A'.repeat(70)}`])).toThrow(RangeError)
  expect(statement('DD1', 'DD', [`DSN=${'A'.repeat(44)}`, 'DISP=SHR', 'UNIT=SYSDA'])).toEqual([
    `//DD1      DD   DSN=${'A'.repeat(44)},`,
    '//             DISP=SHR,UNIT=SYSDA',
  ])
})
