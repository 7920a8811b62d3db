let inc = x: x + 1; twice = f: x: f (f x); in [ (1 |> inc) (1 |> inc |> inc) (inc <| 1) (twice <| inc <| 5) (1 + 1 |> inc) ([ 1 2 ] |> map inc) ]
