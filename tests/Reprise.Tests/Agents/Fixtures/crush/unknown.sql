INSERT INTO messages VALUES ('msg_z_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'assistant', '[{"type":"part-of-the-future","data":{"text":"kept for later readers"}}]', NULL, 1788249710, 1788249710, NULL, NULL, 0);
ALTER TABLE sessions ADD COLUMN column_of_the_future TEXT DEFAULT 'kept for later readers';
CREATE TABLE table_of_the_future (id TEXT PRIMARY KEY, session_id TEXT, note TEXT);
INSERT INTO table_of_the_future VALUES ('x', 'f1c70000-0000-4000-8000-000000000001', 'kept for later readers');
UPDATE sessions SET updated_at = 1788249710 WHERE id = 'f1c70000-0000-4000-8000-000000000001';
