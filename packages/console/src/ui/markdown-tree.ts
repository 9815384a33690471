/** A piece of text within a block. */
export type Inline =
  | string
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "group"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };

/** A part of a guide, as it stands in the page. `scripts/markdown-plugin.mjs` reads them from Markdown. */
export type Block =
  | HeadingBlock
  | CodeBlock
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly items: readonly (readonly Block[])[];
    }
  | {
      readonly kind: "table";
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

/** A heading with the anchor that links name. */
export interface HeadingBlock {
  readonly kind: "heading";
  readonly depth: number;
  readonly id: string;
  readonly title: string;
}

/** A program, a command or an answer. */
export interface CodeBlock {
  readonly kind: "code";
  readonly language: string;
  readonly text: string;
}

/** What a heading begins, down to the next of any depth. */
export interface MarkdownSection {
  readonly heading: HeadingBlock;
  readonly blocks: readonly Block[];
}

/** Cuts a guide at its headings; what stands before the first is left out. */
export function sectionsOf(blocks: readonly Block[]): MarkdownSection[] {
  const sections: { heading: HeadingBlock; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind === "heading") sections.push({ heading: block, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections;
}
