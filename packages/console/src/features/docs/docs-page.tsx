import { Grid, NativeSelect, NavLink } from "@mantine/core";
import { useEffect, useState } from "react";
import { Link, useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { ChosenClient } from "../../ui/code-tabs.js";
import { SearchInput } from "../../ui/search-input.js";
import classes from "./docs-page.module.css";
import { GuideView } from "./guide-view.js";
import { GUIDES, type Guide } from "./guides.js";
import { SearchResults } from "./search-results.js";

/** The guides and the API reference, with a search over all of them. */
export function DocsPage() {
  const { workspace } = useWorkspaceSession();
  const { guide: slug } = useParams();
  const [address, setAddress] = useSearchParams();
  const [client, choose] = useState<string | null>(null);
  const guide = GUIDES.find((known) => known.slug === slug) ?? GUIDES[0];
  const search = address.get("search") ?? "";
  useScrollToAnchor(guide, search);

  return (
    <>
      <title>{`${guide?.title ?? "Docs"} · ${workspace.name} · Latchkey`}</title>
      <Grid gap={{ base: "md", md: "xl" }}>
        <Grid.Col span={{ base: 12, md: 3 }} className={classes["aside"]}>
          <SearchInput
            label="Search the docs"
            placeholder="Search the docs"
            value={search}
            onChange={(text) => setAddress(text ? { search: text } : {}, { replace: true })}
          />
          {guide && <GuideList current={guide} />}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 9 }}>
          {search.trim() ? (
            <SearchResults search={search} />
          ) : (
            guide && (
              <ChosenClient value={{ client, choose }}>
                <GuideView key={guide.slug} guide={guide} />
              </ChosenClient>
            )
          )}
        </Grid.Col>
      </Grid>
    </>
  );
}

/** The guides: links beside the page, a select above it where it is narrow. */
function GuideList({ current }: { current: Guide }) {
  const { slug } = useWorkspaceSession().workspace;
  const navigate = useNavigate();
  return (
    <>
      <nav aria-label="Guides" className={classes["guides"]}>
        {GUIDES.map((guide) => (
          <NavLink
            key={guide.slug}
            component={Link}
            to={paths.docs.link(slug, guide.slug)}
            label={guide.title}
            active={guide === current}
            aria-current={guide === current ? "page" : undefined}
            visibleFrom="md"
          />
        ))}
      </nav>
      <NativeSelect
        hiddenFrom="md"
        mt="sm"
        aria-label="Guide"
        data={GUIDES.map((guide) => ({ value: guide.slug, label: guide.title }))}
        value={current.slug}
        onChange={(event) => navigate(paths.docs.link(slug, event.currentTarget.value))}
      />
    </>
  );
}

/** Brings what the address names into view; another guide begins at its top. */
function useScrollToAnchor(guide: Guide | undefined, search: string): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const named = hash === "" ? null : document.getElementById(hash.slice(1));
    if (named) named.scrollIntoView();
    else window.scrollTo(0, 0);
  }, [guide, hash, key, search]);
}
