import { useQuery } from "@apollo/client/react";
import { Button, Text } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { lazy, useState } from "react";
import { useSearchParams } from "react-router";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { CursorPager } from "../../ui/cursor-pager.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { LateDialog } from "../../ui/late-dialog.js";
import { PageHeader } from "../../ui/page-header.js";
import { StatePanel } from "../../ui/state-panel.js";
import { useAddressView } from "../../ui/use-address-view.js";
import { useOnReturn } from "../../ui/use-on-return.js";
import { ApiKeysDocument } from "./api-keys.documents.js";
import { KeyFilters } from "./key-filters.js";
import { type KeyListView, keyFilter, readKeyListView, writeKeyListView } from "./key-list-view.js";
import { readNewKeyRequest } from "./new-key-request.js";
import { NoApiKeys } from "./no-api-keys.js";
import { startingPermissions } from "./permissions.js";
import { type NewSecret, SecretDialog } from "./secret-dialog.js";
import { SelectableKeys } from "./selectable-keys.js";

const CreateApiKeyDialog = lazy(async () => {
  const { CreateApiKeyDialog: component } = await import("./create-api-key-dialog.js");
  return { default: component };
});

/** The workspace's keys: finding them, making one, and what can be done with each or with many. */
export function ApiKeysPage() {
  const { workspace, scopes } = useWorkspaceSession();
  const [address] = useSearchParams();
  const [view, update] = useAddressView(readKeyListView, writeKeyListView);
  const [isCreating, setIsCreating] = useState(false);
  const [secret, setSecret] = useState<NewSecret | null>(null);
  const requested = readNewKeyRequest(address);
  const filter = keyFilter(view);
  const { data, previousData, error, refetch } = useQuery(ApiKeysDocument, {
    variables: { filter, after: view.after, withAlerts: scopes.has("logs:read") },
    fetchPolicy: "cache-and-network",
  });
  // A failure is already here as `error`.
  const refresh = () => void refetch().catch(() => undefined);
  useOnReturn(refresh);
  const show = (change: Partial<KeyListView>) =>
    update((now) => ({ ...now, after: null, ...change }), { replace: change.search !== undefined });

  const canCreate = scopes.has("credentials:write");
  const keys = (data ?? previousData)?.apiKeys;
  const isEmpty = keys?.totalCount === 0;
  const cursor = keys?.pageInfo.hasNextPage ? keys.pageInfo.endCursor : null;
  const stopCreating = () => {
    setIsCreating(false);
    if (requested) update((now) => now, { replace: true });
  };
  const showSecret = (created: NewSecret) => {
    stopCreating();
    setSecret(created);
    if (view.after) show({});
    else refresh();
  };

  return (
    <>
      <title>{`API Keys · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="API Keys"
        description="Each key opens this workspace's data to one program, as far as you let it."
        action={
          canCreate && (
            <Button leftSection={<IconPlus size={18} />} onClick={() => setIsCreating(true)}>
              Create API Key
            </Button>
          )
        }
      />
      {(!isEmpty || filter) && <KeyFilters view={view} onChange={show} />}
      {error && data && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
          Not up to date: {errorText(error)}
        </Text>
      )}
      {error && !data ? (
        <FailurePanel
          title="The keys could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : isEmpty && filter ? (
        <StatePanel icon={<IconSearch size={26} />} title="No such keys">
          Nothing fits this search and these filters.
        </StatePanel>
      ) : isEmpty ? (
        <NoApiKeys canCreate={canCreate} />
      ) : (
        <>
          <SelectableKeys keys={keys?.nodes} isOld={!data} onChanged={refresh} />
          {keys && (
            <CursorPager
              summary={counted(keys.totalCount, "key")}
              isFirst={!view.after}
              onFirst={() => show({})}
              onNext={cursor ? () => show({ after: cursor }) : null}
            />
          )}
        </>
      )}
      {canCreate && (isCreating || requested) && (
        <LateDialog onClose={stopCreating}>
          <CreateApiKeyDialog
            permissions={requested ?? startingPermissions}
            onClose={stopCreating}
            onCreated={showSecret}
          />
        </LateDialog>
      )}
      {secret && <SecretDialog created={secret} onDone={() => setSecret(null)} />}
    </>
  );
}
