import {
  effectiveScopes,
  missingScopes,
  parseIpAddress,
  REQUEST_CHECKS,
  type RequestCheckName,
  type Scope,
} from "@latchkey/shared";
import { type DataSource, IsNull } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { badInput, notFound } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { checkKey } from "../api-keys/key-verdict.js";
import { scopeRemedy } from "../api-keys/scope-remedy.js";
import { User } from "../users/user.entity.js";
import { Member } from "../workspaces/member.entity.js";
import type { AccessCheck, AccessExplanation, ExplainAccessArgs } from "./access.inputs.js";

/** Says what would become of a request, by the same rules that judge real ones. */
export class AccessService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    /** The scopes that an operation's text needs; 400 when it is none. */
    private readonly scopesOf: (operation: string) => readonly Scope[],
  ) {}

  /** Each check of the key, in order; 404 when the caller may see no such key. */
  async explain(actor: Actor, args: ExplainAccessArgs): Promise<AccessExplanation> {
    const key = await this.database.getRepository(ApiKey).findOneBy({
      id: args.keyId,
      workspaceId: workspaceIdOf(actor),
      deletedAt: IsNull(),
      ...(actor.campaignId === null ? {} : { campaignId: actor.campaignId }),
    });
    if (!key) throw notFound("key");
    const address = args.address ?? (actor.kind === "anonymous" ? "" : actor.address);
    if (!parseIpAddress(address)) throw badInput({ address: "This is no IP address." });
    const facts = { ...key, secretClosesAt: null, ipAllowlist: key.ipAllowlist ?? [] };
    const checks: AccessCheck[] = checkKey(facts, args.at ?? this.clock.now(), address).map(
      toCheck,
    );
    if (args.operation) checks.push(await this.checkScopes(key, this.scopesOf(args.operation)));
    return { isAllowed: checks.every((check) => check.isPassed), checks };
  }

  private async checkScopes(key: ApiKey, needed: readonly Scope[]): Promise<AccessCheck> {
    const owner = await this.database.getRepository(User).findOneBy({ id: key.ownerId });
    const member = await this.database
      .getRepository(Member)
      .findOneBy({ userId: key.ownerId, workspaceId: key.workspaceId });
    const held = effectiveScopes(key.scopes, member?.role ?? null, owner?.isPlatformAdmin ?? false);
    const missing = missingScopes(needed, new Set(held));
    return toCheck({
      name: "scopes",
      isPassed: missing.length === 0,
      reason: `Missing scope ${missing.join(", ")}`,
      remedy: scopeRemedy(missing, key.scopes),
    });
  }
}

function toCheck(check: {
  name: RequestCheckName;
  isPassed: boolean;
  reason: string;
  remedy: string;
}): AccessCheck {
  const { name, isPassed, reason, remedy } = check;
  const title = REQUEST_CHECKS[name];
  return isPassed
    ? { name, title, isPassed, reason: null, remedy: null }
    : { name, title, isPassed, reason, remedy };
}
