import { Webhook } from 'standardwebhooks';
import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

/** One delivery that was taken. */
export interface WebhookDelivery {
  readonly id: string;
  readonly timestamp: number;
  readonly request: Received;
  readonly events: { id: string; seq: number; action: string; [field: string]: unknown }[];
}

export interface WebhookReceiver extends Receiver {
  /** What was taken, in the order of arrival, repeats included. */
  readonly deliveries: WebhookDelivery[];
  readonly events: WebhookDelivery['events'];
  /** `webhook-id` of every request, refused ones included. */
  readonly ids: string[];
  /** The secret to verify with; undefined takes everything. */
  secret: string | undefined;
}

/** An endpoint that verifies Standard Webhooks with the reference library and refuses with 401 what does not verify. */
export async function startWebhookReceiver(secret?: string): Promise<WebhookReceiver> {
  const deliveries: WebhookDelivery[] = [];
  const ids: string[] = [];
  const state = { secret };
  const take = (request: Received): Reply => {
    const header = (name: string) => String(request.headers[name] ?? '');
    if (state.secret !== undefined) {
      try {
        new Webhook(state.secret).verify(request.body, {
          'webhook-id': header('webhook-id'),
          'webhook-timestamp': header('webhook-timestamp'),
          'webhook-signature': header('webhook-signature'),
        });
      } catch {
        // The library throws for any signature that does not verify; the reason does not matter here.
        return { status: 401 };
      }
    }
    const { events } = JSON.parse(request.body) as { events: WebhookDelivery['events'] };
    deliveries.push({
      id: header('webhook-id'),
      timestamp: Number(header('webhook-timestamp')),
      request,
      events,
    });
    return { status: 200 };
  };
  const see = ({ headers }: Received): void => void ids.push(String(headers['webhook-id'] ?? ''));
  const receiver = await startReceiver(take, { see });
  return Object.defineProperties(receiver, {
    deliveries: { value: deliveries },
    ids: { value: ids },
    events: { get: () => deliveries.flatMap(({ events }) => events) },
    secret: {
      get: () => state.secret,
      set: (next: string | undefined) => {
        state.secret = next;
      },
    },
  }) as WebhookReceiver;
}
