/** Names that nobody else has, and all the ways in which one may be written. */
import type { PlantedHandshake } from './planted-handshake.ts'
import { ascii } from './tls-bytes.ts'

/** In every field for a name that the messages of a handshake have. */
export const HANDSHAKE: PlantedHandshake = {
  serverName: 'qsnihst.qzone.example',
  protocol: 'qalpnpr/7',
  sessionId: ascii('QSESSIONIDENTIFIEROFTHIRTYTWOBYT'),
  ticket: ascii('QTICKETMARKER-OF-A-SESSION'),
  client: [0x20, 0x01, 0x0d, 0xb8, 0x77, 0xaa, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5],
  server: [0x20, 0x01, 0x0d, 0xb8, 0x77, 0xaa, 0, 1, 0, 0, 0, 0, 0, 0, 0, 9],
  subject: {
    CN: 'qcertcn.qzone.example',
    O: 'QCERTORG',
    OU: 'QCERTUNIT',
    L: 'QCERTLOC',
    ST: 'QCERTSTATE',
    serialNumber: 'QCERTNUM',
  },
  issuer: { CN: 'QISSUERCN', O: 'QISSUERORG' },
  serial: [0x5e, 0xc2, 0xa1, 0x7e, 0x90, 0xd3],
  dns: ['qsandns.qzone.example', '*.qwildcd.example'],
  mail: 'qsanmail@qzone.example',
  uri: 'https://qsanuri.qzone.example/x',
  ip: [10, 88, 33, 44],
  ocsp: 'http://qocspurl.qzone.example/',
  issuers: 'http://qaiaurl.qzone.example/ca.der',
  crl: 'http://qcrlurl.qzone.example/a.crl',
  statement: 'https://qcpsurl.qzone.example/',
  keyId: ascii('QKEYIDENTIFIER'),
}
export const MARKERS: readonly string[] = [
  'qhostq',
  'zdomain',
  'Qorgmkr',
  'Zbnk',
  'QLABELXK',
  'QJOBX',
  'QRULEXK',
  'QJOBRUL',
  'QUSERRL',
  'QGROUPX',
  'QENVIRX',
  'QKEYPRM',
  'QOWNERX',
  'QRINGXK',
  'QPLABEL',
  'Qdept',
  'QADVANC',
  'QSYSNAM',
  'QSTACKX',
  'QJOBLOG',
  'QUSERLG',
  'QRACFUS',
  'QRACFGR',
  'QPERSON',
  'SURNAMQ',
  'QTRASKX',
  'QDATASE',
  'qlogmkr',
  'QLISTUS',
  'QLISTLB',
  'QLISTOU',
  'QCOMMNT',
  'QHARDWR',
  'QNOTEXK',
  'qnothst',
  'qfolder',
  'qcapfil',
  'qlisfil',
  'qpolfil',
  '10.1.0.2',
  '10.1.1.2',
  '10.77.66.55',
  '7E8283D8',
  'QSY1',
  'qsnihst',
  'qalpnpr',
  'QSESSIONIDENT',
  'QTICKETMARKER',
  'db8:77aa',
  '0db877aa',
  'qcertcn',
  'QCERTORG',
  'QCERTUNIT',
  'QCERTLOC',
  'QCERTSTATE',
  'QCERTNUM',
  'QISSUERCN',
  'QISSUERORG',
  '5ec2a17e90d3',
  'qsandns',
  'qwildcd',
  'qsanmail',
  'qsanuri',
  '10.88.33.44',
  'qocspurl',
  'qaiaurl',
  'qcrlurl',
  'qcpsurl',
  'QKEYIDENTIFIER',
  'qhsfile',
]

const EBCDIC = new Map<string, number>()
for (const [first, signs] of [
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa2, 'stuvwxyz'],
  [0xc1, 'ABCDEFGHI'],
  [0xd1, 'JKLMNOPQR'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
  [0x4b, '.'],
] as const)
  for (const [at, sign] of Array.from(signs).entries()) EBCDIC.set(sign, first + at)

/** The ways in which a value may be written. */
function forms(value: string): readonly string[] {
  const ascii = Buffer.from(value)
  const upper = Buffer.from(value.toUpperCase())
  const address = /^\d+(?:\.\d+){3}$/.test(value) ? Buffer.from(value.split('.').map(Number)) : undefined
  const bytes = [
    ascii,
    upper,
    Buffer.from(Array.from(value, (sign) => EBCDIC.get(sign) ?? 0)),
    Buffer.from(value, 'utf16le'),
    Buffer.from(value, 'utf16le').swap16(),
    ...(address ? [address] : []),
  ]
  const hex = bytes.flatMap((one) => [one.toString('hex'), one.toString('hex').replace(/..(?=.)/g, '$& ')])
  // Base64 of bytes that begin at any place of three: what lies wholly inside.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), ascii])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : 4, -1),
  )
  return [
    value,
    Array.from(ascii, (byte) => `%${byte.toString(16)}`).join(''),
    value.split('.').reverse().join('.'),
    Array.from(value).reverse().join(''),
    ...hex,
    ...base64.filter((one) => one.length >= 6),
  ].map((form) => form.toLowerCase())
}

/** Those that a text has in no form. */
export const notIn = (text: string, markers: readonly string[] = MARKERS): readonly string[] => {
  const lower = text.toLowerCase()
  return markers.filter((marker) => !forms(marker).some((form) => lower.includes(form)))
}
/** Forms of any that a text has. */
export const found = (text: string): readonly string[] => {
  const lower = text.toLowerCase()
  return MARKERS.flatMap((marker) => forms(marker).filter((form) => lower.includes(form)))
}
