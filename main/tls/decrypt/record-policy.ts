/** Which protected records are worth opening: what the handshake needs, and of the data after it so little that bulk costs nothing. */

/** Records of application data of one side that are opened after its keys came into use: enough to tell whether they authenticate. */
export const CHECKED_DATA_RECORDS = 64

/** TLS 1.3 hides what a record is. Alerts, KeyUpdates and most tickets are shorter than this at any time of a connection. */
export const SHORT_RECORD = 512

/** Records that may be missing at one place before the sequence number cannot be found again by trying. */
export const MAX_MISSING_RECORDS = 64
