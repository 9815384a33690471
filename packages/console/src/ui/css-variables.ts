import type { CSSVariablesResolver } from "@mantine/core";

/** Where the kit's own shades miss AA contrast on their backgrounds, the ones that keep it. */
export const cssVariables: CSSVariablesResolver = (theme) => ({
  variables: {},
  light: {
    "--mantine-color-error": theme.colors.red[9],
    "--mantine-color-placeholder": theme.colors.gray[6],
    "--mantine-color-teal-light": theme.colors.teal[0],
    "--mantine-color-teal-light-color": "#06694b",
    "--mantine-color-red-light": theme.colors.red[0],
    "--mantine-color-red-light-color": "#b02525",
    "--mantine-color-orange-light": theme.colors.orange[0],
    "--mantine-color-orange-light-color": "#a13a08",
    "--mantine-color-yellow-light": theme.colors.yellow[0],
    "--mantine-color-yellow-light-color": "#7a4d00",
  },
  dark: {
    "--mantine-color-error": theme.colors.red[4],
    "--mantine-color-dimmed": theme.colors.dark[2],
    "--mantine-color-placeholder": theme.colors.dark[2],
    "--mantine-color-red-light": "rgb(250 82 82 / 16%)",
    "--mantine-color-orange-light": "rgb(253 126 20 / 16%)",
    "--mantine-color-yellow-light": "rgb(250 176 5 / 14%)",
    "--mantine-color-teal-light": "rgb(32 201 151 / 16%)",
    "--mantine-color-red-light-color": theme.colors.red[2],
    "--mantine-color-orange-light-color": theme.colors.orange[2],
    "--mantine-color-yellow-light-color": theme.colors.yellow[2],
    "--mantine-color-teal-light-color": theme.colors.teal[2],
  },
});
