import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a guide's command as its reader would paste it, against this server; resolves with what it prints. */
export async function runInShell(
  command: string,
  url: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const shell = spawn("sh", ["-c", command.replaceAll("http://127.0.0.1:4000", url)], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  shell.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  await once(shell, "close");
  return output;
}
