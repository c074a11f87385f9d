#!/usr/bin/env node
// Starts the built program; on a Node without the embedded database it says what to do instead of failing inside.
const [major, minor] = process.versions.node.split('.').map(Number);
const isFit = major > 23 || (major === 23 && minor >= 4) || (major === 22 && minor >= 13);
if (isFit) {
  const { main } = await import('../dist/main.js');
  await main(process.argv.slice(2));
} else {
  process.stderr.write(
    `whypath needs Node 22.13, 23.4 or later and found ${process.versions.node}. Install Node 24: https://nodejs.org/en/download\n`,
  );
  process.exitCode = 3;
}
