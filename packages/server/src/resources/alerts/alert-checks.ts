import type { AlertStore } from "./alert.store.js";
import type { ScheduledCheck } from "./alert-watch.js";
import { KeyAgeCheck } from "./key-age-check.js";

/** Everything that alerts are found by, in the order in which it is run. A new kind adds its own here. */
export function alertChecks(store: AlertStore): readonly ScheduledCheck[] {
  return [{ everyMinutes: 60, check: new KeyAgeCheck(store) }];
}
