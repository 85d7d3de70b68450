import type { Answer, Failure } from '../kernel/http.ts';
import { type Mailer, type MailReceipt, sendMail } from '../mail/mailer.ts';
import type { MailTransmission } from './transmission.ts';
import type { Transport, TransportOptions } from './transport.ts';

/** Mails that some had and others not yet, remembered so that a retry does not write to the first ones again. */
const maxRemembered = 1_000;

const noServer: Failure = {
  failure: 'forbidden',
  reason: 'this Cairn has no mail server: its operator sets CAIRN_SMTP_URL',
};

/** `mailer` is the operator's; absent where the operator has set none. */
export function openMailTransport(mailer: Mailer | undefined): Transport<MailTransmission> {
  /** Addresses that had a mail, by its id. */
  const reached = new Map<string, Set<string>>();

  const deliver = (mail: MailTransmission, options: TransportOptions) => {
    const { server, from = mailer?.from, message } = mail;
    if (server !== undefined && from !== undefined) {
      const permits = server.security === 'none' ? options.egress.isListed : options.egress.permits;
      return sendMail({ server, from, message }, { ...options, permits });
    }
    return mailer?.send(message, options) ?? noServer;
  };

  const remember = (id: string, had: Set<string>): void => {
    reached.delete(id);
    reached.set(id, had);
    const [oldest] = reached.keys();
    if (reached.size > maxRemembered && oldest !== undefined) reached.delete(oldest);
  };

  return {
    async send(mail, options) {
      const { message } = mail;
      const had = reached.get(message.id) ?? new Set();
      const to = message.to.filter((address) => !had.has(address));
      const result = await deliver({ ...mail, message: { ...message, to } }, options);
      if ('failure' in result) return result;
      for (const address of result.accepted) had.add(address);
      const isOpen = result.code >= 400 || result.refused.some(({ code }) => code < 500);
      if (isOpen && had.size > 0) remember(message.id, had);
      else reached.delete(message.id);
      return answerOf(result);
    },
    close: async () => {},
  };
}

const answerOf = (receipt: MailReceipt): Answer => ({
  status: receipt.code,
  headers: {},
  body: JSON.stringify(receipt),
});
