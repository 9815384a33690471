import { graphql } from "../../api/generated/gql.js";

/** Who is signed in and every workspace they may enter. */
export const WorkspaceShellDocument = graphql(`
  query WorkspaceShell {
    context {
      workspace {
        id
        name
        slug
        rateLimitMax
      }
      scopes
      user {
        id
        email
        name
        role
        isPlatformAdmin
      }
    }
    workspaces {
      role
      workspace {
        id
        name
        slug
      }
    }
  }
`);

/** The workspaces to choose from before one is chosen. */
export const HomeDocument = graphql(`
  query Home {
    context {
      user {
        id
        isPlatformAdmin
      }
    }
    workspaces {
      workspace {
        id
        slug
      }
    }
  }
`);

/** Makes a workspace; platform admins only. */
export const CreateWorkspaceDocument = graphql(`
  mutation CreateWorkspace($input: CreateWorkspaceInput!) {
    createWorkspace(input: $input) {
      workspace {
        id
        slug
      }
    }
  }
`);
