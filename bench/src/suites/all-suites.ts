import { admissionSuite } from "./admission.suite.js";
import { documentsSuite } from "./documents.suite.js";
import { embeddedSuite } from "./embedded.suite.js";
import { keysSuite } from "./keys.suite.js";
import { logsSuite } from "./logs.suite.js";
import { mysqlSuite } from "./mysql.suite.js";
import { refusalsSuite } from "./refusals.suite.js";
import { replicasSuite } from "./replicas.suite.js";
import { scopesSuite } from "./scopes.suite.js";
import type { Suite } from "./suite.js";
import { upsertSuite } from "./upsert.suite.js";

/** Every suite, in the order it runs and is told in. */
export const ALL_SUITES: readonly Suite[] = [
  embeddedSuite,
  mysqlSuite,
  refusalsSuite,
  admissionSuite,
  documentsSuite,
  scopesSuite,
  replicasSuite,
  logsSuite("logs", { few: 100_000, embedded: 1_000_000, mysql: 1_000_000 }),
  logsSuite("logs-full", { few: 100_000, embedded: 1_000_000, mysql: 10_000_000 }),
  upsertSuite(1_000_000),
  keysSuite([1_000, 10_000, 100_000, 1_000_000]),
];

/** What runs when none is named: what has targets, and the documents; ten minutes at most. */
export const DEFAULT_SUITES: readonly string[] = [
  "embedded",
  "mysql",
  "refusals",
  "admission",
  "documents",
];
