/** Displays of RACDCERT in the layout of RACF. */

const CERTIFICATE = `
Digital certificate information for user START1:

  Label: TN3270 EC
  Certificate ID: 2QjmhUFqLm
  Status: TRUST
  Start Date: 2024/01/02 00:00:00
  End Date:   2026/01/02 23:59:59
  Serial Number:
       >0A<
  Issuer's Name:
       >CN=Test CA.OU=Systems.O=Example<
  Subject's Name:
       >CN=tn3270.example.OU=A department whose name is so long that its dis<
       >play goes on in the next line.O=Example<
  Subject's AltNames:
    IP: 192.0.2.1
    Domain: tn3270.example
  Signing Algorithm: sha256RSA
  Key Usage: HANDSHAKE
  Key Type: NIST ECC
  Key Size: 256
  Private Key: YES
  Certificate Fingerprint (SHA256):
       A3:F2:E0:6F:09:94:E4:9D:68:00:48:8F:3F:4B:EF:9F:
       1F:C8:B1:50:0A:DE:57:23:AB:DC:B1:02:0B:A4:33:07
  Ring Associations:
    Ring Owner: START1
    Ring:
       >TN3270<
    Ring Owner: IZUSVR
    Ring:
       >IZU.Keyring<
`

const lines = (text: string): string[] => text.split('\n').slice(1, -1)

export const LIST: readonly string[] = [
  ...lines(CERTIFICATE),
  ...lines(`

  Label: OLD
  Status: NOTRUST
  Start Date: 2010/01/02 00:00:00
  End Date:   2012/01/02 23:59:59
  Private Key Type: Non-ICSF
  Private Key Size: 1024
  Ring Associations:
  *** No rings associated ***
`),
]

export const LISTRING: readonly string[] = lines(`
Digital ring information for user START1:

  Ring:
       >TN3270<
  Certificate Label Name             Cert Owner     USAGE      DEFAULT
  --------------------------------   ------------   --------   -------
  Test CA                            CERTAUTH       CERTAUTH     NO

  It's mine                          ID(START1)     PERSONAL     YES
  Ring:
       >EMPTY<
  *** No certificates connected ***
`)

export const CHAIN: readonly string[] = [
  'Certificate 1:',
  ...lines(CERTIFICATE),
  'Certificate 2:',
  ...lines(CERTIFICATE.replace('user START1', 'CERTAUTH').replace('TN3270 EC', 'Test CA')),
  'Chain information:',
  '     Chain contains 2 certificate(s), chain is complete',
]
