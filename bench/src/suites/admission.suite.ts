import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { serverCommand } from "../processes/server-cores.js";
import type { Lane, Sample } from "./lane.js";
import type { Suite } from "./suite.js";

const IN_MEMORY = "admission, limits in memory";
const WITH_REDIS = "admission, limits in Redis";
const PROGRAM = fileURLToPath(new URL("../admission.js", import.meta.url));
const run = promisify(execFile);

/** What the program prints. */
type AdmissionFigures = Pick<Sample, "count" | "perSecond" | "perCpuSecond">;

/** What admission alone costs, without HTTP and GraphQL around it. */
export const admissionSuite: Suite = {
  name: "admission",
  title: "Admission alone, in process",
  about:
    "From a request's headers to its actor, its unit spent from its key's windows, and its log record kept; no socket, no GraphQL.",
  targets: [
    { lane: IN_MEMORY, against: null, atLeast: 300_000 },
    { lane: WITH_REDIS, against: null, atLeast: 50_000 },
  ],
  async open({ redisUrl, note }) {
    if (redisUrl === null) {
      note("No Redis was found: admission with Redis was left out.");
      return [admissionLane(IN_MEMORY, {})];
    }
    return [admissionLane(IN_MEMORY, {}), admissionLane(WITH_REDIS, { REDIS_URL: redisUrl })];
  },
};

function admissionLane(name: string, environment: Readonly<Record<string, string>>): Lane {
  return {
    name,
    async measure(seconds): Promise<Sample> {
      const [command, ...args] = serverCommand(PROGRAM, 0);
      const { stdout } = await run(command, [...args, String(seconds)], {
        env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...environment },
      });
      const figures: AdmissionFigures = JSON.parse(stdout);
      return {
        ...figures,
        p50Ms: null,
        p99Ms: null,
        serverBusy: null,
        othersBusy: null,
        loadBusy: null,
        leftoverSeconds: 0,
      };
    },
  };
}
