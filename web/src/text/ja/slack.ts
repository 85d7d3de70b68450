import type { Same } from '../catalog.ts';
import type { slack as en } from '../en/slack.ts';

export const slack: Same<typeof en> = {
  'slack.lead': '起きたことを Slack のチャンネルに投稿します。普段ログを開かない人にも伝わります。',
  'slack.preview': 'プレビュー',
  'slack.status': '状態',
  'slack.undo': '変更を元に戻す',
  'slack.switch': 'Slack に投稿する',
  'slack.switch.on': 'イベントは発生するたびに投稿されます。',
  'slack.switch.off': '投稿は行われません。オフの間に起きたイベントが後から投稿されることもありません。',
  'slack.on': 'Slack への投稿をオンにしました。',
  'slack.off': 'Slack への投稿をオフにしました。オフの間のイベントは後から投稿されません。',
  'slack.channel': 'チャンネル',
  'slack.channel.unknown': 'Webhook アドレスのチャンネル',
  'slack.lastMessage': '最後の投稿',
  'slack.lastMessage.none': 'まだ投稿はありません',
  'slack.day': '過去 24 時間',
  'slack.day.count': '{count, plural, other {# 件}}',
  'slack.failing.title': 'Slack がメッセージを受け付けません',
  'slack.failing.off': '失敗が何日も続いたためオフになりました',
  'slack.failing.off.body':
    '接続を直してテストメッセージを送り、Slack をもう一度オンにしてください。その間のイベントは監査ログに残っていますが、後から投稿されることはありません。',
  'slack.failing.body':
    'イベントは失われません。Cairn は自動で再試行し、接続を変更するとすぐに試します。チャンネルがアーカイブされたか、アプリが削除された場合は、接続し直してください。',
  'slack.test': 'テストメッセージを送信',
  'slack.test.ok': 'Slack がテストメッセージを受け付けました（{duration}）。チャンネルを確認してください。',
  'slack.test.failed': 'テストメッセージは受け付けられませんでした',

  'slack.connect.title': 'チャンネルを接続',
  'slack.connect.body':
    'どのチャンネルに投稿するかは Slack の画面で選びます。Cairn に与えられるのは投稿の権限だけで、ワークスペースの内容は読み取りません。',
  'slack.connect': 'Slack で接続',
  'slack.connect.again': '別のチャンネルに接続',
  'slack.connected': 'Slack に接続しました。',
  'slack.byAddress': '代わりに Webhook アドレスを使う',
  'slack.byAddress.body': 'チャンネルごとに専用のアドレスがあります。Slack で次の 3 ステップで取得できます。',
  'slack.step.app': 'Slack アプリの一覧を開き、ワークスペースに新しいアプリを最初から作成します。',
  'slack.step.hook': '「Incoming Webhooks」を有効にし、Webhook を追加してチャンネルを選びます。',
  'slack.step.copy': 'Webhook アドレスをコピーし、ここに貼り付けます。',
  'slack.step.apps': 'Slack アプリの一覧',
  'slack.step.docs': 'Slack のガイド',
  'slack.address': 'Webhook アドレス',
  'slack.address.body':
    'このアドレスを知る人は誰でもチャンネルに投稿できます。暗号化して保存され、再表示はできません。',
  'slack.address.pattern': 'https://hooks.slack.com/services/… のようなアドレスを入力してください。',
  'slack.address.set': 'Webhook アドレスは保存済みです。',
  'slack.address.setOn': 'Webhook アドレスは保存済みです（{date} 設定）。',
  'slack.address.replace': '変更',
  'slack.address.replaced': 'Webhook アドレスを変更しました。',
  'slack.start': 'Slack をオンにする',
  'slack.connection': '接続',

  'slack.what': '投稿するイベント',
  'slack.levels': 'レベル',
  'slack.levels.none': 'レベルを 1 つ以上選んでください。',
  'slack.levels.week': '{count, plural, other {7 日間に # 件}}',
  'slack.query': '次に一致するイベントだけ',
  'slack.query.body': '監査ログと同じ検索式です。空欄にすると、選んだレベルのすべてのイベントを投稿します。',
  'slack.query.example': 'service:billing -actor:backup',
  'slack.quiet': '投稿の間隔',
  'slack.quiet.body': 'その間のイベントは 1 通にまとめ、繰り返しは件数で示します。',
  'slack.preview.count':
    '{count, plural, =0 {過去 7 日間に投稿対象のイベントはありません。} other {過去 7 日間なら # 件が投稿されていました。}}',
  'slack.preview.gathered': '{most, plural, other {最大 # 通にまとまります。}}',
  'slack.preview.many':
    '投稿が絶えないチャンネルは読まれなくなります。レベルを減らすか、検索式を絞るか、間隔を空けてください。',
  'slack.preview.open': '監査ログで見る',
  'slack.picture': 'メッセージの例',
  'slack.saved': '保存しました。今後のイベントに適用されます。',

  'slack.error.title': 'Slack に接続できませんでした',
  'slack.error.access_denied': '接続は許可されませんでした。設定は変わっていません。いつでもやり直せます。',
  'slack.error.expired': 'Slack からの応答が期限切れか、使用済みです。もう一度接続してください。',
  'slack.error.app':
    'この Cairn の Slack アプリの設定が Slack 側と合っていません（{code}）。クライアント ID、シークレット、リダイレクト先の確認を運用担当者に依頼してください。',
  'slack.error.workspace':
    'ワークスペースがこのアプリを許可していません（{code}）。ワークスペースの管理者に承認を依頼してください。',
  'slack.error.unavailable': 'Slack から正しい応答がありませんでした。しばらくしてからやり直してください。',
  'slack.error.forbidden': 'この設定を変更する権限がなくなっています。',
  'slack.error.other': 'Slack から返された理由: {code}。やり直すか、Webhook アドレスを使ってください。',

  'minutes.none': 'なし',
  'minutes.some': '{count} 分',
  'minutes.own': 'その他',
  'minutes.unit': '分',
  'minutes.label': '分',
  'minutes.range': '0 から {most} までの整数を入力してください。',
};
