//! Letters and mail: templates, rendering, SMTP.
