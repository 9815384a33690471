import { Paper, Skeleton, Table } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { DataColumn } from "./data-table.js";
import classes from "./virtual-table.module.css";

const ROW_HEIGHT = 62;
/** So many rows before the end, more are asked for. */
const AHEAD = 40;

/**
 * A table of very many rows that scrolls with the page: only those in sight are drawn. Under 48em rows
 * become cards. The roles are spelled out because a grid has none. Without rows it shows a skeleton.
 */
export function VirtualTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  /** The columns' widths, as a grid's template has them. */
  readonly template: string;
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  /** How many rows there are, also those not read yet; unknown without. */
  readonly totalCount?: number | undefined;
  readonly isBusy?: boolean;
  /** Called when the last rows come near. */
  readonly onEnd: () => void;
  readonly footer?: ReactNode;
}) {
  const { label, columns, template, rows, rowId, totalCount, isBusy, onEnd, footer } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const scrollMargin = useDistanceFromTop(body);
  const count = rows?.length ?? 0;
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin,
    getItemKey: useRowKey(rows, rowId),
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (count > 0 && last >= count - AHEAD) onEnd();
  }, [last, count, onEnd]);

  return (
    <Paper withBorder radius="lg" className={classes["frame"]}>
      <Table
        role="table"
        aria-label={label}
        aria-busy={isBusy || !rows}
        aria-rowcount={totalCount === undefined ? -1 : Math.max(totalCount, count) + 1}
        className={classes["table"]}
        __vars={{ "--columns": template }}
      >
        <Table.Thead role="rowgroup" className={classes["head"]}>
          <Table.Tr role="row" aria-rowindex={1} className={classes["row"]}>
            {columns.map((column) => (
              <Table.Th
                key={column.id}
                role="columnheader"
                scope="col"
                data-align={column.align ?? "left"}
              >
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody
          ref={body}
          role="rowgroup"
          className={classes["body"]}
          data-busy={isBusy || undefined}
          h={rows ? virtualizer.getTotalSize() : undefined}
        >
          {!rows && <SkeletonRows columns={columns.length} />}
          {items.map(({ index, key, start }) => {
            const row = rows?.[index];
            if (!row) return null;
            return (
              <VirtualRow
                key={key}
                measure={virtualizer.measureElement}
                index={index}
                top={start - scrollMargin}
                columns={columns}
                row={row}
              />
            );
          })}
        </Table.Tbody>
      </Table>
      {footer && <div className={classes["footer"]}>{footer}</div>}
    </Paper>
  );
}

interface VirtualRowProps<Row> {
  readonly measure: (element: HTMLTableRowElement | null) => void;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly DataColumn<Row>[];
  readonly row: Row;
}

/** A row in its place; drawn again only when it, or its place, is another. */
const VirtualRow = memo(PlacedRow) as typeof PlacedRow;

// Plain elements: at every step of a scroll some rows are drawn, and the kit's cost several times as much.
function PlacedRow<Row>({ measure, index, top, columns, row }: VirtualRowProps<Row>) {
  return (
    <tr
      ref={measure}
      data-index={index}
      // biome-ignore lint/a11y/noRedundantRoles: laid out as a grid, a row is none any more
      role="row"
      aria-rowindex={index + 2}
      className={`${classes["row"]} ${classes["item"]}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => (
        <Cell key={column.id} column={column} row={row} />
      ))}
    </tr>
  );
}

function Cell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const Element = column.isRowHeader ? "th" : "td";
  return (
    <Element
      role={column.isRowHeader ? "rowheader" : "cell"}
      scope={column.isRowHeader ? "row" : undefined}
      className={column.isRowHeader ? classes["name"] : classes["cell"]}
      data-align={column.align ?? "left"}
      data-title={column.title}
    >
      <div className={classes["value"]}>{column.cell(row)}</div>
    </Element>
  );
}

/**
 * A row's key by its place, as a function that stays the same: another one would make the virtualizer
 * lay out every row anew.
 */
function useRowKey<Row>(rows: readonly Row[] | undefined, rowId: (row: Row) => string) {
  const latest = useRef({ rows, rowId });
  latest.current = { rows, rowId };
  return useCallback((index: number) => {
    const row = latest.current.rows?.[index];
    return row === undefined ? index : latest.current.rowId(row);
  }, []);
}

/** Where an element begins in the document, in pixels, also after what is above it has grown. */
function useDistanceFromTop(element: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0);
  useLayoutEffect(() => {
    const look = () => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      setDistance(Math.round(top + window.scrollY));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return distance;
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

function SkeletonRows({ columns }: { columns: number }) {
  return SKELETON_ROWS.map((id) => (
    <Table.Tr key={id} role="row" className={classes["row"]}>
      <Table.Td role="cell" colSpan={columns} className={classes["skeleton"]}>
        <Skeleton height={18} radius="sm" my={9} />
      </Table.Td>
    </Table.Tr>
  ));
}
