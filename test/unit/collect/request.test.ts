import { describe, expect, it } from 'vitest'
import {
  checkRequest,
  MAX_PORTS,
  MAX_TRACED_JOBS,
  type CollectField,
  type CollectRequest,
} from '../../../main/collect/request.ts'

const nothing: CollectRequest = { jobs: [], ports: [], gsktrace: false }

/** [field, what was given, words of the rule that the refusal names] */
const hostile: readonly (readonly [CollectField, string, RegExp])[] = [
  ['jobs', '', /missing/],
  ['jobs', 'TOOLONGNM', /at most 8 characters, this has 9/],
  ['jobs', '1JOB', /begins with a letter/],
  ['jobs', 'AB-C', /letters, digits, #, @ and \$/],
  ['jobs', 'A.B', /letters, digits/],
  ['jobs', '&SYSNAME', /system symbols/],
  ['jobs', '&SYSNAME.', /system symbols/],
  ['jobs', 'TCP*', /letters, digits/],
  ['jobs', "A')", /letters, digits/],
  ['jobs', 'A B', /letters, digits/],
  ['jobs', 'JOB\n//X', /letters, digits/],
  ['jobs', 'Ä', /begins with a letter/],
  ['jobs', '<b>x</b>', /begins with a letter/],
  ['stack', 'TCPIP,PKT', /at most 8/],
  ['stack', 'A,CLEAR', /letters, digits/],
  ['ports', '0', /1 to 65535/],
  ['ports', '65536', /1 to 65535/],
  ['ports', '-1', /1 to 65535/],
  ['ports', '20 23', /1 to 65535/],
  ['ports', '1e3', /1 to 65535/],
  ['ports', '0x17', /1 to 65535/],
  ['ports', '２０２３', /1 to 65535/],
  ['peer', '10.1.1', /IPv4 in dotted decimal/],
  ['peer', '10.1.1.256', /IPv4 in dotted decimal/],
  ['peer', '010.1.1.1', /no leading zeros/],
  ['peer', '10.1.1.0/24', /no range and no mask/],
  ['peer', '10.1.1.1-10.1.1.9', /no range and no mask/],
  ['peer', '2001:db8::1::2', /IPv6/],
  ['peer', 'fe80::1%eth0', /IPv6/],
  ['peer', 'host.example', /IPv4 in dotted decimal/],
  ['peer', '*', /IPv4 in dotted decimal/],
  ['prefix', 'A..B', /never empty/],
  ['prefix', '.A', /never empty/],
  ['prefix', 'A.', /never empty/],
  ['prefix', 'A.TOOLONGQU', /at most 8 characters, TOOLONGQU has 9/],
  ['prefix', 'A.1B', /begins with a letter/],
  ['prefix', 'A.-B', /begins with a letter/],
  ['prefix', 'A.B(C)', /names no member/],
  ['prefix', "'A.B'", /without apostrophes/],
  ['prefix', 'A.&SYSUID', /system symbols/],
  ['prefix', 'A.B,DISP=OLD', /at most 8 characters/],
  ['prefix', 'A.B C', /begins with a letter/],
  ['prefix', 'QUALIF01.QUALIF02.QUALIF03.QX', /28 are left for the prefix, this has 29/],
  ['release', '1.13', /one of/],
  ['release', '9.9', /one of/],
  ['release', 'latest', /one of/],
]

const requestWith = (field: CollectField, given: string): CollectRequest =>
  field === 'jobs' || field === 'ports' ? { ...nothing, [field]: [given] } : { ...nothing, [field]: given }

describe('what is refused, and by which rule', () => {
  it.each(hostile)('%s %j', (field, given, rule) => {
    const checked = checkRequest(requestWith(field, given))
    expect(checked.ok ? [] : checked.refusals.map((refusal) => refusal.field)).toEqual([field])
    expect(checked.ok ? '' : checked.refusals[0]?.text).toMatch(rule)
  })

  it('a refusal repeats no page and no control character of what was given', () => {
    const checked = checkRequest({ ...nothing, jobs: [`\u001b[2J\u202e${'A'.repeat(70_000)}`] })
    const text = checked.ok ? '' : (checked.refusals[0]?.text ?? '')
    expect(text.length).toBeLessThan(160)
    expect(text).not.toMatch(/[\u001b\u202e]/)
  })

  it('all faults at once, each at its field', () => {
    const checked = checkRequest({
      jobs: ['OK', '1'],
      ports: ['x'],
      peer: '1',
      stack: '-',
      prefix: '!',
      release: '0',
      gsktrace: false,
    })
    expect(checked.ok ? [] : checked.refusals.map(({ field }) => field)).toEqual([
      'jobs',
      'ports',
      'stack',
      'prefix',
      'peer',
      'release',
    ])
  })

  it('more jobs or ports than one trace follows', () => {
    const jobs = Array.from({ length: MAX_TRACED_JOBS }, (_, n) => `JOB${n}`)
    expect(checkRequest({ ...nothing, jobs }).ok).toBe(false)
    expect(checkRequest({ ...nothing, jobs: jobs.slice(1) }).ok).toBe(true)
    const ports = Array.from({ length: MAX_PORTS + 1 }, (_, n) => String(n + 1))
    expect(checkRequest({ ...nothing, ports }).ok).toBe(false)
    expect(checkRequest({ ...nothing, ports: ports.slice(1) }).ok).toBe(true)
  })
})

describe('what is taken', () => {
  it('lower case is folded, repeats are dropped, the stack is traced first', () => {
    const checked = checkRequest({
      ...nothing,
      jobs: ['tn3270', ' TN3270 ', 'a#@$1'],
      ports: ['0992', '992'],
      stack: 'tcpip2',
      prefix: 'ibmuser.#tls-x',
    })
    expect(checked.ok && checked.plan).toMatchObject({
      jobs: ['TN3270', 'A#@$1'],
      tracedJobs: ['TCPIP2', 'TN3270', 'A#@$1'],
      prefix: 'IBMUSER.#TLS-X',
      assumed: [],
    })
  })

  it.each([
    ['10.1.1.2', '10.1.1.2'],
    ['::FFFF:10.1.1.2', '10.1.1.2'],
    ['2001:DB8::1', '2001:db8::1'],
  ])('the peer %s', (peer, taken) => {
    const checked = checkRequest({ ...nothing, peer })
    expect(checked.ok && checked.plan.peer).toBe(taken)
  })

  it.each(['2.5', 'V2R5', 'v2r5', 'z/OS 2.5', '2.5.0'])('the release %s', (release) => {
    const checked = checkRequest({ ...nothing, release })
    expect(checked.ok && checked.plan.release).toBe('2.5')
  })

  it('what was not given is assumed, and said so', () => {
    const checked = checkRequest(nothing)
    expect(checked.ok && checked.plan.assumed).toHaveLength(4)
    expect(checked.ok && checked.plan.tracedJobs).toEqual(['TCPIP'])
  })
})
