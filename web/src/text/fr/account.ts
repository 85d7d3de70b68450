import type { Same } from '../catalog.ts';
import type { account as en } from '../en/account.ts';

export const account: Same<typeof en> = {
  'signIn.passkey': 'Se connecter avec une clé d’accès',
  'signIn.provider': 'Se connecter avec {name}',
  'signIn.or': 'ou',
  'signIn.passkey.failed': 'La clé d’accès n’a pas été acceptée ou la demande a été annulée.',
  'signIn.code.title': 'Double authentification',
  'signIn.code.lead':
    'Saisissez les six chiffres que votre application d’authentification affiche pour Cairn.',
  'signIn.code': 'Code',
  'signIn.recovery.lead': 'Saisissez l’un de vos codes de secours. Chacun ne sert qu’une fois.',
  'signIn.recovery': 'Code de secours',
  'signIn.code.submit': 'Continuer',
  'signIn.code.refused': 'Ce code est erroné, a expiré ou a déjà été utilisé.',
  'signIn.useRecovery': 'Utiliser un code de secours',
  'signIn.useCode': 'Utiliser l’application d’authentification',
  'signIn.startOver': 'Recommencer',
  'error.auth.provider_refused': 'La connexion a été annulée ou refusée par le fournisseur.',
  'error.auth.provider_expired':
    'Cette connexion a pris trop de temps ou a été commencée dans un autre navigateur. Veuillez recommencer.',
  'error.auth.provider_failed':
    'Le fournisseur de connexion est indisponible pour le moment. Réessayez dans un instant.',
  'error.auth.email_unverified':
    'Le fournisseur n’a pas vérifié votre adresse e-mail ; elle n’est donc pas acceptée ici.',
  'error.auth.not_invited':
    'Personne ici n’a votre adresse e-mail. Demandez une invitation à un propriétaire de votre organisation.',
  'error.auth.identity_conflict':
    'Votre adresse e-mail appartient à un compte lié à une autre personne chez le fournisseur. Adressez-vous à l’exploitant.',
  'error.other': 'La connexion n’a pas abouti. Veuillez réessayer.',

  'confirm.title': 'Confirmez qu’il s’agit bien de vous',
  'confirm.body': 'Il s’agit de secrets. Rien ne vous sera redemandé pendant dix minutes.',
  'confirm.password': 'Votre mot de passe',
  'confirm.submit': 'Confirmer',
  'confirm.passkey': 'Utiliser une clé d’accès',
  'confirm.useCode': 'Utiliser un code',
  'confirm.usePassword': 'Utiliser le mot de passe',
  'confirm.wrongPassword': 'Ce mot de passe est erroné.',
  'confirm.limited':
    'Trop de tentatives. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.',

  'security.password': 'Mot de passe',
  'security.password.body': 'Le changer met fin à vos sessions dans tous les autres navigateurs.',
  'security.password.current': 'Mot de passe actuel',
  'security.password.new': 'Nouveau mot de passe',
  'security.password.submit': 'Changer le mot de passe',
  'security.password.wrong': 'Ce n’est pas votre mot de passe actuel.',
  'security.password.done':
    '{count, plural, =0 {Votre mot de passe a été changé.} one {Votre mot de passe a été changé et une autre session a pris fin.} other {Votre mot de passe a été changé et # autres sessions ont pris fin.}}',

  'security.twoFactor': 'Double authentification',
  'security.twoFactor.off': 'Désactivée',
  'security.twoFactor.on': 'Activée',
  'security.twoFactor.offBody':
    'Avec un code de votre téléphone, connaître votre mot de passe ne suffit plus pour se connecter.',
  'security.twoFactor.since': 'Activée depuis le {date}.',
  'security.twoFactor.left':
    '{count, plural, =0 {Il ne reste aucun code de secours.} one {Il reste un code de secours.} other {Il reste # codes de secours.}}',
  'security.twoFactor.turnOn': 'Activer',
  'security.twoFactor.turnOff': 'Désactiver',
  'security.twoFactor.newCodes': 'Nouveaux codes de secours',
  'security.twoFactor.turnOff.title': 'Désactiver la double authentification ?',
  'security.twoFactor.turnOff.body':
    'Votre mot de passe suffira alors pour ouvrir votre compte et vos codes de secours ne fonctionneront plus.',
  'security.twoFactor.turnedOff': 'La double authentification est désactivée.',
  'security.twoFactor.scan.title': 'Configurer la double authentification',
  'security.twoFactor.scan':
    'Scannez ceci avec une application d’authentification, par exemple celle de votre téléphone.',
  'security.twoFactor.qr': 'Code QR contenant votre secret de double authentification',
  'security.twoFactor.key': 'Ou saisissez cette clé à la main',
  'security.twoFactor.confirm': 'Saisissez ensuite les six chiffres affichés',
  'security.twoFactor.codes.title': 'Vos codes de secours',
  'security.twoFactor.codes.body':
    'Chacun ouvre votre compte une fois quand votre téléphone n’est pas à portée de main. Conservez-les avec vos mots de passe : ils ne seront plus affichés.',
  'security.twoFactor.codes.download': 'Télécharger',
  'security.twoFactor.codes.done': 'Je les ai conservés',
  'security.twoFactor.replace.title': 'Créer de nouveaux codes de secours ?',
  'security.twoFactor.replace.body': 'Vos codes actuels cessent aussitôt de fonctionner.',

  'security.passkeys': 'Clés d’accès',
  'security.passkeys.body':
    'Connectez-vous avec votre empreinte, votre visage ou le code PIN de cet appareil, sans mot de passe ni code.',
  'security.passkeys.none': 'Vous n’avez pas encore de clé d’accès.',
  'security.passkeys.unavailable':
    'Les clés d’accès demandent une adresse https avec un nom et un navigateur qui les connaît. Elles ne sont pas utilisables ici.',
  'security.passkeys.add': 'Ajouter une clé d’accès',
  'security.passkeys.name': 'Nom',
  'security.passkeys.name.example': 'Portable du bureau',
  'security.passkeys.name.body': 'Pour la reconnaître dans cette liste.',
  'security.passkeys.synced': 'Synchronisée',
  'security.passkeys.added': 'Ajoutée le {date}',
  'security.passkeys.used': 'dernière utilisation {time}',
  'security.passkeys.neverUsed': 'pas encore utilisée',
  'security.passkeys.rename': 'Renommer la clé d’accès {name}',
  'security.passkeys.remove': 'Supprimer la clé d’accès {name}',
  'security.passkeys.remove.title': 'Supprimer la clé d’accès {name} ?',
  'security.passkeys.remove.body':
    'Elle ne permettra plus de se connecter à Cairn. Votre appareil peut encore l’afficher jusqu’à ce que vous l’y supprimiez.',
  'security.passkeys.remove.submit': 'Supprimer la clé d’accès',
  'security.passkeys.done': 'La clé d’accès {name} a été ajoutée.',
  'security.passkeys.removed': 'La clé d’accès {name} a été supprimée.',
  'security.passkeys.failed':
    'Le navigateur n’a pas créé de clé d’accès : la demande a été annulée ou cet appareil en possède déjà une.',

  'security.sessions': 'Sessions',
  'security.sessions.body':
    'Là où vous êtes connecté. Mettez fin à ce que vous ne reconnaissez pas et changez votre mot de passe.',
  'security.sessions.current': 'Ce navigateur',
  'security.sessions.unknown': 'Navigateur inconnu',
  'security.sessions.on': '{browser} sur {system}',
  'security.sessions.started': 'connexion {time}',
  'security.sessions.used': 'dernière utilisation {time}',
  'security.sessions.end': 'Terminer',
  'security.sessions.endOne': 'Terminer la session {device}',
  'security.sessions.endOthers': 'Terminer toutes les autres',
  'security.sessions.ended': 'La session a pris fin.',
  'security.sessions.othersEnded':
    '{count, plural, one {Une session a pris fin.} other {# sessions ont pris fin.}}',
  'security.sessions.method.password': 'par mot de passe',
  'security.sessions.method.totp': 'par mot de passe et code',
  'security.sessions.method.recovery_code': 'par code de secours',
  'security.sessions.method.passkey': 'par clé d’accès',
  'security.sessions.method.provider': 'par le fournisseur de connexion',
  'security.sessions.method.setup': 'à l’installation',
  'security.sessions.method.invitation': 'par invitation',
};
