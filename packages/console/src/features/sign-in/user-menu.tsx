import { useMutation } from "@apollo/client/react";
import { ROLES } from "@latchkey/shared";
import { ActionIcon, Avatar, Menu, Text } from "@mantine/core";
import { IconBuildingPlus, IconLogout, IconPassword } from "@tabler/icons-react";
import { lazy, useState } from "react";
import { Link, useNavigate } from "react-router";
import { createApiClient } from "../../api/api-client.js";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { graphql } from "../../api/generated/gql.js";
import { sessionHint } from "../../api/session-hint.js";
import { useWorkspaceSession, type WorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { LateDialog } from "../../ui/late-dialog.js";
import { notifyFailure } from "../../ui/notify.js";

const SignOutDocument = graphql(`
  mutation SignOut {
    signOut {
      signedOut
    }
  }
`);

const ChangePasswordDialog = lazy(async () => {
  const { ChangePasswordDialog: component } = await import("./change-password-dialog.js");
  return { default: component };
});

function roleTitle(user: WorkspaceSession["user"]): string {
  if (user.isPlatformAdmin) return "Platform admin";
  return user.role ? ROLES[user.role].title : "No role";
}

/** Who is signed in, as what, the change of password, and the way out. */
export function UserMenu() {
  const { user } = useWorkspaceSession();
  const navigate = useNavigate();
  const [isChanging, setIsChanging] = useState(false);
  // In no workspace: whoever was removed from this one gets out, too.
  const [client] = useState(() => createApiClient({ workspace: null }));
  const [signOut] = useMutation(SignOutDocument, { client, fetchPolicy: "no-cache" });

  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      if (readFailure(error).code !== "UNAUTHENTICATED") {
        notifyFailure("You are still signed in", errorText(error));
        return;
      }
    }
    sessionHint.clear();
    navigate(paths.signIn.link());
  };

  return (
    <>
      <Menu
        position="bottom-end"
        width={270}
        shadow="md"
        radius="md"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <ActionIcon size="lg" radius="xl" aria-label="Account">
            <Avatar size={32} radius="xl" color="lagoon" variant="filled" name={user.name} alt="">
              {user.email.charAt(0).toUpperCase()}
            </Avatar>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
              {user.email}
            </Text>
            <Text size="xs">{roleTitle(user)}</Text>
          </Menu.Label>
          <Menu.Divider />
          {user.isPlatformAdmin && (
            <Menu.Item
              component={Link}
              to={paths.newWorkspace.link()}
              leftSection={<IconBuildingPlus size={16} />}
            >
              New workspace
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPassword size={16} />} onClick={() => setIsChanging(true)}>
            Change password
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChanging && (
        <LateDialog onClose={() => setIsChanging(false)}>
          <ChangePasswordDialog onClose={() => setIsChanging(false)} />
        </LateDialog>
      )}
    </>
  );
}
