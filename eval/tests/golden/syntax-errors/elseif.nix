if true then 1 elseif false then 2 else 3
