let get = s: s.x or null; in [ (get { x = null; } == null) (get { } == null) (get { x = [ ]; } == [ ]) ]
