import type { BlockList } from "node:net";
import path from "node:path";
import { emailProblem, PASSWORD_MAX } from "@latchkey/shared";
import { z } from "zod";
import { parseAddressRanges } from "./address-ranges.js";

/** A secret that keys are hashed under; the highest-ranked one hashes, all verify. */
export interface Pepper {
  readonly version: number;
  readonly secret: Buffer;
}

/** Where the data is kept. */
export type DatabaseConfig =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "mysql"; readonly url: string };

/** Where traces are sent, and which. */
export interface TracingConfig {
  /** OTLP over HTTP; `/v1/traces` is appended. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** From 0 to 1, of the requests that belong to no trace yet. */
  readonly sampledShare: number;
}

/** Everything the environment decides, checked. */
export interface Config {
  readonly database: DatabaseConfig;
  readonly dataDir: string;
  readonly redisUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** First one hashes. Null: generated into the data folder (embedded database only). */
  readonly peppers: readonly Pepper[] | null;
  readonly keyPrefix: string;
  /** Lower-case header names a key may come in. */
  readonly keyHeaders: readonly string[];
  readonly trustedProxies: BlockList;
  readonly logRetentionDays: number;
  /** Of the request records that the database has not taken yet. */
  readonly spool: { readonly bytesMax: number; readonly whenFull: "refuse" | "drop" };
  /** Null: no traces. */
  readonly tracing: TracingConfig | null;
  /** The first platform admin. Null: generated for the embedded demo only. */
  readonly admin: { readonly email: string; readonly password: string } | null;
}

/** All that is wrong with the environment, one sentence a variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(`The environment has ${problems.length} problem(s):\n  ${problems.join("\n  ")}`);
  }
}

const PEPPER_BYTES_MIN = 32;
const MEGABYTE = 1024 * 1024;
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

const databaseUrl = z.string().transform((url, ctx): DatabaseConfig => {
  if (url.startsWith("sqlite:")) return { kind: "sqlite", file: url.slice("sqlite:".length) };
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed && /^(mysql|mariadb):$/.test(parsed.protocol) && parsed.pathname.length > 1) {
    return { kind: "mysql", url };
  }
  ctx.addIssue("must be sqlite:<file> or mysql://user:password@host:3306/name");
  return z.NEVER;
});

const peppers = z.string().transform((text, ctx): Pepper[] => {
  const parsed = text.split(",").map((part): Pepper | null => {
    const match = /^\s*([1-9]\d{0,5}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(part);
    if (!match?.[1] || !match[2]) return null;
    const secret = Buffer.from(match[2], "base64");
    return secret.length < PEPPER_BYTES_MIN ? null : { version: Number(match[1]), secret };
  });
  const whole = parsed.filter((pepper) => pepper !== null);
  if (whole.length !== parsed.length) {
    ctx.addIssue(
      `must look like 2:<base64>,1:<base64>, each at least ${PEPPER_BYTES_MIN} bytes (openssl rand -base64 32)`,
    );
  }
  if (new Set(whole.map((pepper) => pepper.version)).size !== whole.length) {
    ctx.addIssue("must not name a version twice");
  }
  return whole;
});

const keyHeaders = z.string().transform((text, ctx): string[] => {
  const names = text.split(",").map((name) => name.trim().toLowerCase());
  if (!names.every((name) => HEADER_NAME.test(name))) {
    ctx.addIssue("must be header names with commas between them");
  }
  if (
    names.some((name) =>
      ["cookie", "x-workspace", "authorization", "content-type", "host"].includes(name),
    )
  ) {
    ctx.addIssue(
      "cannot use authorization, content-type, cookie, host or x-workspace, which have their own meaning",
    );
  }
  return [...new Set(names)];
});

const trustedProxies = z.string().transform((text, ctx): BlockList => {
  const { ranges, problems } = parseAddressRanges(text);
  for (const problem of problems) ctx.addIssue(problem);
  return ranges;
});

const adminEmail = z.string().transform((email, ctx): string => {
  const problem = emailProblem(email, { required: true });
  if (problem) ctx.addIssue(problem);
  return email.trim().toLowerCase();
});

const otlpHeaders = z.string().transform((text, ctx): Record<string, string> => {
  const pairs = text
    .split(",")
    .filter((pair) => pair.trim() !== "")
    .map((pair) => /^\s*([^=\s]+)\s*=(.*)$/.exec(pair));
  if (!pairs.every((pair) => pair && HEADER_NAME.test(pair[1]?.toLowerCase() ?? ""))) {
    ctx.addIssue("must be name=value with commas between them");
  }
  try {
    return Object.fromEntries(
      pairs.map((pair) => [pair?.[1] ?? "", decodeURIComponent(pair?.[2]?.trim() ?? "")]),
    );
  } catch {
    ctx.addIssue("must have values in percent-encoding");
    return z.NEVER;
  }
});

const environment = z.object({
  DATABASE_URL: databaseUrl.optional(),
  LATCHKEY_DATA_DIR: z.string().default(".latchkey"),
  REDIS_URL: z
    .string()
    .refine((url) => /^rediss?:\/\//.test(url) && URL.canParse(url), "must be redis://host:6379")
    .optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number")
    .transform(Number)
    .refine((port) => port <= 65535, "must be a port number")
    .default(4000),
  LATCHKEY_PEPPERS: peppers.optional(),
  LATCHKEY_KEY_PREFIX: z
    .string()
    .regex(/^[a-z]{1,16}$/, "must be 1 to 16 lower-case letters")
    .default("lk"),
  LATCHKEY_KEY_HEADERS: keyHeaders.prefault("x-api-key"),
  LATCHKEY_TRUSTED_PROXIES: trustedProxies.prefault(""),
  LATCHKEY_LOG_RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "must be a number of days from 1 to 9999")
    .transform(Number)
    .default(90),
  LATCHKEY_SPOOL_MAX_MB: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, "must be a number of megabytes from 1 to 9999999")
    .transform(Number)
    .default(1024),
  LATCHKEY_SPOOL_WHEN_FULL: z.enum(["refuse", "drop"], "must be refuse or drop").default("refuse"),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), "must be http://host:4318")
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders.prefault(""),
  OTEL_SERVICE_NAME: z.string().default("latchkey"),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, "must be a share from 0 to 1")
    .transform(Number)
    .default(1),
  LATCHKEY_ADMIN_EMAIL: adminEmail.optional(),
  LATCHKEY_ADMIN_PASSWORD: z
    .string()
    .min(12, "must have at least 12 characters")
    .max(PASSWORD_MAX, `can have at most ${PASSWORD_MAX} characters`)
    .optional(),
});

/** Every variable the server reads. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(environment.shape);

/** Reads the environment; throws one `ConfigError` with all its problems. Empty variables count as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    CONFIG_VARIABLES.map((name) => [name, env[name]]).filter(([, value]) => value),
  );
  const result = environment.safeParse(given);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

  const isMysql = /^(mysql|mariadb):/.test(env["DATABASE_URL"] ?? "");
  if (isMysql && !env["LATCHKEY_PEPPERS"]) {
    problems.push("LATCHKEY_PEPPERS is required with MySQL (1:$(openssl rand -base64 32))");
  }
  for (const name of ["LATCHKEY_ADMIN_EMAIL", "LATCHKEY_ADMIN_PASSWORD"]) {
    const other =
      env[name === "LATCHKEY_ADMIN_EMAIL" ? "LATCHKEY_ADMIN_PASSWORD" : "LATCHKEY_ADMIN_EMAIL"];
    if (env[name]) continue;
    if (isMysql) problems.push(`${name} is required with MySQL`);
    else if (other) problems.push(`${name} is missing beside its twin`);
  }
  if (!result.success || problems.length > 0) throw new ConfigError(problems);

  const read = result.data;
  const dataDir = path.resolve(read.LATCHKEY_DATA_DIR);
  return {
    database: resolveDatabase(read.DATABASE_URL, dataDir),
    dataDir,
    redisUrl: read.REDIS_URL ?? null,
    host: read.HOST,
    port: read.PORT,
    peppers: read.LATCHKEY_PEPPERS ?? null,
    keyPrefix: read.LATCHKEY_KEY_PREFIX,
    keyHeaders: read.LATCHKEY_KEY_HEADERS,
    trustedProxies: read.LATCHKEY_TRUSTED_PROXIES,
    logRetentionDays: read.LATCHKEY_LOG_RETENTION_DAYS,
    spool: {
      bytesMax: read.LATCHKEY_SPOOL_MAX_MB * MEGABYTE,
      whenFull: read.LATCHKEY_SPOOL_WHEN_FULL,
    },
    tracing:
      read.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? null
        : {
            endpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
            headers: read.OTEL_EXPORTER_OTLP_HEADERS,
            serviceName: read.OTEL_SERVICE_NAME,
            sampledShare: read.OTEL_TRACES_SAMPLER_ARG,
          },
    admin:
      read.LATCHKEY_ADMIN_EMAIL && read.LATCHKEY_ADMIN_PASSWORD
        ? { email: read.LATCHKEY_ADMIN_EMAIL, password: read.LATCHKEY_ADMIN_PASSWORD }
        : null,
  };
}

function resolveDatabase(given: DatabaseConfig | undefined, dataDir: string): DatabaseConfig {
  if (given?.kind === "mysql") return given;
  const file = given?.file || "latchkey.db";
  return { kind: "sqlite", file: path.resolve(dataDir, file) };
}
