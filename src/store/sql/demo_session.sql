SET synchronous_commit = off; SET work_mem = '64MB'; SET jit = off; SET lock_timeout = '30s'; SET client_min_messages = warning;
