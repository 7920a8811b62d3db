[ "two" (baseNameOf ../.) ]
