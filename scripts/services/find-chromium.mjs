import { run } from "../steps/run.mjs";
import { isExecutable, onPath } from "./on-path.mjs";
import { found, missing } from "./service.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A Chromium for the browser tests: the named one, or the first on the PATH that can say its version. */
export async function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) {
    const refusal = await refusalOf(env.CHROMIUM_PATH);
    return refusal
      ? missing(`CHROMIUM_PATH: ${refusal}`)
      : found(env.CHROMIUM_PATH, "CHROMIUM_PATH");
  }
  const reasons = ["CHROMIUM_PATH is not set"];
  for (const file of NAMES.map(onPath).filter(Boolean)) {
    const refusal = await refusalOf(file);
    if (!refusal) return found(file, file);
    reasons.push(`${file}: ${refusal}`);
  }
  return missing(...reasons, `none of ${NAMES.join(", ")} on the PATH works`);
}

/** Some systems put a script there that only says how to install the browser. */
async function refusalOf(file) {
  if (!isExecutable(file)) return "not an executable file";
  const { code, output } = await run(file, ["--version"]);
  return code === 0 ? null : `--version failed: ${output.trim().split("\n")[0]}`;
}
