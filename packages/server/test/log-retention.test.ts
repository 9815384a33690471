import { expect, test } from "@jest/globals";
import { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("request logs that are too old", (kind) => {
  test("are all dropped, a few at a time, and no other", async () => {
    const server = await TestServer.start(kind);
    try {
      const workspace = await TestWorkspace.create(server);
      const key = await workspace.createKey(["leads:read"]);
      for (let index = 0; index < 7; index += 1) await key.query("{ leads { totalCount } }");
      await server.flush();
      const rows = server.database.getRepository(RequestLog);
      const ids = (await rows.find({ select: { id: true } })).map(({ id }) => id);
      await rows.update(ids.slice(0, 5), { at: new Date("2020-01-01T00:00:00Z") });
      const sink = new DatabaseRequestLogSink(server.database, 2);
      const instant = new Date("2021-01-01T00:00:00Z");
      expect(await sink.deleteBefore(instant)).toBe(5);
      expect((await rows.find({ select: { id: true } })).map(({ id }) => id).sort()).toEqual(
        ids.slice(5).sort(),
      );
      expect(await sink.deleteBefore(instant)).toBe(0);
    } finally {
      await server.stop();
    }
  });
});
