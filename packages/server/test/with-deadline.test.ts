import { expect, test } from "@jest/globals";
import { withDeadline } from "../dist/base/with-deadline.js";

test("work that ends in time keeps its outcome", async () => {
  expect(await withDeadline(Promise.resolve("done"), 1_000)).toBe("done");
  await expect(withDeadline(Promise.reject(new Error("its own")), 1_000)).rejects.toThrow(
    "its own",
  );
});

test("work that does not is a 503 whose reason goes to the log", async () => {
  await expect(withDeadline(new Promise(() => {}), 5)).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: "Service unavailable",
    reason: "No result in 5 ms",
  });
});

test("a failure that comes too late disturbs nobody", async () => {
  let fail = (_error: Error) => {};
  const work = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  await expect(withDeadline(work, 5)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  fail(new Error("Late"));
  await new Promise((resolve) => setImmediate(resolve));
});
