import "reflect-metadata";
import { describe, expect, test } from "@jest/globals";
import {
  type KeyAction,
  type KeyState,
  statusOf,
  TRANSITIONS,
} from "../dist/resources/api-keys/api-key-status.js";

const ACTIONS: readonly KeyAction[] = [
  "update",
  "activate",
  "deactivate",
  "rotate",
  "revoke",
  "delete",
];
const START = Date.UTC(2026, 0, 1);

/** What an action does to the facts, when the table says that it changes them. */
function apply(state: KeyState, action: KeyAction, now: Date): KeyState {
  switch (action) {
    case "activate":
      return { ...state, deactivatedAt: null };
    case "deactivate":
      return { ...state, deactivatedAt: now };
    case "revoke":
      return { ...state, revokedAt: now };
    case "delete":
      return { ...state, deletedAt: now, revokedAt: state.revokedAt ?? now };
    default:
      return state;
  }
}

/** Every sequence of so many actions, an hour apart; the key expires after three hours, or never. */
function* lives(length: number): Generator<{ actions: KeyAction[]; expiresAt: Date | null }> {
  const total = ACTIONS.length ** length;
  for (let code = 0; code < total; code += 1) {
    const actions: KeyAction[] = [];
    for (let rest = code, index = 0; index < length; index += 1) {
      actions.push(ACTIONS[rest % ACTIONS.length] ?? "update");
      rest = Math.floor(rest / ACTIONS.length);
    }
    yield { actions, expiresAt: null };
    yield { actions, expiresAt: new Date(START + 3 * 3_600_000) };
  }
}

describe("every life of five actions", () => {
  test("never brings a revoked, deleted or expired key back, and ends where its facts say", () => {
    let count = 0;
    for (const { actions, expiresAt } of lives(5)) {
      let state: KeyState = { expiresAt, deactivatedAt: null, revokedAt: null, deletedAt: null };
      let isOver = false;
      let isActive = true;
      for (const [index, action] of actions.entries()) {
        const now = new Date(START + (index + 1) * 3_600_000);
        if (expiresAt && now >= expiresAt) isOver = true;
        const transition = TRANSITIONS[action][statusOf(state, now)];
        if (transition === "change") {
          state = apply(state, action, now);
          if (action === "activate") isActive = true;
          if (action === "deactivate") isActive = false;
          if (action === "revoke" || action === "delete") isOver = true;
        }
        const status = statusOf(state, now);
        if (isOver === (status === "ACTIVE" || status === "INACTIVE")) {
          throw new Error(`${actions.slice(0, index + 1).join()} leaves ${status}`);
        }
        if (!isOver && isActive !== (status === "ACTIVE")) {
          throw new Error(`${actions.slice(0, index + 1).join()} leaves ${status}`);
        }
      }
      count += 1;
    }
    expect(count).toBe(2 * ACTIONS.length ** 5);
  });

  test("every refusal is a sentence that says what to do", () => {
    for (const byStatus of Object.values(TRANSITIONS)) {
      for (const transition of Object.values(byStatus)) {
        if (typeof transition === "object")
          expect(transition.refusal).toMatch(/Create a new one\.$/);
      }
    }
  });
});
