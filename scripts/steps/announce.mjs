import { secondsSince } from "./seconds-since.mjs";

const WORTH_MENTIONING_MS = 400;

/** Runs a step; one that takes a while is named on stderr, "Installing packages…", with its seconds. */
export async function announce(title, work) {
  const startedAt = performance.now();
  let isNamed = false;
  const name = () => {
    isNamed = true;
    process.stderr.write(`${title}…`);
  };
  const timer = setTimeout(name, WORTH_MENTIONING_MS);
  try {
    const result = await work();
    if (isNamed) process.stderr.write(` ${secondsSince(startedAt)}\n`);
    return result;
  } catch (error) {
    if (!isNamed) name();
    process.stderr.write(" failed\n");
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
