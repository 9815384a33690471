import { graphql } from "../../api/generated/gql.js";

// A member as the page's table shows one; documents name it.
graphql(`
  fragment MemberRow on Member {
    id
    name
    email
    role
    isPlatformAdmin
    createdAt
    keyCount
  }
`);

// An invitation as the page lists it.
graphql(`
  fragment InvitationRow on Invitation {
    id
    email
    role
    status
    invitedBy
    createdAt
    expiresAt
  }
`);

/** Everybody in the workspace, and everybody asked to join. */
export const MembersDocument = graphql(`
  query Members {
    members {
      ...MemberRow
    }
    invitations {
      ...InvitationRow
    }
  }
`);

// A member's key, as far as a change of its owner concerns it.
graphql(`
  fragment MemberKey on ApiKey {
    id
    name
    start
    scopes
    lastUsedAt
  }
`);

/** A member's keys that are not revoked. */
export const MemberKeysDocument = graphql(`
  query MemberKeys($ownerId: ID!) {
    apiKeys(filter: { ownerId: $ownerId, statuses: [ACTIVE, INACTIVE, EXPIRED] }, first: 100) {
      nodes {
        ...MemberKey
      }
      totalCount
    }
  }
`);

/** Asks a person to join; the answer holds the token, so it is asked for outside the cache. */
export const InviteMemberDocument = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      invitation {
        id
        email
        role
      }
      token
    }
  }
`);

/** Takes an invitation back. */
export const RevokeInvitationDocument = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      revokedId
    }
  }
`);

/** Gives a member another role. */
export const UpdateMemberDocument = graphql(`
  mutation UpdateMember($input: UpdateMemberInput!) {
    updateMember(input: $input) {
      member {
        ...MemberRow
      }
    }
  }
`);

/** Ends a membership. */
export const RemoveMemberDocument = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      removedId
      keyCount
    }
  }
`);
