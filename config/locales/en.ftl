# Sentences of the program in English. fr.ftl holds the same keys; a test keeps both complete.

## The frame of the cockpit (ui-)
ui-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
ui-saved-on = saved on { $subject }
