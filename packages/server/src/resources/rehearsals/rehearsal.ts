import {
  expandScopes,
  type IpRange,
  isInRanges,
  isScope,
  missingScopes,
  parseIpRange,
  REQUEST_CHECK_NAMES,
  type RequestCheckName,
  type Scope,
} from "@latchkey/shared";
import { REHEARSAL_KINDS_MAX, type Rehearsal, type RehearsedRefusal } from "./rehearsal.inputs.js";

/** A request as it is recorded. */
export interface RecordedRequest {
  readonly atMs: number;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly operationName: string | null;
  /** With commas between. */
  readonly rootFields: string;
  /** With commas between. */
  readonly scopesNeeded: string;
  readonly units: number;
  /** Whether its operation ran; the others only spent of the limits. */
  readonly isLetIn: boolean;
}

/** How the key might be; what is null stays as it is, and refuses nobody. */
export interface Proposal {
  readonly scopes: readonly Scope[] | null;
  readonly ipAllowlist: readonly string[] | null;
  /** Whether the limits would have had room, asked in the order of the requests. */
  readonly hasRoom: ((units: number, atMs: number) => boolean) | null;
}

type Refusal = Pick<RehearsedRefusal, "check" | "missingScopes">;

/** Judges recorded requests, handed over in the order in which they came, by what a key might be. */
export class RehearsedKey {
  private readonly scopes: ReadonlySet<Scope> | null;
  private readonly ranges: readonly IpRange[] | null;
  /** By the texts that rows have in common, so that each is read once. */
  private readonly missing = new Map<string, readonly Scope[]>();
  private readonly allowed = new Map<string, boolean>();
  private readonly kinds = new Map<string, RehearsedRefusal>();
  private requests = 0;
  private sinceMs: number | null = null;

  constructor(private readonly proposal: Proposal) {
    const { scopes, ipAllowlist } = proposal;
    this.scopes = scopes && expandScopes(scopes);
    this.ranges =
      ipAllowlist && ipAllowlist.length > 0
        ? ipAllowlist.map(parseIpRange).filter((range) => range !== null)
        : null;
  }

  add(request: RecordedRequest): void {
    const refusal = this.judge(request);
    if (!request.isLetIn) return;
    this.requests += 1;
    this.sinceMs ??= request.atMs;
    if (refusal) this.count(request, refusal);
  }

  /** What came of all of them. */
  tell(isPartial: boolean): Rehearsal {
    const refusals = [...this.kinds.values()];
    const refusedBy = (check: RequestCheckName) =>
      refusals
        .filter((one) => one.check === check)
        .reduce((sum, { requests }) => sum + requests, 0);
    const checks = REQUEST_CHECK_NAMES.map((check) => ({ check, refused: refusedBy(check) }));
    return {
      requests: this.requests,
      refused: checks.reduce((sum, { refused }) => sum + refused, 0),
      since: this.sinceMs === null ? null : new Date(this.sinceMs),
      isPartial,
      checks: checks.filter(({ refused }) => refused > 0),
      refusals: refusals
        .sort((a, b) => b.requests - a.requests || b.lastAt.getTime() - a.lastAt.getTime())
        .slice(0, REHEARSAL_KINDS_MAX),
    };
  }

  /** In the order in which requests are judged: an address that is not let in spends nothing, a missing scope does. */
  private judge({ ip, units, atMs, scopesNeeded }: RecordedRequest): Refusal | null {
    if (!this.isAllowed(ip ?? "")) return { check: "address", missingScopes: [] };
    const { hasRoom } = this.proposal;
    if (hasRoom && !hasRoom(units, atMs)) return { check: "limits", missingScopes: [] };
    const missing = this.missingOf(scopesNeeded);
    return missing.length > 0 ? { check: "scopes", missingScopes: missing } : null;
  }

  private isAllowed(ip: string): boolean {
    const { ranges, allowed } = this;
    if (!ranges) return true;
    let isAllowed = allowed.get(ip);
    if (isAllowed === undefined) {
      isAllowed = isInRanges(ip, ranges);
      allowed.set(ip, isAllowed);
    }
    return isAllowed;
  }

  private missingOf(scopesNeeded: string): readonly Scope[] {
    if (!this.scopes) return [];
    let missing = this.missing.get(scopesNeeded);
    if (!missing) {
      missing = missingScopes(scopesNeeded.split(",").filter(isScope), this.scopes);
      this.missing.set(scopesNeeded, missing);
    }
    return missing;
  }

  private count(request: RecordedRequest, { check, missingScopes: missing }: Refusal): void {
    const { operationName, rootFields, ip, userAgent, atMs } = request;
    const name = JSON.stringify([check, missing, operationName, rootFields, ip, userAgent]);
    const lastAt = new Date(atMs);
    const known = this.kinds.get(name);
    if (known) {
      known.requests += 1;
      known.lastAt = lastAt;
      return;
    }
    this.kinds.set(name, {
      check,
      missingScopes: missing,
      operationName,
      rootFields: rootFields.split(",").filter(Boolean),
      ip,
      userAgent,
      requests: 1,
      lastAt,
    });
  }
}
