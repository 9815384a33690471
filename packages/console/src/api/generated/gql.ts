/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query CampaignChoices($filter: CampaignFilter) {\n    campaigns(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n": typeof types.CampaignChoicesDocument,
    "\n  query ChosenCampaign($id: ID!) {\n    campaign(id: $id) {\n      id\n      name\n    }\n  }\n": typeof types.ChosenCampaignDocument,
    "\n  query KeyChoices($filter: ApiKeyFilter) {\n    apiKeys(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n        start\n      }\n      totalCount\n    }\n  }\n": typeof types.KeyChoicesDocument,
    "\n  query OpenAlerts {\n    ...OpenAlertCount\n  }\n": typeof types.OpenAlertsDocument,
    "\n  fragment OpenAlertCount on Query {\n    open: alerts(filter: { status: OPEN }, first: 1) {\n      totalCount\n    }\n  }\n": typeof types.OpenAlertCountFragmentDoc,
    "\n  fragment AlertRow on Alert {\n    id\n    kind\n    severity\n    status\n    title\n    count\n    openedAt\n    lastSeenAt\n    acknowledgedAt\n    acknowledgedBy\n    closedAt\n    closedReason\n    apiKeyId\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n  }\n": typeof types.AlertRowFragmentDoc,
    "\n  query Alerts($filter: AlertFilter, $first: Int!, $after: String) {\n    alerts(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AlertRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n    ...OpenAlertCount\n  }\n": typeof types.AlertsDocument,
    "\n  fragment AlertState on Alert {\n    id\n    status\n    lastSeenAt\n    count\n    acknowledgedAt\n    acknowledgedBy\n    note\n    closedAt\n    closedReason\n  }\n": typeof types.AlertStateFragmentDoc,
    "\n  query Alert($id: ID!) {\n    alert(id: $id) {\n      ...AlertRow\n      ...AlertState\n      subject\n      meaning\n      advice\n      closes\n      isPlatformWide\n      facts {\n        observed\n        expected\n        threshold\n        from\n        to\n      }\n      apiKey {\n        id\n        scopes\n        status\n        owner {\n          id\n          name\n        }\n      }\n      requestLogFilter {\n        apiKeyId\n        ip\n        errorCode\n        from\n        to\n      }\n      requests(first: 10) {\n        nodes {\n          ...AlertRequestRow\n        }\n        totalCount\n      }\n    }\n  }\n": typeof types.AlertDocument,
    "\n  fragment AlertRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    reason\n    ip\n    apiKey {\n      id\n      name\n    }\n  }\n": typeof types.AlertRequestRowFragmentDoc,
    "\n  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alert {\n        ...AlertState\n      }\n    }\n  }\n": typeof types.AcknowledgeAlertDocument,
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n      email\n    }\n    createdAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    rotatedAt\n    expiresAt\n    revokedAt\n    ipAllowlist\n    rateLimits {\n      windowSeconds\n      limit\n    }\n    version\n  }\n": typeof types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys($filter: ApiKeyFilter, $after: String, $withAlerts: Boolean!) {\n    apiKeys(filter: $filter, first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n        alerts @include(if: $withAlerts) {\n          id\n          severity\n          status\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  query OwnerChoices {\n    members {\n      id\n      name\n      email\n      role\n      isPlatformAdmin\n    }\n  }\n": typeof types.OwnerChoicesDocument,
    "\n  query ScopeUse($id: ID!) {\n    apiKey(id: $id) {\n      id\n      scopeUse {\n        since\n        narrowedScopes\n        scopes {\n          scope\n          isUsed\n          requests\n          lastUsedAt\n        }\n      }\n    }\n  }\n": typeof types.ScopeUseDocument,
    "\n  query Rehearsal($input: RehearseApiKeyInput!) {\n    rehearseApiKey(input: $input) {\n      requests\n      refused\n      since\n      isPartial\n      refusals {\n        check\n        missingScopes\n        operationName\n        rootFields\n        ip\n        userAgent\n        requests\n      }\n    }\n  }\n": typeof types.RehearsalDocument,
    "\n  query RecentClients($ids: [ID!]!) {\n    apiKeys(filter: { ids: $ids }, first: 100) {\n      nodes {\n        id\n        recentClientCount\n        recentClients {\n          address\n          userAgent\n          lastSeenAt\n          requests\n          refusals\n        }\n      }\n    }\n  }\n": typeof types.RecentClientsDocument,
    "\n  query OwnAddress {\n    context {\n      address\n    }\n  }\n": typeof types.OwnAddressDocument,
    "\n  query CurrentApiKey($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n    }\n  }\n": typeof types.CurrentApiKeyDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": typeof types.UpdateApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n": typeof types.RotateApiKeyDocument,
    "\n  mutation ActivateApiKey($input: ActivateApiKeyInput!) {\n    activateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": typeof types.ActivateApiKeyDocument,
    "\n  mutation DeactivateApiKey($input: DeactivateApiKeyInput!) {\n    deactivateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": typeof types.DeactivateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      apiKey {\n        id\n      }\n    }\n  }\n": typeof types.DeleteApiKeyDocument,
    "\n  fragment ApiKeySecretRow on ApiKeySecret {\n    id\n    start\n    lastFour\n    createdAt\n    firstUsedAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    closesAt\n  }\n": typeof types.ApiKeySecretRowFragmentDoc,
    "\n  query ApiKeyPage($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n      effectiveScopes\n      secrets {\n        ...ApiKeySecretRow\n      }\n    }\n  }\n": typeof types.ApiKeyPageDocument,
    "\n  query KeyAlerts($id: ID!) {\n    apiKey(id: $id) {\n      id\n      alerts {\n        id\n        severity\n        status\n        title\n        openedAt\n        acknowledgedBy\n      }\n    }\n  }\n": typeof types.KeyAlertsDocument,
    "\n  query KeyRequests($filter: RequestLogFilter, $refusals: RequestLogFilter) {\n    requests: requestLogs(filter: $filter, first: 10) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n    refusals: requestLogs(filter: $refusals, first: 25) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n  }\n": typeof types.KeyRequestsDocument,
    "\n  fragment KeyRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    errorCode\n    reason\n    ip\n    durationMs\n  }\n": typeof types.KeyRequestRowFragmentDoc,
    "\n  query ExplainAccess($keyId: ID!, $operation: String, $address: String, $at: DateTimeISO) {\n    explainAccess(keyId: $keyId, operation: $operation, address: $address, at: $at) {\n      isAllowed\n      checks {\n        name\n        title\n        isPassed\n        reason\n        remedy\n      }\n    }\n  }\n": typeof types.ExplainAccessDocument,
    "\n  mutation CloseApiKeySecret($input: CloseApiKeySecretInput!) {\n    closeApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n": typeof types.CloseApiKeySecretDocument,
    "\n  mutation ExtendApiKeySecret($input: ExtendApiKeySecretInput!) {\n    extendApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n": typeof types.ExtendApiKeySecretDocument,
    "\n  query UnusedWarnDays {\n    workspacePolicy {\n      unusedWarnDays\n    }\n  }\n": typeof types.UnusedWarnDaysDocument,
    "\n  fragment AuditEventRow on AuditEvent {\n    id\n    sequence\n    at\n    actorKind\n    actorName\n    ip\n    action\n    subjectKind\n    subjectId\n    subjectName\n    before\n    after\n  }\n": typeof types.AuditEventRowFragmentDoc,
    "\n  query AuditEvents($filter: AuditEventFilter, $first: Int!, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AuditEventRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.AuditEventsDocument,
    "\n  query AuditVerification {\n    auditVerification {\n      isWhole\n      events\n      brokenAt\n      problem\n    }\n  }\n": typeof types.AuditVerificationDocument,
    "\n  query MemberChoices {\n    members {\n      id\n      email\n    }\n  }\n": typeof types.MemberChoicesDocument,
    "\n  query ExplainOperation($input: ExplainOperationInput!) {\n    explainOperation(input: $input) {\n      operationType\n      operationName\n      isOpen\n      scopes {\n        scope\n        fields\n        isHeld\n      }\n      keyScopes\n      missingScopes\n      units\n      limits {\n        name\n        used\n        max\n      }\n    }\n  }\n": typeof types.ExplainOperationDocument,
    "\n  query SampleIds {\n    campaigns(first: 1) {\n      nodes {\n        id\n      }\n    }\n    leads(first: 1) {\n      nodes {\n        id\n      }\n    }\n    lists(first: 1) {\n      nodes {\n        id\n      }\n    }\n    conversations(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n": typeof types.SampleIdsDocument,
    "\n  mutation ImportLeads($input: UpsertLeadsInput!) {\n    upsertLeads(input: $input) {\n      results {\n        index\n        outcome\n        message\n      }\n    }\n  }\n": typeof types.ImportLeadsDocument,
    "\n  fragment LeadRow on Lead {\n    id\n    name\n    email\n    phone\n    company\n    status\n    createdAt\n    campaign {\n      id\n      name\n    }\n    lists(first: 3) {\n      id\n      name\n    }\n  }\n": typeof types.LeadRowFragmentDoc,
    "\n  query Leads($filter: LeadFilter, $order: ListOrder!, $first: Int!, $after: String) {\n    leads(filter: $filter, order: $order, first: $first, after: $after) {\n      nodes {\n        ...LeadRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.LeadsDocument,
    "\n  fragment LeadDetails on Lead {\n    id\n    externalId\n    name\n    email\n    phone\n    company\n    title\n    source\n    status\n    notes\n    customFields\n    version\n    createdAt\n    updatedAt\n    campaign {\n      id\n      name\n    }\n    contact {\n      id\n      name\n    }\n    allLists: lists(first: 100) {\n      id\n      name\n    }\n  }\n": typeof types.LeadDetailsFragmentDoc,
    "\n  query Lead($id: ID!) {\n    lead(id: $id) {\n      ...LeadDetails\n    }\n    conversations(filter: { leadId: $id }, first: 5) {\n      nodes {\n        id\n        channel\n        subject\n        messageCount\n        updatedAt\n      }\n      totalCount\n    }\n  }\n": typeof types.LeadDocument,
    "\n  query ListChoices($filter: LeadListFilter) {\n    lists(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n": typeof types.ListChoicesDocument,
    "\n  query ChosenList($id: ID!) {\n    list(id: $id) {\n      id\n      name\n    }\n  }\n": typeof types.ChosenListDocument,
    "\n  fragment MemberRow on Member {\n    id\n    name\n    email\n    role\n    isPlatformAdmin\n    createdAt\n    keyCount\n  }\n": typeof types.MemberRowFragmentDoc,
    "\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    status\n    invitedBy\n    createdAt\n    expiresAt\n  }\n": typeof types.InvitationRowFragmentDoc,
    "\n  query Members {\n    members {\n      ...MemberRow\n    }\n    invitations {\n      ...InvitationRow\n    }\n  }\n": typeof types.MembersDocument,
    "\n  fragment MemberKey on ApiKey {\n    id\n    name\n    start\n    scopes\n    lastUsedAt\n  }\n": typeof types.MemberKeyFragmentDoc,
    "\n  query MemberKeys($ownerId: ID!) {\n    apiKeys(filter: { ownerId: $ownerId, statuses: [ACTIVE, INACTIVE, EXPIRED] }, first: 100) {\n      nodes {\n        ...MemberKey\n      }\n      totalCount\n    }\n  }\n": typeof types.MemberKeysDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n        role\n      }\n      token\n    }\n  }\n": typeof types.InviteMemberDocument,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      revokedId\n    }\n  }\n": typeof types.RevokeInvitationDocument,
    "\n  mutation UpdateMember($input: UpdateMemberInput!) {\n    updateMember(input: $input) {\n      member {\n        ...MemberRow\n      }\n    }\n  }\n": typeof types.UpdateMemberDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      removedId\n      keyCount\n    }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n    ip\n  }\n": typeof types.RequestLogRowFragmentDoc,
    "\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 100, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.RequestLogsDocument,
    "\n  query AnyRequest {\n    requestLogs(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n": typeof types.AnyRequestDocument,
    "\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      p50Ms\n      p95Ms\n      p99Ms\n      previous {\n        total\n        errors\n        successRate\n        averageMs\n      }\n      buckets {\n        at\n        total\n        errors\n        p50Ms\n        p95Ms\n        p99Ms\n      }\n    }\n  }\n": typeof types.RequestStatsDocument,
    "\n  query RequestGroups($filter: RequestLogFilter) {\n    requestStats(filter: $filter) {\n      keys: groups(by: API_KEY, first: 5) {\n        ...RequestGroupRow\n      }\n      operations: groups(by: OPERATION, first: 5) {\n        ...RequestGroupRow\n      }\n      addresses: groups(by: ADDRESS, first: 5) {\n        ...RequestGroupRow\n      }\n      errors: groups(by: ERROR_CODE, first: 6) {\n        ...RequestGroupRow\n      }\n    }\n  }\n": typeof types.RequestGroupsDocument,
    "\n  fragment RequestGroupRow on RequestGroup {\n    value\n    apiKey {\n      id\n      name\n    }\n    figures {\n      total\n      errors\n      p95Ms\n    }\n  }\n": typeof types.RequestGroupRowFragmentDoc,
    "\n  query RequestHours($filter: RequestLogFilter) {\n    requestStats(filter: $filter, intervalSeconds: 3600) {\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n": typeof types.RequestHoursDocument,
    "\n  query RequestStory($id: ID!) {\n    requestLog(id: $id) {\n      ...RequestLogRow\n      ip\n      userAgent\n      decisionId\n      failedCheck\n      units\n      admissionMs\n      executionMs\n      scopesNeeded\n      scopesHeld\n      story {\n        name\n        title\n        outcome\n        reason\n        remedy\n      }\n    }\n  }\n": typeof types.RequestStoryDocument,
    "\n  fragment PolicyRules on WorkspacePolicy {\n    lifetimeMaxDays\n    isWriteLimited\n    isLiveDescribed\n    unusedWarnDays\n    unusedDeactivateDays\n    version\n  }\n": typeof types.PolicyRulesFragmentDoc,
    "\n  query WorkspacePolicy {\n    workspacePolicy {\n      ...PolicyRules\n    }\n  }\n": typeof types.WorkspacePolicyDocument,
    "\n  fragment PolicyFindingRow on PolicyFinding {\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    violations {\n      field\n      message\n      isEnforcedAtEdit\n    }\n    isWarned\n    isDeactivated\n  }\n": typeof types.PolicyFindingRowFragmentDoc,
    "\n  query PolicyPreview($input: WorkspacePolicyInput!) {\n    workspacePolicyPreview(input: $input) {\n      ...PolicyFindingRow\n    }\n  }\n": typeof types.PolicyPreviewDocument,
    "\n  mutation UpdateWorkspacePolicy($input: UpdateWorkspacePolicyInput!) {\n    updateWorkspacePolicy(input: $input) {\n      policy {\n        ...PolicyRules\n      }\n    }\n  }\n": typeof types.UpdateWorkspacePolicyDocument,
    "\n  query RateLimitMaxPreview($rateLimitMax: Int!) {\n    rateLimitMaxPreview(rateLimitMax: $rateLimitMax) {\n      id\n      name\n    }\n  }\n": typeof types.RateLimitMaxPreviewDocument,
    "\n  mutation UpdateWorkspace($input: UpdateWorkspaceInput!) {\n    updateWorkspace(input: $input) {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n    }\n  }\n": typeof types.UpdateWorkspaceDocument,
    "\n  query Peppers {\n    peppers {\n      version\n      secrets\n      isFirst\n      isConfigured\n      isNeededForAuditLog\n    }\n  }\n": typeof types.PeppersDocument,
    "\n  query InvitationOffer($token: String!) {\n    invitationOffer(token: $token) {\n      email\n      role\n      hasAccount\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n": typeof types.InvitationOfferDocument,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      role\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n": typeof types.WorkspaceShellDocument,
    "\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": typeof types.HomeDocument,
    "\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": typeof types.CreateWorkspaceDocument,
};
const documents: Documents = {
    "\n  query CampaignChoices($filter: CampaignFilter) {\n    campaigns(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n": types.CampaignChoicesDocument,
    "\n  query ChosenCampaign($id: ID!) {\n    campaign(id: $id) {\n      id\n      name\n    }\n  }\n": types.ChosenCampaignDocument,
    "\n  query KeyChoices($filter: ApiKeyFilter) {\n    apiKeys(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n        start\n      }\n      totalCount\n    }\n  }\n": types.KeyChoicesDocument,
    "\n  query OpenAlerts {\n    ...OpenAlertCount\n  }\n": types.OpenAlertsDocument,
    "\n  fragment OpenAlertCount on Query {\n    open: alerts(filter: { status: OPEN }, first: 1) {\n      totalCount\n    }\n  }\n": types.OpenAlertCountFragmentDoc,
    "\n  fragment AlertRow on Alert {\n    id\n    kind\n    severity\n    status\n    title\n    count\n    openedAt\n    lastSeenAt\n    acknowledgedAt\n    acknowledgedBy\n    closedAt\n    closedReason\n    apiKeyId\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n  }\n": types.AlertRowFragmentDoc,
    "\n  query Alerts($filter: AlertFilter, $first: Int!, $after: String) {\n    alerts(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AlertRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n    ...OpenAlertCount\n  }\n": types.AlertsDocument,
    "\n  fragment AlertState on Alert {\n    id\n    status\n    lastSeenAt\n    count\n    acknowledgedAt\n    acknowledgedBy\n    note\n    closedAt\n    closedReason\n  }\n": types.AlertStateFragmentDoc,
    "\n  query Alert($id: ID!) {\n    alert(id: $id) {\n      ...AlertRow\n      ...AlertState\n      subject\n      meaning\n      advice\n      closes\n      isPlatformWide\n      facts {\n        observed\n        expected\n        threshold\n        from\n        to\n      }\n      apiKey {\n        id\n        scopes\n        status\n        owner {\n          id\n          name\n        }\n      }\n      requestLogFilter {\n        apiKeyId\n        ip\n        errorCode\n        from\n        to\n      }\n      requests(first: 10) {\n        nodes {\n          ...AlertRequestRow\n        }\n        totalCount\n      }\n    }\n  }\n": types.AlertDocument,
    "\n  fragment AlertRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    reason\n    ip\n    apiKey {\n      id\n      name\n    }\n  }\n": types.AlertRequestRowFragmentDoc,
    "\n  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alert {\n        ...AlertState\n      }\n    }\n  }\n": types.AcknowledgeAlertDocument,
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n      email\n    }\n    createdAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    rotatedAt\n    expiresAt\n    revokedAt\n    ipAllowlist\n    rateLimits {\n      windowSeconds\n      limit\n    }\n    version\n  }\n": types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys($filter: ApiKeyFilter, $after: String, $withAlerts: Boolean!) {\n    apiKeys(filter: $filter, first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n        alerts @include(if: $withAlerts) {\n          id\n          severity\n          status\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.ApiKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  query OwnerChoices {\n    members {\n      id\n      name\n      email\n      role\n      isPlatformAdmin\n    }\n  }\n": types.OwnerChoicesDocument,
    "\n  query ScopeUse($id: ID!) {\n    apiKey(id: $id) {\n      id\n      scopeUse {\n        since\n        narrowedScopes\n        scopes {\n          scope\n          isUsed\n          requests\n          lastUsedAt\n        }\n      }\n    }\n  }\n": types.ScopeUseDocument,
    "\n  query Rehearsal($input: RehearseApiKeyInput!) {\n    rehearseApiKey(input: $input) {\n      requests\n      refused\n      since\n      isPartial\n      refusals {\n        check\n        missingScopes\n        operationName\n        rootFields\n        ip\n        userAgent\n        requests\n      }\n    }\n  }\n": types.RehearsalDocument,
    "\n  query RecentClients($ids: [ID!]!) {\n    apiKeys(filter: { ids: $ids }, first: 100) {\n      nodes {\n        id\n        recentClientCount\n        recentClients {\n          address\n          userAgent\n          lastSeenAt\n          requests\n          refusals\n        }\n      }\n    }\n  }\n": types.RecentClientsDocument,
    "\n  query OwnAddress {\n    context {\n      address\n    }\n  }\n": types.OwnAddressDocument,
    "\n  query CurrentApiKey($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n    }\n  }\n": types.CurrentApiKeyDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": types.UpdateApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n": types.RotateApiKeyDocument,
    "\n  mutation ActivateApiKey($input: ActivateApiKeyInput!) {\n    activateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": types.ActivateApiKeyDocument,
    "\n  mutation DeactivateApiKey($input: DeactivateApiKeyInput!) {\n    deactivateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": types.DeactivateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      apiKey {\n        id\n      }\n    }\n  }\n": types.DeleteApiKeyDocument,
    "\n  fragment ApiKeySecretRow on ApiKeySecret {\n    id\n    start\n    lastFour\n    createdAt\n    firstUsedAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    closesAt\n  }\n": types.ApiKeySecretRowFragmentDoc,
    "\n  query ApiKeyPage($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n      effectiveScopes\n      secrets {\n        ...ApiKeySecretRow\n      }\n    }\n  }\n": types.ApiKeyPageDocument,
    "\n  query KeyAlerts($id: ID!) {\n    apiKey(id: $id) {\n      id\n      alerts {\n        id\n        severity\n        status\n        title\n        openedAt\n        acknowledgedBy\n      }\n    }\n  }\n": types.KeyAlertsDocument,
    "\n  query KeyRequests($filter: RequestLogFilter, $refusals: RequestLogFilter) {\n    requests: requestLogs(filter: $filter, first: 10) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n    refusals: requestLogs(filter: $refusals, first: 25) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n  }\n": types.KeyRequestsDocument,
    "\n  fragment KeyRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    errorCode\n    reason\n    ip\n    durationMs\n  }\n": types.KeyRequestRowFragmentDoc,
    "\n  query ExplainAccess($keyId: ID!, $operation: String, $address: String, $at: DateTimeISO) {\n    explainAccess(keyId: $keyId, operation: $operation, address: $address, at: $at) {\n      isAllowed\n      checks {\n        name\n        title\n        isPassed\n        reason\n        remedy\n      }\n    }\n  }\n": types.ExplainAccessDocument,
    "\n  mutation CloseApiKeySecret($input: CloseApiKeySecretInput!) {\n    closeApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n": types.CloseApiKeySecretDocument,
    "\n  mutation ExtendApiKeySecret($input: ExtendApiKeySecretInput!) {\n    extendApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n": types.ExtendApiKeySecretDocument,
    "\n  query UnusedWarnDays {\n    workspacePolicy {\n      unusedWarnDays\n    }\n  }\n": types.UnusedWarnDaysDocument,
    "\n  fragment AuditEventRow on AuditEvent {\n    id\n    sequence\n    at\n    actorKind\n    actorName\n    ip\n    action\n    subjectKind\n    subjectId\n    subjectName\n    before\n    after\n  }\n": types.AuditEventRowFragmentDoc,
    "\n  query AuditEvents($filter: AuditEventFilter, $first: Int!, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AuditEventRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.AuditEventsDocument,
    "\n  query AuditVerification {\n    auditVerification {\n      isWhole\n      events\n      brokenAt\n      problem\n    }\n  }\n": types.AuditVerificationDocument,
    "\n  query MemberChoices {\n    members {\n      id\n      email\n    }\n  }\n": types.MemberChoicesDocument,
    "\n  query ExplainOperation($input: ExplainOperationInput!) {\n    explainOperation(input: $input) {\n      operationType\n      operationName\n      isOpen\n      scopes {\n        scope\n        fields\n        isHeld\n      }\n      keyScopes\n      missingScopes\n      units\n      limits {\n        name\n        used\n        max\n      }\n    }\n  }\n": types.ExplainOperationDocument,
    "\n  query SampleIds {\n    campaigns(first: 1) {\n      nodes {\n        id\n      }\n    }\n    leads(first: 1) {\n      nodes {\n        id\n      }\n    }\n    lists(first: 1) {\n      nodes {\n        id\n      }\n    }\n    conversations(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n": types.SampleIdsDocument,
    "\n  mutation ImportLeads($input: UpsertLeadsInput!) {\n    upsertLeads(input: $input) {\n      results {\n        index\n        outcome\n        message\n      }\n    }\n  }\n": types.ImportLeadsDocument,
    "\n  fragment LeadRow on Lead {\n    id\n    name\n    email\n    phone\n    company\n    status\n    createdAt\n    campaign {\n      id\n      name\n    }\n    lists(first: 3) {\n      id\n      name\n    }\n  }\n": types.LeadRowFragmentDoc,
    "\n  query Leads($filter: LeadFilter, $order: ListOrder!, $first: Int!, $after: String) {\n    leads(filter: $filter, order: $order, first: $first, after: $after) {\n      nodes {\n        ...LeadRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.LeadsDocument,
    "\n  fragment LeadDetails on Lead {\n    id\n    externalId\n    name\n    email\n    phone\n    company\n    title\n    source\n    status\n    notes\n    customFields\n    version\n    createdAt\n    updatedAt\n    campaign {\n      id\n      name\n    }\n    contact {\n      id\n      name\n    }\n    allLists: lists(first: 100) {\n      id\n      name\n    }\n  }\n": types.LeadDetailsFragmentDoc,
    "\n  query Lead($id: ID!) {\n    lead(id: $id) {\n      ...LeadDetails\n    }\n    conversations(filter: { leadId: $id }, first: 5) {\n      nodes {\n        id\n        channel\n        subject\n        messageCount\n        updatedAt\n      }\n      totalCount\n    }\n  }\n": types.LeadDocument,
    "\n  query ListChoices($filter: LeadListFilter) {\n    lists(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n": types.ListChoicesDocument,
    "\n  query ChosenList($id: ID!) {\n    list(id: $id) {\n      id\n      name\n    }\n  }\n": types.ChosenListDocument,
    "\n  fragment MemberRow on Member {\n    id\n    name\n    email\n    role\n    isPlatformAdmin\n    createdAt\n    keyCount\n  }\n": types.MemberRowFragmentDoc,
    "\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    status\n    invitedBy\n    createdAt\n    expiresAt\n  }\n": types.InvitationRowFragmentDoc,
    "\n  query Members {\n    members {\n      ...MemberRow\n    }\n    invitations {\n      ...InvitationRow\n    }\n  }\n": types.MembersDocument,
    "\n  fragment MemberKey on ApiKey {\n    id\n    name\n    start\n    scopes\n    lastUsedAt\n  }\n": types.MemberKeyFragmentDoc,
    "\n  query MemberKeys($ownerId: ID!) {\n    apiKeys(filter: { ownerId: $ownerId, statuses: [ACTIVE, INACTIVE, EXPIRED] }, first: 100) {\n      nodes {\n        ...MemberKey\n      }\n      totalCount\n    }\n  }\n": types.MemberKeysDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n        role\n      }\n      token\n    }\n  }\n": types.InviteMemberDocument,
    "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      revokedId\n    }\n  }\n": types.RevokeInvitationDocument,
    "\n  mutation UpdateMember($input: UpdateMemberInput!) {\n    updateMember(input: $input) {\n      member {\n        ...MemberRow\n      }\n    }\n  }\n": types.UpdateMemberDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      removedId\n      keyCount\n    }\n  }\n": types.RemoveMemberDocument,
    "\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n    ip\n  }\n": types.RequestLogRowFragmentDoc,
    "\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 100, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.RequestLogsDocument,
    "\n  query AnyRequest {\n    requestLogs(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n": types.AnyRequestDocument,
    "\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      p50Ms\n      p95Ms\n      p99Ms\n      previous {\n        total\n        errors\n        successRate\n        averageMs\n      }\n      buckets {\n        at\n        total\n        errors\n        p50Ms\n        p95Ms\n        p99Ms\n      }\n    }\n  }\n": types.RequestStatsDocument,
    "\n  query RequestGroups($filter: RequestLogFilter) {\n    requestStats(filter: $filter) {\n      keys: groups(by: API_KEY, first: 5) {\n        ...RequestGroupRow\n      }\n      operations: groups(by: OPERATION, first: 5) {\n        ...RequestGroupRow\n      }\n      addresses: groups(by: ADDRESS, first: 5) {\n        ...RequestGroupRow\n      }\n      errors: groups(by: ERROR_CODE, first: 6) {\n        ...RequestGroupRow\n      }\n    }\n  }\n": types.RequestGroupsDocument,
    "\n  fragment RequestGroupRow on RequestGroup {\n    value\n    apiKey {\n      id\n      name\n    }\n    figures {\n      total\n      errors\n      p95Ms\n    }\n  }\n": types.RequestGroupRowFragmentDoc,
    "\n  query RequestHours($filter: RequestLogFilter) {\n    requestStats(filter: $filter, intervalSeconds: 3600) {\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n": types.RequestHoursDocument,
    "\n  query RequestStory($id: ID!) {\n    requestLog(id: $id) {\n      ...RequestLogRow\n      ip\n      userAgent\n      decisionId\n      failedCheck\n      units\n      admissionMs\n      executionMs\n      scopesNeeded\n      scopesHeld\n      story {\n        name\n        title\n        outcome\n        reason\n        remedy\n      }\n    }\n  }\n": types.RequestStoryDocument,
    "\n  fragment PolicyRules on WorkspacePolicy {\n    lifetimeMaxDays\n    isWriteLimited\n    isLiveDescribed\n    unusedWarnDays\n    unusedDeactivateDays\n    version\n  }\n": types.PolicyRulesFragmentDoc,
    "\n  query WorkspacePolicy {\n    workspacePolicy {\n      ...PolicyRules\n    }\n  }\n": types.WorkspacePolicyDocument,
    "\n  fragment PolicyFindingRow on PolicyFinding {\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    violations {\n      field\n      message\n      isEnforcedAtEdit\n    }\n    isWarned\n    isDeactivated\n  }\n": types.PolicyFindingRowFragmentDoc,
    "\n  query PolicyPreview($input: WorkspacePolicyInput!) {\n    workspacePolicyPreview(input: $input) {\n      ...PolicyFindingRow\n    }\n  }\n": types.PolicyPreviewDocument,
    "\n  mutation UpdateWorkspacePolicy($input: UpdateWorkspacePolicyInput!) {\n    updateWorkspacePolicy(input: $input) {\n      policy {\n        ...PolicyRules\n      }\n    }\n  }\n": types.UpdateWorkspacePolicyDocument,
    "\n  query RateLimitMaxPreview($rateLimitMax: Int!) {\n    rateLimitMaxPreview(rateLimitMax: $rateLimitMax) {\n      id\n      name\n    }\n  }\n": types.RateLimitMaxPreviewDocument,
    "\n  mutation UpdateWorkspace($input: UpdateWorkspaceInput!) {\n    updateWorkspace(input: $input) {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n    }\n  }\n": types.UpdateWorkspaceDocument,
    "\n  query Peppers {\n    peppers {\n      version\n      secrets\n      isFirst\n      isConfigured\n      isNeededForAuditLog\n    }\n  }\n": types.PeppersDocument,
    "\n  query InvitationOffer($token: String!) {\n    invitationOffer(token: $token) {\n      email\n      role\n      hasAccount\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n": types.InvitationOfferDocument,
    "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": types.ChangePasswordDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n": types.SignOutDocument,
    "\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      role\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n": types.WorkspaceShellDocument,
    "\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": types.HomeDocument,
    "\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": types.CreateWorkspaceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CampaignChoices($filter: CampaignFilter) {\n    campaigns(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query CampaignChoices($filter: CampaignFilter) {\n    campaigns(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ChosenCampaign($id: ID!) {\n    campaign(id: $id) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query ChosenCampaign($id: ID!) {\n    campaign(id: $id) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyChoices($filter: ApiKeyFilter) {\n    apiKeys(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n        start\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query KeyChoices($filter: ApiKeyFilter) {\n    apiKeys(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n        start\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenAlerts {\n    ...OpenAlertCount\n  }\n"): (typeof documents)["\n  query OpenAlerts {\n    ...OpenAlertCount\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpenAlertCount on Query {\n    open: alerts(filter: { status: OPEN }, first: 1) {\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  fragment OpenAlertCount on Query {\n    open: alerts(filter: { status: OPEN }, first: 1) {\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AlertRow on Alert {\n    id\n    kind\n    severity\n    status\n    title\n    count\n    openedAt\n    lastSeenAt\n    acknowledgedAt\n    acknowledgedBy\n    closedAt\n    closedReason\n    apiKeyId\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n  }\n"): (typeof documents)["\n  fragment AlertRow on Alert {\n    id\n    kind\n    severity\n    status\n    title\n    count\n    openedAt\n    lastSeenAt\n    acknowledgedAt\n    acknowledgedBy\n    closedAt\n    closedReason\n    apiKeyId\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Alerts($filter: AlertFilter, $first: Int!, $after: String) {\n    alerts(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AlertRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n    ...OpenAlertCount\n  }\n"): (typeof documents)["\n  query Alerts($filter: AlertFilter, $first: Int!, $after: String) {\n    alerts(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AlertRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n    ...OpenAlertCount\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AlertState on Alert {\n    id\n    status\n    lastSeenAt\n    count\n    acknowledgedAt\n    acknowledgedBy\n    note\n    closedAt\n    closedReason\n  }\n"): (typeof documents)["\n  fragment AlertState on Alert {\n    id\n    status\n    lastSeenAt\n    count\n    acknowledgedAt\n    acknowledgedBy\n    note\n    closedAt\n    closedReason\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Alert($id: ID!) {\n    alert(id: $id) {\n      ...AlertRow\n      ...AlertState\n      subject\n      meaning\n      advice\n      closes\n      isPlatformWide\n      facts {\n        observed\n        expected\n        threshold\n        from\n        to\n      }\n      apiKey {\n        id\n        scopes\n        status\n        owner {\n          id\n          name\n        }\n      }\n      requestLogFilter {\n        apiKeyId\n        ip\n        errorCode\n        from\n        to\n      }\n      requests(first: 10) {\n        nodes {\n          ...AlertRequestRow\n        }\n        totalCount\n      }\n    }\n  }\n"): (typeof documents)["\n  query Alert($id: ID!) {\n    alert(id: $id) {\n      ...AlertRow\n      ...AlertState\n      subject\n      meaning\n      advice\n      closes\n      isPlatformWide\n      facts {\n        observed\n        expected\n        threshold\n        from\n        to\n      }\n      apiKey {\n        id\n        scopes\n        status\n        owner {\n          id\n          name\n        }\n      }\n      requestLogFilter {\n        apiKeyId\n        ip\n        errorCode\n        from\n        to\n      }\n      requests(first: 10) {\n        nodes {\n          ...AlertRequestRow\n        }\n        totalCount\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AlertRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    reason\n    ip\n    apiKey {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment AlertRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    reason\n    ip\n    apiKey {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alert {\n        ...AlertState\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {\n    acknowledgeAlert(input: $input) {\n      alert {\n        ...AlertState\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n      email\n    }\n    createdAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    rotatedAt\n    expiresAt\n    revokedAt\n    ipAllowlist\n    rateLimits {\n      windowSeconds\n      limit\n    }\n    version\n  }\n"): (typeof documents)["\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n      email\n    }\n    createdAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    rotatedAt\n    expiresAt\n    revokedAt\n    ipAllowlist\n    rateLimits {\n      windowSeconds\n      limit\n    }\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys($filter: ApiKeyFilter, $after: String, $withAlerts: Boolean!) {\n    apiKeys(filter: $filter, first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n        alerts @include(if: $withAlerts) {\n          id\n          severity\n          status\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query ApiKeys($filter: ApiKeyFilter, $after: String, $withAlerts: Boolean!) {\n    apiKeys(filter: $filter, first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n        alerts @include(if: $withAlerts) {\n          id\n          severity\n          status\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OwnerChoices {\n    members {\n      id\n      name\n      email\n      role\n      isPlatformAdmin\n    }\n  }\n"): (typeof documents)["\n  query OwnerChoices {\n    members {\n      id\n      name\n      email\n      role\n      isPlatformAdmin\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ScopeUse($id: ID!) {\n    apiKey(id: $id) {\n      id\n      scopeUse {\n        since\n        narrowedScopes\n        scopes {\n          scope\n          isUsed\n          requests\n          lastUsedAt\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ScopeUse($id: ID!) {\n    apiKey(id: $id) {\n      id\n      scopeUse {\n        since\n        narrowedScopes\n        scopes {\n          scope\n          isUsed\n          requests\n          lastUsedAt\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Rehearsal($input: RehearseApiKeyInput!) {\n    rehearseApiKey(input: $input) {\n      requests\n      refused\n      since\n      isPartial\n      refusals {\n        check\n        missingScopes\n        operationName\n        rootFields\n        ip\n        userAgent\n        requests\n      }\n    }\n  }\n"): (typeof documents)["\n  query Rehearsal($input: RehearseApiKeyInput!) {\n    rehearseApiKey(input: $input) {\n      requests\n      refused\n      since\n      isPartial\n      refusals {\n        check\n        missingScopes\n        operationName\n        rootFields\n        ip\n        userAgent\n        requests\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecentClients($ids: [ID!]!) {\n    apiKeys(filter: { ids: $ids }, first: 100) {\n      nodes {\n        id\n        recentClientCount\n        recentClients {\n          address\n          userAgent\n          lastSeenAt\n          requests\n          refusals\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RecentClients($ids: [ID!]!) {\n    apiKeys(filter: { ids: $ids }, first: 100) {\n      nodes {\n        id\n        recentClientCount\n        recentClients {\n          address\n          userAgent\n          lastSeenAt\n          requests\n          refusals\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OwnAddress {\n    context {\n      address\n    }\n  }\n"): (typeof documents)["\n  query OwnAddress {\n    context {\n      address\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CurrentApiKey($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n    }\n  }\n"): (typeof documents)["\n  query CurrentApiKey($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n"): (typeof documents)["\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ActivateApiKey($input: ActivateApiKeyInput!) {\n    activateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ActivateApiKey($input: ActivateApiKeyInput!) {\n    activateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeactivateApiKey($input: DeactivateApiKeyInput!) {\n    deactivateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeactivateApiKey($input: DeactivateApiKeyInput!) {\n    deactivateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      apiKey {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteApiKey($input: DeleteApiKeyInput!) {\n    deleteApiKey(input: $input) {\n      apiKey {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeySecretRow on ApiKeySecret {\n    id\n    start\n    lastFour\n    createdAt\n    firstUsedAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    closesAt\n  }\n"): (typeof documents)["\n  fragment ApiKeySecretRow on ApiKeySecret {\n    id\n    start\n    lastFour\n    createdAt\n    firstUsedAt\n    lastUsedAt\n    lastUsedIp\n    lastUsedUserAgent\n    closesAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeyPage($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n      effectiveScopes\n      secrets {\n        ...ApiKeySecretRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query ApiKeyPage($id: ID!) {\n    apiKey(id: $id) {\n      ...ApiKeyRow\n      effectiveScopes\n      secrets {\n        ...ApiKeySecretRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyAlerts($id: ID!) {\n    apiKey(id: $id) {\n      id\n      alerts {\n        id\n        severity\n        status\n        title\n        openedAt\n        acknowledgedBy\n      }\n    }\n  }\n"): (typeof documents)["\n  query KeyAlerts($id: ID!) {\n    apiKey(id: $id) {\n      id\n      alerts {\n        id\n        severity\n        status\n        title\n        openedAt\n        acknowledgedBy\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyRequests($filter: RequestLogFilter, $refusals: RequestLogFilter) {\n    requests: requestLogs(filter: $filter, first: 10) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n    refusals: requestLogs(filter: $refusals, first: 25) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query KeyRequests($filter: RequestLogFilter, $refusals: RequestLogFilter) {\n    requests: requestLogs(filter: $filter, first: 10) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n    refusals: requestLogs(filter: $refusals, first: 25) {\n      nodes {\n        ...KeyRequestRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment KeyRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    errorCode\n    reason\n    ip\n    durationMs\n  }\n"): (typeof documents)["\n  fragment KeyRequestRow on RequestLog {\n    id\n    at\n    operationName\n    rootFields\n    statusCode\n    errorCode\n    reason\n    ip\n    durationMs\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExplainAccess($keyId: ID!, $operation: String, $address: String, $at: DateTimeISO) {\n    explainAccess(keyId: $keyId, operation: $operation, address: $address, at: $at) {\n      isAllowed\n      checks {\n        name\n        title\n        isPassed\n        reason\n        remedy\n      }\n    }\n  }\n"): (typeof documents)["\n  query ExplainAccess($keyId: ID!, $operation: String, $address: String, $at: DateTimeISO) {\n    explainAccess(keyId: $keyId, operation: $operation, address: $address, at: $at) {\n      isAllowed\n      checks {\n        name\n        title\n        isPassed\n        reason\n        remedy\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseApiKeySecret($input: CloseApiKeySecretInput!) {\n    closeApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CloseApiKeySecret($input: CloseApiKeySecretInput!) {\n    closeApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendApiKeySecret($input: ExtendApiKeySecretInput!) {\n    extendApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ExtendApiKeySecret($input: ExtendApiKeySecretInput!) {\n    extendApiKeySecret(input: $input) {\n      apiKey {\n        id\n        version\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnusedWarnDays {\n    workspacePolicy {\n      unusedWarnDays\n    }\n  }\n"): (typeof documents)["\n  query UnusedWarnDays {\n    workspacePolicy {\n      unusedWarnDays\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditEventRow on AuditEvent {\n    id\n    sequence\n    at\n    actorKind\n    actorName\n    ip\n    action\n    subjectKind\n    subjectId\n    subjectName\n    before\n    after\n  }\n"): (typeof documents)["\n  fragment AuditEventRow on AuditEvent {\n    id\n    sequence\n    at\n    actorKind\n    actorName\n    ip\n    action\n    subjectKind\n    subjectId\n    subjectName\n    before\n    after\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditEvents($filter: AuditEventFilter, $first: Int!, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AuditEventRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query AuditEvents($filter: AuditEventFilter, $first: Int!, $after: String) {\n    auditEvents(filter: $filter, first: $first, after: $after) {\n      nodes {\n        ...AuditEventRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditVerification {\n    auditVerification {\n      isWhole\n      events\n      brokenAt\n      problem\n    }\n  }\n"): (typeof documents)["\n  query AuditVerification {\n    auditVerification {\n      isWhole\n      events\n      brokenAt\n      problem\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MemberChoices {\n    members {\n      id\n      email\n    }\n  }\n"): (typeof documents)["\n  query MemberChoices {\n    members {\n      id\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExplainOperation($input: ExplainOperationInput!) {\n    explainOperation(input: $input) {\n      operationType\n      operationName\n      isOpen\n      scopes {\n        scope\n        fields\n        isHeld\n      }\n      keyScopes\n      missingScopes\n      units\n      limits {\n        name\n        used\n        max\n      }\n    }\n  }\n"): (typeof documents)["\n  query ExplainOperation($input: ExplainOperationInput!) {\n    explainOperation(input: $input) {\n      operationType\n      operationName\n      isOpen\n      scopes {\n        scope\n        fields\n        isHeld\n      }\n      keyScopes\n      missingScopes\n      units\n      limits {\n        name\n        used\n        max\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SampleIds {\n    campaigns(first: 1) {\n      nodes {\n        id\n      }\n    }\n    leads(first: 1) {\n      nodes {\n        id\n      }\n    }\n    lists(first: 1) {\n      nodes {\n        id\n      }\n    }\n    conversations(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  query SampleIds {\n    campaigns(first: 1) {\n      nodes {\n        id\n      }\n    }\n    leads(first: 1) {\n      nodes {\n        id\n      }\n    }\n    lists(first: 1) {\n      nodes {\n        id\n      }\n    }\n    conversations(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportLeads($input: UpsertLeadsInput!) {\n    upsertLeads(input: $input) {\n      results {\n        index\n        outcome\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ImportLeads($input: UpsertLeadsInput!) {\n    upsertLeads(input: $input) {\n      results {\n        index\n        outcome\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LeadRow on Lead {\n    id\n    name\n    email\n    phone\n    company\n    status\n    createdAt\n    campaign {\n      id\n      name\n    }\n    lists(first: 3) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment LeadRow on Lead {\n    id\n    name\n    email\n    phone\n    company\n    status\n    createdAt\n    campaign {\n      id\n      name\n    }\n    lists(first: 3) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Leads($filter: LeadFilter, $order: ListOrder!, $first: Int!, $after: String) {\n    leads(filter: $filter, order: $order, first: $first, after: $after) {\n      nodes {\n        ...LeadRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Leads($filter: LeadFilter, $order: ListOrder!, $first: Int!, $after: String) {\n    leads(filter: $filter, order: $order, first: $first, after: $after) {\n      nodes {\n        ...LeadRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LeadDetails on Lead {\n    id\n    externalId\n    name\n    email\n    phone\n    company\n    title\n    source\n    status\n    notes\n    customFields\n    version\n    createdAt\n    updatedAt\n    campaign {\n      id\n      name\n    }\n    contact {\n      id\n      name\n    }\n    allLists: lists(first: 100) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  fragment LeadDetails on Lead {\n    id\n    externalId\n    name\n    email\n    phone\n    company\n    title\n    source\n    status\n    notes\n    customFields\n    version\n    createdAt\n    updatedAt\n    campaign {\n      id\n      name\n    }\n    contact {\n      id\n      name\n    }\n    allLists: lists(first: 100) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Lead($id: ID!) {\n    lead(id: $id) {\n      ...LeadDetails\n    }\n    conversations(filter: { leadId: $id }, first: 5) {\n      nodes {\n        id\n        channel\n        subject\n        messageCount\n        updatedAt\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query Lead($id: ID!) {\n    lead(id: $id) {\n      ...LeadDetails\n    }\n    conversations(filter: { leadId: $id }, first: 5) {\n      nodes {\n        id\n        channel\n        subject\n        messageCount\n        updatedAt\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListChoices($filter: LeadListFilter) {\n    lists(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query ListChoices($filter: LeadListFilter) {\n    lists(filter: $filter, first: 50) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ChosenList($id: ID!) {\n    list(id: $id) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query ChosenList($id: ID!) {\n    list(id: $id) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MemberRow on Member {\n    id\n    name\n    email\n    role\n    isPlatformAdmin\n    createdAt\n    keyCount\n  }\n"): (typeof documents)["\n  fragment MemberRow on Member {\n    id\n    name\n    email\n    role\n    isPlatformAdmin\n    createdAt\n    keyCount\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    status\n    invitedBy\n    createdAt\n    expiresAt\n  }\n"): (typeof documents)["\n  fragment InvitationRow on Invitation {\n    id\n    email\n    role\n    status\n    invitedBy\n    createdAt\n    expiresAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Members {\n    members {\n      ...MemberRow\n    }\n    invitations {\n      ...InvitationRow\n    }\n  }\n"): (typeof documents)["\n  query Members {\n    members {\n      ...MemberRow\n    }\n    invitations {\n      ...InvitationRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MemberKey on ApiKey {\n    id\n    name\n    start\n    scopes\n    lastUsedAt\n  }\n"): (typeof documents)["\n  fragment MemberKey on ApiKey {\n    id\n    name\n    start\n    scopes\n    lastUsedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MemberKeys($ownerId: ID!) {\n    apiKeys(filter: { ownerId: $ownerId, statuses: [ACTIVE, INACTIVE, EXPIRED] }, first: 100) {\n      nodes {\n        ...MemberKey\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query MemberKeys($ownerId: ID!) {\n    apiKeys(filter: { ownerId: $ownerId, statuses: [ACTIVE, INACTIVE, EXPIRED] }, first: 100) {\n      nodes {\n        ...MemberKey\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n        role\n      }\n      token\n    }\n  }\n"): (typeof documents)["\n  mutation InviteMember($input: InviteMemberInput!) {\n    inviteMember(input: $input) {\n      invitation {\n        id\n        email\n        role\n      }\n      token\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      revokedId\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeInvitation($input: RevokeInvitationInput!) {\n    revokeInvitation(input: $input) {\n      revokedId\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateMember($input: UpdateMemberInput!) {\n    updateMember(input: $input) {\n      member {\n        ...MemberRow\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateMember($input: UpdateMemberInput!) {\n    updateMember(input: $input) {\n      member {\n        ...MemberRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      removedId\n      keyCount\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    removeMember(input: $input) {\n      removedId\n      keyCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n    ip\n  }\n"): (typeof documents)["\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n    ip\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 100, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 100, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AnyRequest {\n    requestLogs(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  query AnyRequest {\n    requestLogs(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      p50Ms\n      p95Ms\n      p99Ms\n      previous {\n        total\n        errors\n        successRate\n        averageMs\n      }\n      buckets {\n        at\n        total\n        errors\n        p50Ms\n        p95Ms\n        p99Ms\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      p50Ms\n      p95Ms\n      p99Ms\n      previous {\n        total\n        errors\n        successRate\n        averageMs\n      }\n      buckets {\n        at\n        total\n        errors\n        p50Ms\n        p95Ms\n        p99Ms\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestGroups($filter: RequestLogFilter) {\n    requestStats(filter: $filter) {\n      keys: groups(by: API_KEY, first: 5) {\n        ...RequestGroupRow\n      }\n      operations: groups(by: OPERATION, first: 5) {\n        ...RequestGroupRow\n      }\n      addresses: groups(by: ADDRESS, first: 5) {\n        ...RequestGroupRow\n      }\n      errors: groups(by: ERROR_CODE, first: 6) {\n        ...RequestGroupRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestGroups($filter: RequestLogFilter) {\n    requestStats(filter: $filter) {\n      keys: groups(by: API_KEY, first: 5) {\n        ...RequestGroupRow\n      }\n      operations: groups(by: OPERATION, first: 5) {\n        ...RequestGroupRow\n      }\n      addresses: groups(by: ADDRESS, first: 5) {\n        ...RequestGroupRow\n      }\n      errors: groups(by: ERROR_CODE, first: 6) {\n        ...RequestGroupRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RequestGroupRow on RequestGroup {\n    value\n    apiKey {\n      id\n      name\n    }\n    figures {\n      total\n      errors\n      p95Ms\n    }\n  }\n"): (typeof documents)["\n  fragment RequestGroupRow on RequestGroup {\n    value\n    apiKey {\n      id\n      name\n    }\n    figures {\n      total\n      errors\n      p95Ms\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestHours($filter: RequestLogFilter) {\n    requestStats(filter: $filter, intervalSeconds: 3600) {\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestHours($filter: RequestLogFilter) {\n    requestStats(filter: $filter, intervalSeconds: 3600) {\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestStory($id: ID!) {\n    requestLog(id: $id) {\n      ...RequestLogRow\n      ip\n      userAgent\n      decisionId\n      failedCheck\n      units\n      admissionMs\n      executionMs\n      scopesNeeded\n      scopesHeld\n      story {\n        name\n        title\n        outcome\n        reason\n        remedy\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestStory($id: ID!) {\n    requestLog(id: $id) {\n      ...RequestLogRow\n      ip\n      userAgent\n      decisionId\n      failedCheck\n      units\n      admissionMs\n      executionMs\n      scopesNeeded\n      scopesHeld\n      story {\n        name\n        title\n        outcome\n        reason\n        remedy\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PolicyRules on WorkspacePolicy {\n    lifetimeMaxDays\n    isWriteLimited\n    isLiveDescribed\n    unusedWarnDays\n    unusedDeactivateDays\n    version\n  }\n"): (typeof documents)["\n  fragment PolicyRules on WorkspacePolicy {\n    lifetimeMaxDays\n    isWriteLimited\n    isLiveDescribed\n    unusedWarnDays\n    unusedDeactivateDays\n    version\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkspacePolicy {\n    workspacePolicy {\n      ...PolicyRules\n    }\n  }\n"): (typeof documents)["\n  query WorkspacePolicy {\n    workspacePolicy {\n      ...PolicyRules\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PolicyFindingRow on PolicyFinding {\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    violations {\n      field\n      message\n      isEnforcedAtEdit\n    }\n    isWarned\n    isDeactivated\n  }\n"): (typeof documents)["\n  fragment PolicyFindingRow on PolicyFinding {\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    violations {\n      field\n      message\n      isEnforcedAtEdit\n    }\n    isWarned\n    isDeactivated\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PolicyPreview($input: WorkspacePolicyInput!) {\n    workspacePolicyPreview(input: $input) {\n      ...PolicyFindingRow\n    }\n  }\n"): (typeof documents)["\n  query PolicyPreview($input: WorkspacePolicyInput!) {\n    workspacePolicyPreview(input: $input) {\n      ...PolicyFindingRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWorkspacePolicy($input: UpdateWorkspacePolicyInput!) {\n    updateWorkspacePolicy(input: $input) {\n      policy {\n        ...PolicyRules\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWorkspacePolicy($input: UpdateWorkspacePolicyInput!) {\n    updateWorkspacePolicy(input: $input) {\n      policy {\n        ...PolicyRules\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RateLimitMaxPreview($rateLimitMax: Int!) {\n    rateLimitMaxPreview(rateLimitMax: $rateLimitMax) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query RateLimitMaxPreview($rateLimitMax: Int!) {\n    rateLimitMaxPreview(rateLimitMax: $rateLimitMax) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWorkspace($input: UpdateWorkspaceInput!) {\n    updateWorkspace(input: $input) {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWorkspace($input: UpdateWorkspaceInput!) {\n    updateWorkspace(input: $input) {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Peppers {\n    peppers {\n      version\n      secrets\n      isFirst\n      isConfigured\n      isNeededForAuditLog\n    }\n  }\n"): (typeof documents)["\n  query Peppers {\n    peppers {\n      version\n      secrets\n      isFirst\n      isConfigured\n      isNeededForAuditLog\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InvitationOffer($token: String!) {\n    invitationOffer(token: $token) {\n      email\n      role\n      hasAccount\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  query InvitationOffer($token: String!) {\n    invitationOffer(token: $token) {\n      email\n      role\n      hasAccount\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($input: AcceptInvitationInput!) {\n    acceptInvitation(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      role\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n        rateLimitMax\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      role\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
