import path from "node:path";
import type { Logger } from "pino";
import { Admission } from "./admission/admission.js";
import { type Audience, Documents, type KeptSize } from "./admission/documents.js";
import { explainOperation } from "./admission/explain-operation.js";
import { readFieldRules } from "./admission/field-rules.js";
import { GuessThrottle } from "./admission/guess-throttle.js";
import { KeyCache } from "./admission/key-cache.js";
import { KeyConfirmation } from "./admission/key-confirmation.js";
import { KeyRecords } from "./admission/key-record.js";
import { KeyUsage } from "./admission/key-usage.js";
import { KeyVerifier } from "./admission/key-verifier.js";
import { openRateLimiter } from "./admission/open-rate-limiter.js";
import { OperationPlanner } from "./admission/operation-plan.js";
import { readOperationScopes } from "./admission/read-operation.js";
import type { Config } from "./base/config.js";
import type { Deadlines } from "./base/deadlines.js";
import { GraphqlEngine } from "./http/graphql-engine.js";
import { createHttpServer } from "./http/http-server.js";
import { Metrics } from "./http/metrics.js";
import { PersistedQueries } from "./http/persisted-queries.js";
import { openTracer } from "./http/request-tracer.js";
import { Spool } from "./http/spool.js";
import { AlertRetention } from "./resources/alerts/alert-retention.js";
import { AlertWatch } from "./resources/alerts/alert-watch.js";
import { NightlyPolicies } from "./resources/policies/nightly.js";
import { LogBackfill } from "./resources/request-logs/log-backfill.js";
import { LogRetention } from "./resources/request-logs/log-retention.js";
import { DatabaseRequestLogSink } from "./resources/request-logs/request-log.sink.js";
import { RollupFolder } from "./resources/request-logs/rollup-folder.js";
import { createSchema } from "./schema.js";
import { createServices, type Foundations } from "./services.js";

/** A server put together and not yet listening. */
export interface App {
  /** Opens the port; resolves to the base URL. */
  listen(): Promise<string>;
  /** Stops taking requests, answers the open ones, and ships their records. */
  stop(): Promise<void>;
  /** Ships the request records there are; reports and tests need not wait for the next round. */
  flushRequestLogs(): Promise<void>;
  /** How much is kept now: of documents, for those with a key or a session and for strangers, and of persisted texts. */
  measureDocuments(): Readonly<Record<Audience | "persisted", KeptSize>>;
}

/** Puts a server together on an open, migrated database. */
export async function createApp(
  foundations: Omit<Foundations, "keyPrefix" | "announce"> & {
    readonly config: Config;
    readonly log: Logger;
    readonly deadlines: Deadlines;
    /** Whether no other process can change the database's keys unseen. */
    readonly isAlone: () => boolean;
    /** At which run an operation is compiled. */
    readonly compileAtRun: number;
  },
): Promise<App> {
  const { config, log, deadlines, compileAtRun, database, redis, clock } = foundations;
  const onError = (error: unknown) => log.error({ err: error }, "Background work failed");

  // The planner comes with the schema, and the schema with the services, as does what verifies keys; asked only once all are there.
  const rates = openRateLimiter(foundations);
  const { limiter } = rates;
  const services = createServices(
    {
      ...foundations,
      keyPrefix: config.keyPrefix,
      announce: (keyIds) => limiter.announce(keyIds),
    },
    (operation) => readOperationScopes(operation, documents, planner),
    (caller, questions) => verifier.verify(caller, questions),
    (text) => explainOperation({ schema, documents, planner }, text),
  );
  const schema = createSchema(services);
  const documents = new Documents(schema);
  const persistedQueries = new PersistedQueries();
  const planner = new OperationPlanner(schema, readFieldRules(schema));
  const records = new KeyRecords(database, services.hasher);
  const throttle = new GuessThrottle(records, clock);

  const sink = new DatabaseRequestLogSink(database);
  const spool = new Spool(path.join(config.dataDir, "spool"), sink, config.spool, log);
  const folder = new RollupFolder(database, onError);
  const retention = new LogRetention(database, sink, clock, config.logRetentionDays, onError);
  const backfill = new LogBackfill(database, sink, (line) => log.info(line), onError);
  const nightly = new NightlyPolicies(database, services.policies, clock, onError);
  const alertRetention = new AlertRetention(database, config.logRetentionDays);
  const alerts = new AlertWatch(
    database,
    [...services.alertChecks, { everyMinutes: 60, check: alertRetention }],
    clock,
    onError,
  );
  const usage = new KeyUsage(database, services.hasher, clock, onError);
  const keys = new KeyCache(records, throttle);
  const confirmation = new KeyConfirmation(keys, limiter);
  const metrics = new Metrics({
    limiter,
    keys,
    spool,
    database,
    spoolBytesMax: config.spool.bytesMax,
  });
  const admission = new Admission({
    keys,
    confirmation,
    throttle,
    sessions: services.signIn,
    workspaces: services.workspaces,
    keyPrefix: config.keyPrefix,
    clock,
  });
  const verifier = new KeyVerifier({
    keys,
    confirmation,
    throttle,
    usage,
    keyPrefix: config.keyPrefix,
    clock,
  });

  const engine = new GraphqlEngine(schema, documents, {
    compileAtRun,
    operationMs: deadlines.operationMs,
  });
  await engine.start();
  const tracer = await openTracer(config.tracing, log);
  const parts = {
    config,
    clock,
    log,
    schema,
    documents,
    persistedQueries,
    engine,
    planner,
    admission,
    usage,
    spool,
    metrics,
    tracer,
  };
  const http = createHttpServer({ ...parts, database, redis, deadlines });
  // For localhost Fastify would open a second server, which the drain could not reach.
  const host = config.host === "localhost" ? "127.0.0.1" : config.host;

  return {
    async listen() {
      rates.start();
      spool.start();
      folder.start();
      // Old rows find the partitions of their days.
      void retention.start().then(() => backfill.start());
      usage.start();
      nightly.start();
      alerts.start();
      return http.app.listen({ host, port: config.port });
    },
    async stop() {
      await http.drain.run();
      await http.app.close();
      await engine.stop();
      await retention.stop();
      await backfill.stop();
      nightly.stop();
      await alerts.stop();
      await usage.close();
      await tracer?.stop();
      await rates.stop();
      await spool.close(deadlines.spoolDrainMs);
      await folder.stop();
    },
    flushRequestLogs: () => spool.flush(),
    measureDocuments: () => ({
      callers: documents.measure("callers"),
      strangers: documents.measure("strangers"),
      persisted: persistedQueries.measure(),
    }),
  };
}
