-- title: Finds the links of a source whatever their type
CREATE INDEX link_source ON link (source, type, target);
