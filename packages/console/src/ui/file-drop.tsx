import { Loader, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./file-drop.module.css";

/** A field for one file, to be chosen or dropped on it; what it holds stays on the page until somebody sends it. */
export function FileDrop(props: {
  readonly label: string;
  readonly hint: string;
  /** What kinds of file are offered, as an input's `accept`. */
  readonly accept: string;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}) {
  const { label, hint, accept, isBusy, onFile } = props;
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    // The file input lies over all of it, so that browsers themselves take what is dropped.
    <label className={classes["drop"]} data-over={isOver || undefined}>
      <Stack align="center" gap="xs">
        {isBusy ? (
          <Loader size={44} aria-label="Reading" />
        ) : (
          <ThemeIcon size={52} radius="xl" variant="light" color="lagoon">
            <IconFileUpload size={26} />
          </ThemeIcon>
        )}
        <Text fw={600}>{label}</Text>
        <Text size="sm" c="dimmed" maw="32rem">
          {hint}
        </Text>
      </Stack>
      <input
        type="file"
        className={classes["input"]}
        accept={accept}
        aria-label={label}
        disabled={isBusy}
        onDragEnter={() => setIsOver(true)}
        onDragLeave={() => setIsOver(false)}
        onDrop={() => setIsOver(false)}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, mended, can be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
