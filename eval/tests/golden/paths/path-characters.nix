[ /a-b/c_d/e+f/g.h /0/1 /A/..b/...c ]
