import { parseIpAddress } from "./ip-address.js";
import { ProblemList, type Problems } from "./problems.js";
import { RATE_LIMIT_BOUNDS } from "./rate-limits.js";

/** How many keys can be verified in one request, and how many units one verification can cost. */
export const VERIFICATION_LIMITS = {
  requestsMax: 100,
  costMax: RATE_LIMIT_BOUNDS.limitMax,
} as const;

/** Says what is wrong with a question about a key. The key itself can be anything: it is judged, not checked. */
export function verificationProblems(request: {
  readonly cost: number;
  readonly address?: string | null | undefined;
}): Problems {
  const { cost, address } = request;
  const isCost = Number.isInteger(cost) && cost >= 0 && cost <= VERIFICATION_LIMITS.costMax;
  const isAddress = address === null || address === undefined || parseIpAddress(address) !== null;
  return new ProblemList()
    .add(
      "cost",
      isCost ? null : `The cost must be a whole number from 0 to ${VERIFICATION_LIMITS.costMax}.`,
    )
    .add("address", isAddress ? null : "This is no IP address.").problems;
}
