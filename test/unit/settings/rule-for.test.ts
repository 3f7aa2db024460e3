import { describe, expect, it } from 'vitest'
import { caseSettings } from '../../../main/settings/case-settings.ts'
import { type AskedConnection, ruleFor } from '../../../main/settings/rule-for.ts'
import { ACTIVE } from '../../support/active-policy.ts'
import { given } from '../../support/given-settings.ts'

const rule = (name: string, ...lines: string[]): string =>
  `TTLSRule ${name}\n{\n${lines.join('\n')}\n TTLSGroupActionRef G\n}\n`
const asked = (some: Partial<AskedConnection> = {}): AskedConnection => ({
  client: { address: '10.1.0.2', port: 40_000 },
  server: { address: '10.1.1.2', port: 2023 },
  hostIs: 'server',
  job: undefined,
  user: undefined,
  named: undefined,
  ...some,
})
const found = (text: string, some: Partial<AskedConnection> = {}) => {
  const answer = ruleFor(caseSettings(given('attls-policy', text)).policies, asked(some))
  return answer.rule === undefined ? answer.why : [answer.rule.name, answer.hostIs, answer.how, ...answer.open]
}

describe('the rule for a connection', () => {
  it.each([
    ['its port', rule('R', 'LocalPortRange 2023', 'Direction Inbound'), {}, ['R', 'server', 'matched']],
    ['a range', rule('R', 'LocalPortRange 2000-2100', 'Direction Both'), {}, ['R', 'server', 'matched']],
    [
      'another port',
      rule('R', 'LocalPortRange 2024', 'Direction Inbound'),
      {},
      'No rule of the policy is for this connection.',
    ],
    [
      'the other direction',
      rule('R', 'LocalPortRange 2023', 'Direction Outbound'),
      {},
      'No rule of the policy is for this connection.',
    ],
    ['its job', rule('R', 'Jobname TN*', 'Direction Inbound'), { job: 'TN3270' }, ['R', 'server', 'matched']],
    [
      'another job',
      rule('R', 'Jobname TN*', 'Direction Inbound'),
      { job: 'WEB' },
      'No rule of the policy is for this connection.',
    ],
    ['a job that is not seen', rule('R', 'Jobname TN*', 'Direction Inbound'), {}, ['R', 'server', 'only', 'job name']],
    ['its client', rule('R', 'RemoteAddr 10.1.0.0/24', 'Direction Inbound'), {}, ['R', 'server', 'matched']],
    [
      'another client',
      rule('R', 'RemoteAddr 10.2.0.1-10.2.0.9', 'Direction Inbound'),
      {},
      'No rule of the policy is for this connection.',
    ],
    [
      'the side that it shows',
      rule('R', 'RemotePortRange 2023', 'Direction Outbound'),
      { hostIs: undefined },
      ['R', 'client', 'matched'],
    ],
    ['no direction', rule('R', 'LocalPortRange 2023'), {}, ['R', 'server', 'only', 'direction']],
  ])('by %s', (_, text, some, expected) => {
    expect(found(text, some)).toEqual(expected)
  })

  it('is the one of the highest priority, of one priority the first by name', () => {
    const low = rule('A', 'LocalPortRange 2023', 'Direction Inbound', 'Priority 5')
    const high = rule('Z', 'LocalPortRange 2023', 'Direction Inbound', 'Priority 900')
    const same = rule('M', 'LocalPortRange 2023', 'Direction Inbound', 'Priority 900')
    expect(found(low + high)).toEqual(['Z', 'server', 'matched'])
    expect(found(low + high + same)).toEqual(['M', 'server', 'matched'])
  })

  it('is not told where more than one may be meant', () => {
    const text =
      rule('BYJOB', 'Jobname WEB1', 'Direction Inbound', 'Priority 9') +
      rule('ALL', 'LocalPortRange 2023', 'Direction Inbound')
    expect(found(text)).toContain('BYJOB, ALL')
    expect(found(text, { job: 'WEB1' })).toEqual(['BYJOB', 'server', 'matched'])
    expect(found(text, { job: 'OTHER' })).toEqual(['ALL', 'server', 'matched'])
  })

  it('is the one that AT-TLS names', () => {
    const text = rule('R', 'LocalPortRange 1', 'Direction Outbound')
    expect(found(text, { named: 'R', hostIs: undefined })).toEqual(['R', 'client', 'named'])
    expect(found(text, { named: 'OTHER' })).toContain('which no policy of the case has')
  })

  it('is active before it is written', () => {
    const settings = caseSettings([
      ...given('attls-policy', rule('WRITTEN', 'LocalPortRange 2023', 'Direction Inbound')),
      ...given('pasearch', ACTIVE.join('\n'), 2),
    ])
    const answer = ruleFor(settings.policies, asked({ job: 'TN3270' }))
    expect(answer.rule).toMatchObject({
      name: 'TNRULE',
      origin: 'active',
      release: '3.1',
      priority: 255,
      image: 'TCPIP',
    })
  })
})
