import { useLazyQuery } from "@apollo/client/react";
import { Alert, Button } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { errorText } from "../../api/error-text.js";
import { counted } from "../../format/number.js";
import { AuditVerificationDocument } from "./audit-log.documents.js";

/** The button that recomputes the log's chain, and what it found, to stand in different places. */
export function useVerification(): { readonly button: ReactNode; readonly result: ReactNode } {
  const [verify, { data, error, loading }] = useLazyQuery(AuditVerificationDocument, {
    fetchPolicy: "no-cache",
  });
  const [isAsked, setIsAsked] = useState(false);
  const button = (
    <Button
      variant="default"
      leftSection={<IconShieldCheck size={16} />}
      loading={loading}
      onClick={() => {
        setIsAsked(true);
        // A failure is shown as `error`.
        verify().catch(() => {});
      }}
    >
      Verify
    </Button>
  );
  const found = data?.auditVerification;
  const result = isAsked && !loading && (
    <div role="status">
      {error ? (
        <Alert color="red" mb="md" title="The audit log could not be verified">
          {errorText(error)}
        </Alert>
      ) : found?.isWhole ? (
        <Alert color="teal" mb="md" title="The audit log is whole">
          {counted(found.events, "event")} checked: none was changed, removed, swapped or cut off.
        </Alert>
      ) : (
        found && (
          <Alert color="red" mb="md" title={`The audit log is broken at event ${found.brokenAt}`}>
            {found.problem} Somebody changed the database by other ways than this service.
          </Alert>
        )
      )}
    </div>
  );
  return { button, result };
}
