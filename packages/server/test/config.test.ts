import { randomBytes } from "node:crypto";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseAddressRanges } from "../dist/base/address-ranges.js";
import { type Config, ConfigError, readConfig } from "../dist/base/config.js";

const PEPPER = randomBytes(32).toString("base64");
const MYSQL = {
  DATABASE_URL: "mysql://root:pw@db:3306/latchkey",
  LATCHKEY_PEPPERS: `1:${PEPPER}`,
  LATCHKEY_ADMIN_EMAIL: "boss@example.com",
  LATCHKEY_ADMIN_PASSWORD: "a long password",
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the environment", () => {
  test("empty, it is the embedded database on the loopback address", () => {
    const config: Config = readConfig({});
    expect(config).toMatchObject({
      database: { kind: "sqlite", file: path.resolve(".latchkey/latchkey.db") },
      dataDir: path.resolve(".latchkey"),
      redisUrl: null,
      host: "127.0.0.1",
      port: 4000,
      peppers: null,
      keyPrefix: "lk",
      keyHeaders: ["x-api-key"],
      logRetentionDays: 90,
      spool: { bytesMax: 2 ** 30, whenFull: "refuse" },
      tracing: null,
      admin: null,
    });
  });

  test("a variable set to nothing counts as not set", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "", REDIS_URL: "" })).toEqual(readConfig({}));
  });

  test("peppers are read in order, the first one first", () => {
    const config = readConfig({ LATCHKEY_PEPPERS: `2:${PEPPER}, 1:${PEPPER}` });
    expect(config.peppers?.map((pepper) => pepper.version)).toEqual([2, 1]);
    expect(config.peppers?.[0]?.secret).toEqual(Buffer.from(PEPPER, "base64"));
  });

  test("MySQL is taken with peppers and an admin, and refused without", () => {
    expect(readConfig(MYSQL)).toMatchObject({
      database: { kind: "mysql", url: MYSQL.DATABASE_URL },
      admin: { email: "boss@example.com", password: "a long password" },
    });
    expect(problemsOf({ DATABASE_URL: MYSQL.DATABASE_URL })).toEqual([
      expect.stringContaining("LATCHKEY_PEPPERS is required"),
      expect.stringContaining("LATCHKEY_ADMIN_EMAIL is required"),
      expect.stringContaining("LATCHKEY_ADMIN_PASSWORD is required"),
    ]);
  });

  test("all problems are told together, each with its variable", () => {
    const problems = problemsOf({
      DATABASE_URL: "postgres://x/y",
      REDIS_URL: "here",
      PORT: "99999",
      LATCHKEY_KEY_PREFIX: "Key!",
      LATCHKEY_KEY_HEADERS: "x-api-key, cookie",
      LATCHKEY_TRUSTED_PROXIES: "10.0.0.0/8, 010.1.1.1",
      LATCHKEY_LOG_RETENTION_DAYS: "0",
      LATCHKEY_SPOOL_MAX_MB: "0",
      LATCHKEY_SPOOL_WHEN_FULL: "wait",
      OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317",
      OTEL_EXPORTER_OTLP_HEADERS: "no pair",
      OTEL_TRACES_SAMPLER_ARG: "2",
      LATCHKEY_PEPPERS: "1:short",
      LATCHKEY_ADMIN_EMAIL: "nobody",
      LATCHKEY_ADMIN_PASSWORD: "short",
    });
    expect(problems.map((problem) => problem.split(" ")[0]).sort()).toEqual([
      "DATABASE_URL",
      "LATCHKEY_ADMIN_EMAIL",
      "LATCHKEY_ADMIN_PASSWORD",
      "LATCHKEY_KEY_HEADERS",
      "LATCHKEY_KEY_PREFIX",
      "LATCHKEY_LOG_RETENTION_DAYS",
      "LATCHKEY_PEPPERS",
      "LATCHKEY_SPOOL_MAX_MB",
      "LATCHKEY_SPOOL_WHEN_FULL",
      "LATCHKEY_TRUSTED_PROXIES",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "OTEL_EXPORTER_OTLP_HEADERS",
      "OTEL_TRACES_SAMPLER_ARG",
      "PORT",
      "REDIS_URL",
    ]);
  });

  test("no problem repeats a secret", () => {
    const text = problemsOf({
      LATCHKEY_PEPPERS: `1:${PEPPER},1:${PEPPER},x:hunter2`,
      LATCHKEY_ADMIN_EMAIL: "a@b.example",
      LATCHKEY_ADMIN_PASSWORD: "hunter2",
    }).join();
    expect(text).not.toBe("");
    expect(text).not.toMatch(/hunter2/);
    expect(text).not.toContain(PEPPER);
  });

  test.each([
    ["LATCHKEY_ADMIN_EMAIL", "a@b.example"],
    ["LATCHKEY_ADMIN_PASSWORD", "a long password"],
  ])("%s alone is a problem of its twin", (name, value) => {
    expect(problemsOf({ [name]: value })).toHaveLength(1);
  });
});

describe("address ranges", () => {
  test.each(["10.0.0.0/8", "127.0.0.1", "::1", "2001:db8::/32", "0.0.0.0/0", ""])(
    "%j is taken",
    (text) => {
      expect(parseAddressRanges(text).problems).toEqual([]);
    },
  );

  test.each([
    "010.1.2.3",
    "10.1",
    "0xa.1.2.3",
    "10.0.0.1:80",
    "fe80::1%eth0",
    "10.0.0.0/33",
    "::/129",
    "10.0.0.0/8/8",
    "10.0.0.0/08",
    "host",
  ])("%j is refused", (text) => {
    expect(parseAddressRanges(text).problems).toHaveLength(1);
  });
});
