import { registerEnumType } from "type-graphql";

/** What can come of a verification, in the order in which a key is asked. */
export const VerificationOutcomeEnum = {
  MALFORMED: "MALFORMED",
  NOT_FOUND: "NOT_FOUND",
  ROTATED_OUT: "ROTATED_OUT",
  DELETED: "DELETED",
  REVOKED: "REVOKED",
  EXPIRED: "EXPIRED",
  INACTIVE: "INACTIVE",
  ADDRESS_NOT_ALLOWED: "ADDRESS_NOT_ALLOWED",
  MISSING_SCOPES: "MISSING_SCOPES",
  RATE_LIMITED: "RATE_LIMITED",
  VALID: "VALID",
} as const;

/** What can come of a verification. */
export type VerificationOutcome = keyof typeof VerificationOutcomeEnum;

registerEnumType(VerificationOutcomeEnum, {
  name: "VerificationOutcome",
  description:
    "What came of a verification: the first question that the key did not pass, in the order in which a request with the key itself would be asked, its scopes before its limits.",
  valuesConfig: {
    MALFORMED: { description: "It is no key: its format or checksum is wrong." },
    NOT_FOUND: {
      description:
        "No such key, or one that the caller may not see: another workspace's, or of another campaign than the calling key's.",
    },
    ROTATED_OUT: {
      description: "This secret was replaced by a rotation, and its overlap is over.",
    },
    DELETED: { description: "The key was deleted." },
    REVOKED: { description: "The key was revoked, for good." },
    EXPIRED: { description: "The key's time is over." },
    INACTIVE: { description: "The key is deactivated, until somebody activates it." },
    ADDRESS_NOT_ALLOWED: {
      description:
        "The key has an IP allowlist that the given address is not in, or none was given.",
    },
    MISSING_SCOPES: { description: "The key lacks scopes: see `missingScopes`." },
    RATE_LIMITED: {
      description: "A window of the key's limits has less left than the cost: see `retryAt`.",
    },
    VALID: { description: "The key may do this, and its cost is spent." },
  },
});
