import { blocks as alerts } from "../../../../../docs/alerts.md";
import { blocks as authentication } from "../../../../../docs/authentication.md";
import { blocks as documentLimits } from "../../../../../docs/document-limits.md";
import { blocks as errors } from "../../../../../docs/errors.md";
import { blocks as examples } from "../../../../../docs/examples.md";
import { blocks as importing } from "../../../../../docs/importing.md";
import { blocks as pagination } from "../../../../../docs/pagination.md";
import { blocks as quickstart } from "../../../../../docs/quickstart.md";
import { blocks as rateLimits } from "../../../../../docs/rate-limits.md";
import { blocks as reference } from "../../../../../docs/reference.md";
import { blocks as rest } from "../../../../../docs/rest.md";
import { blocks as rotation } from "../../../../../docs/rotation.md";
import { blocks as verify } from "../../../../../docs/verify.md";
import type { Block } from "../../ui/markdown-tree.js";

/** A guide of docs/, under the name of its file. */
export interface Guide {
  readonly slug: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

const FILES: Readonly<Record<string, readonly Block[]>> = {
  quickstart,
  authentication,
  examples,
  reference,
  errors,
  "rate-limits": rateLimits,
  pagination,
  rest,
  importing,
  rotation,
  "document-limits": documentLimits,
  verify,
  alerts,
};

/** Every guide for integrators, in the order to read them in; the first is where a reader begins. */
export const GUIDES: readonly Guide[] = Object.entries(FILES).map(([slug, blocks]) => ({
  slug,
  title: blocks.find((block) => block.kind === "heading")?.title ?? slug,
  blocks,
}));
