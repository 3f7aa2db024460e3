/** EtherTypes of VLAN tags: IEEE 802.1Q, 802.1ad, and the two numbers used for stacked tags before 802.1ad had one. */
export const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100, 0x9200]
