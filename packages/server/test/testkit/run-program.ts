import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/** How each language of the documentation is run. */
const COMMANDS: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  sh: ["sh", "-c"],
  js: [process.execPath, "--input-type=module", "--eval"],
  python: ["python3", "-c"],
};

/** Runs a program of the documentation in a process of its own, where this package's dependencies are found. */
export async function runProgram(
  language: string,
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<{ code: unknown; output: string; complaints: string }> {
  const [command, ...args] = COMMANDS[language] ?? [];
  if (!command) throw new Error(`Nothing runs ${language}`);
  const child = spawn(command, [...args, program], {
    cwd: PACKAGE,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    complaints += String(chunk);
  });
  const [code] = await once(child, "close");
  return { code, output, complaints };
}
