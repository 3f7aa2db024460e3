/** The fixes for each cause, the one to try first in front. Text to review: nothing is ever applied. */
import type { CauseId } from '../../../preload/contract/cause.ts'
import type { FixFacts } from './fix-facts.ts'
import { wordOf } from '../../settings/meaning.ts'
import type { Fix } from '../finding.ts'
import { advice, askNetwork } from './advice.ts'
import { newCertificate, replaceCertificate } from './certificate.ts'
import { addSuites } from './cipher-suite.ts'
import { clientGroups, serverGroups } from './group.ts'
import { NEW_ENVIRONMENT, policyFix, REFRESH } from './policy.ts'
import { connectAuthority, connectPersonal, createRing, permitInitialStack, permitRing, showRing } from './racf.ts'
import { enableVersions } from './version.ts'

type FixesFor = (facts: FixFacts) => readonly Fix[]

const CLOCK = advice('server', 'Compare the clock of the verifying side with the dates of the certificate')
const RULE_PORTS = advice(
  'at-tls-policy',
  'Check which TTLSRule the connection matches: ports, addresses, job name, direction',
  REFRESH,
)

const FIXES: Readonly<Record<CauseId, FixesFor>> = {
  'no-common-cipher': (facts) => [
    addSuites(facts, false),
    advice('client', 'Let the client offer a suite that the server has'),
  ],
  'cipher-needs-other-certificate': (facts) => [
    newCertificate(
      facts,
      missingKey(facts),
      'Give the server a second certificate, with the key type that the common suites need',
    ),
    addSuites(facts, false),
    advice('client', "Let the client offer suites for the key type of the server's certificate"),
  ],
  'certificate-curve-unsupported': (facts) => [
    newCertificate(facts, 'EC', 'Give the server a certificate on secp256r1, which nearly every client has'),
    advice('client', "Let the client offer the certificate's curve as a group, and a signature scheme for its key"),
  ],
  'no-common-version': (facts) => [enableVersions(facts), advice('client', 'Let the client speak TLS 1.2 or above')],
  'no-common-group': (facts) => [serverGroups(facts), clientGroups(facts)],
  'key-share-unusable': (facts) => [serverGroups(facts), clientGroups(facts)],
  'no-common-signature-algorithm': (facts) => [
    newCertificate(
      facts,
      missingKey(facts),
      "Give the server a certificate whose key fits the client's signature schemes",
    ),
    advice('client', "Let the client offer a signature scheme for the key of the server's certificate"),
  ],
  'tls13-ciphers-missing': (facts) => [addSuites(facts, true)],
  'no-application-protocol': () => [
    advice('server', 'Let both sides name a protocol (ALPN) that the other has'),
    advice('client', 'Take the ALPN list out of the client when the server needs none'),
  ],
  'unrecognized-name': () => [
    advice('client', 'Connect under a name that the server serves'),
    advice('server', 'Give the server a certificate and a host entry for the name that was asked for'),
  ],
  'inappropriate-fallback': (facts) => [
    advice(
      'client',
      'Find why the first, higher attempt of the client failed: that is the fault; then turn its fallback off',
    ),
    enableVersions(facts),
  ],
  'downgrade-detected': (facts) => [
    askNetwork(facts, 'does a proxy or another device change the ClientHello on its way?'),
    enableVersions(facts),
  ],
  'unsafe-renegotiation-refused': (facts) => [
    advice('client', 'Bring the side that lacks RFC 5746 (secure renegotiation) up to date'),
    policyFix(
      facts,
      'TTLSEnvironmentAdvancedParms',
      'Until then: ask for the renegotiation indicator only where it is offered',
      [['RenegotiationIndicator', 'Optional']],
      `Peers without RFC 5746 can then connect, and an attack on renegotiation is possible. ${REFRESH}`,
    ),
  ],
  'renegotiation-refused': (facts) => [
    advice('client', 'Let the application not ask for another handshake on a connection that stands'),
    policyFix(
      facts,
      'TTLSEnvironmentAdvancedParms',
      'When the application needs it: allow renegotiation by resumption',
      [['Renegotiation', 'Abbreviated']],
      `A peer may then make the server work for it again. ${REFRESH}`,
    ),
  ],
  'extended-master-secret-required': () => [
    advice('server', 'Turn the extended master secret (RFC 7627) on at the side that lacks it'),
    advice('client', 'Or let the other side not insist on it', 'Weakens the binding of a session to its handshake.'),
  ],
  'weak-dh-group': (facts) => [
    policyFix(facts, 'TTLSEnvironmentAdvancedParms', 'Use a group of 2048 bits', [['ServerEDHGroupSize', '2048']]),
    addSuites(facts, false),
  ],
  'server-has-no-certificate': (facts) => [connectPersonal(facts), showRing(facts)],
  'unsupported-extension': () => [
    advice('server', 'Bring the side up to date that answers with an extension nobody asked for'),
  ],
  'psk-mismatch': () => [
    advice('server', 'Give both sides the same pre-shared key under the same identity'),
    advice('client', 'When the key came from a session ticket: forget stored sessions and connect anew'),
  ],
  'decode-error': (facts) => [
    advice(
      'server',
      'Bring the side up to date whose message cannot be read, or take the extension out that it stumbles over',
    ),
    askNetwork(facts, 'does a proxy or another device change or terminate TLS on this way?'),
  ],
  'illegal-parameter': () => [
    advice('server', 'Bring the side up to date that sent the value; report it to its maker with the bytes shown'),
  ],
  'unexpected-message': () => [
    advice('server', 'Bring the side up to date that sent the message; report it to its maker with the bytes shown'),
  ],
  'record-overflow': (facts) => [
    advice('server', 'Bring the side up to date that sends records above the limit'),
    askNetwork(facts, 'does a device on this way put data into the connection or take some out?'),
  ],
  'client-local-error': () => [
    advice('client', "Read the client's own log: it gave up for a reason that it did not send"),
  ],
  'unknown-ca': (facts) => [
    connectAuthority(facts),
    advice('client', "Add the issuing authority to the verifying side's trust store, after checking its fingerprint"),
  ],
  'incomplete-chain': (facts) => [
    connectAuthority(facts),
    advice('server', 'Let the sender send its intermediate certificates along with its own'),
  ],
  'self-signed': (facts) => [
    replaceCertificate(facts, 'Replace it by a certificate that an authority signs'),
    advice(
      'client',
      'Or trust this very certificate',
      'Has to be done again at every renewal; check the fingerprint first.',
    ),
  ],
  'certificate-expired': (facts) => [replaceCertificate(facts, 'Renew the certificate'), CLOCK],
  'certificate-not-yet-valid': (facts) => [CLOCK, replaceCertificate(facts, 'Or have it issued with an earlier date')],
  'hostname-mismatch': (facts) => [
    replaceCertificate(facts, 'Have a certificate issued with the name that clients ask for'),
    advice('client', 'Connect under a name that the certificate has'),
  ],
  'certificate-purpose-wrong': (facts) => [
    replaceCertificate(facts, 'Have a certificate issued for this role (KEYUSAGE(HANDSHAKE))'),
  ],
  'weak-certificate': (facts) => [replaceCertificate(facts, 'Have a certificate issued with a longer key and SHA-256')],
  'certificate-revoked': (facts) => [
    replaceCertificate(facts, 'Replace the certificate; find out why it was revoked before the key is used again'),
  ],
  'client-certificate-required': (facts) => [
    advice('client', 'Give the client a certificate that an authority of the server has signed, and let it send it'),
    policyFix(
      facts,
      'TTLSEnvironmentAdvancedParms',
      'Or ask for a certificate without insisting',
      [['ClientAuthType', 'Full']],
      `Clients without a certificate then get in (check ClientAuthType in the AT-TLS reference): the application must not take them for known. ${REFRESH}`,
    ),
  ],
  'client-certificate-rejected': (facts) => [
    connectAuthority(facts),
    advice(
      'racf',
      'With ClientAuthType SAFCheck: add the client certificate to a user, or map it (RACDCERT ADD, RACDCERT MAP)',
    ),
  ],
  'key-ring-permission-denied': (facts) => [permitRing(facts), showRing(facts)],
  'key-ring-not-opened': (facts) => [showRing(facts), createRing(facts), permitRing(facts)],
  'no-acceptable-key-label': (facts) => [showRing(facts), connectPersonal(facts)],
  'certificate-processing-failed': (facts) => [
    showRing(facts),
    advice(
      'server',
      'Look up the status (gskope explain) and the ICSF log of the same time; check that ICSF is active',
    ),
  ],
  'plaintext-on-tls-port': () => [
    advice('client', 'Turn TLS on at the client, or use the port that expects clear text'),
    RULE_PORTS,
    advice('network', 'Let a load balancer in front send its PROXY header only to servers that expect one'),
  ],
  'tls-on-plaintext-port': () => [RULE_PORTS, advice('client', 'Use the port that expects TLS')],
  'starttls-missing': (facts) => [
    advice('client', 'Let the client ask for TLS in the clear part first (STARTTLS, AUTH TLS)'),
    policyFix(
      facts,
      'TTLSEnvironmentAdvancedParms',
      'When the application on z/OS starts TLS itself',
      [['ApplicationControlled', 'On']],
      `The application must then start TLS; one that does not stays in clear text. ${REFRESH}`,
    ),
  ],
  'double-tls': (facts) => [
    policyFix(
      facts,
      'TTLSGroupAction',
      'Let the application do TLS alone',
      [['TTLSEnabled', 'Off']],
      `Everything that uses this group action loses AT-TLS: give the application a rule of its own. ${REFRESH}`,
    ),
    advice('server', 'Or turn TLS off in the application and leave it to AT-TLS'),
  ],
  'tcp-connection-refused': (facts) => [
    advice('server', 'See that the server listens on this port (NETSTAT ALLCONN)'),
    askNetwork(facts, 'does a firewall refuse this connection?'),
  ],
  'tcp-connect-timeout': (facts) => [
    askNetwork(facts, 'is it let through in both directions? The SYN gets no answer.'),
  ],
  'tcp-reset-in-handshake': (facts) => [
    advice('server', "Read the log of the side that reset: AT-TLS messages (Trace 7) or the application's own"),
    askNetwork(facts, 'does a device on this way reset it?'),
  ],
  'tcp-closed-in-handshake': () => [
    advice('server', "Read the log of the side that closed: AT-TLS messages (Trace 7) or the application's own"),
  ],
  'middlebox-injected-reset': (facts) => [
    askNetwork(facts, 'which device sends a reset in the name of one end? The packet shown does not fit its sender.'),
  ],
  'handshake-timeout': (facts) => [
    // Who has sent a hello is no server that waits for one.
    facts.offers.length > 0
      ? advice(
          'server',
          "Read the server's log of that time: what did it wait for (a lock, a look-up in LDAP or OCSP, its processor)?",
        )
      : advice('server', 'See that exactly one side has HandshakeRole Client; two servers wait for each other'),
    policyFix(
      facts,
      'TTLSEnvironmentAdvancedParms',
      'When the partner is only slow: wait longer',
      [['HandshakeTimeout', '30']],
      `Connections that never start TLS are kept longer too. ${REFRESH}`,
    ),
  ],
  'lost-flight': (facts) => [
    askNetwork(facts, 'are full-sized packets lost on this way, or ICMP "fragmentation needed" dropped (path MTU)?'),
  ],
  'bad-record-mac': (facts) => [askNetwork(facts, 'does a device on this way change data inside the connection?')],
  'handshake-modified-in-transit': (facts) => [
    askNetwork(facts, 'which device on this way rewrites TLS handshakes (inspection, proxy)?'),
  ],
  'tls-environment-failed': (facts) => [
    policyFix(
      facts,
      'TTLSEnvironmentAction',
      'After mending the earlier error: have the environment built again',
      [['EnvironmentUserInstance', nextInstance(facts)]],
      `${presentInstance(facts) === undefined ? 'Write a number above the present one. ' : ''}Nothing is mended by this alone: look for the earlier EZD1287I of Environment Init. ${REFRESH}`,
    ),
    permitRing(facts),
    showRing(facts),
  ],
  'policy-not-installed': (facts) => {
    const readLog = advice(
      'at-tls-policy',
      'Read the PAGENT log from its first SYSERR or OBJERR on; one error keeps the whole policy out',
      REFRESH,
    )
    // Without a message about the stack the file is the likelier reason.
    return facts.texts.some(({ id }) => id === 'SYSERR' || id === 'OBJERR' || id === 'ICH408I')
      ? [permitInitialStack(facts), readLog]
      : [readLog, permitInitialStack(facts)]
  },
  'policy-statement-misplaced': (facts) => {
    const move = advice('at-tls-policy', 'Move the TTLS statements into the file that TTLSConfig names', REFRESH)
    const spell = advice(
      'at-tls-policy',
      'Check spelling with pasearch -t: PAGENT ignores what it does not know',
      NEW_ENVIRONMENT,
    )
    return facts.texts.some(({ id }) => id === 'WARNING') ? [move, spell] : [spell, move]
  },
  'trace-not-a-failure': () => [
    advice('server', 'Nothing to mend: 0x134CC000 says that all is well. Look for another error'),
  ],
  unexplained: (facts) => [
    ...(facts.role === 'wire'
      ? [advice('server', 'Collect the log of the side that gave up; on z/OS its System SSL trace and AT-TLS messages')]
      : [askNetwork(facts, 'please take a packet capture of it, of the whole packets, on either side.')]),
  ],
}

export function fixesFor(cause: CauseId, facts: FixFacts): readonly Fix[] {
  return FIXES[cause](facts)
}

/** The policy's present value; 0 where it writes none. Undefined: the policy is not known. */
function presentInstance(facts: FixFacts): number | undefined {
  if (facts.policy === undefined) return undefined
  const value = Number(wordOf(facts.policy.values, 'EnvironmentUserInstance') ?? '0')
  return Number.isInteger(value) && value >= 0 ? value : undefined
}

/** One more; after the highest it begins again, as any other number is a change. */
function nextInstance(facts: FixFacts): string {
  const next = (presentInstance(facts) ?? 0) + 1
  return String(next > MAX_INSTANCE ? 0 : next)
}

const MAX_INSTANCE = 65_535

/** The key type that the server is not known to have. */
function missingKey(facts: FixFacts): 'RSA' | 'EC' {
  const types = [
    ...(facts.elsewhere?.certificates ?? []).map(({ keyType }) => keyType),
    ...(facts.keyRing?.certificates ?? []).map(({ keyType }) => keyType),
  ]
  return types.includes('RSA') ? 'EC' : 'RSA'
}
