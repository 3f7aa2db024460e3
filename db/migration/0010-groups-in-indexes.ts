/**
 * Connections of one cause, client, server or name lie together by how they ended, so that groups are counted inside the index and an
 * established one is found however many were refused. The clients of one address are one group, whatever their ports.
 */
export const groupsInIndexes0010 = `
DROP INDEX IF EXISTS connection_by_client;
DROP INDEX IF EXISTS connection_by_server;
DROP INDEX IF EXISTS connection_by_server_name;
DROP INDEX IF EXISTS connection_by_cause;
UPDATE connection SET client_order = substr(client_order, 1, length(client_order) - 2) WHERE hex(substr(client_order, 1, 1)) <> '09';
CREATE INDEX connection_by_client      ON connection (client_order, outcome, id);
CREATE INDEX connection_by_server      ON connection (server_order, outcome, id);
CREATE INDEX connection_by_server_name ON connection (server_name, outcome, id);
CREATE INDEX connection_by_cause       ON connection (cause, outcome, id);
`
