import { Paper, Skeleton, Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./data-table.module.css";

/** A column: its title, its cell, and how it behaves. */
export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The column that names the row; it becomes the card's heading on narrow screens. */
  readonly isRowHeader?: boolean;
  /** The title is for screen readers only. */
  readonly isTitleHidden?: boolean;
  readonly align?: "right";
  /** No wider than its longest text, which stays on one line. */
  readonly isNarrow?: boolean;
}

/**
 * A table whose rows become cards under 48em. The roles are spelled out because changing a table's
 * `display` takes them away. Without rows it shows a skeleton.
 */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  /** The rows are those of before, until those that were asked for come. */
  readonly isOld?: boolean;
  readonly isDimmed?: (row: Row) => boolean;
}) {
  const { label, columns, rows, rowId, isOld = false, isDimmed } = props;
  const isWaitedFor = isOld && rows !== undefined;
  return (
    <Paper
      withBorder
      radius="lg"
      className={classes["frame"]}
      data-waited-for={isWaitedFor || undefined}
    >
      <Table
        role="table"
        aria-label={label}
        aria-busy={!rows || isWaitedFor}
        className={classes["table"]}
      >
        <Table.Thead role="rowgroup" className={classes["head"]}>
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th
                key={column.id}
                role="columnheader"
                scope="col"
                data-align={column.align ?? "left"}
              >
                <span className={column.isTitleHidden ? classes["hidden"] : undefined}>
                  {column.title}
                </span>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows?.map((row) => (
            <Table.Tr key={rowId(row)} role="row" data-dimmed={isDimmed?.(row) || undefined}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </Table.Tr>
          )) ?? <SkeletonRows columns={columns.length} />}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Cell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const Element = column.isRowHeader ? Table.Th : Table.Td;
  return (
    <Element
      role={column.isRowHeader ? "rowheader" : "cell"}
      scope={column.isRowHeader ? "row" : undefined}
      data-align={column.align ?? "left"}
      data-narrow={column.isNarrow || undefined}
      className={column.isRowHeader ? classes["name"] : classes["cell"]}
      data-title={column.isTitleHidden ? undefined : column.title}
      data-column={column.id}
    >
      <div className={classes["value"]}>{column.cell(row)}</div>
    </Element>
  );
}

const SKELETON_ROWS = ["a", "b", "c", "d", "e"];

function SkeletonRows({ columns }: { columns: number }) {
  return SKELETON_ROWS.map((id) => (
    <Table.Tr key={id} role="row">
      <Table.Td role="cell" colSpan={columns} className={classes["skeleton"]}>
        <Skeleton height={18} radius="sm" my={6} />
      </Table.Td>
    </Table.Tr>
  ));
}
