import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  type MantineColorsTuple,
  Select,
  Tooltip,
} from "@mantine/core";

const lagoon: MantineColorsTuple = [
  "#eaf6f8",
  "#d6eaee",
  "#abd5dd",
  "#7dbfcb",
  "#58adbc",
  "#41a1b3",
  "#2f95a8",
  "#1c7f92",
  "#0d6375",
  "#08505f",
];

const slate: MantineColorsTuple = [
  "#f6f8f9",
  "#edf1f3",
  "#dfe5e9",
  "#cbd4da",
  "#a9b6bf",
  "#82929d",
  "#5d6e7a",
  "#45545f",
  "#303d46",
  "#1b252c",
];

const night: MantineColorsTuple = [
  "#d3dbe0",
  "#b6c1c8",
  "#98a5ae",
  "#73828d",
  "#43525d",
  "#33414b",
  "#263139",
  "#192329",
  "#131b20",
  "#0c1216",
];

/** The console's look: a calm blue-green on cool greys, shades that keep AA contrast. */
export const theme = createTheme({
  black: "#172026",
  primaryColor: "lagoon",
  primaryShade: 8,
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  colors: { lagoon, gray: slate, dark: night },
  fontFamily:
    'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "1.125rem", lineHeight: "1.4" },
    },
  },
  components: {
    // A state is never cut, however narrow its column.
    Badge: Badge.extend({ defaultProps: { miw: "max-content" } }),
    Button: Button.extend({ defaultProps: { fw: 600 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Select: Select.extend({
      // In place rather than at the end of the page: a dialog or a landmark stays around it.
      defaultProps: { checkIconPosition: "right", comboboxProps: { withinPortal: false } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 250 } }),
  },
});
