import type { Block, Inline } from "./markdown-tree.js";

/** What can be read of some blocks, without any mark-up. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join(" ");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return block.title;
    case "code":
      return block.text;
    case "paragraph":
      return inlineText(block.children);
    case "list":
      return block.items.map(plainText).join(" ");
    case "table":
      return [block.head, ...block.rows].flat().map(inlineText).join(" ");
  }
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === "string") return inline;
      return inline.kind === "code" ? inline.text : inlineText(inline.children);
    })
    .join("");
}
