/** The processes started by this one and still alive; a stopped command takes them with it. */
const running = new Set();

/** Remembers a child until it ends. */
export function whileRunning(child) {
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Whether a child has neither exited nor been killed. */
export function isAlive(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Asks a child to stop, and insists after a while; resolves when it has ended. */
export function stopChild(child, { signal = "SIGTERM", patienceMs = 10_000 } = {}) {
  if (!isAlive(child)) return Promise.resolve();
  return new Promise((resolve) => {
    const insist = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    child.once("exit", () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill(signal);
  });
}

/** Stops every child that still runs. */
export function stopChildren(options) {
  return Promise.all([...running].map((child) => stopChild(child, options)));
}
