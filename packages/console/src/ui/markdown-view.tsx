import { Anchor, Code, List, Table, Text, Title, type TitleOrder } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { CodePanel } from "./code-panel.js";
import { CodeTabs, clientOf } from "./code-tabs.js";
import type { Block, CodeBlock, Inline } from "./markdown-tree.js";
import classes from "./markdown-view.module.css";

/** How a guide meets the page it stands in. */
export interface MarkdownContext {
  /** An address of this console for a link of the guide; null when it leads nowhere here. */
  readonly linkTo: (href: string) => string | null;
  /** What a program's text is for this reader. */
  readonly programText: (text: string) => string;
  /** What can be done with a program, given the anchor of the heading above it. */
  readonly actionFor?: (block: CodeBlock, anchor: string | null) => ReactNode;
}

/** A guide's blocks as elements; nothing of it is ever read as HTML. */
export function MarkdownView(props: {
  readonly blocks: readonly Block[];
  readonly context: MarkdownContext;
}) {
  const { blocks, context } = props;
  let anchor: string | null = null;
  return groupPrograms(blocks).map((group, index) => {
    const [first] = group;
    if (first?.kind === "heading") anchor = first.id;
    const key = `${index} ${anchor}`;
    if (group.length > 1) {
      return (
        <CodeTabs
          key={key}
          programs={group.filter(isCode).map((block) => personal(block, context))}
        />
      );
    }
    return first && <BlockView key={key} block={first} anchor={anchor} context={context} />;
  });
}

/** The blocks one by one, but the programs that say the same to different clients together. */
function groupPrograms(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const [before] = last ?? [];
    if (last && before && isProgram(before) && isProgram(block)) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function isCode(block: Block): block is CodeBlock {
  return block.kind === "code";
}

function isProgram(block: Block): boolean {
  return isCode(block) && clientOf(block) !== null;
}

function personal(block: CodeBlock, { programText }: MarkdownContext): CodeBlock {
  return { ...block, text: programText(block.text) };
}

function BlockView(props: {
  readonly block: Block;
  readonly anchor: string | null;
  readonly context: MarkdownContext;
}) {
  const { block, anchor, context } = props;
  switch (block.kind) {
    case "heading":
      return (
        <Title
          order={headingOrder(block.depth)}
          size={HEADING_SIZES[block.depth] ?? "md"}
          id={block.id}
          className={classes["heading"]}
        >
          {block.title}
        </Title>
      );
    case "paragraph":
      return (
        <Text size="sm" className={classes["text"]}>
          <Inlines inlines={block.children} context={context} />
        </Text>
      );
    case "code":
      return (
        <CodePanel
          text={context.programText(block.text)}
          label={block.language || "text"}
          action={context.actionFor?.(block, anchor)}
        />
      );
    case "list":
      return (
        <List
          type={block.isOrdered ? "ordered" : "unordered"}
          size="sm"
          className={classes["text"]}
        >
          {block.items.map((item, index) => (
            <List.Item key={index}>
              <MarkdownView blocks={item} context={context} />
            </List.Item>
          ))}
        </List>
      );
    case "table":
      return <TableView block={block} context={context} />;
  }
}

function TableView(props: {
  readonly block: Extract<Block, { kind: "table" }>;
  readonly context: MarkdownContext;
}) {
  const { block, context } = props;
  const cells = (row: readonly (readonly Inline[])[], Cell: typeof Table.Td | typeof Table.Th) =>
    row.map((inlines, index) => (
      <Cell key={index}>
        <Inlines inlines={inlines} context={context} />
      </Cell>
    ));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by the keyboard
    <section className={classes["table"]} tabIndex={0} aria-label="Table">
      <Table fz="sm" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>{cells(block.head, Table.Td)}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {block.rows.map((row, index) => (
            <Table.Tr key={index}>{cells(row, Table.Td)}</Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Inlines(props: {
  readonly inlines: readonly Inline[];
  readonly context: MarkdownContext;
}) {
  const { inlines, context } = props;
  return inlines.map((inline, index) => (
    <Fragment key={index}>
      <InlineView inline={inline} context={context} />
    </Fragment>
  ));
}

function InlineView({ inline, context }: { inline: Inline; context: MarkdownContext }) {
  if (typeof inline === "string") return inline;
  if (inline.kind === "code") return <Code className={classes["code"]}>{inline.text}</Code>;
  const inner = <Inlines inlines={inline.children} context={context} />;
  if (!("href" in inline)) return inline.kind === "strong" ? <strong>{inner}</strong> : inner;
  if (/^https:/.test(inline.href)) {
    return (
      <Anchor href={inline.href} target="_blank" rel="noreferrer" inherit underline="always">
        {inner}
      </Anchor>
    );
  }
  const to = context.linkTo(inline.href);
  if (to === null) return inner;
  return (
    <Anchor component={Link} to={to} inherit underline="always">
      {inner}
    </Anchor>
  );
}

const HEADING_SIZES: Readonly<Record<number, string>> = { 1: "h1", 2: "1.25rem", 3: "1.05rem" };

function headingOrder(depth: number): TitleOrder {
  return depth <= 1 ? 1 : depth === 2 ? 2 : 3;
}
