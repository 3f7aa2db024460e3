/**
 * How addresses, server names and ALPN protocols of connections are written, each once, so that a filter's word is looked for among them
 * and not in every connection. `place` is what the index `connection_by_...` of its kind has such connections by; one place may be
 * written in several ways (IPv6).
 */
export const spellings0012 = `
CREATE TABLE spelling (
  kind   INTEGER NOT NULL,
  text   TEXT NOT NULL,
  place  ANY NOT NULL,
  PRIMARY KEY (kind, text, place)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO spelling SELECT 0, client_address, client_order FROM connection;
INSERT OR IGNORE INTO spelling SELECT 1, server_address, server_order FROM connection;
INSERT OR IGNORE INTO spelling SELECT 2, server_name, server_name FROM connection;
INSERT OR IGNORE INTO spelling SELECT 3, alpn, alpn FROM connection;
CREATE INDEX connection_by_alpn ON connection (alpn, id);
`
