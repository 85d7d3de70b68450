import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, patch, post } from './http.ts';

/** A client of the organization. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export const customersQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'customers'],
    queryFn: ({ signal }) => get<Page<Customer>>(`/organizations/${orgId}/customers`, { signal }),
  });

export const customerQuery = (orgId: string, customerId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'customers', customerId],
    queryFn: ({ signal }) => get<Customer>(`/organizations/${orgId}/customers/${customerId}`, { signal }),
  });

export const createCustomer = (
  orgId: string,
  input: { readonly name: string; readonly notes: string },
): Promise<Customer> => post(`/organizations/${orgId}/customers`, input);

export const changeCustomer = (
  orgId: string,
  customerId: string,
  change: { readonly name?: string; readonly notes?: string },
): Promise<Customer> => patch(`/organizations/${orgId}/customers/${customerId}`, change);

/** `confirm` is the customer's name, as it was typed. */
export const deleteCustomer = (orgId: string, customerId: string, confirm: string): Promise<void> =>
  del(`/organizations/${orgId}/customers/${customerId}`, { confirm });
