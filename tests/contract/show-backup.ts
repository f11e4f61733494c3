/** The page that most tests are about. */
export const showBackupPage = 'vbs/v3/show-backup';
