export const notifications = {
  'notifications.title': 'Notifications',
  'notifications.lead': 'Who is sent mail about what happens, by the level of the events.',
  'notifications.off.title': 'No mail server is set up',
  'notifications.off.body':
    'Whoever runs this Cairn has to set CAIRN_SMTP_URL to the address of a mail server and start Cairn again. Until then, nothing can be entered here.',
  'notifications.off.example': 'Example',
  'notifications.information':
    'What happens all day: a sign-in, a report, an export. Mostly too much for a mailbox.',
  'notifications.notice': 'What changes settings or rights. Worth a look by whoever is in charge.',
  'notifications.warning': 'What did not go as intended, or may become a problem.',
  'notifications.error': 'What failed and needs somebody.',
  'notifications.week':
    '{count, plural, =0 {No event in the last 7 days} one {# event in the last 7 days} other {# events in the last 7 days}}',
  'notifications.week.atMost': '{count, plural, one {at most # mail} other {at most # mails}}',
  'notifications.addresses': 'Addresses for {level}',
  'notifications.addresses.hint': 'name@example.com',
  'notifications.addresses.bad':
    '{count, plural, one {Not an e-mail address: {list}} other {Not e-mail addresses: {list}}}',
  'notifications.addresses.most': 'At most {most} addresses. For more people, use the address of a group.',
  'notifications.nobody': 'Nobody is told',
  'notifications.lastMail': 'Last mail',
  'notifications.noMail': 'no mail sent yet',
  'notifications.failing': 'The mail server does not take the mail',
  'notifications.failing.body':
    'Nothing is lost: Cairn tries again by itself. An address that does not exist can be taken out here; the rest is for whoever runs the mail server.',
  'notifications.stopped': 'Stopped after days of failing',
  'notifications.stopped.body':
    'What happened meanwhile is in the audit log; no mail is sent about it later.',
  'notifications.startAgain': 'Start again',
  'notifications.test': 'Send a test',
  'notifications.test.of': 'Send a test mail for {level}',
  'notifications.test.saveFirst': 'Save first: a test goes to the stored addresses.',
  'notifications.test.ok':
    'The mail server took the test. Look into the mailbox, and into the spam folder too.',
  'notifications.test.failed': 'The test was not taken',
  'notifications.gather': 'Quiet time between mails',
  'notifications.gather.body': 'For each level. What happens meanwhile comes in one mail.',
  'notifications.unsaved': 'Not saved yet',
  'notifications.undo': 'Undo changes',
  'notifications.saved': 'Saved. It applies to events from now on.',
} as const;
