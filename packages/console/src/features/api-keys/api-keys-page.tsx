import { useQuery } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { errorText } from "../../api/error-text.js";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { CursorPager } from "../../ui/cursor-pager.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { PageHeader } from "../../ui/page-header.js";
import { ApiKeyTable } from "./api-key-table.js";
import { ApiKeysDocument } from "./api-keys.documents.js";
import { CreateApiKeyDialog } from "./create-api-key-dialog.js";
import { NoApiKeys } from "./no-api-keys.js";
import { RevokeApiKeyDialog } from "./revoke-api-key-dialog.js";
import { type NewSecret, SecretDialog } from "./secret-dialog.js";

/** The workspace's keys: what there is, making one, revoking one. */
export function ApiKeysPage() {
  const { workspace, scopes } = useWorkspaceSession();
  const [search, setSearch] = useSearchParams();
  const [isCreating, setIsCreating] = useState(false);
  const [secret, setSecret] = useState<NewSecret | null>(null);
  const [revoking, setRevoking] = useState<ApiKeyRowFragment | null>(null);
  const after = search.get("after");
  const { data, error, refetch } = useQuery(ApiKeysDocument, {
    variables: { after },
    fetchPolicy: "cache-and-network",
  });

  const canCreate = scopes.has("credentials:write");
  const keys = data?.apiKeys;
  const isEmpty = keys?.totalCount === 0;
  const page = keys?.pageInfo;
  const create = canCreate && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setIsCreating(true)}>
      Create API Key
    </Button>
  );

  const showSecret = (created: NewSecret) => {
    setIsCreating(false);
    setSecret(created);
    if (after) setSearch({});
    else void refetch();
  };

  return (
    <>
      <title>{`API Keys · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="API Keys"
        description="Each key opens this workspace's data to one program, as far as you let it."
        action={create}
      />
      {error && !keys ? (
        <FailurePanel
          title="The keys could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : isEmpty ? (
        <NoApiKeys canCreate={canCreate} />
      ) : (
        <>
          <ApiKeyTable keys={keys?.nodes} onRevoke={setRevoking} />
          {keys && (
            <CursorPager
              summary={counted(keys.totalCount, "key")}
              isFirst={!after}
              onFirst={() => setSearch({})}
              onNext={
                page?.hasNextPage && page.endCursor
                  ? () => setSearch({ after: page.endCursor ?? "" })
                  : null
              }
            />
          )}
        </>
      )}
      {isCreating && (
        <CreateApiKeyDialog onClose={() => setIsCreating(false)} onCreated={showSecret} />
      )}
      {secret && <SecretDialog created={secret} onDone={() => setSecret(null)} />}
      {revoking && <RevokeApiKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}
