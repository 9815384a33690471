import { expandScopes, type Scope } from "@latchkey/shared";
import { Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./allowlist-field.module.css";

/** Addresses and ranges, one a line; recommended as soon as the key can write. */
export function AllowlistField(props: {
  readonly scopes: readonly Scope[];
  readonly value?: string;
  readonly onChange?: (text: string) => void;
  readonly error?: ReactNode;
}) {
  const { scopes, value = "", onChange, error } = props;
  const canWrite = [...expandScopes(scopes)].some((scope) => scope.endsWith(":write"));
  return (
    <Textarea
      label="IP allowlist"
      description={
        canWrite
          ? "Recommended, because this key can write. Addresses or ranges, one a line."
          : "Optional: where the key works. Addresses or ranges, one a line."
      }
      placeholder="203.0.113.7 or 2001:db8::/32"
      autosize
      minRows={1}
      maxRows={6}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: classes["input"], error: classes["error"] }}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      error={error}
    />
  );
}
