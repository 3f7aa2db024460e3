/** What else to collect where the sources leave the cause open: the next trace, ready to type, and the question that it would answer. */
import { checkAddress, checkName, checkPort } from '../collect/name-rule.ts'
import { gskTraceOn, packetTraceOn, traceMember } from '../collect/operator-command.ts'
import { checkRequest, type CollectPlan } from '../collect/request.ts'
import type { CauseId } from '../../preload/contract/cause.ts'
import type { ConnectionFacts } from './facts.ts'
import type { Collect } from './finding.ts'
import { policyFix, REFRESH } from './fix/policy.ts'
import { showRing } from './fix/racf.ts'
import { refusalOf } from './refusal.ts'

/** More at a time nobody collects. */
const MAX_STEPS = 4

/** The one that tells most in front. `cause`: what is assumed so far. */
export function whatToCollect(facts: ConnectionFacts, cause: CauseId): readonly Collect[] {
  const seen = whatWasSeen(facts)
  const plan = planFor(facts)
  const aboutSettings = OF_SETTINGS.includes(cause)
  const steps = [
    aboutSettings && settingsSteps(facts),
    OF_TRUST.includes(cause) && [trusted(facts)],
    seen.encryptedAlert && [keyLog()],
    !seen.wire && [
      packetTrace(plan, 'what each side sent, in full: the lists of both hellos, the alert, and who left first'),
    ],
    seen.oneWay !== undefined && [
      packetTrace(plan, `what the ${seen.oneWay} said: this capture holds one direction only`),
    ],
    !seen.trace && [
      systemSslTrace(plan, 'what System SSL gave up at, with its return code, and which certificate it used'),
    ],
    seen.trace &&
      !seen.dumps && [
        systemSslTrace(
          plan,
          'what the messages of the handshake say: this trace holds no dumps, as LEVEL=15 writes none',
        ),
      ],
    !seen.attls && [attlsTrace(facts, '7', 'which TTLSRule the connection ran under, and at which event it failed')],
    seen.attls &&
      !seen.attlsFlow && [attlsTrace(facts, '255', 'each call of AT-TLS to System SSL up to the one that failed')],
    !aboutSettings && settingsSteps(facts),
  ]
  return steps.flatMap((some) => (some === false ? [] : some)).slice(0, MAX_STEPS)
}

/** Causes that settings of the two sides decide. */
const OF_SETTINGS: readonly CauseId[] = [
  'no-common-cipher',
  'cipher-needs-other-certificate',
  'certificate-curve-unsupported',
  'no-common-version',
  'no-common-group',
  'key-share-unusable',
  'no-common-signature-algorithm',
  'tls13-ciphers-missing',
  'server-has-no-certificate',
  'no-acceptable-key-label',
]

/** Causes that whom the other side trusts decides. */
const OF_TRUST: readonly CauseId[] = ['unknown-ca', 'incomplete-chain', 'self-signed', 'client-certificate-rejected']

interface Seen {
  /** A capture, or a formatted packet trace. */
  readonly wire: boolean
  /** The side of which a capture holds nothing. */
  readonly oneWay: 'client' | 'server' | undefined
  /** A System SSL trace, and whether it dumps messages. */
  readonly trace: boolean
  readonly dumps: boolean
  /** Messages of AT-TLS, and whether they tell every call. */
  readonly attls: boolean
  readonly attlsFlow: boolean
  readonly encryptedAlert: boolean
}

function whatWasSeen(facts: ConnectionFacts): Seen {
  const { recorders, messages, events, alerts, texts } = facts
  const wire = recorders.some(({ role }) => role === 'wire')
  const heard = (side: 'client' | 'server'): boolean =>
    messages.some(({ from }) => from === side) ||
    events.some(({ kind, from }) => from === side && kind !== 'syn' && kind !== 'syn_ack')
  const silent = (['client', 'server'] as const).filter((side) => !heard(side))
  // A server that never answers is silent too: a direction is missing where not even its part of the opening is there.
  const [missing] = silent.filter((side) => !events.some(({ from }) => from === side))
  return {
    wire,
    oneWay: wire && silent.length === 1 ? missing : undefined,
    trace: recorders.some(({ traced }) => traced),
    dumps: !recorders.some(({ traced }) => traced) || messages.some(({ length }) => length > 0),
    attls: texts.some(({ id }) => id?.startsWith('EZD128') === true),
    attlsFlow: texts.some(({ id }) => id === 'EZD1284I'),
    encryptedAlert:
      refusalOf(facts)?.hidden !== undefined || alerts.some(({ description }) => description === undefined),
  }
}

/** With the case's own names, as far as they are names that z/OS takes. */
function planFor({ recorders, server, client, role, policy }: ConnectionFacts): CollectPlan | undefined {
  const jobs = [...new Set(recorders.flatMap(({ job }) => job ?? []))].filter((job) => checkName(job, 'a job name').ok)
  const hostIs = policy?.hostIs ?? (role === 'wire' ? undefined : role)
  const peer = hostIs === undefined ? undefined : (hostIs === 'server' ? client : server)?.address
  const checked = checkRequest({
    jobs,
    ports: server !== undefined && checkPort(String(server.port)).ok ? [String(server.port)] : [],
    peer: peer !== undefined && checkAddress(peer).ok ? peer : undefined,
    gsktrace: false,
  })
  return checked.ok ? checked.plan : undefined
}

const EVERY_STEP = 'gskope collect writes the writer, the IPCS job and the transfer for these names.'

function packetTrace(plan: CollectPlan | undefined, question: string): Collect {
  return {
    where: 'network',
    title: 'A packet trace of whole packets, taken on the z/OS side from before the first packet',
    question,
    commands:
      plan &&
      packetTraceOn(plan)
        .map(({ command }) => command)
        .join('\n'),
    caution: `FULL keeps whole packets; what users send is in it. ${EVERY_STEP}`,
  }
}

function systemSslTrace(plan: CollectPlan | undefined, question: string): Collect {
  return {
    where: 'server',
    title: 'A System SSL trace at LEVEL=255 of the z/OS side',
    question,
    commands: plan && [`${traceMember(plan).trimEnd()}\n`, ...gskTraceOn().map(({ command }) => command)].join('\n'),
    caution: `The first lines are the member that PARM names. AT-TLS handshakes are traced under the name of the stack. ${EVERY_STEP}`,
  }
}

function attlsTrace(facts: ConnectionFacts, level: '7' | '255', question: string): Collect {
  const { snippet } = policyFix(facts, 'TTLSGroupAction', '', [['Trace', level]])
  return {
    where: 'at-tls-policy',
    title: `Messages of AT-TLS: Trace ${level}`,
    question,
    commands: snippet,
    caution: `${level === '7' ? 'Errors to job log and syslogd, and information.' : 'Everything: for as long as the failure is reproduced.'} ${REFRESH}`,
  }
}

function settingsSteps(facts: ConnectionFacts): readonly Collect[] {
  const { policy, keyRing } = facts
  const steps: Collect[] = []
  if (policy?.origin !== 'active')
    steps.push({
      where: 'at-tls-policy',
      title: 'The policy that is installed',
      question: 'which rule the connection matches, and which versions, suites and groups are in force under it',
      commands: 'pasearch -t',
      caution: undefined,
    })
  if (keyRing?.complete !== true) {
    const { snippet } = showRing(facts)
    steps.push({
      where: 'racf',
      title: 'The key ring and its certificates',
      question: 'which certificates there are, with which kind of key, and whether each has its private key',
      commands: snippet,
      caution: undefined,
    })
  }
  return steps
}

function trusted(facts: ConnectionFacts): Collect {
  const by = refusalOf(facts)?.by ?? 'client'
  const isHost = (facts.policy?.hostIs ?? facts.role) === by
  return {
    where: by,
    title: `The authorities that the ${by} trusts (on z/OS those in its key ring)`,
    question: 'whether the issuer at the top of the chain is among them, with the same key',
    commands: isHost ? showRing(facts).snippet : undefined,
    caution: undefined,
  }
}

function keyLog(): Collect {
  return {
    where: 'client',
    title: 'A key log of the side that is not z/OS (SSLKEYLOGFILE), with the capture of the same time',
    question: 'what the encrypted alert says, and which certificate it is about',
    commands: undefined,
    caution: 'Whoever has the key log can read the recorded connections.',
  }
}
