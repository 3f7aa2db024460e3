/**
 * Which differences can explain a cause: beginnings of paths, the best explanation first. Where the settings of a side are not on the wire, its
 * answer is (`messages`).
 */
const VERSIONS = ['client_hello.supportedVersions', 'client_hello.legacyVersion', 'server_hello.selectedVersion']
const OFFERED_SUITES = ['client_hello.cipherSuites']
const GROUPS = [
  'client_hello.supportedGroups',
  'client_hello.keyShareGroups',
  'server_hello.keyShareGroup',
  'server_key_exchange.group',
]
const SCHEMES = ['client_hello.signatureAlgorithms', 'certificate_request.signatureAlgorithms']
const SERVER_KEY = ['certificates.server.0.keyType', 'certificates.server.0.curve', 'certificates.server.0.keyBits']
const TRUST = [
  'certificates.server.0.issuer',
  'certificates.server.0.selfSigned',
  'certificates.server.count',
  'certificates.server',
]
const CLIENT_CERTIFICATE = ['certificates.client', 'certificate_request', 'clientAuthentication']

const EXPLAINING: Readonly<Record<string, readonly string[]>> = {
  'no-common-cipher': [...OFFERED_SUITES, ...VERSIONS],
  'tls13-ciphers-missing': [...OFFERED_SUITES, ...VERSIONS],
  'cipher-needs-other-certificate': [...SERVER_KEY, ...OFFERED_SUITES, ...SCHEMES],
  'certificate-curve-unsupported': ['certificates.server.0.curve', ...GROUPS, ...SCHEMES, ...SERVER_KEY],
  'no-common-version': [...VERSIONS, ...OFFERED_SUITES],
  'no-common-group': [...GROUPS],
  'key-share-unusable': ['client_hello.keyShareGroups', 'server_hello.keyShareGroup', ...GROUPS],
  'no-common-signature-algorithm': [...SCHEMES, ...SERVER_KEY, 'certificates.server.0.signatureAlgorithm'],
  'no-application-protocol': ['client_hello.applicationProtocols', 'server_hello.applicationProtocol'],
  'unrecognized-name': ['client_hello.serverName'],
  'inappropriate-fallback': [...OFFERED_SUITES, ...VERSIONS],
  'downgrade-detected': ['server_hello.downgradeSentinel', ...VERSIONS],
  'unsafe-renegotiation-refused': [
    'server_hello.renegotiationInfo',
    'server_hello.extensions',
    'client_hello.renegotiationInfo',
    ...OFFERED_SUITES,
  ],
  'extended-master-secret-required': [
    'server_hello.extendedMasterSecret',
    'client_hello.extendedMasterSecret',
    'server_hello.extensions',
  ],
  'weak-dh-group': ['server_key_exchange.dhPrimeBits'],
  'unsupported-extension': ['server_hello.extensions', 'encrypted_extensions.extensions'],
  'psk-mismatch': ['client_hello.pskModes', 'server_hello.selectedIdentity', 'resumption'],
  'illegal-parameter': ['server_hello', 'client_hello', 'hello_retry_request'],
  'decode-error': ['client_hello', 'server_hello', 'certificate'],
  'unknown-ca': TRUST,
  'incomplete-chain': ['certificates.server.count', ...TRUST],
  'self-signed': ['certificates.server.0.selfSigned', ...TRUST],
  'certificate-expired': ['certificates.server.0.validity', 'certificates.server', 'certificates.client'],
  'certificate-not-yet-valid': ['certificates.server.0.validity', 'certificates.server', 'certificates.client'],
  'hostname-mismatch': [
    'certificates.server.0.subjectAltNames',
    'certificates.server.0.subject',
    'client_hello.serverName',
  ],
  'certificate-purpose-wrong': [
    'certificates.server.0.extendedKeyUsage',
    'certificates.server.0.keyUsage',
    'certificates.client',
  ],
  'weak-certificate': [
    'certificates.server.0.keyBits',
    'certificates.server.0.signatureAlgorithm',
    'certificates.server',
  ],
  'certificate-revoked': ['certificates.server'],
  'client-certificate-required': CLIENT_CERTIFICATE,
  'client-certificate-rejected': CLIENT_CERTIFICATE,
  'server-has-no-certificate': ['certificates.server'],
}

/** The place of a path among those that explain the cause, 0 the best; undefined: it does not explain it. */
export function explains(cause: string, path: string): number | undefined {
  const place = (EXPLAINING[cause] ?? []).findIndex(
    (beginning) => path === beginning || path.startsWith(`${beginning}.`),
  )
  return place < 0 ? undefined : place
}
