-- title: Finds the links of a target
CREATE INDEX link_target ON link (target, type, source);
