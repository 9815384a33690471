/** The one workspace of the rows; a peer without keys serves it to everybody. */
export function workspaceId(): string {
  const id = process.env["BENCH_WORKSPACE_ID"];
  if (!id) throw new Error("BENCH_WORKSPACE_ID is not set");
  return id;
}
