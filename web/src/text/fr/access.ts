import type { Same } from '../catalog.ts';
import type { access as en } from '../en/access.ts';

export const access: Same<typeof en> = {
  'signIn.title': 'Connexion',
  'signIn.lead': 'Les intégrations et le journal d’audit de votre organisation, au même endroit.',
  'signIn.email': 'Adresse e-mail',
  'signIn.password': 'Mot de passe',
  'signIn.submit': 'Se connecter',
  'signIn.refused':
    'L’adresse e-mail et le mot de passe ne correspondent pas. Vérifiez les deux et réessayez.',
  'signIn.limited':
    'Trop de tentatives. {seconds, plural, one {Réessayez dans # seconde.} other {Réessayez dans # secondes.}}',
  'signIn.expired': 'Votre session a expiré. Connectez-vous pour reprendre là où vous étiez.',
  'signIn.setupNeeded.title': 'Ce Cairn n’a pas encore de propriétaire',
  'signIn.setupNeeded.body':
    'Ouvrez le lien d’installation à usage unique affiché par le serveur à son démarrage.',

  'setup.title': 'Installer Cairn',
  'setup.lead': 'Vous devenez le premier propriétaire. Vous pourrez inviter d’autres personnes ensuite.',
  'setup.organization': 'Nom de votre organisation',
  'setup.organization.example': 'Ateliers du Lac',
  'setup.name': 'Votre nom',
  'setup.email': 'Votre adresse e-mail',
  'setup.password': 'Mot de passe',
  'setup.submit': 'Créer l’organisation et se connecter',
  'setup.missing.title': 'Le lien d’installation est incomplet',
  'setup.missing.body':
    'Ouvrez le lien complet affiché par le serveur à son démarrage. Il contient un jeton à usage unique.',
  'setup.done.title': 'Cairn est déjà installé',
  'setup.done.body':
    'Le premier propriétaire existe. Connectez-vous ou demandez une invitation à un propriétaire.',
  'setup.done.signIn': 'Aller à la connexion',
  'setup.tokenRefused':
    'Ce lien d’installation n’est plus valable. Redémarrez le serveur pour en obtenir un nouveau.',
  'password.short': 'Au moins 12 caractères ; {missing, plural, one {encore un} other {encore #}}.',
  'password.weak': 'Facile à deviner : évitez les répétitions et les mots courants.',
  'password.fair': 'Correct. Quelques mots de plus le rendraient bien plus solide.',
  'password.strong': 'Solide.',
  'password.hint': 'Au moins 12 caractères. Plusieurs mots faciles à retenir conviennent très bien.',

  'organizations.title': 'Organisations',
  'organizations.lead': 'Rien ne passe d’une organisation à l’autre.',
  'organizations.new': 'Nouvelle organisation',
  'organizations.name': 'Nom',
  'organizations.role': 'Votre rôle',
  'organizations.since': 'Créée le {date}',
  'organizations.create.title': 'Nouvelle organisation',
  'organizations.create.body':
    'Vous en devenez propriétaire. Elle démarre avec son propre journal d’audit, vide.',
  'organizations.create.submit': 'Créer l’organisation',
  'organizations.created': '{name} a été créée.',
  'organizations.empty.title': 'Vous n’appartenez à aucune organisation',
  'organizations.empty.body': 'Créez-en une ou demandez une invitation à un propriétaire.',

  'account.title': 'Votre compte',
  'account.profile': 'Profil',
  'account.name': 'Nom',
  'account.email': 'Adresse e-mail',
  'account.memberships': 'Organisations',
  'account.saved': 'Enregistré.',
  'account.open': 'Ouvrir',
  'leave.action': 'Quitter',
  'leave.title': 'Quitter {name} ?',
  'leave.body':
    'Vous perdez l’accès immédiatement, de même que les jetons d’API créés à votre nom. Seul un propriétaire peut vous réinviter.',
  'leave.submit': 'Quitter l’organisation',
  'leave.done': 'Vous avez quitté {name}.',
  'leave.lastOwner':
    'Vous êtes le seul propriétaire actif. Nommez d’abord un autre propriétaire, ou supprimez l’organisation.',
  'account.preferences': 'Préférences',
  'account.language': 'Langue',
  'account.theme': 'Apparence',
  'account.theme.body': 'Conservée sur cet appareil.',
  'account.shortcuts': 'Raccourcis à une touche',
  'account.shortcuts.body':
    'Des touches comme g puis d, j et k. Désactivez-les si elles gênent la saisie vocale ou une technologie d’assistance.',
  'account.timeZone': 'Fuseau horaire',
  'account.timeZone.body': 'Les heures sont affichées dans le fuseau de cet appareil.',
};
