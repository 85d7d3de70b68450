import type { Same } from '../catalog.ts';
import type { notifications as en } from '../en/notifications.ts';

export const notifications: Same<typeof en> = {
  'notifications.title': '通知',
  'notifications.lead': 'イベントのレベルごとに、メールで知らせる相手を決めます。',
  'notifications.off.title': 'メールサーバーが設定されていません',
  'notifications.off.body':
    'この Cairn の運用担当者が CAIRN_SMTP_URL にメールサーバーのアドレスを設定し、Cairn を再起動する必要があります。それまでここでは入力できません。',
  'notifications.off.example': '例',
  'notifications.information':
    'サインイン、レポート、エクスポートなど、日常的に起きること。メールで受け取るには多すぎることがほとんどです。',
  'notifications.notice': '設定や権限の変更。担当者が目を通しておきたいものです。',
  'notifications.warning': '想定どおりに進まなかったこと、問題になりかねないこと。',
  'notifications.error': '失敗し、対応が必要なこと。',
  'notifications.week': '{count, plural, =0 {過去 7 日間のイベントはありません} other {過去 7 日間に # 件}}',
  'notifications.week.atMost': '{count, plural, other {メールは最大 # 通}}',
  'notifications.addresses': '{level}の宛先',
  'notifications.addresses.hint': 'name@example.com',
  'notifications.addresses.bad': '{count, plural, other {メールアドレスではありません: {list}}}',
  'notifications.addresses.most':
    '宛先は {most} 件までです。それ以上に送る場合はグループのアドレスを使ってください。',
  'notifications.nobody': '通知先なし',
  'notifications.lastMail': '最後のメール',
  'notifications.noMail': 'まだメールは送られていません',
  'notifications.failing': 'メールサーバーがメールを受け付けません',
  'notifications.failing.body':
    'イベントは失われません。Cairn は自動で再試行します。存在しない宛先はここで削除できます。それ以外はメールサーバーの運用担当者に確認してください。',
  'notifications.stopped': '失敗が何日も続いたため停止しました',
  'notifications.stopped.body':
    'その間のイベントは監査ログに残っています。後からメールが送られることはありません。',
  'notifications.startAgain': '再開',
  'notifications.test': 'テストを送信',
  'notifications.test.of': '{level}のテストメールを送信',
  'notifications.test.saveFirst': '先に保存してください。テストは保存済みの宛先に送られます。',
  'notifications.test.ok':
    'メールサーバーがテストメールを受け付けました。受信トレイと迷惑メールフォルダーを確認してください。',
  'notifications.test.failed': 'テストメールは受け付けられませんでした',
  'notifications.gather': 'メールの間隔',
  'notifications.gather.body': 'レベルごとの間隔です。その間のイベントは 1 通にまとめて届きます。',
  'notifications.unsaved': '未保存の変更があります',
  'notifications.undo': '変更を取り消す',
  'notifications.saved': '保存しました。今後のイベントに適用されます。',
};
