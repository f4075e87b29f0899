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
db-error-too-many = The server is full: all its connections are in use.
db-error-too-many-hint = Try again in a moment, or tell the administrator.
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
db-error-denied = You may not do this.
db-error-denied-hint = Ask the administrator for the right, or do it under another name.
db-error-not-administrator = { $role } is not the database server's administrator.
db-error-not-administrator-hint = Run this as a superuser of the server, such as postgres.
db-error-constraint = The ledger's rules do not allow this: { $detail }.
db-error-constraint-hint = Mend what was entered and try again.
db-error-not-prepared = The database has not been prepared for encours.
db-error-not-prepared-hint = Let the administrator run encours db init.
db-error-version = The database is at version { $database } and this program at { $program }, or their functions differ.
db-error-functions = The database’s functions are not those of this program, although both are at version { $database }: somebody changed them, or another build of the program prepared them.
db-error-version-hint = Install the matching program, or let the administrator run encours db migrate with the newer one.
db-error-diverged = The database was prepared by another build: step { $step } of its schema is not this program's.
db-error-diverged-hint = Use the program that prepared it; a private database can be begun anew by setting ENCOURS_DATA_DIR to another directory.
db-error-address = The database's address cannot be read.
db-error-address-hint = Write it as postgres://person@host/database.
db-error-internal = The database could not do this: { $detail }.
db-error-internal-hint = This is a mistake of the program; encours doctor tells more.

## The private server (pg-)
pg-error-no-programs = No PostgreSQL is installed here.
pg-error-no-programs-hint = Install it with: apt-get install -y postgresql
pg-error-no-programs-there = ENCOURS_PG_BIN is { $directory }, where there are no PostgreSQL programs.
pg-error-no-programs-there-hint = Name the folder of initdb and postgres, as in /usr/lib/postgresql/15/bin, or leave the variable out.
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
config-error-wants-absolute = { $at }: { $key } must be a whole path, from / on: a relative one would mean another place in each folder.
config-error-unknown-key-meant = { $at }: there is no setting { $key }; did you mean { $meant }?
config-error-wants-text = { $at }: { $key } must be a text in quotes, and not empty.
config-error-wants-switch = { $at }: { $key } must be true or false.
config-error-wants-number = { $at }: { $key } must be a whole number from 0 to { $most }.
config-error-no-such-choice = { $at }: { $key } cannot be "{ $value }"; it is one of { $choices }.
config-error-no-such-choice-meant = { $at }: { $key } cannot be "{ $value }"; did you mean { $meant }? It is one of { $choices }.

## Command line (cli-)
cli-yes = yes
cli-no = no
cli-refused-otherwise = Refused: { $code }.
cli-error-io = The output could not be written: { $reason }.
cli-error-file = { $path } cannot be used: { $reason }.
io-not-found = there is none
io-denied = the right to do so is missing
io-exists = it is there already
io-directory = it is a folder
io-not-a-directory = a part of its path is no folder
io-not-text = it is not UTF-8 text
io-full = the disk is full
io-read-only = the disk is read-only
io-ended = the other side has gone
io-otherwise = the system refused
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
cli-no-terminal = The cockpit needs a terminal for input and output.
cli-cockpit-failed = The cockpit could not run: { $why }
cli-dumb-terminal = This terminal (TERM) takes no cursor movement, so the cockpit cannot be drawn; the commands work here, see encours --help.
cli-db-prepared = { $database } on { $place } is ready.
cli-db-current = { $database } on { $place } was up to date already.
cli-db-granted = Functions, policies and rights of { $database } on { $place } were laid anew.
cli-db-saved = { $database } on { $place } was saved.
cli-db-restored = { $database } on { $place } was restored; let people in with encours agent add where their roles are missing.
cli-db-file-exists = { $path } exists and is not overwritten.
cli-db-exists = There is a database { $database } already, and it is not touched.
cli-db-program-failed = { $program } failed: { $reason }
cli-db-no-check = This database offers no check.
cli-db-check-failed = The ledger does not add up in { $count ->
        [one] one
       *[other] { $count }
    } of its checks; the rows above say where.
cli-agent-added = { $agent } may enter now.
cli-agent-changed = The groups of { $agent } were set anew.
cli-agent-revoked = { $agent } may no longer enter; sessions ended: { $sessions }.
cli-config-own-file = Your own file: { $path }
cli-origin-default = default
cli-origin-flag = command line
cli-first-start = Making the private database; this happens once and takes a few seconds.
cli-doctor-person = person
cli-doctor-person-remedy = This role is no person of the ledger: let the administrator run encours agent add.
cli-doctor-server-remedy = This release shows statistics of rows that rights hide: update PostgreSQL.
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
cli-doctor-company = company
cli-doctor-server = server
cli-doctor-schema = schema
cli-doctor-keys = keys
cli-doctor-documents = copies
cli-doctor-documents-remedy = Set documents.folder to the folder that has the invoices, each as its number and .pdf, to send copies of them.
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
ui-screen-today = Today
ui-screen-worklist = Worklist
ui-screen-customer = Customer
ui-screen-aged = Aged balance
ui-screen-activity = Activity
ui-saved-on-undo = saved on { $subject } · { $key } takes it back
ui-saving = saving on { $subject }
ui-undone-on = taken back on { $subject }
ui-refused-on = { $subject }: { $why }
ui-refused-kept-on = { $subject }: { $why } · what you had typed is kept: open the form again
ui-checking = the link broke: checking whether it was saved on { $subject }
ui-draft-restored-here = what you had typed is back
ui-draft-restored = what you had typed on { $subject } is back
ui-sent-to-terminal = sent to the terminal's clipboard
ui-leaving = leaving once everything is saved · once more leaves now
ui-task-failed = a part of the program has failed: { $why }
ui-terminal-failed = the terminal failed: { $why }
ui-cancelled = cancelled
ui-leave-with = this is the first screen · ctrl-c leaves
ui-key-dropped = key dropped: the list has moved on
ui-not-shown-yet = not loaded yet: press the key again once the line is there
ui-paste-nowhere = pasted text went nowhere: no field is open
ui-nothing-to-undo = nothing to take back
ui-read-only = you may read here, not write
ui-not-connected-yet = not connected yet
ui-no-row = no row is selected
ui-date-no-such-day = no such day; the order is { $order ->
        [day-month] day/month: 15/12
       *[month-day] month/day: 12/15
    }, or 2026-12-15
ui-date-other-order = { $typed } is read as { $order ->
        [day-month] day/month
       *[month-day] month/day
    }, and there is no month { $month }: write { $instead } or { $iso }
ui-date-how = { $order ->
        [day-month] day/month, such as 15/12
       *[month-day] month/day, such as 12/15
    } · fri · +10 · +10b · eom
ui-date-how-past = { $order ->
        [day-month] day/month, such as 15/12
       *[month-day] month/day, such as 12/15
    } · fri · -3 · eom
ui-date-unknown = no date: fri, +10, +10b, eom, { $order ->
        [day-month] 15/12 (day/month)
       *[month-day] 12/15 (month/day)
    } or 2026-12-15
ui-date-far = { $date } is more than 45 days ahead: once more to save it
ui-date-day-off = not a working day
ui-amount-ambiguous = { $typed } has two readings: type 1000 or 1.00
ui-amount-unknown = no amount: 1234.56 or 12k
ui-field-required = to be filled in
ui-type-the-word = the word must be typed, not pasted
ui-type-this-word = type the word: { $word }
ui-enter-does-not-send = Enter alone does not do this: ctrl-d does
ui-theme-wrong = the theme file cannot be used: { $why }
ui-keymap-unreadable = the keymap file { $path } cannot be read: { $why }
ui-keymap-not-toml = the keymap file is no TOML: { $why }
ui-keymap-section = the keymap file has an unknown section { $section }: only [keys] is known
ui-keymap-action-list = the keymap file names an unknown action { $action }: config/keymap.toml names every one
ui-keymap-action = the keymap file names an unknown action { $action }: did you mean { $near }?
ui-keymap-list = the keys of { $action } must be a text or a list of texts
ui-keymap-key = { $action }: there is no key { $key }
ui-keymap-clash = { $keys } is both { $one } and { $other }
ui-connecting = connecting…
ui-live = live
ui-stale-since = stale since { $time }
ui-offline-since = offline since { $time }
ui-loading = loading
ui-empty = nothing here
ui-too-small = { $columns }×{ $rows }: at least 60×15 is needed. What was typed is kept; keys do nothing until there is room, but for ctrl-c, which leaves.
ui-newer = { $n } newer above · { $key }
ui-changed = { $n } changed · { $key }
ui-position = { $at } of { $total }
ui-nothing-found = nothing found
ui-pair = { $what }: { $told }
ui-form-view-keys = Tab next · Enter shows it · ctrl-u empties · Esc leaves
ui-choose-keys = letter or Enter chooses · Esc leaves
ui-text-keys = j k scroll · Esc leaves
ui-find-keys = Enter does it · Esc leaves
ui-confirm-keys = type { $word } and Enter · Esc leaves
ui-read-only-mark = read only
form-word = type to confirm
ui-amount-digits = { $currency } has { $digits ->
    [0] no decimals
    [one] { $digits } decimal
   *[other] { $digits } decimals
}
ui-drafts-found = { $n ->
    [one] unsaved text on { $subject } · : drafts shows it
   *[other] { $n } unsaved texts, the last on { $subject } · : drafts shows them
}
ui-marked = { $n } marked

## Actions: label and sentence in the help (action-)
action-help = keys
action-help-help = Show every key that works here; type to search
action-palette = commands
action-palette-help = Find any action by its name
action-back = back
action-back-help = Stop what loads, else go to the screen before
action-undo = undo
action-undo-help = Take back what was saved last; pressed again, what was saved before it
action-refresh = refresh
action-refresh-help = Ask again, staying on this row
action-go-today = Today
action-go-today-help = Go to the day's start
action-go-worklist = Worklist
action-go-worklist-help = Go to the customers to call now
action-go-aged = Aged balance
action-go-aged-help = Go to who owes what, since when
action-go-activity = Activity
action-go-activity-help = Go to colleagues' work as it happens
action-down = down
action-down-help = Next row; a count moves that far
action-up = up
action-up-help = Row before; a count moves that far
action-page-down = page down
action-page-down-help = One screen down
action-page-up = page up
action-page-up-help = One screen up
action-first = first
action-first-help = First row of the list
action-last = last
action-last-help = Last row of the list
action-open = open
action-open-help = Open the selected row
action-mark = mark
action-mark-help = Mark the row for a bulk action, and go down
action-mark-all = mark all
action-mark-all-help = Mark every row that the list counts under its filter, loaded or not; again: none
action-next-pane = next pane
action-next-pane-help = Next pane or half
action-previous-pane = previous pane
action-previous-pane-help = Pane or half before
action-repaint = repaint
action-repaint-help = Paint the whole screen again
action-suspend = suspend
action-suspend-help = Back to the shell; fg returns
action-quit = leave
action-quit-help = Keep what is typed and leave

## Imports (import-, reject-)
import-reading = reading
import-merging = entering into the ledger
import-control = Control totals of what was recorded, to compare with the source:
import-control-refused = Control totals of what was read, to compare with the source; nothing of it was recorded:
import-control-left-out = { $count ->
        [one] One rejected line is in none of these sums: its amount or currency cannot be read.
       *[other] { $count } rejected lines are in none of these sums: their amounts or currencies cannot be read.
    }
import-control-dry = Control totals of what would be recorded, to compare with the source:
import-dry-run = Dry run: nothing was recorded.
import-refused = { $file } is refused for its rejected lines ({ $count }); nothing of it was recorded. Mend them, or record the others with --skip-rejects.
import-more-rejects = { $count ->
        [one] … and one more rejected line.
       *[other] … and { $count } more rejected lines.
    }
import-cancelled = Cancelled: nothing of { $file } was recorded.
import-undone = Import { $id } is undone: { $count ->
        [one] one row reversed.
       *[other] { $count } rows reversed.
    }
import-undo-one = Name one import: encours import undo ID.
import-undo-id = { $id } is not the id of an import; encours import prints it, as in 0193c1a2-….
import-file-missing = There is no file { $file }.
import-file-forbidden = { $file } may not be read: ask for the right to read it.
import-file-unreadable = { $file } cannot be read: is it a file?
import-file-too-large = { $file } is larger than { $limit } MB: split it.
import-empty = { $file } is empty: not even a header.
import-not-utf8 = { $file }, line { $line }: not UTF-8. Save it as UTF-8, or declare its encoding in the mapping: encoding = "windows-1252".
import-not-decodable = { $file }, line { $line }: not valid { $encoding }, as the mapping or the first bytes say it is.
import-read-failed = { $file } could not be read on after line { $line }; nothing of it was recorded.
import-delimiter-unclear = The header of { $file } does not show its delimiter: name it in the mapping, as in delimiter = ";".
import-record-too-long = { $file }, line { $line }: a record of more than 1 MB; is a quote left open there?
import-field-too-long = { $file }, line { $line }: a field of more than 64 KB; is a quote left open there?
import-too-many-columns = { $file }, line { $line }: more than 200 columns; is the delimiter the right one?
import-quote-unclosed = { $file }, line { $line }: a quote opened here is never closed.
import-column-missing = { $file } has no column { $column }, which the mapping names; its header is: { $header }.
import-column-twice = { $file } has the column { $column } twice: give each its own name.
import-column-unknown = { $file } has a column { $column } that this kind does not know; did you mean { $meant }? A mapping says which column is which field.
import-column-unknown-list = { $file } has a column { $column } that this kind does not know; it knows { $known }. A mapping says which column is which field.
import-header = { $file } has no column { $missing }; its header is: { $header }. Name its columns so, or say in a mapping (--mapping FILE) which column is which field, as in [columns] { $example }; config/mappings in the source holds samples.
import-mapping-not-text = { $file } is not UTF-8 text.
import-mapping-not-toml = { $file }, line { $line }: not TOML ({ $problem }).
import-mapping-other-kind = { $file } is a mapping for { $own }, not for { $kind }.
import-mapping-key-unknown = { $file }: there is no key { $key }; did you mean { $meant }?
import-mapping-key-unknown-list = { $file }: there is no key { $key }; here stand { $known }.
import-mapping-value = { $file }: { $key } must be one of { $expected }.
import-mapping-value-of = { $file }: { $key } is { $value }; it must be one of { $expected }.
import-mapping-date-format = { $file }: { $key } is { $value }, not a form of dates; write one such as { $known }: %d the day, %m the month, %Y or %y the year, %H:%M a time of day, which is ignored.
import-mapping-company-code = { $file }: { $key } is { $value }; a code has 1 to 12 of A–Z 0–9 _ -.
import-mapping-company-name = { $file }: { $key } must be the company’s name, of at most 200 characters.
import-mapping-company-country = { $file }: { $key } is { $value }, not a country of ISO 3166; write its two capital letters, such as FR.
import-mapping-company-currency = { $file }: { $key } is { $value }, not an ISO 4217 currency; write its three capital letters, such as EUR.
import-mapping-company-language = { $file }: { $key } is { $value }; it must be en or fr.
import-mapping-company-zone = { $file }: { $key } is { $value }, not a time zone; write one such as Europe/Paris.
import-mapping-company-meant = { $file }: { $key } is { $value }, which there is none of; did you mean { $meant }?
import-mapping-other-company = { $file } is a mapping for company { $own }, but --company says { $asked }: leave --company out, or use a mapping for { $asked } (or for no company).
import-mapping-ahead = { $file }: ahead is for payments, and for what invoices and ledgers say was settled; leave it out for { $kind }.
import-encoding-differs = { $file } begins with the byte order mark of { $found }, but the mapping says encoding = "{ $declared }": write encoding = "{ $found }" in the mapping, or save the file as { $declared }.
import-workbook = { $file } is a workbook (XLSX or ODS): save its sheet as CSV in UTF-8, and import that.
import-mapping-unquoted = { $file }: { $key } must be a text in quotes, as in { $example }.
import-mapping-section = { $file }: { $section } is a section: write [{ $section }] on a line of its own, its keys below.
import-mapping-company-missing = { $file }: company.{ $key } is missing; write it below [company], as in { $example }.
import-mapping-marks-alike = { $file }: numbers.decimal and numbers.grouping are the same mark; leave grouping out if there is none.
import-mapping-twins = { $file }: twins is for invoices and ledgers; { $kind } have no number that is given once.
import-mapping-twice = { $file }: { $field } is both a column and a constant; keep one.
import-mapping-field-missing = { $file }: { $kind } need { $field }; say its column, as in [columns] { $field } = "…", or what it is on every line, as in [constants] { $field } = "…".
reject-columns = { $found } columns, but the header has { $expected }.
reject-missing = { $field } is missing.
reject-nul = { $field } contains a NUL character.
reject-choice = { $field } is { $value }, not one of { $known }.
reject-date = { $field } is { $value }, not a date in the form { $form }, as in { $example }.
reject-date-year = { $field } is { $value }, whose year is not between { $first } and { $last }: is it a slip?
reject-number-twice = Number { $number } of this customer already stands on line { $first } of this file; if both are meant, say twins = "keep" in the mapping.
reject-currency = { $field } is { $value }, not an ISO 4217 currency.
reject-country = { $field } is { $value }, not a country of ISO 3166 (two capital letters, such as FR or GB); a mapping translates the source’s words under [values.{ $field }].
reject-siren = { $field } is { $value }; a SIREN has 9 digits, such as 732 829 320.
reject-siren-check = { $field } is { $value }, whose check digit is wrong: a digit was mistyped.
reject-siret = { $field } is { $value }; a SIRET has 14 digits: the SIREN and 5 of the establishment, such as 732 829 320 00074.
reject-siret-check = { $field } is { $value }, whose check digit is wrong: a digit was mistyped.
reject-vat = { $field } is { $value }, not a VAT number of its country, which is written { $forms } (9 a digit, a a letter, x either).
reject-vat-check = { $field } is { $value }, whose two-digit key does not fit the SIREN in it: a digit was mistyped.
reject-vat-country = { $field } is { $value }; a VAT number begins with its country’s two letters, such as FR or DE.
reject-vat-length = { $field } is { $value }; a VAT number has its country’s two letters, then 2 to 20 letters and digits.
reject-two-companies = { $field } { $value } and { $other } { $differs } are of two different companies: one of them is mistyped.
reject-too-long = { $field } has { $found } characters, more than the { $most } it may have; it begins with { $beginning }: shorten it.
reject-terms = { $field } is { $value }; terms read like Net 30, 30 days end of month, end of month + 45 days.
reject-amount = { $field } is { $value }, not an amount in the form { $form }.
reject-amount-undeclared = { $field } is { $value }, which can be read in more than one way or not at all; declare the form in the mapping, as in [numbers] decimal = ",".
reject-amount-decimals = { $field } is { $value }, but the currency has { $digits } decimals: is the decimal mark the right one?
reject-amount-too-large = { $field } is { $value }, more than the ledger holds.
cli-column-file = file
cli-column-kind = kind
cli-column-action = to do
cli-column-read = read
cli-column-added = added
cli-column-changed = changed
cli-column-unchanged = unchanged
cli-column-rejected = rejected
cli-column-import = import
cli-column-line = line
cli-column-reason = reason
cli-column-lines = lines
cli-column-rejected-lines = rejected lines
cli-column-rejected-amount = rejected amount
cli-column-withheld-lines = lines kept back
cli-column-withheld-amount = amount kept back
cli-column-amount = amount
cli-column-applied = already paid
cli-column-currency = currency
refused-import-kind = { $kind } cannot be imported.
refused-import-unknown = There is no import { $id }.
refused-import-undone = Import { $id } is already undone.
refused-import-undo-corrected = Import { $id } corrected { $count ->
        [one] a row
       *[other] { $count } rows
    } of earlier imports; import the file that holds the right figures instead.
refused-import-undo-later-import = Import { $id } cannot be undone yet: { $file } ({ $kind }), imported later ({ $date } at { $time }, { $zone }), has { $count ->
        [one] a row
       *[other] { $count } rows
    } on what it brought; undo that one first: encours import undo { $import }.
refused-import-undo-corrected-since = Import { $id } cannot be undone: { $file } ({ $kind }), imported later ({ $date } at { $time }, { $zone }), has corrected rows of it; import the file that holds the right figures instead.
refused-import-undo-later-work = Import { $id } cannot be undone: people have worked on its rows since, { $count ->
        [one] one allocation, promise, dispute, reminder, hold or call
       *[other] { $count } allocations, promises, disputes, reminders, holds or calls
    } in all; import the file that holds the right figures instead.
refused-import-company-none = The ledger has no company yet; a mapping with a [company] section opens one.
refused-import-company-unknown = There is no company { $company }; the companies are { $known }.
refused-company-ambiguous = Several companies are yours ({ $known }); choose one with --company.
refused-company-none = No company is yours to work for.
refused-reminders-several-companies = These reminders are of several companies ({ $known }); approve each company's by themselves.
refused-import-company-ambiguous = Say which company with --company: { $known }.
refused-import-company-details = The [company] of the mapping cannot be opened as { $company }: a code has up to 12 of A–Z 0–9 _ -, then come a name, a country and a currency of ISO, en or fr, and a time zone such as Europe/Paris.
refused-import-portfolio-none = { $company } has no portfolio yet: add one first.
refused-import-portfolio-unknown = There is no portfolio { $portfolio }; the portfolios are { $known }.
refused-import-customer-unknown-ref = There is no customer { $customer }.
refused-import-customer-twice = { $customer } stands in the file twice.
refused-import-parent-cycle = { $customer } would be its own parent: { $chain }; take one of these parents away.
refused-import-parent-rejected = The parent { $customer } is rejected on line { $parent_line }, so it will not be there: mend that line first.
refused-import-paid-ahead = Paid on { $date }, after today ({ $today }): is it a slip? If it is meant, such as the day of a bill, say ahead = "keep" in the mapping.
refused-import-parent-unknown = There is no customer { $customer } to be the parent.
refused-import-time-zone-unknown = { $value } is not a time zone, such as Europe/Paris.
refused-import-contact-twice = The same contact stands in the file twice.
refused-import-currency-unlisted = The ledger does not list the currency { $currency }.
refused-import-external-id-twice = { $id } stands in the file twice.
refused-import-applied-sign = { $amount } applied to { $total }: the signs differ.
refused-import-payment-not-positive = A payment of { $amount }: payments are positive, returned ones come from the bank's statement.
refused-import-invoice-unknown = { $customer } has no invoice { $number } in this currency.
refused-import-order-amounts = Order { $number }: delivered and invoiced must lie between 0 and the amount.
refused-import-limit-currency = A limit in { $currency }: limits are in the company's currency, { $expected }.
refused-import-limit-negative = A limit of { $amount }: it cannot be negative; 0 is no credit, empty is no limit.
refused-import-limit-dates = The limit ends on { $until }, before it begins on { $from }.
refused-import-limit-twice = { $customer } has two limits from { $from } in the file.

## What the ledger's actions refuse (refused-)
refused-request-id-missing = The action has no identifier; give one UUID per action, and the same one to try it again.
refused-request-reused = The identifier { $id } was already used for something else; give a new one.
refused-not-a-person = { $role } is no person of this database; ask the administrator for access.
refused-role-missing = This needs one of these roles: { $roles }.
refused-customer-unknown = There is no such customer in your portfolios.
refused-company-unknown = There is no company { $company }.
refused-history-immutable = History cannot be changed; record a correction.
refused-body-not-object = The action must be a JSON object.
refused-key-unknown = { $key } is not known here; the keys are { $keys }.
refused-key-missing = { $key } is missing.
refused-field-not-text = { $key } must be text.
refused-field-too-long = { $key } is longer than { $most } characters; shorten it.
refused-field-not-a-choice = { $key } cannot be { $value }; choose one of { $choices }.
refused-field-not-id = { $key } must be an identifier (UUID).
refused-field-not-date = { $key } is no date: { $value }; write YYYY-MM-DD.
refused-field-not-amount = { $key } is no amount: { $value }; write 1234.56.
refused-field-not-number = { $key } must be a whole number.
refused-field-not-flag = { $key } must be true or false.
refused-field-not-list = { $key } must be a list of at most 1000 entries.
refused-field-not-object = { $key } must be an object.
refused-currency-unknown = { $currency } is no currency of this ledger.
refused-amount-too-precise = { $amount } has more decimals than { $currency } has ({ $digits }).
refused-amount-not-positive = { $key } must be more than 0.
refused-amount-sign = The amount has the wrong sign or is 0: invoices are positive, credit notes and on-account credits negative.
refused-conflict = Someone changed this meanwhile (version { $current }, yours was { $given }); look at both and try again.
refused-date-past = { $key } has passed: { $date }; give a later date.
refused-date-future = { $key } lies ahead: { $date }; give today or an earlier date.
refused-dates-reversed = { $until } comes before { $from }; exchange or correct them.
refused-contact-unknown = There is no such contact of this customer in your portfolios.
refused-item-unknown = There is no such item of this customer in your portfolios.
refused-person-unknown = There is no such colleague at work.
refused-portfolio-unknown = There is no such portfolio in this company.
refused-outcome-unknown = There is no outcome { $outcome }; choose one of { $outcomes }.
refused-call-promise-missing = The outcome { $outcome } records a promise, and its day is missing: give the day promised (in a command: --promised-on 2026-06-30), or choose another outcome.
refused-revisit-past = The next action must lie ahead; { $date } does not.
refused-revisit-far = { $date } is more than a year ahead; choose a nearer date.
refused-email-wrong = { $email } is no single e-mail address; correct it.
refused-phone-wrong = { $phone } is no telephone number; use digits, spaces and + ( ) . - /.
refused-undo-unknown = There is nothing of that identifier to undo.
refused-undo-not-possible = Only calls, notes, next action dates, promises and their moves, alerts handled and contacts corrected can be undone.
refused-undo-not-yours = Only its author can undo this.
refused-undo-too-late = This was recorded on { $date } and can only be undone on the same day; record a note instead.
refused-undo-done = This has already been undone.
refused-promise-unknown = There is no such promise in your portfolios.
refused-promise-past = A promise lies ahead or is for today; { $date } has passed.
refused-promise-far = { $date } is { $days } days ahead, more than 45; confirm it (--confirm) or choose a nearer date.
refused-promise-too-far = { $date } is more than three years ahead; choose a nearer date.
refused-promise-over-open = { $amount } is more than what is open ({ $open }); promise that or less.
refused-promise-items-or-account = A promise names items or is on account, not both.
refused-promise-item-unknown = A named item is not open, is named twice or is not this customer's.
refused-promise-currencies = One promise has one currency; { $currency } and { $other } need two promises.
refused-promise-which-currency = Items are overdue in { $currencies }; say which currency is promised.
refused-promise-not-open = This promise is no longer open.
refused-nothing-overdue = Nothing is overdue; name the items or promise on account.
refused-dispute-unknown = There is no such dispute in your portfolios.
refused-dispute-resolved = This dispute was resolved on { $date }.
refused-dispute-nothing-open = Nothing of this item is open and not yet disputed.
refused-dispute-over-open = { $amount } is more than what can be disputed ({ $open }).
refused-hold-unknown = There is no such hold in your portfolios.
refused-hold-scope = A hold is on the customer, or names one order or item of this customer.
refused-hold-already = This is already on hold.
refused-hold-released = This hold is already released.
refused-alert-unknown = There is no such alert in your portfolios.
refused-alert-over = This alert is already settled.
refused-limit-negative = A limit cannot be negative; 0 means no credit.
refused-limit-request-unknown = There is no such limit request in your portfolios.
refused-limit-request-decided = This request has already been decided.
refused-second-person = Another person than the one who asked must decide.
refused-document-exists = There is already a document { $external_id }.
refused-items-sum = The instalments sum to { $sum }, the document to { $amount }; make them equal.
refused-match-not-credit = Only a credit note with one due item is matched as it is recorded.
refused-match-currencies = { $currency } cannot settle an item in { $other } without a rate; import the payment with its rate.
refused-match-over-open = { $amount } is not between 0 and what is open ({ $open }).
refused-match-over-source = { $amount } is more than what is left to match ({ $left }).
refused-order-of-another = This order belongs to another customer.
refused-order-amounts = What is delivered or invoiced lies between 0 and the order's amount.
refused-receipt-unknown = There is no such receipt in your portfolios.
refused-receipt-exists = There is already a receipt { $external_id }.
refused-receipt-returned = This receipt has already been returned.

## The commands that write (act-)
act-recorded = Recorded: { $id }.
act-replayed = Already recorded: { $id }.
act-customer-unknown = There is no customer { $customer } in your portfolios; encours worklist shows references.
act-customer-ambiguous = { $customer } is a customer of several companies ({ $companies }); choose one with --company.
act-promise-unknown = There is no promise { $id } in your portfolios.
act-dispute-unknown = There is no dispute { $id } in your portfolios.
act-hold-unknown = There is no hold { $id } in your portfolios.
act-hold-other-company = Some of these holds are of { $company }, not of the company that --company names.
act-holds-acknowledged = { $done } acknowledged, { $unchanged } unchanged.
acknowledge-no-id = { $file }, line { $line }: { $value } is not the id of a hold; encours holds requested prints it.
acknowledge-no-action = { $file }, line { $line }: { $value } is not an action; write hold or release, as encours holds requested prints it.
refused-hold-release-not-requested = The release of hold { $id } was not requested, so it cannot be acknowledged; nothing was recorded.
act-alert-unknown = There is no alert { $id } in your portfolios.
act-undo-unknown = There is no call, note or promise { $id } in your portfolios.
act-invoice-unknown = This customer has no open invoice { $number }.
act-invoice-instalments = { $number } has several open instalments; open the dispute in the cockpit, on one of them.
act-order-unknown = This customer has no order { $number }.
## The fictitious company (demo-)
demo-making = Making the demo company
demo-waiting = Another terminal is making or checking the demo company: it opens here when that is done.
demo-made = A fictitious company was made, as of { $day }.
demo-kept = The fictitious company made on { $day } was taken as it is, with the work done in it; --fresh makes it anew relative to today.
cli-column-customers = customers
cli-column-invoices = invoices
cli-column-open = open
cli-column-overdue = overdue
cli-column-breaches = breaches
cli-column-company = company
cli-column-promises-open = promises open
cli-column-promises-due = due
cli-column-promises-kept = kept
cli-column-promises-partly-kept = partly
cli-column-promises-broken = broken
cli-column-promises-withdrawn = withdrawn

## Reminders and mail (remind-, mail-, dispatch-, suppressed-)
remind-proposed = { $proposed } proposed, { $review } to review, { $unchanged } already waiting, { $suppressed } held back.
remind-rejected = Turned down.
remind-show-head = To: { $to }
    Subject: { $subject }
    Fingerprint: { $hash }
remind-approved = Approved; the mail waits in the outbox and can still be recalled.
remind-approved-letter = Approved; record the letter when it has left the house.
remind-approved-many = { $approved } approved, { $refused } refused.
remind-hash-needed = A formal notice is approved as it was read: give the fingerprint that "encours remind show" prints with --hash.
mail-recalled = Recalled; what it asked for is proposed again.
mail-retried = Queued again.
mail-resolved = Recorded.
mail-stopped = Mail is stopped.
mail-started = Mail goes out again.
mail-overridden = Mail goes out today although the receipts are old.
mail-column-number = Invoice
mail-column-issued = Issued
mail-column-due = Due
mail-column-total = Amount
mail-column-open = Open
mail-column-late = Days late
mail-template-not-allowed = Line { $line } of the template: "{ $part }" is not allowed; a template names values, filters them, loops and chooses.
mail-template-syntax = Line { $line } of the template cannot be read: { $reason }.
mail-template-unknown = The template names "{ $name }", which no reminder has.
mail-template-too-much = The template is too long or too much work.
dispatch-no-relay = No mail server is configured: set smtp.host.
dispatch-demo = The fictitious company sends nothing by the configured mail server: name one that may have its mail, as in encours --demo dispatch --relay localhost:1025.
dispatch-relay-unreadable = { $relay } is not a mail server: write a name or an address, with a port if it is not the configured one, as in localhost:1025.
dispatch-no-credential = smtp.user is set but no password: put it alone into a file and set smtp.credential_file.
dispatch-credential-open = Others can read { $path }: give it the mode 0400.
dispatch-relay-unusable = The mail server cannot be used: { $reason }. Nothing was sent by this attempt.
dispatch-done = { $sent } sent, { $deferred } put off, { $failed } failed, { $uncertain } uncertain.
dispatch-stopped = { $company }: mail is stopped; { $due } wait.
dispatch-old-receipts = { $company }: receipts are imported up to { $day } only; { $due } wait. Import the bank's file, or "encours mail override" with a reason.
dispatch-no-receipts = { $company }: no receipts were imported yet; { $due } wait. Import the bank's file, or "encours mail override" with a reason.
dispatch-rate = { $company }: { $due } wait for the next minute's share of their domain.
dispatch-unreached = { $company }: { $due } wait because the mail server cannot be used; they go out when it can.
dispatch-left = Of the uncertain ones, { $left } were found half sent: the worker that had them stopped. Say what became of them with "encours mail" or in the cockpit.
dispatch-waiting = { $company }: { $waiting } wait for their time in the outbox.
dispatch-attention = { $company }: { $uncertain } uncertain and { $failed } failed need a person.
suppressed-insolvency = insolvency
suppressed-litigation = litigation
suppressed-on-hold = on hold
suppressed-disputed = disputed
suppressed-promised = covered by a promise
suppressed-payment-sent = payment announced
suppressed-suspended = suspended: a document is missing
suppressed-in-error = invoice in error
suppressed-factored = factored
suppressed-direct-debit = direct debit or bill not yet failed
suppressed-contacted = contacted a short while ago
suppressed-no-step-left = every step was taken
suppressed-not-yet-due = not yet due for its step
suppressed-not-in-formal-notice = not yet due for a formal notice
suppressed-below-minimum = below the minimum after credits
suppressed-no-address = no address
suppressed-address-changed = address changed within a day
suppressed-failed-before = an earlier mail failed
suppressed-rejected = turned down today
suppressed-paid = paid
refused-no-policy = The company has no reminder policy.
refused-reminder-day = The business date is { $today }: propose again.
refused-reminder-for-whom = Name one customer, or all.
refused-reminder-unknown = There is no such reminder in your portfolios.
refused-reminder-not-open = The reminder no longer waits for a decision.
refused-reminder-changed = The reminder has changed since you read it: read it again.
refused-reminder-one-by-one = A formal notice or a letter is approved by itself, after reading.
refused-preview-changed = The text is not the one that was read: read it again.
refused-preview-unfit = The text cannot be sent: it needs a subject of one line and a body of at most 256 KiB.
refused-reminder-overtaken-paid = Something on it was paid in the meantime: propose again.
refused-reminder-overtaken-asked = Something on it was already asked for at this step: propose again.
refused-reminder-overtaken-busy = Something on it is being paid right now: try again.
refused-reminder-held-back = The policy holds this reminder back by now: the customer, or all that it lists, is not to be reminded today. Propose again to see why.
refused-reminder-other-step = The policy would now send another reminder than this one (another step, tone or list of invoices): propose again.
refused-address-changed = The recipient's address is not the one that was read: read it again.
refused-no-mail-from = The company has no address that mail comes from: an administrator or manager sets it with encours company --mail-from ADDRESS.
refused-address-unfit = "{ $address }" is no mail address: write one as accounts@example.com.
refused-mail-delay = { $seconds } seconds are too few or too many: approved mail waits between 120 and 86400, so that it can be recalled.
company-nothing-to-set = Say what is to be set: --mail-from, --reply-to, --address, --payment-details or --delay-seconds.
refused-copy-missing = There is no copy of { $number } to attach: put { $file } into the folder that documents.folder names in the configuration, or write a message without copy.
refused-message-id-unfit = The message's id must be new and of the form <uuid@domain>.
refused-letter-day = A letter cannot have left on { $day }.
refused-worker-unnamed = The worker gave no name.
refused-mail-unknown = There is no such mail in your portfolios.
refused-reason-missing = Say why: the reason is missing.
refused-mail-not-queued = The mail can no longer be recalled: it is { $state }.
refused-mail-not-uncertain = The mail is { $state }, not uncertain.
refused-mail-not-failed = The mail is { $state }, not failed.
refused-mail-changed = The mail has changed since you read it: read it again.
cli-column-reminders = reminders
cli-column-reminder = reminder
cli-column-tone = tone
cli-column-channel = channel
cli-column-amounts = amounts
cli-column-suppressed-by = held back by
cli-column-suppressed-until = until
cli-column-proposed-on = proposed on
## Screens: names and what several of them say (scr-)
scr-items = Open items
scr-alerts = Alerts
scr-letter = Reminder
scr-not-available = n/a
scr-alerts-empty = no alert is open
scr-alert-open = open
scr-alert-seen = seen { $who }
scr-alert-snoozed = until { $date }
scr-alert-returned-payment = payment returned
scr-alert-breach = over the limit
scr-alert-near = near the limit
scr-alert-broken-promise = promise broken
scr-alert-blocked-order = order blocked
scr-alert-large-overdue = large new overdue
scr-alert-limit-expiring = limit expiring
scr-alert-exposure-unknown = exposure unknown
scr-alert-deadline = deadline near
scr-letter-how = By
scr-letter-to = To
scr-letter-subject = Subject
scr-letter-none = there is no letter to approve
scr-letter-there = a reminder is proposed already
scr-letter-not-seen = read the letter to its end first
scr-letter-held-back = held back
scr-letter-nothing = No reminder is proposed for this customer. { $key } proposes one.
scr-letter-ready-post = { $key } approves it; the letter waits to be posted and can be taken back until then
scr-letter-ready = { $key } approves it; the mail waits in the outbox and can be taken back
scr-letter-more = { $more } reads on; { $key } approves once the end was seen
scr-channel-email = e-mail
scr-channel-letter = letter
scr-channel-registered-letter = registered letter
scr-channel-call = call
scr-tone-courtesy = courtesy
scr-tone-friendly = friendly
scr-tone-firm = firm
scr-tone-formal-notice = formal notice
scr-rem-date = Date
scr-rem-step = Step
scr-rem-state = State
scr-rem-amount = Amount
scr-rem-proposed = proposed
scr-rem-to-review = to review
scr-rem-suppressed = held back
scr-rem-approved = in the outbox
scr-rem-sending = being sent
scr-rem-sent = sent
scr-rem-uncertain = uncertain
scr-rem-failed = failed
scr-rem-recalled = taken back
scr-rem-rejected = rejected

## What the day starts with (today-)
today-group-decide = Alerts and credit
today-group-call = To call
today-group-promises = Promises
today-group-write = Letters and disputes
today-group-since = Since yesterday
today-quiet = nothing needs you today
today-first = urgent: returned, broken, due, over limit
today-by-points = ranked by points
today-revisits = { $n ->
    [one] revisit date that has come
   *[other] revisit dates that have come
}
today-called = { $n ->
    [one] call logged today
   *[other] calls logged today
}
today-promises-due = due today
today-promises-awaiting = { $n ->
    [one] past its day, awaiting the bank
   *[other] past their day, awaiting the bank
}
today-promises-broken = broken since yesterday
today-reminders = { $n ->
    [one] reminder to approve
   *[other] reminders to approve
}
today-reminders-to-review = { $n ->
    [one] reminder to review
   *[other] reminders to review
}
today-uncertain = { $n ->
    [one] mail of uncertain fate
   *[other] mails of uncertain fate
}
today-disputes = { $n ->
    [one] dispute open
   *[other] disputes open
}
today-breaches = { $n ->
    [one] customer over the limit
   *[other] customers over their limit
}
today-blocked-orders = { $n ->
    [one] order blocked for credit
   *[other] orders blocked for credit
}
today-alert-returned-payment = { $n ->
    [one] payment returned
   *[other] payments returned
}
today-alert-breach = { $n ->
    [one] limit exceeded
   *[other] limits exceeded
}
today-alert-near = { $n ->
    [one] customer near the limit
   *[other] customers near their limit
}
today-alert-broken-promise = { $n ->
    [one] promise broken
   *[other] promises broken
}
today-alert-blocked-order = { $n ->
    [one] order blocked
   *[other] orders blocked
}
today-alert-large-overdue = { $n ->
    [one] large new overdue
   *[other] large new overdues
}
today-alert-limit-expiring = { $n ->
    [one] limit about to expire
   *[other] limits about to expire
}
today-alert-exposure-unknown = { $n ->
    [one] exposure unknown
   *[other] exposures unknown
}
today-alert-deadline = { $n ->
    [one] deadline near
   *[other] deadlines near
}
today-newly-overdue = { $n ->
    [one] item fallen overdue
   *[other] items fallen overdue
}
today-payments = { $n ->
    [one] payment received
   *[other] payments received
}
today-payments-title = { $n ->
    [one] { $n } payment since yesterday
   *[other] { $n } payments since yesterday
}
today-more-payments = and { $n } more
today-invoices = { $n ->
    [one] invoice issued
   *[other] invoices issued
}
today-promises = { $n ->
    [one] promise made
   *[other] promises made
}
today-activities = { $n ->
    [one] action recorded
   *[other] actions recorded
}
today-owed = What is owed
today-owed-line = { $gross } owed · { $overdue } overdue ({ $share })
today-customers = { $n ->
    [one] { $n } customer overdue
   *[other] { $n } customers overdue
}
today-receipts = receipts are in up to { $date } · last import { $when } ({ $zone })
today-receipts-until = receipts are in up to { $date }
today-no-receipts = no receipts imported yet

## The worklist (work-)
work-section-first = First: payments returned, promises broken or due today, limits exceeded
work-section-points = By points
work-empty = nobody is to be called: all that is overdue is covered or put off
work-not-listed = not on today's list
work-next-promise = { $amount } promised { $date }
work-next-revisit = revisit { $date }
work-overdue = Overdue:
work-to-chase = Not covered by promise or dispute:

## Why a customer ranks where it does (rule-)
rule-title = { $customer } · why here
rule-total = { $points } points in all
rule-returned-payment = payment returned{ $value ->
    [none] {""}
   *[other] : { $value }
}
rule-promise-broken = promise broken{ $value ->
    [none] {""}
   *[other] : { $value }
}
rule-promise-due = promise due today{ $value ->
    [none] {""}
   *[other] : { $value }
}
rule-breach = over the limit{ $value ->
    [none] {""}
   *[other] {" "}by { $value }
}
rule-overdue-amount = { $value } overdue
rule-age = { $value } days late
rule-broken-promises = { $value ->
    [one] { $value } promise broken
   *[other] { $value } promises broken
}
rule-risk-class = poor risk class
rule-no-contact = { $value ->
    [none] never reached
   *[other] not reached for { $value } days
}
rule-newly-overdue = large item newly overdue
rule-large-item = one item of { $value }
rule-revisit = revisit due
rule-revisit-later = revisit ahead
rule-rate-unknown = exposure unknown: no exchange rate
rule-covered = the rest is promised or disputed

## Calls (call-)
call-outcome = { $label }
call-revisit-hint = empty: as the outcome says, mostly { $usual }

## Promises (prom-)
prom-all-overdue = none marked: all that is overdue, { $amount }
prom-nothing-overdue = nothing is overdue
prom-amount-hint = empty: all of it
prom-col-date = Date
prom-col-amount = Amount
prom-col-state = State
prom-col-made = Made
prom-col-who = By
prom-open = open
prom-due = due, awaiting the bank
prom-kept = kept
prom-partly-kept = partly kept
prom-broken = broken
prom-withdrawn = withdrawn
prom-received = { $amount } received

## Screens of lists in parts (tab-, disp-, inv-, out-, cred-, pipe-, set-)
scr-invoices = Invoices
scr-promises = Promises
scr-disputes = Disputes
tab-promises-today = due today
tab-promises-awaiting = awaiting the bank
tab-promises-ahead = to come
tab-promises-broken = broken
tab-promises-kept = kept
tab-promises-withdrawn = withdrawn
tab-disputes-unresolved = open
tab-disputes-unassigned = nobody's
tab-disputes-late = late
tab-disputes-mine = mine
tab-disputes-resolved = resolved
tab-invoices-overdue = overdue
tab-invoices-newly-overdue = newly overdue
tab-invoices-credits = credits
tab-invoices-not-due = not due
tab-invoices-all = all open
prom-on-account = on account
prom-items = { $n ->
    [one] { $n } item
   *[other] { $n } items
}
prom-instalment = instalment { $n }
prom-list-empty = no promise here · Tab shows the other parts
disp-list-empty = no dispute here · Tab shows the other parts
disp-all-of-it = empty: all of it, { $amount }
disp-colleague = { $name }
disp-end-credit-note = credit note: the customer is right
disp-end-payable = payable: rejected, asked for again
disp-end-written-off = written off
disp-already-resolved = this dispute is resolved already
inv-list-empty = no open item here · Tab shows the other parts
inv-is-a-credit = this is a credit: it can neither be disputed nor promised
inv-disputed-whole = all of this item is disputed already
form-dispute-title = Dispute
form-assign-dispute-title = Give the dispute to
form-comment-dispute-title = Word on the dispute
form-reschedule-dispute-title = Settle the dispute by
form-resolve-dispute-title = End of the dispute
form-withdraw-promise-title = Take the promise back
form-hold-item-title = No reminders for
form-owner = Owner
form-due_on = Settle by
form-status = How it ended
form-root_cause = Root cause
action-go-invoices = Invoices
action-go-invoices-help = Go to the open items of the company
action-go-promises = Promises
action-go-promises-help = Go to the promises to pay
action-go-disputes = Disputes
action-go-disputes-help = Go to what customers contest
action-withdraw-promise = withdraw
action-withdraw-promise-help = Take the promise back, with the reason
action-dispute = dispute
action-dispute-help = Open a dispute of this item, with its reason
action-assign = assign
action-assign-help = Give it, or the marked ones, to a colleague
action-due-date = until
action-due-date-help = Set the day by which it, or each marked one, must be settled
action-resolve = end
action-resolve-help = Say how it ended
action-hold = hold
action-hold-help = Hold it, with the reason
scr-reminders = Reminders
scr-credit = Credit
tab-reminders-proposed = proposed
tab-reminders-to-review = to review
tab-reminders-outbox = outbox
tab-reminders-sent = sent
tab-reminders-uncertain = uncertain
tab-reminders-failed = failed
tab-reminders-held-back = held back
tab-credit-breaches = over the limit
tab-credit-near = near
tab-credit-holds = holds
tab-credit-requests = requests
out-until = until { $date }
out-kind-reminder = reminder
out-kind-message = message
out-kind-invoice-copy = invoice copy
out-kind-statement = statement
out-mail-queued = waits
out-mail-sending = being sent
out-mail-sent = sent
out-mail-uncertain = sent or not: unknown
out-mail-failed = failed
out-mail-stale = overtaken
out-mail-recalled = recalled
out-to-post = to be posted
out-list-empty = nothing here · Tab shows the other parts
out-everybody = everybody
out-many = { $n ->
    [one] { $n } reminder
   *[other] { $n } reminders
}
out-none-ready = none of these can be approved
out-one-by-one = these are read and approved one by one: Enter opens one
out-not-proposed = only what is proposed can be approved or turned down
out-nothing-to-settle = only what is uncertain or failed is settled
out-no-mail = this one has no mail any more
out-no-letter = this is no letter that waits to be posted
out-settle = What became of the mail to { $customer }
out-settle-sent = it was sent
out-settle-not-sent = it was not: propose it again
out-settle-retry = send it again
out-settle-give-up = give it up
out-text = { $customer } · { $subject }
out-text-gone = the text has been erased
form-approve-many-title = Approve and send
form-reject-title = Turn the reminder down
form-posted-title = The letter has left
form-give-up-title = Give the mail up
form-tracking_number = Tracking number
form-sent_on = Sent on (empty: today)
form-hold-title = Hold
form-release-title = Release
form-target-title = Target of the month
form-limit-title = Credit limit
form-approve-limit-title = Agree to the limit
form-reject-limit-title = Reject the limit
form-kind = Kind
cred-kind-internal = internal
cred-kind-temporary = temporary
cred-kind-insured = insured
cred-col-until = Until
cred-no-limit = no limit
cred-hold-requested = requested
cred-erp-hold = hold
cred-scope-customer = customer
cred-scope-order = order
cred-scope-item = invoice
cred-erp-release = release
cred-hold-in-force = in force
cred-hold-release-requested = release requested
cred-held-customer-credit = credit
cred-held-customer-reminders = reminders
cred-held-order-credit = order { $number }
cred-held-order-reminders = reminders, order { $number }
cred-held-item-credit = invoice { $number }
cred-held-item-reminders = reminders of { $number }
cred-breaches-empty = nobody here · Tab shows the other parts
cred-holds-empty = nothing is held
cred-requests-empty = no limit waits for a second person
cred-not-held = nothing is held on this line
cred-release-requested = its release is requested already
cred-no-request = no request is selected: Tab to the requests
action-go-reminders = Reminders
action-go-reminders-help = Go to the reminders and other mail
action-go-credit = Credit
action-go-credit-help = Go to limits, breaches and holds
action-release = release
action-release-help = Ask for the release, with the reason
action-set-limit = limit
action-set-limit-help = Set another credit limit
action-approve-limit = agree
action-approve-limit-help = Agree to the limit that somebody else asked for
action-reject-limit = reject
action-reject-limit-help = Reject the limit that somebody else asked for
action-approve-marked = approve
action-approve-marked-help = Approve the marked reminders, their number typed
action-reject = turn down
action-reject-help = Turn the proposal down for today
action-settle = settle
action-settle-help = Say what became of this mail, or send it again
action-posted = posted
action-posted-help = The letter has left the house
today-failed = { $n ->
    [one] mail that could not be sent
   *[other] mails that could not be sent
}
scr-pipeline = Pipeline
scr-settings = Settings
tab-pipeline-to-process = to process
tab-pipeline-pending = pending
tab-pipeline-urgent = urgent
tab-pipeline-blocked = blocked
tab-pipeline-shipped = shipped, not invoiced
tab-pipeline-to-validate = to validate
tab-pipeline-in-error = in error
tab-pipeline-suspended = document missing
tab-pipeline-waiting = waiting
tab-pipeline-late = late
tab-settings-policies = policies
tab-settings-outcomes = outcomes
tab-settings-templates = templates
tab-settings-rates = rates
tab-settings-people = agents and portfolios
pipe-order-to-process = to process
pipe-order-pending = pending
pipe-order-blocked = blocked for credit
pipe-order-shipped = shipped
pipe-marked = marked urgent
pipe-invoice-to-validate = to validate
pipe-invoice-in-error = in error
pipe-invoice-refused = refused
pipe-invoice-waiting = waiting
pipe-invoice-issued = issued
pipe-invoice-cancelled = cancelled
pipe-invoice-factored = factored
pipe-code-200 = deposited
pipe-code-201 = issued
pipe-code-202 = received
pipe-code-203 = made available
pipe-code-204 = taken in charge
pipe-code-205 = approved
pipe-code-206 = partly approved
pipe-code-207 = disputed
pipe-code-208 = suspended: send what is missing
pipe-code-209 = completed
pipe-code-210 = refused
pipe-code-211 = payment sent
pipe-code-212 = cashed
pipe-code-213 = rejected
pipe-code-220 = cancelled
pipe-code-225 = factored
pipe-orders-empty = no order here · Tab shows the other parts
pipe-invoices-empty = no invoice here · Tab shows the other parts
pipe-no-order = this is done on orders only
pipe-not-blocked = this order is not blocked
refused-order-unknown = There is no such order in your portfolios.
refused-order-over = Order { $number } is already invoiced or cancelled.
refused-order-not-blocked = This order is not blocked.
refused-order-release-requested = The release of this order is requested already.
form-hold-order-title = Hold the order
form-release-order-title = Release the order
set-col-policy = Policy
set-col-days = Due date +
set-col-claims = Claims
set-col-gap = At least
set-col-template = Template
set-col-key = Key
set-col-outcome = Outcome
set-col-right-party = Reached
set-col-revisit = Come back in
set-col-asks = Asks for
set-col-language = Language
set-col-subject = Subject
set-col-changed = Changed
set-col-rate = Rate
set-col-of = Of
set-col-from = From
set-col-value = Value
set-col-source = Source
set-col-portfolio = Portfolio
set-col-customers = Customers
set-col-agent = Agent
set-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
set-fee = indemnity
set-interest = interest
set-substitute = substitute
set-nobody = nobody
set-wants-promise = a promise
set-wants-dispute = a dispute
set-wants-contact = the contact
set-wants-copy = an invoice copy
set-wants-date = a date
set-rate-fx = exchange
set-rate-ecb-mro = ECB main refinancing
set-rate-legal-professional = legal, between professionals
set-rate-legal-individual = legal, individuals
action-go-pipeline = Pipeline
action-go-pipeline-help = Go to orders and invoices that are stuck
action-go-settings = Settings
action-go-settings-help = Read policies, templates, rates and portfolios
action-mark-urgent = urgent
action-mark-urgent-help = Mark the order urgent, or not any more
today-group-stake = At stake
today-exposure = exposure, in company currency
today-dso = DSO in days: open ÷ sales of 91 days
# end of screens of lists in parts


## The activity feed (feed-)
feed-empty = nothing was done yet
feed-col-when = When
feed-col-who = Who
feed-col-what = What
feed-program = encours
feed-corrected = taken back
feed-revisit = revisit { $date }
feed-text = { $customer } · what was written
feed-kind-call = call
feed-kind-note = note
feed-kind-promise = promise
feed-kind-dispute = dispute
feed-kind-reminder = reminder
feed-kind-mail-out = mail sent
feed-kind-mail-in = mail received
feed-kind-limit = limit
feed-kind-hold = hold
feed-kind-release = release
feed-kind-revisit = revisit date
feed-kind-alert = alert
feed-kind-import = import
feed-kind-contact = contact
feed-kind-correction = correction

## The aged balance (aged-)
aged-by-customer = By customer
aged-by-currency = By currency
aged-by-collector = By collector
aged-now = today
aged-as-of = as of { $date }, as known today
aged-known = as of { $date }, as known on { $known }
aged-units = whole units
aged-thousands = thousands
aged-left-half = Tab: left half
aged-right-half = Tab: right half
aged-not-due = Not due
aged-overdue = Overdue
aged-unapplied = Unapplied
aged-disputed = Disputed
aged-net = Net
aged-short-not-due = Not due
aged-short-unapplied = Unappl.
aged-short-disputed = Disput.
aged-col-customer = Customer
aged-col-currency = Currency
aged-col-collector = Portfolio
aged-more-totals = and { $n } more currencies · b splits by currency
aged-total = Total { $currency } · { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
aged-marked = Marked { $currency } · { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
aged-gross = Gross
aged-empty = nothing is open on that day
aged-no-customer = no customer is selected
aged-today-hint = empty: today
aged-known-hint = empty: as known today

## The customer (cust-)
cust-phone = Phone
cust-exposure = Exposure
cust-aging = Aging
cust-next = Next
cust-risk = risk { $class }
cust-is-public = public body
cust-is-consumer = consumer
cust-pays-transfer = transfer
cust-pays-card = card
cust-pays-check = check
cust-pays-direct-debit = direct debit
cust-pays-bill = bill of exchange
cust-pays-cash = cash
cust-insolvent = INSOLVENT
cust-hold-credit = ON HOLD
cust-hold-reminders = reminders on hold
cust-parent = of { $name }
cust-present = { $names } here too
cust-copy-hint = { $key } copies
cust-no-phone = no telephone number
cust-of-limit = of { $limit }
cust-of-limit-share = of { $limit } ({ $share })
cust-over-limit = { $amount } over
cust-limit-until = limit until { $date }
cust-no-limit = no limit set
cust-rate-unknown = no exchange rate: incomplete
cust-sum-disputed = { $amount } disputed
cust-sum-promised = { $amount } promised
cust-nothing-open = nothing is open
cust-overdue-of = { $overdue } overdue of { $gross }
cust-overdue-short = { $overdue } overdue
cust-unapplied = unapplied { $amount }
cust-promise-open = { $amount } promised for { $date }
cust-promise-due = { $amount } was promised for { $date }, awaiting the bank
cust-no-next = no next step set
cust-last-contact = last { $when }: { $what } { $who }
cust-broken = { $n ->
    [one] { $n } promise broken
   *[other] { $n } promises broken
}
cust-last-reminder = reminded { $date }
cust-pane-items = Items
cust-pane-timeline = Story
cust-pane-promises = Promises
cust-pane-reminders = Reminders
cust-pane-disputes = Disputes
cust-pane-contacts = Contacts
cust-no-items = nothing is open
cust-no-story = nothing was done yet
cust-no-promises = no promise
cust-no-reminders = no reminder
cust-no-disputes = no dispute
cust-no-contacts = no contact
cust-marked = marked: { $sum }
cust-col-number = Document
cust-col-due = Due
cust-col-late = Late
cust-col-open = Open
cust-col-state = State
cust-col-amount = Amount
cust-col-order = Order
cust-col-name = Name
cust-col-phone = Phone
cust-col-email = E-mail
cust-col-role = Role
cust-kind-invoice = invoice
cust-kind-credit-note = credit note
cust-kind-on-account = on account
cust-kind-opening = opening
cust-kind-receipt = receipt
cust-mark-disputed = disputed
cust-mark-promised = promised
cust-mark-reminded = { $n }× reminded
cust-state-pre-litigation = before court
cust-state-litigation = in court
cust-state-factored = factored
cust-bounced = bounced
cust-do-not-call = wants no calls
cust-role-payables = payables
cust-role-manager = manager
cust-role-buyer = buyer
cust-role-legal = legal
cust-role-sales-owner = sales
cust-role-logistics-owner = logistics
cust-role-other = other
cust-dispute-reason = Reason
cust-dispute-status = State
cust-dispute-opened = Opened
cust-dispute-open = open
cust-dispute-with-owner = with its owner
cust-dispute-credit-note = credit note
cust-dispute-payable = payable
cust-dispute-written-off = written off
cust-reason-price = price
cust-reason-quantity = quantity
cust-reason-quality = quality
cust-reason-delivery = delivery
cust-reason-duplicate = duplicate
cust-reason-not-ordered = not ordered
cust-reason-missing-po = order number missing
cust-reason-not-received = not received
cust-reason-terms = terms
cust-reason-other = other
cust-document = { $number } · { $customer }
cust-issued = Issued
cust-due = Due
cust-due-assumed = due date assumed
cust-instalment = Instalment
cust-po-number = Your order
cust-amount = Amount
cust-open = Open
cust-disputed = Disputed
cust-promised = Promised
cust-nothing-settled = nothing was settled of it yet
cust-settled-payment = payment
cust-settled-credit = credit note
cust-settled-discount = discount
cust-settled-write-off = write-off
cust-settled-bank-charge = bank charge
cust-settled-exchange = exchange difference
cust-settled-reversal = reversal
cust-search = Who is it?
cust-search-keys = Enter opens · Esc leaves
cust-search-hint = name, telephone, invoice, amount, SIREN or reference
cust-matched-name = name
cust-matched-reference = reference
cust-matched-siren = SIREN
cust-matched-phone = telephone
cust-matched-email = e-mail
cust-matched-document = document
cust-matched-number = number
cust-matched-amount = amount

## Forms: title and fields (form-)
form-call-title = Call
form-note-title = Note
form-promise-title = Promise
form-revisit-title = Come back on
form-snooze-title = Put off
form-as-of-title = Which day
form-outcome = Outcome
form-promised_on = Promised for
form-amount = Amount
form-revisit_on = Come back on
form-note = Note
form-items = Items
form-until_on = Until
form-reason = Reason
form-as_of = As of
form-known_on = As known on

## Actions of the screens (action-)
action-go-alerts = Alerts
action-go-alerts-help = Go to what must be looked at now
action-find = find
action-find-help = Find a customer by name, telephone, invoice, amount or SIREN
action-call = call
action-call-help = Log a call with its outcome
action-note = note
action-note-help = Write a note; in the worklist on each marked customer
action-promise = promise
action-promise-help = Record a promise on items, or for all that is overdue
action-revisit = revisit
action-revisit-help = Set the day to come back to the customer, or to each marked one
action-remind = reminder
action-remind-help = Read the proposed reminder and approve it
action-why = why
action-why-help = See why the customer ranks here
action-copy-phone = copy phone
action-copy-phone-help = Send the telephone number to the terminal's clipboard
action-split-by = split by
action-split-by-help = By customer, by currency, by collector
action-as-of = day
action-as-of-help = Choose the day, and as known when
action-open-customer = customer
action-open-customer-help = Open the customer
action-approve = approve
action-approve-help = Approve the reminder once its end was seen
action-propose = propose
action-propose-help = Propose a reminder for this customer now
action-acknowledge = acknowledge
action-acknowledge-help = Take note of the alert, or of the marked ones
action-snooze = put off
action-snooze-help = Show the alert, or the marked ones, again on a later day

## Lists on the command line (list-, aging-)
aging-buckets-differ = The companies split their balances at different days: choose one with --company.
list-currency-unknown = { $currency } is no currency code: give three letters, such as EUR.
list-state-unknown = There is no { $state } here: give one of { $known }.
list-part-needed = Without a part it counts what there is in each: to filter, sort or choose columns, name one of { $known }.
refused-cursor-unreadable = The place to begin after is none that a list gave: copy it from next, or leave it out.
cli-column-customer = customer
cli-column-points = points
cli-column-section = section
cli-column-to-chase = to chase
cli-column-oldest-days = days late
cli-column-promised-on = promised for
cli-column-promised = promised
cli-column-promised-currency = in
cli-column-last-contact = last contact
cli-column-last-outcome = outcome
cli-column-last-by = by
cli-column-revisit-on = come back on
cli-column-alerts = alerts
cli-column-reasons = reasons
cli-column-items = items
cli-column-not-due = not due
cli-column-gross = gross
cli-column-unapplied = unapplied
cli-column-net = net
cli-column-disputed = disputed
cli-column-portfolio = portfolio
cli-column-collectors = collectors
cli-column-number = number
cli-column-instalment = instalment
cli-column-issued-on = issued
cli-column-due-on = due
cli-column-due-assumed = due date assumed
cli-column-days-late = days late
cli-column-id = id
cli-column-raised-on = raised on
cli-column-snoozed-until = not before
cli-column-assigned = assigned to
cli-column-received = received
cli-column-made-on = made on
cli-column-judge-on = judged from
cli-column-judged-on = judged on
cli-column-on-account = on account
cli-column-person = by
cli-column-standing = standing
cli-column-exposure = exposure
cli-column-limit = limit
cli-column-excess = excess
cli-column-limit-until = limit until
cli-column-hold = hold
cli-column-recorded-at = recorded
cli-column-effective-on = on
cli-column-outcome = outcome
cli-column-corrected = corrected
cli-column-matched = matched by
cli-column-found = found
cli-column-text = text
## The audit on the command line (cli-audit-)
cli-audit-holds = The audit holds: { $sealed } rows sealed, { $unsealed } not yet. Last seal, to be written down elsewhere: { $head }
cli-audit-unsealed = The audit has no seal yet; { $unsealed } rows wait for one.
cli-audit-broken-row = The audit was tampered with: row { $row } is not what was sealed.
cli-audit-broken-seal = The audit was tampered with: seal { $seal } does not follow from the one before.
cli-audit-broken-hint = Compare that row with a backup, and find out who may act as the database’s administrator.

## Moving a promise, and two people on one row
action-move-promise = move
action-move-promise-help = Give the selected promise another day
form-move-promise-title = Move the promise
prom-none-selected = no promise is selected: Tab to the promises
prom-not-open = this promise is no longer open
ui-conflict-theirs = meanwhile: { $value }

## The end of a session
ui-ended-idle = The session has ended: no key was pressed for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. What was typed is kept and offered at the next start.
ui-own-fault = encours met a mistake of its own ({ $place }) and has stopped. What was typed is kept and offered at the next start.
# A role without connections left
db-error-role-full = Your { $limit } connections are in use: close another cockpit or command of { $role }.
db-error-role-full-hint = It goes on as soon as one is free.

# Screens without an answer
ui-form-cut = { $n ->
        [one] the last character
       *[other] the last { $n } characters
    } did not fit: a text holds about 8,000
ui-unloaded = { $why } · { $key } asks again
ui-unloaded-offline = waiting for the database

# The company shown
action-company = Company
action-company-help = Choose which of your companies is shown
ui-company-title = Which company?
ui-company-option = { $code } · { $name } · { $currency }
ui-company-only = { $code } · { $name } is your only company
ui-company-none = there is no company that you may see: import a ledger (encours help import), try the fictitious one (encours demo), or ask the administrator
ui-company-entered = now on { $code } · { $name }
## Lists: filter, sort, columns (filter-, col-, ui-)
filter-field-list = “{ $term }” at { $at }: there is no field { $name }; fields: { $known }
filter-field = “{ $term }” at { $at }: there is no field { $name }; did you mean { $near }? Fields: { $known }
filter-empty = “{ $term }” at { $at }: something is missing here
filter-number = “{ $term }” at { $at }: { $text } is no number; write 1500, 1.5k or 2M
filter-ambiguous = “{ $term }” at { $at }: { $text } can be read in two ways; write { $plain } or 1k
filter-date = “{ $term }” at { $at }: { $text } is no date; write fri, +10, 15/12 or 2026-12-15
filter-word = “{ $term }” at { $at }: { $text } is not among { $known }
filter-comparison = “{ $term }” at { $at }: { $field } cannot be compared in this way
filter-quote = “{ $term }” at { $at }: the quotation mark is not closed
filter-too-many = “{ $term }” at { $at }: a filter has at most 32 terms
ui-filter-keys = Enter keep · Esc clear · ↑ earlier ones
ui-filtered = filter: { $filter }
ui-sum = { $column }: { $sum }
ui-sort = Sort by (again turns it round)
ui-sorted-up = { $column }, smallest first
ui-sorted-down = { $column }, largest first
ui-yes = yes
action-filter = filter
action-filter-help = Narrow the list: late>30 amount>10k risk:C -disputed collector:me "acme"
action-sort = sort
action-sort-help = Sort the list by a column
ui-columns = Columns (a letter turns one on or off)
ui-column-shown = { $column }: shown
ui-column-hidden = { $column }
ui-views = Views of this list
ui-view = { $name }
ui-view-keep = keep what is shown
ui-view-own = the list as it is without a view
ui-view-nothing = there is no filter, order or choice of columns to keep
ui-view-kept = kept: { $name }
ui-views-unreadable = { $path } cannot be read: { $why }. Mend it or move it away; without it there are no kept views.
action-columns = columns
action-columns-help = Choose the columns of the list
action-views = views
action-views-help = Show a kept view of the list, or keep what is shown
action-mark-range = mark range
action-mark-range-help = Mark the rows from the one marked last to this one
action-reverse = turn round
action-reverse-help = Turn the order of the list round
col-customer = Reference
col-name = Customer
col-kind = Kind
col-number = Number
col-issued-on = Issued
col-due-on = Due
col-due-assumed = Assumed
col-days-late = Late
col-currency = Cur.
col-amount = Amount
col-open = Open
col-disputed = Disputed
col-promised = Promised
col-state = State
col-po-number = Order
col-reminded = Reminders
ui-no-listing = this list cannot be narrowed or sorted
list-column-unknown = There is no column { $column }. Columns: { $known }
list-column-unknown-meant = There is no column { $column }; did you mean { $meant }? Columns: { $known }
list-filter = The filter was not understood: { $why }.

# Values on the command line
cli-usage-value-of = "{ $value }" is not a value of { $argument }: it takes { $choices }.
cli-usage-value-missing = { $argument } needs a value: { $choices }.
cli-usage-form-date = A date is written YYYY-MM-DD, as 2026-06-30.
cli-usage-form-time = A moment is written as 2026-06-30T17:00:00Z.
cli-usage-form-amount = An amount is written with a dot and no spaces, as 1234.50.
cli-usage-form-number = Write a whole number, such as 20.
cli-usage-form-between = Write a whole number from { $least } to { $most }.
cli-usage-form-from = Write a whole number from { $least } on.
cli-usage-form-id = An id looks like 018f3c1e-9a6b-7c3d-8e2f-5a4b3c2d1e0f.
cli-hint-empty = This private database holds no company yet: import one, or add --demo to work on the fictitious one.

# The database at a glance
cli-status-server = server version
cli-status-place = place
cli-status-database = database
cli-status-role = role
cli-status-kind = kind
cli-status-schema = schema
cli-status-program = schema of this program
cli-status-bytes = size in bytes

# The audit
cli-column-actor = role
cli-column-verb = deed
cli-column-seq = no.
cli-column-entity = kind
cli-column-entity-id = id
cli-column-owner = owner
cli-column-status = status
cli-column-opened-on = opened
cli-column-resolved-on = resolved
cli-column-root-cause = cause

# Payment terms
cust-terms-days = { $days } days
cust-terms-days-end = { $days } days end of month
cust-terms-end-days = end of month + { $days } days
cust-terms-on-the = { $terms }, on the { $day }
## At the desk: tasks, messages, plans, contacts, holds
action-plan = plan
action-plan-help = Record a plan of instalments on marked items, or for all that is overdue
action-write = write
action-write-help = Write to a contact by a template, about the marked items
action-send-copy = send copy
action-send-copy-help = Send a copy of the invoice to the contact
action-log-mail = log mail
action-log-mail-help = Keep what came by mail: paste it
action-edit-contact = contact
action-edit-contact-help = Correct the contact: number, address, role, language
action-add-contact = add contact
action-add-contact-help = Add a contact
action-calling-hours = calling hours
action-calling-hours-help = Say when the customer may be called
action-resolve-alert = resolve
action-resolve-alert-help = Settle the alert, or the marked ones, with the reason
form-plan-title = Plan of instalments
form-message-title = Message
form-log-mail-title = Mail received
form-contact-title = Contact
form-add-contact-title = New contact
form-calling-hours-title = Calling hours
form-resolve-alert-title = Resolve
form-contact = Contact
form-count = Instalments
form-every = Every
form-first_on = First on
form-on_account = On account
form-replace = Replace
form-subject = Subject
form-text = Text
form-copies = Copies
form-statement = Statement
form-phone = Telephone
form-mobile = Mobile
form-email = E-mail
form-name = Name
form-role = Role
form-language = Language
form-bounced = Mail bounces
form-do_not_call = Do not call
form-primary = Tried first
form-active = Still there
form-from = From
form-to = Until
form-what = What
ui-count-between = a whole number from { $least } to { $most }
plan-every-week = week
plan-every-fortnight = two weeks
plan-every-month = month
prom-already = promised already: { $amount } for { $date } ({ $state })
prom-replace-hint = takes their place; else the rest of the debt
prom-on-account-hint = names no items
prom-this = { $amount } for { $date }
call-contact = { $name } · { $role } · { $by }
call-no-number = no number
call-no-address = no address
contact-who = { $name }
contact-usual = empty: { $time }
contact-language-en = English
contact-language-fr = French
contact-language-own = the customer's
hold-what-credit = credit
hold-what-reminders = reminders
hold-until-hint = empty: until it is released
msg-choose = What to write
msg-template-message = a message
msg-template-invoice-copy = copies of invoices
msg-template-statement = the statement of account
msg-template-remittance = which invoices a payment covers
msg-template-ask-sales = a question to the sales owner
msg-template-ask-logistics = a question to the logistics owner
msg-contact = { $name } · { $address }
msg-copies = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
msg-statement = { $name }
msg-no-address = no contact has an e-mail address that works: add one
msg-no-colleague = no contact has that role: add the owner as a contact
msg-no-folder = no copies: documents.folder is not set in the configuration
msg-no-copy = no copy: { $file } is not in the folder of documents
cust-no-item = no invoice is marked or selected: Tab to the items
cust-there = { $time } there
cust-there-closed = { $time } there, calls { $from }–{ $to }
cust-hold-requested = { $what } (requested)
cust-hold-releasing = { $what } (release requested)
cust-hold-until = until { $date }
cust-reached = reached { $reached } of { $attempts }
cust-email-changed = changed { $when }
cust-rhythm = Pays
cust-rhythm-late = { $days ->
    [one] { $days } day late on average
   *[other] { $days } days late on average
}
cust-rhythm-early = on time on average
cust-rhythm-worst = worst { $month }: { $days }
cust-rhythm-none = nothing paid in twelve months
mail-statement-title = Statement of account of { $customer } as of { $date }
mail-statement-total = Total: { $amount }
refused-promise-overlaps = { $amount } are promised for { $date } already; replace or move that promise, or promise what it leaves.
refused-promise-twice = { $amount } are promised for { $date } already; if this is a second promise, confirm it (--confirm), or replace the first (--replace).
refused-plan-count = A plan has 2 to 60 instalments of at least a cent; { $count } cannot be made.
refused-plan-order = Each instalment comes after the one before it.
refused-undo-overtaken = Something has happened to it since: it can no longer be taken back.
refused-hours-wrong = Calling hours read like 09:00 and 17:30, the first the earlier; or give neither.
refused-subject-wrong = The subject is one line without control characters.
refused-message-id-wrong = The message's id must read <uuid@domain>.
refused-no-address = This contact has no e-mail address that works: correct it or choose another contact.
refused-file-name-wrong = An attachment's name has letters, digits and ._- only.
disp-item = { $number } · { $due } · { $amount }
disp-whole = empty: all that is open of it
disp-nothing-open = nothing is open that is not disputed already
disp-none-selected = no open dispute is selected: Tab to the disputes

# Without a shell
ui-no-shell = there is no shell here to go back to

# Themes
ui-theme-meaning = there is no { $word } in a theme: did you mean { $near }?
ui-theme-meaning-list = there is no { $word } in a theme; it has { $known }
ui-theme-attribute-list = { $name } has no { $word }; it has { $known }
ui-theme-attribute = { $name } has no { $word }: did you mean { $near }?
ui-theme-value = { $attribute } of { $name } cannot be { $value }
ui-theme-line = { $name } must be a table, as { "{" } fg = "red", bold = true { "}" }
ui-theme-unknown = there is no theme { $theme }: it is one of { $choices }
ui-theme-file = { $path }: { $why }
ui-theme-title = Theme
ui-theme-own = { $theme }
ui-theme-dark = dark
ui-theme-light = light
ui-theme-high-contrast = high contrast
ui-theme-colour-blind = safe for colour-blind eyes
ui-theme-mono = without colours
ui-theme-chosen = the theme is kept for the next time
action-theme = theme
action-theme-help = Choose how the cockpit looks; it is remembered
## Go-live: what was under way (refused-import-)
refused-import-external-id-long = An identifier of more than { $most } characters: shorten it.
refused-import-person-unknown = { $name } is not exactly one person here: give the login, the name or the e-mail address that encours agent list shows, or translate it in the mapping under [values].
refused-import-day-ahead = { $date } lies ahead: what is brought in has happened.
refused-import-amount-not-positive = An amount of { $amount }: it must be positive.
refused-import-promise-dates = Promised for { $promised }, made on { $made }: the day must lie on or after it, within three years.
refused-import-promise-over = { $amount } promised on invoices of which { $open } was open that day.
refused-import-note-long = A note of more than { $most } characters: divide it.
refused-import-worked-since = People have worked on it since it was brought in: correct it in the cockpit.
refused-import-step-unknown = The customer’s reminders have no step { $step }; its steps are { $known }. A mapping translates yours under [values.step].
refused-import-dispute-over = Of invoice { $number } only { $open } is open and not yet disputed.
refused-import-rate-wrong = 1 { $base } = { $rate } { $quote }: a rate is positive, between two currencies.
refused-import-rate-twice = { $base } to { $quote } on { $date } stands in the file twice.
refused-import-placement-both = A line names a customer or an agent of the portfolio, or gives its name: not both, not none.
refused-import-placement-dates = The agent’s time ends on { $until }, before it begins.
reject-count = { $field } is { $value }, not a whole number from 1.

## Who works on what (refused-)
refused-assign-dates = The time ends on { $until }, before it begins on { $from }.
refused-assign-same = A hand-over is from one person to another.
## Columns of the lists (col-)
col-id = Id
col-judge-on = Judged from
col-judged-on = Judged
col-made-on = Made
col-on-account = On account
col-person = By
col-received = Received
col-promised-on = Promised
col-items = Items
col-reason = Reason
col-status = Status
col-owner = Owner
col-opened-on = Opened
col-resolved-on = Resolved
col-root-cause = Root cause
col-step = Step
col-tone = Tone
col-on = On
col-channel = Channel
col-to = To
col-held-by = Why held back
col-held-until = Held until
col-part = Part
col-amounts = Amounts
col-mail = Mail
col-error = Error
col-raised-on = Since
col-raised-at = Raised
col-snoozed-until = Until
col-assigned = Given to
col-handled-by = Handled by
col-recorded-at = When
col-effective-on = Date
col-outcome = Outcome
col-revisit-on = Revisit
col-corrected = Corrected

# Keys typed ahead
ui-keys-dropped = { $why } · keys typed meanwhile dropped
ui-form-refused = not saved: see the form
ui-form-is-back = the form of { $subject } is back
ui-form-follows = a form follows
ui-nothing-opened = nothing to do here

# Taking back (undo-what-)
ui-undone-what = taken back: { $what } on { $subject }
ui-undo-named = { $what } on { $subject }
ui-undo-stays = what was saved last on { $subject } cannot be taken back
ui-undo-stays-next = what was saved last on { $subject } cannot be taken back · { $key } again: { $next }
ui-undo-wait = still saving: what was done last is not known yet
undo-what-call = the call
undo-what-note = the note
undo-what-mail-in = the mail logged
undo-what-revisit = the next action date
undo-what-promise = the promise
undo-what-move = the new date of the promise
undo-what-contact = the correction of the contact
undo-what-alert = what was done to the alert
undo-what-mail-out = the message
undo-what-reminder = the approved reminder
undo-what-other = what was saved

# What is held already (hold-)
hold-part-held = Already on hold: { $held }. Here: { $rest }.
hold-see-form = part of it is on hold already

# encours undo and worklist (undo-name-, list-worklist-)
undo-name-one = Name what is to be taken back by its id: encours undo ID. The ids listed are your own of today that can be, the latest first; encours call, note, promise and the others print theirs.
undo-name-one-none = Name what is to be taken back by its id: encours undo ID. Of today you have recorded nothing that can be.
list-worklist-today = The worklist is made for the business date, { $today }: there is none as of { $date }. For another day see encours aging --as-of.

## Colleagues at the same customer
call-present = { $names } here too, right now
call-already = called today { $time } by { $person }: { $outcome }
work-present = { $names } is here
# Keys by their names on the keyboard (key-)
key-enter = enter
key-esc = esc
key-space = space
key-tab = tab
key-backtab = backtab
key-backspace = backspace
key-delete = delete
key-up = up
key-down = down
key-home = home
key-end = end
key-pageup = pageup
key-pagedown = pagedown

# Where an action works
ui-works-on = works on: { $screens }
ui-works-on-lists = works on lists

# A day to come (aged-projected, list-projection)
aged-projected = projected to { $date }
list-projection = { $date } lies ahead: this is a projection, what is open today aged as on that day.

# The keymap file
ui-keymap-at = { $path }:{ $line }: { $why }

# The configured company
config-company-unknown = { $at }: company = { $company } is none of yours; there is { $known }.

# Words of the lists of the command line (list-)
list-section-first = first
list-section-points = by points
list-standing-no-limit = no limit set
list-standing-within = within
list-standing-near = near
list-standing-breach = over
list-state-open = open
list-state-acknowledged = acknowledged
list-state-snoozed = put off
list-state-resolved = resolved
list-state-closed = closed
cust-state-normal = normal

# Colleagues named in a note
ui-mentioned = { $by } names you on { $subject }
ui-mentioned-see = { $by } names you on { $subject } · { $key }
ui-form-naming-keys = Tab completes the name · ctrl-d saves · Esc leaves (kept)
today-group-mentions = Who waits for you
today-mention = { $by } names you on { $customer }
feed-mentions-you = Note that names you
refused-mention-unknown = Nobody at work is called { $name }: complete the name with tab after the @, or put a space after it.
refused-mention-ambiguous = @{ $name } can be { $names }: write the whole name.
refused-mention-outside = This customer is not visible to { $names }: leave the name out, or ask somebody who has the portfolio.
## Columns of the worklist, of credit and of the pipeline
col-overdue = Overdue
col-worklist-overdue = Overdue { $currency }
col-to-chase = To chase
col-oldest-days = Days
col-points = Pts
col-reasons = Why
col-alerts = Alerts
col-section = Section
col-last-contact = Last contact
col-last-outcome = Last outcome
col-last-by = Last caller
col-next-on = Next
col-promised-currency = In
col-exposure = Exposure
col-breaches-exposure = Exposure { $currency }
col-limit = Limit
col-excess = Over
col-used = Used
col-limit-until = Until
col-hold = Hold
col-standing = Standing
col-scope = Scope
col-what = What
col-holds-state = Hold
col-from-on = Since
col-until-on = Until
col-requested-by = By
col-asked = Asked
col-limit-requests-asked = Asked { $currency }
col-asked-on = Since
col-orders-number = Order
col-documents-number = Document
col-orders-status = State
col-documents-status = Life cycle
col-requested-on = Wanted
col-shipped-on = Shipped
col-invoiced = Invoiced
col-delivered = Delivered
col-ordered-on = Ordered
col-urgent = Urgent
col-code = Code
col-error-cause = Cause
col-limit-requests-effective-on = From

## Lists written to a file
action-export = export
action-export-help = Write the list as it is shown, all its rows, to a CSV file
ui-export-begun = writing the list to a file (Esc gives it up)
ui-exporting = writing the list: { $n } rows so far (Esc gives it up)
ui-exported = { $n ->
    [one] { $n } row is in { $path }
   *[other] { $n } rows are in { $path }
 }
ui-export-runs = a list is being written to a file; Esc gives it up
ui-export-cut = the link to the database broke: the file is not whole and was removed
ui-export-nowhere = there is no folder to write to: set export.dir in the settings
ui-export-refused = nothing can be written in { $path }: { $why }

# Who works on what
action-leave = leave
action-leave-help = Leave the screen for the one before, even while it loads
action-reassign = other portfolio
action-reassign-help = Give the customer, or the marked ones, to another portfolio
action-hand-over = hand over
action-hand-over-help = Hand a portfolio over from one person to another, from a day on
action-substitute = substitute
action-substitute-help = Name somebody for who is away, from a day until a day
form-move-customers-title = To another portfolio
form-hand-over-title = Hand over a portfolio
form-substitute-title = Name a substitute
form-portfolio = Portfolio
form-instead_of = From
form-person = To
form-from_on = First day
form-to_on = Last day
team-portfolio = { $code } · { $name } · { $who }
team-portfolio-nobody = { $code } · { $name } · nobody
team-many = { $n } customers
team-moves-many = The marked customers move, each with its whole history.
team-from-today = empty: from today
team-nowhere = There is no other portfolio.
team-not-yours = Who works on what is for managers and supervisors
undo-what-moved-customers = the change of portfolio
undo-what-assignment = the assignment
refused-portfolio-same = All of them are in that portfolio already.

# A reminder in a customer's story
feed-reminder = reminder, step { $step } ({ $tone }): { $state }

# What the audit tells (audit-verb-)
audit-verb-acknowledge-alert = acknowledged an alert
audit-verb-acknowledge-hold = confirmed a hold from the ERP
audit-verb-acknowledge-holds = recorded what the ERP has held or released
audit-verb-add-contact = added a contact
audit-verb-add-note = wrote a note
audit-verb-approve-limit = approved a credit limit
audit-verb-approve-reminder = approved a reminder
audit-verb-approve-reminders = approved reminders
audit-verb-assign-agent = let a colleague work on a portfolio
audit-verb-assign-alert = gave an alert to a colleague
audit-verb-assign-dispute = gave a dispute to a colleague
audit-verb-comment-dispute = commented on a dispute
audit-verb-correct-contact = corrected a contact
audit-verb-cover-receipts = said until when payments are known
audit-verb-give-up-mail = gave up a mail
audit-verb-hold = put on hold
audit-verb-import = imported a file
audit-verb-import-undo = took an import back
audit-verb-log-call = logged a call
audit-verb-log-mail = logged a mail received
audit-verb-mark-urgent = marked an order as urgent
audit-verb-match-receipt = applied a payment
audit-verb-move-customer = moved a customer to another portfolio
audit-verb-move-customers = moved a customer to another portfolio
audit-verb-move-promise = moved a promise
audit-verb-open-company = opened the company
audit-verb-open-dispute = opened a dispute
audit-verb-override-receipts = let reminders go without fresh payments
audit-verb-propose-reminders = proposed reminders
audit-verb-recall-mail = took a mail back
audit-verb-record-invoice = recorded an invoice
audit-verb-record-letter = recorded a posted letter
audit-verb-record-order = recorded an order
audit-verb-record-plan = recorded a plan of instalments
audit-verb-record-promise = recorded a promise
audit-verb-record-receipt = recorded a payment
audit-verb-reject-limit = rejected a credit limit
audit-verb-reject-reminder = rejected a reminder
audit-verb-release = released a hold
audit-verb-release-order = released an order
audit-verb-resolve-alert = resolved an alert
audit-verb-resolve-dispute = resolved a dispute
audit-verb-resolve-uncertain = said what became of a mail
audit-verb-retry-mail = sent a mail again
audit-verb-return-receipt = recorded a returned payment
audit-verb-see-mentions = opened a note that names them
audit-verb-send-message = wrote a message
audit-verb-set-calling-hours = set calling hours
audit-verb-set-target = set the target of a month
audit-verb-set-limit = asked for a credit limit
audit-verb-set-revisit = set the next action date
audit-verb-snooze-alert = put an alert off
audit-verb-recall-reminders = took reminders back
audit-verb-set-company = set what mail says of the company
audit-verb-set-penalty-rate = set a penalty rate
audit-verb-set-interest-rate = set a legal rate
audit-verb-stop-mail = stopped or resumed all mail
audit-verb-undo = took something back
audit-verb-undo-team = took a change of portfolio back
audit-verb-withdraw-promise = withdrew a promise

# Keys by what they are about (keys-)
keys-search = type to search
keys-title = Keys of the cockpit
keys-move = Move
keys-look = Look
keys-act = Act
keys-list = List
keys-go = Go
keys-undo = Undo
keys-program = Program
keys-on-lists = lists

# What somebody new is told (tips-)
action-dismiss-tip = hide this line
action-dismiss-tip-help = Hide the line with this screen’s main keys, for good
action-tips = tips
action-tips-help = Show a line with the main keys on each screen, or no longer
tips-here = Here: { $keys }
tips-none = There is no such line here
tips-on = Each screen tells its main keys
tips-off = The screens no longer tell their main keys

# --- key figures ---
cli-column-kpi = key figure
cli-column-formula = formula
kpi-heading = As of { $day }, over { $days } days from { $from } to { $to }
kpi-none = n/a
kpi-days = { $value } d
kpi-more-days = > { $value } d
kpi-percent = { $value } %
kpi-period = A period from { $from } to { $to } ends before it begins: give --from before --to.
kpi-unconverted = { $company }: no exchange rate for { $currencies }; amounts in it are left out. Import rates, or ask for one currency with --currency.
kpi-name-dso = DSO, gross
kpi-name-dso-net = DSO, net
kpi-name-dso-countback = DSO, count-back
kpi-name-bpdso = Best possible DSO
kpi-name-add = Average days delinquent
kpi-name-cei = Collection effectiveness
kpi-name-overdue-pct = Overdue
kpi-name-over90-pct = More than 90 days late
kpi-name-wadl = Days late of what was settled
kpi-name-wadp = Days to pay
kpi-name-promise-kept-count = Promises kept, by count
kpi-name-promise-kept-amount = Promises kept, by amount
kpi-name-rpc = Right-party contacts
kpi-name-unpaid-rate = Unpaid after 30 days
kpi-name-dispute-rate = Disputed
kpi-name-dispute-days = Days to resolve a dispute
kpi-name-error-rate = Invoices in error
kpi-name-lead-order-cash = Order to cash
kpi-formula-dso = gross receivables × days ÷ sales incl. VAT net of credit notes
kpi-formula-dso-net = (gross receivables + unapplied credits) × days ÷ sales incl. VAT net of credit notes
kpi-formula-dso-countback = days of the latest months whose sales, net of credit notes, exhaust the gross receivables
kpi-formula-bpdso = receivables not due × days ÷ sales incl. VAT net of credit notes
kpi-formula-add = DSO − best possible DSO
kpi-formula-cei = (receivables at the beginning + sales − at the end) ÷ (at the beginning + sales − not due at the end), on full sales of the period
kpi-cei-negative = negative, for more is owed at the end than at the beginning and sold since: credit notes lower the sales, and what is owed only once they are matched
kpi-formula-overdue-pct = overdue ÷ gross receivables
kpi-formula-over90-pct = more than 90 days late ÷ gross receivables
kpi-formula-wadl = Σ paid × days late ÷ Σ paid, of invoices settled in the period (early = 0)
kpi-formula-wadp = Σ paid × days from invoice to settlement ÷ Σ paid, of invoices settled in the period
kpi-formula-promise-kept-count = promises kept ÷ promises judged in the period
kpi-formula-promise-kept-amount = Σ min(received, promised) ÷ Σ promised, of promises judged in the period
kpi-formula-rpc = calls that reached the right person ÷ calls of the period
kpi-formula-unpaid-rate = invoices of the period not fully paid 30 days after their due date ÷ those that fell due that long ago
kpi-formula-dispute-rate = disputed amount opened ÷ amount invoiced in the period
kpi-formula-dispute-days = mean days from opening to resolution of disputes resolved in the period
kpi-formula-error-rate = invoices of the period that were ever in error ÷ invoices issued
kpi-formula-lead-order-cash = median days from order to full payment, of orders whose invoice was settled in the period

# --- forecast ---
cli-column-period = period
cli-column-from = from
cli-column-to = to
cli-column-expected = expected
cli-column-later = later
cli-column-off-forecast = off forecast
cli-column-litigation = litigation
cli-column-insolvency = insolvency
cli-column-target = month's target
cli-column-month-received = received this month
cli-column-progress = % of target
cli-column-week = week
cli-column-taken-on = seen on
cli-column-forecast = forecast
refused-field-not-month = { $key } is no month: { $value }; write YYYY-MM.
refused-amount-negative = { $key } is below zero; give an amount of zero or more.
# Columns of the aged balance (col-)
col-bucket = { $days } days
col-not-due = Not due
col-gross = Gross
col-unapplied = Unapplied
col-net = Net
col-portfolio = Portfolio
col-collectors = Collectors
col-customers = Customers
# What lateness costs.
cli-column-principal = principal
cli-column-interest = interest
cli-column-indemnity = indemnity
cli-column-indemnity-currency = in
cli-column-days = days
cli-column-flags = remarks
cli-column-unknown = interest unknown
claims-flag-rate-unknown = rate unknown
claims-flag-rule-unknown = no rule for this country
claims-flag-below-floor = contract rate below three times the legal rate
claims-flag-insolvency = interest stopped by insolvency
claims-flag-no-notice = no formal notice yet
claims-no-amount = none
refused-penalty-rate-unreadable = "{ $rate }" is no rate: write percent a year as 12 or 12.5, or ecb+12 to follow the central bank.
refused-penalty-rate-undated = The rate of the general terms of sale has no date; name the customer whose contract begins on a day.
refused-rate-not-half-year = { $date } does not begin a half-year: give { $first }, or the 1 January or 1 July that is meant.
refused-rate-out-of-range = { $percent } % a year cannot be; write percent as 2.15.
action-claims = interest
action-claims-help = See what lateness costs this customer: interest and indemnity, with how they come about
claims-title = Late payment: { $customer }
claims-none = Nothing is late, and nothing was paid late.
claims-sum = { $principal } unpaid · { $interest } interest · { $indemnity } indemnity
claims-unknown = { $n ->
    [one] The interest of one item is unknown and not in it.
   *[other] The interest of { $n } items is unknown and not in it.
}
claims-item = { $number }, due { $due }, { $days ->
    [one] 1 day
   *[other] { $days } days
} late
claims-amounts = { $principal } unpaid · interest { $interest } · indemnity { $indemnity }
claims-amounts-paid = paid since · interest { $interest } · indemnity { $indemnity }
claims-not-known = unknown
claims-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
claims-formula = Interest = unpaid amount × annual rate × days ÷ 365, rounded once per item; the indemnity bears none.

# Approved reminders taken back.
undo-what-reminders = the approval of the marked reminders
ui-undone-left = { $left ->
    [one] Taken back but for one, which has already left.
   *[other] Taken back but for { $left }, which have already left.
}
ui-told-undo = { $told } · { $key } takes back
refused-reminder-left = Nothing of it waits any more: it has left, or was taken back.
remind-recalled = Recalled; what they asked for is proposed again.
# --- key figures and forecast: the screens ---
scr-kpis = Key figures
scr-forecast = Forecast
action-go-kpis = Key figures
action-go-kpis-help = Go to DSO, overdue, promises kept and their trends
action-go-forecast = Forecast
action-go-forecast-help = Go to what is expected to come in
action-set-target = target
action-set-target-help = Set what this month is to bring
kpi-col-figure = key figure
kpi-col-trend = 13 weeks
kpi-empty = No figures yet.
kpi-weeks = Week by week
kpi-no-list = This figure has no list behind it: it comes from what is settled.
kpi-no-rate = No exchange rate for { $currencies }: left out.
kpi-part-by-amount = by amount
kpi-part-p90 = nine in ten within
kpi-part-order-shipment = order to shipment
kpi-part-shipment-invoice = shipment to invoice
kpi-part-invoice-cash = invoice to cash
tab-forecast-week = by week
tab-forecast-month = by month
forecast-empty = Nothing is open: nothing is expected.
forecast-later = later
forecast-off = off forecast
forecast-litigation = excluded: litigation
forecast-insolvency = excluded: insolvency
forecast-unapplied = unapplied credits
forecast-target = { $month }: { $received } received of { $target }, { $progress }
forecast-no-target = { $month }: { $received } received; no target set
forecast-kept = Received of what each week began with
forecast-none-kept = None kept yet: each week's first day keeps it.
forecast-week = { $week }  { $received } of { $forecast }
# Finding a row in a list, marking all of it (action-seek, ui-seek)
action-seek = find in the list
action-seek-help = Go to the row that has what you type; over the whole list, not only what is loaded
action-seek-next = next match
action-seek-next-help = Go on to the next row that has it
action-seek-previous = previous match
action-seek-previous-help = Go back to the row before that has it
ui-seek-keys = Down: next · Up: previous · Enter: done, then ; and , go on
ui-seek-looking = looking through the whole list …
ui-seek-nowhere = no row of this list has { $text }
ui-nothing-looked-for = nothing is looked for in this list yet
ui-too-many-to-mark = The list is longer than the { $most } rows that can be marked at once: narrow it with a filter first

# One row where several are marked (ui-of-one-row)
ui-of-one-row = { $n ->
    [one] Another row is marked, and this is done to one row at a time: take the mark away first
   *[other] { $n } rows are marked, and this is done to one row at a time: take the marks away first
}

# The same done to many rows (many-)
many-names = { $names }
many-names-more = { $more ->
    [one] { $names } and one more
   *[other] { $names } and { $more } more
}
many-rows = { $n ->
    [one] one row
   *[other] { $n } rows
}
scr-alerts-many = { $n ->
    [one] one alert
   *[other] { $n } alerts
}
disp-many = { $n ->
    [one] one dispute
   *[other] { $n } disputes
}
many-progress = saving on { $subject }: { $done } of { $n } done (Esc gives up the rest)
many-undoing = taking back on { $subject }: { $done } of { $n } done (Esc gives up the rest)
many-part = saved on { $done } of { $n } ({ $subject })
many-part-undo = saved on { $done } of { $n } ({ $subject }) · { $key } takes it back
many-undone-part = taken back on { $done } of { $n } ({ $subject })
many-refused = { $n ->
    [one] One row was refused; what was saved on the others stands
   *[other] { $n } rows were refused; what was saved on the others stands
}
many-not-undone = { $n ->
    [one] One row was not taken back
   *[other] { $n } rows were not taken back
}
many-one-refused = { $name }: { $why }
many-see-list = a list of what was refused has opened
many-runs = the marked rows are still being saved; Esc gives up those that wait
form-acknowledge-title = Take note of
form-assign-alert-title = Give to
action-assign-alert = give to
action-assign-alert-help = Say who is to look after the alert, or the marked ones
# What is printed
print-day = { $date }
print-reference = Your account with us: { $reference }
print-registered = REGISTERED LETTER WITH ACKNOWLEDGEMENT OF RECEIPT
print-siren = Company number { $number }
msg-no-statement = The statement of account could not be made; the log says why
print-vat = VAT { $number }
action-print = print
action-print-help = Write the approved letters as PDF files to the export folder
out-printing = printing { $n ->
    [one] one letter
   *[other] { $n } letters
}
out-printed = { $n ->
    [one] the letter is in { $path }
   *[other] { $n } letters are in { $path }
}
out-print-many = at most { $most } letters are printed at once: mark fewer
refused-letter-not-approved = { $customer } has no approved letter that waits to be posted
print-none = No approved letter waits to be posted.
print-folder = Nothing can be written in { $folder }: { $why }. Name another folder with --into.
print-whose = Say whose statement: --customer REF, and --company CODE where several have it.
mail-claim-interest = Interest for late payment to this day
mail-claim-indemnity = Fixed indemnity for recovery costs

# Views of lists (ui-view-)
ui-view-rename = call a view otherwise
ui-view-remove = remove a view
ui-view-remove-word = remove
ui-view-removed = the view { $name } is removed
ui-view-renamed = the view is called { $name } now
ui-view-name-taken = There is a view called { $name } already: choose another name
form-view-keep-title = Keep this view
form-view-rename-title = Call the view otherwise
form-view-remove-title = Remove the view
ui-marks-dropped = { $n ->
    [one] the filter is another: the mark is gone
   *[other] the filter is another: { $n } marks are gone
}
list-view-unknown = There is no view { $view } of this list. There are: { $known }.
list-view-unknown-hint = Views are kept in the cockpit: V on a list.
list-views-none = There is no view { $view }: no view of this list is kept yet.
list-views-none-hint = Views are kept in the cockpit: V on a list.
ui-view-elsewhere = the view { $name } is of another part of this screen: Tab goes there
ui-view-of = { $screen } · { $name }
# Alerts: what they are about, and who has them (scr-alert-given, scr-deadline-)
cli-column-falls-on = falls on
cli-column-deadline = deadline
col-falls-on = Falls on
scr-alert-given = for { $who }
scr-deadline-declare-claim = declare the claim by { $date }
refused-colleague-cannot = { $name } cannot take this over: only a collector, manager or supervisor who sees the customer can.
refused-assign-not-theirs = { $name } does not have this portfolio on that day: choose who hands it over.

# Forms: what Enter does, new lines, conflicts, corrections that change nothing (ui-form-, ui-conflict-)
ui-form-enter-on = Enter on
ui-form-enter-saves = Enter saves
ui-form-saves = ctrl-d saves
ui-form-sends = ctrl-d sends
ui-form-goes-ahead = ctrl-d goes ahead
ui-form-new-line = ctrl-j new line
ui-form-leaves = Esc leaves (kept)
ui-form-next = Tab next
ui-conflict-taken = changed meanwhile, now: { $value }
ui-conflict-empty = empty
ui-no = no
ui-unchanged = nothing was changed on { $subject }: nothing was written
undo-what-nothing = nothing
ui-undo-nothing-done = what you asked for last was not done: nothing to take back · { $key } again: { $next }

# Customer and reminder: orders on hold, changed addresses, letters held back (cust-, scr-letter-)
cust-hold-orders = { $n ->
    [one] an order on hold
   *[other] { $n } orders on hold
}
cust-address-changed = new e-mail: no automatic reminder until { $until }
cust-there-closed-short = { $time }, calls { $from }–{ $to }
scr-letter-empty = Nothing is claimed in this reminder: every open invoice is held back.
scr-letter-is-held-back = this reminder is held back and cannot be approved: the line above says why

# Limits that a second person agrees to (limit-)
limit-ceiling-hint = above { $ceiling } a second person must agree
limit-asked = asked for on { $subject }, not in force yet: a second person must agree
limit-none = no limit
limit-asked-for = Limit asked for: { $amount } · in force: { $limit } · exposure: { $exposure }
limit-asked-by = Asked by { $person } on { $date }: { $reason }

# What was typed and not saved (drafts-)
action-drafts = drafts
action-drafts-help = Show what was typed and not saved: open it again, or throw it away
drafts-title = Typed and not saved
drafts-text = text
drafts-none = nothing that was typed is waiting to be saved
drafts-keys = Enter opens · x throws away · Esc leaves
drafts-keys-back = Enter opens · x throws away · u takes back · Esc leaves
drafts-elsewhere = this one opens on its own line: press its key there, and what was typed stands in the form
