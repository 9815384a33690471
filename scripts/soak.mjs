// `npm run soak`: the races over two replicas, two hundred rounds of each, and the request logs over
// twenty kills of the server and a database that is away for thirty seconds. `npm test` does less of it.
process.env.TEST_ROUNDS ??= "200";
process.env.TEST_KILLS ??= "20";
process.env.TEST_OUTAGE_SECONDS ??= "30";
process.argv.push("replicas", "exactly-once", "--testTimeout", "600000");
await import("./test.mjs");
