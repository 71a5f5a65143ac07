-- Tables and indexes as the program makes them; what no reader asks for is left out. Its triggers keep the time of a change and the count.
PRAGMA journal_mode = WAL;
CREATE TABLE sessions (id TEXT PRIMARY KEY, parent_session_id TEXT, title TEXT NOT NULL, message_count INTEGER NOT NULL DEFAULT 0, prompt_tokens INTEGER NOT NULL DEFAULT 0, completion_tokens INTEGER NOT NULL DEFAULT 0, cost REAL NOT NULL DEFAULT 0.0, updated_at INTEGER NOT NULL, created_at INTEGER NOT NULL, summary_message_id TEXT, todos TEXT);
CREATE TABLE files (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, path TEXT NOT NULL, content TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE, UNIQUE(path, session_id, version));
CREATE TABLE messages (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, role TEXT NOT NULL, parts TEXT NOT NULL default '[]', model TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, finished_at INTEGER, provider TEXT, is_summary_message INTEGER DEFAULT 0 NOT NULL, FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE);
CREATE TABLE read_files (session_id TEXT NOT NULL, path TEXT NOT NULL, read_at INTEGER NOT NULL, PRIMARY KEY (path, session_id));
CREATE INDEX idx_files_session_id ON files (session_id);
CREATE INDEX idx_messages_session_id ON messages (session_id);
-- step
INSERT INTO sessions VALUES ('f1c70000-0000-4000-8000-000000000001', NULL, 'Untitled Session', 1, 0, 0, 0.0, 1788249600, 1788249600, NULL, NULL);
INSERT INTO messages VALUES ('msg_1_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'user', '[{"type":"text","data":{"text":"Sort the list in a.txt, bitte schön 漢字"}},{"type":"binary","data":{"Path":"/w/demo/list.png","MIMEType":"image/png","Data":"iVBORw0KGgo="}}]', NULL, 1788249600, 1788249600, NULL, NULL, 0);
-- step
INSERT INTO messages VALUES ('msg_2_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'assistant', '[{"type":"reasoning","data":{"thinking":"The file first.","signature":"c2ln","started_at":1788249601,"finished_at":1788249602}},{"type":"text","data":{"text":"I look at it."}},{"type":"tool_call","data":{"id":"call_01","name":"bash","input":"{\"command\":\"sort a.txt\"}","type":"","finished":true}},{"type":"finish","data":{"reason":"tool_use","time":1788249603}}]', 'claude-opus-5-5', 1788249602, 1788249603, 1788249603, 'anthropic', 0);
INSERT INTO messages VALUES ('msg_3_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'tool', '[{"type":"tool_result","data":{"tool_call_id":"call_01","name":"bash","content":"pear\nplum\n","metadata":"{\"exit\":0}","is_error":false}}]', NULL, 1788249604, 1788249604, NULL, NULL, 0);
INSERT INTO files VALUES ('file_1_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', '/w/demo/a.txt', 'plum and pear', 0, 1788249604, 1788249604);
INSERT INTO read_files VALUES ('f1c70000-0000-4000-8000-000000000001', '/w/demo/a.txt', 1788249604);
UPDATE sessions SET message_count = 3, updated_at = 1788249604 WHERE id = 'f1c70000-0000-4000-8000-000000000001';
-- step
INSERT INTO messages VALUES ('msg_4_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'assistant', '[{"type":"text","data":{"text":"It is sorted: pear, plum."}},{"type":"finish","data":{"reason":"end_turn","time":1788249608}}]', 'claude-opus-5-5', 1788249606, 1788249608, 1788249608, 'anthropic', 0);
UPDATE sessions SET title = 'Sorting a list', message_count = 4, prompt_tokens = 165, completion_tokens = 9, cost = 0.02, updated_at = 1788249608 WHERE id = 'f1c70000-0000-4000-8000-000000000001';
-- step
INSERT INTO messages VALUES ('msg_5_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'user', '[{"type":"text","data":{"text":"Now b.txt"}}]', NULL, 1788249700, 1788249700, NULL, NULL, 0);
INSERT INTO messages VALUES ('msg_6_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'assistant', '[{"type":"tool_call","data":{"id":"call_02","name":"view","input":"{\"file_path\":\"/w/demo/b.txt\"}","type":"","finished":true}},{"type":"finish","data":{"reason":"tool_use","time":1788249702}}]', 'claude-opus-5-5', 1788249701, 1788249702, 1788249702, 'anthropic', 0);
INSERT INTO messages VALUES ('msg_7_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'tool', '[{"type":"tool_result","data":{"tool_call_id":"call_02","name":"view","content":"File not found: /w/demo/b.txt","metadata":"","is_error":true}}]', NULL, 1788249703, 1788249703, NULL, NULL, 0);
INSERT INTO messages VALUES ('msg_8_f1c70000-0000-4000-8000-000000000001', 'f1c70000-0000-4000-8000-000000000001', 'assistant', '[{"type":"finish","data":{"reason":"error","time":1788249704,"message":"Provider Error","details":"The service is overloaded."}}]', 'claude-opus-5-5', 1788249704, 1788249704, 1788249704, 'anthropic', 0);
UPDATE sessions SET message_count = 8, updated_at = 1788249704 WHERE id = 'f1c70000-0000-4000-8000-000000000001';
