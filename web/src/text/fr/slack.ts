import type { Same } from '../catalog.ts';
import type { slack as en } from '../en/slack.ts';

export const slack: Same<typeof en> = {
  'slack.lead':
    'Publie ce qui se passe dans un canal Slack, pour celles et ceux qui n’ouvrent jamais un journal d’eux-mêmes.',
  'slack.preview': 'Aperçu',
  'slack.status': 'État',
  'slack.undo': 'Annuler les modifications',
  'slack.switch': 'Publier dans Slack',
  'slack.switch.on': 'Les événements sont publiés au fur et à mesure.',
  'slack.switch.off': 'Rien n’est publié, et ce qui se passe entre-temps ne le sera pas plus tard.',
  'slack.on': 'Slack est activé.',
  'slack.off': 'Slack est désactivé. Ce qui se passe entre-temps ne sera pas publié plus tard.',
  'slack.channel': 'Canal',
  'slack.channel.unknown': 'celui de l’adresse de webhook',
  'slack.lastMessage': 'Dernier envoi',
  'slack.lastMessage.none': 'rien publié pour l’instant',
  'slack.day': 'Dernières 24 heures',
  'slack.day.count': '{count, plural, =0 {aucun événement} one {# événement} other {# événements}}',
  'slack.failing.title': 'Slack n’accepte pas les messages',
  'slack.failing.off': 'Désactivé après des jours d’échec',
  'slack.failing.off.body':
    'Réparez la connexion, envoyez un message d’essai, puis réactivez Slack. Ce qui s’est passé entre-temps est dans le journal d’audit ; il ne sera pas publié plus tard.',
  'slack.failing.body':
    'Rien n’est perdu : Cairn réessaie de lui-même, et aussitôt que vous modifiez la connexion. Si le canal est archivé ou l’application retirée, connectez-vous à nouveau.',
  'slack.test': 'Envoyer un message d’essai',
  'slack.test.ok': 'Slack a accepté le message d’essai en {duration}. Regardez dans le canal.',
  'slack.test.failed': 'Le message d’essai n’a pas été accepté',

  'slack.connect.title': 'Connecter un canal',
  'slack.connect.body':
    'Slack vous demande dans quel canal Cairn peut publier. Cairn n’obtient que ce droit : il ne lit rien dans votre espace de travail.',
  'slack.connect': 'Se connecter avec Slack',
  'slack.connect.again': 'Connecter un autre canal',
  'slack.connected': 'Slack est connecté.',
  'slack.byAddress': 'Utiliser plutôt une adresse de webhook',
  'slack.byAddress.body':
    'Un canal se joint par une adresse qui lui est propre. Slack la fournit en trois étapes :',
  'slack.step.app':
    'Ouvrez vos applications Slack et créez-en une à partir de zéro, dans votre espace de travail.',
  'slack.step.hook': 'Sous « Incoming Webhooks », activez-les, ajoutez un webhook et choisissez le canal.',
  'slack.step.copy': 'Copiez l’adresse du webhook et collez-la ici.',
  'slack.step.apps': 'Vos applications Slack',
  'slack.step.docs': 'Le guide de Slack',
  'slack.address': 'Adresse de webhook',
  'slack.address.body':
    'Qui la possède peut publier dans le canal : elle est scellée à l’enregistrement et n’est plus jamais affichée.',
  'slack.address.pattern': 'Une adresse comme https://hooks.slack.com/services/…',
  'slack.address.set': 'Une adresse de webhook est enregistrée.',
  'slack.address.setOn': 'Une adresse de webhook est enregistrée depuis le {date}.',
  'slack.address.replace': 'Remplacer',
  'slack.address.replaced': 'L’adresse de webhook a été remplacée.',
  'slack.start': 'Activer Slack',
  'slack.connection': 'Connexion',

  'slack.what': 'Ce qui est publié',
  'slack.levels': 'Niveaux',
  'slack.levels.none': 'Choisissez au moins un niveau.',
  'slack.levels.week': '{count, plural, other {# en 7 jours}}',
  'slack.query': 'Seulement les événements qui correspondent à',
  'slack.query.body': 'Une requête comme dans le journal d’audit. Vide : tous les événements de ces niveaux.',
  'slack.query.example': 'service:billing -actor:backup',
  'slack.quiet': 'Pause entre deux messages',
  'slack.quiet.body':
    'Ce qui se passe entre-temps arrive en un seul message, les répétitions étant comptées.',
  'slack.preview.count':
    '{count, plural, =0 {Rien des 7 derniers jours n’aurait été publié.} one {# événement des 7 derniers jours aurait été publié.} other {# événements des 7 derniers jours auraient été publiés.}}',
  'slack.preview.gathered': '{most, plural, one {En # message au plus.} other {En # messages au plus.}}',
  'slack.preview.many':
    'On cesse de lire un canal qui ne se repose jamais. Retirez un niveau, précisez la requête ou fixez une pause.',
  'slack.preview.open': 'Les voir dans le journal d’audit',
  'slack.picture': 'À quoi ressemble un message',
  'slack.saved': 'Enregistré. Cela vaut pour les événements à venir.',

  'slack.error.title': 'Slack n’a pas été connecté',
  'slack.error.access_denied':
    'Vous ou Slack avez refusé. Rien n’a été modifié ; vous pouvez réessayer à tout moment.',
  'slack.error.expired':
    'La réponse de Slack est arrivée trop tard ou a déjà servi. Veuillez vous connecter à nouveau.',
  'slack.error.app':
    'L’application Slack de ce Cairn n’est pas configurée comme Slack l’attend ({code}). Demandez à l’exploitant de vérifier l’identifiant client, le secret et l’adresse de redirection.',
  'slack.error.workspace':
    'Votre espace de travail Slack n’autorise pas cette application ({code}). Demandez à son administrateur de l’approuver.',
  'slack.error.unavailable': 'Slack n’a pas répondu comme prévu. Réessayez dans un instant.',
  'slack.error.forbidden': 'Vous n’avez plus l’autorisation de modifier ce paramètre.',
  'slack.error.other': 'Slack a donné la raison {code}. Réessayez, ou utilisez une adresse de webhook.',

  'minutes.none': 'Aucune',
  'minutes.some': '{count} min',
  'minutes.own': 'Autre',
  'minutes.unit': 'min',
  'minutes.label': 'Minutes',
  'minutes.range': 'Un nombre entier de 0 à {most}.',
};
