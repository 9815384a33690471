import { ROLES, type RoleName } from "@latchkey/shared";
import { registerEnumType } from "type-graphql";

/** The shared table's roles, as a GraphQL enum. */
export const Role: { readonly [R in RoleName]: R } = {
  ADMIN: "ADMIN",
  EDITOR: "EDITOR",
  VIEWER: "VIEWER",
};

registerEnumType(Role, {
  name: "Role",
  description: "What a member may do in a workspace.",
  valuesConfig: {
    ADMIN: { description: ROLES.ADMIN.description },
    EDITOR: { description: ROLES.EDITOR.description },
    VIEWER: { description: ROLES.VIEWER.description },
  },
});
