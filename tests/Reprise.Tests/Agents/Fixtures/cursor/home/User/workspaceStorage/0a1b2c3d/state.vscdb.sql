CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB);
-- step
INSERT INTO ItemTable VALUES ('composer.composerData', '{"selectedComposerIds":["f1c70000-0000-4000-8000-000000000001"],"hasMigratedComposerData":true}');
