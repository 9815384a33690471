import { useCallback, useMemo } from "react";
import { type NavigateOptions, useSearchParams } from "react-router";

type Update<View> = (change: (now: View) => View, options?: NavigateOptions) => void;

/**
 * What a page shows, as its address says it, and how to change it. A change is made to what the address
 * says by then: what is drawn follows it with a delay, and a second choice must not undo a first one.
 * `read` and `write` are the same functions at every call.
 */
export function useAddressView<View>(
  read: (address: URLSearchParams) => View,
  write: (view: View) => Record<string, string>,
): readonly [View, Update<View>] {
  const [drawn, setAddress] = useSearchParams();
  const address = new URLSearchParams(write(read(drawn))).toString();
  const view = useMemo(() => read(new URLSearchParams(address)), [read, address]);
  const update = useCallback<Update<View>>(
    (change, options) => {
      const now = read(new URLSearchParams(window.location.search));
      setAddress(write(change(now)), options);
    },
    [read, write, setAddress],
  );
  return [view, update];
}
