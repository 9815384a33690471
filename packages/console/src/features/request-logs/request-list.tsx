import { Group, Switch, Text } from "@mantine/core";
import { type RefObject, useCallback } from "react";
import { errorText } from "../../api/error-text.js";
import { wholeNumber } from "../../format/number.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { ROWS_MAX } from "./log-rows.js";
import type { LogFilters } from "./log-view.js";
import { NewRequestsButton } from "./new-requests-button.js";
import { NoRequests } from "./no-requests.js";
import { RequestLogTable } from "./request-log-table.js";
import type { useLogRows } from "./use-log-rows.js";

/** The requests themselves, with what is new, and what to do where there are none. */
export function RequestList(props: {
  readonly list: ReturnType<typeof useLogRows>;
  readonly top: RefObject<HTMLDivElement | null>;
  readonly totalCount: number | undefined;
  readonly isNarrowed: boolean;
  readonly isLive: boolean;
  /** Null where the span is over and nothing can come. */
  readonly onLive: ((isLive: boolean) => void) | null;
  readonly onNarrow: (change: Partial<LogFilters>) => void;
  readonly onClear: () => void;
  readonly onWiden: () => void;
}) {
  const { list, top, totalCount, isNarrowed, isLive, onLive, onNarrow, onClear, onWiden } = props;
  const { rows, error, isBusy, start, readOlder } = list;
  const showNew = useCallback(async () => {
    await list.showWaiting();
    top.current?.scrollIntoView({ block: "start" });
  }, [list.showWaiting, top]);
  return (
    <section
      ref={top}
      style={{ scrollMarginTop: "calc(var(--app-shell-header-offset, 0px) + 8px)" }}
    >
      <Group justify="space-between" mt="lg" mb="sm" mih={36}>
        <Text component="h2" size="lg" fw={650} m={0}>
          Requests
        </Text>
        <Switch
          label="Live"
          checked={isLive}
          disabled={onLive === null}
          onChange={(event) => onLive?.(event.currentTarget.checked)}
        />
      </Group>
      {error !== undefined && rows && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
          Not up to date: {errorText(error)}
        </Text>
      )}
      {error !== undefined && !rows ? (
        <FailurePanel
          title="The requests could not be loaded"
          reason={errorText(error)}
          onRetry={start}
        />
      ) : rows?.shown.length === 0 && rows.waiting.length === 0 ? (
        <NoRequests isNarrowed={isNarrowed} onClear={onClear} onWiden={onWiden} />
      ) : (
        <>
          <NewRequestsButton
            count={rows?.waiting.length ?? 0}
            isMore={rows?.isBehind ?? false}
            onShow={showNew}
          />
          <RequestLogTable
            logs={rows?.shown}
            totalCount={totalCount}
            isBusy={isBusy && rows !== undefined}
            onEnd={readOlder}
            onNarrow={onNarrow}
            footer={footerOf(list)}
          />
        </>
      )}
    </section>
  );
}

function footerOf({ rows }: ReturnType<typeof useLogRows>): string {
  if (rows?.isFull) {
    return `The newest ${wholeNumber(ROWS_MAX)} are here. Narrow the time or the filters to see older ones, or export them all.`;
  }
  if (rows?.cursor) return "Loading older requests…";
  return `${wholeNumber(rows?.shown.length ?? 0)} in all; no older ones in this time.`;
}
