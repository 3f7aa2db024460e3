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
}

export function fixesFor(cause: CauseId): readonly Fix[] {
  return FIXES[cause] ?? []
}
