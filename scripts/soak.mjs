// `npm run soak`: the races over two replicas, two hundred rounds of each. `npm test` runs twenty.
process.env.TEST_ROUNDS ??= "200";
process.argv.push("replicas", "--testTimeout", "600000");
await import("./test.mjs");
