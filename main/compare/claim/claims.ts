import {
  certificateNameClaim,
  chainClaim,
  clientCertificateClaim,
  issuerClaim,
  purposeClaim,
  strengthClaim,
  validityClaim,
} from './certificate-claim.ts'
import type { Claim } from './claim.ts'
import { certificateCurveClaim, groupClaim, signatureClaim } from './group-claim.ts'
import {
  applicationProtocolClaim,
  extendedMasterSecretClaim,
  groupSizeClaim,
  renegotiationClaim,
  serverNameClaim,
  unaskedExtensionClaim,
} from './hello-claim.ts'
import { suiteClaim } from './suite-claim.ts'
import { fallbackClaim, versionClaim } from './version-claim.ts'

/** What can be claimed of a cause, the most telling first. */
export const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  'no-common-cipher': [suiteClaim],
  'tls13-ciphers-missing': [suiteClaim],
  'cipher-needs-other-certificate': [suiteClaim],
  'certificate-curve-unsupported': [certificateCurveClaim],
  'no-common-version': [versionClaim],
  'downgrade-detected': [versionClaim],
  'inappropriate-fallback': [fallbackClaim, versionClaim],
  'no-common-group': [groupClaim],
  'key-share-unusable': [groupClaim],
  'no-common-signature-algorithm': [signatureClaim],
  'no-application-protocol': [applicationProtocolClaim],
  'unrecognized-name': [serverNameClaim],
  'extended-master-secret-required': [extendedMasterSecretClaim],
  'unsafe-renegotiation-refused': [renegotiationClaim],
  'weak-dh-group': [groupSizeClaim],
  'unsupported-extension': [unaskedExtensionClaim],
  'unknown-ca': [issuerClaim, chainClaim],
  'incomplete-chain': [chainClaim],
  'self-signed': [issuerClaim],
  'certificate-expired': [validityClaim],
  'certificate-not-yet-valid': [validityClaim],
  'hostname-mismatch': [certificateNameClaim, serverNameClaim],
  'certificate-purpose-wrong': [purposeClaim],
  'weak-certificate': [strengthClaim],
  'client-certificate-required': [clientCertificateClaim],
  'client-certificate-rejected': [clientCertificateClaim],
}
