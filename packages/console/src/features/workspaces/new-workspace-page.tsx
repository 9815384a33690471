import { useMutation } from "@apollo/client/react";
import { newWorkspaceProblems } from "@latchkey/shared";
import { Alert, Button, Paper, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useNavigate } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { slugOf } from "../../format/slug.js";
import { paths } from "../../paths.js";
import { AppFrame } from "../../ui/app-frame.js";
import { PageHeader } from "../../ui/page-header.js";
import { CreateWorkspaceDocument } from "./workspaces.documents.js";

/** The form a platform admin makes a workspace with; its address follows the name until edited. */
export function NewWorkspacePage() {
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [create, { loading }] = useMutation(CreateWorkspaceDocument, { fetchPolicy: "no-cache" });
  const form = useForm({
    initialValues: { name: "", slug: "" },
    validate: (values) => ({ ...newWorkspaceProblems(values) }),
  });

  const rename = (name: string) => {
    const isFollowing = form.values.slug === slugOf(form.values.name);
    form.setValues({ name, slug: isFollowing ? slugOf(name) : form.values.slug });
  };

  const submit = form.onSubmit(async (input) => {
    setRefusal(null);
    try {
      const { data } = await create({ variables: { input } });
      const created = data?.createWorkspace;
      if (created) navigate(paths.apiKeys.link(created.workspace.slug));
    } catch (error) {
      if (readFailure(error).code === "UNAUTHENTICATED") {
        navigate(paths.signIn.link(paths.newWorkspace.link()));
        return;
      }
      const errors = fieldErrors(error, ["name", "slug"]);
      form.setErrors(errors);
      if (Object.keys(errors).length === 0) setRefusal(errorText(error));
    }
  });

  return (
    <AppFrame homeHref={paths.home.link()}>
      <title>New workspace · Latchkey</title>
      <Paper withBorder radius="lg" p="xl" maw={560} mx="auto">
        <PageHeader
          title="New workspace"
          description="A workspace is one company: its keys, its data and its logs, apart from all others."
        />
        <form onSubmit={submit} noValidate>
          <Stack>
            {refusal && (
              <Alert color="red" role="alert">
                {refusal}
              </Alert>
            )}
            <TextInput
              label="Name"
              {...form.getInputProps("name")}
              onChange={(event) => rename(event.currentTarget.value)}
            />
            <TextInput
              label="Address"
              description="Lower-case letters, digits and single hyphens; it stands in every link."
              leftSection="/"
              {...form.getInputProps("slug")}
            />
            <Button type="submit" loading={loading} mt="xs">
              Create Workspace
            </Button>
          </Stack>
        </form>
      </Paper>
    </AppFrame>
  );
}
