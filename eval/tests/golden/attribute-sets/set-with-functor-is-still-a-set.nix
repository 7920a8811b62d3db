let s = { __functor = self: x: x + self.k; k = 1; }; in [ (s 2) (builtins.isAttrs s) (builtins.isFunction s) (builtins.typeOf s) ((s // { k = 10; }) 2) ]
