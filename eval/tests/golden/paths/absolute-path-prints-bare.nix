[ /a/b /a.b/c-d_e+f /. /.. ]
