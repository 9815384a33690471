import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLInt, type GraphQLSchema, getNullableType, isInputObjectType } from "graphql";
import type { Logger } from "pino";
import { ApiError, badInput } from "../base/api-error.js";
import { PAGE_MAX } from "../base/page.js";
import { type AdmitParts, readmit } from "./admit.js";
import { toApiError } from "./failure.js";
import type { GraphqlEngine, OperationCall } from "./graphql-engine.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { renameFields } from "./rename-fields.js";
import { type ExportedLog, exportDocument, LOG_FILES, type LogFile } from "./request-log-file.js";

/** What an export is made of. */
interface ExportParts extends AdmitParts {
  readonly log: Logger;
  readonly schema: GraphQLSchema;
  readonly engine: GraphqlEngine;
}

/** The steps of a GraphQL request that an export goes through as well. */
interface GraphqlSteps {
  /** Admission of an operation, with everything that is asked before it runs. */
  readonly letIn: (
    request: FastifyRequest,
    reply: FastifyReply,
    text: string,
    variables: Record<string, unknown>,
  ) => Promise<OperationCall>;
  readonly keepRecord: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

interface Page {
  readonly nodes: readonly ExportedLog[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * `GET /exports/request-logs.csv` and `.json`: every request under the filter, newest first, as a file.
 * The query string is the filter; between it and the file is `requestLogs` itself, page by page, let in
 * once and for one unit. A page is read when the client has taken the one before, and whoever may not
 * read any more gets no further page: the file then breaks off without its end.
 */
export function addExportRoute(
  app: FastifyInstance,
  parts: ExportParts,
  steps: GraphqlSteps,
): void {
  for (const [ending, file] of Object.entries(LOG_FILES)) {
    const url = `/exports/request-logs.${ending}`;
    app.get(url, (request, reply) => sendFile(parts, steps, request, reply, file, ending));
    app.route({
      method: ["POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
      url,
      handler: (_request, reply) => {
        reply.header("allow", "GET");
        throw new ApiError("METHOD_NOT_ALLOWED");
      },
    });
  }
}

async function sendFile(
  parts: ExportParts,
  steps: GraphqlSteps,
  request: FastifyRequest,
  reply: FastifyReply,
  file: LogFile,
  ending: string,
): Promise<FastifyReply> {
  const { exchange, actor } = request;
  if (!exchange || !actor) throw new Error("A request reached its handler without admission");
  const document = exportDocument(actor.scopes);
  const call = await underOwnNames(() => {
    const filter = readFilter(parts.schema, request.query);
    return steps.letIn(request, reply, document, { filter, first: PAGE_MAX });
  });
  // What is wrong with the filter is said before the file begins.
  const first = await underOwnNames(() => readPage(parts, call, null));
  const file$ = Readable.from(writeFile(parts, steps, request, reply, call, file, first), {
    objectMode: false,
  });
  return reply
    .headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()))
    .header("content-type", file.contentType)
    .header("content-disposition", `attachment; filename="request-logs.${ending}"`)
    .send(file$);
}

/** The file's text, a page at a time. Its record is kept before it ends, whichever way it does. */
async function* writeFile(
  parts: ExportParts,
  steps: GraphqlSteps,
  request: FastifyRequest,
  reply: FastifyReply,
  call: OperationCall,
  file: LogFile,
  first: Page,
): AsyncGenerator<string> {
  try {
    yield file.head + file.rows(first.nodes, true);
    let { hasNextPage, endCursor } = first.pageInfo;
    while (hasNextPage) {
      const actor = await readmit(parts, request);
      parts.admission.authorize(actor, call.plan);
      const page = await readPage(
        parts,
        { ...call, context: { ...call.context, actor } },
        endCursor,
      );
      yield file.rows(page.nodes, false);
      ({ hasNextPage, endCursor } = page.pageInfo);
    }
    if (file.foot) yield file.foot;
  } catch (error) {
    request.exchange?.noteError(toApiError(error, parts.log));
    throw error;
  } finally {
    await steps.keepRecord(request, reply);
  }
}

async function readPage(
  { engine }: ExportParts,
  call: OperationCall,
  after: string | null,
): Promise<Page> {
  const { data, errors } = await engine.run({
    ...call,
    variables: { ...call.variables, after },
    givenVariables: { ...call.givenVariables, after },
  });
  if (errors?.[0]) throw errors[0].originalError ?? errors[0];
  return data?.["requestLogs"] as Page;
}

/** The filter as JSON would hold it: a query string knows texts only. */
function readFilter(schema: GraphQLSchema, query: unknown): Record<string, unknown> {
  const type = schema.getType("RequestLogFilter");
  const fields = isInputObjectType(type) ? type.getFields() : {};
  return Object.fromEntries(
    Object.entries(query ?? {}).map(([name, value]) => {
      if (typeof value !== "string") throw badInput({ [name]: `Name ${name} once.` });
      const field = fields[name];
      const isWhole =
        field && getNullableType(field.type) === GraphQLInt && /^\d{1,9}$/.test(value);
      return [name, isWhole ? Number(value) : value];
    }),
  );
}

/** Runs a step; what it refuses is told under the query string's own names. */
async function underOwnNames<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const fields = error instanceof ApiError ? error.extensions["fields"] : undefined;
    if (!(error instanceof ApiError) || typeof fields !== "object" || fields === null) throw error;
    throw badInput(renameFields(Object.fromEntries(Object.entries(fields)), "filter", "query"));
  }
}
