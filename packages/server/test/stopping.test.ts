import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { freePort, ServerProcess } from "./testkit/server-process.js";

const CONNECTIONS = 50;
const BODY = JSON.stringify({ query: "{ leads(first: 1) { nodes { name } } }" });

let apiKey: string;
let folder: string;
let server: ServerProcess;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  // Filled once: later starts find their data.
  const seeding = await ServerProcess.startDemo(folder, await freePort());
  apiKey = await seeding.createKey(["leads:read"]);
  await seeding.kill();
});
beforeEach(async () => {
  port = await freePort();
  server = await ServerProcess.startDemo(folder, port);
});
afterEach(() => server.kill());
afterAll(() => rmSync(folder, { recursive: true }));

interface Reply {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly text: string;
}

/** Sends one request; fails as the connection fails. */
function send(agent: http.Agent, options: http.RequestOptions, body = ""): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, agent, ...options }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += String(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        const { connection } = response.headers;
        resolve({ status: response.statusCode, connection, text });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

const post = (agent: http.Agent) =>
  send(
    agent,
    {
      method: "POST",
      path: "/graphql",
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(BODY),
        "x-api-key": apiKey,
      },
    },
    BODY,
  );

const oneConnection = () => new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Asks over one connection, again and again, until an answer ends it. */
async function askUntilClosed(onAnswer: () => void): Promise<string[]> {
  const agent = oneConnection();
  try {
    for (;;) {
      const { status, connection } = await post(agent);
      if (status !== 200) return [`answered ${status}`];
      if (connection === "close") return [];
      onAnswer();
    }
  } catch (error) {
    return [String(error)];
  } finally {
    agent.destroy();
  }
}

/** A request over its own socket whose body is not whole before `finish`. */
async function sendHalf() {
  const socket = net.connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += String(chunk);
  });
  const head = `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\nX-Api-Key: ${apiKey}\r\n\r\n`;
  socket.write(head + BODY.slice(0, 10));
  await once(socket, "connect");
  return {
    socket,
    finish: async () => {
      socket.write(BODY.slice(10));
      await once(socket, "close");
      return text;
    },
  };
}

test("at SIGTERM no request over any of 50 busy connections fails, every record is kept, and it exits with 0", async () => {
  // A connection counts as taken once something was answered over it.
  const answered = new Set<number>();
  const asking = Array.from({ length: CONNECTIONS }, (_, index) =>
    askUntilClosed(() => answered.add(index)),
  );
  await server.until(() => answered.size === CONNECTIONS);
  const exited = once(server.child, "exit");
  server.child.kill("SIGTERM");
  expect((await Promise.all(asking)).flat()).toEqual([]);
  expect(await exited).toEqual([0, null]);
  expect(readdirSync(path.join(folder, "spool"))).toEqual([]);
});

test("while it stops it says so, takes no connection, answers what is under way and what comes over idle ones", async () => {
  const [idle, silent, half] = [oneConnection(), oneConnection(), await sendHalf()];
  expect((await post(idle)).connection).toBe("keep-alive");
  expect((await post(silent)).connection).toBe("keep-alive");
  const exited = once(server.child, "exit");
  server.child.kill("SIGTERM");
  let reply = await send(idle, { path: "/readyz" });
  while (reply.status === 200) reply = await send(idle, { path: "/readyz" });
  expect(reply).toEqual({ status: 503, connection: "close", text: '{"status":"draining"}' });
  let refusal = "";
  while (refusal === "") {
    const probe = oneConnection();
    await send(probe, { path: "/healthz" }).catch((error: NodeJS.ErrnoException) => {
      refusal = error.code ?? "";
    });
    probe.destroy();
  }
  expect(refusal).toBe("ECONNREFUSED");
  const last = await post(silent);
  expect([last.status, last.connection]).toEqual([200, "close"]);
  const answer = await half.finish();
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  expect(await exited).toEqual([0, null]);
  idle.destroy();
  silent.destroy();
});

test("a second signal ends it at once, with 1", async () => {
  const half = await sendHalf();
  half.socket.on("error", () => {});
  await server.until(() => half.socket.bytesWritten > 0);
  expect((await fetch(`${server.access().url}/healthz`)).status).toBe(200);
  const exited = once(server.child, "exit");
  // Those of the first moment count as one: a terminal and npm both pass Ctrl-C on.
  const repeat = setInterval(() => server.child.kill("SIGTERM"), 50);
  server.child.kill("SIGTERM");
  const [code] = await exited;
  clearInterval(repeat);
  half.socket.destroy();
  expect(code).toBe(1);
});
