/**
 * Says that what is known of these keys may have changed: after the commit, before the change is
 * acknowledged. Once it resolves, no replica goes by what it knew before.
 */
export type AnnounceKeys = (keyIds: readonly string[]) => Promise<void>;
