import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fastifyHelmet from "@fastify/helmet";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const CONSOLE_FOLDER = fileURLToPath(new URL("../../../console/dist", import.meta.url));
const YEAR = "public, max-age=31536000, immutable";

/** The console: its built files, and its one page for every path a browser may ask for. */
export async function consoleFiles(app: FastifyInstance): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Mantine sets its theme's variables in style elements and attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // The server may well be spoken to over plain HTTP; the proxy that ends TLS sets this.
    strictTransportSecurity: false,
  });
  if (!existsSync(path.join(CONSOLE_FOLDER, "index.html"))) {
    app.get("/", (_request, reply) =>
      reply.code(404).type("text/plain").send("The console is not built: run npm start.\n"),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: CONSOLE_FOLDER,
    index: false,
    wildcard: false,
    cacheControl: false,
    setHeaders: (response, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      response.header("cache-control", isHashed ? YEAR : "no-cache");
    },
  });
  app.get("/*", (request, reply) => {
    const isPage = (request.headers.accept ?? "").includes("text/html");
    const hasEnding = path.extname(request.url.replace(/\?.*/s, "")) !== "";
    if (!isPage || hasEnding) {
      return reply
        .code(404)
        .send({ errors: [{ message: "Not found", extensions: { code: "NOT_FOUND" } }] });
    }
    return reply.header("cache-control", "no-cache").sendFile("index.html");
  });
  app.get("/", (_request, reply) =>
    reply.header("cache-control", "no-cache").sendFile("index.html"),
  );
}
