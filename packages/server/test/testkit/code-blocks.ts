import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The blocks of one language in a Markdown file of the repository, without their indentation in lists. */
export function codeBlocks(file: string, language: string): string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../../../${file}`, import.meta.url)), "utf8");
  const blocks = text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"));
  return [...blocks].map(([, block = ""]) => block.replace(/^ {3}/gm, "").trim());
}
