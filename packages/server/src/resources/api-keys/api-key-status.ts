import { registerEnumType } from "type-graphql";

/** What a key's status can be. */
export const ApiKeyStatusEnum = { ACTIVE: "ACTIVE", REVOKED: "REVOKED" } as const;

/** What a key's status can be. */
export type ApiKeyStatus = keyof typeof ApiKeyStatusEnum;

registerEnumType(ApiKeyStatusEnum, {
  name: "ApiKeyStatus",
  description: "Whether a key authenticates.",
  valuesConfig: {
    ACTIVE: { description: "It authenticates." },
    REVOKED: { description: "It never authenticates again." },
  },
});

/** The facts of a key that decide its status. */
export interface KeyState {
  readonly revokedAt: Date | null;
}

/** The one rule of what state a key is in; the verdict at admission and the list both ask it. */
export function statusOf(key: KeyState): ApiKeyStatus {
  return key.revokedAt === null ? "ACTIVE" : "REVOKED";
}
