-- title: What the review of an opinion calls the aspect, null where no vocabulary can name it anew
ALTER TABLE opinion ADD COLUMN mention TEXT;
