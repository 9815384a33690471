import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Scope } from "@latchkey/shared";

/** An example of docs/examples.md, as its reader finds it. */
export interface ExampleSection {
  readonly title: string;
  /** The scopes it says it needs. */
  readonly scopes: readonly Scope[];
  readonly programs: readonly { readonly language: string; readonly text: string }[];
}

const PAGE = fileURLToPath(new URL("../../../../docs/examples.md", import.meta.url));

/** Every example of docs/examples.md, with all its programs. */
export function exampleSections(): ExampleSection[] {
  const [, ...sections] = readFileSync(PAGE, "utf8").split(/^### /m);
  return sections.map((section) => {
    const needs = /^Needs .*$/m.exec(section)?.[0] ?? "";
    const blocks = [...section.matchAll(/```(\w+)\n([\s\S]*?)```/g)];
    return {
      title: section.slice(0, section.indexOf("\n")),
      scopes: [...needs.matchAll(/`([^`]+)`/g)].map(([, scope = ""]) => scope as Scope),
      programs: blocks
        .map(([, language = "", text = ""]) => ({ language, text }))
        .filter(({ language }) => ["sh", "js", "python"].includes(language)),
    };
  });
}
