# Les phrases du programme en français. en.ftl tient les mêmes clés ; un test les garde complets.

## Le cadre du cockpit (ui-)
ui-rows = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
ui-saved-on = enregistré sur { $subject }

## La base, vue par le magasin (db-)
db-error-busy = La base était occupée par les mêmes enregistrements.
db-error-busy-hint = Recommencez.
db-error-locked = Quelqu'un d'autre retient ce qu'il faut depuis plus de deux secondes.
db-error-locked-hint = Recommencez dans un instant.
db-error-cancelled = La demande a duré trop longtemps ou a été annulée.
db-error-cancelled-hint = Restreignez-la, ou recommencez quand le serveur sera moins chargé.
db-error-terminated = Le serveur a mis fin à la session.
db-error-terminated-hint = Reconnectez-vous ; rien de ce qui a été confirmé n'est perdu.
db-error-starting = Le serveur démarre ou se rétablit.
db-error-starting-hint = Recommencez dans quelques secondes.
db-error-too-many = Le serveur n'a plus de connexion pour vous.
db-error-too-many-hint = Fermez une autre session, ou demandez à l'administrateur.
db-error-read-only = Le serveur est une copie en lecture seule : rien ne peut être enregistré.
db-error-read-only-hint = La lecture fonctionne ; enregistrez quand le serveur principal sera revenu.
db-error-disk-full = Le disque du serveur est plein : rien ne peut être enregistré.
db-error-disk-full-hint = Prévenez l'administrateur ; votre saisie est conservée.
db-error-lost = La connexion à la base est perdue.
db-error-lost-hint = Reconnectez-vous et vérifiez si la dernière action est enregistrée ; la répéter avec le même identifiant ne l'enregistre qu'une fois.
db-error-unreachable = Aucun serveur de base de données ne répond à { $place }.
db-error-unreachable-hint = Démarrez-le, ou corrigez l'adresse (--database, ENCOURS_DATABASE_URL ou le fichier de configuration).
db-error-tls = Pas de connexion sûre à { $place } : { $detail }.
db-error-tls-hint = Corrigez le certificat du serveur, ou nommez son autorité par sslrootcert dans l'adresse.
db-error-password = Le serveur à { $place } n'admet pas { $role }.
db-error-password-hint = Placez le mot de passe dans le fichier désigné par PGPASSFILE, ou demandez l'accès à l'administrateur.
db-error-no-database = Le serveur à { $place } n'a pas de base { $database }.
db-error-no-database-hint = L'administrateur doit lancer encours db init ; sinon, corrigez l'adresse.
db-error-no-role = Le serveur à { $place } ne connaît pas { $role }.
db-error-no-role-hint = L'administrateur doit lancer encours agent add { $role }.
db-error-denied = Vous n'avez pas ce droit : { $detail }.
db-error-denied-hint = Demandez le droit à l'administrateur, ou agissez sous un autre nom.
db-error-not-administrator = { $role } n'est pas l'administrateur du serveur de base de données.
db-error-not-administrator-hint = Lancez cette commande en superutilisateur du serveur, par exemple postgres.
db-error-constraint = Les règles du grand livre ne le permettent pas : { $detail }.
db-error-constraint-hint = Corrigez la saisie et recommencez.
db-error-not-prepared = La base n'a pas été préparée pour encours.
db-error-not-prepared-hint = L'administrateur doit lancer encours db init.
db-error-version = La base est à la version { $database } et ce programme à { $program }, ou leurs fonctions diffèrent.
db-error-version-hint = Installez le programme qui convient, ou faites lancer encours db migrate du plus récent par l'administrateur.
db-error-address = L'adresse de la base est illisible.
db-error-address-hint = Écrivez-la postgres://personne@serveur/base.
db-error-internal = La base n'a pas pu le faire : { $detail }.
db-error-internal-hint = C'est une erreur du programme ; encours doctor en dit plus.

## Le serveur privé (pg-)
pg-error-no-programs = PostgreSQL n'est pas installé ici.
pg-error-no-programs-hint = Installez-le par : apt-get install -y postgresql
pg-error-too-old = PostgreSQL { $found } est trop ancien ; il faut la version 15 ou une plus récente.
pg-error-too-old-hint = Installez-en un plus récent par : apt-get install -y postgresql
pg-error-other-version = Les données de { $directory } viennent de PostgreSQL { $data }, mais seul { $found } est installé ; rien n'a été touché.
pg-error-other-version-hint = Installez-le par apt-get install -y postgresql-{ $data }, ou donnez un autre répertoire par ENCOURS_DATA_DIR pour repartir de zéro.
pg-error-no-account = Le serveur de base de données ne peut pas tourner en root, et il n'y a ni compte postgres ni compte nobody.
pg-error-no-account-hint = Installez PostgreSQL par : apt-get install -y postgresql
pg-error-cannot-enter = Le compte { $account } du serveur de base de données ne peut pas entrer dans { $directory }.
pg-error-cannot-enter-hint = Donnez par ENCOURS_DATA_DIR un répertoire où il entre, par exemple /var/lib/encours.
pg-error-no-directory = Il n'y a pas de répertoire personnel où garder la base.
pg-error-no-directory-hint = Donnez un répertoire à vous par ENCOURS_DATA_DIR.
pg-error-file = { $path } est inutilisable : { $reason }.
pg-error-file-hint = Corrigez ses droits, ou donnez un autre répertoire par ENCOURS_DATA_DIR.
pg-error-init = La base privée n'a pas pu être créée : { $reason }.
pg-error-init-hint = Corrigez cela et relancez ; rien n'est resté à moitié fait.
pg-error-start = Le serveur privé n'a pas démarré : { $reason }.
pg-error-start-hint = Son journal est { $log }.

## Configuration (config-)
config-error-unreadable = { $path } est illisible : { $reason }.
config-error-syntax = { $at } n'est pas du TOML valide : { $reason }.
config-error-unknown-key = { $at } : il n'y a pas de réglage { $key }.
config-error-unknown-key-meant = { $at } : il n'y a pas de réglage { $key } ; vouliez-vous dire { $meant } ?
config-error-wants-text = { $at } : { $key } doit être un texte entre guillemets, et non vide.
config-error-wants-switch = { $at } : { $key } doit être true ou false.
config-error-wants-number = { $at } : { $key } doit être un nombre entier de 0 à { $most }.
config-error-no-such-choice = { $at } : { $key } ne peut pas être « { $value } » ; c'est l'un de { $choices }.

## Ligne de commande (cli-)
cli-yes = oui
cli-no = non
cli-refused-otherwise = Refusé : { $code }.
cli-error-io = La sortie n'a pas pu être écrite : { $reason }.
cli-error-file = { $path } est inutilisable : { $reason }.
cli-usage-unknown-option = Il n'y a pas ici d'option { $argument }.
cli-usage-unknown-command = Il n'y a pas de commande { $command }.
cli-usage-missing = Il manque { $argument }.
cli-usage-missing-command = Il manque, après la commande, ce qu'elle doit faire.
cli-usage-value = « { $value } » n'est pas une valeur de { $argument }.
cli-usage-conflict = { $argument } ne va pas avec { $other }.
cli-usage-utf8 = Un argument n'est pas de l'UTF-8 valide.
cli-usage-otherwise = La ligne de commande est illisible.
cli-usage-hint = Voyez encours --help.
cli-usage-hint-meant = Vouliez-vous dire { $meant } ?
cli-no-command = Aucune commande, et pas de terminal où ouvrir le poste de travail.
cli-db-prepared = { $database } sur { $place } est prête.
cli-db-current = { $database } sur { $place } était déjà à jour.
cli-db-granted = Les fonctions, règles et droits de { $database } sur { $place } ont été posés à neuf.
cli-db-no-check = Cette base n'offre pas de contrôle.
cli-db-check-failed = Le grand livre ne tombe pas juste dans { $count } de ses contrôles ; les lignes ci-dessus disent où.
cli-agent-added = { $agent } peut entrer.
cli-agent-changed = Les groupes de { $agent } ont été redéfinis.
cli-agent-revoked = { $agent } ne peut plus entrer ; sessions terminées : { $sessions }.
cli-config-own-file = Votre fichier : { $path }
cli-origin-default = par défaut
cli-origin-flag = ligne de commande
cli-doctor-well = bon
cli-doctor-warning = à voir
cli-doctor-broken = cassé
cli-doctor-locale = locale
cli-doctor-locale-remedy = Donnez à LANG une locale UTF-8 telle que C.UTF-8 ; d'ici là, seul l'ASCII est dessiné.
cli-doctor-terminal = terminal
cli-doctor-terminal-remedy = Le poste de travail demande un terminal ; les commandes s'en passent.
cli-doctor-programs = PostgreSQL
cli-doctor-data = données privées
cli-doctor-database = base
cli-doctor-server = serveur
cli-doctor-schema = schéma
cli-doctor-mail = courrier
cli-doctor-mail-remedy = Donnez smtp.host dans la configuration pour envoyer des lettres par courriel.
cli-doctor-credential-remedy = D'autres peuvent lire ce mot de passe : chmod 600.
cli-doctor-found = Quelque chose est cassé ici ({ $count }) ; les lignes ci-dessus disent quoi et comment y remédier.
cli-column-item = objet
cli-column-value = valeur
cli-column-check = contrôle
cli-column-ok = juste
cli-column-detail = constat
cli-column-key = réglage
cli-column-origin = origine
cli-column-agent = agent
cli-column-name = nom
cli-column-groups = groupes
cli-column-portfolios = portefeuilles
cli-column-language = langue
cli-column-active = peut entrer
cli-column-topic = objet
cli-column-state = état
cli-column-remedy = remède

refused-agent-name = { $name } ne peut pas être un nom de connexion ; lettres, chiffres et . _ - @, sans pg_ ni encours_ au début.
refused-agent-group = Il n'y a pas de groupe { $group } ; les groupes sont { $groups }.
refused-agent-superuser = { $name } est superutilisateur du serveur et aucune règle ne le lie ; prenez un autre rôle de connexion.
refused-agent-portfolio = Il n'y a pas de portefeuille { $portfolio }.
refused-agent-unknown = Il n'y a pas d'agent { $name }.
