import {
  IconBan,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from "@tabler/icons-react";

/** The picture beside each action's word. */
export const KEY_ACTION_ICONS = {
  update: IconPencil,
  rotate: IconRefresh,
  deactivate: IconPlayerPause,
  activate: IconPlayerPlay,
  revoke: IconBan,
  delete: IconTrash,
} as const;
