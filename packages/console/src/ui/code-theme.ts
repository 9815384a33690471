import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { fontSize: "var(--mantine-font-size-sm)", backgroundColor: "var(--mantine-color-body)" },
  "&.cm-focused": { outline: "2px solid var(--mantine-primary-color-filled)" },
  ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--mantine-color-text)", padding: "10px 0" },
  ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
  ".cm-gutters": {
    backgroundColor: "var(--mantine-color-body)",
    color: "var(--mantine-color-dimmed)",
    border: "none",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "light-dark(#cfe6ec, #24505b)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "light-dark(#d6eaee, #33414b)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--mantine-color-body)",
    color: "var(--mantine-color-text)",
    border: "1px solid var(--mantine-color-default-border)",
    borderRadius: "var(--mantine-radius-sm)",
    maxWidth: "min(30rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "light-dark(#d6eaee, #24505b)",
    color: "var(--mantine-color-text)",
  },
  ".cm-completionInfo": { padding: "8px 10px" },
});

/** Colours of code that keep AA contrast on the page's background in both themes. */
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: "light-dark(#8a1f6b, #f0a3d5)" },
  { tag: [tags.propertyName, tags.attributeName], color: "light-dark(#0a5566, #8fd3e0)" },
  { tag: [tags.typeName, tags.className], color: "light-dark(#7a4d00, #f0c674)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#1d6b2f, #a5d6a0)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "light-dark(#a13a08, #f7b58b)" },
  { tag: [tags.variableName, tags.special(tags.name)], color: "light-dark(#5b3fa8, #c3b1f5)" },
  { tag: [tags.comment], color: "var(--mantine-color-dimmed)", fontStyle: "italic" },
]);

/** How code looks in the console's editors. */
export const codeTheme: Extension = [look, syntaxHighlighting(colors)];
