let memo = builtins.listToAttrs (builtins.genList (n: { name = toString n; value = if n < 2 then n else memo.${toString (n - 1)} + memo.${toString (n - 2)}; }) 50); in memo."49"
