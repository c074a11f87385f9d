-- title: Finds the opinions on an aspect
CREATE INDEX opinion_aspect ON opinion (aspect);
