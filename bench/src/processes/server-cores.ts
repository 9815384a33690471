/**
 * The cores that servers have for themselves, as the starter divided them; empty where it could not.
 * BENCH_SERVER_CORES holds their numbers: "0", or "0,1".
 */
export function serverCores(): readonly string[] {
  return (process.env["BENCH_SERVER_CORES"] ?? "").split(",").filter(Boolean);
}

/** The command line that runs a file as a server, on a server core where there is one. */
export function serverCommand(file: string, replica: number): [string, ...string[]] {
  const cores = serverCores();
  const core = cores[replica % cores.length];
  return core === undefined
    ? [process.execPath, file]
    : ["taskset", "-c", core, process.execPath, file];
}
