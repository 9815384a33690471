import type { Contender } from "../contenders/contender.js";
import type { LoadRequest } from "../load/load-job.js";
import { watchOccupancy } from "../processes/occupancy.js";
import { settle } from "../processes/settle.js";
import { LEADS_BODY } from "../query.js";
import type { Lane, Sample } from "./lane.js";
import type { SuiteContext } from "./suite.js";

/** A lane whose answer can be looked at. */
export interface HttpLane extends Lane {
  /** One answer's body; throws when its status is not the expected one. */
  ask(): Promise<string>;
}

/** A contender under load. Any answer but the expected one fails the run: speed of failures is no speed. */
export function httpLane(
  name: string,
  contender: Contender,
  context: Pick<SuiteContext, "load" | "connections">,
  options: { readonly body?: string; readonly expectedStatus?: number } = {},
): HttpLane {
  const { body = LEADS_BODY, expectedStatus = 200 } = options;
  const keyHeaders = contender.keys.map((key) => ({ "x-api-key": key }));
  const request: LoadRequest = { body, headers: keyHeaders.length > 0 ? keyHeaders : [{}] };
  return {
    name,
    ask: () => askOnce(name, contender, request, expectedStatus),
    async measure(seconds): Promise<Sample> {
      const { ports, pids } = contender;
      const readOccupancy = watchOccupancy(pids);
      const result = await context.load.run({
        ports,
        connections: context.connections,
        seconds,
        request,
      });
      const occupancy = readOccupancy(result.seconds);
      const leftoverSeconds = await settle(pids);
      const { answered, statuses, unlikeFirst } = result;
      if (answered === 0 || statuses[expectedStatus] !== answered) {
        throw new Error(
          `${name}: expected ${expectedStatus} only, and got ${JSON.stringify(statuses)}`,
        );
      }
      if (unlikeFirst > 0) {
        throw new Error(`${name}: ${unlikeFirst} of ${answered} answers were unlike the first`);
      }
      const cores = Math.max(1, pids.length);
      return {
        perSecond: answered / (result.seconds + leftoverSeconds / cores),
        perCpuSecond: perCpuSecond(answered, occupancy.serverBusy, result.seconds, leftoverSeconds),
        count: answered,
        p50Ms: result.p50Ms,
        p99Ms: result.p99Ms,
        ...occupancy,
        loadBusy: result.cpuSeconds / result.seconds,
        leftoverSeconds,
      };
    },
  };
}

function perCpuSecond(
  answered: number,
  serverBusy: number | null,
  seconds: number,
  leftoverSeconds: number,
): number | null {
  return serverBusy ? answered / (serverBusy * seconds + leftoverSeconds) : null;
}

async function askOnce(
  name: string,
  { ports }: Contender,
  { body, headers }: LoadRequest,
  expectedStatus: number,
): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${ports[0]}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers[0] },
    body,
  });
  const text = await response.text();
  if (response.status === expectedStatus) return text;
  throw new Error(`${name}: expected ${expectedStatus}, and got ${response.status} ${text}`);
}
