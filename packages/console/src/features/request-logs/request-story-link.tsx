import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { withStory } from "./request-story-address.js";

/** Opens a request's story over the view as it is; `children` names the request. */
export function RequestStoryLink(props: { readonly id: string; readonly children: ReactNode }) {
  const [search] = useSearchParams();
  return (
    <Anchor
      component={Link}
      inherit
      c="inherit"
      underline="hover"
      title="What became of this request, check by check"
      to={{ search: `?${withStory(search, props.id)}` }}
    >
      {props.children}
    </Anchor>
  );
}
