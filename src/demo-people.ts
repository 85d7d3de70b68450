import type { Permission, Role } from './access/permissions.ts';

/** The people and customers of the demo's company. */

interface DemoCustomer {
  readonly name: string;
  readonly notes: string;
}

export const demoCustomers: readonly DemoCustomer[] = [
  {
    name: 'Maison Aubert',
    notes: 'Contract L-2024-118, renewed each January.\nContact: Inès Laurent, +33 4 72 00 41 18.',
  },
  { name: 'Hoshino Foods', notes: 'Cold chain Kobe–Lyon. Asks for its shipment log every quarter.' },
  { name: 'Baltic Timber', notes: '' },
];

interface DemoMember {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly may?: readonly (Permission | { readonly permission: Permission; readonly connector: string })[];
  /** Names of the customers that the membership is limited to. */
  readonly customers?: readonly string[];
  readonly suspended?: true;
  /** Shown with the password, to sign in as somebody of each role. */
  readonly shown?: true;
}

export const demoMembers: readonly DemoMember[] = [
  {
    name: 'Kenji Watanabe',
    email: 'member@demo.example',
    role: 'MEMBER',
    shown: true,
    may: [
      'integrations:view',
      'integrations:test',
      { permission: 'integrations:view', connector: 'cisco-meraki' },
      { permission: 'integrations:configure', connector: 'cisco-meraki' },
      { permission: 'integrations:enable', connector: 'cisco-meraki' },
      'events:view',
      'events:export',
      'trails:view',
      'trails:manage',
      'cases:view',
      'cases:manage',
      'customers:view',
    ],
  },
  { name: 'Maria Silva', email: 'reader@demo.example', role: 'READER', shown: true, may: ['events:export'] },
  { name: 'Amara Okafor', email: 'billing@demo.example', role: 'BILLING', shown: true },
  {
    name: 'Inès Laurent',
    email: 'customer@demo.example',
    role: 'READER',
    shown: true,
    customers: ['Maison Aubert'],
  },
  {
    name: 'Hanako Sato',
    email: 'hanako.sato@demo.example',
    role: 'MEMBER',
    may: ['integrations:view', 'events:view', 'cases:view', 'customers:view', 'customers:manage'],
  },
  {
    name: 'Tom Becker',
    email: 'tom.becker@demo.example',
    role: 'MEMBER',
    may: ['events:view', 'cases:view'],
    customers: ['Hoshino Foods', 'Baltic Timber'],
  },
  { name: 'Jonas Lindqvist', email: 'jonas.lindqvist@demo.example', role: 'READER', suspended: true },
];

/** Somebody who has not come yet. */
export const demoInvitation = {
  email: 'yuki.tanaka@demo.example',
  role: 'MEMBER',
  permissions: [
    { permission: 'integrations:view' },
    { permission: 'integrations:test' },
    { permission: 'events:view' },
  ],
} as const;
