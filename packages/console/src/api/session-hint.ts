const KEY = "latchkey.signed-in";

/**
 * Remembers only that someone has signed in from this browser, so that a first visit goes straight
 * to the sign-in page without a refused request. It grants nothing; the cookie alone does.
 */
export const sessionHint = {
  isSet(): boolean {
    try {
      return localStorage.getItem(KEY) !== null;
    } catch {
      return true;
    }
  },
  set(): void {
    try {
      localStorage.setItem(KEY, "1");
    } catch {
      // Storage is switched off: the hint is only a convenience.
    }
  },
  clear(): void {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // As above.
    }
  },
};
