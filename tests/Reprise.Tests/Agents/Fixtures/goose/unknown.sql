INSERT INTO messages (message_id, session_id, role, content_json, created_timestamp, metadata_json) VALUES ('msg_f1c70000-0000-4000-8000-000000000001_z', 'f1c70000-0000-4000-8000-000000000001', 'assistant', '[{"type":"part-of-the-future","text":"kept for later readers"}]', 1788249710, '{}');
ALTER TABLE sessions ADD COLUMN column_of_the_future TEXT DEFAULT 'kept for later readers';
CREATE TABLE table_of_the_future (id TEXT PRIMARY KEY, session_id TEXT, note TEXT);
INSERT INTO table_of_the_future VALUES ('x', 'f1c70000-0000-4000-8000-000000000001', 'kept for later readers');
