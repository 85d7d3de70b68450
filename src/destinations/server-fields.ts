import { z } from 'zod';
import { field } from '../kernel/form.ts';

/** Where a server is: its name or address, and its port. */
export const serverFields = (example: string, port: number) => ({
  host: field(
    z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'A host name or an address, without a port.'),
    { title: 'Host', description: 'Name or address of the server.', examples: [example] },
  ),
  port: field(z.int().min(1).max(65_535).default(port), {
    title: 'Port',
    description: `Usually ${port}.`,
    examples: [port],
  }),
});

export const userField = field(z.string().trim().min(1).max(255).optional(), {
  title: 'User',
  description: 'Empty where the server asks for none.',
  examples: ['cairn'],
});
