import type { Same } from '../catalog.ts';
import type { dashboard as en } from '../en/dashboard.ts';

export const dashboard: Same<typeof en> = {
  'dashboard.title': 'Tableau de bord',
  'dashboard.events24h': 'Événements, 24 dernières heures',
  'dashboard.events24h.body': 'heure la plus chargée : {count}',
  'dashboard.events.chart': 'Événements par heure',
  'dashboard.events.series': 'Événements',
  'dashboard.failing': 'Flux en échec',
  'dashboard.failing.of':
    '{total, plural, =0 {aucun flux pour le moment} one {sur # flux} other {sur # flux}}',
  'dashboard.lag': 'Plus long retard d’un flux',
  'dashboard.lag.none': 'à jour',
  'dashboard.lag.body': 'de retard sur le dernier événement',
  'dashboard.deadLetters': 'Événements refusés',
  'dashboard.deadLetters.none': 'aucun refus',
  'dashboard.deadLetters.body': 'refusés par leur destination',
  'dashboard.storage': '{size} stockés',
  'dashboard.attention': 'À traiter',
  'dashboard.attention.none': 'Rien à signaler. Aucun flux n’est en échec et rien ne vous attend.',
  'dashboard.attention.failing': 'Le flux {name} est en échec',
  'dashboard.attention.lagging': 'Le flux {name} a {lag} de retard',
  'dashboard.attention.deadLetters':
    '{count, plural, one {# événement a été refusé par sa destination} other {# événements ont été refusés par leur destination}}',
  'dashboard.attention.deadLetters.body':
    'Ils sont conservés à part jusqu’à ce qu’on les renvoie ou les écarte.',
  'dashboard.attention.tokenEnds': 'Le jeton d’API {name} expire {when}',
  'dashboard.attention.tokenEnded': 'Le jeton d’API {name} a expiré {when}',
  'dashboard.attention.tokenBody': 'Les programmes qui l’utilisent sont refusés à partir de ce moment.',
  'dashboard.latest': 'Derniers événements',
  'dashboard.latest.empty': 'Le journal est vide. Le premier événement apparaîtra ici dès son envoi.',
  'dashboard.trail.active': '{count, plural, one {# actif} other {# actifs}}',
  'dashboard.trail.paused': '{count, plural, one {# en pause} other {# en pause}}',
  'dashboard.trail.failing': '{count, plural, one {# en échec} other {# en échec}}',

  'start.title': 'Pour commencer',
  'start.progress': '{done} sur {total}',
  'start.token.title': 'Créer un jeton d’API',
  'start.token.body': 'Votre application le présente avec chaque événement. La portée events:write suffit.',
  'start.token.action': 'Créer un jeton',
  'start.event.title': 'Envoyer le premier événement',
  'start.event.body': 'Mettez votre jeton à la place des points et lancez cette commande dans un terminal :',
  'start.event.action': 'Ouvrir le journal d’audit',
  'start.trail.title': 'Diffuser le journal',
  'start.trail.body':
    'Un flux envoie en moins d’une seconde les événements qui correspondent à sa règle vers Datadog, un webhook ou un serveur syslog.',
  'start.trail.action': 'Créer un flux',
  'start.done': 'Fait',
  'start.open': 'À faire',
};
