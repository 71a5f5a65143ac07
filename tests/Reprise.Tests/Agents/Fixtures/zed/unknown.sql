UPDATE threads SET updated_at = '2026-09-01T09:00:00+00:00', data = CAST(replace(CAST(data AS TEXT), '"Resume"', '{"MessageOfTheFuture":{"kind":"of_the_future","text":"kept for later readers"}}') AS BLOB);
ALTER TABLE threads ADD COLUMN column_of_the_future TEXT DEFAULT 'kept for later readers';
