import type { Same } from '../catalog.ts';
import type { notifications as en } from '../en/notifications.ts';

export const notifications: Same<typeof en> = {
  'notifications.title': 'Notifications',
  'notifications.lead': 'Qui reçoit un e-mail sur ce qui se passe, selon le niveau des événements.',
  'notifications.off.title': 'Aucun serveur de messagerie n’est configuré',
  'notifications.off.body':
    'L’exploitant de ce Cairn doit donner à CAIRN_SMTP_URL l’adresse d’un serveur de messagerie, puis redémarrer Cairn. D’ici là, rien ne peut être saisi ici.',
  'notifications.off.example': 'Exemple',
  'notifications.information':
    'Ce qui se passe toute la journée : une connexion, un rapport, un export. Le plus souvent trop pour une boîte aux lettres.',
  'notifications.notice': 'Ce qui modifie des paramètres ou des droits. Mérite l’attention des responsables.',
  'notifications.warning': 'Ce qui ne s’est pas passé comme prévu, ou peut devenir un problème.',
  'notifications.error': 'Ce qui a échoué et demande une intervention.',
  'notifications.week':
    '{count, plural, =0 {Aucun événement ces 7 derniers jours} one {# événement ces 7 derniers jours} other {# événements ces 7 derniers jours}}',
  'notifications.week.atMost': '{count, plural, one {au plus # e-mail} other {au plus # e-mails}}',
  'notifications.addresses': 'Adresses pour {level}',
  'notifications.addresses.hint': 'nom@example.com',
  'notifications.addresses.bad':
    '{count, plural, one {Ce n’est pas une adresse e-mail : {list}} other {Ce ne sont pas des adresses e-mail : {list}}}',
  'notifications.addresses.most':
    '{most} adresses au plus. Pour davantage de personnes, utilisez l’adresse d’un groupe.',
  'notifications.nobody': 'Personne n’est prévenu',
  'notifications.lastMail': 'Dernier e-mail',
  'notifications.noMail': 'aucun e-mail envoyé pour l’instant',
  'notifications.failing': 'Le serveur de messagerie n’accepte pas l’e-mail',
  'notifications.failing.body':
    'Rien n’est perdu : Cairn réessaie de lui-même. Une adresse qui n’existe pas peut être retirée ici ; le reste revient à l’exploitant du serveur de messagerie.',
  'notifications.stopped': 'Arrêté après des jours d’échec',
  'notifications.stopped.body':
    'Ce qui s’est passé entre-temps est dans le journal d’audit ; aucun e-mail n’en sera envoyé plus tard.',
  'notifications.startAgain': 'Reprendre',
  'notifications.test': 'Envoyer un essai',
  'notifications.test.of': 'Envoyer un e-mail d’essai pour {level}',
  'notifications.test.saveFirst': 'Enregistrez d’abord : l’essai part aux adresses enregistrées.',
  'notifications.test.ok':
    'Le serveur de messagerie a accepté l’essai. Regardez dans la boîte de réception, et dans les indésirables.',
  'notifications.test.failed': 'L’essai n’a pas été accepté',
  'notifications.gather': 'Pause entre deux e-mails',
  'notifications.gather.body': 'Pour chaque niveau. Ce qui se passe entre-temps arrive en un seul e-mail.',
  'notifications.unsaved': 'Pas encore enregistré',
  'notifications.undo': 'Annuler les modifications',
  'notifications.saved': 'Enregistré. Cela vaut pour les événements à venir.',
};
