import type { LoadAnswer } from "./load-generator.js";
import type { LoadJob } from "./load-job.js";
import { runJob } from "./run-job.js";

// The load process: takes jobs from its parent one after the other and answers each.

process.on("message", (job: LoadJob) => {
  const tell = (answer: LoadAnswer) => process.send?.(answer);
  runJob(job).then(
    (result) => tell({ result }),
    (error: unknown) => tell({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => process.exit());
