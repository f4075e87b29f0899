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
db-error-too-many = Le serveur est plein : toutes ses connexions sont prises.
db-error-too-many-hint = Réessayez dans un instant, ou prévenez l'administrateur.
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
db-error-denied = Vous n'avez pas ce droit.
db-error-denied-hint = Demandez le droit à l'administrateur, ou agissez sous un autre nom.
db-error-not-administrator = { $role } n'est pas l'administrateur du serveur de base de données.
db-error-not-administrator-hint = Lancez cette commande en superutilisateur du serveur, par exemple postgres.
db-error-constraint = Les règles du grand livre ne le permettent pas : { $detail }.
db-error-constraint-hint = Corrigez la saisie et recommencez.
db-error-not-prepared = La base n'a pas été préparée pour encours.
db-error-not-prepared-hint = L'administrateur doit lancer encours db init.
db-error-version = La base est à la version { $database } et ce programme à { $program }, ou leurs fonctions diffèrent.
db-error-functions = Les fonctions de la base ne sont pas celles de ce programme, bien que tous deux soient à la version { $database } : quelqu’un les a changées, ou un autre exemplaire du programme les a préparées.
db-error-version-hint = Installez le programme qui convient, ou faites lancer encours db migrate du plus récent par l'administrateur.
db-error-diverged = La base a été préparée par une autre version : l'étape { $step } de son schéma n'est pas celle de ce programme.
db-error-diverged-hint = Prenez le programme qui l'a préparée ; une base privée peut être recommencée en donnant un autre répertoire par ENCOURS_DATA_DIR.
db-error-address = L'adresse de la base est illisible.
db-error-address-hint = Écrivez-la postgres://personne@serveur/base.
db-error-internal = La base n'a pas pu le faire : { $detail }.
db-error-internal-hint = C'est une erreur du programme ; encours doctor en dit plus.

## Le serveur privé (pg-)
pg-error-no-programs = PostgreSQL n'est pas installé ici.
pg-error-no-programs-hint = Installez-le par : apt-get install -y postgresql
pg-error-no-programs-there = ENCOURS_PG_BIN vaut { $directory }, où il n'y a pas de programmes PostgreSQL.
pg-error-no-programs-there-hint = Donnez le répertoire d'initdb et de postgres, par exemple /usr/lib/postgresql/15/bin, ou retirez la variable.
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
config-error-wants-absolute = { $at } : { $key } doit être un chemin entier, depuis / : un chemin relatif désignerait un autre lieu dans chaque dossier.
config-error-unknown-key-meant = { $at } : il n'y a pas de réglage { $key } ; vouliez-vous dire { $meant } ?
config-error-wants-text = { $at } : { $key } doit être un texte entre guillemets, et non vide.
config-error-wants-switch = { $at } : { $key } doit être true ou false.
config-error-wants-number = { $at } : { $key } doit être un nombre entier de 0 à { $most }.
config-error-no-such-choice = { $at } : { $key } ne peut pas être « { $value } » ; c'est l'un de { $choices }.
config-error-no-such-choice-meant = { $at } : { $key } ne peut valoir « { $value } » ; vouliez-vous dire { $meant } ? Au choix : { $choices }.

## Ligne de commande (cli-)
cli-yes = oui
cli-no = non
cli-refused-otherwise = Refusé : { $code }.
cli-error-io = La sortie n'a pas pu être écrite : { $reason }.
cli-error-file = { $path } est inutilisable : { $reason }.
io-not-found = il n’existe pas
io-denied = le droit manque
io-exists = il existe déjà
io-directory = c’est un dossier
io-not-a-directory = une partie de son chemin n’est pas un dossier
io-not-text = ce n’est pas du texte UTF-8
io-full = le disque est plein
io-read-only = le disque est en lecture seule
io-ended = l’autre côté est parti
io-otherwise = le système a refusé
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
cli-cockpit-failed = Le poste de travail n’a pas pu tourner : { $why }
cli-dumb-terminal = Ce terminal (TERM) ne connaît pas de déplacement du curseur : le poste de travail ne peut pas y être dessiné ; les commandes fonctionnent, voyez encours --help.
cli-db-prepared = { $database } sur { $place } est prête.
cli-db-current = { $database } sur { $place } était déjà à jour.
cli-db-granted = Les fonctions, règles et droits de { $database } sur { $place } ont été posés à neuf.
cli-db-saved = { $database } sur { $place } est sauvegardée.
cli-db-restored = { $database } sur { $place } est restaurée ; laissez entrer les personnes par encours agent add là où leurs rôles manquent.
cli-db-file-exists = { $path } existe et n'est pas remplacé.
cli-db-exists = Il y a déjà une base { $database } ; elle n'est pas touchée.
cli-db-program-failed = { $program } a échoué : { $reason }
cli-db-no-check = Cette base n'offre pas de contrôle.
cli-db-check-failed = Le grand livre ne tombe pas juste dans { $count ->
        [one] { $count } de ses contrôles
       *[other] { $count } de ses contrôles
    } ; les lignes ci-dessus disent où.
cli-agent-added = { $agent } peut entrer.
cli-agent-changed = Les groupes de { $agent } ont été redéfinis.
cli-agent-revoked = { $agent } ne peut plus entrer ; sessions terminées : { $sessions }.
cli-config-own-file = Votre fichier : { $path }
cli-origin-default = par défaut
cli-origin-flag = ligne de commande
cli-first-start = Création de la base privée ; une seule fois, quelques secondes.
cli-doctor-person = personne
cli-doctor-person-remedy = Ce rôle n'est personne dans le grand livre : l'administrateur doit lancer encours agent add.
cli-doctor-server-remedy = Cette version montre des statistiques de lignes que les droits cachent : mettez PostgreSQL à jour.
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
cli-doctor-company = société
cli-doctor-server = serveur
cli-doctor-schema = schéma
cli-doctor-keys = touches
cli-doctor-documents = copies
cli-doctor-documents-remedy = Fixez documents.folder : le dossier des factures, chacune à son numéro et .pdf, pour en envoyer des copies.
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
ui-refused-kept-on = { $subject } : { $why } · votre saisie est conservée : rouvrir le formulaire
ui-checking = liaison rompue : vérification de l'enregistrement sur { $subject }
ui-draft-restored-here = votre saisie est revenue
ui-draft-restored = votre saisie sur { $subject } est revenue
ui-sent-to-terminal = envoyé au presse-papiers du terminal
ui-leaving = sortie dès que tout est enregistré · encore une fois pour sortir
ui-task-failed = une partie du programme a échoué : { $why }
ui-terminal-failed = le terminal a échoué : { $why }
ui-cancelled = interrompu
ui-leave-with = premier écran · ctrl-c pour quitter
ui-key-dropped = touche ignorée : la liste a avancé
ui-not-shown-yet = pas encore chargé : refaire la touche quand la ligne est là
ui-paste-nowhere = le texte collé n'est allé nulle part : aucun champ ouvert
ui-nothing-to-undo = rien à annuler
ui-read-only = vous pouvez lire ici, pas écrire
ui-not-connected-yet = pas encore connecté
ui-no-row = aucune ligne choisie
ui-date-no-such-day = ce jour n'existe pas ; l'ordre est { $order ->
        [month-day] mois/jour : 12/15
       *[day-month] jour/mois : 15/12
    }, ou 2026-12-15
ui-date-other-order = { $typed } est lu { $order ->
        [month-day] mois/jour
       *[day-month] jour/mois
    } et il n'y a pas de mois { $month } : écrivez { $instead } ou { $iso }
ui-date-how = { $order ->
        [month-day] mois/jour, par exemple 12/15
       *[day-month] jour/mois, par exemple 15/12
    } · ven · +10 · +10o · fdm
ui-date-how-past = { $order ->
        [month-day] mois/jour, par exemple 12/15
       *[day-month] jour/mois, par exemple 15/12
    } · ven · -3 · fdm
ui-date-unknown = pas une date : ven, +10, +10o, fdm, { $order ->
        [month-day] 12/15 (mois/jour)
       *[day-month] 15/12 (jour/mois)
    } ou 2026-12-15
ui-date-far = { $date }, c'est dans plus de 45 jours : encore une fois pour enregistrer
ui-date-day-off = jour non ouvré
ui-amount-ambiguous = { $typed } a deux lectures : taper 1000 ou 1,00
ui-amount-unknown = pas un montant : 1234,56 ou 12k
ui-field-required = à remplir
ui-type-the-word = le mot doit être tapé, non collé
ui-type-this-word = taper le mot : { $word }
ui-enter-does-not-send = Entrée seule ne le fait pas : ctrl-d
ui-theme-wrong = le fichier de thème ne peut servir : { $why }
ui-keymap-unreadable = le fichier des touches { $path } ne peut être lu : { $why }
ui-keymap-not-toml = le fichier des touches n'est pas du TOML : { $why }
ui-keymap-section = le fichier des touches a une section inconnue { $section } : seule [keys] existe
ui-keymap-action = le fichier des touches nomme une action inconnue { $action } : vouliez-vous dire { $near } ?
ui-keymap-action-list = le fichier des touches nomme une action inconnue { $action } : config/keymap.toml les nomme toutes
ui-keymap-list = les touches de { $action } doivent être un texte ou une liste de textes
ui-keymap-key = { $action } : la touche { $key } n'existe pas
ui-keymap-clash = { $keys } sert à la fois à { $one } et à { $other }
ui-connecting = connexion…
ui-live = en direct
ui-stale-since = figé depuis { $time }
ui-offline-since = hors ligne depuis { $time }
ui-loading = chargement
ui-empty = rien ici
ui-too-small = { $columns }×{ $rows } : il faut au moins 60×15. Votre saisie est gardée ; les touches sont sans effet d'ici là, sauf ctrl-c, qui quitte.
ui-newer = { $n ->
    [one] { $n } nouvelle ligne · { $key }
   *[other] { $n } nouvelles lignes · { $key }
}
ui-changed = { $n } modifiés · { $key }
ui-position = { $at } sur { $total }
ui-nothing-found = rien trouvé
ui-pair = { $what } : { $told }
ui-form-view-keys = Tab suivant · Entrée affiche · ctrl-u vide · Échap quitte
ui-choose-keys = lettre ou Entrée choisit · Échap quitte
ui-text-keys = j k défilent · Échap quitte
ui-find-keys = Entrée exécute · Échap quitte
ui-confirm-keys = taper { $word } puis Entrée · Échap quitte
ui-read-only-mark = lecture seule
form-word = pour confirmer
ui-amount-digits = { $currency } { $digits ->
    [0] n'a pas de décimales
    [one] a { $digits } décimale
   *[other] a { $digits } décimales
}
ui-drafts-found = { $n ->
    [one] saisie gardée sur { $subject } · : brouillons la montre
   *[other] { $n } saisies gardées, la dernière sur { $subject } · : brouillons les montre
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
action-undo-help = Annuler le dernier enregistrement ; encore une fois, celui d’avant
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
action-mark-all-help = Marquer toutes les lignes que la liste compte sous son filtre, chargées ou non ; encore : aucune
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

## Imports (import-, reject-)
import-reading = lecture
import-merging = écriture dans le grand livre
import-control = Totaux de contrôle de ce qui a été enregistré, à comparer avec la source :
import-control-refused = Totaux de contrôle de ce qui a été lu, à comparer avec la source ; rien n’en a été enregistré :
import-control-left-out = { $count ->
        [one] { $count } ligne rejetée n’entre dans aucun de ces totaux : son montant ou sa devise ne se lit pas.
       *[other] { $count } lignes rejetées n’entrent dans aucun de ces totaux : leurs montants ou leurs devises ne se lisent pas.
    }
import-control-dry = Totaux de contrôle de ce qui serait enregistré, à comparer avec la source :
import-dry-run = Essai à blanc : rien n’a été enregistré.
import-refused = { $file } est refusé à cause de ses lignes rejetées ({ $count }) ; rien n’en a été enregistré. Corrigez-les, ou enregistrez les autres avec --skip-rejects.
import-more-rejects = { $count ->
        [one] … et { $count } autre ligne rejetée.
       *[other] … et { $count } autres lignes rejetées.
    }
import-cancelled = Annulé : rien de { $file } n’a été enregistré.
import-undone = L’import { $id } est annulé : { $count ->
        [one] { $count } ligne contrepassée.
       *[other] { $count } lignes contrepassées.
    }
import-undo-one = Nommez un seul import : encours import undo ID.
import-undo-id = { $id } n’est pas l’identifiant d’un import ; encours import l’affiche, comme 0193c1a2-….
import-file-missing = Le fichier { $file } n’existe pas.
import-file-forbidden = { $file } ne peut être lu : demandez le droit de lecture.
import-file-unreadable = { $file } ne peut être lu : est-ce bien un fichier ?
import-file-too-large = { $file } dépasse { $limit } Mo : divisez-le.
import-empty = { $file } est vide : pas même un en-tête.
import-not-utf8 = { $file }, ligne { $line } : ce n’est pas de l’UTF-8. Enregistrez-le en UTF-8, ou déclarez son codage dans la table de correspondance : encoding = "windows-1252".
import-not-decodable = { $file }, ligne { $line } : ce n’est pas du { $encoding } valable, contrairement à la déclaration ou aux premiers octets.
import-read-failed = { $file } n’a pu être lu au-delà de la ligne { $line } ; rien n’en a été enregistré.
import-delimiter-unclear = L’en-tête de { $file } ne montre pas son séparateur : nommez-le dans la table de correspondance, par exemple delimiter = ";".
import-record-too-long = { $file }, ligne { $line } : un enregistrement de plus de 1 Mo ; un guillemet y est-il resté ouvert ?
import-field-too-long = { $file }, ligne { $line } : un champ de plus de 64 Ko ; un guillemet y est-il resté ouvert ?
import-too-many-columns = { $file }, ligne { $line } : plus de 200 colonnes ; le séparateur est-il le bon ?
import-quote-unclosed = { $file }, ligne { $line } : un guillemet ouvert ici n’est jamais fermé.
import-column-missing = { $file } n’a pas de colonne { $column }, que nomme la table de correspondance ; son en-tête est : { $header }.
import-column-twice = { $file } a deux colonnes { $column } : donnez à chacune son nom.
import-column-unknown = { $file } a une colonne { $column } inconnue pour ce type ; vouliez-vous dire { $meant } ? Une table de correspondance dit quelle colonne est quel champ.
import-column-unknown-list = { $file } a une colonne { $column } inconnue pour ce type ; il connaît { $known }. Une table de correspondance dit quelle colonne est quel champ.
import-header = { $file } n’a pas de colonne { $missing } ; son en-tête est : { $header }. Nommez ainsi ses colonnes, ou dites dans une table de correspondance (--mapping FICHIER) quelle colonne est quel champ, par exemple [columns] { $example } ; config/mappings, dans les sources, en contient des exemples.
import-mapping-not-text = { $file } n’est pas un texte UTF-8.
import-mapping-not-toml = { $file }, ligne { $line } : ce n’est pas du TOML ({ $problem }).
import-mapping-other-kind = { $file } est une table de correspondance pour { $own }, pas pour { $kind }.
import-mapping-key-unknown = { $file } : la clé { $key } n’existe pas ; vouliez-vous dire { $meant } ?
import-mapping-key-unknown-list = { $file } : la clé { $key } n’existe pas ; on trouve ici { $known }.
import-mapping-value = { $file } : { $key } doit être l’un de { $expected }.
import-mapping-value-of = { $file } : { $key } vaut { $value } ; il faut l’un de { $expected }.
import-mapping-date-format = { $file } : { $key } vaut { $value }, qui n’est pas une forme de date ; écrivez par exemple { $known } : %d le jour, %m le mois, %Y ou %y l’année, %H:%M une heure, qui est ignorée.
import-mapping-company-code = { $file } : { $key } vaut { $value } ; un code a de 1 à 12 caractères parmi A–Z 0–9 _ -.
import-mapping-company-name = { $file } : { $key } doit être le nom de la société, en 200 caractères au plus.
import-mapping-company-country = { $file } : { $key } vaut { $value }, qui n’est pas un pays ISO 3166 ; écrivez ses deux majuscules, par exemple FR.
import-mapping-company-currency = { $file } : { $key } vaut { $value }, qui n’est pas une devise ISO 4217 ; écrivez ses trois majuscules, par exemple EUR.
import-mapping-company-language = { $file } : { $key } vaut { $value } ; il faut en ou fr.
import-mapping-company-zone = { $file } : { $key } vaut { $value }, qui n’est pas un fuseau horaire ; écrivez par exemple Europe/Paris.
import-mapping-company-meant = { $file } : { $key } vaut { $value }, qui n’existe pas ; vouliez-vous dire { $meant } ?
import-mapping-other-company = { $file } est une table de correspondance de la société { $own }, mais --company dit { $asked } : omettez --company, ou prenez une table de { $asked } (ou d’aucune société).
import-mapping-ahead = { $file } : ahead vaut pour les paiements, et pour ce que factures et grands livres disent réglé ; omettez-le pour { $kind }.
import-encoding-differs = { $file } commence par la marque d’ordre des octets de { $found }, mais la table de correspondance dit encoding = "{ $declared }" : écrivez-y encoding = "{ $found }", ou enregistrez le fichier en { $declared }.
import-workbook = { $file } est un classeur (XLSX ou ODS) : enregistrez sa feuille en CSV (UTF-8) et importez ce fichier.
import-mapping-unquoted = { $file } : { $key } doit être un texte entre guillemets, par exemple { $example }.
import-mapping-section = { $file } : { $section } est une section : écrivez [{ $section }] seul sur une ligne, ses clés en dessous.
import-mapping-company-missing = { $file } : company.{ $key } manque ; écrivez-le sous [company], par exemple { $example }.
import-mapping-marks-alike = { $file } : numbers.decimal et numbers.grouping sont le même signe ; omettez grouping s’il n’y en a pas.
import-mapping-twins = { $file } : twins vaut pour les factures et les grands livres ; { $kind } n’a pas de numéro attribué une seule fois.
import-mapping-twice = { $file } : { $field } est à la fois colonne et constante ; gardez l’une des deux.
import-mapping-field-missing = { $file } : { $kind } exige { $field } ; indiquez sa colonne, par exemple [columns] { $field } = "…", ou sa valeur sur toutes les lignes, par exemple [constants] { $field } = "…".
reject-columns = { $found } colonnes, mais l’en-tête en a { $expected }.
reject-missing = { $field } manque.
reject-nul = { $field } contient un caractère NUL.
reject-choice = { $field } vaut { $value }, et non l’un de { $known }.
reject-date = { $field } vaut { $value }, qui n’est pas une date de la forme { $form }, comme { $example }.
reject-date-year = { $field } vaut { $value }, dont l’année n’est pas entre { $first } et { $last } : est-ce une faute de frappe ?
reject-number-twice = Le numéro { $number } de ce client figure déjà à la ligne { $first } de ce fichier ; si les deux sont voulus, indiquez twins = "keep" dans la table de correspondance.
reject-currency = { $field } vaut { $value }, qui n’est pas une devise ISO 4217.
reject-country = { $field } vaut { $value }, qui n’est pas un pays ISO 3166 (deux majuscules, par exemple FR ou GB) ; une table de correspondance traduit les mots de la source sous [values.{ $field }].
reject-siren = { $field } vaut { $value } ; un SIREN a 9 chiffres, par exemple 732 829 320.
reject-siren-check = { $field } vaut { $value }, dont la clé est fausse : un chiffre est erroné.
reject-siret = { $field } vaut { $value } ; un SIRET a 14 chiffres : le SIREN et 5 pour l’établissement, par exemple 732 829 320 00074.
reject-siret-check = { $field } vaut { $value }, dont la clé est fausse : un chiffre est erroné.
reject-vat = { $field } vaut { $value }, qui n’est pas un numéro de TVA de son pays, où il s’écrit { $forms } (9 un chiffre, a une lettre, x l’un ou l’autre).
reject-vat-check = { $field } vaut { $value }, dont la clé à deux chiffres ne va pas avec le SIREN qu’il contient : un chiffre est erroné.
reject-vat-country = { $field } vaut { $value } ; un numéro de TVA commence par les deux lettres de son pays, par exemple FR ou DE.
reject-vat-length = { $field } vaut { $value } ; un numéro de TVA a les deux lettres de son pays, puis de 2 à 20 lettres et chiffres.
reject-two-companies = { $field } { $value } et { $other } { $differs } sont de deux entreprises différentes : l’un des deux est erroné.
reject-too-long = { $field } a { $found } caractères, plus que les { $most } permis ; il commence par { $beginning } : raccourcissez-le.
reject-terms = { $field } vaut { $value } ; on lit par exemple Net 30, 30 jours fin de mois, fin de mois + 45 jours.
reject-amount = { $field } vaut { $value }, qui n’est pas un montant de la forme { $form }.
reject-amount-undeclared = { $field } vaut { $value }, qui se lit de plusieurs façons ou d’aucune ; déclarez la forme dans la table de correspondance, par exemple [numbers] decimal = ",".
reject-amount-decimals = { $field } vaut { $value }, mais la devise a { $digits } décimales : le signe décimal est-il le bon ?
reject-amount-too-large = { $field } vaut { $value }, plus que le grand livre ne contient.
cli-column-file = fichier
cli-column-kind = type
cli-column-action = à faire
cli-column-read = lues
cli-column-added = ajoutées
cli-column-changed = modifiées
cli-column-unchanged = inchangées
cli-column-rejected = rejetées
cli-column-import = import
cli-column-line = ligne
cli-column-reason = raison
cli-column-lines = lignes
cli-column-rejected-lines = lignes rejetées
cli-column-rejected-amount = montant rejeté
cli-column-withheld-lines = lignes retenues
cli-column-withheld-amount = montant retenu
cli-column-amount = montant
cli-column-applied = déjà réglé
cli-column-currency = devise
refused-import-kind = { $kind } ne peut être importé.
refused-import-unknown = L’import { $id } n’existe pas.
refused-import-undone = L’import { $id } est déjà annulé.
refused-import-undo-corrected = L’import { $id } a corrigé { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    } d’imports antérieurs ; importez plutôt le fichier aux bons chiffres.
refused-import-undo-later-import = L’import { $id } ne peut pas encore être annulé : { $file } ({ $kind }), importé ensuite (le { $date } à { $time }, { $zone }), a { $count ->
        [one] une ligne qui repose
       *[other] { $count } lignes qui reposent
    } dessus ; annulez d’abord celui-là : encours import undo { $import }.
refused-import-undo-corrected-since = L’import { $id } ne peut être annulé : { $file } ({ $kind }), importé ensuite (le { $date } à { $time }, { $zone }), en a corrigé des lignes ; importez plutôt le fichier aux bons chiffres.
refused-import-undo-later-work = L’import { $id } ne peut être annulé : on a travaillé depuis sur ses lignes, { $count ->
        [one] une affectation, promesse, relance, un litige, blocage ou appel repose
       *[other] { $count } affectations, promesses, litiges, relances, blocages ou appels reposent
    } dessus ; importez plutôt le fichier aux bons chiffres.
refused-import-company-none = Le grand livre n’a pas encore de société ; une table de correspondance avec une section [company] en ouvre une.
refused-import-company-unknown = La société { $company } n’existe pas ; les sociétés sont { $known }.
refused-company-ambiguous = Plusieurs sociétés sont les vôtres ({ $known }) ; choisissez-en une avec --company.
refused-company-none = Aucune société ne vous est confiée.
refused-reminders-several-companies = Ces relances sont de plusieurs sociétés ({ $known }) ; approuvez-les société par société.
refused-import-company-ambiguous = Dites quelle société avec --company : { $known }.
refused-import-company-details = La [company] de la table de correspondance ne peut être ouverte comme { $company } : un code a jusqu’à 12 signes A–Z 0–9 _ -, puis viennent un nom, un pays et une devise ISO, en ou fr, et un fuseau tel que Europe/Paris.
refused-import-portfolio-none = { $company } n’a pas encore de portefeuille : ajoutez-en un d’abord.
refused-import-portfolio-unknown = Le portefeuille { $portfolio } n’existe pas ; les portefeuilles sont { $known }.
refused-import-customer-unknown-ref = Le client { $customer } n’existe pas.
refused-import-customer-twice = { $customer } figure deux fois dans le fichier.
refused-import-parent-unknown = Le client { $customer }, donné comme parent, n’existe pas.
refused-import-parent-cycle = { $customer } serait sa propre maison mère : { $chain } ; retirez l’un de ces rattachements.
refused-import-parent-rejected = La maison mère { $customer } est rejetée à la ligne { $parent_line } et manquera donc : corrigez d’abord cette ligne.
refused-import-paid-ahead = Réglé le { $date }, après aujourd’hui ({ $today }) : est-ce une faute de frappe ? Si c’est voulu, comme l’échéance d’un effet, indiquez ahead = "keep" dans la table de correspondance.
refused-import-time-zone-unknown = { $value } n’est pas un fuseau horaire tel que Europe/Paris.
refused-import-contact-twice = Le même contact figure deux fois dans le fichier.
refused-import-currency-unlisted = Le grand livre ne connaît pas la devise { $currency }.
refused-import-external-id-twice = { $id } figure deux fois dans le fichier.
refused-import-applied-sign = { $amount } réglés sur { $total } : les signes diffèrent.
refused-import-payment-not-positive = Un règlement de { $amount } : les règlements sont positifs, les impayés viennent du relevé bancaire.
refused-import-invoice-unknown = { $customer } n’a pas de facture { $number } dans cette devise.
refused-import-order-amounts = Commande { $number } : livré et facturé doivent se situer entre 0 et le montant.
refused-import-limit-currency = Une limite en { $currency } : les limites sont dans la devise de la société, { $expected }.
refused-import-limit-negative = Une limite de { $amount } : elle ne peut être négative ; 0 signifie aucun crédit, vide aucune limite.
refused-import-limit-dates = La limite finit le { $until }, avant de commencer le { $from }.
refused-import-limit-twice = { $customer } a deux limites à partir du { $from } dans le fichier.

## Ce que refusent les actions du grand livre (refused-)
refused-request-id-missing = L’action n’a pas d’identifiant ; donnez un UUID par action, et le même pour la retenter.
refused-request-reused = L’identifiant { $id } a déjà servi à autre chose ; donnez-en un nouveau.
refused-not-a-person = { $role } n’est pas un utilisateur de cette base ; demandez un accès à l’administrateur.
refused-role-missing = Ceci demande l’un de ces rôles : { $roles }.
refused-customer-unknown = Il n’y a pas de tel client dans vos portefeuilles.
refused-company-unknown = Il n’y a pas de société { $company }.
refused-history-immutable = L’historique ne se modifie pas ; enregistrez une correction.
refused-body-not-object = L’action doit être un objet JSON.
refused-key-unknown = { $key } n’est pas connu ici ; les clés sont { $keys }.
refused-key-missing = Il manque { $key }.
refused-field-not-text = { $key } doit être un texte.
refused-field-too-long = { $key } dépasse { $most } caractères ; raccourcissez.
refused-field-not-a-choice = { $key } ne peut pas être { $value } ; choisissez parmi { $choices }.
refused-field-not-id = { $key } doit être un identifiant (UUID).
refused-field-not-date = { $key } n’est pas une date : { $value } ; écrivez AAAA-MM-JJ.
refused-field-not-amount = { $key } n’est pas un montant : { $value } ; écrivez 1234.56.
refused-field-not-number = { $key } doit être un nombre entier.
refused-field-not-flag = { $key } doit être true ou false.
refused-field-not-list = { $key } doit être une liste d’au plus 1000 éléments.
refused-field-not-object = { $key } doit être un objet.
refused-currency-unknown = { $currency } n’est pas une devise de ce grand livre.
refused-amount-too-precise = { $amount } a plus de décimales que { $currency } ({ $digits }).
refused-amount-not-positive = { $key } doit être supérieur à 0.
refused-amount-sign = Le montant a le mauvais signe ou vaut 0 : une facture est positive, un avoir ou un acompte négatif.
refused-conflict = Quelqu’un l’a modifié entre-temps (version { $current }, la vôtre était { $given }) ; comparez et recommencez.
refused-date-past = { $key } est passé : { $date } ; donnez une date ultérieure.
refused-date-future = { $key } est à venir : { $date } ; donnez aujourd’hui ou une date antérieure.
refused-dates-reversed = { $until } précède { $from } ; échangez ou corrigez.
refused-contact-unknown = Il n’y a pas de tel contact de ce client dans vos portefeuilles.
refused-item-unknown = Il n’y a pas de tel poste de ce client dans vos portefeuilles.
refused-person-unknown = Il n’y a pas de tel collègue en activité.
refused-portfolio-unknown = Il n’y a pas de tel portefeuille dans cette société.
refused-outcome-unknown = Il n’y a pas de résultat { $outcome } ; choisissez parmi { $outcomes }.
refused-call-promise-missing = L’issue { $outcome } enregistre une promesse, et il en manque le jour : donnez le jour promis (dans une commande : --promised-on 2026-06-30), ou choisissez une autre issue.
refused-revisit-past = La prochaine action doit être à venir ; { $date } ne l’est pas.
refused-revisit-far = { $date } est dans plus d’un an ; choisissez une date plus proche.
refused-email-wrong = { $email } n’est pas une adresse électronique seule ; corrigez-la.
refused-phone-wrong = { $phone } n’est pas un numéro de téléphone ; utilisez chiffres, espaces et + ( ) . - /.
refused-undo-unknown = Il n’y a rien à annuler sous cet identifiant.
refused-undo-not-possible = Seuls s’annulent les appels, les notes, les dates de prochaine action, les promesses et leur report, les alertes traitées et les contacts corrigés.
refused-undo-not-yours = Seul son auteur peut l’annuler.
refused-undo-too-late = Ceci date du { $date } et ne s’annule que le jour même ; ajoutez plutôt une note.
refused-undo-done = Ceci est déjà annulé.
refused-promise-unknown = Il n’y a pas de telle promesse dans vos portefeuilles.
refused-promise-past = Une promesse est à venir ou pour aujourd’hui ; le { $date } est passé.
refused-promise-far = Le { $date } est dans { $days } jours, plus de 45 ; confirmez (--confirm) ou choisissez une date plus proche.
refused-promise-too-far = Le { $date } est dans plus de trois ans ; choisissez une date plus proche.
refused-promise-over-open = { $amount } dépasse ce qui est dû ({ $open }) ; promettez ce montant ou moins.
refused-promise-items-or-account = Une promesse vise des postes ou est un acompte, pas les deux.
refused-promise-item-unknown = Un poste nommé n’est pas ouvert, est nommé deux fois ou n’est pas à ce client.
refused-promise-currencies = Une promesse a une devise ; { $currency } et { $other } demandent deux promesses.
refused-promise-which-currency = Des postes sont échus en { $currencies } ; dites quelle devise est promise.
refused-promise-not-open = Cette promesse n’est plus en cours.
refused-nothing-overdue = Rien n’est échu ; nommez les postes ou promettez un acompte.
refused-dispute-unknown = Il n’y a pas de tel litige dans vos portefeuilles.
refused-dispute-resolved = Ce litige a été résolu le { $date }.
refused-dispute-nothing-open = Rien de ce poste n’est ouvert et hors litige.
refused-dispute-over-open = { $amount } dépasse ce qui peut être contesté ({ $open }).
refused-hold-unknown = Il n’y a pas de tel blocage dans vos portefeuilles.
refused-hold-scope = Un blocage vise le client, ou nomme une commande ou un poste de ce client.
refused-hold-already = Ceci est déjà bloqué.
refused-hold-released = Ce blocage est déjà levé.
refused-alert-unknown = Il n’y a pas de telle alerte dans vos portefeuilles.
refused-alert-over = Cette alerte est déjà réglée.
refused-limit-negative = Une limite ne peut pas être négative ; 0 veut dire aucun crédit.
refused-limit-request-unknown = Il n’y a pas de telle demande de limite dans vos portefeuilles.
refused-limit-request-decided = Cette demande a déjà été tranchée.
refused-second-person = Une autre personne que celle qui demande doit décider.
refused-document-exists = Il y a déjà une pièce { $external_id }.
refused-items-sum = Les échéances font { $sum }, la pièce { $amount } ; rendez-les égales.
refused-match-not-credit = Seul un avoir à un seul poste se lettre à l’enregistrement.
refused-match-currencies = { $currency } ne solde pas un poste en { $other } sans cours ; importez le règlement avec son cours.
refused-match-over-open = { $amount } n’est pas entre 0 et ce qui est ouvert ({ $open }).
refused-match-over-source = { $amount } dépasse ce qui reste à lettrer ({ $left }).
refused-order-of-another = Cette commande appartient à un autre client.
refused-order-amounts = Le livré et le facturé sont entre 0 et le montant de la commande.
refused-receipt-unknown = Il n’y a pas de tel règlement dans vos portefeuilles.
refused-receipt-exists = Il y a déjà un règlement { $external_id }.
refused-receipt-returned = Ce règlement est déjà revenu impayé.

## Les commandes qui écrivent (act-)
act-recorded = Enregistré : { $id }.
act-replayed = Déjà enregistré : { $id }.
act-customer-unknown = Il n’y a pas de client { $customer } dans vos portefeuilles ; encours worklist montre les références.
act-customer-ambiguous = { $customer } est client de plusieurs sociétés ({ $companies }) ; choisissez avec --company.
act-promise-unknown = Il n’y a pas de promesse { $id } dans vos portefeuilles.
act-dispute-unknown = Il n’y a pas de litige { $id } dans vos portefeuilles.
act-hold-unknown = Il n’y a pas de blocage { $id } dans vos portefeuilles.
act-hold-other-company = Certains de ces blocages sont de { $company }, et non de la société que nomme --company.
act-holds-acknowledged = { $done } confirmés, { $unchanged } inchangés.
acknowledge-no-id = { $file }, ligne { $line } : { $value } n’est pas l’identifiant d’un blocage ; encours holds requested l’affiche.
acknowledge-no-action = { $file }, ligne { $line } : { $value } n’est pas une action ; écrivez hold ou release, comme l’affiche encours holds requested.
refused-hold-release-not-requested = La levée du blocage { $id } n’a pas été demandée et ne peut donc être confirmée ; rien n’a été enregistré.
act-alert-unknown = Il n’y a pas d’alerte { $id } dans vos portefeuilles.
act-undo-unknown = Il n’y a pas d’appel, de note ou de promesse { $id } dans vos portefeuilles.
act-invoice-unknown = Ce client n’a pas de facture ouverte { $number }.
act-invoice-instalments = { $number } a plusieurs échéances ouvertes ; agissez sur l’une d’elles dans le cockpit.
act-order-unknown = Ce client n’a pas de commande { $number }.
## La société fictive (demo-)
demo-making = Création de la société de démonstration
demo-waiting = Un autre terminal crée ou vérifie la société de démonstration : elle s’ouvrira ici dès qu’il aura fini.
demo-made = Une société fictive a été créée, au { $day }.
demo-kept = La société fictive créée le { $day } est reprise telle quelle, avec le travail qui y a été fait ; --fresh la recrée par rapport à aujourd’hui.
cli-column-customers = clients
cli-column-invoices = factures
cli-column-open = encours
cli-column-overdue = échu
cli-column-breaches = dépassements
cli-column-company = société
cli-column-promises-open = promesses ouvertes
cli-column-promises-due = en attente
cli-column-promises-kept = tenues
cli-column-promises-partly-kept = en partie
cli-column-promises-broken = non tenues
cli-column-promises-withdrawn = annulées

## Relances et courriels (remind-, mail-, dispatch-, suppressed-)
remind-proposed = { $proposed } proposées, { $review } à examiner, { $unchanged } déjà en attente, { $suppressed } retenues.
remind-rejected = Écartée.
remind-show-head = À : { $to }
    Objet : { $subject }
    Empreinte : { $hash }
remind-approved = Approuvée ; le courriel attend dans la boîte d'envoi et peut encore être rappelé.
remind-approved-letter = Approuvée ; enregistrez la lettre quand elle sera partie.
remind-approved-many = { $approved } approuvées, { $refused } refusées.
remind-hash-needed = Une mise en demeure s'approuve telle qu'elle a été lue : donnez avec --hash l'empreinte qu'affiche « encours remind show ».
mail-recalled = Rappelé ; ce qu'il réclamait est proposé de nouveau.
mail-retried = Remis en file.
mail-resolved = Enregistré.
mail-stopped = Les envois sont arrêtés.
mail-started = Les envois reprennent.
mail-overridden = Les envois partent aujourd'hui bien que les encaissements soient anciens.
mail-column-number = Facture
mail-column-issued = Émise le
mail-column-due = Échéance
mail-column-total = Montant
mail-column-open = Solde dû
mail-column-late = Retard (j)
mail-template-not-allowed = Ligne { $line } du modèle : « { $part } » n'est pas permis ; un modèle nomme des valeurs, les filtre, boucle et choisit.
mail-template-syntax = Ligne { $line } du modèle illisible : { $reason }.
mail-template-unknown = Le modèle nomme « { $name } », qu'aucune relance ne connaît.
mail-template-too-much = Le modèle est trop long ou demande trop de travail.
dispatch-no-relay = Aucun serveur de courriel n'est configuré : renseignez smtp.host.
dispatch-demo = La société fictive n'envoie rien par le serveur de courriel configuré : nommez-en un qui puisse recevoir son courrier, par exemple encours --demo dispatch --relay localhost:1025.
dispatch-relay-unreadable = { $relay } n'est pas un serveur de courriel : donnez un nom ou une adresse, avec un port si ce n'est pas celui de la configuration, par exemple localhost:1025.
dispatch-no-credential = smtp.user est renseigné mais pas le mot de passe : placez-le seul dans un fichier et renseignez smtp.credential_file.
dispatch-credential-open = D'autres peuvent lire { $path } : donnez-lui le mode 0400.
dispatch-relay-unusable = Le serveur de courriel est inutilisable : { $reason }. Rien n'est parti par cette tentative.
dispatch-done = { $sent } envoyés, { $deferred } différés, { $failed } en échec, { $uncertain } incertains.
dispatch-stopped = { $company } : les envois sont arrêtés ; { $due } attendent.
dispatch-old-receipts = { $company } : les encaissements ne sont importés que jusqu'au { $day } ; { $due } attendent. Importez le relevé bancaire, ou « encours mail override » avec un motif.
dispatch-no-receipts = { $company } : aucun encaissement importé ; { $due } attendent. Importez le relevé bancaire, ou « encours mail override » avec un motif.
dispatch-rate = { $company } : { $due } attendent la part de leur domaine à la prochaine minute.
dispatch-unreached = { $company } : { $due } attendent, le serveur de messagerie étant inutilisable ; ils partiront dès son retour.
dispatch-left = Parmi les incertains, { $left } étaient restés en cours d’envoi : le processus qui les tenait s’est arrêté. Dites ce qu’ils sont devenus avec « encours mail » ou dans le cockpit.
dispatch-waiting = { $company } : { $waiting } attendent leur heure dans la boîte d'envoi.
dispatch-attention = { $company } : { $uncertain } incertains et { $failed } en échec demandent une personne.
suppressed-insolvency = procédure collective
suppressed-litigation = contentieux
suppressed-on-hold = suspendue
suppressed-disputed = en litige
suppressed-promised = couverte par une promesse
suppressed-payment-sent = paiement annoncé
suppressed-suspended = suspendue : une pièce manque
suppressed-in-error = facture en erreur
suppressed-factored = affacturée
suppressed-direct-debit = prélèvement ou effet pas encore rejeté
suppressed-contacted = contact récent
suppressed-no-step-left = toutes les étapes sont faites
suppressed-not-yet-due = étape pas encore atteinte
suppressed-not-in-formal-notice = mise en demeure pas encore atteinte
suppressed-below-minimum = sous le minimum, avoirs déduits
suppressed-no-address = pas d'adresse
suppressed-address-changed = adresse modifiée depuis moins d'un jour
suppressed-failed-before = un envoi précédent a échoué
suppressed-rejected = écartée aujourd'hui
suppressed-paid = payée
refused-no-policy = La société n'a pas de politique de relance.
refused-reminder-day = La date comptable est le { $today } : proposez de nouveau.
refused-reminder-for-whom = Nommez un client, ou tous.
refused-reminder-unknown = Il n'y a pas de telle relance dans vos portefeuilles.
refused-reminder-not-open = La relance n'attend plus de décision.
refused-reminder-changed = La relance a changé depuis votre lecture : relisez-la.
refused-reminder-one-by-one = Une mise en demeure ou une lettre s'approuve seule, après lecture.
refused-preview-changed = Le texte n'est pas celui qui a été lu : relisez-le.
refused-preview-unfit = Le texte ne peut pas partir : il lui faut un objet d'une ligne et un corps d'au plus 256 Kio.
refused-reminder-overtaken-paid = Un élément a été payé entre-temps : proposez de nouveau.
refused-reminder-overtaken-asked = Un élément a déjà été réclamé à cette étape : proposez de nouveau.
refused-reminder-overtaken-busy = Un élément est en cours de paiement : réessayez.
refused-reminder-held-back = La politique retient désormais cette relance : le client, ou tout ce qu’elle liste, n’est pas à relancer aujourd’hui. Proposez de nouveau pour voir pourquoi.
refused-reminder-other-step = La politique enverrait maintenant une autre relance (autre étape, autre ton ou autres factures) : proposez de nouveau.
refused-address-changed = L'adresse du destinataire n'est pas celle qui a été lue : relisez-la.
refused-no-mail-from = La société n'a pas d'adresse d'expéditeur : un administrateur ou un responsable la fixe par encours company --mail-from ADRESSE.
refused-address-unfit = « { $address } » n'est pas une adresse de courriel : écrivez-la comme comptes@example.com.
refused-mail-delay = { $seconds } secondes, c'est trop peu ou trop : le courrier approuvé attend entre 120 et 86400 secondes, pour pouvoir être repris.
company-nothing-to-set = Dites ce qui est à fixer : --mail-from, --reply-to, --address, --payment-details ou --delay-seconds.
refused-copy-missing = Il n’y a pas de copie de { $number } à joindre : placez { $file } dans le dossier que nomme documents.folder dans la configuration, ou écrivez un message sans copie.
refused-message-id-unfit = L'identifiant du message doit être nouveau et de la forme <uuid@domaine>.
refused-letter-day = Une lettre ne peut pas être partie le { $day }.
refused-worker-unnamed = Le processus d'envoi n'a pas donné de nom.
refused-mail-unknown = Il n'y a pas de tel courriel dans vos portefeuilles.
refused-reason-missing = Dites pourquoi : il manque le motif.
refused-mail-not-queued = Le courriel ne peut plus être rappelé : il est { $state }.
refused-mail-not-uncertain = Le courriel est { $state }, pas incertain.
refused-mail-not-failed = Le courriel est { $state }, pas en échec.
refused-mail-changed = Le courriel a changé depuis votre lecture : relisez-le.
cli-column-reminders = relances
cli-column-reminder = relance
cli-column-tone = ton
cli-column-channel = canal
cli-column-amounts = montants
cli-column-suppressed-by = retenue par
cli-column-suppressed-until = jusqu'au
cli-column-proposed-on = proposée le
## Écrans : noms et ce que plusieurs disent (scr-)
scr-items = Postes non soldés
scr-alerts = Alertes
scr-letter = Relance
scr-not-available = n. d.
scr-alerts-empty = aucune alerte ouverte
scr-alert-open = ouverte
scr-alert-seen = vue { $who }
scr-alert-snoozed = jusqu'au { $date }
scr-alert-returned-payment = impayé
scr-alert-breach = dépassement d'encours
scr-alert-near = proche de la limite
scr-alert-broken-promise = promesse non tenue
scr-alert-blocked-order = commande bloquée
scr-alert-large-overdue = gros échu récent
scr-alert-limit-expiring = limite bientôt échue
scr-alert-exposure-unknown = encours inconnu
scr-alert-deadline = délai proche
scr-letter-how = Par
scr-letter-to = À
scr-letter-subject = Objet
scr-letter-none = il n'y a pas de lettre à approuver
scr-letter-there = une relance est déjà proposée
scr-letter-not-seen = lisez d'abord la lettre jusqu'au bout
scr-letter-held-back = retenue
scr-letter-nothing = Aucune relance n'est proposée pour ce client. { $key } en propose une.
scr-letter-ready-post = { $key } l'approuve ; la lettre attend d'être postée et peut être reprise jusque-là
scr-letter-ready = { $key } l'approuve ; le courriel attend dans la boîte d'envoi et peut être rappelé
scr-letter-more = { $more } lit la suite ; { $key } approuve une fois la fin vue
scr-channel-email = courriel
scr-channel-letter = lettre
scr-channel-registered-letter = lettre recommandée
scr-channel-call = appel
scr-tone-courtesy = courtois
scr-tone-friendly = amical
scr-tone-firm = ferme
scr-tone-formal-notice = mise en demeure
scr-rem-date = Date
scr-rem-step = Étape
scr-rem-state = État
scr-rem-amount = Montant
scr-rem-proposed = proposée
scr-rem-to-review = à revoir
scr-rem-suppressed = retenue
scr-rem-approved = boîte d'envoi
scr-rem-sending = en cours d'envoi
scr-rem-sent = envoyée
scr-rem-uncertain = incertaine
scr-rem-failed = échouée
scr-rem-recalled = rappelée
scr-rem-rejected = rejetée

## Le début de la journée (today-)
today-group-decide = Alertes et crédit
today-group-call = À appeler
today-group-promises = Promesses
today-group-write = Courriers et litiges
today-group-since = Depuis hier
today-quiet = rien ne vous attend aujourd'hui
today-first = { $n ->
    [one] urgent : impayé, promesse, dépassement
   *[other] urgents : impayé, promesse, dépassement
}
today-by-points = { $n ->
    [one] classé par points
   *[other] classés par points
}
today-revisits = { $n ->
    [one] date de rappel arrivée
   *[other] dates de rappel arrivées
}
today-called = { $n ->
    [one] appel consigné aujourd'hui
   *[other] appels consignés aujourd'hui
}
today-promises-due = pour aujourd'hui
today-promises-awaiting = jour passé, en attente de la banque
today-promises-broken = { $n ->
    [one] non tenue depuis hier
   *[other] non tenues depuis hier
}
today-reminders = { $n ->
    [one] relance à approuver
   *[other] relances à approuver
}
today-reminders-to-review = { $n ->
    [one] relance à revoir
   *[other] relances à revoir
}
today-uncertain = { $n ->
    [one] courriel au sort incertain
   *[other] courriels au sort incertain
}
today-disputes = { $n ->
    [one] litige ouvert
   *[other] litiges ouverts
}
today-breaches = { $n ->
    [one] client en dépassement
   *[other] clients en dépassement
}
today-blocked-orders = { $n ->
    [one] commande bloquée
   *[other] commandes bloquées
}
today-alert-returned-payment = { $n ->
    [one] impayé
   *[other] impayés
}
today-alert-breach = { $n ->
    [one] dépassement d'encours
   *[other] dépassements d'encours
}
today-alert-near = { $n ->
    [one] client proche de la limite
   *[other] clients proches de la limite
}
today-alert-broken-promise = { $n ->
    [one] promesse non tenue
   *[other] promesses non tenues
}
today-alert-blocked-order = { $n ->
    [one] commande bloquée
   *[other] commandes bloquées
}
today-alert-large-overdue = { $n ->
    [one] gros échu récent
   *[other] gros échus récents
}
today-alert-limit-expiring = { $n ->
    [one] limite bientôt échue
   *[other] limites bientôt échues
}
today-alert-exposure-unknown = { $n ->
    [one] encours inconnu
   *[other] encours inconnus
}
today-alert-deadline = { $n ->
    [one] délai proche
   *[other] délais proches
}
today-newly-overdue = { $n ->
    [one] poste devenu échu
   *[other] postes devenus échus
}
today-payments = { $n ->
    [one] règlement reçu
   *[other] règlements reçus
}
today-payments-title = { $n ->
    [one] { $n } règlement depuis hier
   *[other] { $n } règlements depuis hier
}
today-more-payments = et { $n } de plus
today-invoices = { $n ->
    [one] facture émise
   *[other] factures émises
}
today-promises = { $n ->
    [one] promesse reçue
   *[other] promesses reçues
}
today-activities = { $n ->
    [one] action consignée
   *[other] actions consignées
}
today-owed = L'encours
today-owed-line = { $gross } d'encours · { $overdue } échus ({ $share })
today-customers = { $n ->
    [one] { $n } client en retard
   *[other] { $n } clients en retard
}
today-receipts = règlements connus jusqu'au { $date } · dernier import { $when } ({ $zone })
today-receipts-until = règlements connus jusqu'au { $date }
today-no-receipts = aucun règlement importé

## À traiter aujourd'hui (work-)
work-section-first = D'abord : impayés, promesses non tenues ou du jour, dépassements
work-section-points = Par points
work-empty = personne à appeler : tout l'échu est couvert ou reporté
work-not-listed = pas à traiter aujourd'hui
work-next-promise = { $amount } promis le { $date }
work-next-revisit = rappel le { $date }
work-overdue = Échu :
work-to-chase = Ni promis ni en litige :

## Pourquoi un client est à ce rang (rule-)
rule-title = { $customer } · pourquoi ici
rule-total = { $points } points en tout
rule-returned-payment = impayé{ $value ->
    [none] {""}
   *[other] {"\u00A0"}: { $value }
}
rule-promise-broken = promesse non tenue{ $value ->
    [none] {""}
   *[other] {"\u00A0"}: { $value }
}
rule-promise-due = promesse du jour{ $value ->
    [none] {""}
   *[other] {"\u00A0"}: { $value }
}
rule-breach = dépassement{ $value ->
    [none] {""}
   *[other] {" "}de { $value }
}
rule-overdue-amount = { $value } échus
rule-age = { $value } jours de retard
rule-broken-promises = { $value ->
    [one] { $value } promesse non tenue
   *[other] { $value } promesses non tenues
}
rule-risk-class = classe de risque élevée
rule-no-contact = { $value ->
    [none] jamais joint
   *[other] pas joint depuis { $value } jours
}
rule-newly-overdue = gros poste échu récemment
rule-large-item = un poste de { $value }
rule-revisit = à revoir
rule-revisit-later = à revoir plus tard
rule-rate-unknown = encours inconnu : cours de change absent
rule-covered = le reste est promis ou en litige

## Appels (call-)
call-outcome = { $label }
call-revisit-hint = vide : selon le résultat, souvent { $usual }

## Promesses (prom-)
prom-all-overdue = sans marque : tout l'échu, { $amount }
prom-nothing-overdue = rien n'est échu
prom-amount-hint = vide : la totalité
prom-col-date = Date
prom-col-amount = Montant
prom-col-state = État
prom-col-made = Faite le
prom-col-who = Par
prom-open = ouverte
prom-due = échue, en attente de la banque
prom-kept = tenue
prom-partly-kept = partiellement tenue
prom-broken = non tenue
prom-withdrawn = annulée
prom-received = { $amount } reçus

## Screens of lists in parts (tab-, disp-, inv-, out-, cred-, pipe-, set-)
scr-invoices = Factures
scr-promises = Promesses
scr-disputes = Litiges
tab-promises-today = pour aujourd'hui
tab-promises-awaiting = attente banque
tab-promises-ahead = à venir
tab-promises-broken = non tenues
tab-promises-kept = tenues
tab-promises-withdrawn = annulées
tab-disputes-unresolved = ouverts
tab-disputes-unassigned = sans responsable
tab-disputes-late = en retard
tab-disputes-mine = les miens
tab-disputes-resolved = résolus
tab-invoices-overdue = échues
tab-invoices-newly-overdue = nouvellement échues
tab-invoices-credits = avoirs
tab-invoices-not-due = non échues
tab-invoices-all = toutes ouvertes
prom-on-account = acompte
prom-items = { $n ->
    [one] { $n } poste
   *[other] { $n } postes
}
prom-instalment = échéance { $n }
prom-list-empty = aucune promesse ici · Tab montre les autres parties
disp-list-empty = aucun litige ici · Tab montre les autres parties
disp-all-of-it = vide : la totalité, { $amount }
disp-colleague = { $name }
disp-end-credit-note = avoir : le client a raison
disp-end-payable = à payer : rejeté, relancé de nouveau
disp-end-written-off = passé en pertes
disp-already-resolved = ce litige est déjà résolu
inv-list-empty = aucun poste ouvert ici · Tab montre les autres parties
inv-is-a-credit = c'est un crédit : ni litige ni promesse
inv-disputed-whole = ce poste est déjà entièrement en litige
form-dispute-title = Litige
form-assign-dispute-title = Confier le litige à
form-comment-dispute-title = Commentaire sur le litige
form-reschedule-dispute-title = Régler le litige avant le
form-resolve-dispute-title = Issue du litige
form-withdraw-promise-title = Annuler la promesse
form-hold-item-title = Plus de relance pour
form-owner = Responsable
form-due_on = À régler avant
form-status = Issue
form-root_cause = Cause
action-go-invoices = Factures
action-go-invoices-help = Aller aux postes ouverts de la société
action-go-promises = Promesses
action-go-promises-help = Aller aux promesses de paiement
action-go-disputes = Litiges
action-go-disputes-help = Aller à ce que les clients contestent
action-withdraw-promise = annuler la promesse
action-withdraw-promise-help = Annuler la promesse, avec le motif
action-dispute = litige
action-dispute-help = Ouvrir un litige sur ce poste, avec son motif
action-assign = confier
action-assign-help = Le confier à un collègue, ou tous ceux qui sont marqués
action-due-date = délai
action-due-date-help = Fixer le jour où il doit être réglé, ou chacun de ceux qui sont marqués
action-resolve = clore
action-resolve-help = Dire comment cela s'est terminé
action-hold = bloquer
action-hold-help = Bloquer, avec le motif
scr-reminders = Relances
scr-credit = Crédit
tab-reminders-proposed = proposées
tab-reminders-to-review = à relire
tab-reminders-outbox = à l'envoi
tab-reminders-sent = envoyées
tab-reminders-uncertain = incertaines
tab-reminders-failed = échecs
tab-reminders-held-back = retenues
tab-credit-breaches = dépassements
tab-credit-near = proches
tab-credit-holds = blocages
tab-credit-requests = demandes
out-until = jusqu'au { $date }
out-kind-reminder = relance
out-kind-message = message
out-kind-invoice-copy = copie de facture
out-kind-statement = relevé de compte
out-mail-queued = en attente
out-mail-sending = en cours d'envoi
out-mail-sent = envoyée
out-mail-uncertain = envoyée ou non : inconnu
out-mail-failed = échec
out-mail-stale = dépassée
out-mail-recalled = rappelée
out-to-post = à poster
out-list-empty = rien ici · Tab montre les autres parties
out-everybody = tous
out-many = { $n ->
    [one] { $n } relance
   *[other] { $n } relances
}
out-none-ready = aucune ne peut être approuvée
out-one-by-one = celles-ci se relisent et s'approuvent une à une : Entrée en ouvre une
out-not-proposed = seules les proposées peuvent être approuvées ou refusées
out-nothing-to-settle = seules les incertaines et les échecs se règlent
out-no-mail = celle-ci n'a plus de courriel
out-no-letter = ce n'est pas un courrier à poster
out-settle = Ce qu'est devenu le courriel à { $customer }
out-settle-sent = il est parti
out-settle-not-sent = il n'est pas parti : proposer de nouveau
out-settle-retry = l'envoyer de nouveau
out-settle-give-up = l'abandonner
out-text = { $customer } · { $subject }
out-text-gone = le texte a été effacé
form-approve-many-title = Approuver et envoyer
form-reject-title = Refuser la relance
form-posted-title = Le courrier est parti
form-give-up-title = Abandonner le courriel
form-tracking_number = N° de suivi
form-sent_on = Parti le (vide : auj.)
form-hold-title = Bloquer
form-release-title = Débloquer
form-target-title = Objectif du mois
form-limit-title = Limite de crédit
form-approve-limit-title = Accepter la limite
form-reject-limit-title = Refuser la limite
form-kind = Nature
cred-kind-internal = interne
cred-kind-temporary = temporaire
cred-kind-insured = assurée
cred-col-until = Jusqu'au
cred-no-limit = sans limite
cred-hold-requested = demandé
cred-erp-hold = bloquer
cred-scope-customer = client
cred-scope-order = commande
cred-scope-item = facture
cred-erp-release = débloquer
cred-hold-in-force = en vigueur
cred-hold-release-requested = déblocage demandé
cred-held-customer-credit = crédit
cred-held-customer-reminders = relances
cred-held-order-credit = commande { $number }
cred-held-order-reminders = relances, commande { $number }
cred-held-item-credit = facture { $number }
cred-held-item-reminders = relances de { $number }
cred-breaches-empty = personne ici · Tab montre les autres parties
cred-holds-empty = rien n'est bloqué
cred-requests-empty = aucune limite n'attend une seconde personne
cred-not-held = rien n'est bloqué sur cette ligne
cred-release-requested = son déblocage est déjà demandé
cred-no-request = aucune demande choisie : Tab jusqu'aux demandes
action-go-reminders = Relances
action-go-reminders-help = Aller aux relances et autres courriels
action-go-credit = Crédit
action-go-credit-help = Aller aux limites, dépassements et blocages
action-release = débloquer
action-release-help = Demander le déblocage, avec le motif
action-set-limit = limite
action-set-limit-help = Fixer une autre limite de crédit
action-approve-limit = accepter
action-approve-limit-help = Accepter la limite demandée par un autre
action-reject-limit = refuser
action-reject-limit-help = Refuser la limite demandée par un autre
action-approve-marked = approuver
action-approve-marked-help = Approuver les relances marquées, leur nombre tapé
action-reject = refuser
action-reject-help = Refuser la proposition pour aujourd'hui
action-settle = régler
action-settle-help = Dire ce que ce courriel est devenu, ou le renvoyer
action-posted = posté
action-posted-help = Le courrier est parti
today-failed = { $n ->
    [one] courriel non parti
   *[other] courriels non partis
}
scr-pipeline = De la commande à l'encaissement
scr-settings = Réglages
tab-pipeline-to-process = à traiter
tab-pipeline-pending = en cours
tab-pipeline-urgent = urgentes
tab-pipeline-blocked = bloquées
tab-pipeline-shipped = livrées non facturées
tab-pipeline-to-validate = à valider
tab-pipeline-in-error = en erreur
tab-pipeline-suspended = pièce manquante
tab-pipeline-waiting = en attente
tab-pipeline-late = en retard
tab-settings-policies = scénarios
tab-settings-outcomes = résultats
tab-settings-templates = modèles
tab-settings-rates = taux
tab-settings-people = agents et portefeuilles
pipe-order-to-process = à traiter
pipe-order-pending = en cours
pipe-order-blocked = bloquée pour crédit
pipe-order-shipped = livrée
pipe-marked = marquée urgente
pipe-invoice-to-validate = à valider
pipe-invoice-in-error = en erreur
pipe-invoice-refused = refusée
pipe-invoice-waiting = en attente
pipe-invoice-issued = émise
pipe-invoice-cancelled = annulée
pipe-invoice-factored = affacturée
pipe-code-200 = déposée
pipe-code-201 = émise
pipe-code-202 = reçue
pipe-code-203 = mise à disposition
pipe-code-204 = prise en charge
pipe-code-205 = approuvée
pipe-code-206 = approuvée partiellement
pipe-code-207 = en litige
pipe-code-208 = suspendue : envoyer la pièce
pipe-code-209 = complétée
pipe-code-210 = refusée
pipe-code-211 = paiement transmis
pipe-code-212 = encaissée
pipe-code-213 = rejetée
pipe-code-220 = annulée
pipe-code-225 = affacturée
pipe-orders-empty = aucune commande ici · Tab montre les autres parties
pipe-invoices-empty = aucune facture ici · Tab montre les autres parties
pipe-no-order = cela ne se fait que sur une commande
pipe-not-blocked = cette commande n'est pas bloquée
refused-order-unknown = Aucune commande de ce numéro dans vos portefeuilles.
refused-order-over = La commande { $number } est déjà facturée ou annulée.
refused-order-not-blocked = Cette commande n'est pas bloquée.
refused-order-release-requested = Le déblocage de cette commande est déjà demandé.
form-hold-order-title = Bloquer la commande
form-release-order-title = Débloquer la commande
set-col-policy = Scénario
set-col-days = Échéance +
set-col-claims = Réclame
set-col-gap = Au moins
set-col-template = Modèle
set-col-key = Touche
set-col-outcome = Résultat
set-col-right-party = Joint
set-col-revisit = Rappel dans
set-col-asks = Demande
set-col-language = Langue
set-col-subject = Objet
set-col-changed = Modifié
set-col-rate = Taux
set-col-of = De
set-col-from = Depuis
set-col-value = Valeur
set-col-source = Source
set-col-portfolio = Portefeuille
set-col-customers = Clients
set-col-agent = Agent
set-days = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
set-fee = indemnité
set-interest = intérêts
set-substitute = remplaçant
set-nobody = personne
set-wants-promise = une promesse
set-wants-dispute = un litige
set-wants-contact = le contact
set-wants-copy = une copie de facture
set-wants-date = une date
set-rate-fx = change
set-rate-ecb-mro = BCE, refinancement
set-rate-legal-professional = légal, entre professionnels
set-rate-legal-individual = légal, particuliers
action-go-pipeline = Commandes et factures
action-go-pipeline-help = Aller aux commandes et factures en attente
action-go-settings = Réglages
action-go-settings-help = Lire scénarios, modèles, taux et portefeuilles
action-mark-urgent = urgent
action-mark-urgent-help = Marquer la commande urgente, ou non
today-group-stake = En jeu
today-exposure = encours total, en devise de la société
today-dso = DSO en jours : créances ÷ ventes (91 j)
# end of screens of lists in parts


## L'activité (feed-)
feed-empty = rien n'a encore été fait
feed-col-when = Quand
feed-col-who = Qui
feed-col-what = Quoi
feed-program = encours
feed-corrected = repris
feed-revisit = rappel le { $date }
feed-text = { $customer } · ce qui a été écrit
feed-kind-call = appel
feed-kind-note = note
feed-kind-promise = promesse
feed-kind-dispute = litige
feed-kind-reminder = relance
feed-kind-mail-out = courriel envoyé
feed-kind-mail-in = courriel reçu
feed-kind-limit = limite
feed-kind-hold = blocage
feed-kind-release = déblocage
feed-kind-revisit = date de rappel
feed-kind-alert = alerte
feed-kind-import = import
feed-kind-contact = contact
feed-kind-correction = correction

## La balance âgée (aged-)
aged-by-customer = Par client
aged-by-currency = Par devise
aged-by-collector = Par chargé de recouvrement
aged-now = aujourd'hui
aged-as-of = au { $date }, connue aujourd'hui
aged-known = au { $date }, connue le { $known }
aged-units = en unités
aged-thousands = en milliers
aged-left-half = Tab : moitié gauche
aged-right-half = Tab : moitié droite
aged-not-due = Non échu
aged-overdue = Échu
aged-unapplied = Non lettré
aged-disputed = En litige
aged-net = Net
aged-short-not-due = N. échu
aged-short-unapplied = N. let.
aged-short-disputed = Litige
aged-col-customer = Client
aged-col-currency = Devise
aged-col-collector = Portefeuille
aged-more-totals = et { $n } autres devises · b répartit par devise
aged-total = Total { $currency } · { $n ->
    [one] { $n } client
   *[other] { $n } clients
}
aged-marked = Sélection { $currency } · { $n ->
    [one] { $n } client
   *[other] { $n } clients
}
aged-gross = Brut
aged-empty = rien d'ouvert ce jour-là
aged-no-customer = aucun client n'est choisi
aged-today-hint = vide : aujourd'hui
aged-known-hint = vide : telle que connue aujourd'hui

## Le client (cust-)
cust-phone = Téléphone
cust-exposure = Encours
cust-aging = Échéances
cust-next = Suite
cust-risk = risque { $class }
cust-is-public = organisme public
cust-is-consumer = particulier
cust-pays-transfer = virement
cust-pays-card = carte
cust-pays-check = chèque
cust-pays-direct-debit = prélèvement
cust-pays-bill = LCR
cust-pays-cash = espèces
cust-insolvent = PROCÉDURE COLLECTIVE
cust-hold-credit = BLOQUÉ
cust-hold-reminders = relances suspendues
cust-parent = de { $name }
cust-present = { $names } ici aussi
cust-copy-hint = { $key } copie
cust-no-phone = pas de numéro de téléphone
cust-of-limit = sur { $limit }
cust-of-limit-share = sur { $limit } ({ $share })
cust-over-limit = { $amount } de trop
cust-limit-until = limite jusqu'au { $date }
cust-no-limit = pas de limite
cust-rate-unknown = cours de change absent : incomplet
cust-sum-disputed = { $amount } en litige
cust-sum-promised = { $amount } promis
cust-nothing-open = rien d'ouvert
cust-overdue-of = { $overdue } échus sur { $gross }
cust-overdue-short = { $overdue } échus
cust-unapplied = non lettré { $amount }
cust-promise-open = { $amount } promis pour { $date }
cust-promise-due = { $amount } étaient promis pour { $date }, en attente de la banque
cust-no-next = aucune suite prévue
cust-last-contact = dernier { $when } : { $what } { $who }
cust-broken = { $n ->
    [one] { $n } promesse non tenue
   *[other] { $n } promesses non tenues
}
cust-last-reminder = relancé le { $date }
cust-pane-items = Postes
cust-pane-timeline = Histoire
cust-pane-promises = Promesses
cust-pane-reminders = Relances
cust-pane-disputes = Litiges
cust-pane-contacts = Contacts
cust-no-items = rien d'ouvert
cust-no-story = rien n'a encore été fait
cust-no-promises = aucune promesse
cust-no-reminders = aucune relance
cust-no-disputes = aucun litige
cust-no-contacts = aucun contact
cust-marked = marqués : { $sum }
cust-col-number = Pièce
cust-col-due = Échéance
cust-col-late = Ret.
cust-col-open = Ouvert
cust-col-state = État
cust-col-amount = Montant
cust-col-order = Commande
cust-col-name = Nom
cust-col-phone = Téléphone
cust-col-email = Courriel
cust-col-role = Rôle
cust-kind-invoice = facture
cust-kind-credit-note = avoir
cust-kind-on-account = acompte
cust-kind-opening = reprise
cust-kind-receipt = règlement
cust-mark-disputed = litige
cust-mark-promised = promis
cust-mark-reminded = { $n }× relancé
cust-state-pre-litigation = précontentieux
cust-state-litigation = contentieux
cust-state-factored = affacturé
cust-bounced = rejetée
cust-do-not-call = ne pas appeler
cust-role-payables = comptabilité
cust-role-manager = direction
cust-role-buyer = achats
cust-role-legal = juridique
cust-role-sales-owner = commercial
cust-role-logistics-owner = logistique
cust-role-other = autre
cust-dispute-reason = Motif
cust-dispute-status = État
cust-dispute-opened = Ouvert
cust-dispute-open = ouvert
cust-dispute-with-owner = chez le responsable
cust-dispute-credit-note = avoir
cust-dispute-payable = à payer
cust-dispute-written-off = passé en pertes
cust-reason-price = prix
cust-reason-quantity = quantité
cust-reason-quality = qualité
cust-reason-delivery = livraison
cust-reason-duplicate = doublon
cust-reason-not-ordered = non commandé
cust-reason-missing-po = n° de commande absent
cust-reason-not-received = non reçue
cust-reason-terms = conditions
cust-reason-other = autre
cust-document = { $number } · { $customer }
cust-issued = Émission
cust-due = Échéance
cust-due-assumed = échéance supposée
cust-instalment = Échéance n°
cust-po-number = Commande client
cust-amount = Montant
cust-open = Ouvert
cust-disputed = En litige
cust-promised = Promis
cust-nothing-settled = rien n'en a encore été réglé
cust-settled-payment = règlement
cust-settled-credit = avoir
cust-settled-discount = escompte
cust-settled-write-off = passage en pertes
cust-settled-bank-charge = frais bancaires
cust-settled-exchange = écart de change
cust-settled-reversal = extourne
cust-search = Qui appelle ?
cust-search-keys = Entrée ouvre · Échap quitte
cust-search-hint = nom, téléphone, facture, montant, SIREN ou référence
cust-matched-name = nom
cust-matched-reference = référence
cust-matched-siren = SIREN
cust-matched-phone = téléphone
cust-matched-email = courriel
cust-matched-document = pièce
cust-matched-number = numéro
cust-matched-amount = montant

## Formulaires : titre et champs (form-)
form-call-title = Appel
form-note-title = Note
form-promise-title = Promesse
form-revisit-title = Rappeler le
form-snooze-title = Reporter
form-as-of-title = Quel jour
form-outcome = Résultat
form-promised_on = Promis pour
form-amount = Montant
form-revisit_on = Rappeler le
form-note = Note
form-items = Postes
form-until_on = Jusqu'au
form-reason = Motif
form-as_of = Au
form-known_on = Connue le

## Actions des écrans (action-)
action-go-alerts = Alertes
action-go-alerts-help = Aller à ce qu'il faut regarder maintenant
action-find = chercher
action-find-help = Trouver un client : nom, téléphone, pièce, montant, SIREN
action-call = appel
action-call-help = Noter un appel et son résultat
action-note = note
action-note-help = Écrire une note ; dans la liste du jour, sur chaque client marqué
action-promise = promesse
action-promise-help = Noter une promesse sur des postes, ou pour tout l'échu
action-revisit = rappel
action-revisit-help = Fixer le jour où revenir au client, ou à chaque client marqué
action-remind = relance
action-remind-help = Lire la relance proposée et l'approuver
action-why = pourquoi
action-why-help = Voir pourquoi le client est à ce rang
action-copy-phone = copier tél.
action-copy-phone-help = Envoyer le numéro au presse-papiers du terminal
action-split-by = répartir
action-split-by-help = Par client, par devise, par chargé de recouvrement
action-as-of = jour
action-as-of-help = Choisir le jour, et telle que connue quand
action-open-customer = client
action-open-customer-help = Ouvrir le client
action-approve = approuver
action-approve-help = Approuver la relance une fois sa fin vue
action-propose = proposer
action-propose-help = Proposer maintenant une relance à ce client
action-acknowledge = prendre note
action-acknowledge-help = Prendre note de l’alerte, ou de celles qui sont marquées
action-snooze = reporter
action-snooze-help = Montrer l’alerte, ou celles qui sont marquées, un autre jour

## Listes en ligne de commande (list-, aging-)
aging-buckets-differ = Les sociétés découpent leurs balances à des jours différents : choisissez-en une par --company.
list-currency-unknown = { $currency } n’est pas un code de devise : donnez trois lettres, comme EUR.
list-state-unknown = Il n’y a pas ici de { $state } : donnez l’un de { $known }.
list-part-needed = Sans partie, on compte ce qu’il y a dans chacune : pour filtrer, trier ou choisir les colonnes, nommez-en une parmi { $known }.
refused-cursor-unreadable = Cet endroit de départ ne vient d’aucune liste : copiez-le de next, ou omettez-le.
cli-column-customer = client
cli-column-points = points
cli-column-section = section
cli-column-to-chase = à relancer
cli-column-oldest-days = jours de retard
cli-column-promised-on = promis pour le
cli-column-promised = promis
cli-column-promised-currency = en
cli-column-last-contact = dernier contact
cli-column-last-outcome = résultat
cli-column-last-by = par
cli-column-revisit-on = revenir le
cli-column-alerts = alertes
cli-column-reasons = raisons
cli-column-items = postes
cli-column-not-due = non échu
cli-column-gross = brut
cli-column-unapplied = non affecté
cli-column-net = net
cli-column-disputed = en litige
cli-column-portfolio = portefeuille
cli-column-collectors = chargés de recouvrement
cli-column-number = numéro
cli-column-instalment = échéance
cli-column-issued-on = émis le
cli-column-due-on = échéance le
cli-column-due-assumed = échéance supposée
cli-column-days-late = jours de retard
cli-column-id = id
cli-column-raised-on = levée le
cli-column-snoozed-until = pas avant le
cli-column-assigned = confiée à
cli-column-received = reçu
cli-column-made-on = faite le
cli-column-judge-on = jugée dès le
cli-column-judged-on = jugée le
cli-column-on-account = à valoir
cli-column-person = par
cli-column-standing = situation
cli-column-exposure = encours
cli-column-limit = limite
cli-column-excess = dépassement
cli-column-limit-until = limite jusqu’au
cli-column-hold = blocage
cli-column-recorded-at = enregistré
cli-column-effective-on = le
cli-column-outcome = résultat
cli-column-corrected = corrigé
cli-column-matched = trouvé par
cli-column-found = trouvé
cli-column-text = texte
## Le journal d’audit en ligne de commande (cli-audit-)
cli-audit-holds = Le journal d’audit est intact : { $sealed } lignes scellées, { $unsealed } pas encore. Dernier sceau, à noter ailleurs : { $head }
cli-audit-unsealed = Le journal d’audit n’a pas encore de sceau ; { $unsealed } lignes en attendent un.
cli-audit-broken-row = Le journal d’audit a été falsifié : la ligne { $row } n’est pas celle qui a été scellée.
cli-audit-broken-seal = Le journal d’audit a été falsifié : le sceau { $seal } ne découle pas du précédent.
cli-audit-broken-hint = Comparez cette ligne à une sauvegarde et cherchez qui peut agir en administrateur de la base.

## Déplacer une promesse, et deux personnes sur une même ligne
action-move-promise = déplacer
action-move-promise-help = Donner un autre jour à la promesse choisie
form-move-promise-title = Déplacer la promesse
prom-none-selected = aucune promesse choisie : Tab jusqu’aux promesses
prom-not-open = cette promesse n’est plus ouverte
ui-conflict-theirs = entre-temps : { $value }

## La fin d’une session
ui-ended-idle = La session est terminée : aucune touche n’a été pressée pendant { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}. Ce qui était saisi est conservé et sera proposé au prochain démarrage.
ui-own-fault = encours a rencontré une erreur qui lui est propre ({ $place }) et s’est arrêté. Ce qui était saisi est conservé et sera proposé au prochain démarrage.
# Un rôle sans connexion libre
db-error-role-full = Vos { $limit } connexions sont prises : fermez un autre poste ou une commande de { $role }.
db-error-role-full-hint = Le travail reprend dès qu'une connexion se libère.

# Écrans sans réponse
ui-form-cut = { $n ->
        [one] le dernier caractère n’a pas tenu
       *[other] les { $n } derniers caractères n’ont pas tenu
    } : un texte en contient environ 8 000
ui-unloaded = { $why } · { $key } redemande
ui-unloaded-offline = en attente de la base de données

# La société affichée
action-company = Société
action-company-help = Choisir laquelle de vos sociétés est affichée
ui-company-title = Quelle société ?
ui-company-option = { $code } · { $name } · { $currency }
ui-company-only = { $code } · { $name } est votre seule société
ui-company-none = aucune société que vous puissiez voir : importez un grand livre (encours help import), essayez la société fictive (encours demo) ou demandez à l’administrateur
ui-company-entered = vous êtes sur { $code } · { $name }
## Listes : filtre, tri, colonnes (filter-, col-, ui-)
filter-field = « { $term } » en { $at } : il n’y a pas de champ { $name } ; vouliez-vous dire { $near } ? Champs : { $known }
filter-field-list = « { $term } » en { $at } : il n’y a pas de champ { $name } ; champs : { $known }
filter-empty = « { $term } » en { $at } : il manque quelque chose ici
filter-number = « { $term } » en { $at } : { $text } n’est pas un nombre ; écrivez 1500, 1,5k ou 2M
filter-ambiguous = « { $term } » en { $at } : { $text } peut se lire de deux façons ; écrivez { $plain } ou 1k
filter-date = « { $term } » en { $at } : { $text } n’est pas une date ; écrivez ven, +10, 15/12 ou 2026-12-15
filter-word = « { $term } » en { $at } : { $text } ne figure pas parmi { $known }
filter-comparison = « { $term } » en { $at } : { $field } ne se compare pas ainsi
filter-quote = « { $term } » en { $at } : le guillemet n’est pas fermé
filter-too-many = « { $term } » en { $at } : un filtre a au plus 32 termes
ui-filter-keys = Entrée garder · Échap effacer · ↑ précédents
ui-filtered = filtre : { $filter }
ui-sum = { $column } : { $sum }
ui-sort = Trier par (de nouveau : inverse l’ordre)
ui-sorted-up = { $column }, du plus petit au plus grand
ui-sorted-down = { $column }, du plus grand au plus petit
ui-yes = oui
action-filter = filtrer
action-filter-help = Restreindre la liste : retard>30 montant>10k risque:C -litige charge:moi "acme"
action-sort = trier
action-sort-help = Trier la liste par une colonne
ui-columns = Colonnes (une lettre : oui ou non)
ui-column-shown = { $column } : oui
ui-column-hidden = { $column }
ui-views = Vues de cette liste
ui-view = { $name }
ui-view-keep = garder ce qui est affiché
ui-view-own = la liste telle quelle, sans vue
ui-view-nothing = ni filtre, ni tri, ni choix de colonnes à garder
ui-view-kept = gardée : { $name }
ui-views-unreadable = { $path } est illisible : { $why }. Corrigez ou déplacez ce fichier ; sans lui il n’y a pas de vue gardée.
action-columns = colonnes
action-columns-help = Choisir les colonnes de la liste
action-views = vues
action-views-help = Afficher une vue gardée de la liste, ou garder ce qui est affiché
action-mark-range = marquer jusqu’ici
action-mark-range-help = Marquer les lignes depuis la dernière marquée jusqu’à celle-ci
action-reverse = inverser
action-reverse-help = Inverser l’ordre de la liste
col-customer = Référence
col-name = Client
col-kind = Nature
col-number = Numéro
col-issued-on = Émise
col-due-on = Échéance
col-due-assumed = Présumée
col-days-late = Retard
col-currency = Dev.
col-amount = Montant
col-open = Solde
col-disputed = Litige
col-promised = Promis
col-state = État
col-po-number = Commande
col-reminded = Relances
ui-no-listing = cette liste ne se filtre ni ne se trie
list-column-unknown = Il n’y a pas de colonne { $column }. Colonnes : { $known }
list-column-unknown-meant = Il n’y a pas de colonne { $column } ; vouliez-vous dire { $meant } ? Colonnes : { $known }
list-filter = Le filtre n’est pas compris : { $why }.

# Valeurs sur la ligne de commande
cli-usage-value-of = « { $value } » n'est pas une valeur de { $argument } : au choix { $choices }.
cli-usage-value-missing = { $argument } demande une valeur : { $choices }.
cli-usage-form-date = Une date s'écrit AAAA-MM-JJ, comme 2026-06-30.
cli-usage-form-time = Un instant s'écrit comme 2026-06-30T17:00:00Z.
cli-usage-form-amount = Un montant s'écrit avec un point et sans espace, comme 1234.50.
cli-usage-form-number = Écrivez un nombre entier, par exemple 20.
cli-usage-form-between = Écrivez un nombre entier de { $least } à { $most }.
cli-usage-form-from = Écrivez un nombre entier à partir de { $least }.
cli-usage-form-id = Un identifiant ressemble à 018f3c1e-9a6b-7c3d-8e2f-5a4b3c2d1e0f.
cli-hint-empty = Cette base privée n'a pas encore de société : importez-en une, ou ajoutez --demo pour travailler sur la société fictive.

# La base en un coup d'œil
cli-status-server = version du serveur
cli-status-place = emplacement
cli-status-database = base
cli-status-role = rôle
cli-status-kind = sorte
cli-status-schema = schéma
cli-status-program = schéma de ce programme
cli-status-bytes = taille en octets

# L'audit
cli-column-actor = rôle
cli-column-verb = acte
cli-column-seq = n°
cli-column-entity = objet
cli-column-entity-id = identifiant
cli-column-owner = responsable
cli-column-status = état
cli-column-opened-on = ouvert le
cli-column-resolved-on = clos le
cli-column-root-cause = cause

# Conditions de paiement
cust-terms-days = { $days } jours
cust-terms-days-end = { $days } jours fin de mois
cust-terms-end-days = fin de mois + { $days } jours
cust-terms-on-the = { $terms }, le { $day }
## Au poste : tâches, messages, plans, contacts, blocages
action-plan = plan
action-plan-help = Noter un plan de règlement sur les postes marqués, ou pour tout l'échu
action-write = écrire
action-write-help = Écrire à un contact d'après un modèle, sur les postes marqués
action-send-copy = envoyer copie
action-send-copy-help = Envoyer au contact une copie de la facture
action-log-mail = courriel reçu
action-log-mail-help = Garder ce qui est arrivé par courriel : le coller
action-edit-contact = contact
action-edit-contact-help = Corriger le contact : numéro, adresse, rôle, langue
action-add-contact = nouv. contact
action-add-contact-help = Ajouter un contact
action-calling-hours = heures d'appel
action-calling-hours-help = Dire quand le client peut être appelé
action-resolve-alert = régler
action-resolve-alert-help = Clore l’alerte, ou celles qui sont marquées, avec le motif
form-plan-title = Plan de règlement
form-message-title = Message
form-log-mail-title = Courriel reçu
form-contact-title = Contact
form-add-contact-title = Nouveau contact
form-calling-hours-title = Heures d'appel
form-resolve-alert-title = Clore l'alerte
form-contact = Contact
form-count = Échéances
form-every = Tous les
form-first_on = La première
form-on_account = À valoir
form-replace = Remplacer
form-subject = Objet
form-text = Texte
form-copies = Copies
form-statement = Relevé
form-phone = Téléphone
form-mobile = Portable
form-email = Courriel
form-name = Nom
form-role = Rôle
form-language = Langue
form-bounced = Adresse rejetée
form-do_not_call = Ne pas appeler
form-primary = En premier
form-active = Toujours là
form-from = De
form-to = À
form-what = Quoi
ui-count-between = un nombre entier de { $least } à { $most }
plan-every-week = semaines
plan-every-fortnight = quinze jours
plan-every-month = mois
prom-already = déjà promis : { $amount } pour { $date } ({ $state })
prom-replace-hint = prend leur place ; sinon, le reste dû
prom-on-account-hint = sans nommer de postes
prom-this = { $amount } pour { $date }
call-contact = { $name } · { $role } · { $by }
call-no-number = sans numéro
call-no-address = sans adresse
contact-who = { $name }
contact-usual = vide : { $time }
contact-language-en = anglais
contact-language-fr = français
contact-language-own = celle du client
hold-what-credit = crédit
hold-what-reminders = relances
hold-until-hint = vide : jusqu'au déblocage
msg-choose = Qu'écrire
msg-template-message = un message
msg-template-invoice-copy = des copies de factures
msg-template-statement = le relevé de compte
msg-template-remittance = quelles factures règle un paiement
msg-template-ask-sales = une question au commercial
msg-template-ask-logistics = une question à la logistique
msg-contact = { $name } · { $address }
msg-copies = { $n ->
    [one] { $n } fichier
   *[other] { $n } fichiers
}
msg-statement = { $name }
msg-no-address = aucun contact n'a d'adresse valable : en ajouter une
msg-no-colleague = aucun contact n'a ce rôle : ajouter le responsable aux contacts
msg-no-folder = pas de copies : documents.folder n'est pas réglé dans la configuration
msg-no-copy = pas de copie : { $file } n'est pas dans le dossier des documents
cust-no-item = aucune facture marquée ou choisie : Tab jusqu'aux postes
cust-there = { $time } là-bas
cust-there-closed = { $time } là-bas, appels { $from }–{ $to }
cust-hold-requested = { $what } (demandé)
cust-hold-releasing = { $what } (déblocage demandé)
cust-hold-until = jusqu'au { $date }
cust-reached = joint { $reached } fois sur { $attempts }
cust-email-changed = changée { $when }
cust-rhythm = Paie
cust-rhythm-late = { $days ->
    [one] { $days } jour de retard en moyenne
   *[other] { $days } jours de retard en moyenne
}
cust-rhythm-early = à l'heure en moyenne
cust-rhythm-worst = au pire { $month } : { $days }
cust-rhythm-none = rien de réglé en douze mois
mail-statement-title = Relevé de compte de { $customer } au { $date }
mail-statement-total = Total : { $amount }
refused-promise-overlaps = { $amount } sont déjà promis pour le { $date } ; remplacez ou déplacez cette promesse, ou promettez ce qu’elle laisse.
refused-promise-twice = { $amount } sont déjà promis pour le { $date } ; si c’est une deuxième promesse, confirmez-la (--confirm), ou remplacez la première (--replace).
refused-plan-count = Un plan compte de 2 à 60 échéances d’un centime au moins ; { $count } ne se peut pas.
refused-plan-order = Chaque échéance vient après la précédente.
refused-undo-overtaken = Il s’est passé autre chose depuis : cela ne peut plus être annulé.
refused-hours-wrong = Les heures d’appel s’écrivent 09:00 et 17:30, la première avant l’autre ; ou aucune.
refused-subject-wrong = L’objet tient en une ligne sans caractère de contrôle.
refused-message-id-wrong = L’identifiant du message doit s’écrire <uuid@domaine>.
refused-no-address = Ce contact n’a pas d’adresse valable : corrigez-la ou choisissez-en un autre.
refused-file-name-wrong = Le nom d’une pièce jointe n’a que des lettres, des chiffres et ._-.
disp-item = { $number } · { $due } · { $amount }
disp-whole = vide : tout ce qui en reste ouvert
disp-nothing-open = rien d'ouvert qui ne soit déjà en litige
disp-none-selected = aucun litige ouvert choisi : Tab jusqu'aux litiges

# Without a shell
ui-no-shell = il n’y a pas de shell vers lequel revenir ici

# Thèmes
ui-theme-meaning = il n’y a pas de { $word } dans un thème : vouliez-vous dire { $near } ?
ui-theme-attribute = { $name } n’a pas de { $word } : vouliez-vous dire { $near } ?
ui-theme-meaning-list = il n’y a pas de { $word } dans un thème ; il a { $known }
ui-theme-attribute-list = { $name } n’a pas de { $word } ; il a { $known }
ui-theme-value = { $attribute } de { $name } ne peut pas être { $value }
ui-theme-line = { $name } doit être une table, comme { "{" } fg = "red", bold = true { "}" }
ui-theme-unknown = il n’y a pas de thème { $theme } ; au choix : { $choices }
ui-theme-file = { $path } : { $why }
ui-theme-title = Thème
ui-theme-own = { $theme }
ui-theme-dark = sombre
ui-theme-light = clair
ui-theme-high-contrast = contraste élevé
ui-theme-colour-blind = adapté au daltonisme
ui-theme-mono = sans couleurs
ui-theme-chosen = le thème est retenu pour la prochaine fois
action-theme = thème
action-theme-help = Choisir l’apparence du poste de travail ; elle est retenue
## Go-live: what was under way (refused-import-)
refused-import-external-id-long = Un identifiant de plus de { $most } caractères : abrégez-le.
refused-import-person-unknown = { $name } ne désigne pas exactement une personne ici : donnez l’identifiant, le nom ou l’adresse qu’affiche encours agent list, ou traduisez-le dans la table de correspondance sous [values].
refused-import-day-ahead = { $date } est à venir : on reprend ce qui a eu lieu.
refused-import-amount-not-positive = Un montant de { $amount } : il doit être positif.
refused-import-promise-dates = Promis pour le { $promised }, le { $made } : le jour doit être le même ou postérieur, dans les trois ans.
refused-import-promise-over = { $amount } promis sur des factures dont { $open } restaient dus ce jour-là.
refused-import-note-long = Une note de plus de { $most } caractères : divisez-la.
refused-import-worked-since = On y a travaillé depuis la reprise : corrigez dans le cockpit.
refused-import-step-unknown = Les relances du client n’ont pas de niveau { $step } ; ses niveaux sont { $known }. Une table de correspondance traduit les vôtres sous [values.step].
refused-import-dispute-over = De la facture { $number }, seuls { $open } sont ouverts et pas encore en litige.
refused-import-rate-wrong = 1 { $base } = { $rate } { $quote } : un cours est positif, entre deux devises.
refused-import-rate-twice = { $base } en { $quote } le { $date } figure deux fois dans le fichier.
refused-import-placement-both = Une ligne nomme un client ou un agent du portefeuille, ou en donne le nom : pas les deux, ni rien.
refused-import-placement-dates = La présence de l’agent finit le { $until }, avant de commencer.
reject-count = { $field } vaut { $value }, qui n’est pas un nombre entier à partir de 1.

## Who works on what (refused-)
refused-assign-dates = La période finit le { $until }, avant de commencer le { $from }.
refused-assign-same = Une passation va d’une personne à une autre.
## Columns of the lists (col-)
col-id = Identifiant
col-judge-on = Jugée dès
col-judged-on = Jugée
col-made-on = Faite
col-on-account = À valoir
col-person = Par
col-received = Reçu
col-promised-on = Pour le
col-items = Postes
col-reason = Motif
col-status = Statut
col-owner = Responsable
col-opened-on = Ouvert
col-resolved-on = Résolu
col-root-cause = Cause
col-step = Niveau
col-tone = Ton
col-on = Le
col-channel = Canal
col-to = À
col-held-by = Pourquoi retenue
col-held-until = Retenue jusqu’au
col-part = Partie
col-amounts = Montants
col-mail = Courriel
col-error = Erreur
col-raised-on = Depuis
col-raised-at = Levée
col-snoozed-until = Jusqu’au
col-assigned = Confiée à
col-handled-by = Traitée par
col-recorded-at = Quand
col-effective-on = Date
col-outcome = Résultat
col-revisit-on = Rappel
col-corrected = Corrigé

# Keys typed ahead
ui-keys-dropped = { $why } · touches tapées entre-temps ignorées
ui-form-refused = non enregistré : voir le formulaire
ui-form-is-back = le formulaire de { $subject } est revenu
ui-form-follows = un formulaire suit
ui-nothing-opened = rien à faire ici

# Taking back (undo-what-)
ui-undone-what = annulé : { $what } sur { $subject }
ui-undo-named = { $what } sur { $subject }
ui-undo-stays = le dernier enregistrement sur { $subject } ne s’annule pas
ui-undo-stays-next = le dernier enregistrement sur { $subject } ne s’annule pas · encore { $key } : { $next }
ui-undo-wait = enregistrement en cours : on ne sait pas encore ce qui a été fait en dernier
undo-what-call = l’appel
undo-what-note = la note
undo-what-mail-in = le courriel consigné
undo-what-revisit = la date de prochaine action
undo-what-promise = la promesse
undo-what-move = la nouvelle date de la promesse
undo-what-contact = la correction du contact
undo-what-alert = le traitement de l’alerte
undo-what-mail-out = le message
undo-what-reminder = la relance approuvée
undo-what-other = l’enregistrement

# What is held already (hold-)
hold-part-held = Déjà bloqué : { $held }. Ici : { $rest }.
hold-see-form = une partie est déjà bloquée

# encours undo and worklist (undo-name-, list-worklist-)
undo-name-one = Désignez ce qu’il faut annuler par son identifiant : encours undo ID. Ceux de la liste sont les vôtres du jour qui peuvent l’être, le dernier d’abord ; encours call, note, promise et les autres affichent le leur.
undo-name-one-none = Désignez ce qu’il faut annuler par son identifiant : encours undo ID. Vous n’avez rien enregistré aujourd’hui qui puisse l’être.
list-worklist-today = La liste de travail est celle de la date comptable, { $today } : il n’y en a pas au { $date }. Pour un autre jour, voir encours aging --as-of.

## Des collègues chez le même client
call-present = { $names } ici aussi, en ce moment
call-already = déjà appelé à { $time } par { $person } : { $outcome }
work-present = { $names } sur ce dossier
# Keys by their names on the keyboard (key-)
key-enter = Entrée
key-esc = Échap
key-space = Espace
key-tab = Tab
key-backtab = Maj-Tab
key-backspace = Effacer
key-delete = Suppr
key-up = Haut
key-down = Bas
key-home = Début
key-end = Fin
key-pageup = PgPréc
key-pagedown = PgSuiv

# Where an action works
ui-works-on = sur : { $screens }
ui-works-on-lists = sur les listes

# A day to come (aged-projected, list-projection)
aged-projected = projeté au { $date }
list-projection = Le { $date } est à venir : c’est une projection, ce qui est ouvert aujourd’hui âgé à ce jour.

# The keymap file
ui-keymap-at = { $path }:{ $line } : { $why }

# The configured company
config-company-unknown = { $at } : company = { $company } n’est aucune des vôtres ; il y a { $known }.

# Words of the lists of the command line (list-)
list-section-first = d’abord
list-section-points = par points
list-standing-no-limit = sans limite
list-standing-within = dans la limite
list-standing-near = proche
list-standing-breach = dépassée
list-state-open = ouverte
list-state-acknowledged = vue
list-state-snoozed = reportée
list-state-resolved = résolue
list-state-closed = close
cust-state-normal = normale

# Collègues cités dans une note
ui-mentioned = { $by } vous cite à propos de { $subject }
ui-mentioned-see = { $by } vous cite à propos de { $subject } · { $key }
ui-form-naming-keys = Tab complète le nom · ctrl-d enregistre · Échap quitte (gardé)
today-group-mentions = On vous attend
today-mention = { $by } vous cite à propos de { $customer }
feed-mentions-you = Note qui vous cite
refused-mention-unknown = Personne en activité ne s’appelle { $name } : complétez le nom avec tab après le @, ou mettez une espace après lui.
refused-mention-ambiguous = @{ $name } peut être { $names } : écrivez le nom en entier.
refused-mention-outside = Ce client n’est pas visible de { $names } : retirez le nom, ou adressez-vous à quelqu’un du portefeuille.
## Columns of the worklist, of credit and of the pipeline
col-overdue = Échu
col-worklist-overdue = Échu { $currency }
col-to-chase = À relancer
col-oldest-days = Jours
col-points = Pts
col-reasons = Pourquoi
col-alerts = Alertes
col-section = Rubrique
col-last-contact = Dernier contact
col-last-outcome = Dernier résultat
col-last-by = Dernier appel par
col-next-on = Suite
col-promised-currency = En
col-exposure = Encours
col-breaches-exposure = Encours { $currency }
col-limit = Limite
col-excess = Dépassement
col-used = Utilisé
col-limit-until = Jusqu’au
col-hold = Blocage
col-standing = Situation
col-scope = Portée
col-what = Quoi
col-holds-state = Blocage
col-from-on = Depuis
col-until-on = Jusqu’au
col-requested-by = Par
col-asked = Demandé
col-limit-requests-asked = Demandé { $currency }
col-asked-on = Depuis
col-orders-number = Commande
col-documents-number = Pièce
col-orders-status = État
col-documents-status = Cycle de vie
col-requested-on = Souhaitée
col-shipped-on = Livrée
col-invoiced = Facturé
col-delivered = Livré
col-ordered-on = Passée
col-urgent = Urgente
col-code = Code
col-error-cause = Cause
col-limit-requests-effective-on = Dès le

## Lists written to a file
action-export = exporter
action-export-help = Écrire la liste telle qu’elle est affichée, toutes ses lignes, dans un fichier CSV
ui-export-begun = écriture de la liste dans un fichier (Échap l’abandonne)
ui-exporting = écriture de la liste : { $n } lignes à ce stade (Échap l’abandonne)
ui-exported = { $n ->
    [one] { $n } ligne écrite dans { $path }
   *[other] { $n } lignes écrites dans { $path }
 }
ui-export-runs = une liste est en cours d’écriture dans un fichier ; Échap l’abandonne
ui-export-cut = la liaison avec la base a été coupée : le fichier incomplet a été supprimé
ui-export-nowhere = aucun dossier où écrire : renseignez export.dir dans les réglages
ui-export-refused = impossible d’écrire dans { $path } : { $why }

# Qui travaille sur quoi
action-leave = quitter
action-leave-help = Quitter l’écran pour le précédent, même pendant un chargement
action-reassign = autre portefeuille
action-reassign-help = Confier le client, ou ceux qui sont marqués, à un autre portefeuille
action-hand-over = passation
action-hand-over-help = Passer un portefeuille d’une personne à une autre, à partir d’un jour
action-substitute = remplaçant
action-substitute-help = Désigner qui remplace une personne absente, d’un jour à un autre
form-move-customers-title = Vers un autre portefeuille
form-hand-over-title = Passation d’un portefeuille
form-substitute-title = Désigner un remplaçant
form-portfolio = Portefeuille
form-instead_of = De
form-person = À
form-from_on = Premier jour
form-to_on = Dernier jour
team-portfolio = { $code } · { $name } · { $who }
team-portfolio-nobody = { $code } · { $name } · personne
team-many = { $n } clients
team-moves-many = Les clients marqués changent de portefeuille, chacun avec tout son historique.
team-from-today = vide : dès aujourd’hui
team-nowhere = Il n’y a pas d’autre portefeuille.
team-not-yours = Seuls les responsables décident qui travaille sur quoi
undo-what-moved-customers = le changement de portefeuille
undo-what-assignment = l’affectation
refused-portfolio-same = Ils sont déjà tous dans ce portefeuille.

# Une relance dans l’historique d’un client
feed-reminder = relance, étape { $step } ({ $tone }) : { $state }

# Ce que dit le journal d’audit (audit-verb-)
audit-verb-acknowledge-alert = a pris note d’une alerte
audit-verb-acknowledge-hold = a confirmé un blocage de l’ERP
audit-verb-acknowledge-holds = a enregistré ce que l’ERP a bloqué ou débloqué
audit-verb-add-contact = a ajouté un contact
audit-verb-add-note = a écrit une note
audit-verb-approve-limit = a approuvé une limite de crédit
audit-verb-approve-reminder = a approuvé une relance
audit-verb-approve-reminders = a approuvé des relances
audit-verb-assign-agent = a affecté un collègue à un portefeuille
audit-verb-assign-alert = a confié une alerte à un collègue
audit-verb-assign-dispute = a confié un litige à un collègue
audit-verb-comment-dispute = a commenté un litige
audit-verb-correct-contact = a corrigé un contact
audit-verb-cover-receipts = a indiqué jusqu’à quand les règlements sont connus
audit-verb-give-up-mail = a abandonné un message
audit-verb-hold = a bloqué
audit-verb-import = a importé un fichier
audit-verb-import-undo = a annulé un import
audit-verb-log-call = a consigné un appel
audit-verb-log-mail = a consigné un message reçu
audit-verb-mark-urgent = a marqué une commande urgente
audit-verb-match-receipt = a lettré un règlement
audit-verb-move-customer = a changé un client de portefeuille
audit-verb-move-customers = a changé un client de portefeuille
audit-verb-move-promise = a reporté une promesse
audit-verb-open-company = a ouvert la société
audit-verb-open-dispute = a ouvert un litige
audit-verb-override-receipts = a laissé partir des relances sans règlements récents
audit-verb-propose-reminders = a proposé des relances
audit-verb-recall-mail = a rappelé un message
audit-verb-record-invoice = a enregistré une facture
audit-verb-record-letter = a enregistré un courrier posté
audit-verb-record-order = a enregistré une commande
audit-verb-record-plan = a enregistré un plan de règlement
audit-verb-record-promise = a enregistré une promesse
audit-verb-record-receipt = a enregistré un règlement
audit-verb-reject-limit = a refusé une limite de crédit
audit-verb-reject-reminder = a écarté une relance
audit-verb-release = a levé un blocage
audit-verb-release-order = a débloqué une commande
audit-verb-resolve-alert = a résolu une alerte
audit-verb-resolve-dispute = a résolu un litige
audit-verb-resolve-uncertain = a dit ce qu’est devenu un message
audit-verb-retry-mail = a renvoyé un message
audit-verb-return-receipt = a enregistré un impayé
audit-verb-see-mentions = a ouvert une note qui les cite
audit-verb-send-message = a écrit un message
audit-verb-set-calling-hours = a fixé des heures d’appel
audit-verb-set-target = a fixé l'objectif d'un mois
audit-verb-set-limit = a demandé une limite de crédit
audit-verb-set-revisit = a fixé la prochaine action
audit-verb-snooze-alert = a reporté une alerte
audit-verb-recall-reminders = a repris des relances
audit-verb-set-company = a fixé ce que les courriels disent de la société
audit-verb-set-penalty-rate = a fixé un taux de pénalité
audit-verb-set-interest-rate = a fixé un taux légal
audit-verb-stop-mail = a arrêté ou repris l’envoi
audit-verb-undo = a annulé une action
audit-verb-undo-team = a annulé un changement de portefeuille
audit-verb-withdraw-promise = a annulé une promesse

# Touches selon ce qu’elles font (keys-)
keys-search = taper pour chercher
keys-title = Touches du poste
keys-move = Se déplacer
keys-look = Regarder
keys-act = Agir
keys-list = Listes
keys-go = Aller
keys-undo = Annuler
keys-program = Programme
keys-on-lists = listes

# Ce que l’on dit aux nouveaux (tips-)
action-dismiss-tip = masquer
action-dismiss-tip-help = Masquer pour de bon la ligne des touches principales de cet écran
action-tips = conseils
action-tips-help = Afficher sur chaque écran une ligne avec ses touches principales, ou ne plus l’afficher
tips-here = Ici : { $keys }
tips-none = Il n’y a pas de telle ligne ici
tips-on = Chaque écran rappelle ses touches principales
tips-off = Les écrans ne rappellent plus leurs touches principales

# --- indicateurs ---
cli-column-kpi = indicateur
cli-column-formula = formule
kpi-heading = Au { $day }, sur { $days } jours du { $from } au { $to }
kpi-none = s.o.
kpi-days = { $value } j
kpi-more-days = > { $value } j
kpi-percent = { $value } %
kpi-period = Une période du { $from } au { $to } finit avant de commencer : donnez --from avant --to.
kpi-unconverted = { $company } : pas de cours de change pour { $currencies } ; ces montants sont laissés de côté. Importez les cours, ou demandez une seule devise avec --currency.
kpi-name-dso = DSO brut
kpi-name-dso-net = DSO net
kpi-name-dso-countback = DSO par épuisement
kpi-name-bpdso = Meilleur DSO possible
kpi-name-add = Retard moyen en jours de CA
kpi-name-cei = Efficacité du recouvrement
kpi-name-overdue-pct = Échu
kpi-name-over90-pct = Échu de plus de 90 jours
kpi-name-wadl = Retard moyen de règlement
kpi-name-wadp = Délai moyen de règlement
kpi-name-promise-kept-count = Promesses tenues, en nombre
kpi-name-promise-kept-amount = Promesses tenues, en montant
kpi-name-rpc = Contacts avec le bon interlocuteur
kpi-name-unpaid-rate = Impayé à 30 jours
kpi-name-dispute-rate = Contesté
kpi-name-dispute-days = Délai de résolution des litiges
kpi-name-error-rate = Factures en erreur
kpi-name-lead-order-cash = De la commande à l'encaissement
kpi-formula-dso = encours brut × jours ÷ ventes TTC nettes d'avoirs
kpi-formula-dso-net = (encours brut + non lettré) × jours ÷ ventes TTC nettes d'avoirs
kpi-formula-dso-countback = jours des derniers mois dont les ventes, nettes d'avoirs, épuisent l'encours brut
kpi-formula-bpdso = encours non échu × jours ÷ ventes TTC nettes d'avoirs
kpi-formula-add = DSO − meilleur DSO possible
kpi-formula-cei = (encours au début + ventes − encours à la fin) ÷ (encours au début + ventes − non échu à la fin), sur toutes les ventes de la période
kpi-cei-negative = négatif, car on doit plus à la fin qu’au début et vendu depuis : les avoirs diminuent les ventes, et ce qui est dû seulement une fois lettrés
kpi-formula-overdue-pct = échu ÷ encours brut
kpi-formula-over90-pct = échu de plus de 90 jours ÷ encours brut
kpi-formula-wadl = Σ payé × jours de retard ÷ Σ payé, des factures soldées dans la période (en avance = 0)
kpi-formula-wadp = Σ payé × jours de la facture au solde ÷ Σ payé, des factures soldées dans la période
kpi-formula-promise-kept-count = promesses tenues ÷ promesses jugées dans la période
kpi-formula-promise-kept-amount = Σ min(reçu, promis) ÷ Σ promis, des promesses jugées dans la période
kpi-formula-rpc = appels ayant joint le bon interlocuteur ÷ appels de la période
kpi-formula-unpaid-rate = factures de la période non soldées 30 jours après leur échéance ÷ celles échues depuis aussi longtemps
kpi-formula-dispute-rate = montant des litiges ouverts ÷ montant facturé dans la période
kpi-formula-dispute-days = moyenne des jours de l'ouverture à la résolution des litiges résolus dans la période
kpi-formula-error-rate = factures de la période passées en erreur ÷ factures émises
kpi-formula-lead-order-cash = médiane des jours de la commande au paiement complet, des commandes dont la facture a été soldée dans la période

# --- prévisions ---
cli-column-period = période
cli-column-from = du
cli-column-to = au
cli-column-expected = attendu
cli-column-later = plus tard
cli-column-off-forecast = hors prévision
cli-column-litigation = contentieux
cli-column-insolvency = procédure collective
cli-column-target = objectif du mois
cli-column-month-received = reçu ce mois
cli-column-progress = % de l'objectif
cli-column-week = semaine
cli-column-taken-on = vu le
cli-column-forecast = prévu
refused-field-not-month = { $key } n'est pas un mois : { $value } ; écrivez AAAA-MM.
refused-amount-negative = { $key } est inférieur à zéro ; donnez un montant nul ou positif.
# Columns of the aged balance (col-)
col-bucket = { $days } jours
col-not-due = Non échu
col-gross = Brut
col-unapplied = Non lettré
col-net = Net
col-portfolio = Portefeuille
col-collectors = Chargés
col-customers = Clients
# Ce que coûte le retard.
cli-column-principal = principal
cli-column-interest = intérêts
cli-column-indemnity = indemnité
cli-column-indemnity-currency = en
cli-column-days = jours
cli-column-flags = remarques
cli-column-unknown = intérêts inconnus
claims-flag-rate-unknown = taux inconnu
claims-flag-rule-unknown = pas de règle pour ce pays
claims-flag-below-floor = taux contractuel inférieur à trois fois le taux légal
claims-flag-insolvency = intérêts arrêtés par la procédure collective
claims-flag-no-notice = pas encore de mise en demeure
claims-no-amount = aucune
refused-penalty-rate-unreadable = « { $rate } » n'est pas un taux : écrivez un pourcentage annuel comme 12 ou 12.5, ou ecb+12 pour suivre la banque centrale.
refused-penalty-rate-undated = Le taux des conditions générales de vente n'est pas daté ; nommez le client dont le contrat commence un jour donné.
refused-rate-not-half-year = Le { $date } ne commence pas un semestre : donnez { $first }, ou le 1er janvier ou le 1er juillet voulu.
refused-rate-out-of-range = { $percent } % par an est impossible ; écrivez un pourcentage comme 2.15.
action-claims = intérêts
action-claims-help = Voir ce que coûte le retard de ce client : intérêts et indemnité, avec leur calcul
claims-title = Retard de paiement : { $customer }
claims-none = Rien n'est en retard, rien n'a été payé en retard.
claims-sum = { $principal } impayés · { $interest } d'intérêts · { $indemnity } d'indemnité
claims-unknown = { $n ->
    [one] Les intérêts d'un poste sont inconnus et n'y sont pas.
   *[other] Les intérêts de { $n } postes sont inconnus et n'y sont pas.
}
claims-item = { $number }, échéance { $due }, { $days ->
    [one] 1 jour
   *[other] { $days } jours
} de retard
claims-amounts = { $principal } impayés · intérêts { $interest } · indemnité { $indemnity }
claims-amounts-paid = payé depuis · intérêts { $interest } · indemnité { $indemnity }
claims-not-known = inconnu
claims-days = { $n ->
    [one] 1 jour
   *[other] { $n } jours
}
claims-formula = Intérêts = impayé × taux annuel × jours ÷ 365, arrondis une fois par poste ; l'indemnité n'en porte pas.

# Relances approuvées, reprises.
undo-what-reminders = l'approbation des relances marquées
ui-undone-left = { $left ->
    [one] Reprises sauf une, déjà partie.
   *[other] Reprises sauf { $left }, déjà parties.
}
ui-told-undo = { $told } · { $key } reprend
refused-reminder-left = Rien n'en attend plus : elle est partie ou a été reprise.
remind-recalled = Reprises ; ce qu'elles demandaient est proposé à nouveau.
# --- indicateurs et prévisions : les écrans ---
scr-kpis = Indicateurs
scr-forecast = Prévisions
action-go-kpis = Indicateurs
action-go-kpis-help = Aller au DSO, à l'échu, aux promesses tenues et à leurs tendances
action-go-forecast = Prévisions
action-go-forecast-help = Aller aux encaissements attendus
action-set-target = objectif
action-set-target-help = Fixer ce que ce mois doit rapporter
kpi-col-figure = indicateur
kpi-col-trend = 13 semaines
kpi-empty = Pas encore de chiffres.
kpi-weeks = Semaine par semaine
kpi-no-list = Pas de liste derrière cet indicateur : il vient de ce qui est soldé.
kpi-no-rate = Pas de cours de change pour { $currencies } : laissé de côté.
kpi-part-by-amount = en montant
kpi-part-p90 = neuf sur dix en
kpi-part-order-shipment = commande à expédition
kpi-part-shipment-invoice = expédition à facture
kpi-part-invoice-cash = facture à encaissement
tab-forecast-week = par semaine
tab-forecast-month = par mois
forecast-empty = Rien d'ouvert : rien n'est attendu.
forecast-later = plus tard
forecast-off = hors prévision
forecast-litigation = exclu : contentieux
forecast-insolvency = exclu : proc. collective
forecast-unapplied = règlements non lettrés
forecast-target = { $month } : { $received } reçus sur { $target }, { $progress }
forecast-no-target = { $month } : { $received } reçus ; pas d'objectif fixé
forecast-kept = Reçu sur ce que chaque semaine attendait
forecast-none-kept = Rien de conservé encore : le premier jour de chaque semaine le fait.
forecast-week = { $week }  { $received } sur { $forecast }
# Trouver une ligne dans une liste, la marquer en entier (action-seek, ui-seek)
action-seek = trouver dans la liste
action-seek-help = Aller à la ligne qui contient ce que vous tapez, dans toute la liste et pas seulement ce qui est chargé
action-seek-next = occurrence suivante
action-seek-next-help = Aller à la ligne suivante qui le contient
action-seek-previous = occurrence précédente
action-seek-previous-help = Revenir à la ligne précédente qui le contient
ui-seek-keys = Bas : suivante · Haut : précédente · Entrée : terminé, puis ; et , continuent
ui-seek-looking = recherche dans toute la liste…
ui-seek-nowhere = aucune ligne de cette liste ne contient { $text }
ui-nothing-looked-for = rien n'a encore été cherché dans cette liste
ui-too-many-to-mark = La liste dépasse les { $most } lignes que l'on peut marquer à la fois : filtrez-la d'abord

# Une seule ligne alors que plusieurs sont marquées (ui-of-one-row)
ui-of-one-row = { $n ->
    [one] Une autre ligne est marquée, or ceci se fait ligne par ligne : retirez d'abord la marque
   *[other] { $n } lignes sont marquées, or ceci se fait ligne par ligne : retirez d'abord les marques
}

# La même chose sur plusieurs lignes (many-)
many-names = { $names }
many-names-more = { $more ->
    [one] { $names } et un autre
   *[other] { $names } et { $more } autres
}
many-rows = { $n ->
    [one] une ligne
   *[other] { $n } lignes
}
scr-alerts-many = { $n ->
    [one] une alerte
   *[other] { $n } alertes
}
disp-many = { $n ->
    [one] un litige
   *[other] { $n } litiges
}
many-progress = enregistrement sur { $subject } : { $done } sur { $n } (Échap abandonne le reste)
many-undoing = annulation sur { $subject } : { $done } sur { $n } (Échap abandonne le reste)
many-part = enregistré sur { $done } de { $n } ({ $subject })
many-part-undo = enregistré sur { $done } de { $n } ({ $subject }) · { $key } annule
many-undone-part = annulé sur { $done } de { $n } ({ $subject })
many-refused = { $n ->
    [one] Une ligne a été refusée ; ce qui est enregistré sur les autres reste
   *[other] { $n } lignes ont été refusées ; ce qui est enregistré sur les autres reste
}
many-not-undone = { $n ->
    [one] Une ligne n’a pas été annulée
   *[other] { $n } lignes n’ont pas été annulées
}
many-one-refused = { $name } : { $why }
many-see-list = la liste des refus vient de s’ouvrir
many-runs = les lignes marquées sont encore en cours d’enregistrement ; Échap abandonne celles qui attendent
form-acknowledge-title = Prendre note de
form-assign-alert-title = Confier
action-assign-alert = confier
action-assign-alert-help = Dire qui suit l’alerte, ou celles qui sont marquées
# What is printed
print-day = Le { $date }
print-reference = Votre compte chez nous : { $reference }
print-registered = LETTRE RECOMMANDÉE AVEC AVIS DE RÉCEPTION
print-siren = SIREN { $number }
msg-no-statement = Le relevé de compte n'a pas pu être établi ; le journal dit pourquoi
print-vat = TVA { $number }
action-print = imprimer
action-print-help = Écrire les lettres approuvées en PDF dans le dossier d'export
out-printing = { $n ->
    [one] impression de la lettre
   *[other] impression de { $n } lettres
}
out-printed = { $n ->
    [one] la lettre est dans { $path }
   *[other] { $n } lettres sont dans { $path }
}
out-print-many = { $most } lettres au plus s'impriment à la fois : marquez-en moins
refused-letter-not-approved = { $customer } n'a pas de lettre approuvée en attente d'envoi
print-none = Aucune lettre approuvée n'attend d'être postée.
print-folder = Impossible d'écrire dans { $folder } : { $why }. Indiquez un autre dossier avec --into.
print-whose = Dites de qui : --customer RÉF, et --company CODE si plusieurs l'ont.
mail-claim-interest = Intérêts de retard à ce jour
mail-claim-indemnity = Indemnité forfaitaire pour frais de recouvrement

# Vues de listes (ui-view-)
ui-view-rename = renommer une vue
ui-view-remove = supprimer une vue
ui-view-remove-word = supprimer
ui-view-removed = la vue { $name } est supprimée
ui-view-renamed = la vue s’appelle maintenant { $name }
ui-view-name-taken = Une vue s’appelle déjà { $name } : choisissez un autre nom
form-view-keep-title = Garder cette vue
form-view-rename-title = Renommer la vue
form-view-remove-title = Supprimer la vue
ui-marks-dropped = { $n ->
    [one] le filtre a changé : la marque est retirée
   *[other] le filtre a changé : { $n } marques sont retirées
}
list-view-unknown = Cette liste n’a pas de vue { $view }. Il y a : { $known }.
list-view-unknown-hint = Les vues se gardent dans le cockpit : V sur une liste.
list-views-none = Il n’y a pas de vue { $view } : aucune vue de cette liste n’est gardée.
list-views-none-hint = Les vues se gardent dans le cockpit : V sur une liste.
ui-view-elsewhere = la vue { $name } est celle d’une autre partie de cet écran : Tab y mène
ui-view-of = { $screen } · { $name }
# Alertes : de quoi il s’agit, et qui les suit (scr-alert-given, scr-deadline-)
cli-column-falls-on = tombe le
cli-column-deadline = délai
col-falls-on = Tombe le
scr-alert-given = à { $who }
scr-deadline-declare-claim = déclarer la créance : { $date }
refused-colleague-cannot = { $name } ne peut pas s’en charger : il faut être chargé de recouvrement, responsable ou superviseur et avoir accès au client.
refused-assign-not-theirs = { $name } n’a pas ce portefeuille à cette date : choisissez qui le transmet.

# Formulaires : ce que fait Entrée, aller à la ligne, conflits, corrections sans changement (ui-form-, ui-conflict-)
ui-form-enter-on = Entrée avance
ui-form-enter-saves = Entrée enregistre
ui-form-saves = ctrl-d enregistre
ui-form-sends = ctrl-d envoie
ui-form-goes-ahead = ctrl-d confirme
ui-form-new-line = ctrl-j ligne
ui-form-leaves = Échap quitte (gardé)
ui-form-next = Tab suivant
ui-conflict-taken = modifié entre-temps, désormais : { $value }
ui-conflict-empty = vide
ui-no = non
ui-unchanged = rien n’a été modifié sur { $subject } : rien n’a été enregistré
undo-what-nothing = rien
ui-undo-nothing-done = la dernière demande n’a pas été exécutée : rien à annuler · encore { $key } : { $next }

# Client et relance : commandes bloquées, adresses modifiées, relances retenues (cust-, scr-letter-)
cust-hold-orders = { $n ->
    [one] une commande bloquée
   *[other] { $n } commandes bloquées
}
cust-address-changed = nouveau courriel : pas de relance automatique avant le { $until }
cust-there-closed-short = { $time }, appels { $from }–{ $to }
scr-letter-empty = Cette relance ne réclame rien : toutes les factures ouvertes sont retenues.
scr-letter-is-held-back = cette relance est retenue et ne peut pas être approuvée : la ligne ci-dessus dit pourquoi

# Limites soumises à l’accord d’une seconde personne (limit-)
limit-ceiling-hint = au-delà de { $ceiling }, une seconde personne doit donner son accord
limit-asked = demandée pour { $subject }, pas encore en vigueur : une seconde personne doit donner son accord
limit-none = aucune limite
limit-asked-for = Limite demandée : { $amount } · en vigueur : { $limit } · encours : { $exposure }
limit-asked-by = Demandée par { $person } le { $date } : { $reason }

# Ce qui a été saisi et pas enregistré (drafts-)
action-drafts = brouillons
action-drafts-help = Montrer les saisies non enregistrées : les rouvrir ou les jeter
drafts-title = Saisies non enregistrées
drafts-text = texte
drafts-none = aucune saisie n’attend d’être enregistrée
drafts-keys = Entrée ouvre · x jette · Échap quitte
drafts-keys-back = Entrée ouvre · x jette · u reprend · Échap quitte
drafts-elsewhere = celle-ci s’ouvre sur sa ligne : appuyez-y sur la touche du formulaire, la saisie s’y trouve
