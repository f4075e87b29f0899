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
cli-no-terminal = Le poste de travail demande un terminal en entrée et en sortie.
cli-no-cockpit = Le poste de travail ne fait pas partie de cette version ; les commandes, si.
cli-dumb-terminal = Ce terminal (TERM) ne connaît pas de déplacement du curseur : le poste de travail ne peut pas y être dessiné ; les commandes fonctionnent, voyez encours --help.
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
ui-screen-today = Aujourd'hui
ui-screen-worklist = À traiter
ui-screen-customer = Client
ui-screen-aged = Balance âgée
ui-screen-activity = Activité
ui-saved-on-undo = enregistré sur { $subject } · { $key } annule
ui-saving = enregistrement sur { $subject }
ui-undone-on = annulé sur { $subject }
ui-refused-on = { $subject } : { $why }
ui-checking = liaison rompue : vérification de l'enregistrement sur { $subject }
ui-draft-restored = votre saisie sur { $subject } est revenue
ui-sent-to-terminal = envoyé au presse-papiers du terminal
ui-cancelled = interrompu
ui-leave-with = premier écran · ctrl-c pour quitter
ui-key-dropped = touche ignorée : la liste a avancé
ui-paste-nowhere = le texte collé n'est allé nulle part : aucun champ ouvert
ui-nothing-to-undo = rien à annuler
ui-read-only = vous pouvez lire ici, pas écrire
ui-not-connected-yet = pas encore connecté
ui-no-row = aucune ligne choisie
ui-date-no-such-day = ce jour n'existe pas
ui-date-unknown = pas une date : ven, +10, +10o, fdm, 15/12 ou 2026-12-15
ui-date-far = { $date }, c'est dans plus de 45 jours : encore une fois pour enregistrer
ui-date-day-off = jour non ouvré
ui-amount-ambiguous = { $typed } a deux lectures : taper 1000 ou 1,00
ui-amount-unknown = pas un montant : 1234,56 ou 12k
ui-field-required = à remplir
ui-type-the-word = le mot doit être tapé, non collé
ui-type-this-word = taper le mot : { $word }
ui-enter-does-not-send = Entrée seule ne le fait pas : ctrl-d
ui-theme-wrong = le fichier de thème ne peut servir : { $why }
ui-keymap-not-toml = le fichier des touches n'est pas du TOML : { $why }
ui-keymap-section = le fichier des touches a une section inconnue { $section } : seule [keys] existe
ui-keymap-action = le fichier des touches nomme une action inconnue { $action } : vouliez-vous dire { $near } ?
ui-keymap-list = les touches de { $action } doivent être un texte ou une liste de textes
ui-keymap-key = { $action } : la touche { $key } n'existe pas
ui-keymap-clash = { $keys } sert à la fois à { $one } et à { $other }
ui-connecting = connexion…
ui-live = en direct
ui-stale-since = figé depuis { $time }
ui-offline-since = hors ligne depuis { $time }
ui-loading = chargement
ui-empty = rien ici
ui-too-small = { $columns }×{ $rows } : il faut au moins 60×15
ui-changed = { $n } modifiés · { $key }
ui-position = { $at } sur { $total }
ui-search = chercher
ui-nothing-found = rien trouvé
ui-form-keys = Tab suivant · Entrée avance · ctrl-d enregistre · Échap quitte (gardé)
ui-choose-keys = lettre ou Entrée choisit · Échap quitte
ui-text-keys = j k défilent · Échap quitte
ui-find-keys = Entrée exécute · Échap quitte
ui-confirm-keys = taper { $word } puis Entrée · Échap quitte
ui-read-only-mark = lecture seule
form-word = confirmer en tapant
ui-no-terminal = encours : le cockpit demande un terminal ; les commandes (encours --help) non
ui-key-table-head = touche | action | ce qu'elle fait
ui-amount-digits = { $currency } { $digits ->
    [0] n'a pas de décimales
    [one] a { $digits } décimale
   *[other] a { $digits } décimales
}
ui-drafts-found = { $n ->
    [one] texte non enregistré sur { $subject } : rouvrir le formulaire pour continuer
   *[other] { $n } textes non enregistrés, le dernier sur { $subject } : rouvrir le formulaire pour continuer
}
ui-marked = { $n ->
    [one] { $n } marquée
   *[other] { $n } marquées
}

## Actions : libellé et phrase de l'aide (action-)
action-help = touches
action-help-help = Montrer toutes les touches d'ici ; taper pour chercher
action-palette = commandes
action-palette-help = Trouver toute action par son nom
action-back = retour
action-back-help = Arrêter le chargement, sinon revenir à l'écran d'avant
action-undo = annuler
action-undo-help = Reprendre le dernier enregistrement
action-refresh = actualiser
action-refresh-help = Redemander, en restant sur cette ligne
action-go-today = Aujourd'hui
action-go-today-help = Aller au début de journée
action-go-worklist = À traiter
action-go-worklist-help = Aller aux clients à appeler maintenant
action-go-aged = Balance âgée
action-go-aged-help = Aller à qui doit quoi, depuis quand
action-go-activity = Activité
action-go-activity-help = Aller au travail des collègues, en direct
action-down = bas
action-down-help = Ligne suivante ; un nombre avance d'autant
action-up = haut
action-up-help = Ligne précédente ; un nombre recule d'autant
action-page-down = page suivante
action-page-down-help = Un écran plus bas
action-page-up = page précédente
action-page-up-help = Un écran plus haut
action-first = début
action-first-help = Première ligne de la liste
action-last = fin
action-last-help = Dernière ligne de la liste
action-open = ouvrir
action-open-help = Ouvrir la ligne choisie
action-mark = marquer
action-mark-help = Marquer la ligne pour une action groupée, et descendre
action-mark-all = tout marquer
action-mark-all-help = Marquer les lignes chargées, ou aucune
action-filter = filtrer
action-filter-help = Restreindre la liste : les termes côte à côte s'ajoutent
action-sort = trier
action-sort-help = Changer l'ordre de la liste
action-next-pane = volet suivant
action-next-pane-help = Volet ou moitié suivante
action-previous-pane = volet précédent
action-previous-pane-help = Volet ou moitié précédente
action-repaint = redessiner
action-repaint-help = Redessiner tout l'écran
action-suspend = suspendre
action-suspend-help = Revenir au shell ; fg reprend
action-quit = quitter
action-quit-help = Garder ce qui est saisi et quitter
