import { useMutation } from "@apollo/client/react";
import { enteredPasswordProblem, newPersonProblems, PASSWORD_MIN } from "@latchkey/shared";
import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText, fieldErrors } from "../../api/error-text.js";
import type { InvitationOfferQuery } from "../../api/generated/graphql.js";
import { sessionHint } from "../../api/session-hint.js";
import { aRole } from "../../format/role.js";
import { paths } from "../../paths.js";
import { AcceptInvitationDocument } from "./accept-invitation.documents.js";

/** Name and password for a new account, or the password of the one there is; then into the workspace. */
export function AcceptInvitationForm(props: {
  readonly token: string;
  readonly offer: InvitationOfferQuery["invitationOffer"];
  /** Told when the offer is no longer what it was. */
  readonly onStale: () => void;
}) {
  const { token, offer, onStale } = props;
  const { email, workspace, role, hasAccount } = offer;
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [accept, { loading }] = useMutation(AcceptInvitationDocument, { fetchPolicy: "no-cache" });
  const form = useForm({
    initialValues: { name: "", password: "" },
    validate: (values) =>
      hasAccount
        ? { password: enteredPasswordProblem(values.password) }
        : { ...newPersonProblems(values, email) },
  });

  const submit = form.onSubmit(async ({ name, password }) => {
    setRefusal(null);
    try {
      const input = { token, password, ...(hasAccount ? {} : { name }) };
      const { data } = await accept({ variables: { input } });
      const joined = data?.acceptInvitation;
      if (!joined) return;
      sessionHint.set();
      navigate(paths.apiKeys.link(joined.workspace.slug), { replace: true });
    } catch (error) {
      const { code } = readFailure(error);
      const found = fieldErrors(error, ["name", "password"]);
      form.setErrors(found);
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
      if (code === "UNAUTHENTICATED" || code === "CONFLICT") onStale();
    }
  });

  return (
    <>
      <Title order={1} mb={4} style={{ overflowWrap: "anywhere" }}>
        Join {workspace.name}
      </Title>
      <Text c="dimmed">
        {hasAccount
          ? `You join as ${aRole(role)}. You have an account: enter its password.`
          : `You join as ${aRole(role)}. Choose the name and password of your new account.`}
      </Text>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" mt="lg">
          {refusal && (
            <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />}>
              {refusal}
            </Alert>
          )}
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            size="md"
            readOnly
            variant="filled"
            value={email}
          />
          {!hasAccount && (
            <TextInput label="Name" autoComplete="name" size="md" {...form.getInputProps("name")} />
          )}
          <PasswordInput
            label="Password"
            description={
              hasAccount
                ? undefined
                : `At least ${PASSWORD_MIN} characters; a few unrelated words are good`
            }
            autoComplete={hasAccount ? "current-password" : "new-password"}
            size="md"
            visibilityToggleButtonProps={{ "aria-label": "Show what is typed", tabIndex: 0 }}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="md" mt="xs" loading={loading}>
            Join
          </Button>
        </Stack>
      </form>
    </>
  );
}
