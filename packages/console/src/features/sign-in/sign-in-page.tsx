import { useMutation } from "@apollo/client/react";
import { signInProblems } from "@latchkey/shared";
import { Alert, Button, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { graphql } from "../../api/generated/gql.js";
import { sessionHint } from "../../api/session-hint.js";
import { returnPath } from "../../paths.js";
import { SignInFrame } from "./sign-in-frame.js";

const SignInDocument = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      user {
        id
      }
    }
  }
`);

function refusalText(error: unknown): string {
  return readFailure(error).code === "UNAUTHENTICATED"
    ? "E-mail or password is wrong."
    : errorText(error);
}

/** E-mail and password; then back to where the person was going. */
export function SignInPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [signIn, { loading }] = useMutation(SignInDocument, { fetchPolicy: "no-cache" });
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: (values) => ({ ...signInProblems(values) }),
  });

  const submit = form.onSubmit(async (input) => {
    setRefusal(null);
    try {
      await signIn({ variables: { input } });
      sessionHint.set();
      navigate(returnPath(search), { replace: true });
    } catch (error) {
      const errors = fieldErrors(error, ["email", "password"]);
      form.setErrors(errors);
      if (Object.keys(errors).length === 0) setRefusal(refusalText(error));
    }
  });

  return (
    <SignInFrame>
      <title>Sign in · Latchkey</title>
      <Title order={1} mb={4}>
        Sign in
      </Title>
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
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            size="md"
            visibilityToggleButtonProps={{ "aria-label": "Show what is typed", tabIndex: 0 }}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="md" mt="xs" loading={loading}>
            Sign in
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  );
}
