/** How the bytes of one frame are to be read: LINKTYPE number, and how many of them stand in front of that link's header. */
export interface SnifferLink {
  readonly linkType: number
  readonly skip: number
}

export const link = (linkType: number, skip = 0): SnifferLink => ({ linkType, skip })
