import { VisuallyHidden } from "@mantine/core";

/** A chart's numbers as a table, for those who do not see the chart. */
export function ChartTable(props: {
  readonly label: string;
  readonly columns: readonly string[];
  /** Each row's cells; the first one names the row. */
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <VisuallyHidden component="div">
      <table>
        <caption>{props.label}</caption>
        <thead>
          <tr>
            {props.columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={props.columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}
