/** The fixes for a cause. */
import type { CauseId } from '../cause.ts'
import type { Fix } from '../finding.ts'

const fix = (where: Fix['where'], title: string, caution?: string): Fix => ({
  where,
  title,
  snippet: undefined,
  caution,
})

const REFRESH = 'Takes effect after F PAGENT,REFRESH, for new connections.'

const FIXES: Partial<Record<CauseId, readonly Fix[]>> = {
  'no-common-cipher': [fix('at-tls-policy', 'Add a suite that the other side offers to TTLSCipherParms', REFRESH)],
  'cipher-needs-other-certificate': [
    fix('certificate', 'Give the server a certificate with the key type that the common suites need'),
    fix('client', 'Let the client offer suites for the key type of the certificate'),
  ],
  'no-common-version': [
    fix('at-tls-policy', 'Enable a version that the other side has in TTLSEnvironmentAdvancedParms', REFRESH),
  ],
  'key-ring-permission-denied': [fix('racf', "Permit the task's user to read the key ring")],
  'key-ring-not-opened': [fix('at-tls-policy', 'Correct Keyring in TTLSKeyringParms, or create the ring', REFRESH)],
  'policy-not-installed': [fix('racf', 'Permit PAGENT to install policies (EZB.INITSTACK in SERVAUTH) and restart it')],
  'policy-statement-misplaced': [
    fix('at-tls-policy', 'Move the TTLS statements into the file that the TTLSConfig statement names', REFRESH),
  ],
  'plaintext-on-tls-port': [
    fix('client', 'Let the client begin with TLS, or connect to the port that the server keeps for clear text'),
    fix('network', 'Let a load balancer in front send its PROXY header only to servers that expect one'),
  ],
  'tls-on-plaintext-port': [
    fix('client', 'Connect to the port on which the server speaks TLS'),
    fix('at-tls-policy', 'Let a TTLSRule map the port of the server, with TTLSEnabled On', REFRESH),
  ],
  'starttls-missing': [
    fix('server', 'Let the server offer the command that goes over to TLS, with a certificate for it'),
    fix('client', 'Let the client use that command first, or connect to the port that begins with TLS'),
  ],
  'tcp-connection-refused': [
    fix('server', 'See that the server listens on the address and port'),
    fix('network', 'Let the firewall pass the port'),
  ],
  'tcp-connect-timeout': [fix('network', 'Find what drops the SYN or its answer: firewall, route, address')],
  'middlebox-injected-reset': [
    fix('network', 'Find the firewall or inspection device that resets: capture on both sides of each hop'),
  ],
  'lost-flight': [
    fix(
      'network',
      'Let ICMP "fragmentation needed" and "packet too big" pass, or lower MSS or MTU to what the path carries',
    ),
  ],
}

export function fixesFor(cause: CauseId): readonly Fix[] {
  return FIXES[cause] ?? []
}
