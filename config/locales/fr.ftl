# Les phrases du programme en français. en.ftl tient les mêmes clés ; un test les garde complets.

## Le cadre du cockpit (ui-)
ui-rows = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
ui-saved-on = enregistré sur { $subject }
