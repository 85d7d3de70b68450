import type { Level } from './event.ts';

/** The modules of Cairn's own actions. */
const admin = 'System Administration';
const integrations = 'Integrations';
const authentication = 'Authentication';
const auditLog = 'Audit Log';
const trails = 'Trails';
const cases = 'Cases';
const organization = 'Organization';

interface Action {
  /** English label; where seed catalogues print one, exactly that. */
  readonly label: string;
  readonly fr: string;
  readonly ja: string;
  readonly level: Level;
  readonly module: string;
}

const action = (label: string, fr: string, ja: string, level: Level, module: string): Action => ({
  label,
  fr,
  ja,
  level,
  module,
});

/** Cairn's own actions: code, label in three languages, level and module. `docs/actions.md` comes from it. */
export const actions = {
  'access.refused': action('refuse access', 'accès refusé', 'アクセスを拒否', 'notice', authentication),
  'api_token.deleted': action(
    'delete API token',
    'supprimer le jeton d’API',
    'APIトークンを削除',
    'notice',
    admin,
  ),
  'api_token.generated': action(
    'generate API token',
    'générer un jeton d’API',
    'APIトークンを生成',
    'notice',
    admin,
  ),
  'case.mirror_failed': action(
    'fail to mirror case',
    'échec de la recopie du dossier',
    'ケースの反映に失敗',
    'warning',
    cases,
  ),
  'case.mirrored': action('mirror case', 'recopier le dossier', 'ケースを反映', 'information', cases),
  'case.updated': action('update case', 'modifier le dossier', 'ケースを更新', 'information', cases),
  'customer.created': action('create customer', 'créer le client', '顧客を作成', 'notice', organization),
  'customer.deleted': action('delete customer', 'supprimer le client', '顧客を削除', 'notice', organization),
  'customer.updated': action('update customer', 'modifier le client', '顧客を更新', 'notice', organization),
  'dead_letter.discarded': action(
    'discard dead letter',
    'écarter un message en échec',
    '配信不能イベントを破棄',
    'notice',
    trails,
  ),
  'dead_letter.resent': action(
    'resend dead letter',
    'renvoyer un message en échec',
    '配信不能イベントを再送',
    'notice',
    trails,
  ),
  'export.created': action('create export', 'créer un export', 'エクスポートを作成', 'notice', auditLog),
  'export.downloaded': action(
    'download export',
    'télécharger un export',
    'エクスポートをダウンロード',
    'notice',
    auditLog,
  ),
  'identity.linked': action(
    'link sign-in provider',
    'lier le fournisseur de connexion',
    'サインインプロバイダーを関連付け',
    'notice',
    authentication,
  ),
  'integration.authorized': action(
    'authorize integration',
    'autoriser l’intégration',
    '連携を許可',
    'information',
    integrations,
  ),
  'integration.connected': action(
    'connect integration',
    'connecter l’intégration',
    '連携を接続',
    'notice',
    integrations,
  ),
  'integration.created': action(
    'create integration',
    'créer l’intégration',
    '連携を作成',
    'notice',
    integrations,
  ),
  'integration.disabled': action(
    'disable integration',
    'désactiver l’intégration',
    '連携を無効化',
    'notice',
    admin,
  ),
  'integration.disconnected': action(
    'disconnect integration',
    'déconnecter l’intégration',
    '連携を切断',
    'notice',
    integrations,
  ),
  'integration.enabled': action(
    'enable integration',
    'activer l’intégration',
    '連携を有効化',
    'notice',
    admin,
  ),
  'integration.health_changed': action(
    'change integration health',
    'changement d’état de l’intégration',
    '連携の状態が変化',
    'notice',
    integrations,
  ),
  'integration.paused': action(
    'pause integration',
    'suspendre l’intégration',
    '連携を一時停止',
    'notice',
    integrations,
  ),
  'integration.reconnect_needed': action(
    'need reconnection',
    'reconnexion nécessaire',
    '再接続が必要',
    'warning',
    integrations,
  ),
  'integration.requested': action(
    'request integration',
    'demander une intégration',
    '連携を要望',
    'information',
    integrations,
  ),
  'integration.resumed': action(
    'resume integration',
    'reprendre l’intégration',
    '連携を再開',
    'notice',
    integrations,
  ),
  'integration.revoked': action(
    'revoke integration',
    'révoquer l’intégration',
    '連携を失効',
    'notice',
    integrations,
  ),
  'integration.tested': action(
    'test integration',
    'tester l’intégration',
    '連携をテスト',
    'information',
    integrations,
  ),
  'integration.token_refresh_failed': action(
    'fail to refresh token',
    'échec du renouvellement du jeton',
    'トークンの更新に失敗',
    'warning',
    integrations,
  ),
  'integration.token_refreshed': action(
    'refresh token',
    'renouveler le jeton',
    'トークンを更新',
    'information',
    integrations,
  ),
  'integration.updated': action(
    'update integration',
    'modifier l’intégration',
    '連携を更新',
    'notice',
    integrations,
  ),
  'invitation.withdrawn': action(
    'withdraw invitation',
    'retirer une invitation',
    '招待を取り消し',
    'notice',
    admin,
  ),
  'member.invited': action('invite member', 'inviter un membre', 'メンバーを招待', 'notice', admin),
  'member.joined': action('join organization', 'rejoindre l’organisation', '組織に参加', 'notice', admin),
  'member.removed': action('remove member', 'retirer un membre', 'メンバーを削除', 'notice', admin),
  'member.updated': action('update member', 'modifier un membre', 'メンバーを更新', 'notice', admin),
  'notification_setting.updated': action(
    'update notification setting',
    'modifier les notifications',
    '通知設定を更新',
    'notice',
    admin,
  ),
  'oauth_client.added': action(
    'add oauth client',
    'ajouter un client OAuth',
    'OAuthクライアントを追加',
    'notice',
    admin,
  ),
  'oauth_client.deleted': action(
    'delete oauth client',
    'supprimer un client OAuth',
    'OAuthクライアントを削除',
    'notice',
    admin,
  ),
  'oauth_client.secret_rotated': action(
    'rotate client secret',
    'renouveler le secret du client',
    'クライアントシークレットを更新',
    'notice',
    admin,
  ),
  'oauth_client.updated': action(
    'update oauth client',
    'modifier un client OAuth',
    'OAuthクライアントを更新',
    'notice',
    admin,
  ),
  'oauth_grant.revoked': action(
    'revoke authorization',
    'révoquer l’autorisation',
    '認可を取り消し',
    'notice',
    admin,
  ),
  'organization.created': action(
    'create organization',
    'créer l’organisation',
    '組織を作成',
    'notice',
    admin,
  ),
  'organization.deleted': action(
    'delete organization',
    'supprimer l’organisation',
    '組織を削除',
    'notice',
    admin,
  ),
  'organization.updated': action(
    'update organization',
    'modifier l’organisation',
    '組織を更新',
    'notice',
    admin,
  ),
  'ownership.transferred': action(
    'transfer ownership',
    'transférer la propriété',
    '所有権を移譲',
    'notice',
    admin,
  ),
  'passkey.added': action(
    'add passkey',
    'ajouter une clé d’accès',
    'パスキーを追加',
    'notice',
    authentication,
  ),
  'passkey.removed': action(
    'remove passkey',
    'supprimer une clé d’accès',
    'パスキーを削除',
    'notice',
    authentication,
  ),
  'passkey.updated': action(
    'rename passkey',
    'renommer une clé d’accès',
    'パスキーの名前を変更',
    'information',
    authentication,
  ),
  'password.changed': action(
    'change password',
    'changer le mot de passe',
    'パスワードを変更',
    'notice',
    authentication,
  ),
  'permitted_users.updated': action(
    'update permitted users',
    'modifier les utilisateurs autorisés',
    '許可ユーザーを更新',
    'notice',
    admin,
  ),
  'recovery_codes.generated': action(
    'generate recovery codes',
    'générer des codes de secours',
    'リカバリーコードを生成',
    'notice',
    authentication,
  ),
  'retention.updated': action(
    'update retention',
    'modifier la conservation',
    '保存期間を更新',
    'notice',
    auditLog,
  ),
  'saved_view.created': action('create saved view', 'créer une vue', 'ビューを作成', 'information', auditLog),
  'saved_view.deleted': action(
    'delete saved view',
    'supprimer une vue',
    'ビューを削除',
    'information',
    auditLog,
  ),
  'saved_view.updated': action(
    'update saved view',
    'modifier une vue',
    'ビューを更新',
    'information',
    auditLog,
  ),
  'session.ended': action('sign out', 'se déconnecter', 'サインアウト', 'information', authentication),
  'session.reauthenticated': action(
    'confirm identity',
    'confirmer l’identité',
    '本人確認',
    'information',
    authentication,
  ),
  'session.refused': action(
    'refuse sign-in',
    'connexion refusée',
    'サインインを拒否',
    'notice',
    authentication,
  ),
  'session.started': action('sign in', 'se connecter', 'サインイン', 'information', authentication),
  'slack_setting.updated': action(
    'update slack setting',
    'modifier le réglage Slack',
    'Slack設定を更新',
    'notice',
    admin,
  ),
  'trail.created': action('create trail', 'créer le flux', 'トレイルを作成', 'notice', trails),
  'trail.deleted': action('delete trail', 'supprimer le flux', 'トレイルを削除', 'notice', trails),
  'trail.failing': action('trail is failing', 'le flux est en échec', 'トレイルが失敗', 'warning', trails),
  'trail.paused': action('pause trail', 'suspendre le flux', 'トレイルを一時停止', 'notice', trails),
  'trail.recovered': action('trail has recovered', 'le flux est rétabli', 'トレイルが回復', 'notice', trails),
  'trail.replayed': action('replay trail', 'rejouer le flux', 'トレイルを再配信', 'notice', trails),
  'trail.resumed': action('resume trail', 'reprendre le flux', 'トレイルを再開', 'notice', trails),
  'trail.tested': action('test trail', 'tester le flux', 'トレイルをテスト', 'information', trails),
  'trail.updated': action('update trail', 'modifier le flux', 'トレイルを更新', 'notice', trails),
  'two_factor.disabled': action(
    'disable two-factor',
    'désactiver la double authentification',
    '二要素認証を無効化',
    'notice',
    authentication,
  ),
  'two_factor.enabled': action(
    'enable two-factor',
    'activer la double authentification',
    '二要素認証を有効化',
    'notice',
    authentication,
  ),
} as const satisfies Record<string, Action>;

export type ActionCode = keyof typeof actions;

/** The labels of one of Cairn's own actions in all languages; none for a sender's action. */
export function actionLabels(code: string): readonly string[] {
  if (!Object.hasOwn(actions, code)) return [];
  const { label, fr, ja } = actions[code as ActionCode];
  return [label, fr, ja];
}
