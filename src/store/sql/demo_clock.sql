SELECT set_config('timezone', $1, false)
