import { decodeText } from '../text/latin.ts'
import type { HeaderLine } from './header-line.ts'

/** Whether `header` begins a record of SYSTCPDA (IP Diagnosis Guide, "Formatting packet traces using IPCS"). */
export function isPacketRecord(header: HeaderLine, bytes: Uint8Array): 'packet' | 'data' | undefined {
  const description = decodeText(bytes, header.descriptionStart, header.descriptionEnd)
  const mnemonic = decodeText(bytes, header.mnemonicStart, header.mnemonicEnd)
  if (mnemonic === 'PACKET' && /^Packet/i.test(description)) return 'packet'
  if (mnemonic === 'DATA' && /^Data/i.test(description)) return 'data'
  return undefined
}
