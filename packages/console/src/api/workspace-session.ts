import type { Scope } from "@latchkey/shared";
import { createContext, useContext } from "react";

/** Who is signed in, in which workspace, and what they hold there. */
export interface WorkspaceSession {
  readonly workspace: {
    readonly id: string;
    readonly name: string;
    readonly slug: string;
    /** Units an hour that no key passes. */
    readonly rateLimitMax: number;
  };
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: "ADMIN" | "EDITOR" | "VIEWER" | null;
    readonly isPlatformAdmin: boolean;
  };
  readonly scopes: ReadonlySet<Scope>;
}

/** Carries the session to the pages of a workspace. */
export const WorkspaceSessionContext = createContext<WorkspaceSession | null>(null);

/** The session of the page's workspace; only pages below a workspace may ask. */
export function useWorkspaceSession(): WorkspaceSession {
  const session = useContext(WorkspaceSessionContext);
  if (!session) throw new Error("This page must stand below a workspace");
  return session;
}
