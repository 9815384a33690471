import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

/** A new token: 256 random bits in base64url, told once and kept nowhere. */
export function newInvitationToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What is kept of a token. */
export function hashInvitationToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
