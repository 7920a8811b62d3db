[ (builtins.unsafeDiscardStringContext "abc") (builtins.unsafeDiscardStringContext (toString /a)) ]
