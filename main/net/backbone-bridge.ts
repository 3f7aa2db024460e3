import { bridgedEthernet } from './bridged-ethernet.ts'

/** Priority and service identifier. */
const SERVICE_TAG_LENGTH = 4

/** IEEE 802.1ah (802.1Q §9.7): behind the service tag stands the customer's frame, addresses and all. */
export function backboneBridge(bytes: Uint8Array, at: number, end: number): number {
  return bridgedEthernet(bytes, at + SERVICE_TAG_LENGTH, end)
}
