-- title: Finds the counts of an aspect
CREATE INDEX derived_target ON derived (target, type);
