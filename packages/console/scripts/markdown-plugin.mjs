import { readFileSync } from "node:fs";
import { marked } from "marked";

/** Lets the console import the guides of docs/ as trees, read when it is built: no Markdown and no HTML reaches a browser. */
export function markdownPlugin() {
  return {
    name: "latchkey-markdown",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(".md")) return null;
      this.addWatchFile(id);
      return `export const blocks = ${JSON.stringify(readMarkdown(readFileSync(id, "utf8")))};`;
    },
  };
}

/** A Markdown text as `src/ui/markdown-tree.ts` shapes it; throws on what that has no place for. */
export function readMarkdown(text) {
  return marked.lexer(text).flatMap(toBlock);
}

function toBlock(token) {
  switch (token.type) {
    case "space":
      return [];
    case "heading": {
      const title = plain(token.tokens);
      return [{ kind: "heading", depth: token.depth, id: anchorOf(title), title }];
    }
    case "paragraph":
    case "text":
      return [{ kind: "paragraph", children: toInlines(token.tokens ?? [token]) }];
    case "code":
      return [{ kind: "code", language: token.lang ?? "", text: token.text }];
    case "list":
      return [
        {
          kind: "list",
          isOrdered: token.ordered,
          items: token.items.map((item) => item.tokens.flatMap(toBlock)),
        },
      ];
    case "table":
      return [
        {
          kind: "table",
          head: token.header.map((cell) => toInlines(cell.tokens)),
          rows: token.rows.map((row) => row.map((cell) => toInlines(cell.tokens))),
        },
      ];
    default:
      throw new Error(`The console has no place for Markdown of the kind ${token.type}`);
  }
}

function toInlines(tokens) {
  return tokens.map((token) => {
    switch (token.type) {
      case "text":
      case "escape":
        return token.tokens ? { kind: "group", children: toInlines(token.tokens) } : token.text;
      case "codespan":
        return { kind: "code", text: token.text };
      case "strong":
      case "em":
        return { kind: "strong", children: toInlines(token.tokens) };
      case "link":
        return { kind: "link", href: token.href, children: toInlines(token.tokens) };
      case "br":
        return " ";
      default:
        throw new Error(`The console has no place for Markdown of the kind ${token.type}`);
    }
  });
}

function plain(tokens) {
  return tokens.map((token) => (token.tokens ? plain(token.tokens) : token.text)).join("");
}

/** A heading's anchor, as GitHub makes it. */
function anchorOf(title) {
  return title
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
