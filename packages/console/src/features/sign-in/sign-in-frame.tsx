import { Box, List, Text, ThemeIcon } from "@mantine/core";
import { IconEye, IconKey, IconShieldCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ColorSchemeToggle } from "../../ui/color-scheme-toggle.js";
import { Logo } from "../../ui/logo.js";
import classes from "./sign-in-frame.module.css";

const PROMISES = [
  { icon: IconKey, text: "Keys that do only what you allow: by scope and by campaign" },
  { icon: IconEye, text: "Every request on record, with the true reason of each refusal" },
  { icon: IconShieldCheck, text: "Revoked means over, at once and everywhere" },
] as const;

/** The sign-in page's two halves: what this is, and the form. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className={classes["frame"]}>
      <aside className={classes["story"]} aria-label="About Latchkey">
        <Text component="p" m={0} fz={30} lh={1.25} fw={650} lts="-0.02em">
          API keys your company can keep an eye on.
        </Text>
        <List spacing="md" mt="xl" lh={1.5} center listStyleType="none">
          {PROMISES.map(({ icon: Icon, text }) => (
            <List.Item
              key={text}
              icon={
                <ThemeIcon size={34} radius="xl" color="rgb(255 255 255 / 14%)">
                  <Icon size={18} color="#fff" />
                </ThemeIcon>
              }
            >
              {text}
            </List.Item>
          ))}
        </List>
      </aside>
      <main className={classes["side"]}>
        <div className={classes["bar"]}>
          <Logo isAlwaysFull />
          <ColorSchemeToggle />
        </div>
        <Box className={classes["form"]}>{children}</Box>
      </main>
    </div>
  );
}
