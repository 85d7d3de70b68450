import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { changeSlack, type SlackChange, type SlackSetting, slackQuery } from '../../api/slack.ts';
import type { Choice } from './choice.ts';

/** What one button of the page changes; the rest stays as it is. */
type Part = Omit<SlackChange, 'enabled'> & { readonly enabled?: boolean };

export type SlackSave = UseMutationResult<SlackSetting, Error, Part>;

/**
 * Saves a part of the setting. Consent leads away to Slack: what was chosen goes along, for it comes back saved.
 * @param choice what the page shows; sent along while nothing is set up.
 */
export function useSlackSave(orgId: string, setting: SlackSetting | undefined, choice: Choice): SlackSave {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (part: Part) => {
      const isFirst = setting?.webhook_url.set !== true;
      const isAll = isFirst || part.connect === true;
      return changeSlack(orgId, {
        enabled: isAll || (setting?.enabled ?? true),
        ...(isAll ? { ...choice, q: choice.q.trim() } : {}),
        ...part,
      });
    },
    onSuccess: ({ authorize_url, ...saved }) => {
      if (authorize_url !== undefined) window.location.assign(authorize_url);
      else queryClient.setQueryData(slackQuery(orgId).queryKey, saved);
    },
  });
}
