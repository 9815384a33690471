import { Button, type ButtonProps, Text, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text.js";

type Outcome = "idle" | "copied" | "failed";

const FACES = {
  idle: { icon: IconCopy, says: "" },
  copied: { icon: IconCheck, says: "Copied" },
  failed: { icon: IconX, says: "Select the text and copy it by hand." },
} as const;

/** Copies a text and says, for a moment, what really happened. `children` is the button's label. */
export function CopyButton({
  text,
  children,
  onCopied,
  ...look
}: ButtonProps & { text: string; children: string; onCopied?: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  useEffect(() => {
    if (outcome === "idle") return undefined;
    const timer = setTimeout(() => setOutcome("idle"), outcome === "copied" ? 2500 : 6000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async (button: HTMLElement) => {
    const isCopied = await copyText(text, button.parentElement ?? document.body);
    setOutcome(isCopied ? "copied" : "failed");
    if (isCopied) onCopied?.();
  };

  const { icon: Icon, says } = FACES[outcome];
  return (
    <>
      <Button
        variant="default"
        {...look}
        leftSection={<Icon size={16} />}
        onClick={(event) => copy(event.currentTarget)}
      >
        {outcome === "idle" ? children : outcome === "copied" ? "Copied" : "Not copied"}
      </Button>
      <div role="status">
        {outcome === "failed" ? (
          <Text size="sm" c="var(--mantine-color-error)">
            {says}
          </Text>
        ) : (
          <VisuallyHidden>{says}</VisuallyHidden>
        )}
      </div>
    </>
  );
}
