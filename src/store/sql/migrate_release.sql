SELECT migration, code_digest FROM encours_meta.release
