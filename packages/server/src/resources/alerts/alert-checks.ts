import type { AlertStore } from "./alert.store.js";
import type { ScheduledCheck } from "./alert-watch.js";
import { FailureCheck } from "./failure-check.js";
import { HourCheck } from "./hour-check.js";
import { KeyAgeCheck } from "./key-age-check.js";
import { NetworkCheck } from "./network-check.js";

/** Everything that alerts are found by, in the order in which it is run. A new kind adds its own here. */
export function alertChecks(store: AlertStore): readonly ScheduledCheck[] {
  return [
    { everyMinutes: 1, check: new FailureCheck(store) },
    { everyMinutes: 1, check: new NetworkCheck(store) },
    { everyMinutes: 5, check: new HourCheck(store) },
    { everyMinutes: 60, check: new KeyAgeCheck(store) },
  ];
}
