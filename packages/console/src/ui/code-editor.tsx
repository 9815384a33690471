import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeTheme } from "./code-theme.js";

/** An editor for code; Tab leaves it, as it leaves any field, and Ctrl or ⌘ with Enter runs. */
export function CodeEditor(props: {
  readonly label: string;
  /** Another text than the editor's replaces it. */
  readonly value: string;
  readonly language: Extension;
  readonly minHeight: string;
  readonly onChange: (text: string) => void;
  readonly onCursor?: (offset: number) => void;
  readonly onRun: () => void;
}) {
  const { label, value, language, minHeight } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const spoken = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;

  // Made once; what changes is told to it below.
  useEffect(() => {
    if (!host.current) return undefined;
    const runs = () => {
      latest.current.onRun();
      return true;
    };
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          keymap.of([{ key: "Mod-Enter", run: runs }]),
          lineNumbers(),
          history(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.theme({ ".cm-content, .cm-gutter": { minHeight } }),
          codeTheme,
          spoken.current.of(language),
          EditorView.updateListener.of((update) => {
            const text = update.state.doc.toString();
            if (text !== latest.current.value) latest.current.onChange(text);
            if (update.docChanged || update.selectionSet) {
              latest.current.onCursor?.(update.state.selection.main.head);
            }
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: spoken.current.reconfigure(language) });
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={host} />;
}
