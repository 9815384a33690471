import { graphql } from "../../api/generated/gql.js";

// What a workspace demands of its keys; documents name it.
graphql(`
  fragment PolicyRules on WorkspacePolicy {
    lifetimeMaxDays
    isWriteLimited
    isLiveDescribed
    unusedWarnDays
    unusedDeactivateDays
    version
  }
`);

/** The workspace's policy. */
export const WorkspacePolicyDocument = graphql(`
  query WorkspacePolicy {
    workspacePolicy {
      ...PolicyRules
    }
  }
`);

// A key that a policy would touch, as the review lists it.
graphql(`
  fragment PolicyFindingRow on PolicyFinding {
    apiKey {
      id
      name
      start
      lastFour
    }
    violations {
      field
      message
      isEnforcedAtEdit
    }
    isWarned
    isDeactivated
  }
`);

/** The keys that a policy would touch, were it saved. */
export const PolicyPreviewDocument = graphql(`
  query PolicyPreview($input: WorkspacePolicyInput!) {
    workspacePolicyPreview(input: $input) {
      ...PolicyFindingRow
    }
  }
`);

/** Sets the whole policy. */
export const UpdateWorkspacePolicyDocument = graphql(`
  mutation UpdateWorkspacePolicy($input: UpdateWorkspacePolicyInput!) {
    updateWorkspacePolicy(input: $input) {
      policy {
        ...PolicyRules
      }
    }
  }
`);

/** The keys that a maximum for rate limits would cut, were it saved. */
export const RateLimitMaxPreviewDocument = graphql(`
  query RateLimitMaxPreview($rateLimitMax: Int!) {
    rateLimitMaxPreview(rateLimitMax: $rateLimitMax) {
      id
      name
    }
  }
`);

/** Changes what the workspace is called, and how much each of its keys can have. */
export const UpdateWorkspaceDocument = graphql(`
  mutation UpdateWorkspace($input: UpdateWorkspaceInput!) {
    updateWorkspace(input: $input) {
      workspace {
        id
        name
        slug
        rateLimitMax
      }
    }
  }
`);

/** How far the installation's secrets have moved to the newest pepper; platform admins only. */
export const PeppersDocument = graphql(`
  query Peppers {
    peppers {
      version
      secrets
      isFirst
      isConfigured
      isNeededForAuditLog
    }
  }
`);
