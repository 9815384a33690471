import { graphql } from "../../api/generated/gql.js";

/** What an invitation's token offers. */
export const InvitationOfferDocument = graphql(`
  query InvitationOffer($token: String!) {
    invitationOffer(token: $token) {
      email
      role
      hasAccount
      workspace {
        id
        name
        slug
      }
    }
  }
`);

/** Joins the workspace and signs in. */
export const AcceptInvitationDocument = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      workspace {
        id
        slug
      }
    }
  }
`);
