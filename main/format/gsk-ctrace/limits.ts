/** Trace records end at 64 KiB on z/OS; sixteen times that leaves room for records that were put together, and bounds memory. */
export const MAX_DUMP_BYTES = 1_048_576

/** Detail lines kept of one record. The longest seen have two; attribute lists may have some dozens. */
export const MAX_DETAIL_LINES = 200

/** Bytes kept of one record's detail lines. */
export const MAX_DETAIL_BYTES = 65_536
