// Imported first by every command, and by itself: nothing newer than this check may load before it.
const needed = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `Latchkey needs Node ${needed.join(".")} or newer; this is Node ${process.versions.node} (${process.execPath}).\n`,
  );
  process.exit(1);
}
