import { createHistogram } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { Connection } from "./connection.js";
import type { LoadJob, LoadResult } from "./load-job.js";
import { prepareRequests } from "./prepared-request.js";

/** A job waits for the answers it is to have at least, for so long at most. */
const ENOUGH_ANSWERS_MAX_MS = 20_000;

/** Runs one job on this process's core. Throws when a connection fails: nothing is left out of the count. */
export async function runJob(job: LoadJob): Promise<LoadResult> {
  const enough = job.answersAtLeast ?? 1;
  const statuses: Record<number, number> = {};
  const latenciesUs = createHistogram();
  let answered = 0;
  let firstLength = -1;
  let unlikeFirst = 0;
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });

  const opening = Array.from({ length: job.connections }, (_, index) => {
    const port = job.ports[index % job.ports.length] ?? 0;
    return Connection.open(
      port,
      prepareRequests(port, job.request, index, job.connections),
      ({ status, bodyLength }, latencyMs) => {
        answered += 1;
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (firstLength < 0) firstLength = bodyLength;
        if (bodyLength !== firstLength) unlikeFirst += 1;
        latenciesUs.record(Math.max(1, Math.round(latencyMs * 1000)));
      },
      fail,
    );
  });
  const connections = await Promise.race([Promise.all(opening), failure]);

  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  for (const connection of connections) connection.send();
  do await Promise.race([pause(job.seconds * 1000), failure]);
  while (answered < enough && performance.now() - startedAtMs < ENOUGH_ANSWERS_MAX_MS);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const result = {
    answered,
    seconds,
    statuses: { ...statuses },
    unlikeFirst,
    p50Ms: latenciesUs.percentile(50) / 1000,
    p99Ms: latenciesUs.percentile(99) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
  await Promise.race([Promise.all(connections.map((open) => open.close())), failure]);
  return result;
}
