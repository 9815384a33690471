/** A guide of docs/, read when the console is built. */
declare module "*.md" {
  export const blocks: readonly import("./ui/markdown-tree.js").Block[];
}
