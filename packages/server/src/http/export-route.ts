import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLInt, type GraphQLSchema, getNullableType, isInputObjectType } from "graphql";
import type { Documents } from "../admission/documents.js";
import { ApiError, badInput } from "../base/api-error.js";
import { PAGE_MAX } from "../base/page.js";
import { readmit } from "./admit.js";
import type { ExportedFile } from "./exported-file.js";
import { toApiError } from "./failure.js";
import type { FileExport } from "./file-export.js";
import type { GraphqlEngine, OperationCall } from "./graphql-engine.js";
import { LEAD_EXPORT } from "./lead-export.js";
import { type LetInParts, letIn } from "./let-in.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { underOwnNames } from "./rename-fields.js";
import { REQUEST_LOG_EXPORT } from "./request-log-export.js";
import { appendRecord, type RequestRecordParts } from "./request-record.js";

/** What an export is made of. */
interface ExportParts extends LetInParts, RequestRecordParts {
  readonly documents: Documents;
  readonly engine: GraphqlEngine;
}

interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const NAMES = [REQUEST_LOG_EXPORT, LEAD_EXPORT].map(({ name }) => name).join("|");

/** The paths under which a file is to be had. */
export const EXPORT_PATH = new RegExp(`^/exports/(?:${NAMES})\\.(?:csv|json)$`);

/**
 * `GET /exports/<list>.csv` and `.json`: everything under the filter, newest first, as a file. The query
 * string is the filter; between it and the file is the list itself, page by page, let in once and for
 * one unit. A page is read when the client has taken the one before, and whoever may not read any more
 * gets no further page: the file then breaks off without its end.
 */
export function addExportRoutes(app: FastifyInstance, parts: ExportParts): void {
  addExport(app, parts, REQUEST_LOG_EXPORT);
  addExport(app, parts, LEAD_EXPORT);
}

function addExport<Row>(app: FastifyInstance, parts: ExportParts, list: FileExport<Row>): void {
  for (const ending of ["csv", "json"] as const) {
    const url = `/exports/${list.name}.${ending}`;
    app.get(url, (request, reply) => sendFile(parts, request, reply, list, ending));
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

async function sendFile<Row>(
  parts: ExportParts,
  request: FastifyRequest,
  reply: FastifyReply,
  list: FileExport<Row>,
  ending: "csv" | "json",
): Promise<FastifyReply> {
  const { exchange, actor } = request;
  if (!exchange || !actor) throw new Error("A request reached its handler without admission");
  const text = list.document(actor.scopes);
  const read = parts.documents.read(text);
  if (read.outcome === "refused") throw read.errors[0] ?? new ApiError("INTERNAL");
  const { document } = read;
  const call = await underItsNames(() => {
    const filter = readFilter(parts.schema, list.filterType, request.query);
    return letIn(parts, request, reply, { text, document, variables: { filter, first: PAGE_MAX } });
  });
  exchange.beginExecution();
  const pages = {
    // What is wrong with the filter is said before the file begins.
    first: await underItsNames(() => readPage(parts, call, list, null)),
    next: async (after: string | null) => {
      const actor = await readmit(parts, request);
      parts.admission.authorize(actor, call.plan);
      return readPage(parts, { ...call, context: { ...call.context, actor } }, list, after);
    },
  };
  const { contentType } = list.files[ending];
  return reply
    .headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()))
    .header("content-type", contentType)
    .header("content-disposition", `attachment; filename="${list.name}.${ending}"`)
    .send(
      Readable.from(recorded(parts, request, reply, writeFile(list.files[ending], pages)), {
        objectMode: false,
      }),
    );
}

/** The file's text, a page at a time. */
async function* writeFile<Row>(
  file: ExportedFile<Row>,
  pages: { readonly first: Page<Row>; next(after: string | null): Promise<Page<Row>> },
): AsyncGenerator<string> {
  yield file.head + file.rows(pages.first.nodes, true);
  let { hasNextPage, endCursor } = pages.first.pageInfo;
  while (hasNextPage) {
    const page = await pages.next(endCursor);
    yield file.rows(page.nodes, false);
    ({ hasNextPage, endCursor } = page.pageInfo);
  }
  if (file.foot) yield file.foot;
}

/** A file whose record is kept before it ends, whichever way it does. */
async function* recorded(
  parts: ExportParts,
  request: FastifyRequest,
  reply: FastifyReply,
  text: AsyncGenerator<string>,
): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    request.exchange?.noteError(toApiError(error, parts.log));
    throw error;
  } finally {
    request.exchange?.endExecution();
    await appendRecord(parts, request, reply.statusCode);
  }
}

async function readPage<Row>(
  { engine }: ExportParts,
  call: OperationCall,
  list: FileExport<Row>,
  after: string | null,
): Promise<Page<Row>> {
  const { data, errors } = await engine.run({
    ...call,
    variables: { ...call.variables, after },
    givenVariables: { ...call.givenVariables, after },
  });
  if (errors?.[0]) throw errors[0].originalError ?? errors[0];
  return data?.[list.field] as Page<Row>;
}

/** The filter as JSON would hold it: a query string knows texts only. */
function readFilter(
  schema: GraphQLSchema,
  filterType: string,
  query: unknown,
): Record<string, unknown> {
  const type = schema.getType(filterType);
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
async function underItsNames<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw underOwnNames(error, "filter", "query");
  }
}
