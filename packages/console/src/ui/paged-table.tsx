import { counted } from "../format/number.js";
import { CursorPager } from "./cursor-pager.js";
import { type DataColumn, DataTable } from "./data-table.js";

/** A page of a list as the API gives it. */
interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A table of one page of a list, how many there are in all, and the way to the other pages. */
export function PagedTable<Row extends { readonly id: string }>(props: {
  readonly label: string;
  /** What one row is. */
  readonly noun: string;
  readonly columns: readonly DataColumn<Row>[];
  /** Undefined until it comes. */
  readonly page: Page<Row> | undefined;
  readonly isOld: boolean;
  readonly isDimmed?: (row: Row) => boolean;
  /** The cursor that the page begins after; null for the first page. */
  readonly after: string | null;
  readonly onTurn: (after: string | null) => void;
  readonly words?: { readonly first: string; readonly next: string };
}) {
  const { noun, page, after, onTurn, words, ...table } = props;
  const cursor = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  return (
    <>
      <DataTable {...table} rows={page?.nodes} rowId={(row) => row.id} />
      {page && (
        <CursorPager
          summary={counted(page.totalCount, noun)}
          isFirst={!after}
          onFirst={() => onTurn(null)}
          onNext={cursor ? () => onTurn(cursor) : null}
          {...(words && { words })}
        />
      )}
    </>
  );
}
