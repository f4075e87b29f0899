SET default_statistics_target = 10; ANALYZE; RESET default_statistics_target
