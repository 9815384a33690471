import { announce } from "./announce.mjs";
import { forgetLostOutput, removeOrphans } from "./compiled-output.mjs";
import { TSC } from "./compiler.mjs";
import { run } from "./run.mjs";
import { StepFailure } from "./step-failure.mjs";

/** Compiles what a running server consists of; a tenth of a second when nothing has changed. */
export async function compileServer() {
  await announce("Compiling", () => compileOrFail(["packages/server"]));
}

/** Compiles the benchmark, and the server that it measures. */
export async function compileBench() {
  await announce("Compiling", () => compileOrFail(["bench"]));
}

/** Compiles and type-checks everything, tests included. */
export async function compileAll() {
  await announce("Compiling", () => compileOrFail([]));
}

/** Builds these projects, or all, and hands back what the compiler said: { code, output }. */
export async function compile(projects) {
  forgetLostOutput();
  const result = await run(process.execPath, [TSC, "-b", ...projects]);
  removeOrphans();
  return result;
}

async function compileOrFail(projects) {
  const { code, output } = await compile(projects);
  if (code !== 0) throw new StepFailure("The sources do not compile.", output);
}
