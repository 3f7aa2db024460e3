/**
 * Why a connection failed: the root cause and how sure it is (CONFIDENCES), null where it did not fail. Cases of before are judged anew.
 */
export const cause0005 = `
ALTER TABLE connection ADD COLUMN cause TEXT;
ALTER TABLE connection ADD COLUMN cause_confidence INTEGER;
CREATE INDEX connection_by_cause ON connection (cause, cause_confidence, id);
UPDATE source SET state = 0, fingerprint = NULL;
`
