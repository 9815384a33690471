import { Alert } from "@mantine/core";

/** Why something was not done, read out at once. */
export function FailureAlert({ children }: { children: string }) {
  return (
    <Alert color="red" role="alert">
      {children}
    </Alert>
  );
}
