import { Button, Paper, Skeleton } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";

const AccessForm = lazy(async () => {
  const { AccessForm: component } = await import("./access-form.js");
  return { default: component };
});

/** Behind its button: the form that asks what would become of a request. */
export function AccessSection({ apiKeyId }: { apiKeyId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconListCheck size={16} />}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        Check a request
      </Button>
      {isOpen && (
        <Paper withBorder radius="lg" p="md" mt="sm" maw="52rem">
          <Suspense fallback={<Skeleton height={220} />}>
            <AccessForm apiKeyId={apiKeyId} />
          </Suspense>
        </Paper>
      )}
    </div>
  );
}
