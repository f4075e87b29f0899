# Sentences of the program in English. fr.ftl holds the same keys; a test keeps both complete.

## The frame of the cockpit (ui-)
ui-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
ui-saved-on = saved on { $subject }

## Database, as the store tells it (db-)
db-error-busy = The database was busy with the same records.
db-error-busy-hint = Try again.
db-error-locked = Somebody else holds what this needs for longer than two seconds.
db-error-locked-hint = Try again in a moment.
db-error-cancelled = The request took too long or was cancelled.
db-error-cancelled-hint = Narrow it down, or try again when the server is less busy.
db-error-terminated = The server ended the session.
db-error-terminated-hint = Reconnect; nothing that was acknowledged is lost.
db-error-starting = The server is starting or recovering.
db-error-starting-hint = Try again in a few seconds.
db-error-too-many = The server has no connection left for you.
db-error-too-many-hint = Close another session, or ask the administrator.
db-error-read-only = The server is a read-only standby, so nothing can be recorded.
db-error-read-only-hint = Reading works; record again when the main server is back.
db-error-disk-full = The server's disk is full, so nothing can be recorded.
db-error-disk-full-hint = Tell the administrator; what you typed is kept.
db-error-lost = The connection to the database was lost.
db-error-lost-hint = Reconnect and look whether the last action was recorded; repeating it with the same id records it once.
db-error-unreachable = No database server answers at { $place }.
db-error-unreachable-hint = Start it, or mend the address (--database, ENCOURS_DATABASE_URL or the configuration file).
db-error-tls = No secure connection to { $place }: { $detail }.
db-error-tls-hint = Mend the server's certificate, or name its authority with sslrootcert in the address.
db-error-password = The server at { $place } does not let { $role } in.
db-error-password-hint = Put the password into the file that PGPASSFILE names, or ask the administrator for access.
db-error-no-database = The server at { $place } has no database { $database }.
db-error-no-database-hint = Let the administrator run encours db init, or mend the address.
db-error-no-role = The server at { $place } knows no { $role }.
db-error-no-role-hint = Let the administrator run encours agent add { $role }.
db-error-denied = You may not do this: { $detail }.
db-error-denied-hint = Ask the administrator for the right, or do it under another name.
db-error-not-administrator = { $role } is not the database server's administrator.
db-error-not-administrator-hint = Run this as a superuser of the server, such as postgres.
db-error-constraint = The ledger's rules do not allow this: { $detail }.
db-error-constraint-hint = Mend what was entered and try again.
db-error-not-prepared = The database has not been prepared for encours.
db-error-not-prepared-hint = Let the administrator run encours db init.
db-error-version = The database is at version { $database } and this program at { $program }, or their functions differ.
db-error-version-hint = Install the matching program, or let the administrator run encours db migrate with the newer one.
db-error-address = The database's address cannot be read.
db-error-address-hint = Write it as postgres://person@host/database.
db-error-internal = The database could not do this: { $detail }.
db-error-internal-hint = This is a mistake of the program; encours doctor tells more.

## The private server (pg-)
pg-error-no-programs = No PostgreSQL is installed here.
pg-error-no-programs-hint = Install it with: apt-get install -y postgresql
pg-error-too-old = PostgreSQL { $found } is too old; 15 or newer is needed.
pg-error-too-old-hint = Install a newer one with: apt-get install -y postgresql
pg-error-other-version = The data in { $directory } was made by PostgreSQL { $data }, but only { $found } is installed; nothing was touched.
pg-error-other-version-hint = Install it with apt-get install -y postgresql-{ $data }, or set ENCOURS_DATA_DIR to another directory to begin anew.
pg-error-no-account = The database server may not run as root, and there is neither an account postgres nor nobody.
pg-error-no-account-hint = Install PostgreSQL with: apt-get install -y postgresql
pg-error-cannot-enter = The account { $account } of the database server cannot enter { $directory }.
pg-error-cannot-enter-hint = Set ENCOURS_DATA_DIR to a directory it can enter, such as /var/lib/encours.
pg-error-no-directory = There is no home directory to keep the database in.
pg-error-no-directory-hint = Set ENCOURS_DATA_DIR to a directory of your own.
pg-error-file = { $path } cannot be used: { $reason }.
pg-error-file-hint = Mend its rights, or set ENCOURS_DATA_DIR to another directory.
pg-error-init = The private database could not be made: { $reason }.
pg-error-init-hint = Mend that and start again; nothing half made was left.
pg-error-start = The private database server did not start: { $reason }.
pg-error-start-hint = Its log is { $log }.

## Configuration (config-)
config-error-unreadable = { $path } cannot be read: { $reason }.
config-error-syntax = { $at } is not valid TOML: { $reason }.
config-error-unknown-key = { $at }: there is no setting { $key }.
config-error-unknown-key-meant = { $at }: there is no setting { $key }; did you mean { $meant }?
config-error-wants-text = { $at }: { $key } must be a text in quotes, and not empty.
config-error-wants-switch = { $at }: { $key } must be true or false.
config-error-wants-number = { $at }: { $key } must be a whole number from 0 to { $most }.
config-error-no-such-choice = { $at }: { $key } cannot be "{ $value }"; it is one of { $choices }.

## Command line (cli-)
cli-yes = yes
cli-no = no
cli-refused-otherwise = Refused: { $code }.
cli-error-io = The output could not be written: { $reason }.
cli-error-file = { $path } cannot be used: { $reason }.
cli-usage-unknown-option = There is no option { $argument } here.
cli-usage-unknown-command = There is no command { $command }.
cli-usage-missing = { $argument } is missing.
cli-usage-missing-command = What to do is missing after the command.
cli-usage-value = "{ $value }" is not a value of { $argument }.
cli-usage-conflict = { $argument } does not go together with { $other }.
cli-usage-utf8 = An argument is not valid UTF-8.
cli-usage-otherwise = The command line cannot be read.
cli-usage-hint = See encours --help.
cli-usage-hint-meant = Did you mean { $meant }?
cli-no-command = No command was given, and there is no terminal to open the cockpit on.
cli-db-prepared = { $database } on { $place } is ready.
cli-db-current = { $database } on { $place } was up to date already.
cli-db-granted = Functions, policies and rights of { $database } on { $place } were laid anew.
cli-db-no-check = This database offers no check.
cli-db-check-failed = The ledger does not add up in { $count } of its checks; the rows above say where.
cli-agent-added = { $agent } may enter now.
cli-agent-changed = The groups of { $agent } were set anew.
cli-agent-revoked = { $agent } may no longer enter; sessions ended: { $sessions }.
cli-config-own-file = Your own file: { $path }
cli-origin-default = default
cli-origin-flag = command line
cli-doctor-well = well
cli-doctor-warning = look
cli-doctor-broken = broken
cli-doctor-locale = locale
cli-doctor-locale-remedy = Set LANG to a UTF-8 locale such as C.UTF-8; until then only ASCII is drawn.
cli-doctor-terminal = terminal
cli-doctor-terminal-remedy = The cockpit needs a terminal; commands work without.
cli-doctor-programs = PostgreSQL
cli-doctor-data = private data
cli-doctor-database = database
cli-doctor-server = server
cli-doctor-schema = schema
cli-doctor-mail = mail
cli-doctor-mail-remedy = Set smtp.host in the configuration to send letters by mail.
cli-doctor-credential-remedy = Others can read this password: chmod 600 it.
cli-doctor-found = Something is broken here ({ $count }); the rows above say what and how to mend it.
cli-column-item = item
cli-column-value = value
cli-column-check = check
cli-column-ok = ok
cli-column-detail = found
cli-column-key = setting
cli-column-origin = origin
cli-column-agent = agent
cli-column-name = name
cli-column-groups = groups
cli-column-portfolios = portfolios
cli-column-language = language
cli-column-active = may enter
cli-column-topic = what
cli-column-state = state
cli-column-remedy = remedy

refused-agent-name = { $name } cannot be a login name; use letters, digits and . _ - @, and not pg_ or encours_ at its start.
refused-agent-group = There is no group { $group }; the groups are { $groups }.
refused-agent-superuser = { $name } is a superuser of the server, whom no rule binds; use another login role.
refused-agent-portfolio = There is no portfolio { $portfolio }.
refused-agent-unknown = There is no agent { $name }.
