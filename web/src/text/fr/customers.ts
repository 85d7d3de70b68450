import type { Same } from '../catalog.ts';
import type { customers as en } from '../en/customers.ts';

export const customers: Same<typeof en> = {
  'customers.title': 'Clients',
  'customers.lead': 'Les clients de cette organisation. Un membre peut être limité à certains d’entre eux.',
  'customers.new': 'Nouveau client',
  'customers.find': 'Chercher un client',
  'customers.column.name': 'Nom',
  'customers.column.notes': 'Notes',
  'customers.column.members': 'Membres limités',
  'customers.column.created': 'Création',
  'customers.empty.title': 'Aucun client',
  'customers.empty.body':
    'Les clients permettent de séparer les intégrations et les événements de chacun, et de ne montrer à chacun que les siens.',
  'customers.create.title': 'Nouveau client',
  'customers.create.submit': 'Créer le client',
  'customers.name': 'Nom',
  'customers.name.taken': 'Un autre client porte ce nom.',
  'customers.notes': 'Notes',
  'customers.notes.body':
    'Numéro de contrat, contacts : tout ce qui aide vos collègues. Visible par tous ceux qui voient le client.',
  'customers.notes.none': 'Aucune note.',
  'customers.created': '{name} a été créé.',
  'customer.details': 'Détails',
  'customer.saved': 'Enregistré.',
  'customer.id': 'Identifiant du client',
  'customer.id.body': 'Les événements qui le nomment dans customer_id appartiennent à ce client.',
  'customer.since': 'Créé le {date}',
  'customer.events': 'Ses événements',
  'customer.members': 'Membres limités à ce client',
  'customer.members.none': 'Personne n’est limité à ce client. Les membres sans limite le voient aussi.',
  'customer.delete': 'Supprimer le client',
  'customer.delete.lead':
    'Les membres limités à ce client n’y auront plus accès. Les événements restent dans le journal.',
  'customer.delete.title': 'Supprimer le client {name} ?',
  'customer.delete.body':
    'Cette action est irréversible. {count, plural, =0 {Personne n’est limité à ce client.} one {Un membre y est limité et en perd l’accès.} other {# membres y sont limités et en perdent l’accès.}}',
  'customer.deleted': '{name} a été supprimé.',
};
