/** Which connections of a server, or of a name, are established is answered by the index alone. */
export const outcomeInIndexes0008 = `
DROP INDEX IF EXISTS connection_by_server;
DROP INDEX IF EXISTS connection_by_server_name;
CREATE INDEX connection_by_server      ON connection (server_order, id, outcome);
CREATE INDEX connection_by_server_name ON connection (server_name, id, outcome);
`
