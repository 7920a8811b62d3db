__noSuchPrimop 1
