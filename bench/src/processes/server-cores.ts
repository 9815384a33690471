/**
 * The cores that servers have for themselves, as the starter divided them; empty where it could not.
 * BENCH_SERVER_CORES holds their numbers: "0", or "0,1".
 */
export function serverCores(): readonly string[] {
  return (process.env["BENCH_SERVER_CORES"] ?? "").split(",").filter(Boolean);
}

/**
 * The command line that runs a file as a server, on a server core where there is one. Where
 * BENCH_PROFILES names a folder, it leaves a CPU profile there as it ends.
 */
export function serverCommand(file: string, replica: number): [string, ...string[]] {
  const cores = serverCores();
  const core = cores[replica % cores.length];
  const profiles = process.env["BENCH_PROFILES"];
  const node: [string, ...string[]] = [
    process.execPath,
    ...(profiles ? ["--cpu-prof", `--cpu-prof-dir=${profiles}`] : []),
    file,
  ];
  return core === undefined ? node : ["taskset", "-c", core, ...node];
}
