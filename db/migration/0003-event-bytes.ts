/** The first bytes of clear text, and the headers of a packet (JSON), at the events of a connection. */
export const eventBytes0003 = `
ALTER TABLE connection_event ADD COLUMN bytes BLOB;
ALTER TABLE connection_event ADD COLUMN packet TEXT;
`
