import { blocks } from "../../../../../docs/examples.md";
import { type MarkdownSection, sectionsOf } from "../../ui/markdown-tree.js";

/** An operation to begin with, as docs/examples.md has it. */
export interface ExplorerExample {
  /** Its anchor there. */
  readonly id: string;
  readonly title: string;
  readonly draft: ExplorerDraft;
}

/** What stands in the two editors. */
export interface ExplorerDraft {
  readonly document: string;
  readonly variables: string;
}

/** Every example of the documentation, in its order. */
export const EXPLORER_EXAMPLES: readonly ExplorerExample[] = sectionsOf(blocks).flatMap(
  ({ heading, blocks: parts }) => {
    const document = codeIn(parts, "graphql");
    if (document === null) return [];
    const draft = { document, variables: codeIn(parts, "json") ?? "" };
    return [{ id: heading.id, title: heading.title, draft }];
  },
);

function codeIn(parts: MarkdownSection["blocks"], language: string): string | null {
  const found = parts.find((part) => part.kind === "code" && part.language === language);
  return found?.kind === "code" ? found.text : null;
}
