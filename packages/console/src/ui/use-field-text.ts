import { useEffect, useRef, useState } from "react";

/** A field's text, and how to tell of it. */
export interface FieldText {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Tells the page of a text, unless it was the last one told. */
  readonly report: (text: string) => void;
}

/**
 * The text of a field whose `value` the page keeps. What the field itself told comes back as the value
 * with a delay and must not undo what was typed since; any other new value takes the text's place. Who
 * goes back sees the value of there, even before what the field told has come back.
 */
export function useFieldText(value: string, onChange: (text: string) => void): FieldText {
  const [text, setText] = useState(value);
  const told = useRef<string[]>([]);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
    const place = told.current.indexOf(value);
    told.current.splice(0, place === -1 ? Infinity : place + 1);
    if (place === -1) setText(value);
  }, [value]);
  useEffect(() => {
    const forget = () => {
      told.current = [];
      setText(latest.current);
    };
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  const report = (next: string) => {
    if (next === (told.current.at(-1) ?? value)) return;
    told.current.push(next);
    onChange(next);
  };
  return { text, setText, report };
}
