import type { RequestLog } from "./request-log.entity.js";
import { Tally } from "./tally.js";

/** What the requests of a fact have in common: all that roll-ups tell requests apart by. */
export interface FactTraits {
  /** Where their minute begins, in seconds since 1970. */
  readonly startSeconds: number;
  readonly apiKeyId: string;
  readonly campaignId: string | null;
  readonly environment: string | null;
  readonly operationName: string | null;
  readonly rootFields: readonly string[];
  readonly statusCode: number;
  readonly errorCode: string | null;
  readonly ip: string | null;
}

/** What a request's row has of them. */
type RowTraits = Pick<RequestLog, Exclude<keyof FactTraits, "startSeconds">> | FactTraits;

/** Requests of one minute that roll-ups cannot tell apart. */
export interface RequestFact extends FactTraits {
  readonly tally: Tally;
}

/** Counts requests of one workspace into facts: those whose traits are the same are one. */
export class FactCounter {
  private readonly facts = new Map<string, RequestFact>();

  /** Rows without a key are nobody's, and in no roll-up. */
  addRow(row: RequestLog): void {
    if (row.apiKeyId === null) return;
    const startSeconds = Math.floor(row.at.getTime() / 60_000) * 60;
    const key = nameOf(startSeconds, row);
    let fact = this.facts.get(key);
    if (!fact) {
      fact = { ...traitsOf(row, row.apiKeyId), startSeconds, tally: new Tally() };
      this.facts.set(key, fact);
    }
    const { tally } = fact;
    tally.total += 1;
    if (isError(row)) tally.errors += 1;
    tally.sumMs += row.durationMs;
    tally.lastAtMs = Math.max(tally.lastAtMs, row.at.getTime());
    tally.sketch.add(row.durationMs);
  }

  /** Adds what `writeFacts` made. */
  addWritten(json: string): void {
    for (const fact of readFacts(json)) {
      const key = nameOf(fact.startSeconds, fact);
      const known = this.facts.get(key);
      if (known) known.tally.merge(fact.tally);
      else this.facts.set(key, fact);
    }
  }

  all(): RequestFact[] {
    return [...this.facts.values()];
  }
}

/** Facts of several workspaces. */
export class WorkspaceFacts {
  private readonly counters = new Map<string, FactCounter>();

  of(workspaceId: string): FactCounter {
    let counter = this.counters.get(workspaceId);
    if (!counter) {
      counter = new FactCounter();
      this.counters.set(workspaceId, counter);
    }
    return counter;
  }

  all(): Array<[workspaceId: string, facts: RequestFact[]]> {
    return [...this.counters].map(([workspaceId, counter]) => [workspaceId, counter.all()]);
  }
}

/** What tells a fact from all others; no operation's name is empty. */
function nameOf(startSeconds: number, traits: RowTraits): string {
  const { apiKeyId, statusCode, errorCode, ip, operationName, rootFields } = traits;
  return `${startSeconds} ${apiKeyId} ${statusCode} ${errorCode} ${ip} ${operationName ?? ""} ${rootFields} ${traits.campaignId} ${traits.environment}`;
}

/** Whether a request counts as one: its status says so, or an error stands beside its data. */
export function isError(row: { statusCode: number; errorCode: string | null }): boolean {
  return row.statusCode >= 400 || row.errorCode !== null;
}

function traitsOf(row: RequestLog, apiKeyId: string): Omit<FactTraits, "startSeconds"> {
  const { campaignId, environment, operationName, rootFields, statusCode, errorCode, ip } = row;
  return {
    apiKeyId,
    campaignId,
    environment,
    operationName,
    rootFields,
    statusCode,
    errorCode,
    ip,
  };
}

/** A fact with each text as its place in the list of texts, and without its traits' names. */
type Written = readonly [
  startSeconds: number,
  apiKeyId: number,
  campaignId: number,
  environment: number,
  operationName: number,
  rootFields: number,
  statusCode: number,
  errorCode: number,
  ip: number,
  total: number,
  errors: number,
  sumMs: number,
  lastAtMs: number,
  sketch: string,
];

/** What takes the place of a text that there is none of. */
const NO_TEXT = -1;

/** Facts as a delta keeps them: JSON in which each text stands once. */
export function writeFacts(facts: readonly RequestFact[]): string {
  const places = new Map<string, number>();
  const place = (text: string | null) => {
    if (text === null) return NO_TEXT;
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, places.size);
    return places.size - 1;
  };
  const written = facts.map(
    ({ tally, ...traits }): Written => [
      traits.startSeconds,
      place(traits.apiKeyId),
      place(traits.campaignId),
      place(traits.environment),
      place(traits.operationName),
      place(traits.rootFields.join(",")),
      traits.statusCode,
      place(traits.errorCode),
      place(traits.ip),
      tally.total,
      tally.errors,
      tally.sumMs,
      tally.lastAtMs,
      tally.sketch.write(),
    ],
  );
  return JSON.stringify({ texts: [...places.keys()], facts: written });
}

/** Reads what `writeFacts` made. */
export function readFacts(json: string): RequestFact[] {
  const { texts, facts }: { texts: string[]; facts: Written[] } = JSON.parse(json);
  const text = (place: number) => texts[place] ?? null;
  return facts.map((written) => {
    const [startSeconds, apiKeyId, campaignId, environment, operationName, rootFields] = written;
    const [, , , , , , statusCode, errorCode, ip, total, errors, sumMs, lastAtMs, sketch] = written;
    const tally = new Tally();
    tally.mergeKept({ total, errors, sumMs, lastAtMs }, sketch);
    const fields = text(rootFields);
    return {
      startSeconds,
      apiKeyId: text(apiKeyId) ?? "",
      campaignId: text(campaignId),
      environment: text(environment),
      operationName: text(operationName),
      rootFields: fields ? fields.split(",") : [],
      statusCode,
      errorCode: text(errorCode),
      ip: text(ip),
      tally,
    };
  });
}
