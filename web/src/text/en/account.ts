/** Signing in by more than a password, and the account's own security. Loaded by the pages that need it. */
export const account = {
  'signIn.passkey': 'Sign in with a passkey',
  'signIn.provider': 'Sign in with {name}',
  'signIn.or': 'or',
  'signIn.passkey.failed': 'The passkey was not accepted, or the request was cancelled.',
  'signIn.code.title': 'Two-factor',
  'signIn.code.lead': 'Enter the six digits that your authenticator application shows for Cairn.',
  'signIn.code': 'Code',
  'signIn.recovery.lead': 'Enter one of your recovery codes. Each works once.',
  'signIn.recovery': 'Recovery code',
  'signIn.code.submit': 'Continue',
  'signIn.code.refused': 'This code is wrong, has expired, or was used already.',
  'signIn.useRecovery': 'Use a recovery code',
  'signIn.useCode': 'Use the authenticator application',
  'signIn.startOver': 'Start over',
  'error.auth.provider_refused': 'The sign-in was cancelled or refused at the provider.',
  'error.auth.provider_expired':
    'This sign-in took too long, or was begun in another browser. Please begin again.',
  'error.auth.provider_failed': 'The sign-in provider cannot be used right now. Try again in a moment.',
  'error.auth.email_unverified':
    'The provider has not verified your e-mail address, so it is not trusted here.',
  'error.auth.not_invited':
    'Nobody here has your e-mail address. Ask an owner of your organization to invite you.',
  'error.auth.identity_conflict':
    'Your e-mail address belongs to an account that signs in as somebody else at the provider. Ask the operator.',
  'error.other': 'Signing in did not work. Please try again.',

  'confirm.title': 'Confirm that it is you',
  'confirm.body': 'This concerns secrets. You will not be asked again for ten minutes.',
  'confirm.password': 'Your password',
  'confirm.submit': 'Confirm',
  'confirm.passkey': 'Use a passkey',
  'confirm.useCode': 'Use a code',
  'confirm.usePassword': 'Use the password',
  'confirm.wrongPassword': 'This password is wrong.',
  'confirm.limited': 'Too many attempts. Try again in {seconds, plural, one {# second} other {# seconds}}.',

  'security.password': 'Password',
  'security.password.body': 'Changing it ends your sessions in all other browsers.',
  'security.password.current': 'Current password',
  'security.password.new': 'New password',
  'security.password.submit': 'Change password',
  'security.password.wrong': 'This is not your current password.',
  'security.password.done':
    '{count, plural, =0 {Your password was changed.} one {Your password was changed and one other session ended.} other {Your password was changed and # other sessions ended.}}',

  'security.twoFactor': 'Two-factor',
  'security.twoFactor.off': 'Off',
  'security.twoFactor.on': 'On',
  'security.twoFactor.offBody':
    'With a code from your telephone, somebody who learns your password still cannot sign in.',
  'security.twoFactor.since': 'On since {date}.',
  'security.twoFactor.left':
    '{count, plural, =0 {No recovery codes are left.} one {One recovery code is left.} other {# recovery codes are left.}}',
  'security.twoFactor.turnOn': 'Turn on',
  'security.twoFactor.turnOff': 'Turn off',
  'security.twoFactor.newCodes': 'New recovery codes',
  'security.twoFactor.turnOff.title': 'Turn two-factor off?',
  'security.twoFactor.turnOff.body':
    'Your password alone then opens your account, and your recovery codes stop working.',
  'security.twoFactor.turnedOff': 'Two-factor is off.',
  'security.twoFactor.scan.title': 'Set up two-factor',
  'security.twoFactor.scan':
    'Scan this with an authenticator application, such as the one of your telephone.',
  'security.twoFactor.qr': 'QR code with your two-factor secret',
  'security.twoFactor.key': 'Or enter this key by hand',
  'security.twoFactor.confirm': 'Then enter the six digits that it shows',
  'security.twoFactor.codes.title': 'Your recovery codes',
  'security.twoFactor.codes.body':
    'Each opens your account once when your telephone is not at hand. Keep them where you keep your passwords: they are not shown again.',
  'security.twoFactor.codes.download': 'Download',
  'security.twoFactor.codes.done': 'I have kept them',
  'security.twoFactor.replace.title': 'Make new recovery codes?',
  'security.twoFactor.replace.body': 'The codes you have now stop working at once.',

  'security.passkeys': 'Passkeys',
  'security.passkeys.body':
    'Sign in with your fingerprint, your face or the PIN of this device, without a password or a code.',
  'security.passkeys.none': 'You have no passkeys yet.',
  'security.passkeys.unavailable':
    'Passkeys need an https address with a name, and a browser that knows them. They cannot be used here.',
  'security.passkeys.add': 'Add a passkey',
  'security.passkeys.name': 'Name',
  'security.passkeys.name.example': 'Work laptop',
  'security.passkeys.name.body': 'How you will recognize it in this list.',
  'security.passkeys.synced': 'Synced',
  'security.passkeys.added': 'Added {date}',
  'security.passkeys.used': 'last used {time}',
  'security.passkeys.neverUsed': 'not used yet',
  'security.passkeys.rename': 'Rename passkey {name}',
  'security.passkeys.remove': 'Remove passkey {name}',
  'security.passkeys.remove.title': 'Remove the passkey {name}?',
  'security.passkeys.remove.body':
    'Nobody signs in to Cairn with it any more. Your device may still show it until you delete it there.',
  'security.passkeys.remove.submit': 'Remove passkey',
  'security.passkeys.done': 'The passkey {name} was added.',
  'security.passkeys.removed': 'The passkey {name} was removed.',
  'security.passkeys.failed':
    'The browser made no passkey: it was cancelled, or this device has one already.',

  'security.sessions': 'Sessions',
  'security.sessions.body':
    'Where you are signed in. End what you do not recognize, and change your password.',
  'security.sessions.current': 'This browser',
  'security.sessions.unknown': 'Unknown browser',
  'security.sessions.on': '{browser} on {system}',
  'security.sessions.started': 'signed in {time}',
  'security.sessions.used': 'last used {time}',
  'security.sessions.end': 'End',
  'security.sessions.endOne': 'End the session {device}',
  'security.sessions.endOthers': 'End all others',
  'security.sessions.ended': 'The session has ended.',
  'security.sessions.othersEnded':
    '{count, plural, one {One session has ended.} other {# sessions have ended.}}',
  'security.sessions.method.password': 'by password',
  'security.sessions.method.totp': 'by password and code',
  'security.sessions.method.recovery_code': 'by recovery code',
  'security.sessions.method.passkey': 'by passkey',
  'security.sessions.method.provider': 'by the sign-in provider',
  'security.sessions.method.setup': 'at set-up',
  'security.sessions.method.invitation': 'by invitation',
} as const;
