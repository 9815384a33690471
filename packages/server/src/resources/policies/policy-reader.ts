import {
  NO_POLICY,
  type PolicedKey,
  policyEditViolations,
  policyViolations,
  type WorkspacePolicyRules,
} from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { assertNoProblems } from "../../base/api-error.js";
import { WorkspacePolicy } from "./workspace-policy.entity.js";

/** What a workspace demands of its keys, for those who make and change keys. */
export class PolicyReader {
  constructor(private readonly database: DataSource) {}

  async find(workspaceId: string): Promise<WorkspacePolicyRules> {
    const policy = await this.database.getRepository(WorkspacePolicy).findOneBy({ workspaceId });
    return policy ?? NO_POLICY;
  }

  /** Throws a 400 for each demand that a new key would not meet. */
  async assertNewMeets(workspaceId: string, key: PolicedKey): Promise<void> {
    assertNoProblems(policyViolations(key, await this.find(workspaceId)));
  }

  /** The same for an edit, which is not refused for the expiry that no edit can move. */
  async assertEditMeets(workspaceId: string, key: PolicedKey): Promise<void> {
    assertNoProblems(policyEditViolations(key, await this.find(workspaceId)));
  }
}
