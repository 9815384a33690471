import { counted } from "../../format/number.js";
import type { RecentUse } from "./use-recent-clients.js";

const NAMED = 2;

/** Who used a key in the last 7 days, in one line: the newest by name, the rest as a number. */
export function clientSummary({ recentClients, recentClientCount }: RecentUse): string {
  const names = recentClients.slice(0, NAMED).map(clientName);
  const rest = recentClientCount - names.length;
  if (names.length === 0) return "not used in the last 7 days";
  return `${names.join(", ")}${rest > 0 ? ` and ${counted(rest, "other")}` : ""}`;
}

/** A client as a person would point at it: its address, and what the program calls itself. */
function clientName(client: RecentUse["recentClients"][number]): string {
  const address = client.address ?? "an unknown address";
  return client.userAgent ? `${address} (${client.userAgent})` : address;
}
