/** jest runs what `tsc -b` compiled; see scripts/test.mjs. */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/packages/*/dist-test/**/*.test.js"],
  transform: {},
  modulePathIgnorePatterns: ["<rootDir>/packages/.*/dist/package.json"],
  testTimeout: 30_000,
  maxWorkers: 2,
};
