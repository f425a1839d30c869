-- The call that an answer tells of. Its devices aren't kept with it: whoever asks again sends them again.
ALTER TABLE answers ADD COLUMN import_id TEXT;
