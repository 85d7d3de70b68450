import type { Same } from '../catalog.ts';
import type { tokens as en } from '../en/tokens.ts';

export const tokens: Same<typeof en> = {
  'tokens.title': 'Jetons d’API',
  'tokens.lead':
    'Des identifiants pour les programmes. Un jeton n’agit que dans cette organisation et jamais au-delà des droits de la personne qui l’a créé.',
  'tokens.new': 'Créer un jeton',
  'tokens.column.name': 'Nom',
  'tokens.column.scopes': 'Portées',
  'tokens.column.expires': 'Expiration',
  'tokens.column.lastUsed': 'Dernière utilisation',
  'tokens.column.created': 'Création',
  'tokens.never': 'jamais',
  'tokens.neverUsed': 'pas encore utilisé',
  'tokens.usedFrom': 'depuis {address}',
  'tokens.onlyFrom': 'uniquement depuis {addresses}',
  'tokens.expired': 'Expiré',
  'tokens.expiresSoon': 'Expire bientôt',
  'tokens.createdBy': 'par {name}',
  'tokens.empty.title': 'Aucun jeton d’API',
  'tokens.empty.body':
    'Un jeton permet à une application de transmettre des événements, ou à un script d’interroger le journal.',
  'tokens.delete': 'Supprimer le jeton {name}',
  'tokens.delete.title': 'Supprimer le jeton {name} ?',
  'tokens.delete.body':
    'Les programmes qui l’utilisent seront refusés immédiatement. Cette action est irréversible.',
  'tokens.delete.submit': 'Supprimer le jeton',
  'tokens.deleted': 'Le jeton {name} a été supprimé.',

  'tokens.create.title': 'Créer un jeton d’API',
  'tokens.create.name': 'Nom',
  'tokens.create.name.example': 'Service de facturation, production',
  'tokens.create.name.body': 'L’endroit où il sert, pour que l’on sache à qui s’adresser.',
  'tokens.create.scopes': 'Portées',
  'tokens.create.scopes.body': 'N’accordez que ce dont le programme a besoin.',
  'tokens.create.scopes.none': 'Choisissez au moins une portée.',
  'tokens.create.validity': 'Validité',
  'tokens.create.days': '{days} jours',
  'tokens.create.date': 'Jusqu’à une date',
  'tokens.create.date.label': 'Valable jusqu’à la fin du',
  'tokens.create.date.past': 'Choisissez une date à venir.',
  'tokens.create.never': 'Sans fin',
  'tokens.create.never.warning':
    'Un jeton sans date de fin reste dangereux aussi longtemps qu’on l’oublie. Préférez un an, puis renouvelez-le.',
  'tokens.create.until': 'Valable jusqu’au {date}',
  'tokens.create.addresses': 'Adresses',
  'tokens.create.addresses.body': 'D’où il peut être utilisé. Vide : de partout.',
  'tokens.create.addresses.example': '192.0.2.10, 198.51.100.0/24',
  'tokens.create.addresses.invalid': '{entry} n’est ni une adresse ni une plage comme 192.0.2.0/24.',
  'tokens.create.submit': 'Créer le jeton',

  'tokens.once.title': 'Votre nouveau jeton',
  'tokens.once.body':
    'Copiez-le maintenant : seule son empreinte est conservée, il ne pourra plus être affiché.',
  'tokens.once.try': 'L’essayer',
  'tokens.once.done': 'Je l’ai copié',

  'scope.events:write': 'Transmettre des événements',
  'scope.events:read': 'Consulter et exporter le journal d’audit',
  'scope.integrations:read': 'Voir les intégrations',
  'scope.integrations:write': 'Configurer les intégrations',
  'scope.cases:read': 'Voir les alertes et les dossiers',
  'scope.cases:write': 'Traiter les dossiers',
  'scope.trails:read': 'Voir les flux et les envois',
  'scope.trails:write': 'Créer et modifier des flux',
  'scope.members:read': 'Voir les membres',
  'scope.admin': 'Tout ce que son auteur peut faire',
};
