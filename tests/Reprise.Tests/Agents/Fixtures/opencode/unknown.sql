INSERT INTO part VALUES ('prt_Z_f1c70000-0000-4000-8000-000000000001', 'msg_5_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 1788249710000, 1788249710000, '{"type":"part-of-the-future","text":"kept for later readers"}');
ALTER TABLE session ADD COLUMN column_of_the_future TEXT DEFAULT 'kept for later readers';
CREATE TABLE table_of_the_future (id TEXT PRIMARY KEY, session_id TEXT, note TEXT);
INSERT INTO table_of_the_future VALUES ('x', 'f1c70000-0000-4000-8000-000000000001', 'kept for later readers');
